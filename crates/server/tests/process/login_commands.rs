//! Universal Login by command line: `tenant login`, `tenant texts`, `tenant client` and `user`, good and bad.

use std::time::Duration;

use serde_json::{Value, json};

use crate::command_line::refuses;
use crate::fake_twilio::{Credentials, FakeTwilio};
use crate::harness::Install;
use crate::kill::impatient;
use crate::people;

async fn acme() -> Install {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    install.ok(&["tenant", "create", "acme", "--domain", "login.example.com", "--locales", "en,pt-br"]).await;
    install
}

fn read(printed: &str) -> Value {
    serde_json::from_str(printed).unwrap_or_else(|problem| panic!("{problem}: {printed}"))
}

async fn shown(install: &Install) -> Value {
    read(&install.ok(&["tenant", "show", "acme"]).await)
}

#[tokio::test]
async fn what_is_named_changes_and_is_shown() {
    let install = acme().await;
    let before = shown(&install).await;
    assert_eq!(before["settings"]["enabled_locales"], json!(["en", "pt-BR"]));
    std::fs::write(install.folder.path().join("logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    let arguments = "tenant login acme --experience classic --session-lifetime 24 --idle-session-lifetime 8 --locales de,EN --otp false \
        --recovery-codes false --logout-url https://a.test/ --logout-url https://a.test/bye --primary-color #635DFF \
        --page-background #f4f4f8 --logo logo.svg --support-email help@a.test --support-url https://a.test/help";
    let printed = install.ok(&arguments.split_whitespace().collect::<Vec<_>>()).await;
    let settings = &read(&printed)["settings"];
    for (name, value) in [
        ("universal_login_experience", json!("classic")),
        ("session_lifetime", json!(24)),
        ("idle_session_lifetime", json!(8)),
        ("enabled_locales", json!(["de", "en"])),
        ("otp_enabled", json!(false)),
        ("recovery_code_enabled", json!(false)),
        ("allowed_logout_urls", json!(["https://a.test/", "https://a.test/bye"])),
        ("support_email", json!("help@a.test")),
        ("support_url", json!("https://a.test/help")),
    ] {
        assert_eq!(settings[name], value, "{name}");
    }
    let branding = &settings["branding"];
    assert_eq!((&branding["primary_color"], &branding["page_background"]), (&json!("#635dff"), &json!("#f4f4f8")));
    assert_eq!(branding["logo"], "data:image/svg+xml;base64,… (82 characters)");
    assert_eq!(shown(&install).await["settings"], *settings);

    let empty =
        ["--logout-url", "", "--primary-color", "", "--page-background", "", "--logo", "", "--support-email", "", "--support-url", ""];
    install.ok(&[&["tenant", "login", "acme"][..], &empty].concat()).await;
    let after = shown(&install).await;
    for name in ["allowed_logout_urls", "branding", "support_email", "support_url"] {
        assert_eq!(after["settings"][name], before["settings"][name], "{name}");
    }
    assert_eq!(after["settings"]["session_lifetime"], 24);
    assert!(install.ok(&["tenant", "log", "acme"]).await.contains("gd_tenant_update"));
}

#[tokio::test]
async fn settings_of_the_pages_that_are_none() {
    let install = acme().await;
    let before = shown(&install).await;
    std::fs::write(install.folder.path().join("empty.png"), "").unwrap();
    std::fs::write(install.folder.path().join("logo.png"), "GIF89a").unwrap();
    std::fs::write(install.folder.path().join("large.jpg"), [&b"\xff\xd8\xff"[..], &[0; 32 * 1024]].concat()).unwrap();
    for (arguments, words) in [
        (&["--primary-color", "red", "--otp", "false"][..], "primary colour must be a colour such as #17604c"),
        (&["--session-lifetime", "0"], "session lifetime must be from a minute to 8760 hours"),
        (&["--idle-session-lifetime", "8761"], "from a minute to 8760 hours"),
        (&["--session-lifetime", "10"], "72 hours idle, 10 hours in all"),
        (&["--locales", "en,xx"], "\"xx\" is no language"),
        (&["--locales", ""], "\"\" is no language"),
        (&["--logo", "nowhere.png"], "nowhere.png cannot be read"),
        (&["--logo", "empty.png"], "empty.png is empty"),
        (&["--logo", "logo.png"], "logo must be a PNG, JPEG, WebP or SVG picture"),
        (&["--logo", "large.jpg"], "must not be larger than 32768 bytes; this picture has 32771"),
        (&["--logout-url", "/bye"], "logout URL \"/bye\" must be an absolute address"),
        (&["--logout-url", "https://a.test/#x"], "must not have a fragment"),
        (&["--support-email", "Help <help@a.test>"], "must be an e-mail address"),
        (&["--support-url", "javascript:alert(1)"], "must begin with https:// or http://"),
    ] {
        refuses(&install.run(&[&["tenant", "login", "acme"], arguments].concat(), "").await, &[words]);
    }
    refuses(&install.run(&["tenant", "login", "nobody"], "").await, &["There is no tenant named \"nobody\""]);
    assert_eq!(install.run(&["tenant", "login", "acme", "--experience", "old"], "").await.code, Some(2));
    assert_eq!(shown(&install).await, before, "what is refused changes nothing");
}

#[tokio::test]
async fn own_texts_are_put_shown_and_taken_away() {
    let install = acme().await;
    let texts = r#"{ "mfa-sms-challenge": { "title": "É você?", "invalid-code": "Código errado." } }"#;
    install.ok_with(&["tenant", "texts", "acme", "mfa-sms", "PT-br", "--file", "-"], texts).await;
    assert_eq!(read(&install.ok(&["tenant", "texts", "acme", "mfa-sms", "pt-BR"]).await), read(texts));
    assert_eq!(shown(&install).await["texts"], json!(["mfa-sms pt-BR"]));
    // Everything of that prompt and language is replaced.
    std::fs::write(install.folder.path().join("texts.json"), r#"{ "mfa-sms-list": { "title": "Qual?" } }"#).unwrap();
    install.ok(&["tenant", "texts", "acme", "mfa-sms", "pt-BR", "--file", "texts.json"]).await;
    let kept = read(&install.ok(&["tenant", "texts", "acme", "mfa-sms", "pt-BR"]).await);
    assert_eq!(kept, json!({ "mfa-sms-list": { "title": "Qual?" } }));
    install.ok(&["tenant", "texts", "acme", "mfa-sms", "pt-BR", "--clear"]).await;
    assert_eq!(install.ok(&["tenant", "texts", "acme", "mfa-sms", "pt-BR"]).await, "{}\n");
    assert!(install.ok(&["tenant", "log", "acme"]).await.contains("Texts of mfa-sms in pt-BR changed"));
}

#[tokio::test]
async fn texts_that_nobody_would_read() {
    let install = acme().await;
    for (prompt, language, texts, words) in [
        ("sms", "en", "{}", "no prompt \"sms\""),
        ("mfa-sms", "english", "{}", "\"english\" is no language"),
        ("consent", "en", r#"{ "consent": { "title": "x" } }"#, "no screen of the prompt \"consent\""),
        ("mfa-sms", "en", r#"{ "login": { "title": "x" } }"#, "no screen \"login\". It has mfa-country-codes"),
        ("mfa-sms", "en", r#"{ "mfa-sms-list": { "titel": "x" } }"#, "no text \"titel\""),
        ("mfa-sms", "en", r#"{ "mfa-sms-list": { "title": "a\nb" } }"#, "control characters or line breaks"),
        ("mfa-sms", "en", r#"{ "mfa-sms-list": "x" }"#, "must be JSON of the form"),
        ("mfa-sms", "en", "title = x", "must be JSON of the form"),
    ] {
        refuses(&install.run(&["tenant", "texts", "acme", prompt, language, "--file", "-"], texts).await, &[words]);
    }
    refuses(&install.run(&["tenant", "texts", "acme", "sms", "en"], "").await, &["no prompt \"sms\""]);
    refuses(&install.run(&["tenant", "texts", "acme", "login", "en", "--file", "nowhere"], "").await, &["nowhere cannot be read"]);
    assert_eq!(shown(&install).await["texts"], json!([]));
}

#[tokio::test]
async fn an_application_has_addresses() {
    let install = acme().await;
    let arguments = "tenant client acme Shop --callback https://a.test/cb --callback http://127.0.0.1:*/cb --logout-url https://a.test/ \
        --login-uri https://a.test/login";
    install.ok(&arguments.split_whitespace().collect::<Vec<_>>()).await;
    let client = &shown(&install).await["clients"][0];
    assert_eq!(client["callbacks"], json!(["https://a.test/cb", "http://127.0.0.1:*/cb"]));
    assert_eq!(
        (&client["allowed_logout_urls"], &client["initiate_login_uri"]),
        (&json!(["https://a.test/"]), &json!("https://a.test/login"))
    );
    for (flag, address, words) in [
        ("--callback", "https://*.a.test/cb", "\"https://*.a.test/cb\" may have a * only as the port of a loopback host"),
        ("--callback", "/cb", "\"/cb\" must be an absolute address"),
        ("--callback", "https://a.test/cb#x", "must not have a fragment"),
        ("--logout-url", "javascript:alert(1)", "must begin with https:// or http://"),
        ("--callback", "http://shop.example.com/cb", "must begin with https://. Plain http is for loopback hosts"),
        ("--login-uri", "com.example.app:/login", "must begin with https:// or http://"),
    ] {
        refuses(&install.run(&["tenant", "client", "acme", "Shop", flag, address], "").await, &[words]);
    }
    assert_eq!(shown(&install).await["clients"].as_array().unwrap().len(), 1, "a refused one is not made");
}

/// Somebody has lost their phone: the operator looks, takes it away, and sends a link; the old number is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_has_lost_everything() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    people::enroll(&app, &twilio, 1).await;
    let (email, phone) = ("person0@example.com", "+12025550000");

    let printed = install.ok(&["user", "factors", "acme", email]).await;
    assert!(!printed.contains(phone), "{printed}");
    let listed = read(&printed);
    let factor = |kind: &str| listed["factors"].as_array().unwrap().iter().find(|one| one["type"] == kind).unwrap().clone();
    assert_eq!((&factor("phone")["phone_number"], &factor("phone")["active"]), (&json!("XXXXXXXX0000"), &json!(true)));
    assert_eq!((&factor("recovery-code")["active"], &listed["remembered_browsers"]), (&json!(true), &json!(0)));

    refuses(&install.run(&["user", "remove-factor", "acme", email, "dev_0123456789abcdef"], "").await, &["no such authenticator"]);
    refuses(&install.run(&["user", "remove-factor", "acme", email, "phone"], "").await, &["\"phone\" cannot be removed"]);
    let texts = twilio.carried().len();
    install.ok(&["user", "remove-factor", "acme", email, factor("phone")["id"].as_str().unwrap()]).await;
    // The recovery code goes with the last factor.
    assert_eq!(read(&install.ok(&["user", "factors", "acme", email]).await)["factors"], json!([]));
    let log = install.ok(&["tenant", "log", "acme"]).await;
    let removed = log.lines().find(|line| line.contains("gd_unenroll")).unwrap_or_else(|| panic!("no gd_unenroll in {log}"));
    assert!(removed.contains("(command line)") && removed.contains(email) && !removed.contains(phone), "{removed}");
    for _ in 0..200 {
        if twilio.carried().len() > texts {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let notice = twilio.carried().last().unwrap().clone();
    assert!(notice.to == phone && notice.words.contains("this number was removed from your account"), "{notice:?}");
    install.ok(&["user", "forget-browsers", "acme", email]).await;

    let link = install.ok(&["user", "ticket", "acme", email, "--factor", "phone"]).await;
    let issuer = format!("https://127.0.0.1:{}/", install.port);
    let path = link.trim().strip_prefix(&issuer).unwrap_or_else(|| panic!("{link}"));
    assert!(path.starts_with("mfa/enrollment?ticket="), "{link}");
    // It opens: the browser is sent on to the enrollment.
    let opened = app.http.get(format!("{}/{path}", app.base)).send().await.unwrap();
    assert_eq!(opened.url().path(), "/u/mfa-phone-enrollment");
    server.stop().await;
}

#[tokio::test]
async fn tickets_that_would_lead_nowhere() {
    let twilio = FakeTwilio::start(Credentials::Live, Duration::ZERO).await;
    let install = impatient(Install::on_sqlite(), &twilio);
    let app = people::set_up_acme(&install).await;
    let server = install.serve().await;
    assert_eq!(app.sign_up("ada@example.com").await.unwrap().0, 200);
    server.stop().await;
    let ticket = |more: &[&'static str]| [&["user", "ticket", "acme", "ADA@example.com"], more].concat();
    install.ok(&ticket(&["--multiple"])).await;
    refuses(&install.run(&ticket(&["--domain", "other.test"]), "").await, &["does not answer to that domain. It has 127.0.0.1:"]);
    install.ok(&["tenant", "phone", "acme", "--enabled", "false"]).await;
    refuses(&install.run(&ticket(&["--factor", "phone"]), "").await, &["The phone factor is switched off"]);
    install.ok(&ticket(&[])).await;
    install.ok(&["tenant", "login", "acme", "--otp", "false"]).await;
    refuses(&install.run(&ticket(&["--factor", "otp"]), "").await, &["Authenticator apps are switched off"]);
    refuses(&install.run(&ticket(&[]), "").await, &["Both phones and authenticator apps are switched off"]);
    for command in [&["ticket"][..], &["factors"], &["forget-browsers"]] {
        let arguments = [&["user"], command, &["acme", "eve@example.com"]].concat();
        refuses(&install.run(&arguments, "").await, &["\"acme\" has no user with the address \"eve@example.com\""]);
    }
    refuses(&install.run(&["user", "factors", "nobody", "ada@example.com"], "").await, &["There is no tenant named \"nobody\""]);
}
