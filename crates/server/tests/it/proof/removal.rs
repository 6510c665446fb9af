//! A stolen phone is removed by its owner's administrator: nothing that it earned goes on.

use ringfence::flow::administer::user::attend;
use ringfence::flow::ticket;
use ringfence_core::id::UserId;
use ringfence_core::ticket::TicketOptions;
use serde_json::{Value, json};

use crate::harness::{
    AuthenticatorApp, Browser, Call, Enrolled, HOST, ISSUER, PASSWORD, RelyingParty, SMS, TestApp, hours, on_both, on_both_with, secs,
};

const ALL: &str = "enroll read:authenticators remove:authenticators";
const OTHER: &str = "+12025550124";
const INVALID: (u16, &str, &str) = (401, "invalid_grant", "The mfa_token provided is invalid. Try getting a new token.");

/// By the Management API, one by one.
async fn administrator_removes_phones(app: &TestApp, user: &Enrolled) {
    let path = format!("/users/{}/authentication-methods", user.id.replace('|', "%7C"));
    let listed = app.api("GET", &path, Value::Null).await.body;
    for method in listed.as_array().unwrap().iter().filter(|method| method["type"] == "phone") {
        let one = format!("{path}/{}", method["id"].as_str().unwrap().replace('|', "%7C"));
        assert_eq!(app.api("DELETE", &one, Value::Null).await.status, 204);
    }
}

/// Binds an authenticator app beside the phone.
async fn binds_an_app(app: &TestApp, user: &Enrolled) -> AuthenticatorApp {
    let token = app.mfa_access_token(user, ALL).await;
    let begun = app.associate_app(&token).await;
    let own = AuthenticatorApp::new(&begun.text("secret"));
    assert_eq!(app.verify_otp(&token, &own.code(app.app.clock.now())).await.status, 200);
    app.advance(secs(31));
    own
}

async fn authenticators(app: &TestApp, bearer: &str) -> Vec<String> {
    let listed = app.send(Call::get("/mfa/authenticators").bearer(bearer)).await;
    assert_eq!(listed.status, 200, "{}", listed.body);
    listed.body.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn its_mfa_api_token_binds_and_removes_nothing_more() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = INVALID;
        let ada = app.enrolled_user().await;
        let own = binds_an_app(app, &ada).await;
        let stolen = app.mfa_access_token(&ada, ALL).await;
        let totp = authenticators(app, &stolen).await.into_iter().find(|id| id.starts_with("totp")).unwrap();
        administrator_removes_phones(app, &ada).await;
        app.associate(&stolen, SMS, OTHER).await.refused(status, error, words);
        app.associate_app(&stolen).await.refused(status, error, words);
        let removed = app.send(Call::delete(format!("/mfa/authenticators/{}", totp.replace('|', "%7C"))).bearer(&stolen)).await;
        removed.refused(status, error, words);
        app.send(Call::get("/mfa/authenticators").bearer(&stolen)).await.refused(status, error, words);
        assert!(app.messages_to(OTHER).await.is_empty());
        // The owner's app is what counts from here on.
        let mfa_token = app.mfa_token(&ada.email).await;
        assert_eq!(app.verify_otp(&mfa_token, &own.code(app.app.clock.now())).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_login_on_the_page_to_add_a_phone_ends() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut thief = Browser::new(app);
        thief.logs_in(&party, &ada, &[]).await.code();
        let adding = thief.open("/u/account/add?factor=phone").await;
        adding.is("mfa-phone-enrollment");
        let signing_in = Browser::new(app).types_password(&party.asks(&[]), &ada.email).await;
        signing_in.is("mfa-phone-challenge");
        administrator_removes_phones(app, &ada).await;

        let page = thief.submit(&adding, &[("phone", OTHER), ("channel", "sms")]).await;
        assert!((400..500).contains(&page.status), "{} {}", page.at, page.html);
        assert!(app.messages_to(OTHER).await.is_empty());
        thief.open("/u/account").await.is("login");
        assert_eq!(thief.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required", "the session it earned");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_code_is_exchanged_for_nothing() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mfa = format!("{ISSUER}mfa/");
        let mut thief = Browser::new(app);
        let page = thief.types_password(&party.asks(&[("audience", &mfa), ("scope", &format!("openid {ALL}"))]), &ada.email).await;
        let code = thief.answers_by_text(&page, &ada, &[]).await.code();
        administrator_removes_phones(app, &ada).await;
        // The owner has bound a new phone within the code's minute.
        let mfa_token = app.mfa_token(&ada.email).await;
        let oob_code = app.associate(&mfa_token, SMS, OTHER).await.text("oob_code");
        assert_eq!(app.verify(&mfa_token, &oob_code, &app.last_code_to(OTHER).await).await.status, 200);
        party.exchange(app, &code).await.refused(403, "invalid_grant", "Invalid authorization code");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_codes_token_tells_the_real_moment_of_its_proof() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mfa = format!("{ISSUER}mfa/");
        let mut hers = Browser::new(app);
        let page = hers.types_password(&party.asks(&[("audience", &mfa), ("scope", &format!("openid {ALL}"))]), &ada.email).await;
        let code = hers.answers_by_text(&page, &ada, &[]).await.code();
        let shown_at = app.app.clock.now();
        app.advance(secs(50));
        let token = party.exchange(app, &code).await.text("access_token");
        let claims = crate::harness::payload(&token);
        let second = &claims["second_factor"];
        assert!(second["at"].as_i64().unwrap() < shown_at.as_micros(), "{claims}");
        assert!(second["device"].as_str().unwrap().starts_with("dev_"));
        assert_eq!(claims["amr"], json!(["mfa"]));
        assert!(authenticators(app, &token).await.iter().any(|id| id.contains(second["device"].as_str().unwrap())));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_refresh_tokens_end() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let by_api = app.log_in(&ada).await.text("refresh_token");
        let code = Browser::new(app).logs_in(&party, &ada, &[]).await.code();
        let by_code = party.exchange(app, &code).await.text("refresh_token");
        let renew = |token: &str| json!({ "grant_type": "refresh_token", "refresh_token": token });
        let by_api = app.token(renew(&by_api)).await.text("refresh_token");
        administrator_removes_phones(app, &ada).await;
        app.token(renew(&by_api)).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        let renewed = app.token_for(&party.client, renew(&by_code)).await;
        renewed.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_factor_ends_what_a_password_alone_had_earned() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies.clear()).await;
        let party = RelyingParty::new(app).await;
        let user = app.sign_up("ada@example.com").await;
        let refresh = async || app.password("ada@example.com").await.text("refresh_token");
        let (early, first) = (refresh().await, refresh().await);
        let mut thief = Browser::new(app);
        let code = thief.types_password(&party.asks(&[]), "ada@example.com").await.code();
        let asks = json!({ "grant_type": "password", "username": "ada@example.com", "password": PASSWORD,
            "audience": format!("{ISSUER}mfa/"), "scope": ALL });
        let token = app.token(asks).await.text("access_token");
        let oob_code = app.associate(&token, SMS, OTHER).await.text("oob_code");
        assert_eq!(app.verify(&token, &oob_code, &app.last_code_to(OTHER).await).await.status, 200);

        let renew = |token: &str| json!({ "grant_type": "refresh_token", "refresh_token": token });
        for old in [&early, &first] {
            app.token(renew(old)).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        }
        party.exchange(app, &code).await.refused(403, "invalid_grant", "Invalid authorization code");
        assert_eq!(thief.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        // Nobody is asked for a second factor here, so a password goes on to be enough for a new login.
        let new = refresh().await;
        assert_eq!(app.token(renew(&new)).await.status, 200);
        // An administrator's hand does the same.
        let path = format!("/users/{}", user.replace('|', "%7C"));
        assert_eq!(app.api("DELETE", &format!("{path}/authenticators"), Value::Null).await.status, 204);
        let new = refresh().await;
        let phone = json!({ "type": "phone", "phone_number": OTHER });
        assert_eq!(app.api("POST", &format!("{path}/authentication-methods"), phone).await.status, 201);
        app.token(renew(&new)).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_that_was_replaced_leaves_nothing_behind() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let mfa_token = app.mfa_token(&ada.email).await;
        let stolen = app.recover(&mfa_token, &ada.recovery_code).await.text("refresh_token");
        let own = app.log_in(&ada).await.text("refresh_token");
        let path = format!("/users/{}/recovery-code-regeneration", ada.id.replace('|', "%7C"));
        assert_eq!(app.api("POST", &path, Value::Null).await.status, 200);
        let renew = |token: &str| json!({ "grant_type": "refresh_token", "refresh_token": token });
        app.token(renew(&stolen)).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        assert_eq!(app.token(renew(&own)).await.status, 200, "it rests on the phone, which is bound");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_to_enroll_by_end_with_a_removal_a_new_password_and_a_block() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let path = format!("/users/{}", user.replace('|', "%7C"));
        let link = async || {
            let (house, id) = (&app.app, UserId::new(&user));
            let made = ticket::create(house, &app.tenancy.id, &id, TicketOptions::default(), house.clock.now()).await;
            format!("/mfa/enrollment?ticket={}", made.unwrap())
        };
        for (method, below, body) in [
            ("PATCH", "", json!({ "password": PASSWORD })),
            ("PATCH", "", json!({ "blocked": true })),
            ("DELETE", "/authenticators", Value::Null),
        ] {
            let (seen, early) = (link().await, link().await);
            let mut thief = Browser::new(app);
            let page = thief.open(&seen).await;
            page.is("mfa-phone-enrollment");
            let changed = app.api(method, &format!("{path}{below}"), body.clone()).await;
            assert!(changed.status < 300, "{}", changed.body);
            if body["blocked"] == true {
                let blocked = link().await;
                assert_eq!(Browser::new(app).open(&blocked).await.status, 403);
                assert_eq!(app.api("PATCH", &path, json!({ "blocked": false })).await.status, 200);
            }
            let opened = Browser::new(app).open(&early).await;
            assert_eq!((opened.status, opened.title().as_str()), (400, "Invalid link"), "{body}");
            let typed = thief.submit(&page, &[("phone", OTHER), ("channel", "sms")]).await;
            assert!((400..500).contains(&typed.status), "{}", typed.html);
            assert!(app.messages_to(OTHER).await.is_empty());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unblocking_brings_nothing_back() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = INVALID;
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let refresh = app.log_in(&ada).await.text("refresh_token");
        let path = format!("/users/{}", ada.id.replace('|', "%7C"));
        for blocked in [true, false] {
            assert_eq!(app.api("PATCH", &path, json!({ "blocked": blocked })).await.status, 200);
        }
        app.associate(&token, SMS, OTHER).await.refused(status, error, words);
        let renewed = app.token(json!({ "grant_type": "refresh_token", "refresh_token": refresh })).await;
        renewed.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_command_ends_the_same_things() {
    on_both(async |app: &TestApp| {
        let (status, error, words) = INVALID;
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, ALL).await;
        let refresh = app.log_in(&ada).await.text("refresh_token");
        let attended = attend(&app.app, &app.tenant().await, Some(HOST), &ada.email, "tests").await.unwrap();
        let phone = attended.factors().await.unwrap().authenticators.into_iter().find(|one| one.is_phone()).unwrap();
        attended.remove_factor(phone.id.as_str()).await.unwrap();
        app.associate(&token, SMS, OTHER).await.refused(status, error, words);
        let renewed = app.token(json!({ "grant_type": "refresh_token", "refresh_token": refresh })).await;
        renewed.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_removes_a_factor_goes_on_by_another_one() {
    on_both_with(
        |settings| settings.limits.messages_per_hour = 100,
        async |app: &TestApp| {
            let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
            let own = binds_an_app(app, &ada).await;
            // By the MFA API: the token rests on the app, and removes the phone and the recovery code one after the other.
            let asks = json!({ "grant_type": "password", "username": ada.email, "password": PASSWORD,
                "audience": format!("{ISSUER}mfa/"), "scope": ALL });
            let mfa_token = app.token(asks).await.text("mfa_token");
            let token = app.verify_otp(&mfa_token, &own.code(app.app.clock.now())).await.text("access_token");
            for kind in ["sms", "recovery-code"] {
                let id = authenticators(app, &token).await.into_iter().find(|id| id.starts_with(kind)).unwrap();
                let removed = app.send(Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(&token)).await;
                assert_eq!(removed.status, 204, "{}", removed.body);
            }
            app.advance(hours(1));
            // On the account page: two more phones, then both go, in one session.
            let mut hers = Browser::new(app);
            let page = hers.types_password(&party.asks(&[]), &ada.email).await;
            let page = hers.submit(page.is("mfa-otp-challenge"), &[("code", &own.code(app.app.clock.now()))]).await;
            hers.submit(page.is("mfa-recovery-code-enrollment"), &[("confirmed", "true")]).await.code();
            let other_browser = hers.clone();
            for phone in [OTHER, "+12025550125"] {
                let page = hers.open("/u/account/add?factor=phone").await;
                let page = hers.submit(page.is("mfa-phone-enrollment"), &[("phone", phone), ("channel", "sms")]).await;
                hers.submit(&page, &[("code", &app.last_code_to(phone).await)]).await.is("account");
            }
            let mut others = Browser::new(app);
            let page = others.types_password(&party.asks(&[]), &ada.email).await;
            let page = others.open(&page.at.replace("mfa-phone-challenge", "mfa-otp-challenge")).await;
            app.advance(secs(31));
            others.submit(page.is("mfa-otp-challenge"), &[("code", &own.code(app.app.clock.now()))]).await.code();
            let page = hers.open("/u/account").await;
            let asked = hers.submit(&page, &[("authenticator", &page.field("authenticator")), ("action", "remove")]).await;
            hers.submit(&asked, &[("action", "confirm-remove")]).await.is("account");
            for mut elsewhere in [others, other_browser] {
                assert_eq!(elsewhere.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
            }
            hers.open(&party.asks(&[("prompt", "none")])).await.code();
        },
    )
    .await;
}
