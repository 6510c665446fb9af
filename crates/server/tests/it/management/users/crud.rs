//! A user's life: made, read, changed.

use ringfence_core::client::grant;
use serde_json::{Value, json};

use super::{CONNECTION, STRONG, create, created, get, patch, user_path};
use crate::harness::{Call, TestApp, client, mins, on_both, tenant};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_made_and_read() {
    on_both(async |app: &TestApp| {
        let answer = create(
            app,
            json!({
                "email": " Ada@Example.com ".trim(), "user_id": "ada/1", "username": "Countess", "given_name": "Ada", "email_verified": true,
                "picture": "https://pictures.example.test/ada.png", "user_metadata": { "hobby": "maths" }, "app_metadata": { "plan": "gold" },
            }),
        )
        .await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let at = "2025-11-24T16:00:00.000Z";
        let expected = json!({
            "user_id": "auth0|ada/1", "email": "ada@example.com", "email_verified": true, "username": "countess", "name": "ada@example.com",
            "nickname": "ada", "given_name": "Ada", "picture": "https://pictures.example.test/ada.png", "created_at": at, "updated_at": at,
            "identities": [{ "connection": CONNECTION, "user_id": "ada/1", "provider": "auth0", "isSocial": false }],
            "user_metadata": { "hobby": "maths" }, "app_metadata": { "plan": "gold" }, "logins_count": 0,
        });
        assert_eq!(answer.body, expected);
        for id in ["auth0%7Cada%2F1", "auth0|ada%2F1"] {
            assert_eq!(app.api("GET", &format!("/users/{id}"), Value::Null).await.body, expected);
        }
        let some = app.api("GET", "/users/auth0|ada%2F1?fields=email,user_metadata", Value::Null).await.body;
        assert_eq!(some, json!({ "email": "ada@example.com", "user_metadata": { "hobby": "maths" } }));
        let rest = app.api("GET", "/users/auth0|ada%2F1?fields=email,user_metadata&include_fields=false", Value::Null).await.body;
        assert!(rest["email"].is_null() && rest["nickname"] == "ada");
        get(app, "auth0|nobody").await.declined(404, "inexistent_user", "The user does not exist.");
        // They sign in, by address and by name, and it is counted.
        app.settings(|settings| settings.mfa_policies.clear()).await;
        for name in ["ADA@example.com", "countess"] {
            let login = json!({ "grant_type": "password", "username": name, "password": STRONG });
            assert_eq!(app.token(login).await.status, 200);
        }
        let known = get(app, "auth0|ada%2F1").await.body;
        assert_eq!((&known["logins_count"], &known["last_ip"], &known["last_login"]), (&json!(2), &json!("203.0.113.7"), &json!(at)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_secret_is_shown_or_logged() {
    on_both(async |app: &TestApp| {
        let answer = create(app, json!({ "user_metadata": { "street": "St James's Square" } })).await;
        assert!(!answer.body.to_string().contains("argon2"));
        let event = app.logged("sapi").await;
        assert_eq!(event.description.as_deref(), Some("Create a user"));
        let logged = serde_json::to_string(&event).unwrap();
        for secret in [STRONG, "ada@example.com", "St James"] {
            assert!(!logged.contains(secret), "{logged}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused() {
    on_both(async |app: &TestApp| {
        for (field, value, words) in [
            ("phone_number", json!("+12025550123"), "Payload validation error: 'Additional properties not allowed: phone_number'."),
            ("connection", json!("Elsewhere"), "The connection does not exist."),
            ("password", json!("short"), "PasswordStrengthError: Password is too weak (* At least 8 characters in length)"),
            ("email", json!("ada@localhost"), "The email is invalid."),
            ("username", json!("a@b"), "The username must have 1 to 128 characters and no @: an address is given as email."),
            ("picture", json!("javascript:alert(1)"), "The picture must be an http or https URL of at most 2048 bytes."),
            ("app_metadata", json!({ "a": "x".repeat(65_536) }), "The app_metadata would be larger than 65536 bytes: keep less in it."),
        ] {
            create(app, json!({ field: value })).await.declined(400, "invalid_body", words);
        }
        for (field, value) in [("user_id", json!("a b")), ("user_id", json!("")), ("email", json!(null)), ("user_metadata", json!([]))] {
            assert_eq!(create(app, json!({ field: value })).await.status, 400, "{field}");
        }
        let id = created(app, json!({ "username": "ada" })).await;
        for taken in [
            json!({}),
            json!({ "email": "ADA@example.com" }),
            json!({ "email": "b@example.com", "username": "ada" }),
            json!({ "email": "b@example.com", "user_id": id.trim_start_matches("auth0|") }),
        ] {
            create(app, taken).await.declined(409, "auth0_idp_error", "The user already exists.");
        }
        assert_eq!(app.api("GET", "/users?include_totals=true", Value::Null).await.body["total"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_make_the_same_one_has_their_way() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("").await;
        let body = json!({ "connection": CONNECTION, "email": "ada@example.com", "password": STRONG });
        let calls = (0..6).map(|_| Call::post("/api/v2/users").bearer(&token).json(&body));
        let mut statuses: Vec<u16> = app.race(calls).await.into_iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
        assert_eq!(app.api("GET", "/users?include_totals=true", Value::Null).await.body["total"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_leaves_the_rest_alone() {
    on_both(async |app: &TestApp| {
        let id = created(
            app,
            json!({ "name": "Ada", "given_name": "Ada", "email_verified": true, "user_metadata": { "a": 1, "b": { "c": 1 } } }),
        )
        .await;
        app.advance(mins(1));
        let changed =
            patch(app, &id, json!({ "name": null, "family_name": "Lovelace", "user_metadata": { "a": null, "b": { "d": 2 }, "e": 3 } }))
                .await;
        assert_eq!(changed.status, 200, "{}", changed.body);
        assert_eq!(changed.body["user_metadata"], json!({ "b": { "d": 2 }, "e": 3 }));
        assert_eq!((&changed.body["name"], &changed.body["given_name"]), (&json!("ada@example.com"), &json!("Ada")));
        assert_eq!((&changed.body["family_name"], &changed.body["email_verified"]), (&json!("Lovelace"), &json!(true)));
        assert_ne!(changed.body["updated_at"], changed.body["created_at"]);
        assert_eq!(changed.body, get(app, &id).await.body);
        let moved = patch(app, &id, json!({ "email": "Countess@Example.com", "username": "Ada", "connection": CONNECTION })).await;
        assert_eq!((&moved.body["email"], &moved.body["email_verified"]), (&json!("countess@example.com"), &json!(false)));
        assert_eq!(patch(app, &id, json!({ "email_verified": true, "user_metadata": null })).await.body["email_verified"], true);
        assert!(get(app, &id).await.body["user_metadata"].is_null());
        // What another one has.
        created(app, json!({ "username": "bob", "email": "bob@example.com" })).await;
        for (body, words) in [
            (json!({ "email": "bob@example.com" }), "The specified new email already exists"),
            (json!({ "username": "BOB" }), "The specified new username already exists"),
            (json!({ "connection": "Elsewhere" }), "The user is not in that connection: leave it out, or name the user's own."),
            (json!({ "password": "short" }), "PasswordStrengthError: Password is too weak (* At least 8 characters in length)"),
        ] {
            patch(app, &id, body).await.declined(400, "invalid_body", words);
        }
        patch(app, "auth0|nobody", json!({ "name": "x" })).await.declined(404, "inexistent_user", "The user does not exist.");
        patch(app, "auth0|nobody", json!({ "password": STRONG })).await.declined(404, "inexistent_user", "The user does not exist.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_at_once_lose_nothing() {
    on_both(async |app: &TestApp| {
        let id = created(app, json!({})).await;
        let token = app.management_token("").await;
        let calls = (0..12).map(|place| {
            let body = json!({ "app_metadata": { format!("key{place}"): place } });
            Call::to("PATCH", format!("/api/v2{}", user_path(&id))).bearer(&token).json(&body)
        });
        assert!(app.race(calls).await.iter().all(|answer| answer.status == 200));
        let kept = get(app, &id).await.body["app_metadata"].clone();
        assert_eq!(kept.as_object().unwrap().len(), 12, "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn metadata_has_a_scope_of_its_own() {
    on_both(async |app: &TestApp| {
        let id = created(app, json!({})).await;
        let token = app.management_token("update:users_app_metadata").await;
        let allowed = app.api_as(&token, "PATCH", &user_path(&id), json!({ "app_metadata": { "plan": "gold" } })).await;
        assert_eq!((allowed.status, &allowed.body["app_metadata"]), (200, &json!({ "plan": "gold" })));
        for body in [json!({ "blocked": true }), json!({ "app_metadata": {}, "email": "eve@example.com" })] {
            let refused = app.api_as(&token, "PATCH", &user_path(&id), body).await;
            refused.declined(403, "insufficient_scope", "Insufficient scope, expected any of: update:users");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_what_the_old_one_opened() {
    on_both(async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let tokens = app.log_in(&ada).await;
        app.advance(mins(1));
        let changed = patch(app, &ada.id, json!({ "password": "another horse entirely" })).await;
        assert_eq!(changed.body["last_password_reset"], changed.body["updated_at"]);
        assert_eq!(changed.body["multifactor"], json!(["guardian"]));
        assert_eq!(app.password(&ada.email).await.status, 403, "the old one");
        let refresh = json!({ "grant_type": "refresh_token", "refresh_token": tokens.text("refresh_token") });
        app.token(refresh).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        let login = json!({ "grant_type": "password", "username": ada.email, "password": "another horse entirely" });
        assert_eq!(app.token(login).await.text("error"), "mfa_required");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_people_are_nobody() {
    on_both(async |app: &TestApp| {
        let id = created(app, json!({})).await;
        let other = tenant(&app.app, "other", "other.example.test").await;
        let machine = client(&app.app, &other, "Machine", &[grant::CLIENT_CREDENTIALS], false).await;
        let granted = ringfence_core::client::ClientGrant {
            client_id: machine.id.clone(),
            audience: ringfence_core::client::ClientGrant::MANAGEMENT.to_owned(),
            scopes: ringfence::flow::administer::management_scopes(),
        };
        let (store, dice, now) = (&app.app.store, &*app.app.dice, app.app.clock.now());
        ringfence::flow::administer::grant_client(store, dice, now, &other, granted).await.unwrap();
        let asked = json!({
            "grant_type": "client_credentials", "audience": "https://other.example.test/api/v2/",
            "client_id": machine.id, "client_secret": machine.secret.as_ref().unwrap().expose(),
        });
        let token = app.send(Call::post("/oauth/token").host("other.example.test").json(&asked)).await.text("access_token");
        let call = |method: &str, path: &str| Call::to(method, format!("/api/v2{path}")).bearer(&token).host("other.example.test");
        for (method, path) in [("GET", user_path(&id)), ("GET", format!("/user-blocks/{id}")), ("PATCH", user_path(&id))] {
            let call = call(method, &path);
            let answer = app.send(if method == "PATCH" { call.json(&json!({ "name": "x" })) } else { call }).await;
            answer.declined(404, "inexistent_user", "The user does not exist.");
        }
        assert_eq!(app.send(call("DELETE", &user_path(&id))).await.status, 204);
        assert_eq!(app.send(call("GET", "/users")).await.body, json!([]));
        assert_eq!(app.send(call("GET", "/users-by-email?email=ada%40example.com")).await.body, json!([]));
        assert_eq!(get(app, &id).await.status, 200);
        for odd in ["%00", "auth0%7C%00", "%FF", "..%2F..%2Fclients"] {
            let status = app.api("GET", &format!("/users/{odd}"), Value::Null).await.status;
            assert!([400, 404].contains(&status), "{odd}: {status}");
        }
    })
    .await;
}
