//! `ringfence dev` with nothing set up, and again with everything there.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Install, Process, free_port};
use crate::people::Application;

/// A running `dev`, what it wrote for applications, and the demo application.
pub(crate) struct Dev {
    pub(crate) process: Process,
    pub(crate) json: Value,
    pub(crate) app: Application,
}

/// Nothing set, as on a fresh clone.
pub(crate) fn nothing_set_up() -> Install {
    Install::on_sqlite().unset("SERVER__LISTEN").unset("SERVER__PUBLIC_URL").unset("DATABASE__URL").unset("KEYS__MASTER_KEY")
}

pub(crate) async fn dev(install: &Install, port: u16, tls_port: u16) -> Dev {
    let (listen, tls_listen) = (format!("127.0.0.1:{port}"), format!("127.0.0.1:{tls_port}"));
    let mut process = install.start(&["dev", "--listen", &listen, "--tls-listen", &tls_listen]);
    process.until_it_answers(port).await;
    // It listens a moment before it has written the file, and says so after it.
    process.until_it_says("Stop with Ctrl-C").await;
    let json: Value = serde_json::from_slice(&std::fs::read(install.folder.path().join("ringfence-data/dev.json")).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{json:#}")).to_owned();
    let app = Application::new(text(&json["url"]), &text(&json["app"]["client_id"]), &text(&json["app"]["client_secret"]));
    Dev { process, json, app }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn starts_from_nothing_and_keeps_what_it_made() {
    let install = nothing_set_up();
    let data = install.folder.path().join("ringfence-data");
    let (port, tls_port) = (install.port, free_port());
    let first = dev(&install, port, tls_port).await;

    let mut fields: Vec<&String> = first.json.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["app", "ca_file", "inbox_url", "management", "tls_url", "url"]);
    assert_eq!(first.json["url"], format!("http://127.0.0.1:{port}"));
    assert_eq!(first.json["tls_url"], format!("https://127.0.0.1:{tls_port}"));
    assert_eq!(first.json["inbox_url"], format!("http://127.0.0.1:{port}/dev/inbox"));
    for client in ["app", "management"] {
        assert!(first.json[client]["client_id"].is_string() && first.json[client]["client_secret"].is_string(), "{:#}", first.json);
    }
    for private in ["dev.json", "master.key", "ringfence.db"] {
        assert_eq!(mode(&data.join(private)), 0o600, "{private}");
    }
    assert!(first.process.said().contains("Ringfence is ready."), "{}", first.process.said());
    assert_eq!(over_its_own_tls(&first).await.get("/health").await.0, 200);
    assert_eq!(first.app.sign_up("ada@example.com").await.unwrap().0, 200);
    first.process.stop().await;

    let again = dev(&install, port, tls_port).await;
    assert_eq!(again.json, first.json, "a second start changes nothing");
    again.app.password("ada@example.com").await;
    again.process.stop().await;

    let elsewhere = dev(&install, free_port(), free_port()).await;
    for client in ["app", "management"] {
        assert_eq!(elsewhere.json[client], first.json[client], "other ports, the same applications");
    }
    elsewhere.app.password("ada@example.com").await;
    let configuration = elsewhere.app.get("/.well-known/openid-configuration").await.1;
    assert_eq!(configuration["issuer"], format!("{}/", elsewhere.app.base));
    elsewhere.process.stop().await;
}

/// The demo application, by HTTP/2 and TLS: its own certificate authority is trusted and no other.
#[expect(clippy::disallowed_methods, reason = "a client of the server, from outside: boot.rs's own is inside")]
pub(crate) async fn over_its_own_tls(dev: &Dev) -> Application {
    let ca = reqwest::Certificate::from_pem(&std::fs::read(dev.json["ca_file"].as_str().unwrap()).unwrap()).unwrap();
    let http = reqwest::Client::builder().tls_certs_only([ca]).build().unwrap();
    let base = dev.json["tls_url"].as_str().unwrap().to_owned();
    for _ in 0..100 {
        if let Ok(response) = http.get(format!("{base}/health")).send().await {
            assert_eq!(response.version(), reqwest::Version::HTTP_2);
            return Application { http, base, ..dev.app.clone() };
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("HTTPS does not answer:\n{}", dev.process.said());
}
