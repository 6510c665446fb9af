//! Kinds of phone number that get no codes, or none by text, at every door: the MFA API, the pages, an administrator, an import; and for
//! phones that were bound before the operator closed their kind.

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::delivery::Channel;
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::phone::{NumberKind, PhoneNumber};
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::harness::{Browser, Call, RelyingParty, SMS, TestApp, VOICE, on_both, on_both_with};

const LANDLINE: &str = "+442079460958";
const PERSONAL: &str = "+447012345678";
const GERMAN_PERSONAL: &str = "+4970012345678";
const VOIP: &str = "+445612345678";
const PAGER: &str = "+447640123456";

const NOWHERE: &str = "Codes are not sent to this kind of phone number.";
const CALLS_ONLY: &str = "This number can't receive text messages. Use another number or a call.";

/// A phone as it stands there when it was bound under other settings.
async fn bound_before(app: &TestApp, user: &str, number: &str, channel: Channel) {
    let phone = Authenticator {
        id: DeviceId::random(&*app.app.dice),
        user: UserId::new(user),
        kind: Kind::Phone { number: PhoneNumber::from_e164_trusted(number.to_owned()), channel },
        confirmed_at: Some(app.app.clock.now()),
        created_at: app.app.clock.now(),
        last_used_at: None,
    };
    let tenant = app.tenancy.id.clone();
    let insert = async move |tx: &mut Tx<'_>| Ok::<_, StoreError>(tx.authenticator_insert(&tenant, &phone, None).await?);
    app.app.store.tx(insert).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_binds_none_and_says_what_would_do() {
    on_both(async |app: &TestApp| {
        app.sign_up("ada@example.com").await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        for number in [PERSONAL, GERMAN_PERSONAL, VOIP, PAGER] {
            for channel in [SMS, VOICE] {
                app.associate(&mfa_token, channel, number).await.refused(400, "invalid_request", NOWHERE);
            }
            assert!(app.messages_to(number).await.is_empty());
        }
        app.associate(&mfa_token, SMS, LANDLINE).await.refused(400, "invalid_request", CALLS_ONLY);
        let called = app.associate(&mfa_token, VOICE, LANDLINE).await;
        assert_eq!(called.status, 200, "{}", called.body);
        let code = app.last_code_to(LANDLINE).await;
        assert_eq!(app.verify(&mfa_token, &called.text("oob_code"), &code).await.status, 200);
        // In North America the number does not tell, and stays open both ways.
        app.enrolled("bob@example.com", "+12025550124").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_opens_them() {
    let open = |settings: &mut ringfence::config::Settings| {
        settings.phone.blocked_kinds.retain(|kind| *kind != NumberKind::Voip);
        settings.phone.blocked_kinds_text.clear();
        settings.phone.blocked_kinds_voice = vec![NumberKind::Mobile];
    };
    on_both_with(open, async |app: &TestApp| {
        app.enrolled("ada@example.com", LANDLINE).await;
        app.enrolled("bob@example.com", VOIP).await;
        app.sign_up("cy@example.com").await;
        let mfa_token = app.mfa_token("cy@example.com").await;
        let words = "This number can't receive calls. Use another number or a text message.";
        app.associate(&mfa_token, VOICE, "+447400123456").await.refused(400, "invalid_request", words);
        assert_eq!(app.associate(&mfa_token, SMS, "+447400123456").await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_bound_before_gets_no_code_either() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        bound_before(app, &ada, PERSONAL, SMS).await;
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.challenge(&mfa_token).await.refused(400, "invalid_request", NOWHERE);
        assert!(app.messages_to(PERSONAL).await.is_empty());
        // It is listed still, or its owner could not remove it.
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&mfa_token)).await;
        assert_eq!(listed.body.as_array().map(Vec::len), Some(1), "{}", listed.body);

        let bob = app.sign_up("bob@example.com").await;
        bound_before(app, &bob, LANDLINE, SMS).await;
        let mfa_token = app.mfa_token("bob@example.com").await;
        let listed = app.send(Call::get("/mfa/authenticators").bearer(&mfa_token)).await;
        let ways: Vec<&str> = listed.body.as_array().unwrap().iter().map(|one| one["oob_channel"].as_str().unwrap()).collect();
        assert_eq!(ways, ["voice"]);
        let by_text = app.challenge_by(json!({ "mfa_token": mfa_token, "oob_channel": "sms" })).await;
        by_text.refused(400, "invalid_request", CALLS_ONLY);
        // Nobody asked for a way: it is called.
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let message = app.last_message_to(LANDLINE).await.message;
        assert_eq!(message.channel, VOICE);
        assert_eq!(app.verify(&mfa_token, &oob_code, &message.code).await.status, 200);

        // A phone that gets codes goes before one that gets none, though this was used last.
        let cy = app.enrolled("cy@example.com", "+12025550123").await;
        bound_before(app, &cy.id, VOIP, SMS).await;
        assert_eq!(app.log_in(&cy).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_say_it_in_the_readers_words_and_offer_the_other_way() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let words = [
            ("en", "This number can’t receive text messages. Use another number or a call."),
            ("fr", "Ce numéro ne peut pas recevoir de SMS. Utilisez un autre numéro ou un appel."),
            ("de", "Diese Nummer kann keine SMS empfangen. Verwenden Sie eine andere Nummer oder einen Anruf."),
            ("pt-BR", "Este número não pode receber SMS. Use outro número ou uma ligação."),
        ];
        for (turn, (language, said)) in words.into_iter().enumerate() {
            let mut browser = Browser::new(app).header("accept-language", language);
            let page = browser.signs_up(&party, &format!("ada{turn}@example.com")).await;
            let refused = browser.submit(&page, &[("phone", LANDLINE), ("channel", "sms")]).await;
            refused.complains("mfa-phone-enrollment", 400, said);
            let chosen = refused.html.split("value=\"voice\"").nth(1).unwrap().split('>').next().unwrap();
            assert!(chosen.contains("checked"), "the other way is chosen: {chosen}");
            let number = format!("+44207946095{turn}");
            browser.submit(&refused, &[("phone", &number), ("channel", "voice")]).await.is("mfa-voice-challenge");
        }
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "bob@example.com").await;
        for number in [PERSONAL, VOIP] {
            let refused = browser.submit(&page, &[("phone", number), ("channel", "voice")]).await;
            refused.complains("mfa-phone-enrollment", 400, "We cannot send codes to this kind of number.");
        }
        // Where nobody calls, nobody is told to choose a call.
        app.settings(|settings| settings.phone.message_types = vec![SMS]).await;
        let mut browser = Browser::new(app);
        let page = browser.signs_up(&party, "cy@example.com").await;
        let refused = browser.submit(&page, &[("phone", LANDLINE)]).await;
        let alert = refused.complains("mfa-sms-enrollment", 400, "Use another number.").alert();
        assert!(alert.ends_with("Use another number."), "{alert}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_pages_a_phone_bound_before_gets_no_code_either() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let ada = app.sign_up("ada@example.com").await;
        bound_before(app, &ada, LANDLINE, SMS).await;
        let mut browser = Browser::new(app);
        let page = browser.types_password(&party.asks(&[]), "ada@example.com").await;
        assert!(!page.is("mfa-phone-challenge").html.contains("value=\"sms\""), "only the call is offered");
        let forged = browser.submit(&page, &[("channel", "sms")]).await;
        forged.complains("mfa-phone-challenge", 400, "This number can’t receive text messages.");
        let called = browser.submit(&page, &[("channel", "voice")]).await;
        assert!(!called.is("mfa-voice-challenge").html.contains("value=\"switch\""), "no way to a text");
        // The code is right: what is left is to keep the recovery code.
        browser.submit(&called, &[("code", &app.last_code_to(LANDLINE).await)]).await.is("mfa-recovery-code-enrollment");

        let bob = app.sign_up("bob@example.com").await;
        bound_before(app, &bob, PERSONAL, SMS).await;
        for channels in [vec![SMS, VOICE], vec![SMS]] {
            app.settings(|settings| settings.phone.message_types = channels).await;
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), "bob@example.com").await;
            let refused = browser.submit(page.is("mfa-phone-challenge"), &[("channel", "sms")]).await;
            refused.complains("mfa-phone-challenge", 400, "We cannot send codes to this kind of number.");
        }
        assert!(app.messages_to(PERSONAL).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_binds_none_either() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let path = format!("/users/{}/authentication-methods", ada.replace('|', "%7C"));
        let bind = async |number: &str, more: Value| {
            let mut body = json!({ "type": "phone", "phone_number": number });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            app.api("POST", &path, body).await
        };
        let words = "The phone number is invalid: no code is sent to a number of this kind: personal-number.";
        bind(PERSONAL, json!({})).await.declined(400, "invalid_body", words);
        let by_text = bind(LANDLINE, json!({ "preferred_authentication_method": "sms" })).await;
        let words = "The phone number is invalid: a number of this kind gets no text messages, only calls: fixed-line.";
        by_text.declined(400, "invalid_body", words);
        assert_eq!(bind(LANDLINE, json!({})).await.status, 201);
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!(app.last_message_to(LANDLINE).await.message.channel, VOICE);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_keep_to_it_too() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        for number in [PERSONAL, LANDLINE] {
            bound_before(app, &ada.id, number, SMS).await;
        }
        // The phone used last is the one that gets codes.
        let token = app.mfa_access_token(&ada, "enroll").await;
        let begun = app.associate(&token, SMS, "+12025550125").await;
        let code = app.last_code_to("+12025550125").await;
        assert_eq!(app.verify(&token, &begun.text("oob_code"), &code).await.status, 200);
        app.eventually("the landline is called", async || !app.messages_to(LANDLINE).await.is_empty()).await;
        assert_eq!(app.last_message_to(LANDLINE).await.message.channel, VOICE);
        assert!(app.messages_to(PERSONAL).await.is_empty());
    })
    .await;
}
