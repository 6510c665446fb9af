//! What no well-meaning client sends, to every operation that there is: whatever comes, it is refused in the one form of refusals.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ringfence_core::client::{ClientGrant, grant};
use serde_json::{Value, json};

use super::operations::{self, Operation};
use crate::harness::{Answer, Call, TestApp, client, hours, on_both_with, secs, tenant};

const JSON: &str = "application/json";
const LONG: usize = 10_000;

fn many(settings: &mut ringfence::config::Settings) {
    (settings.management.requests_at_once, settings.management.requests_per_second) = (1_000_000, 1_000_000);
}

/// A refusal, and in its form.
fn assert_refused(what: &str, answer: &Answer) {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.body);
    assert_well_formed(what, answer);
}

/// No failure of ours, and a refusal only in its form.
fn assert_well_formed(what: &str, answer: &Answer) {
    assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.body);
    if answer.status >= 400 {
        assert_eq!(answer.body["statusCode"], json!(answer.status), "{what}: {}", answer.body);
        assert!(answer.body["error"].is_string() && answer.body["message"].is_string(), "{what}: {}", answer.body);
    }
}

/// So many at once as a busy client might.
async fn all(app: &TestApp, calls: Vec<(String, Call)>, judge: impl Fn(&str, &Answer)) {
    let mut rest = calls;
    while !rest.is_empty() {
        let (names, calls): (Vec<String>, Vec<Call>) = rest.drain(..rest.len().min(32)).unzip();
        for (name, answer) in names.iter().zip(app.race(calls).await) {
            judge(name, &answer);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_are_none() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let long = "x".repeat(LONG);
        let ids = [
            "..%2F..%2Fclients",
            "%2e%2e",
            "%00",
            "a%00b",
            "%ff%fe",
            "%ED%A0%80",
            "|",
            "%7C",
            "auth0|x",
            "auth0%7c%2F",
            "%25%37%43",
            "'%20OR%201=1--",
            "%0d%0aSet-Cookie:%20a=b",
            "-1",
            "18446744073709551616",
            "%F0%9F%92%A3",
            "{id}",
            long.as_str(),
        ];
        let mut calls = Vec::new();
        for operation in operations::all().iter().filter(|one| one.has_id()) {
            for id in ids {
                let call = Call::to(&operation.method, operation.at(id)).bearer(&token);
                let call = if operation.takes_json() { call.body(JSON, "{}") } else { call };
                calls.push((format!("{} at {}", operation.name(), &id[..id.len().min(40)]), call));
            }
        }
        all(app, calls, assert_well_formed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_no_schema_admits() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let deep_object = format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000));
        let mut calls = Vec::new();
        for operation in operations::all().iter().filter(|one| one.takes_json()) {
            let broken: [&[u8]; 14] = [
                b"{",
                b"nul",
                b"{}{}",
                b"{\"name\":\"a\",\"name\":\"a\"}",
                b"[{\"x\":1,\"x\":1}]",
                b"{\"name\":\"a\\u0000b\"}",
                b"{\"\\u0000\":1}",
                b"{\"name\":\"\\ud800\"}",
                b"{\"name\":\"\xff\xfe\"}",
                b"\xef\xbb\xbf{}",
                b"{\"name\":NaN}",
                b"{'name':'a'}",
                deep.as_bytes(),
                deep_object.as_bytes(),
            ];
            let call = || Call::to(&operation.method, operation.at("x")).bearer(&token);
            for body in broken {
                let what = format!("{} with {}", operation.name(), String::from_utf8_lossy(&body[..body.len().min(40)]));
                calls.push((what, call().body(JSON, body)));
            }
            for body in ["null", "7", "\"text\"", "true", "[[]]", "[null]"] {
                calls.push((format!("{} with {body}", operation.name()), call().body(JSON, body)));
            }
            calls.push((format!("{} with far too much", operation.name()), call().body(JSON, vec![b' '; 3_000_000])));
            for kind in ["text/plain", "application/jsonx", "multipart/form-data; boundary=x", ""] {
                calls.push((format!("{} as {kind:?}", operation.name()), call().body(kind, "{\"a\":1}")));
            }
        }
        all(app, calls, assert_refused).await;
    })
    .await;
}

/// Property by property, what a type may be and is not here.
#[tokio::test(flavor = "multi_thread")]
async fn properties_of_another_kind() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let values = [
            json!(null),
            json!(true),
            json!(-1),
            json!(1e300),
            json!(u64::MAX),
            json!(""),
            json!("x".repeat(LONG)),
            json!("\u{202e}\u{feff}💣"),
            json!("../../etc/passwd"),
            json!("{{7|times:7}}{% for a in (1..999999999) %}x{% endfor %}"),
            json!([]),
            json!([[]]),
            json!([{}, null, 7]),
            json!({}),
            json!({ "a": { "a": { "a": {} } } }),
        ];
        let mut calls = Vec::new();
        for operation in operations::all().iter().filter(|one| one.takes_json()) {
            for name in operation.body_properties() {
                for value in &values {
                    let body = json!({ &name: value });
                    let what = format!("{} with {}", operation.name(), body.to_string().chars().take(100).collect::<String>());
                    calls.push((what, Call::to(&operation.method, operation.at("x")).bearer(&token).json(&body)));
                }
            }
        }
        all(app, calls, assert_well_formed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_of_every_kind() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let parens = "(".repeat(2000);
        let clauses = "a:b%20OR%20".repeat(500);
        let long = "x".repeat(LONG);
        let values = [
            "",
            "%00",
            "%ff",
            "%ED%A0%80",
            "-1",
            "0",
            "1",
            "1.5",
            "1e9",
            "99999999999999999999",
            "true",
            "null",
            "%22",
            "*",
            "*:*",
            "%5B1%20TO",
            "a:",
            "%5C",
            "NOT",
            "/(a+)%2B$/",
            "name:*%3F*%3F*%3F*",
            parens.as_str(),
            clauses.as_str(),
            long.as_str(),
        ];
        let mut calls = Vec::new();
        for operation in operations::all().iter().filter(|one| one.method == "GET") {
            for name in operation.query_names() {
                for value in values {
                    let address = format!("{}?{name}={value}", operation.at("x"));
                    calls.push((format!("GET {}", &address[..address.len().min(120)]), Call::get(address).bearer(&token)));
                }
                let address = format!("{}?{name}=1&{name}=2&%5B%5D=&&=&?&#", operation.at("x"));
                calls.push((format!("GET {address}"), Call::get(address.trim_end_matches('#').to_owned()).bearer(&token)));
            }
        }
        all(app, calls, assert_well_formed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_none() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let mut calls = Vec::new();
        for operation in operations::all().iter().filter(|one| one.takes_a_stream()) {
            let part = |name: &str, body: &str| {
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a\"\r\n\r\n{body}\r\n")
            };
            let nested = format!("{}--x--\r\n", part("users", &"[".repeat(100_000)));
            for body in ["", "--x", "--x--\r\n", "nonsense", &format!("{}--x--\r\n", part("users", "{")), &part("users", "[]"), &nested] {
                let call = Call::to(&operation.method, operation.at("x")).bearer(&token);
                let what = format!("{} with {}", operation.name(), &body[..body.len().min(60)]);
                calls.push((what, call.body("multipart/form-data; boundary=x", body)));
            }
            for kind in [JSON, "multipart/form-data", "text/csv", ""] {
                let call = Call::to(&operation.method, operation.at("x")).bearer(&token);
                calls.push((format!("{} as {kind:?}", operation.name()), call.body(kind, "{}")));
            }
        }
        all(app, calls, assert_refused).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_are_no_right() {
    on_both_with(many, async |app: &TestApp| {
        let token = app.management_token("").await;
        let ada = app.enrolled_user().await;
        let persons = app.mfa_access_token(&ada, "enroll").await;
        let signed_in = app.log_in(&ada).await;
        let mut tokens = vec![
            ("of another tenant", foreign_token(app).await),
            ("of a person", persons),
            ("of a person's sign-in", signed_in.text("access_token")),
            ("an ID token", signed_in.text("id_token")),
            ("without its signature", format!("{}.", token.rsplit_once('.').unwrap().0)),
            ("nonsense", "a.b.c".to_owned()),
            ("empty", String::new()),
            ("very long", "x".repeat(LONG)),
        ];
        tokens.extend(confused(app, &token).await);
        for operation in operations::all() {
            for (kind, token) in &tokens {
                let answer = app.send(Call::to(&operation.method, operation.at("x")).bearer(token)).await;
                assert_eq!(answer.status, 401, "{} with a token {kind}: {}", operation.name(), answer.body);
                assert_well_formed(kind, &answer);
            }
        }
        app.advance(hours(24) + secs(1));
        for operation in operations::all() {
            let answer = app.send(Call::to(&operation.method, operation.at("x")).bearer(&token)).await;
            assert_eq!(answer.status, 401, "{} with an expired token", operation.name());
        }
    })
    .await;
}

/// Another tenant's machine, with every right there.
async fn foreign_token(app: &TestApp) -> String {
    let host = "other.example.test";
    let other = tenant(&app.app, "other", host).await;
    let machine = client(&app.app, &other, "Machine", &[grant::CLIENT_CREDENTIALS], false).await;
    let scopes = ringfence::flow::administer::management_scopes();
    let granted = ClientGrant { client_id: machine.id.clone(), audience: ClientGrant::MANAGEMENT.to_owned(), scopes };
    ringfence::flow::administer::grant_client(&app.app.store, &*app.app.dice, app.app.clock.now(), &other, granted).await.unwrap();
    let asked = json!({
        "grant_type": "client_credentials", "audience": format!("https://{host}/api/v2/"),
        "client_id": machine.id, "client_secret": machine.secret.as_ref().unwrap().expose(),
    });
    app.send(Call::post("/oauth/token").host(host).json(&asked)).await.text("access_token")
}

/// The right claims under the wrong algorithm: none at all, and HMAC with what everybody knows as its key.
async fn confused(app: &TestApp, token: &str) -> Vec<(&'static str, String)> {
    let mut parts = token.split('.').map(str::to_owned);
    let (header, claims) = (parts.next().unwrap(), parts.next().unwrap());
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    let of = |algorithm: &str| {
        let mut header = header.clone();
        header["alg"] = json!(algorithm);
        format!("{}.{claims}", URL_SAFE_NO_PAD.encode(header.to_string()))
    };
    let mut found: Vec<(&'static str, String)> =
        ["none", "None", "NONE", "nOnE", ""].map(|word| ("of no algorithm", format!("{}.", of(word)))).into();
    let keys = app.send(Call::get("/.well-known/jwks.json")).await.body;
    let modulus = keys["keys"][0]["n"].as_str().unwrap();
    let public = URL_SAFE_NO_PAD.decode(modulus).unwrap();
    let whole = keys["keys"][0].to_string();
    let secrets: [&[u8]; 4] = [&public, modulus.as_bytes(), whole.as_bytes(), b""];
    for (algorithm, word) in [(hmac::HMAC_SHA256, "HS256"), (hmac::HMAC_SHA384, "HS384"), (hmac::HMAC_SHA512, "HS512")] {
        for secret in secrets {
            let signed = of(word);
            let tag = hmac::sign(&hmac::Key::new(algorithm, secret), signed.as_bytes());
            found.push(("signed with the public key", format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()))));
        }
    }
    // A key that the token brings along itself.
    let mut own = header.clone();
    own["jwk"] = json!({ "kty": "oct", "k": URL_SAFE_NO_PAD.encode("secret") });
    own["alg"] = json!("HS256");
    let signed = format!("{}.{claims}", URL_SAFE_NO_PAD.encode(own.to_string()));
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"secret"), signed.as_bytes());
    found.push(("with a key of its own", format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()))));
    found
}

/// What is another tenant's is not there: nothing is told of it, nothing is changed.
#[tokio::test(flavor = "multi_thread")]
async fn ids_of_another_tenant() {
    on_both_with(many, async |app: &TestApp| {
        let ada = app.enrolled_user().await;
        let host = "other.example.test";
        let theirs = foreign_token(app).await;
        let ours = app.management_token("").await;
        let ids = [ada.id.clone(), app.tenancy.demo.id.to_string(), app.tenancy.management.id.to_string()];
        for operation in operations::all().iter().filter(|one| one.has_id()) {
            for id in &ids {
                let address = operation.at(&id.replace('|', "%7C"));
                let call = Call::to(&operation.method, address).host(host).bearer(&theirs);
                let call = if operation.takes_json() { call.body(JSON, "{}") } else { call };
                let answer = app.send(call).await;
                assert_well_formed(&operation.name(), &answer);
                assert!(answer.status >= 400 || is_harmless(operation, &answer), "{}: {} {}", operation.name(), answer.status, answer.body);
            }
        }
        let token = app.send(Call::get(format!("/api/v2/clients/{}", app.tenancy.demo.id)).bearer(&ours)).await;
        assert_eq!(token.status, 200, "{}", token.body);
        assert_eq!(app.log_in(&ada).await.status, 200);
    })
    .await;
}

/// Lists of what belongs to nobody, and the removal of what is not there.
fn is_harmless(operation: &Operation, answer: &Answer) -> bool {
    let is_empty = |value: &Value| value.as_array().is_none_or(Vec::is_empty) && !value.is_object() && !value.is_string();
    match operation.method.as_str() {
        "GET" => is_empty(&answer.body) || answer.body.as_object().is_some_and(|page| page.values().all(is_empty)),
        "DELETE" => answer.status == 204,
        _ => false,
    }
}
