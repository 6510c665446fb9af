//! An authenticator app: associated, confirmed and asked for by `grant_type=http://auth0.com/oauth/grant-type/mfa-otp`.

mod binding;

use ringfence_core::client::grant;
use serde_json::{Value, json};

use crate::harness::{Answer, AuthenticatorApp, Call, ISSUER, PASSWORD, SMS, TestApp, client, mins, on_both, secs, wrong};

const ADA: &str = "ada@example.com";
const WRONG: (u16, &str, &str) = (403, "invalid_grant", "Invalid otp_code.");
const UNSUPPORTED: (u16, &str, &str) = (401, "unsupported_challenge_type", "User does not have a factor of the requested challenge type.");
const TOO_MANY: &str = "Too many failed codes. Wait for some minutes before retrying.";
const ENROLLED: (u16, &str, &str) = (400, "access_denied", "User is already enrolled.");

impl Answer {
    #[track_caller]
    fn is(&self, (status, error, words): (u16, &str, &str)) {
        self.refused(status, error, words);
    }
}

fn code(app: &TestApp, phone: &AuthenticatorApp) -> String {
    phone.code(app.app.clock.now())
}

fn recovery_code(associated: &Answer) -> String {
    associated.body["recovery_codes"][0].as_str().unwrap_or_default().to_owned()
}

/// Begins an app by this bearer, and scans it.
async fn begun(app: &TestApp, bearer: &str) -> (AuthenticatorApp, String) {
    let associated = app.associate_app(bearer).await;
    (AuthenticatorApp::new(&associated.text("secret")), recovery_code(&associated))
}

/// Somebody whose only factor is an app; half a minute later, so that the next code is a new one.
async fn with_app(app: &TestApp, email: &str) -> (AuthenticatorApp, String) {
    app.sign_up(email).await;
    let mfa_token = app.mfa_token(email).await;
    let (phone, recovery) = begun(app, &mfa_token).await;
    assert_eq!(app.verify_otp(&mfa_token, &code(app, &phone)).await.status, 200);
    app.advance(secs(30));
    (phone, recovery)
}

async fn list(app: &TestApp, bearer: &str) -> Vec<Value> {
    app.send(Call::get("/mfa/authenticators").bearer(bearer)).await.body.as_array().unwrap().clone()
}

async fn ids(app: &TestApp, bearer: &str) -> Vec<String> {
    let mut ids: Vec<String> = list(app, bearer).await.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

async fn roles(app: &TestApp, bearer: &str) -> Vec<String> {
    ids(app, bearer).await.iter().map(|id| id.split('|').next().unwrap().to_owned()).collect()
}

async fn remove(app: &TestApp, bearer: &str, id: &str) -> Answer {
    app.send(Call::delete(format!("/mfa/authenticators/{}", id.replace('|', "%7C"))).bearer(bearer)).await
}

/// A login for the MFA API; it answers with tokens while nothing is enrolled.
async fn for_mfa_api(app: &TestApp, email: &str) -> Answer {
    let scope = "enroll read:authenticators remove:authenticators";
    let login =
        json!({ "grant_type": "password", "username": email, "password": PASSWORD, "audience": format!("{ISSUER}mfa/"), "scope": scope });
    app.token(login).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_signs_in_however_it_is_typed() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let arabic = |code: &str| code.chars().map(|c| char::from_u32(0x0660 + c.to_digit(10).unwrap()).unwrap()).collect::<String>();
        let ways: [fn(&str) -> String; 3] =
            [|code| code.to_owned(), |code| format!(" {} {} ", &code[..3], &code[3..]), |code| format!("\u{200f}{}", code)];
        for way in ways {
            let mfa_token = app.mfa_token(ADA).await;
            assert_eq!(app.verify_otp(&mfa_token, &way(&code(app, &phone))).await.status, 200);
            app.advance(secs(30));
        }
        let mfa_token = app.mfa_token(ADA).await;
        assert_eq!(app.verify_otp(&mfa_token, &arabic(&code(app, &phone))).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_awaits_the_app_and_sends_nothing() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let totp = ids(app, &mfa_token).await.pop().unwrap();
        for body in [
            json!({ "mfa_token": mfa_token }),
            json!({ "mfa_token": mfa_token, "challenge_type": "otp" }),
            json!({ "mfa_token": mfa_token, "challenge_type": "oob otp" }),
            json!({ "mfa_token": mfa_token, "authenticator_id": totp }),
        ] {
            let answer = app.challenge_by(body).await;
            assert_eq!((answer.status, answer.body), (200, json!({ "challenge_type": "otp" })));
        }
        for body in [
            json!({ "mfa_token": mfa_token, "challenge_type": "oob" }),
            json!({ "mfa_token": mfa_token, "oob_channel": "sms" }),
            json!({ "mfa_token": mfa_token, "authenticator_id": totp, "challenge_type": "oob" }),
        ] {
            app.challenge_by(body).await.is(UNSUPPORTED);
        }
        for role in ["sms", "voice", "recovery-code", "otp"] {
            let id = totp.replace("totp", role);
            let other = app.challenge_by(json!({ "mfa_token": mfa_token, "authenticator_id": id })).await;
            other.refused(404, "not_found", "Authenticator not found.");
        }
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &phone)).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_phone_and_an_app_the_one_used_last_unless_asked_otherwise() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, "enroll read:authenticators").await;
        let (phone, none) = begun(app, &token).await;
        assert_eq!(none, "", "a recovery code is there already");
        assert_eq!(app.verify_otp(&token, &code(app, &phone)).await.status, 200);
        assert_eq!(roles(app, &token).await, ["recovery-code", "sms", "totp", "voice"]);

        let asked = app.password(ADA).await;
        let all = json!({ "challenge": [{ "type": "phone" }, { "type": "otp" }, { "type": "recovery-code" }] });
        assert_eq!(asked.body["mfa_requirements"], all);
        let mfa_token = asked.text("mfa_token");
        let chosen = async |kind: Value| app.challenge_by(json!({ "mfa_token": mfa_token, "challenge_type": kind })).await;
        assert_eq!(chosen(json!(null)).await.text("challenge_type"), "otp");
        let oob_code = chosen(json!("oob")).await.text("oob_code");
        assert_eq!(app.verify(&mfa_token, &oob_code, &app.last_code_to(&ada.phone).await).await.status, 200);
        assert_eq!(chosen(json!("oob otp")).await.text("challenge_type"), "oob");
        app.advance(secs(30));
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &phone)).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_works_once_and_no_earlier_one_after_it() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let first = code(app, &phone);
        assert_eq!(app.verify_otp(&mfa_token, &first).await.status, 200);
        app.verify_otp(&mfa_token, &first).await.is(WRONG);
        app.verify_otp(&app.mfa_token(ADA).await, &first).await.is(WRONG);
        app.advance(secs(30));
        let second = code(app, &phone);
        app.advance(secs(30));
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &phone)).await.status, 200);
        app.verify_otp(&mfa_token, &second).await.is(WRONG);
        assert_eq!((app.count("feotpft").await, app.count("gd_auth_failed").await), (3, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_may_differ_by_half_a_minute() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        app.advance(mins(5));
        let mfa_token = app.mfa_token(ADA).await;
        let now = app.app.clock.now();
        for far in [now - secs(60), now + secs(60)] {
            app.verify_otp(&mfa_token, &phone.code(far)).await.is(WRONG);
        }
        for near in [now - secs(30), now, now + secs(30)] {
            assert_eq!(app.verify_otp(&mfa_token, &phone.code(near)).await.status, 200);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_racing_codes_one_signs_in() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let body = json!({ "grant_type": grant::MFA_OTP, "mfa_token": mfa_token, "otp": code(app, &phone) });
        let body = crate::harness::with_credentials(&app.tenancy.demo, body);
        let answers = app.race((0..200).map(|_| Call::post("/oauth/token").json(&body))).await;
        let counts = [200, 403, 429].map(|status| answers.iter().filter(|answer| answer.status == status).count());
        assert_eq!(counts, [1, 10, 189]);
        assert_eq!(app.count("seotpft").await, 2, "the enrollment's, and this one");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_of_app_and_phone_are_counted_apart() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.mfa_access_token(&ada, "enroll").await;
        let (phone, _) = begun(app, &token).await;
        assert_eq!(app.verify_otp(&token, &code(app, &phone)).await.status, 200);
        app.advance(secs(30));
        let mfa_token = app.mfa_token(ADA).await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        let sent = app.last_code_to(&ada.phone).await;
        for _ in 0..10 {
            app.verify_otp(&mfa_token, &wrong(&code(app, &phone))).await.is(WRONG);
            app.verify(&mfa_token, &oob_code, &wrong(&sent)).await.refused(403, "invalid_grant", "Invalid binding_code.");
        }
        let by_app = app.verify_otp(&mfa_token, &code(app, &phone)).await;
        by_app.refused(429, "invalid_request", TOO_MANY);
        assert_eq!(by_app.header("retry-after"), "360");
        app.verify(&mfa_token, &oob_code, &sent).await.refused(429, "invalid_request", TOO_MANY);
        assert_eq!((app.count("gd_otp_rate_limit_exceed").await, app.count("feotpft").await), (2, 11));
        app.advance(mins(6));
        assert_eq!(app.verify_otp(&mfa_token, &code(app, &phone)).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_factor_switched_off_the_enrolled_are_not_let_through() {
    on_both(async |app: &TestApp| {
        let (phone, recovery) = with_app(app, ADA).await;
        app.settings(|settings| settings.otp_enabled = false).await;
        let asked = app.password(ADA).await;
        assert_eq!(asked.body["mfa_requirements"], json!({ "challenge": [{ "type": "recovery-code" }] }));
        let mfa_token = asked.text("mfa_token");
        app.verify_otp(&mfa_token, &code(app, &phone)).await.is(UNSUPPORTED);
        app.challenge_by(json!({ "mfa_token": mfa_token })).await.is(UNSUPPORTED);
        app.associate_app(&mfa_token).await.refused(400, "invalid_request", "The authenticator type \"otp\" is not enabled.");
        app.associate(&mfa_token, SMS, "+12025550124").await.is(ENROLLED);
        assert_eq!(app.recover(&mfa_token, &recovery).await.status, 200);
        assert_eq!(for_mfa_api(app, ADA).await.text("error"), "mfa_required");

        app.sign_up("new@example.com").await;
        assert_eq!(app.password("new@example.com").await.body["mfa_requirements"], json!({ "enroll": [{ "type": "phone" }] }));
        let bob = app.enrolled("bob@example.com", "+12025550125").await;
        app.settings(|settings| settings.phone.enabled = false).await;
        let asked = app.password(&bob.email).await;
        assert_eq!(asked.body["mfa_requirements"], json!({ "challenge": [{ "type": "recovery-code" }] }));
        assert_eq!(app.recover(&asked.text("mfa_token"), &bob.recovery_code).await.status, 200);
        // Nothing is bound and nothing can be.
        assert_eq!(app.password("new@example.com").await.status, 200);
        app.settings(|settings| settings.otp_enabled = true).await;
        assert_eq!(app.password("new@example.com").await.body["mfa_requirements"], json!({ "enroll": [{ "type": "otp" }] }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_must_be_the_right_one_and_have_the_grant() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let body = |mfa_token: &str| json!({ "grant_type": grant::MFA_OTP, "mfa_token": mfa_token, "otp": code(app, &phone) });
        let stolen = app.token_for(&app.tenancy.second, body(&mfa_token)).await;
        stolen.refused(400, "invalid_request", "mfa_token not issued to this client");
        assert_eq!(app.count("feotpft").await, 1);

        let login = json!({ "grant_type": "password", "username": ADA, "password": PASSWORD });
        let only_phones = client(&app.app, &app.tenancy.id, "Phones", &[grant::PASSWORD, grant::MFA_OOB], false).await;
        let theirs = app.token_for(&only_phones, login.clone()).await.text("mfa_token");
        let words = format!("Grant type '{}' not allowed for the client.", grant::MFA_OTP);
        app.token_for(&only_phones, body(&theirs)).await.refused(403, "unauthorized_client", &words);
        let only_apps = client(&app.app, &app.tenancy.id, "Apps", &[grant::PASSWORD, grant::MFA_OTP], true).await;
        let theirs = app.token_for(&only_apps, login).await.text("mfa_token");
        assert_eq!(app.token_for(&only_apps, body(&theirs)).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_well_meaning_client_sends() {
    on_both(async |app: &TestApp| {
        let (phone, _) = with_app(app, ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let good = json!({ "grant_type": grant::MFA_OTP, "mfa_token": mfa_token, "otp": code(app, &phone) });
        for name in ["mfa_token", "otp"] {
            for (value, words) in [
                (json!(null), format!("Missing required parameter: {name}")),
                (json!(""), format!("Missing required parameter: {name}")),
                (json!(123_456), format!("{name} must be a string")),
                (json!(["123456"]), format!("{name} must be a string")),
                (json!("12\u{0}34"), "a parameter holds a NUL character".to_owned()),
            ] {
                let mut body = good.clone();
                body[name] = value;
                app.token(body).await.refused(400, "invalid_request", &words);
            }
        }
        let right = code(app, &phone);
        for typed in
            [" ", "12345", "-12345", &right[..5], &format!("{right}0"), &right.repeat(3), "\u{1f511}\u{1f511}", &"9".repeat(50_000)]
        {
            app.verify_otp(&mfa_token, typed).await.is(WRONG);
        }
        for bad in ["x", "Fe26.2**", &format!("{mfa_token}A")] {
            app.verify_otp(bad, &right).await.refused(403, "invalid_grant", "Malformed mfa_token");
        }
        for (types, words) in [
            (json!(["OTP"]), "The authenticator type \"OTP\" is not supported."),
            (json!(["totp"]), "The authenticator type \"totp\" is not supported."),
            (json!([["otp"]]), "authenticator_types must be an array of strings"),
            (json!({ "otp": true }), "authenticator_types must be an array of strings"),
        ] {
            let call = Call::post("/mfa/associate").bearer(&mfa_token).json(&json!({ "authenticator_types": types }));
            app.send(call).await.refused(400, "invalid_request", words);
        }
        assert_eq!(app.verify_otp(&mfa_token, &right).await.status, 200);
        app.advance(mins(10));
        app.verify_otp(&mfa_token, &code(app, &phone)).await.refused(401, "expired_token", "mfa_token is expired");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_secret_nor_a_code_enters_the_log() {
    on_both(async |app: &TestApp| {
        app.sign_up(ADA).await;
        let mfa_token = app.mfa_token(ADA).await;
        let associated = app.associate_app(&mfa_token).await;
        let secret = associated.text("secret");
        let right = code(app, &AuthenticatorApp::new(&secret));
        app.verify_otp(&mfa_token, &wrong(&right)).await.is(WRONG);
        assert_eq!(app.verify_otp(&mfa_token, &right).await.status, 200);
        let log = serde_json::to_string(&app.log().await).unwrap();
        for told in [secret, wrong(&right), recovery_code(&associated), associated.text("barcode_uri"), mfa_token] {
            assert!(!log.contains(&told));
        }
        let words: Vec<&str> = log.split(|c: char| !c.is_ascii_digit()).collect();
        assert!(!words.contains(&right.as_str()));
    })
    .await;
}
