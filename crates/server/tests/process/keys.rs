//! Keys change under a running server: what was signed and sealed before stays good.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use serde_json::Value;

use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::kill::impatient;
use crate::people;

fn names(jwks: &Value) -> Vec<String> {
    let keys = jwks["keys"].as_array().unwrap_or_else(|| panic!("{jwks}"));
    keys.iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

/// The `kid` that a token names.
fn signer(token: &str) -> String {
    use base64::Engine;
    let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
    serde_json::from_slice::<Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_outlive_a_rotation() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    let tokens = people::enroll(&app, &twilio, 1).await;
    let id_token = verified(&app, &twilio, &tokens[0]).await;
    let old = names(&app.get("/.well-known/jwks.json").await.1);
    assert_eq!(old, [signer(&id_token)]);

    let said = install.ok(&["keys", "rotate"]).await;
    assert!(said.contains("1 tenant(s)") && said.contains("in 60 seconds"), "{said}");
    let mut new = old.clone();
    for _ in 0..50 {
        new = names(&app.get("/.well-known/jwks.json").await.1);
        if new != old {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(new.len() == 2 && new.contains(&old[0]), "the new key stands beside the old one: {new:?}");
    // Made known a minute before it is used, so that nobody meets a signature by a key unheard of.
    let id_token = verified(&app, &twilio, &app.password("person0@example.com").await).await;
    assert_eq!(signer(&id_token), old[0]);
    let fresh = install.database.rows("SELECT activates_at - created_at FROM signing_keys ORDER BY created_at DESC").await;
    assert_eq!(fresh[0][0], Timestamp::from_secs(60).as_micros().to_string());
    server.stop().await;
}

/// A whole second factor of the first person; the ID token it ends in.
pub(crate) async fn verified(app: &people::Application, twilio: &FakeTwilio, mfa_token: &str) -> String {
    let (status, answer) = app.challenge(mfa_token, "sms").await.unwrap();
    assert_eq!(status, 200, "{answer}");
    let (status, answer) = app.verify(mfa_token, answer["oob_code"].as_str().unwrap(), &twilio.code("+12025550000")).await.unwrap();
    assert_eq!(status, 200, "{answer}");
    answer["id_token"].as_str().unwrap().to_owned()
}
