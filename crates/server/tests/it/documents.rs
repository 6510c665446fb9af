//! Documents and files beside the code say what the code does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// `section.key` of every setting, and every section.
fn settings() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut sections) = (BTreeSet::new(), BTreeSet::new());
    let mut section = String::new();
    for line in read("ringfence.default.toml").lines() {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
            sections.insert(section.split('.').next().unwrap().to_owned());
        } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            keys.insert(format!("{section}.{key}"));
        }
    }
    (keys, sections)
}

/// What stands between backticks and looks like a setting.
fn named_in(document: &str, sections: &BTreeSet<String>) -> BTreeSet<String> {
    let quoted = document.split('`').skip(1).step_by(2);
    let looks_like_one = |word: &&str| {
        let is_name = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte == b'.');
        is_name && word.split_once('.').is_some_and(|(section, key)| sections.contains(section) && !key.is_empty())
    };
    quoted.filter(looks_like_one).map(str::to_owned).collect()
}

#[test]
fn every_setting_that_a_document_names_exists() {
    let (keys, sections) = settings();
    assert!(keys.len() > 60 && keys.contains("carriers.builtin.route"), "{keys:?}");
    for document in ["docs/operating.md", "docs/security.md", "docs/login.md", "docs/api.md", "docs/management.md", "README.md"] {
        // Files and fields of the wire look like settings too.
        let strange: Vec<String> = named_in(&read(document), &sections)
            .into_iter()
            .filter(|name| !keys.contains(name) && !keys.iter().any(|key| key.starts_with(&format!("{name}."))))
            .filter(|name| ![".rs", ".toml", ".md", ".key", ".pem"].iter().any(|end| name.ends_with(end)))
            .collect();
        assert!(strange.is_empty(), "{document} names settings that there are not: {strange:?}");
    }
}

#[test]
fn the_unit_is_understood_and_exposes_little() {
    let unit = root().join("dist/ringfence.service");
    let text = std::fs::read_to_string(&unit).unwrap();
    for line in ["[Install]", "WantedBy=", "After=", "RestartSec=", "Type=notify", "WatchdogSec="] {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line} is not in {}", unit.display());
    }
    // Ten times the exposure that systemd speaks of: 2.0 at most.
    let asked = std::process::Command::new("systemd-analyze").args(["security", "--offline=true", "--threshold=20"]).arg(&unit).output();
    let Ok(asked) = asked else {
        println!("left out: there is no systemd-analyze here");
        return;
    };
    let said = String::from_utf8_lossy(&asked.stdout);
    assert!(asked.status.success(), "{said}\n{}", String::from_utf8_lossy(&asked.stderr));
}
