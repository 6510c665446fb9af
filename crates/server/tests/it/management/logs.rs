//! `/logs` and `/users/{id}/logs`: what a search finds, what it refuses, how an export reads on.

use std::time::Duration;

use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::TenantId;
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::harness::{Answer, Call, ISSUER, TestApp, client, hours, on_both, secs, tenant};

/// Writes events one second after another, beginning now; nothing else of the test's is as old.
async fn write(app: &TestApp, tenant: &TenantId, events: Vec<LogEvent>) -> Vec<String> {
    let (mut at, mut lines) = (app.app.clock.now(), Vec::new());
    for event in events {
        lines.push((log_id(at, 0, &*app.app.dice), at, event));
        at = at + secs(1);
    }
    app.advance(secs(lines.len() as u64 + 3600));
    let ids = lines.iter().map(|(id, ..)| id.to_string()).collect();
    let tenant = tenant.clone();
    let written = async move |tx: &mut Tx<'_>| {
        for (id, at, event) in &lines {
            tx.log_insert(&tenant, id, *at, event).await?;
        }
        Ok::<_, StoreError>(())
    };
    app.app.store.tx(written).await.unwrap();
    ids
}

fn event(kind: EventType, user: &str) -> LogEvent {
    LogEvent {
        user_id: user.to_owned(),
        user_name: if user.is_empty() { String::new() } else { "Ada@example.com".to_owned() },
        description: Some("Wrong email or password.".to_owned()),
        connection: "Username-Password-Authentication".to_owned(),
        ip: "198.51.100.9".to_owned(),
        ..LogEvent::new(kind)
    }
}

async fn found(app: &TestApp, token: &str, path: &str) -> Vec<String> {
    let answer = app.api_as(token, "GET", path, Value::Null).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let logs = answer.body.as_array().or(answer.body["logs"].as_array()).unwrap();
    logs.iter().map(|one| one["log_id"].as_str().unwrap().to_owned()).collect()
}

fn encoded(query: &str) -> String {
    form_urlencoded::byte_serialize(query.as_bytes()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_what_it_says() {
    on_both(async |app: &TestApp| {
        use EventType::{Login, LoginFailed, Signup, WrongPassword};
        let day = app.app.clock.now().to_string()[..10].to_owned();
        let (a, b) = ("auth0|a", "auth0|b");
        let events = vec![event(Signup, a), event(Login, a), event(WrongPassword, b), event(LoginFailed, ""), event(Login, b)];
        let ids = write(app, &app.tenancy.id, events).await;
        let token = app.management_token("read:logs").await;
        for (query, expected) in [
            ("type:ss", vec![0]),
            ("type:s", vec![4, 1]),
            ("type:(s OR ss OR fp)", vec![4, 2, 1, 0]),
            ("type:s AND user_id:\"auth0|a\"", vec![1]),
            ("user_id:auth0|b", vec![4, 2]),
            ("user_id:(\"auth0|a\" OR \"auth0|b\") AND NOT type:s", vec![2, 0]),
            ("type:f*", vec![3, 2]),
            ("type:s AND date:[2099 TO *]", vec![]),
            ("type:none", vec![]),
            ("password AND type:ss", vec![0]),
            ("ip:198.51.100.9", vec![4, 3, 2, 1, 0]),
            ("user_name:Ada@example.com AND type:fp", vec![2]),
            ("user_name:ada@example.com", vec![]),
            ("\"ada@example.com\" AND type:fp", vec![2]),
            ("strategy:auth0 AND NOT _exists_:user_id", vec![3]),
            ("organization_id:org_1", vec![]),
        ] {
            let path = format!("/logs?q={}", encoded(query));
            let expected: Vec<String> = expected.into_iter().map(|place: usize| ids[place].clone()).collect();
            assert_eq!(found(app, &token, &path).await, expected, "{query}");
            let mut turned = expected.clone();
            turned.reverse();
            assert_eq!(found(app, &token, &format!("/logs?search={}&sort=date:1", encoded(query))).await, turned, "{query}");
        }
        let of_day = format!("/logs?q={}", encoded(&format!("date:{day} AND connection:Username-Password-Authentication")));
        assert_eq!(found(app, &token, &of_day).await.len(), 5);
        let one = format!("/logs?q={}", encoded(&format!("log_id:{}", ids[2])));
        assert_eq!(found(app, &token, &one).await, [ids[2].clone()]);
        let range = format!("/logs?q={}", encoded(&format!("log_id:{{{} TO {}]", ids[1], ids[3])));
        assert_eq!(found(app, &token, &range).await, [ids[3].clone(), ids[2].clone()]);
        // Without a query it is everything, the newest first; the token's own event is among it.
        let all = found(app, &token, "/logs").await;
        assert_eq!(all[all.len() - 5..], [4, 3, 2, 1, 0].map(|place: usize| ids[place].clone()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_has_auth0s_fields() {
    on_both(async |app: &TestApp| {
        let phone = LogEvent { user_agent: "Mozilla/5.0 (iPhone) Mobile/15E148".to_owned(), ..event(EventType::WrongPassword, "auth0|a") };
        let at = app.app.clock.now().to_string();
        let ids = write(app, &app.tenancy.id, vec![phone, LogEvent::new(EventType::ClientCredentialsExchange)]).await;
        let token = app.management_token("read:logs_users").await;
        let one = app.api_as(&token, "GET", &format!("/logs/{}", ids[0]), Value::Null).await;
        let connection = one.body["connection_id"].as_str().unwrap().to_owned();
        assert!(connection.starts_with("con_"), "{connection}");
        let expected = json!({
            "_id": ids[0], "log_id": ids[0], "date": at, "type": "fp", "description": "Wrong email or password.",
            "connection": "Username-Password-Authentication", "connection_id": connection, "client_id": "", "client_name": "",
            "ip": "198.51.100.9", "hostname": "", "user_id": "auth0|a", "user_name": "Ada@example.com", "audience": "", "scope": "",
            "strategy": "auth0", "strategy_type": "database", "user_agent": "Mozilla/5.0 (iPhone) Mobile/15E148", "isMobile": true,
            "details": null,
        });
        assert_eq!((one.status, &one.body), (200, &expected));
        let bare = app.api_as(&token, "GET", &format!("/logs/{}", ids[1]), Value::Null).await.body;
        assert_eq!((&bare["connection"], &bare["connection_id"], &bare["description"]), (&Value::Null, &json!(""), &Value::Null));
        let only = app.api_as(&token, "GET", "/logs?q=type:fp&fields=type,%20log_id", Value::Null).await;
        assert_eq!(only.body, json!([{ "type": "fp", "log_id": ids[0] }]));
        let without = app.api_as(&token, "GET", "/logs?q=type:fp&fields=details,ip&include_fields=false", Value::Null).await;
        assert_eq!(without.body[0].as_object().unwrap().len(), expected.as_object().unwrap().len() - 2);
        let none = app.api_as(&token, "GET", "/logs/90020250101000000", Value::Null).await;
        none.declined(404, "log_not_found", "Log not found.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_by_number_reach_a_thousand() {
    on_both(async |app: &TestApp| {
        let ids = write(app, &app.tenancy.id, vec![event(EventType::Login, "auth0|a"); 7]).await;
        let token = app.management_token("read:logs").await;
        let newest: Vec<String> = ids.iter().rev().cloned().collect();
        let page = async |path: &str| app.api_as(&token, "GET", path, Value::Null).await;
        let second = page("/logs?q=type:s&page=1&per_page=3&include_totals=true").await;
        let told = ["start", "limit", "length", "total"].map(|name| second.body[name].as_u64().unwrap());
        assert_eq!(told, [3, 3, 3, 7]);
        assert_eq!(found(app, &token, "/logs?q=type:s&page=1&per_page=3").await, newest[3..6]);
        assert_eq!(found(app, &token, "/logs?q=type:s&page=2&per_page=3").await, newest[6..]);
        assert!(found(app, &token, "/logs?q=type:s&page=3&per_page=3").await.is_empty());
        assert!(found(app, &token, "/logs?q=type:s&page=0&per_page=0").await.is_empty());
        // The same where each line has to be looked at.
        let looked = page("/logs?q=ip:198.51.100.9&page=1&per_page=3&include_totals=true").await;
        let told = ["start", "limit", "length", "total"].map(|name| looked.body[name].as_u64().unwrap());
        assert_eq!(told, [3, 3, 3, 7]);
        assert_eq!(found(app, &token, "/logs?q=ip:198.51.100.9&page=1&per_page=3").await, newest[3..6]);
        let beyond = page("/logs?page=10&per_page=100").await;
        beyond.declined(400, "invalid_query_string", "You can only page through the first 1000 records.");
        assert_eq!(page("/logs?page=9&per_page=100").await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_search_cannot_mean_is_told() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("read:logs").await;
        let refused = async |query: &str| app.api_as(&token, "GET", &format!("/logs?q={}", encoded(query)), Value::Null).await;
        refused("type:(s OR f").await.declined(400, "invalid_query_string", "A parenthesis of the query is not closed.");
        refused("type:f?").await.declined(
            400,
            "invalid_query_string",
            "? is not supported: use *, or write it as \\? if it stands for itself.",
        );
        let unknown = refused("usr_id:x").await;
        assert_eq!(unknown.status, 400);
        assert!(unknown.body["message"].as_str().unwrap().starts_with("The log has no field \"usr_id\". It has log_id, _id, date, type,"));
        assert_eq!(refused(&"(".repeat(1999)).await.status, 400);
        assert_eq!(refused(&"a".repeat(2001)).await.status, 400);
        for bad in ["sort=type:1", "per_page=101", "page=-1", "take=0", "take=101", "include_totals=maybe"] {
            assert_eq!(app.api_as(&token, "GET", &format!("/logs?{bad}"), Value::Null).await.status, 400, "{bad}");
        }
        let other = app.management_token("read:users").await;
        let refused = app.api_as(&other, "GET", "/logs", Value::Null).await;
        refused.declined(403, "insufficient_scope", "Insufficient scope, expected any of: read:logs,read:logs_users");
    })
    .await;
}

/// What the header says of the next page, from `/logs` on.
fn next(answer: &Answer) -> String {
    let link = answer.header("link");
    let address = link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")).unwrap_or_else(|| panic!("{link}"));
    address.strip_prefix(&format!("{ISSUER}api/v2")).unwrap_or_else(|| panic!("{address}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_reads_on_and_misses_nothing() {
    on_both(async |app: &TestApp| {
        let ids = write(app, &app.tenancy.id, vec![event(EventType::Login, "auth0|a"); 5]).await;
        let token = app.management_token("read:logs").await;
        // What Auth0's libraries send along does not count.
        let path = format!("/logs?from={}&take=2&page=3&per_page=50&include_totals=true&q=type:none&sort=date:-1&fields=type", ids[0]);
        let first = app.api_as(&token, "GET", &path, Value::Null).await;
        assert_eq!(first.body[0]["log_id"], json!(ids[1]));
        assert_eq!(first.body.as_array().unwrap().len(), 2);
        assert_eq!(next(&first), format!("/logs?take=2&from={}", ids[2]));
        let mut read = vec![ids[1].clone(), ids[2].clone()];
        let mut path = next(&first);
        let end = loop {
            let page = app.api_as(&token, "GET", &path, Value::Null).await;
            let found: Vec<String> = page.body.as_array().unwrap().iter().map(|one| one["log_id"].as_str().unwrap().to_owned()).collect();
            if found.is_empty() {
                break page;
            }
            read.extend(found);
            path = next(&page);
        };
        // Behind the newest the same address is given again, and finds what is written later.
        assert_eq!((next(&end), &end.body), (path.clone(), &json!([])));
        assert!(read.is_sorted() && read.len() > 4, "the token's own event is there too");
        app.advance(secs(1));
        let later = write(app, &app.tenancy.id, vec![event(EventType::Signup, "auth0|b")]).await;
        assert_eq!(found(app, &token, &path).await, later);
        // From the beginning, from a line that was swept long ago, and from no id at all.
        assert_eq!(found(app, &token, "/logs?take=1").await, [ids[0].clone()]);
        assert_eq!(
            found(app, &token, "/logs?take=1&from=90020010101000000000000000000000000000000000000000000000").await,
            [ids[0].clone()]
        );
        assert!(found(app, &token, "/logs?from=zzz").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_users_events_are_listed_and_a_tenants_are_its_own() {
    on_both(async |app: &TestApp| {
        let ids = write(app, &app.tenancy.id, vec![event(EventType::Login, "auth0|a/b"), event(EventType::Login, "auth0|b")]).await;
        let other = tenant(&app.app, "other", "other.example.test").await;
        client(&app.app, &other, "Machine", &[], false).await;
        let foreign = write(app, &other, vec![event(EventType::Login, "auth0|a/b")]).await;
        let token = app.management_token("read:logs").await;
        assert_eq!(found(app, &token, "/users/auth0%7Ca%2Fb/logs").await, [ids[0].clone()]);
        let page = app.api_as(&token, "GET", "/users/auth0%7Cb/logs?include_totals=true&sort=date:1", Value::Null).await;
        assert_eq!((&page.body["total"], &page.body["logs"][0]["log_id"]), (&json!(1), &json!(ids[1])));
        let nobody = app.api_as(&token, "GET", "/users/auth0%7Cnobody/logs", Value::Null).await;
        nobody.declined(404, "inexistent_user", "The user does not exist.");
        assert_eq!(app.api_as(&token, "GET", &format!("/logs/{}", foreign[0]), Value::Null).await.status, 404);
        assert_eq!(found(app, &token, "/logs?q=type:s").await.len(), 2);
        assert_eq!(app.send(Call::get("/api/v2/users/%00/logs").bearer(&token)).await.status, 400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_not_looked_through_without_end() {
    on_both(async |app: &TestApp| {
        let lines: Vec<_> = std::iter::repeat_n(event(EventType::Login, "auth0|a"), 21_000).collect();
        let begun = app.app.clock.now();
        write(app, &app.tenancy.id, lines).await;
        app.advance(hours(24 * 2));
        let token = app.management_token("read:logs").await;
        let refused = app.api_as(&token, "GET", "/logs?q=ip:1.2.3.4", Value::Null).await;
        assert_eq!((refused.status, refused.body["errorCode"].as_str()), (400, Some("invalid_query_string")));
        assert!(refused.body["message"].as_str().unwrap().contains("narrow the search by type, user_id or date"));
        // Enough was found before the bound; how many there are is told as far as they were counted.
        let full = app.api_as(&token, "GET", "/logs?q=ip:198.51.100.9&include_totals=true", Value::Null).await;
        assert_eq!((&full.body["length"], &full.body["total"]), (&json!(50), &json!(1000)));
        let counted = app.api_as(&token, "GET", "/logs?q=type:s&include_totals=true", Value::Null).await;
        assert_eq!(counted.body["total"], json!(10_000));
        let narrowed = format!("ip:1.2.3.4 AND date:[{begun} TO {}]", begun + Duration::from_secs(3600));
        assert!(found(app, &token, &format!("/logs?q={}", encoded(&narrowed))).await.is_empty());
    })
    .await;
}
