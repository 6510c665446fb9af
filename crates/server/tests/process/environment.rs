//! What an orchestrator puts into the environment, secrets in files, and the form of the last words.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::command_line::refuses;
use crate::harness::{Install, MASTER_KEY};

#[tokio::test]
async fn a_kubernetes_service_of_our_name_is_told_and_does_no_harm() {
    let install =
        Install::on_sqlite().set("PORT", "tcp://10.0.0.1:8080").set("SERVICE_HOST", "10.0.0.1").set("PORT_8080_TCP_ADDR", "10.0.0.1");
    install.ok(&["migrate"]).await;
    let said = install.serve().await.stop().await;
    let told =
        said.lines().find(|line| line.contains("WARN") && line.contains("which is not a setting")).unwrap_or_else(|| panic!("{said}"));
    for name in ["RINGFENCE_PORT", "RINGFENCE_SERVICE_HOST", "RINGFENCE_PORT_8080_TCP_ADDR"] {
        assert!(told.contains(name), "{told}");
    }
    let install = install.set("SERVER__LISTN", "127.0.0.1:1");
    refuses(&install.run(&["serve"], "").await, &["RINGFENCE_SERVER__LISTN", "there is no setting server.listn"]);
}

#[tokio::test]
async fn secrets_stand_in_files_and_paths_are_seen_from_the_settings_file() {
    let install = Install::on_sqlite().unset("DATABASE__URL").unset("KEYS__MASTER_KEY");
    let etc = install.folder.path().join("etc");
    std::fs::create_dir_all(etc.join("secrets")).unwrap();
    for (name, text) in [("url", "sqlite://kept/ringfence.db\n"), ("key", MASTER_KEY)] {
        std::fs::write(etc.join("secrets").join(name), text).unwrap();
        std::fs::set_permissions(etc.join("secrets").join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let file = "[database]\nurl_file = \"secrets/url\"\n[keys]\nmaster_key_file = \"secrets/key\"\n";
    std::fs::write(etc.join("ringfence.toml"), file).unwrap();
    install.ok(&["--config", "etc/ringfence.toml", "migrate"]).await;
    install.ok(&["--config", "etc/ringfence.toml", "tenant", "create", "acme", "--domain", "login.example.com"]).await;
    assert!(install.folder.path().join("kept/ringfence.db").exists(), "what a secret's file holds is seen from the working directory");
    let install = install.set("KEYS__MASTER_KEY", MASTER_KEY);
    refuses(
        &install.run(&["--config", "etc/ringfence.toml", "serve"], "").await,
        &["keys.master_key and keys.master_key_file are both set"],
    );
}

#[tokio::test]
async fn the_last_words_are_json_where_the_log_is() {
    let install = Install::on_sqlite().set("LOG__FORMAT", "json").unset("SERVER__PUBLIC_URL");
    for broken in ["LIMITS__WORNG_CODES", "LIMITS__NOTICES"] {
        let ran = install.run(&["serve"], "").await;
        assert_eq!(ran.code, Some(1), "{broken}: {ran:?}");
        let lines: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
        let last = lines.last().unwrap();
        assert_eq!((last["level"].as_str(), last["message"].as_str()), (Some("ERROR"), Some("ringfence ends")), "{last}");
        assert!(last["error"].as_str().unwrap().contains("server.public_url is not set"), "{last}");
    }
    let install = install.set("LIMITS__WORNG_CODES", "3");
    let ran = install.run(&["serve"], "").await;
    let last: Value = serde_json::from_str(ran.err.trim()).unwrap_or_else(|_| panic!("{ran:?}"));
    assert!(last["error"].as_str().unwrap().contains("limits.worng_codes"), "{last}");
    std::fs::write(install.folder.path().join("r.toml"), "[log]\nformat = \"json\"\n").unwrap();
    let install = install.unset("LOG__FORMAT");
    let ran = install.run(&["--config", "r.toml", "serve"], "").await;
    assert!(serde_json::from_str::<Value>(ran.err.trim()).is_ok(), "{ran:?}");
}
