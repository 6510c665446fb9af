//! What a stranger can make the server hold and write: bodies that never end, and lines of the log.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use axum::response::Response;
use futures_util::FutureExt;
use ringfence::config::Settings;
use ringfence::flow::flood;
use ringfence::http::router::router;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::{Call, HOST, PASSWORD, TestApp, on_both, on_both_with, with_credentials};

/// A request whose body gives `first` and then nothing, for ever.
fn unfinished(method: &str, path: &str, token: &str, first: &'static [u8]) -> Request<Body> {
    let begun = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(first))]);
    let endless = futures_util::StreamExt::chain(begun, futures_util::stream::pending());
    let request = Request::builder().method(method).uri(path).header(header::HOST, HOST).header(header::CONTENT_TYPE, "application/json");
    let mut request = request.header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::from_stream(endless)).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([203, 0, 113, 7], 50_000))));
    request
}

async fn at_once(app: &TestApp, request: Request<Body>) -> Response {
    let answer = tokio::time::timeout(Duration::from_secs(5), router(app.app.clone()).oneshot(request)).await;
    answer.expect("answered without the body").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_looked_at_before_the_body_is_read() {
    on_both(async |app: &TestApp| {
        for (method, path) in [
            ("POST", "/api/v2/users"),
            ("PATCH", "/api/v2/clients/x"),
            ("POST", "/api/v2/jobs/users-imports"),
            ("POST", "/mfa/associate"),
            ("DELETE", "/mfa/authenticators/sms%7Cdev_x"),
            ("POST", "/userinfo"),
        ] {
            let answer = at_once(app, unfinished(method, path, "x", b"{\"a\":")).await;
            assert_eq!(answer.status(), 401, "{method} {path}");
        }
        // One that is good, for something else, is refused as early.
        let token = app.management_token("read:users").await;
        let answer = at_once(app, unfinished("POST", "/api/v2/users", &token, b"{")).await;
        assert_eq!(answer.status(), 403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_takes_its_time_does_not_keep_a_token_alive() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("create:users").await;
        let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
        let late = futures_util::stream::once(async move {
            let _ = receiver.await;
            Ok::<_, std::io::Error>(Bytes::from_static(b"{}"))
        });
        let mut request = unfinished("POST", "/api/v2/users", &token, b"");
        *request.body_mut() = Body::from_stream(late);
        let answer = tokio::spawn(router(app.app.clone()).oneshot(request));
        // It is waiting for the body by now, or looks at the token later still.
        tokio::time::sleep(Duration::from_millis(50)).await;
        app.advance(Duration::from_secs(86_400 + 60));
        sender.send(()).unwrap();
        assert_eq!(answer.await.unwrap().unwrap().status(), 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_64_kib_are_read_whatever_is_allowed() {
    on_both_with(
        |settings: &mut Settings| settings.server.max_body = 1 << 20,
        async |app: &TestApp| {
            let large = json!({ "token": "a".repeat(70_000) });
            let refused = app.post("/oauth/revoke", with_credentials(&app.tenancy.demo, large.clone())).await;
            refused.refused(413, "invalid_request", "The body is too large.");
            app.sign_up("ada@example.com").await;
            let mfa_token = app.mfa_token("ada@example.com").await;
            let answer = app.send(Call::post("/mfa/associate").bearer(&mfa_token).json(&large)).await;
            assert_eq!(answer.status, 400, "it was read: {}", answer.body);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_bodies_together_stay_below_a_ceiling() {
    const PIECE: &[u8] = &[b' '; 40_000];
    on_both_with(
        |settings: &mut Settings| settings.server.max_buffered = 160_000,
        async |app: &TestApp| {
            let router = router(app.app.clone());
            let unfinished = |address: u8| {
                let mut request = unfinished("POST", "/oauth/token", "", PIECE);
                request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, 100, address], 50_000))));
                Box::pin(router.clone().oneshot(request))
            };
            let refused = async |address: u8| {
                let answer = unfinished(address).await.unwrap();
                let headers = answer.headers();
                let is_said = headers.contains_key(header::RETRY_AFTER) && headers[header::CONNECTION] == "close";
                assert_eq!((answer.status().as_u16(), is_said), (503, true));
            };
            // Each has sent its piece and waits for the rest; one address has a quarter.
            let mut first = unfinished(1);
            assert!(first.as_mut().now_or_never().is_none());
            refused(1).await;
            let mut others: Vec<_> = (2..=4).map(unfinished).collect();
            assert!(others.iter_mut().all(|one| one.as_mut().now_or_never().is_none()));
            refused(5).await;
            drop((first, others));
            let answer = app.post("/oauth/token", json!({ "a": "b".repeat(30_000) })).await;
            assert_eq!(answer.status, 400, "it is given back: {}", answer.body);
        },
    )
    .await;
}

const LINES: usize = 5;

/// Every way to a line of the log that needs nothing, or nothing more than a sign-up.
async fn doors(app: &TestApp) -> Vec<(&'static str, Call)> {
    let demo = app.tenancy.demo.clone();
    let mfa_token = app.mfa_token("ada@example.com").await;
    let machine = "client_credentials";
    let token = |fields: Value| Call::post("/oauth/token").json(&with_credentials(&demo, fields));
    let mfa = |kind: &str, fields: Value| {
        let mut fields = fields;
        fields["grant_type"] = json!(format!("http://auth0.com/oauth/grant-type/{kind}"));
        token(fields)
    };
    let signup =
        json!({ "client_id": demo.id, "email": "ada@example.com", "password": PASSWORD, "connection": "Username-Password-Authentication" });
    let asks = format!("/authorize?client_id={}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&response_type=", demo.id);
    vec![
        ("a refresh token", token(json!({ "grant_type": "refresh_token", "refresh_token": "v1.x" }))),
        ("a code", token(json!({ "grant_type": "authorization_code", "code": "x", "redirect_uri": "https://app.example.com/callback" }))),
        ("a password", token(json!({ "grant_type": "password", "username": "ada@example.com", "password": "wrong" }))),
        ("nobody", token(json!({ "grant_type": "password", "username": "nobody@example.com", "password": "wrong" }))),
        (
            "a realm",
            token(
                json!({ "grant_type": "http://auth0.com/oauth/grant-type/password-realm", "username": "a", "password": "b", "realm": "x" }),
            ),
        ),
        ("a machine", token(json!({ "grant_type": machine, "audience": "https://nowhere.example.com/" }))),
        ("a text's code", mfa("mfa-oob", json!({ "mfa_token": "x", "oob_code": "x", "binding_code": "1" }))),
        ("an app's code", mfa("mfa-otp", json!({ "mfa_token": "x", "otp": "123456" }))),
        ("a right token and a wrong code", mfa("mfa-otp", json!({ "mfa_token": mfa_token, "otp": "123456" }))),
        ("a recovery code", mfa("mfa-recovery-code", json!({ "mfa_token": mfa_token, "recovery_code": "ABCD" }))),
        ("a sign-up", Call::post("/dbconnections/signup").json(&signup)),
        ("a browser", Call::get(format!("{asks}token"))),
        ("a silent browser", Call::get(format!("{asks}code&prompt=none"))),
        ("a revocation", Call::post("/oauth/revoke").json(&with_credentials(&demo, json!({ "token": "x" })))),
        ("userinfo", Call::get("/userinfo").bearer("x")),
        ("the MFA API", Call::get("/mfa/authenticators").bearer("x")),
        ("a challenge", Call::post("/mfa/challenge").json(&with_credentials(&demo, json!({ "mfa_token": "x", "challenge_type": "oob" })))),
        ("a logout", Call::get("/v2/logout?returnTo=https%3A%2F%2Fevil.example.com")),
        ("a ticket", Call::get("/mfa/enrollment?ticket=x")),
        ("a reset", Call::get("/u/reset-verify?ticket=x")),
        ("a page", Call::get("/u/login?state=x")),
        ("a callback", Call::post("/callbacks/twilio/x/y").form(&[("MessageStatus", "delivered")])),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_to_the_log_is_without_a_bound() {
    let few = |settings: &mut Settings| settings.limits.logins_per_address = u32::try_from(LINES).unwrap();
    on_both_with(few, async |app: &TestApp| {
        app.settings(|settings| settings.otp_enabled = true).await;
        app.sign_up("ada@example.com").await;
        for (number, (name, call)) in (1_u8..).zip(doors(app).await) {
            let before = app.log().await.len();
            for _ in 0..2 * LINES {
                app.send(call.clone().from([198, 51, 100, number])).await;
            }
            let written = app.log().await.len() - before;
            assert!(written <= LINES, "{name}: {written} lines");
        }
        assert_eq!(app.count("api_limit").await, 0);
        flood::tell(&app.app).await.unwrap();
        flood::tell(&app.app).await.unwrap();
        assert_eq!(app.count("api_limit").await, 1, "one line tells of all of them");
        let told = app.logged("api_limit").await;
        let unlogged = told.details["unlogged"]["lines"].as_u64().unwrap();
        assert!(unlogged >= 12 * LINES as u64, "{unlogged}");
        assert!(told.description.unwrap().starts_with(&format!("{unlogged} refused requests")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_floods_the_log_silences_nobody_else() {
    let few = |settings: &mut Settings| settings.limits.logins_per_address = u32::try_from(LINES).unwrap();
    on_both_with(few, async |app: &TestApp| {
        let bad = Call::post("/oauth/token");
        let bad = bad.json(&with_credentials(&app.tenancy.demo, json!({ "grant_type": "refresh_token", "refresh_token": "v1.x" })));
        for _ in 0..40 {
            app.send(bad.clone().from([198, 51, 100, 1])).await.refused(403, "invalid_grant", "Unknown or invalid refresh token.");
        }
        assert_eq!(app.count("fertft").await, LINES);
        app.send(bad.clone().from([198, 51, 100, 2])).await;
        assert_eq!(app.count("fertft").await, LINES + 1);
        app.advance(Duration::from_secs(1));
        app.send(bad.from([198, 51, 100, 1])).await;
        assert_eq!(app.count("fertft").await, LINES + 2, "a second brings one back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_signs_up_so_many_and_no_more() {
    on_both_with(
        |settings: &mut Settings| settings.limits.logins_per_address = 2,
        async |app: &TestApp| {
            let sign_up = |name: &str| {
                let demo = &app.tenancy.demo;
                json!({ "client_id": demo.id, "email": format!("{name}@example.com"), "password": PASSWORD, "connection": "Username-Password-Authentication" })
            };
            for name in ["ada", "bob"] {
                assert_eq!(app.post("/dbconnections/signup", sign_up(name)).await.status, 200);
            }
            let refused = app.post("/dbconnections/signup", sign_up("eve")).await;
            assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
        },
    )
    .await;
}
