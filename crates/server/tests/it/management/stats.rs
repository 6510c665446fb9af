//! `/stats`: counted by day and by person, as far as the log is kept.

use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::UserId;
use ringfence_core::user::{DEFAULT_CONNECTION, Profile, User};
use ringfence_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::harness::{TestApp, hours, mins, on_both};

/// Writes so many events of a type at this moment.
async fn happen(app: &TestApp, kind: EventType, count: u32) {
    let (tenant, at) = (app.tenancy.id.clone(), app.app.clock.now());
    let ids: Vec<_> = (0..count).map(|number| log_id(at, number, &*app.app.dice)).collect();
    let written = async move |tx: &mut Tx<'_>| {
        for id in &ids {
            tx.log_insert(&tenant, id, at, &LogEvent::new(kind)).await?;
        }
        Ok::<_, StoreError>(())
    };
    app.app.store.tx(written).await.unwrap();
}

fn figures(days: &Value) -> Vec<(&str, u64, u64)> {
    let day = |day: &'_ Value| (day["logins"].as_u64().unwrap(), day["signups"].as_u64().unwrap());
    days.as_array().unwrap().iter().map(|one| (&one["date"].as_str().unwrap()[..10], day(one).0, day(one).1)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_counted() {
    on_both(async |app: &TestApp| {
        // It is 16:00 on 2025-11-24.
        happen(app, EventType::Login, 3).await;
        happen(app, EventType::Signup, 1).await;
        happen(app, EventType::WrongPassword, 4).await;
        app.advance(hours(8));
        happen(app, EventType::Login, 2).await;
        app.advance(hours(24));
        let token = app.management_token("read:stats").await;
        let all = app.api_as(&token, "GET", "/stats/daily", Value::Null).await;
        assert_eq!(figures(&all.body), [("2025-11-24", 3, 1), ("2025-11-25", 2, 0), ("2025-11-26", 0, 0)]);
        assert_eq!(
            all.body[0],
            json!({
                "date": "2025-11-24T00:00:00.000Z", "logins": 3, "signups": 1, "leaked_passwords": 0,
                "created_at": "2025-11-24T00:00:00.000Z", "updated_at": "2025-11-25T00:00:00.000Z",
            })
        );
        let one = app.api_as(&token, "GET", "/stats/daily?from=20251125&to=20251125", Value::Null).await;
        assert_eq!(figures(&one.body), [("2025-11-25", 2, 0)]);
        let wide = app.api_as(&token, "GET", "/stats/daily?from=00010101&to=99991231", Value::Null).await;
        assert_eq!(wide.body, all.body);
        let future = app.api_as(&token, "GET", "/stats/daily?from=20300101", Value::Null).await;
        assert_eq!((future.status, future.body), (200, json!([])));
        let turned = app.api_as(&token, "GET", "/stats/daily?from=20251126&to=20251124", Value::Null).await;
        turned.declined(400, "invalid_query_string", "The first day of the range (from) comes after the last (to).");
        let none = app.api_as(&token, "GET", "/stats/daily?from=20250230", Value::Null).await;
        none.declined(400, "invalid_query_string", "from is no day: write it as YYYYMMDD, such as 20250131.");
        assert_eq!(app.api_as(&token, "GET", "/stats/daily?from=today", Value::Null).await.status, 400);
        // Days that are not kept whole are left out.
        for (days, kept) in [(2, vec![("2025-11-25", 2, 0), ("2025-11-26", 0, 0)]), (1, vec![("2025-11-26", 0, 0)])] {
            app.settings(|settings| settings.log_retention_days = Some(days)).await;
            assert_eq!(figures(&app.api_as(&token, "GET", "/stats/daily", Value::Null).await.body), kept);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_counted_again_until_it_is_over() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("read:stats").await;
        let days = async || app.api_as(&token, "GET", "/stats/daily", Value::Null).await.body;
        happen(app, EventType::Login, 1).await;
        assert_eq!(figures(&days().await), [("2025-11-24", 1, 0)]);
        happen(app, EventType::Login, 1).await;
        assert_eq!(figures(&days().await), [("2025-11-24", 1, 0)], "a count is believed for a minute");
        assert_eq!(days().await[0]["updated_at"], "2025-11-24T16:00:00.000Z");
        app.advance(mins(1));
        assert_eq!(figures(&days().await), [("2025-11-24", 2, 0)]);
        app.advance(hours(9));
        let both = days().await;
        assert_eq!(
            (figures(&both), &both[0]["updated_at"]),
            (vec![("2025-11-24", 2, 0), ("2025-11-25", 0, 0)], &json!("2025-11-25T00:00:00.000Z"))
        );
        // What is gone from the log is not counted again.
        let tenant = app.tenancy.id.clone();
        let before = app.app.clock.now();
        app.app.store.tx(async move |tx: &mut Tx<'_>| tx.log_sweep(&tenant, before, 1_000).await).await.unwrap();
        app.advance(mins(1));
        assert_eq!(figures(&days().await), [("2025-11-24", 2, 0), ("2025-11-25", 0, 0)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn active_is_whoever_logged_in_lately() {
    on_both(async |app: &TestApp| {
        let token = app.management_token("read:stats").await;
        let active = async || app.api("GET", "/stats/active-users", Value::Null).await.body;
        assert_eq!(app.api_as(&token, "GET", "/stats/active-users", Value::Null).await.body, json!(0));
        let (tenant, now) = (app.tenancy.id.clone(), app.app.clock.now());
        let seen = async move |tx: &mut Tx<'_>| {
            for name in ["active", "idle"] {
                let email = format!("{name}@example.com");
                let user = User::new(UserId::new(format!("auth0|{name}")), DEFAULT_CONNECTION, email, None, Profile::default(), now);
                assert!(tx.user_insert(&tenant, &user).await?);
                assert!(name == "idle" || tx.user_signed_in(&tenant, &user, "203.0.113.7", now).await?);
            }
            Ok::<_, StoreError>(())
        };
        app.app.store.tx(seen).await.unwrap();
        assert_eq!(active().await, json!(0), "a count is believed for a minute");
        app.advance(mins(1));
        assert_eq!(active().await, json!(1));
        app.advance(hours(24 * 30) - mins(2));
        assert_eq!(active().await, json!(1));
        app.advance(mins(2));
        assert_eq!(active().await, json!(0));
    })
    .await;
}
