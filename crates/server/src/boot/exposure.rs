//! Files that hold secrets, and who else on the machine can read them.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::database::sqlite_file;
use crate::config::Settings;

const OTHERS: u32 = 0o007;

/// What is wrong with the mode of a secret file and what to do, in words; nothing for a file that is not there. A group may read
/// it, as systemd and orchestrators hand secrets to services.
pub fn exposed(file: &Path) -> Option<String> {
    let mode = file.metadata().ok()?.mode();
    (mode & OTHERS != 0).then(|| {
        let file = file.display();
        format!("{file} is open to every user of this machine (mode {:04o}): run `chmod 600 {file}`", mode & 0o7777)
    })
}

/// Of the files that the settings name: each secret's, the key of HTTPS, and the database.
pub fn all_exposed(settings: &Settings) -> Vec<String> {
    let secrets = [
        &settings.keys.master_key_file,
        &settings.keys.next_master_key_file,
        &settings.database.url_file,
        &settings.carriers.builtin.twilio_auth_token_file,
        &settings.mail.smtp_url_file,
        &settings.server.tls_key,
    ];
    let named = secrets.into_iter().flatten().map(Path::new);
    named.chain(sqlite_file(settings)).filter_map(exposed).collect()
}
