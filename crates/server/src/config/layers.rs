//! From three layers to one table of values: the defaults, a file over them, the environment over that.
//!
//! 1. Relative paths of the file become relative to its folder.
//! 2. A name of the environment with two underscores is a setting, or refused. One without is somebody else's, and is told.
//! 3. `NAME_file` beside a secret `NAME` is read into `NAME`; both set is refused.

use std::path::Path;

use anyhow::Context;
use config::builder::{ConfigBuilder, DefaultState};
use config::{Config, File, FileFormat, Map, Value, ValueKind};

use super::LogFormat;

const DEFAULTS: &str = include_str!("../../../../ringfence.default.toml");
const PREFIX: &str = "RINGFENCE_";
const BESIDE: &str = "_file";
/// Settings that hold a path and do not end in `_file`.
const PATHS: [&str; 2] = ["server.tls_certificate", "server.tls_key"];

pub(super) struct Layers {
    pub(super) values: Config,
    /// Names of the environment that can be no setting.
    pub(super) unknown_names: Vec<String>,
}

/// What of the environment begins like a setting of ours.
pub(super) fn environment() -> anyhow::Result<Vec<(String, String)>> {
    let ours = std::env::vars_os().filter_map(|(name, value)| Some((name.to_str()?.strip_prefix(PREFIX)?.to_owned(), value)));
    ours.map(|(name, value)| match value.into_string() {
        Ok(value) => Ok((name, value)),
        Err(_) => anyhow::bail!("{PREFIX}{name} of the environment is not UTF-8"),
    })
    .collect()
}

/// `environment` has the names without their prefix.
pub(super) fn lay(file: Option<&Path>, environment: &[(String, String)]) -> anyhow::Result<Layers> {
    let defaults = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml)).build()?;
    let (mut own, mut unknown_names) = (Config::builder(), Vec::new());
    if let Some(path) = file {
        own = own.add_source(at_home(path)?);
    }
    for (name, text) in environment {
        if name.contains("__") {
            own = set_from_environment(own, &defaults, name, text)?;
        } else {
            unknown_names.push(format!("{PREFIX}{name}"));
        }
    }
    let own = own.build()?;
    let mut all = Config::builder().add_source(defaults.clone()).add_source(own.clone());
    for (name, secret) in secrets_of_files(&defaults, &own)? {
        all = all.set_override(name, secret)?;
    }
    Ok(Layers { values: all.build()?, unknown_names })
}

/// As far as it can be told when the settings as a whole are no good.
pub fn log_format(file: Option<&Path>) -> LogFormat {
    let environment = environment().unwrap_or_default();
    let is_format = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("log__format");
    let of_file = || Config::builder().add_source(File::from(file?).format(FileFormat::Toml)).build().ok()?.get_string("log.format").ok();
    let word = environment.iter().find(is_format).map(|(_, text)| text.clone()).or_else(of_file);
    if word.as_deref() == Some("json") { LogFormat::Json } else { LogFormat::Text }
}

/// The file, its relative paths seen from its own folder.
fn at_home(path: &Path) -> anyhow::Result<Config> {
    let read = || Config::builder().add_source(File::from(path).format(FileFormat::Toml)).build();
    let file = read().with_context(|| format!("the settings file {} cannot be used", path.display()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder else { return Ok(file) };
    let mut moved = Config::builder().add_source(file.clone());
    for (name, text) in texts(&file) {
        let is_path = PATHS.contains(&name.as_str()) || name.ends_with(BESIDE);
        let (scheme, place) = match text.strip_prefix("sqlite://") {
            Some(place) if name == "database.url" => ("sqlite://", place),
            _ if is_path => ("", text.as_str()),
            _ => continue,
        };
        if !place.is_empty() {
            moved = moved.set_override(name, format!("{scheme}{}", folder.join(place).display()))?;
        }
    }
    Ok(moved.build()?)
}

/// Everything arrives as text; a list is split at its commas.
fn set_from_environment(
    own: ConfigBuilder<DefaultState>,
    defaults: &Config,
    name: &str,
    text: &str,
) -> anyhow::Result<ConfigBuilder<DefaultState>> {
    let path = name.to_lowercase().replace("__", ".");
    let known = defaults.get::<Value>(&path).ok().filter(|value| !matches!(value.kind, ValueKind::Table(_)));
    let known = known.with_context(|| format!("{PREFIX}{name}: there is no setting {path}; see ringfence.default.toml"))?;
    let value: Value = match known.kind {
        ValueKind::Array(_) => text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>().into(),
        _ => text.into(),
    };
    Ok(own.set_override(path, value)?)
}

/// The settings whose files were named, with what the files hold.
fn secrets_of_files(defaults: &Config, own: &Config) -> anyhow::Result<Vec<(String, String)>> {
    let mut secrets = Vec::new();
    for (beside, file) in texts(own).into_iter().filter(|(_, text)| !text.is_empty()) {
        let Some(name) = beside.strip_suffix(BESIDE).filter(|name| defaults.get::<Value>(name).is_ok()) else { continue };
        let is_set = own.get_string(name).is_ok_and(|text| !text.is_empty());
        anyhow::ensure!(!is_set, "{name} and {beside} are both set: keep one of them");
        let text = std::fs::read_to_string(&file).with_context(|| format!("the file {file} cannot be read ({beside})"))?;
        secrets.push((name.to_owned(), text.trim().to_owned()));
    }
    Ok(secrets)
}

/// Every setting that holds a text, by its whole name.
fn texts(config: &Config) -> Vec<(String, String)> {
    fn walk(table: &Map<String, Value>, above: &str, found: &mut Vec<(String, String)>) {
        for (name, value) in table {
            let name = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            match &value.kind {
                ValueKind::Table(inner) => walk(inner, &name, found),
                ValueKind::String(text) => found.push((name, text.clone())),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    if let ValueKind::Table(table) = &config.cache.kind {
        walk(table, "", &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn settings(file: Option<&Path>, environment: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let environment: Vec<_> = environment.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Settings::layered(file, &environment)
    }

    fn refusal(file: Option<&Path>, environment: &[(&str, &str)]) -> String {
        format!("{:#}", settings(file, environment).expect_err("refused"))
    }

    #[test]
    fn the_environment_overrides_by_name() {
        let of = settings(
            None,
            &[
                ("LIMITS__MESSAGES_PER_HOUR", "7"),
                ("CARRIERS__TWILIO__BASE_URL", "http://127.0.0.1:9"),
                ("CARRIERS__VIRTUAL__ENABLED", "true"),
                ("SERVER__TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
                ("CARRIERS__BUILTIN__ROUTE", "twilio"),
                ("PHONE__BLOCKED_KINDS", ""),
                ("CARRIERS__BUILTIN__TWILIO_AUTH_TOKEN", "0012345678901234567890123456789012"),
            ],
        );
        let of = of.expect("valid");
        assert_eq!((of.limits.messages_per_hour, of.carriers.twilio.base_url.as_str()), (7, "http://127.0.0.1:9"));
        assert!(of.carriers.virtual_carrier.enabled && of.server.trusted_proxies.len() == 2 && of.phone.blocked_kinds.is_empty());
        assert_eq!(of.carriers.builtin.route, ["twilio"]);
        let token = of.carriers.builtin.twilio().auth_token.expect("set");
        assert_eq!(token.expose(), "0012345678901234567890123456789012", "digits are a text where a text is wanted");
    }

    /// What Kubernetes puts into every container of a namespace that has a service named `ringfence`.
    #[test]
    fn a_name_that_can_be_no_setting_is_told_and_a_misspelt_one_refused() {
        let injected = [
            ("PORT", "tcp://10.0.0.1:8080"),
            ("SERVICE_HOST", "10.0.0.1"),
            ("SERVICE_PORT", "8080"),
            ("PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            ("PORT_8080_TCP_ADDR", "10.0.0.1"),
        ];
        let warnings = settings(None, &injected).expect("valid").warnings().join("\n");
        for (name, _) in injected {
            assert!(warnings.contains(&format!("RINGFENCE_{name}")), "{name} is not in {warnings}");
        }
        for name in ["LIMITS__MESSAGES_PER_HUOR", "LIMIT__MESSAGES_PER_HOUR", "SERVER__", "__", "CARRIERS__TWILIO"] {
            let words = refusal(None, &[(name, "3")]);
            assert!(words.contains(&format!("RINGFENCE_{name}: there is no setting")), "{words}");
        }
    }

    #[test]
    fn a_file_is_refused_by_the_name_that_is_wrong() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ringfence.toml");
        std::fs::write(&file, "[limits]\nmessages_per_huor = 3\n").expect("written");
        assert!(refusal(Some(&file), &[]).contains("messages_per_huor"));
        assert!(refusal(Some(&folder.path().join("nowhere.toml")), &[]).contains("nowhere.toml"));
    }

    #[test]
    fn paths_of_a_file_are_seen_from_its_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, seen) = (folder.path().join("ringfence.toml"), |name: &str| folder.path().join(name).display().to_string());
        let text = "[server]\ntls_certificate = \"chain.pem\"\ntls_key = \"/abs/key.pem\"\n[database]\nurl = \"sqlite://data/r.db\"\n
            [mail]\nca_file = \"ca.pem\"\n";
        std::fs::write(&file, text).expect("written");
        let of = settings(Some(&file), &[]).expect("valid");
        assert_eq!(of.server.tls_certificate, Some(seen("chain.pem")));
        assert_eq!(of.server.tls_key.as_deref(), Some("/abs/key.pem"));
        assert_eq!(of.database.url, format!("sqlite://{}", seen("data/r.db")));
        assert_eq!(of.mail.ca_file, Some(seen("ca.pem")));
        let of = settings(Some(&file), &[("DATABASE__URL", "sqlite://data/r.db"), ("SERVER__TLS_KEY", "key.pem")]).expect("valid");
        assert_eq!((of.database.url.as_str(), of.server.tls_key.as_deref()), ("sqlite://data/r.db", Some("key.pem")));
    }

    /// By the defaults themselves, so that a new secret is one of them.
    #[test]
    fn every_secret_can_stand_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, secret) = (folder.path().join("ringfence.toml"), folder.path().join("secret"));
        std::fs::write(&secret, "smtps://user:p%40ss@mail.example.com\n").expect("written");
        let defaults = lay(None, &[]).map_err(|problem| problem.to_string()).expect("valid").values;
        let pairs: Vec<String> = texts(&defaults).into_iter().filter_map(|(name, _)| Some(name.strip_suffix(BESIDE)?.to_owned())).collect();
        let pairs: Vec<&String> = pairs.iter().filter(|name| defaults.get::<Value>(name).is_ok()).collect();
        for wanted in ["database.url", "keys.master_key", "carriers.builtin.twilio_auth_token", "mail.smtp_url"] {
            assert!(pairs.iter().any(|name| *name == wanted), "{wanted} is not among {pairs:?}");
        }
        for name in pairs {
            let (section, key) = name.rsplit_once('.').expect("a section");
            std::fs::write(&file, format!("[{section}]\n{key}_file = \"secret\"\n")).expect("written");
            let laid = lay(Some(&file), &[]).map_err(|problem| problem.to_string()).expect("valid");
            assert_eq!(laid.values.get_string(name).expect("set"), "smtps://user:p%40ss@mail.example.com", "{name}");
            let both = refusal(Some(&file), &[(&name.to_uppercase().replace('.', "__"), "another")]);
            assert!(both.contains(&format!("{name} and {name}_file are both set")), "{both}");
            std::fs::write(&file, format!("[{section}]\n{key}_file = \"gone\"\n")).expect("written");
            let missing = refusal(Some(&file), &[]);
            assert!(missing.contains("gone cannot be read") && missing.contains(&format!("{name}_file")), "{missing}");
        }
    }
}
