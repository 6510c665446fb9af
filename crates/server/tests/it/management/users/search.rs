//! Users page by page, searched, and of one address.

use serde_json::{Value, json};

use super::{create, created};
use crate::harness::{TestApp, mins, on_both, on_both_with};

async fn five(app: &TestApp) {
    for (place, name) in ["eve", "bob", "ada", "dan", "cat"].into_iter().enumerate() {
        let domain = if place % 2 == 0 { "example.com" } else { "example.org" };
        let made = create(
            app,
            json!({
                "email": format!("{name}@{domain}"), "user_id": format!("u{place}"), "username": name, "name": format!("{name} Smith"),
                "app_metadata": { "plan": if place < 2 { "gold" } else { "silver" }, "level": place },
            }),
        )
        .await;
        assert_eq!(made.status, 201, "{}", made.body);
        app.advance(mins(1));
    }
}

/// The local parts, in the order they came.
fn names(body: &Value) -> Vec<String> {
    let users = body.as_array().or_else(|| body["users"].as_array()).unwrap_or_else(|| panic!("no list: {body}"));
    users.iter().map(|user| user["email"].as_str().unwrap().split('@').next().unwrap().to_owned()).collect()
}

async fn found(app: &TestApp, query: &str) -> Vec<String> {
    let encoded: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let bare = app.api("GET", &format!("/users?q={encoded}&search_engine=v3&sort=email:1"), Value::Null).await;
    assert_eq!(bare.status, 200, "{query}: {}", bare.body);
    let page = app.api("GET", &format!("/users?q={encoded}&sort=email:1&include_totals=true&per_page=1"), Value::Null).await.body;
    assert_eq!(page["total"], bare.body.as_array().unwrap().len(), "{query}");
    names(&bare.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_come_in_an_order() {
    on_both(async |app: &TestApp| {
        five(app).await;
        for (sort, expected) in [
            ("", ["eve", "bob", "ada", "dan", "cat"]),
            ("&sort=created_at:-1", ["cat", "dan", "ada", "bob", "eve"]),
            ("&sort=email:1", ["ada", "bob", "cat", "dan", "eve"]),
            ("&sort=email:-1", ["eve", "dan", "cat", "bob", "ada"]),
            ("&sort=user_id:-1", ["cat", "dan", "ada", "bob", "eve"]),
        ] {
            let all = app.api("GET", &format!("/users?per_page=100{sort}"), Value::Null).await;
            assert_eq!(names(&all.body), expected, "{sort}");
            let page = app.api("GET", &format!("/users?page=1&per_page=2&include_totals=true{sort}"), Value::Null).await.body;
            assert_eq!(names(&page), expected[2..4], "{sort}");
            assert_eq!(json!([page["start"], page["limit"], page["length"], page["total"]]), json!([2, 2, 2, 5]));
            let searched = app.api("GET", &format!("/users?q=smith&page=1&per_page=2&include_totals=true{sort}"), Value::Null).await.body;
            assert_eq!((names(&searched), &searched["total"]), (names(&page), &json!(5)), "{sort}");
        }
        let refused = app.api("GET", "/users?sort=last_login:-1", Value::Null).await;
        let words = "Users are sorted by created_at, email or user_id, upwards (created_at:1) or downwards (:-1).";
        refused.declined(400, "invalid_query_string", words);
        let refused = app.api("GET", "/users?page=10&per_page=100", Value::Null).await;
        refused.declined(400, "invalid_query_string", "You can only page through the first 1000 records.");
        assert_eq!(app.api("GET", "/users?per_page=101", Value::Null).await.status, 400);
        let some = app.api("GET", "/users?per_page=1&fields=user_id", Value::Null).await.body;
        assert_eq!(some, json!([{ "user_id": "auth0|u0" }]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_finds_who_is_meant() {
    on_both(async |app: &TestApp| {
        five(app).await;
        for (query, expected) in [
            ("", vec!["ada", "bob", "cat", "dan", "eve"]),
            ("email:\"ADA@example.com\"", vec!["ada"]),
            ("email:(ada@example.com OR bob@example.org OR zoe@example.com)", vec!["ada", "bob"]),
            ("email:a*", vec!["ada"]),
            ("email:*@example.org", vec!["bob", "dan"]),
            ("email.domain:example.org AND NOT username:bob", vec!["dan"]),
            ("user_id:\"auth0|u2\"", vec!["ada"]),
            ("user_id:(\"auth0|u2\" \"auth0|u3\")", vec!["ada", "dan"]),
            ("username:EVE", vec!["eve"]),
            ("name:\"cat smith\"", vec!["cat"]),
            ("name:d*", vec!["dan"]),
            ("smith", vec!["ada", "bob", "cat", "dan", "eve"]),
            ("app_metadata.plan:gold", vec!["bob", "eve"]),
            ("app_metadata.level:[1 TO 3}", vec!["ada", "bob"]),
            ("created_at:[2025-11-24T16:02 TO 2025-11-24T16:03]", vec!["ada", "dan"]),
            ("created_at:[2025-11-24 TO *] AND app_metadata.plan:gold", vec!["bob", "eve"]),
            ("_exists_:last_login", vec![]),
            ("blocked:true", vec![]),
            ("identities.connection:\"Username-Password-Authentication\" AND email:e*", vec!["eve"]),
            ("nobody:here", vec![]),
        ] {
            assert_eq!(found(app, query).await, expected, "{query}");
        }
        let refused = app.api("GET", "/users?q=email%3A%5Ba", Value::Null).await;
        assert_eq!((refused.status, refused.text("errorCode").as_str()), (400, "invalid_query_string"));
        let elsewhere = app.api("GET", "/users?connection=Elsewhere&include_totals=true", Value::Null).await.body;
        assert_eq!((names(&elsewhere).len(), &elsewhere["total"]), (0, &json!(0)));
        let here = app.api("GET", "/users?connection=Username-Password-Authentication&include_totals=true", Value::Null).await.body;
        assert_eq!(here["total"], 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connections_people_are_counted_apart() {
    on_both(async |app: &TestApp| {
        five(app).await;
        let made = app.api("POST", "/connections", json!({ "name": "staff", "strategy": "auth0" })).await;
        assert_eq!(made.status, 201, "{}", made.body);
        created(app, json!({ "connection": "staff", "email": "ada@example.com" })).await;
        for (connection, expected) in [("staff", vec!["ada"]), ("Username-Password-Authentication", vec!["eve", "bob"])] {
            let path = format!("/users?connection={connection}&include_totals=true&per_page=2");
            let page = app.api("GET", &path, Value::Null).await.body;
            assert_eq!(names(&page), expected);
            assert_eq!(page["total"], if connection == "staff" { 1 } else { 5 });
        }
        assert_eq!(found(app, "email:ada@example.com").await, ["ada", "ada"]);
        assert_eq!(found(app, "email:ada@example.com AND identities.connection:staff").await, ["ada"]);
        let both = app.api("GET", "/users-by-email?email=ada%40example.com", Value::Null).await.body;
        assert_eq!(both.as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_would_look_at_too_many_says_how_to_narrow_it() {
    let few = |settings: &mut ringfence::config::Settings| settings.management.searched_users = 500;
    on_both_with(few, async |app: &TestApp| {
        let tenant = app.tenancy.id.clone();
        let fill = async move |tx: &mut ringfence_store::Tx<'_>| {
            for place in 0..1100_u32 {
                let id = ringfence_core::id::UserId::new(format!("auth0|{place:04}"));
                let (connection, at) =
                    (ringfence_core::user::DEFAULT_CONNECTION, ringfence_core::clock::Timestamp::from_secs(place.into()));
                let profile = ringfence_core::user::Profile::default();
                let user = ringfence_core::user::User::new(id, connection, format!("p{place:04}@example.com"), None, profile, at);
                assert!(tx.user_insert(&tenant, &user).await?);
            }
            Ok::<_, ringfence_store::StoreError>(())
        };
        app.app.store.tx(fill).await.unwrap();
        let refused = app.api("GET", "/users?q=blocked%3Atrue", Value::Null).await;
        let words = "The search would have to look at more than 500 users. Narrow it by user_id, email, username, or created_at:[from TO \
                     until]; an address may end in *.";
        refused.declined(400, "invalid_query_string", words);
        // Where so many are found early enough, nobody has to be counted.
        let first = app.api("GET", "/users?q=blocked%3Afalse&per_page=10", Value::Null).await;
        assert_eq!(first.body.as_array().unwrap().len(), 10);
        let narrowed =
            app.api("GET", "/users?q=blocked%3Afalse+AND+email%3Ap01*&include_totals=true&sort=user_id:-1", Value::Null).await.body;
        assert_eq!((&narrowed["total"], &narrowed["users"][0]["user_id"]), (&json!(100), &json!("auth0|0199")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_finds_its_users() {
    on_both(async |app: &TestApp| {
        let id = created(app, json!({})).await;
        let found = app.api("GET", "/users-by-email?email=ADA%40example.com", Value::Null).await;
        assert_eq!((found.status, &found.body[0]["user_id"]), (200, &json!(id)));
        assert_eq!(
            app.api("GET", "/users-by-email?email=ada%40example.com&fields=email", Value::Null).await.body,
            json!([{ "email": "ada@example.com" }])
        );
        assert_eq!(app.api("GET", "/users-by-email?email=nobody%40example.com", Value::Null).await.body, json!([]));
        assert_eq!(app.api("GET", "/users-by-email", Value::Null).await.status, 400);
    })
    .await;
}
