//! The log by type, by user and as a whole, in both directions; and that each of these goes by an index.

use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::{LogId, TenantId, UserId};
use ringfence_core::user::User;
use ringfence_store::{LogOrder, LogPath, LogSpan, StoreError, Tx};
use rusqlite::Connection;

use crate::fixtures::{secs, tenant_id, user, user_id};
use crate::harness::{NOW, Seeded, on_both};

const ALL: LogSpan<'static> = LogSpan { after: "", before: "a" };

fn at(second: u64) -> Timestamp {
    NOW + secs(second)
}

/// Six lines a second apart, by two types and two users; the last has no user.
async fn write(tx: &mut Tx<'_>, tenant: &TenantId) -> Result<Vec<LogId>, StoreError> {
    let dice = Seeded::default();
    let mut ids = Vec::new();
    for (second, kind, user) in [
        (0, EventType::Login, "auth0|one"),
        (1, EventType::WrongPassword, "auth0|one"),
        (2, EventType::Login, "auth0|two"),
        (3, EventType::WrongPassword, "auth0|two"),
        (4, EventType::Login, "auth0|one"),
        (5, EventType::Login, ""),
    ] {
        let id = log_id(at(second), 0, &dice);
        tx.log_insert(tenant, &id, at(second), &LogEvent { user_id: user.to_owned(), ..LogEvent::new(kind) }).await?;
        ids.push(id);
    }
    Ok(ids)
}

on_both! {
    async fn lines_are_found_by_each_path(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let ids = write(tx, &tenant_id()).await?;
            write(tx, &TenantId::new("ten_other")).await?;
            let span = LogSpan { after: ids[0].as_str(), before: ids[4].as_str() };
            for (path, whole, inner) in [
                (LogPath::All, vec![0, 1, 2, 3, 4, 5], vec![1, 2, 3]),
                (LogPath::Type(EventType::Login), vec![0, 2, 4, 5], vec![2]),
                (LogPath::Type(EventType::Signup), vec![], vec![]),
                (LogPath::User("auth0|one"), vec![0, 1, 4], vec![1]),
                (LogPath::User("auth0|nobody"), vec![], vec![]),
                (LogPath::User(""), vec![], vec![]),
            ] {
                for (span, places) in [(ALL, whole), (span, inner)] {
                    let mut expected: Vec<LogId> = places.iter().map(|place| ids[*place].clone()).collect();
                    for order in [LogOrder::OldestFirst, LogOrder::NewestFirst] {
                        let page = tx.log_page(&tenant_id(), path, span, order, 10).await?;
                        assert_eq!(page.into_iter().map(|entry| entry.id).collect::<Vec<_>>(), expected, "{path:?} {span:?} {order:?}");
                        assert_eq!(tx.log_ids(&tenant_id(), path, span, order, 10).await?, expected);
                        let first = tx.log_ids(&tenant_id(), path, span, order, 1).await?;
                        assert_eq!(first, expected.iter().take(1).cloned().collect::<Vec<_>>());
                        expected.reverse();
                    }
                    assert_eq!(tx.log_count(&tenant_id(), path, span, 10).await?, expected.len() as u64);
                    assert_eq!(tx.log_count(&tenant_id(), path, span, 1).await?, expected.len().min(1) as u64);
                }
            }
            let found = tx.log_find(&tenant_id(), &ids[3]).await?.unwrap();
            assert_eq!((found.at, found.event.kind), (at(3), EventType::WrongPassword));
            assert_eq!(tx.log_find(&TenantId::new("ten_another"), &ids[3]).await?, None);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn active_users_are_counted(db) {
        let db = db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (ada, zoe) = (user_id(), UserId::new("auth0|zoe"));
            assert!(tx.user_insert(&tenant_id(), &User { last_login_at: Some(NOW), ..user(&zoe, "zoe@example.com") }).await?);
            assert_eq!(tx.count_active_users(&tenant_id(), NOW, None, 1).await?, (0, Some(ada.clone())));
            assert_eq!(tx.count_active_users(&tenant_id(), NOW, Some(&ada), 1).await?, (1, Some(zoe.clone())));
            assert_eq!(tx.count_active_users(&tenant_id(), NOW, Some(&zoe), 1).await?, (0, None));
            assert_eq!(tx.count_active_users(&tenant_id(), NOW, None, 10).await?, (1, Some(zoe.clone())));
            assert_eq!(tx.count_active_users(&tenant_id(), at(1), None, 10).await?, (0, Some(zoe)));
            assert_eq!(tx.count_active_users(&TenantId::new("ten_other"), NOW, None, 10).await?, (0, None));
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }
}

/// What is long may be listed and counted only through an index that has it in its order.
#[tokio::test(flavor = "multi_thread")]
async fn no_listing_looks_through_the_log() {
    let db = crate::harness::Db::sqlite().await;
    let file = Connection::open(db.url.strip_prefix("sqlite://").unwrap()).unwrap();
    let mut seen = 0;
    for statement in ringfence_store::statements() {
        let name = statement.name();
        let by = match name {
            _ if name.ends_with("_BY_TYPE") && name.starts_with("LOG_") => {
                "log_events_by_type (tenant_id=? AND (type,log_id)>(?,?) AND (type,log_id)<(?,?))"
            }
            _ if name.ends_with("_BY_USER") && name.starts_with("LOG_") => {
                "log_events_by_user (tenant_id=? AND (user_id,log_id)>(?,?) AND (user_id,log_id)<(?,?))"
            }
            "LOG_PAGE_UP" | "LOG_PAGE_DOWN" | "LOG_IDS_UP" | "LOG_IDS_DOWN" | "LOG_COUNT" => {
                "PRIMARY KEY (tenant_id=? AND log_id>? AND log_id<?)"
            }
            "COUNT_ACTIVE_USERS" => "INDEX sqlite_autoindex_users_1 (tenant_id=? AND user_id>?)",
            _ => continue,
        };
        let mut plan = file.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sqlite())).unwrap();
        let nulls = vec![rusqlite::types::Null; plan.parameter_count()];
        let steps = plan.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        let steps = steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
        assert!(steps.contains(by) && !steps.contains("TEMP B-TREE"), "{name}:\n{steps}");
        seen += 1;
    }
    assert_eq!(seen, 16);
}
