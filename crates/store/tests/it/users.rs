//! Users: in which order they come, what a sign-in counts, what goes with them.

use std::time::{Duration, Instant};

use ringfence_core::browser::Browser;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, FamilyId, TenantId, TransactionId, UserId};
use ringfence_core::search::Query;
use ringfence_core::session::Session;
use ringfence_core::ticket::{Ticket, TicketOptions};
use ringfence_core::user::{DEFAULT_CONNECTION, Profile, User, UserBlock};
use ringfence_store::{Counted, Kept, RefreshToken, StoreError, Tx, UserKey, UserOrder, UserSpan, UserWindow};

use crate::fixtures::{challenge, phone, recovery, secs, tenant, tenant_id, transaction_id, user, user_id};
use crate::harness::{Db, NOW, on_both};

fn at(place: u64, id: &str, email: &str) -> User {
    User { created_at: NOW + secs(place), ..user(&UserId::new(id), email) }
}

async fn insert(db: &Db, users: Vec<User>) {
    let write = async move |tx: &mut Tx<'_>| {
        tx.tenant_insert(&tenant(&tenant_id())).await?;
        for user in &users {
            assert!(tx.user_insert(&tenant_id(), user).await?);
        }
        Ok::<_, StoreError>(())
    };
    db.store.tx(write).await.unwrap();
}

async fn window(db: &Db, order: UserOrder, span: UserSpan, after: Option<User>, limit: u32, skip: u32) -> Vec<User> {
    let read = async move |tx: &mut Tx<'_>| {
        tx.user_window(&tenant_id(), UserWindow { order, span: &span, after: after.as_ref(), limit, skip }).await
    };
    db.store.read(read).await.unwrap()
}

fn ids(users: &[User]) -> Vec<&str> {
    users.iter().map(|user| user.id.as_str()).collect()
}

async fn write<T: Send + 'static>(db: &Db, work: impl AsyncFn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static) -> T {
    db.store.tx(work).await.unwrap()
}

on_both! {
    async fn they_come_in_every_order_and_go_on_where_they_ended(db) {
        // Two of one moment; an address and an id that another locale than C would put elsewhere.
        insert(db, vec![at(2, "auth0|b", "B-x@example.com"), at(2, "auth0|a", "bx@example.com"), at(1, "auth0|C", "ab@example.com"),
            at(3, "auth0|d", "a_c@example.com")]).await;
        for (key, expected) in [
            (UserKey::CreatedAt, ["auth0|C", "auth0|a", "auth0|b", "auth0|d"]),
            (UserKey::Email, ["auth0|d", "auth0|C", "auth0|b", "auth0|a"]),
            (UserKey::Id, ["auth0|C", "auth0|a", "auth0|b", "auth0|d"]),
        ] {
            for descends in [false, true] {
                let order = UserOrder { key, descends };
                let mut expected = expected.to_vec();
                if descends {
                    expected.reverse();
                }
                let all = window(db, order, UserSpan::Everybody, None, 10, 0).await;
                assert_eq!(ids(&all), expected, "{order:?}");
                assert_eq!(ids(&window(db, order, UserSpan::Everybody, None, 2, 1).await), expected[1..3], "{order:?}");
                let rest = window(db, order, UserSpan::Everybody, Some(all[1].clone()), 10, 0).await;
                assert_eq!(ids(&rest), expected[2..], "{order:?}");
            }
        }
    }

    async fn a_stretch_of_an_order_has_two_ends(db) {
        insert(db, vec![at(1, "auth0|1", "ada@example.com"), at(2, "auth0|2", "ad@example.com"), at(3, "auth0|3", "adé@example.com"),
            at(4, "auth0|4", "bob@example.com")]).await;
        for descends in [false, true] {
            let span = UserSpan::Created(NOW + secs(2)..NOW + secs(4));
            let mut found = window(db, UserOrder { key: UserKey::CreatedAt, descends }, span, None, 10, 0).await;
            found.sort_by(|one, other| one.id.cmp(&other.id));
            assert_eq!(ids(&found), ["auth0|2", "auth0|3"]);
            let span = UserSpan::EmailPrefix("ad".into());
            let mut found = window(db, UserOrder { key: UserKey::Email, descends }, span, None, 10, 0).await;
            found.sort_by(|one, other| one.id.cmp(&other.id));
            assert_eq!(ids(&found), ["auth0|1", "auth0|2", "auth0|3"]);
        }
    }

    async fn an_address_may_be_in_two_connections(db) {
        let second = User { connection: "Second".into(), ..at(1, "auth0|2", "ada@example.com") };
        insert(db, vec![at(1, "auth0|1", "ada@example.com"), second]).await;
        let found = write(db, async |tx: &mut Tx<'_>| tx.users_of_address(&tenant_id(), "ada@example.com").await).await;
        assert_eq!(ids(&found), ["auth0|1", "auth0|2"]);
        assert_eq!(write(db, async |tx: &mut Tx<'_>| tx.users_of_address(&TenantId::new("ten_two"), "ada@example.com").await).await, []);
    }

    async fn a_change_is_kept_and_an_address_is_not_taken_from_another(db) {
        insert(db, vec![at(1, "auth0|1", "ada@example.com"), at(1, "auth0|2", "bob@example.com")]).await;
        let profile = Profile { username: Some("Ada".into()), name: Some("Ada L".into()), ..Profile::default() };
        let changed = User { email: "ADA@two.example".into(), email_verified: true, profile, is_blocked: true, updated_at: NOW + secs(9),
            password_set_at: Some(NOW + secs(9)), ..at(1, "auth0|1", "") };
        let inner = changed.clone();
        assert!(write(db, async move |tx: &mut Tx<'_>| tx.user_update(&tenant_id(), &inner).await).await);
        let found = write(db, async |tx: &mut Tx<'_>| tx.user_find_by_username(&tenant_id(), DEFAULT_CONNECTION, "ADA").await).await;
        assert_eq!(found, Some(User { email: "ada@two.example".into(), ..changed.clone() }));
        for taken in [User { email: "bob@example.com".into(), ..changed.clone() }, changed.clone()] {
            let taken = if taken == changed { User { id: UserId::new("auth0|2"), ..taken } } else { taken };
            let refused = db.store.tx(async move |tx: &mut Tx<'_>| tx.user_update(&tenant_id(), &taken).await).await;
            assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        }
    }

    async fn a_sign_in_is_counted_unless_the_user_is_blocked_or_another(db) {
        db.with_user().await;
        let found = write(db, async |tx: &mut Tx<'_>| tx.user_find(&tenant_id(), &user_id()).await).await.unwrap();
        let sign_in_as = async |user: User| {
            write(db, async move |tx: &mut Tx<'_>| tx.user_signed_in(&tenant_id(), &user, "203.0.113.7", NOW + secs(5)).await).await
        };
        let sign_in = async || sign_in_as(found.clone()).await;
        assert!(sign_in().await && sign_in().await);
        let known = write(db, async |tx: &mut Tx<'_>| tx.user_find(&tenant_id(), &user_id()).await).await.unwrap();
        assert_eq!((known.logins_count, known.last_login_at, known.last_ip.as_deref()), (2, Some(NOW + secs(5)), Some("203.0.113.7")));
        let blocked = User { is_blocked: true, ..known };
        assert!(write(db, async move |tx: &mut Tx<'_>| tx.user_update(&tenant_id(), &blocked).await).await);
        assert!(!sign_in().await);
        // What was shown before a new password, and what was shown after it.
        let anew = User { password_set_at: Some(NOW + secs(1)), ..found.clone() };
        let inner = anew.clone();
        let set_anew = async move |tx: &mut Tx<'_>| {
            tx.user_proofs_end(&tenant_id(), &user_id(), Kept::Nothing, NOW + secs(1)).await?;
            tx.user_update(&tenant_id(), &inner).await
        };
        assert!(write(db, set_anew).await);
        let anew = User { proofs_from: NOW + secs(1), ..anew };
        assert!(!sign_in().await && sign_in_as(anew.clone()).await);
        // Somebody else under the same id.
        let later = User { created_at: NOW + secs(2), proofs_from: NOW + secs(2), ..found.clone() };
        let inner = later.clone();
        let replaced = async move |tx: &mut Tx<'_>| {
            tx.user_delete(&tenant_id(), &user_id(), NOW).await?;
            tx.user_insert(&tenant_id(), &inner).await
        };
        assert!(write(db, replaced).await);
        assert!(!sign_in().await && !sign_in_as(anew).await && sign_in_as(later).await);
        let known = write(db, async |tx: &mut Tx<'_>| tx.user_find(&tenant_id(), &user_id()).await).await.unwrap();
        assert_eq!(known.logins_count, found.logins_count + 1);
        assert!(!sign_in_as(User { id: UserId::new("auth0|none"), ..found.clone() }).await);
    }

    async fn the_mark_of_a_users_proofs_never_comes_twice(db) {
        db.with_user().await;
        let session = |hash: u8| Session { hash: [hash; 32], user: user_id(), signed_in_at: NOW, since: NOW, second_factor: None,
            created_at: NOW, seen_at: NOW, expires_at: NOW + secs(60) };
        let ended = write(db, async move |tx: &mut Tx<'_>| {
            let (tenant, user, transaction) = (tenant_id(), user_id(), TransactionId::new("txn_1"));
            tx.session_insert(&tenant, &session(1)).await?;
            tx.session_insert(&tenant, &session(2)).await?;
            let mut marks = Vec::new();
            // The clock of another node may be behind.
            for (kept, now) in [
                (Kept::Nothing, NOW),
                (Kept::Transaction(&transaction), NOW - secs(5)),
                (Kept::Session(&[2; 32]), NOW - secs(5)),
            ] {
                tx.session_insert(&tenant, &session(3)).await?;
                if let Kept::Session(_) = kept {
                    tx.session_insert(&tenant, &session(2)).await?;
                }
                tx.user_proofs_end(&tenant, &user, kept, now).await?;
                let user = tx.user_find(&tenant, &user).await?.expect("they exist");
                marks.push((user.proofs_from, user.proofs_kept));
            }
            let left = [tx.session_find(&tenant, &[1; 32]).await?, tx.session_find(&tenant, &[2; 32]).await?, tx.session_find(&tenant, &[3; 32]).await?];
            Ok::<_, StoreError>((marks, left))
        }).await;
        let mark = |micros: u64| NOW + Duration::from_micros(micros);
        assert_eq!(ended.0, [(mark(1), None), (mark(2), Some(TransactionId::new("txn_1"))), (mark(3), None)]);
        assert_eq!(ended.1, [None, Some(Session { since: mark(3), ..session(2) }), None], "the one that is kept goes on under the new mark");
    }

    async fn everything_goes_with_a_user_and_with_nobody_else(db) {
        db.with_user().await;
        let other = UserId::new("auth0|two");
        let fill = async move |tx: &mut Tx<'_>| {
            let tenant = tenant_id();
            assert!(tx.user_insert(&tenant, &user(&other, "bob@example.com")).await?);
            for (user, mark) in [(user_id(), 1), (other.clone(), 2)] {
                let session = Session { hash: [mark; 32], user: user.clone(), signed_in_at: NOW, since: NOW, second_factor: None, created_at: NOW,
                    seen_at: NOW, expires_at: NOW + secs(60) };
                tx.session_insert(&tenant, &session).await?;
                let token = RefreshToken { hash: [mark; 32], family: FamilyId::new("fam"), client: ClientId::new("c"), user: user.clone(),
                    scope: String::new(), audience: None, proof: None, created_at: NOW, expires_at: NOW + secs(60), used_at: None };
                tx.refresh_token_insert(&tenant, &token).await?;
                let browser = Browser { hash: [mark; 32], ip: String::new(), country: None, first_seen_at: NOW, last_seen_at: NOW,
                    remembered_until: None };
                tx.browser_seen(&tenant, &user, &browser).await?;
                let ticket = Ticket { hash: [mark; 32], user: user.clone(), options: TicketOptions::default(), created_at: NOW,
                    expires_at: NOW + secs(60), used_at: None };
                tx.ticket_insert(&tenant, &ticket).await?;
            }
            tx.authenticator_insert(&tenant, &phone("dev_one"), None).await?;
            tx.authenticator_insert(&tenant, &recovery("dev_two", Some(NOW)), Some(&[1; 32])).await?;
            tx.challenge_insert(&tenant, &challenge("cha_one")).await?;
            Ok(())
        };
        write(db, fill).await;
        let delete = async |tx: &mut Tx<'_>| tx.user_delete(&tenant_id(), &user_id(), NOW).await;
        assert!(write(db, delete).await);
        assert!(!write(db, delete).await);
        let look = async |tx: &mut Tx<'_>| {
            let tenant = tenant_id();
            assert_eq!(tx.count_find(&tenant, Counted::Users).await?, 1);
            assert_eq!(tx.user_find(&tenant, &user_id()).await?, None);
            assert!(tx.authenticator_list(&tenant, &user_id()).await?.is_empty());
            assert!(tx.challenges_open(&tenant, &transaction_id()).await?.is_empty());
            for (mark, is_there) in [(1, false), (2, true)] {
                assert_eq!(tx.session_find(&tenant, &[mark; 32]).await?.is_some(), is_there);
                assert_eq!(tx.refresh_token_find(&tenant, &[mark; 32]).await?.is_some(), is_there);
                assert_eq!(tx.ticket_find(&tenant, &[mark; 32]).await?.is_some(), is_there);
            }
            assert!(tx.browser_latest(&tenant, &user_id()).await?.is_none());
            Ok::<_, StoreError>(())
        };
        db.store.read(look).await.unwrap();
    }

    async fn who_has_a_factor_is_asked_for_many_at_once(db) {
        let users: Vec<User> = (0..25).map(|place| at(place, &format!("auth0|{place}"), &format!("{place}@example.com"))).collect();
        let all: Vec<UserId> = users.iter().map(|user| user.id.clone()).collect();
        insert(db, users).await;
        let bound = async |tx: &mut Tx<'_>| {
            for (place, confirmed) in [(3, true), (11, false), (24, true)] {
                let mut one = phone(&format!("dev_{place}"));
                one.user = UserId::new(format!("auth0|{place}"));
                one.confirmed_at = confirmed.then_some(NOW);
                tx.authenticator_insert(&tenant_id(), &one, None).await?;
            }
            let code = ringfence_core::authenticator::Authenticator { user: UserId::new("auth0|5"), ..recovery("dev_5", Some(NOW)) };
            tx.authenticator_insert(&tenant_id(), &code, Some(&[1; 32])).await
        };
        write(db, bound).await;
        let mut found = write(db, async move |tx: &mut Tx<'_>| tx.users_with_factor(&tenant_id(), &all).await).await;
        found.sort();
        assert_eq!(found, ["auth0|24", "auth0|3"].map(UserId::new));
    }

    async fn a_block_is_listed_and_taken_away(db) {
        db.with_user().await;
        let block = |connection: &str, ip: Option<&str>| UserBlock {
            identifier: "ada@example.com".into(),
            ip: ip.map(str::to_owned),
            connection: connection.into(),
        };
        let address = Some("203.0.113.7");
        let blocks = vec![block(DEFAULT_CONNECTION, None), block(DEFAULT_CONNECTION, address), block("staff", address)];
        let inner = blocks.clone();
        let put = async move |tx: &mut Tx<'_>| {
            for block in inner.iter().chain(&inner) {
                tx.user_block_put(&tenant_id(), block, NOW).await?;
            }
            Ok(())
        };
        write(db, put).await;
        let list = async |within: Option<&'static str>| {
            write(db, async move |tx: &mut Tx<'_>| tx.user_block_list(&tenant_id(), "ada@example.com", within).await).await
        };
        let lift = async |within: Option<&'static str>| {
            write(db, async move |tx: &mut Tx<'_>| tx.user_blocks_delete(&tenant_id(), "ada@example.com", within).await).await
        };
        assert_eq!((list(None).await, list(Some("staff")).await), (blocks.clone(), blocks[2..].to_vec()));
        assert_eq!(lift(Some(DEFAULT_CONNECTION)).await, 2);
        assert_eq!(list(None).await, blocks[2..], "one name in two connections is two people's");
        assert_eq!((lift(None).await, list(None).await), (1, vec![]));
    }
}

/// What a page costs among a million: `cargo test -p ringfence-store --release -- --ignored --nocapture a_page_among_a_million`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "fills a million users, and measures"]
async fn a_page_among_a_million() {
    let db = Db::sqlite().await;
    insert(&db, Vec::new()).await;
    let begun = Instant::now();
    for chunk in 0..200_u64 {
        let fill = async move |tx: &mut Tx<'_>| {
            for place in chunk * 5_000..(chunk + 1) * 5_000 {
                // Ids are drawn at random, addresses are in no order either.
                let mark = place.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let profile = Profile { name: Some(format!("Person {place}")), ..Profile::default() };
                let id = UserId::new(format!("auth0|{mark:016x}{place:08x}"));
                let created_at = Timestamp::from_micros(NOW.as_micros() + i64::try_from(place).unwrap_or(0));
                let new = User { profile, created_at, ..user(&id, &format!("p{mark:x}@example.com")) };
                assert!(tx.user_insert(&tenant_id(), &new).await?);
            }
            Ok(())
        };
        write(&db, fill).await;
    }
    println!("filled in {:?}", begun.elapsed());
    for (key, span, skip) in [
        (UserKey::CreatedAt, UserSpan::Everybody, 0),
        (UserKey::CreatedAt, UserSpan::Everybody, 950),
        (UserKey::Email, UserSpan::Everybody, 950),
        (UserKey::Id, UserSpan::Everybody, 950),
        (UserKey::Email, UserSpan::EmailPrefix("p7f".into()), 0),
    ] {
        for descends in [false, true] {
            let order = UserOrder { key, descends };
            let begun = Instant::now();
            let (mut found, rounds) = (Vec::new(), 100);
            for _ in 0..rounds {
                let span = span.clone();
                let read = async move |tx: &mut Tx<'_>| {
                    let page = tx.user_window(&tenant_id(), UserWindow { order, span: &span, after: None, limit: 50, skip }).await?;
                    let ids: Vec<UserId> = page.iter().map(|user| user.id.clone()).collect();
                    tx.users_with_factor(&tenant_id(), &ids).await?;
                    tx.count_find(&tenant_id(), Counted::Users).await?;
                    Ok::<_, StoreError>(page)
                };
                found = db.store.read(read).await.unwrap();
            }
            println!("{order:?} {span:?} from {skip}: {:?} a page of {}", begun.elapsed() / rounds, found.len());
            assert_eq!(found.len(), 50);
        }
    }
    // What a search costs that no index answers.
    let query = Query::parse("app_metadata.plan:gold OR name:nobody").unwrap();
    let (begun, order, mut after) = (Instant::now(), UserOrder { key: UserKey::CreatedAt, descends: false }, None);
    for _ in 0..400 {
        let users = window(&db, order, UserSpan::Everybody, after, 500, 0).await;
        assert!(!users.iter().any(|user| query.matches(user)));
        after = users.last().cloned();
    }
    println!("200,000 users looked at in {:?}", begun.elapsed());
}
