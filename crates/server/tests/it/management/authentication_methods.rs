//! `/users/{id}/authentication-methods`: bound, described, replaced and taken away by an administrator.

use std::time::Duration;

use ringfence_core::id::UserId;
use ringfence_core::phone::PhoneNumber;
use ringfence_store::Tx;
use serde_json::{Value, json};

use crate::harness::{Answer, AuthenticatorApp, Browser, Call, RelyingParty, SMS, TestApp, VOICE, mins, on_both, secs, tenant};

const PHONE: &str = "+12025550123";
const OTHER: &str = "+12025550124";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn path(user: &str) -> String {
    format!("/users/{}/authentication-methods", user.replace('|', "%7C"))
}

fn under(user: &str, method: &str) -> String {
    format!("{}/{}", path(user), method.replace('|', "%7C"))
}

fn phone(number: &str) -> Value {
    json!({ "type": "phone", "phone_number": number })
}

fn totp(secret: &str) -> Value {
    json!({ "type": "totp", "totp_secret": secret })
}

async fn listed(app: &TestApp, user: &str) -> Vec<Value> {
    let answer = app.api("GET", &path(user), Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body.as_array().unwrap().clone()
}

async fn types(app: &TestApp, user: &str) -> Vec<String> {
    let mut types: Vec<String> = listed(app, user).await.iter().map(|one| one["type"].as_str().unwrap().to_owned()).collect();
    types.sort();
    types
}

/// The id of the one method of this type.
async fn id_of(app: &TestApp, user: &str, kind: &str) -> String {
    let found: Vec<Value> = listed(app, user).await.into_iter().filter(|one| one["type"] == kind).collect();
    let [one] = found.as_slice() else { panic!("{found:?}") };
    one["id"].as_str().unwrap().to_owned()
}

async fn add(app: &TestApp, user: &str, body: Value) -> Answer {
    let answer = app.api("POST", &path(user), body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer
}

async fn subjects(app: &TestApp, address: &str, count: usize) -> Vec<String> {
    app.eventually("the mails are there", async || app.mails_to(address).await.len() >= count).await;
    app.mails_to(address).await.into_iter().map(|found| found.mail.subject().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_bound_at_once_and_counts() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let added = add(app, &ada, json!({ "type": "phone", "phone_number": PHONE, "name": "Work" })).await;
        let (id, device) = (added.text("id"), added.text("id").replace("phone|", ""));
        let at = app.app.clock.now().to_string();
        let expected = json!({
            "id": id, "type": "phone", "confirmed": true, "name": "Work", "phone_number": PHONE, "preferred_authentication_method": "sms",
            "authentication_methods": [
                { "type": "sms", "id": format!("sms|{device}") }, { "type": "voice", "id": format!("voice|{device}") },
            ],
            "created_at": at, "enrolled_at": at,
        });
        assert_eq!(added.body, expected);
        let masked = |mut shown: Value| {
            shown["phone_number"] = json!("XXXXXXXX0123");
            shown
        };
        assert_eq!(listed(app, &ada).await, [masked(expected.clone())]);
        for id in [&id, &format!("sms|{device}"), &format!("voice|{device}")] {
            let found = app.api("GET", &under(&ada, id), Value::Null).await;
            assert_eq!((found.status, found.body), (200, masked(expected.clone())));
        }
        // It is told and written down; no number is.
        assert_eq!(subjects(app, "ada@example.com", 1).await, ["A phone number was added to your account"]);
        let complete = app.logged("gd_enrollment_complete").await;
        assert_eq!((complete.user_id.as_str(), complete.client_name.as_str()), (ada.as_str(), "Management"));
        assert!(!format!("{:?}", app.log().await).contains("2025550123"));
        // The password alone is not enough any more, and the phone is what is asked.
        let mfa_token = app.mfa_token("ada@example.com").await;
        let oob_code = app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!(app.verify(&mfa_token, &oob_code, &app.last_code_to(PHONE).await).await.status, 200);
        assert!(listed(app, &ada).await[0]["last_auth_at"].is_string());
        assert_eq!(app.api("DELETE", &under(&ada, &id), Value::Null).await.status, 204);
        assert!(listed(app, &ada).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preferred_way_is_the_one_where_nobody_names_one() {
    on_both(async |app: &TestApp| {
        let party = RelyingParty::new(app).await;
        let ada = app.sign_up("ada@example.com").await;
        let wanted = json!({ "type": "phone", "phone_number": PHONE, "preferred_authentication_method": "voice" });
        let added = add(app, &ada, wanted).await;
        let ways = |answer: &Answer| {
            let ways = answer.body["authentication_methods"].as_array().unwrap();
            ways.iter().map(|way| way["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ways(&added), ["voice", "sms"]);
        let mfa_token = app.mfa_token("ada@example.com").await;
        app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!(app.last_message_to(PHONE).await.message.channel, VOICE);
        let list = app.send(Call::get("/mfa/authenticators").bearer(&mfa_token)).await;
        assert_eq!(list.body[0]["oob_channel"], "voice");
        let checked = async || {
            let mut browser = Browser::new(app);
            let page = browser.types_password(&party.asks(&[]), "ada@example.com").await;
            let html = page.is("mfa-phone-challenge").html.clone();
            let radio = html.split("<input").find(|tag| tag.contains("name=\"channel\"") && tag.contains("checked")).unwrap().to_owned();
            radio.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert_eq!(checked().await, "voice");
        // Another wish, and none: then it is the way it was bound for.
        let url = under(&ada, &added.text("id"));
        let changed = app.api("PATCH", &url, json!({ "preferred_authentication_method": "sms" })).await;
        assert_eq!((changed.status, ways(&changed)), (200, vec!["sms".to_owned(), "voice".to_owned()]));
        assert_eq!(changed.text("phone_number"), PHONE);
        app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!((app.last_message_to(PHONE).await.message.channel, checked().await), (SMS, "sms".to_owned()));
        app.api("PATCH", &url, json!({ "preferred_authentication_method": "voice" })).await;
        app.settings(|settings| settings.phone.message_types = vec![SMS]).await;
        app.challenge(&mfa_token).await.text("oob_code");
        assert_eq!(app.last_message_to(PHONE).await.message.channel, SMS, "what is switched off is nobody's preference");
        assert_eq!(ways(&app.api("GET", &url, Value::Null).await), ["sms"]);
        app.settings(|settings| settings.phone.message_types = vec![SMS, VOICE]).await;
        let back = app.api("PATCH", &url, json!({ "preferred_authentication_method": null })).await;
        assert_eq!(back.text("preferred_authentication_method"), "sms");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_given_and_taken_away() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let url = under(&ada.id, &id_of(app, &ada.id, "phone").await);
        assert_eq!(app.api("PATCH", &url, json!({ "name": "Ada's" })).await.text("name"), "Ada's");
        assert_eq!(app.api("PATCH", &url, json!({ "preferred_authentication_method": "voice" })).await.text("name"), "Ada's");
        assert_eq!(app.api("PATCH", &url, json!({})).await.text("preferred_authentication_method"), "voice");
        assert!(app.api("PATCH", &url, json!({ "name": null })).await.body.get("name").is_none());
        let recovery = under(&ada.id, &id_of(app, &ada.id, "recovery-code").await);
        let words = "Only a phone has a preferred_authentication_method: leave it out.";
        let refused = app.api("PATCH", &recovery, json!({ "preferred_authentication_method": "sms" })).await;
        refused.declined(400, "invalid_body", words);
        for bad in [json!({ "name": "" }), json!({ "name": "x".repeat(21) }), json!({ "phone_number": OTHER }), json!({ "name": 1 })] {
            assert_eq!(app.api("PATCH", &url, bad).await.status, 400);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_bound_by_its_secret() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        // The administrator's own language is not the user's.
        let (token, body) = (app.management_token("").await, totp("gezd gnbv gy3t qojq GEZDGNBVGY3TQOJQ"));
        let call = Call::post(format!("/api/v2{}", path(&ada))).bearer(&token).header("accept-language", "fr").json(&body);
        let added = app.send(call).await;
        assert!(added.text("id").starts_with("totp|dev_") && added.body["confirmed"] == true);
        assert!(added.body.get("totp_secret").is_none() && !added.body.to_string().contains("GEZD"));
        assert_eq!(subjects(app, "ada@example.com", 1).await, ["An authenticator app was set up for your account"]);
        let again = app.api("POST", &path(&ada), totp(SECRET)).await;
        again.declined(409, "", "The user has an authenticator app with this secret already.");
        let mfa_token = app.mfa_token("ada@example.com").await;
        let code = AuthenticatorApp::new(SECRET).code(app.app.clock.now());
        assert_eq!(app.verify_otp(&mfa_token, &code).await.status, 200);
        // Ten bytes, as many an issuer draws them.
        add(app, &ada, totp("JBSWY3DPEHPK3PXP")).await;
        let log = format!("{:?}", app.log().await).to_lowercase();
        assert!(!log.contains("gezd") && !log.contains("jbswy3dp"), "a secret is in the log");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_bound_is_refused_with_a_word() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        for kind in ["email", "webauthn-roaming", "passkey"] {
            let words = format!("Ringfence has no authentication methods of type {kind:?}: bind a \"phone\" or a \"totp\".");
            for (method, body) in [("POST", json!({ "type": kind })), ("PUT", json!([{ "type": kind, "email": "ada@example.com" }]))] {
                app.api(method, &path(&ada.id), body).await.declined(403, "operation_not_supported", &words);
            }
        }
        for (body, words) in [
            (json!({ "type": "phone" }), "phone_number is missing: name it in international form (+…)."),
            (json!({ "type": "totp" }), "totp_secret is missing: name the secret that the app has."),
            (totp("JBSWY3DP"), "totp_secret must be base32 and stand for 10 to 64 bytes."),
            (totp("01890189018901890189"), "totp_secret must be base32 and stand for 10 to 64 bytes."),
            (json!({ "type": "phone", "phone_number": OTHER, "totp_secret": SECRET }), "A phone has no totp_secret: leave it out."),
            (
                json!({ "type": "totp", "totp_secret": SECRET, "phone_number": OTHER }),
                "An app has no phone_number and no preferred_authentication_method: leave them out.",
            ),
            (
                json!({ "type": "phone", "phone_number": OTHER, "email": "ada@example.com" }),
                "email, key_id, public_key and relying_party_identifier belong to other types: leave them out.",
            ),
        ] {
            app.api("POST", &path(&ada.id), body).await.declined(400, "invalid_body", words);
        }
        for bad in [phone("2025550123"), phone("+1"), phone("+120255501x"), phone("+12025550123,1"), json!({ "type": "duo" }), json!({})] {
            let refused = app.api("POST", &path(&ada.id), bad.clone()).await;
            assert_eq!((refused.status, refused.text("errorCode").as_str()), (400, "invalid_body"), "{bad}");
        }
        app.api("POST", &path(&ada.id), phone(&ada.phone)).await.declined(409, "", "The user has this phone number already.");
        let twice = app.api("PUT", &path(&ada.id), json!([phone(OTHER), phone("+1 202 555 0124")])).await;
        twice.declined(400, "invalid_body", "The same phone number or secret stands there twice: name each once.");
        assert_eq!(types(app, &ada.id).await, ["phone", "recovery-code"]);
        assert_eq!(app.mails_to(&ada.email).await.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_unknown_and_whatever_is_anothers_is_not_there() {
    on_both(async |app: &TestApp| {
        let (ada, bob) = (app.enrolled_user().await, app.enrolled("bob@example.com", OTHER).await);
        let other = tenant(&app.app, "other", "other.example.test").await;
        let of_ada = id_of(app, &ada.id, "phone").await;
        let (no_user, no_method) = (
            ("The user does not exist.", "inexistent_user"),
            ("The authentication method does not exist.", "inexistent_authentication_method"),
        );
        for user in ["auth0|nobody", "x", "auth0%7C", "..%2F..", "a%2Fb", "auth0|ä"] {
            let calls = [("GET", Value::Null), ("POST", phone("+12025550125")), ("PUT", json!([])), ("DELETE", Value::Null)];
            for (method, body) in calls {
                app.api(method, &path(user), body).await.declined(404, no_user.1, no_user.0);
            }
        }
        for id in
            [of_ada.as_str(), "phone|dev_0123456789abcdef", "phone|", "phone|phone|x", "dev_0123456789abcdef", "passkey|1", "a%2Fb", "|"]
        {
            for (method, body) in [("GET", Value::Null), ("PATCH", json!({ "name": "x" })), ("DELETE", Value::Null)] {
                app.api(method, &under(&bob.id, id), body).await.declined(404, no_method.1, no_method.0);
            }
        }
        // Another way's id of the same device is no id of it.
        app.api("GET", &under(&ada.id, &of_ada.replace("phone|", "totp|")), Value::Null).await.declined(404, no_method.1, no_method.0);
        assert_eq!(app.api("GET", &path("auth0|x%00"), Value::Null).await.status, 400);
        assert_eq!(types(app, &ada.id).await, ["phone", "recovery-code"]);
        let id = UserId::new(&ada.id);
        let foreign = app.app.store.read(async move |tx: &mut Tx<'_>| tx.method_list(&other, &id).await).await.unwrap();
        assert!(foreign.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_bare_or_a_page() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let empty = app.api("GET", &format!("{}?include_totals=true", path(&ada)), Value::Null).await;
        assert_eq!(empty.body, json!({ "start": 0, "limit": 50, "authenticators": [] }));
        for number in [PHONE, OTHER, "+12025550125"] {
            app.advance(secs(1));
            add(app, &ada, phone(number)).await;
        }
        let page = app.api("GET", &format!("{}?page=1&per_page=2&include_totals=true", path(&ada)), Value::Null).await;
        assert_eq!((&page.body["start"], &page.body["limit"], &page.body["total"]), (&json!(2), &json!(2), &json!(3)));
        assert_eq!(page.body["authenticators"][0]["phone_number"], "XXXXXXXX0125");
        assert_eq!(app.api("GET", &format!("{}?per_page=0", path(&ada)), Value::Null).await.body, json!([]));
        assert_eq!(app.api("GET", &format!("{}?per_page=101", path(&ada)), Value::Null).await.status, 400);
        assert_eq!(app.api("GET", &format!("{}?page=4000000000&per_page=100", path(&ada)), Value::Null).await.body, json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_more_than_ten() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let words = "A user has at most 10 authentication methods: delete one first.";
        let many: Vec<Value> = (100..111).map(|last| phone(&format!("+12025550{last}"))).collect();
        app.api("PUT", &path(&ada), json!(many)).await.declined(403, "operation_not_supported", words);
        assert_eq!(app.api("PUT", &path(&ada), json!(many[1..])).await.status, 200);
        app.api("POST", &path(&ada), many[0].clone()).await.declined(403, "operation_not_supported", words);
        assert_eq!(listed(app, &ada).await.len(), 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replacement_keeps_what_stays_and_ends_what_goes() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let kept = id_of(app, &ada.id, "phone").await;
        // The same again, with a name: nobody is disturbed.
        let mut wanted = phone(&ada.phone);
        wanted["name"] = json!("Work");
        let same = app.api("PUT", &path(&ada.id), json!([wanted])).await;
        assert_eq!((same.status, same.body[0]["id"].as_str().unwrap(), &same.body[0]["name"]), (200, kept.as_str(), &json!("Work")));
        assert_eq!(same.body[0]["phone_number"], ada.phone);
        assert_eq!((app.count("gd_unenroll").await, app.mails_to(&ada.email).await.len()), (0, 0));
        assert_eq!(types(app, &ada.id).await, ["phone", "recovery-code"]);
        // An app beside it; the phone and its recovery code stay.
        let both = app.api("PUT", &path(&ada.id), json!([totp(SECRET), phone(&ada.phone)])).await;
        assert_eq!((&both.body[0]["type"], both.body[1]["id"].as_str().unwrap()), (&json!("totp"), kept.as_str()));
        assert!(both.body[1].get("name").is_none(), "a replacement says all there is to say");
        assert_eq!(types(app, &ada.id).await.len(), 3);
        assert_eq!(subjects(app, &ada.email, 1).await, ["An authenticator app was set up for your account"]);
        // Another phone instead of all of them: with what is gone goes the recovery code.
        let replaced = app.api("PUT", &path(&ada.id), json!([phone(OTHER)])).await;
        assert_eq!(replaced.body.as_array().unwrap().len(), 1);
        assert_eq!((types(app, &ada.id).await, app.count("gd_unenroll").await), (vec!["phone".to_owned()], 2));
        let mut told = subjects(app, &ada.email, 4).await.split_off(1);
        told.sort();
        let expected = [
            "A phone number was added to your account",
            "A phone number was removed from your account",
            "The authenticator app was removed from your account",
        ];
        assert_eq!(told, expected);
        assert_eq!(app.recover(&app.mfa_token(&ada.email).await, &ada.recovery_code).await.status, 403);
        assert_eq!(app.api("PUT", &path(&ada.id), json!([])).await.body, json!([]));
        assert!(listed(app, &ada.id).await.is_empty());
        assert_eq!(app.api("DELETE", &path(&ada.id), Value::Null).await.status, 204, "and once more is no mistake");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_factor_vouches_for_nothing_any_more() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[("remember_browser", "true")]).await.code();
        let again = browser.open(&party.asks(&[("prompt", "none")])).await;
        again.code();
        app.advance(mins(1));
        let first = id_of(app, &ada.id, "phone").await;
        add(app, &ada.id, phone(OTHER)).await;
        assert_eq!(app.api("DELETE", &under(&ada.id, &first), Value::Null).await.status, 204);
        let event = app.logged("gd_unenroll").await;
        assert_eq!((event.user_id, event.client_name.as_str()), (ada.id.clone(), "Management"));
        assert_eq!(browser.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        let page = browser.types_password(&party.asks(&[]), &ada.email).await;
        page.is("mfa-phone-challenge");
        // Both phones are told, the one that stays of both changes.
        let notices = async |number: &str| {
            let messages = app.messages_to(number).await;
            messages.iter().filter(|one| one.message.action.as_str() == "notice").count()
        };
        app.eventually("the notices are there", async || notices(&ada.phone).await == 2).await;
        assert_eq!(notices(OTHER).await, 0, "the number that nobody has proven gets none");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_factor_leaves_nothing_from_before_it() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        // Somebody who knows the password has begun to enroll, and holds a recovery code.
        let mfa_token = app.mfa_token("ada@example.com").await;
        let begun = app.associate(&mfa_token, SMS, OTHER).await;
        let recovery_code = begun.body["recovery_codes"][0].as_str().unwrap().to_owned();
        let pending = listed(app, &ada).await;
        assert!(pending.iter().all(|one| one["confirmed"] == false) && pending.len() == 2, "{pending:?}");
        add(app, &ada, phone(PHONE)).await;
        assert_eq!(types(app, &ada).await, ["phone"]);
        let late = app.verify(&mfa_token, &begun.text("oob_code"), &app.last_code_to(OTHER).await).await;
        assert!(late.status >= 400, "{}", late.body);
        assert_eq!(app.recover(&mfa_token, &recovery_code).await.status, 403);
        assert_eq!(types(app, &ada).await, ["phone"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_replacements_one_is_what_stands() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let token = app.management_token("").await;
        let lists =
            [json!([phone(OTHER), totp(SECRET)]), json!([phone("+12025550125")]), json!([phone(&ada.phone), phone("+12025550126")])];
        let put = |list: &Value| Call::to("PUT", format!("/api/v2{}", path(&ada.id))).bearer(&token).json(list);
        for _ in 0..3 {
            let answers = app.race(lists.iter().map(put)).await;
            assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
            let (tenant, id) = (app.tenancy.id.clone(), UserId::new(&ada.id));
            let known = app.app.store.read(async move |tx: &mut Tx<'_>| tx.authenticator_list(&tenant, &id).await).await.unwrap();
            let mut numbers: Vec<&str> = known.iter().filter_map(|one| one.phone_number().map(PhoneNumber::e164)).collect();
            numbers.sort_unstable();
            let apps = known.iter().filter(|one| one.is_second_factor() && !one.is_phone()).count();
            let possible: [(Vec<&str>, usize); 3] =
                [(vec![OTHER], 1), (vec!["+12025550125"], 0), (vec![ada.phone.as_str(), "+12025550126"], 0)];
            assert!(possible.contains(&(numbers.clone(), apps)), "{numbers:?} and {apps} apps");
        }
        // The same number at once, from many hands.
        let post = || Call::post(format!("/api/v2{}", path(&ada.id))).bearer(&token).json(&phone("+12025550127"));
        let answers = app.race((0..6).map(|_| post())).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrollment_and_a_replacement_do_not_mix() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("").await;
        for turn in 0..4 {
            let (email, own) = (format!("person{turn}@example.com"), format!("+1202555013{turn}"));
            let user = app.sign_up(&email).await;
            let mfa_token = app.mfa_token(&email).await;
            let oob_code = app.associate(&mfa_token, SMS, &own).await.text("oob_code");
            let answer = crate::harness::answer(&mfa_token, &oob_code, &app.last_code_to(&own).await);
            let confirm = Call::post("/oauth/token").json(&crate::harness::with_credentials(&app.tenancy.demo, answer));
            let put = Call::to("PUT", format!("/api/v2{}", path(&user))).bearer(&token).json(&json!([phone(PHONE)]));
            let answers = app.race([confirm, put]).await;
            assert_eq!(answers[1].status, 200, "{}", answers[1].body);
            // Whichever came first: the administrator's list stands, and nothing of the other's is left.
            let found = listed(app, &user).await;
            assert_eq!((found.len(), &found[0]["phone_number"]), (1, &json!("XXXXXXXX0123")), "{found:?}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_verb_wants_its_scope() {
    on_both(async |app: &TestApp| {
        let ada = app.sign_up("ada@example.com").await;
        let one = under(&ada, "phone|dev_0123456789abcdef");
        for (method, url, body, scope, status) in [
            ("GET", path(&ada), Value::Null, "read", 200),
            ("POST", path(&ada), phone(PHONE), "create", 201),
            ("PUT", path(&ada), json!([]), "update", 200),
            ("DELETE", path(&ada), Value::Null, "delete", 204),
            ("GET", one.clone(), Value::Null, "read", 404),
            ("PATCH", one.clone(), json!({}), "update", 404),
            ("DELETE", one, Value::Null, "delete", 404),
        ] {
            let scope = format!("{scope}:authentication_methods");
            let others: Vec<String> = ["read", "create", "update", "delete"].map(|verb| format!("{verb}:authentication_methods")).to_vec();
            let others: Vec<String> = others.into_iter().filter(|other| *other != scope).collect();
            let refused = app.api_as(&app.management_token(&others.join(" ")).await, method, &url, body.clone()).await;
            refused.declined(403, "insufficient_scope", &format!("Insufficient scope, expected any of: {scope}"));
            assert_eq!(app.api_as(&app.management_token(&scope).await, method, &url, body).await.status, status, "{method} {url}");
        }
    })
    .await;
}
