//! What goes in comes out, in its own tenant and in no other.

use std::time::Duration;

use ringfence_core::authenticator::Kind;
use ringfence_core::challenge::{CODE_LIFETIME, NewChallenge};
use ringfence_core::client::{ApiSettings, Client, ClientGrant, ClientSettings, ResourceServer, StoredGrant};
use ringfence_core::clock::{Dice, Timestamp};
use ringfence_core::event::{EventType, LogEvent, log_id};
use ringfence_core::id::{
    ChallengeId, ClientGrantId, ClientId, DeviceId, FamilyId, KeyId, ResourceServerId, TenantId, TransactionId, UserId,
};
use ringfence_core::proof::{Proof, SecondFactor};
use ringfence_core::secret::{DataKey, KeyPurpose, MasterKey, Secret};
use ringfence_core::tenant::{CredentialsStatus, Domain, TenantSettings, TwilioConfig};
use ringfence_core::user::DEFAULT_CONNECTION;
use ringfence_store::{LogOrder, LogPath, LogSpan, RefreshToken, StoreError, Tx};

use crate::fixtures::{challenge, number, phone, recovery, secs, tenant, tenant_id, transaction_id, user, user_id};
use crate::harness::{NOW, Seeded, on_both};

fn other() -> TenantId {
    TenantId::new("ten_other")
}

fn twilio(token: &str) -> TwilioConfig {
    TwilioConfig { sid: Some("AC1".into()), auth_token: Some(Secret::new(token)), ..TwilioConfig::default() }
}

on_both! {
    async fn tenants_and_their_domains(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            assert!(tx.tenant_insert(&tenant(&tenant_id())).await?);
            assert!(!tx.tenant_insert(&tenant(&tenant_id())).await?, "the name is taken");
            assert!(tx.tenant_insert(&tenant(&other())).await?);
            let settings = TenantSettings { friendly_name: "Changed".into(), ..TenantSettings::default() };
            assert!(tx.tenant_update_settings(&tenant_id(), &settings, NOW).await?);
            let found = tx.tenant_find_by_name("ten_one").await?.unwrap();
            assert_eq!((found.settings, found.twilio), (settings, TwilioConfig::default()));
            assert_eq!(tx.tenant_list().await?.len(), 2);

            let domain = Domain { host: "login.example.com".into(), issuer: "https://login.example.com/".into() };
            assert!(tx.domain_insert(&tenant_id(), &domain).await?);
            assert!(!tx.domain_insert(&other(), &domain).await?, "a host belongs to one tenant");
            assert_eq!(tx.domain_find("login.example.com").await?, Some((tenant_id(), domain.clone())));
            assert_eq!(tx.domain_find("example.com").await?, None);
            assert_eq!((tx.domain_list(&tenant_id()).await?, tx.domain_list(&other()).await?), (vec![domain], vec![]));
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn a_probe_judges_only_the_credentials_it_probed(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            assert!(tx.tenant_set_twilio(&tenant_id(), &twilio("one"), NOW, true).await?);
            assert_eq!(tx.tenants_with_probe_due(NOW, 10).await?, [tenant_id()]);
            assert!(tx.tenant_set_twilio(&tenant_id(), &twilio("two"), NOW + secs(1), true).await?);
            assert!(!tx.tenant_twilio_status_set(&tenant_id(), &twilio("one"), CredentialsStatus::Wrong, NOW).await?);
            assert_eq!(tx.tenants_with_probe_due(NOW + secs(1), 10).await?, [tenant_id()]);
            assert!(tx.tenant_twilio_status_set(&tenant_id(), &twilio("two"), CredentialsStatus::Live, NOW).await?);
            assert!(tx.tenants_with_probe_due(NOW + secs(1000), 10).await?.is_empty());
            let expected = TwilioConfig { status: CredentialsStatus::Live, ..twilio("two") };
            assert_eq!(tx.tenant_find(&tenant_id()).await?.unwrap().twilio, expected);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn keys_come_back_opened(db) {
        db.with_user().await;
        let (master, _) = MasterKey::generate(&Seeded::default());
        let key = |purpose| DataKey::generate(&master, purpose, NOW, NOW + secs(1), &Seeded::default());
        let (seal, mut hash) = (key(KeyPurpose::Seal), key(KeyPurpose::Hash));
        hash.id = KeyId::new("another");
        let outcome = db.store.tx(async move |tx: &mut Tx<'_>| {
            tx.data_key_insert(&seal).await?;
            tx.data_key_insert(&hash).await?;
            let moved = DataKey { wrapped: b"under another master key".to_vec(), ..seal.clone() };
            tx.data_key_rewrap(&moved).await?;
            assert!(tx.data_key_list_locked().await?.contains(&moved) && tx.data_key_list_shared().await?.contains(&hash));
            tx.data_key_rewrap(&seal).await?;
            let mut found = tx.data_key_list().await?;
            found.sort_by_key(|key| key.purpose != KeyPurpose::Seal);
            let ids = |keys: &[DataKey]| keys.iter().map(|key| (key.id.clone(), key.wrapped.clone(), key.activates_at)).collect::<Vec<_>>();
            assert_eq!(ids(&found), ids(&[seal.clone(), hash.clone()]));

            tx.signing_key_insert(&tenant_id(), &KeyId::new("old"), b"der one", NOW, NOW).await?;
            tx.signing_key_insert(&tenant_id(), &KeyId::new("new"), b"der two", NOW, NOW + secs(60)).await?;
            let keys = tx.signing_key_list(&tenant_id()).await?;
            assert_eq!(keys.iter().map(|key| (key.id.as_str(), key.pkcs8.as_slice())).collect::<Vec<_>>(), [("new", b"der two".as_slice()), ("old", b"der one")]);
            assert!(tx.signing_key_delete(&tenant_id(), &KeyId::new("old")).await?);
            assert!(!tx.signing_key_delete(&other(), &KeyId::new("new")).await?);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn clients_grants_and_apis(db) {
        db.with_user().await;
        let client = Client {
            tenant: tenant_id(),
            id: ClientId::new("client"),
            secret: Some(Secret::new("hush")),
            settings: ClientSettings { name: "App".into(), ..ClientSettings::default() },
            created_at: NOW,
        };
        let public = Client { id: ClientId::new("public"), secret: None, created_at: NOW + secs(1), ..client.clone() };
        let api = ResourceServer {
            id: ResourceServerId::new("00"), identifier: "https://api/".into(), name: "API".into(), scopes: vec!["read".into()],
            token_lifetime: secs(86_400), settings: ApiSettings::default(),
        };
        let outcome = db.store.tx(async move |tx: &mut Tx<'_>| {
            assert!(tx.client_insert(&client).await? && tx.client_insert(&public).await?);
            assert!(!tx.client_insert(&client).await?);
            assert_eq!(tx.client_list(&tenant_id()).await?, [client.clone(), public.clone()]);
            assert_eq!(tx.client_find(&tenant_id(), &client.id).await?, Some(client.clone()));
            assert_eq!(tx.client_find(&other(), &client.id).await?, None);

            let changed = ClientSettings { name: "Other".into(), ..ClientSettings::default() };
            assert!(tx.client_update(&tenant_id(), &public.id, &changed).await?);
            assert!(!tx.client_update(&other(), &public.id, &ClientSettings::default()).await?);
            let expected = [client.clone(), Client { settings: changed, ..public.clone() }];
            assert_eq!(tx.client_list(&tenant_id()).await?, expected, "neither another's settings nor a secret have changed");

            for scopes in [vec![], vec!["read:users".to_owned()]] {
                let grant = ClientGrant { client_id: client.id.clone(), audience: ClientGrant::MANAGEMENT.into(), scopes };
                let stored = StoredGrant { id: ClientGrantId::new("cgr_1"), grant: grant.clone() };
                tx.client_grant_upsert(&tenant_id(), &stored, NOW).await?;
                assert_eq!(tx.client_grant_find(&tenant_id(), &client.id, ClientGrant::MANAGEMENT).await?, Some(grant));
            }
            assert_eq!(tx.client_grant_find(&tenant_id(), &public.id, ClientGrant::MANAGEMENT).await?, None);

            assert!(tx.resource_server_insert(&tenant_id(), &api, NOW).await?);
            assert!(!tx.resource_server_insert(&tenant_id(), &api, NOW).await?);
            assert_eq!(tx.resource_server_find(&tenant_id(), "https://api/").await?, Some(api.clone()));
            assert_eq!((tx.resource_server_list(&tenant_id()).await?, tx.resource_server_list(&other()).await?), (vec![api.clone()], vec![]));
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn users_by_what_they_type(db) {
        db.with_user().await;
        let mut named = user(&UserId::new("auth0|two"), "Grace@Example.com ");
        named.profile.username = Some("Grace".into());
        let outcome = db.store.tx(async move |tx: &mut Tx<'_>| {
            assert!(tx.user_insert(&tenant_id(), &named).await?);
            assert!(!tx.user_insert(&tenant_id(), &user(&UserId::new("auth0|three"), "grace@example.com")).await?, "the address is taken");
            let found = tx.user_find_by_login(&tenant_id(), DEFAULT_CONNECTION, "GRACE").await?.unwrap();
            assert_eq!((found.id.as_str(), found.email.as_str()), ("auth0|two", "grace@example.com"));
            assert_eq!(tx.user_find_by_login(&tenant_id(), DEFAULT_CONNECTION, "grace@EXAMPLE.com").await?, Some(found.clone()));
            assert_eq!(tx.user_find_by_email(&tenant_id(), DEFAULT_CONNECTION, "grace").await?, None);
            assert_eq!(tx.user_find_by_email(&tenant_id(), "another", "grace@example.com").await?, None);
            assert_eq!(tx.user_find(&other(), &found.id).await?, None);
            let locked = tx.user_find_locked(&tenant_id(), &found.id).await?.unwrap();
            assert_eq!(tx.user_list(&tenant_id(), Some(&user_id()), 10).await?, [locked]);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn authenticators_from_begun_to_removed(db) {
        db.with_user().await;
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, user, device) = (tenant_id(), user_id(), DeviceId::new("dev_one"));
            tx.authenticator_insert(&tenant, &phone("dev_one"), None).await?;
            tx.authenticator_insert(&tenant, &phone("dev_two"), None).await?;
            assert_eq!(tx.users_with_phone_count(&tenant, &number()).await?, 0, "nobody has confirmed it");
            assert_eq!(tx.authenticators_delete_pending(&tenant, &user, Some(&device)).await?, 1);
            assert!(tx.authenticator_confirm(&tenant, &user, &device, NOW + secs(1)).await?);
            assert!(!tx.authenticator_confirm(&tenant, &user, &device, NOW + secs(2)).await?);
            assert!(tx.authenticator_touch(&tenant, &user, &device, NOW + secs(3)).await?);
            let found = tx.authenticator_find(&tenant, &user, &device).await?.unwrap();
            assert_eq!((found.confirmed_at, found.last_used_at, found.phone_number()), (Some(NOW + secs(1)), Some(NOW + secs(3)), Some(&number())));
            assert_eq!(tx.users_with_phone_count(&tenant, &number()).await?, 1);
            assert_eq!(tx.users_with_phone_count(&other(), &number()).await?, 0);
            assert_eq!(tx.authenticator_find(&tenant, &UserId::new("auth0|x"), &device).await?, None, "somebody else's");

            tx.authenticator_insert(&tenant, &recovery("dev_rec", None), Some(&[1; 32])).await?;
            let kept = tx.recovery_hash_find(&tenant, &user).await?.unwrap();
            assert_eq!((kept.device.as_str(), kept.hash, kept.is_confirmed), ("dev_rec", [1; 32], false));
            assert!(!tx.recovery_code_take(&tenant, &user, &[1; 32], &[2; 32], NOW).await?, "not confirmed");
            tx.authenticator_insert(&tenant, &recovery("dev_rec2", Some(NOW)), Some(&[3; 32])).await?;
            assert_eq!(tx.recovery_hash_find(&tenant, &user).await?.unwrap().device.as_str(), "dev_rec2", "the confirmed one");
            assert!(!tx.recovery_code_take(&tenant, &user, &[1; 32], &[2; 32], NOW).await?, "still not confirmed");
            assert!(tx.recovery_code_take(&tenant, &user, &[3; 32], &[4; 32], NOW).await?);
            assert_eq!(tx.recovery_hash_find(&tenant, &user).await?.unwrap().hash, [4; 32]);
            let kinds: Vec<_> = tx.authenticator_list(&tenant, &user).await?.into_iter().map(|found| found.kind).collect();
            assert_eq!(kinds, [phone("dev_one").kind, Kind::RecoveryCode, Kind::RecoveryCode]);

            assert!(tx.authenticator_delete(&tenant, &user, &device).await?);
            assert!(!tx.authenticator_delete(&tenant, &user, &device).await?);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn challenges_stay_open_until_used(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let (tenant, transaction) = (tenant_id(), transaction_id());
            tx.challenge_insert(&tenant, &challenge("cha_one")).await?;
            let open = tx.challenges_open(&tenant, &transaction).await?;
            let expected = challenge("cha_one");
            assert_eq!((&open[0].id, open[0].code_hash, open[0].expires_at, open[0].action), (&expected.id, [7; 32], expected.expires_at, expected.action));
            assert!(tx.challenges_open(&other(), &transaction).await?.is_empty());
            assert_eq!(tx.challenges_expire_open(&tenant, &transaction, NOW + secs(1)).await?, 1);
            assert_eq!(tx.challenges_open(&tenant, &transaction).await?[0].expires_at, NOW + secs(1), "expired ones are open still");
            tx.challenge_insert(&tenant, &NewChallenge { device: DeviceId::new("dev_two"), ..challenge("cha_two") }).await?;
            assert_eq!(tx.challenge_answered(&tenant, &transaction).await?, None);
            assert_eq!(tx.challenges_use_all(&tenant, &transaction, &ChallengeId::new("cha_two"), NOW).await?.len(), 2);
            assert!(tx.challenges_open(&tenant, &transaction).await?.is_empty());
            let answered = SecondFactor { at: NOW, device: DeviceId::new("dev_two") };
            assert_eq!(tx.challenge_answered(&tenant, &transaction).await?, Some(answered), "not the other one that it used up");
            assert_eq!(tx.challenge_answered(&other(), &transaction).await?, None);
            assert_eq!(tx.challenge_sweep(NOW, 10).await?, 0);
            assert_eq!(tx.challenge_sweep(NOW + secs(1), 10).await?, 2);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    /// Random sequences of drawing, using, overwriting and waiting, against a list that says what must be open.
    async fn the_three_newest_codes_are_open_whatever_happened(db) {
        let dice: &dyn Dice = &Seeded::default();
        for run in 0..60 {
            let transaction = TransactionId::new(format!("txn_{run}"));
            let (mut model, mut now): (Vec<(String, Timestamp)>, _) = (Vec::new(), NOW);
            for step in 0..20 {
                let id = format!("cha_{run}_{step:02}");
                now = now + secs(u64::from(dice.draw(b"0123456789", 2).parse::<u32>().unwrap()));
                let choice = dice.draw(b"0123456789", 1);
                let (inner, drawn, at) = (transaction.clone(), id.clone(), now);
                let what = choice.clone();
                let open = db.store.tx(async move |tx: &mut Tx<'_>| {
                    match what.as_str() {
                        "0" => drop(tx.challenges_use_all(&tenant_id(), &inner, &ChallengeId::new(drawn.clone()), at).await?),
                        "1" => drop(tx.challenges_expire_open(&tenant_id(), &inner, at).await?),
                        _ => {
                            let new = challenge(&drawn);
                            let new = NewChallenge { transaction: inner.clone(), created_at: at, expires_at: at + CODE_LIFETIME, ..new };
                            tx.challenge_insert(&tenant_id(), &new).await?;
                        }
                    }
                    tx.challenges_open(&tenant_id(), &inner).await
                }).await.unwrap();
                match choice.as_str() {
                    "0" => model.clear(),
                    "1" => model.iter_mut().for_each(|(_, expires_at)| *expires_at = now.min(*expires_at)),
                    _ => model.push((id, now + CODE_LIFETIME)),
                }
                let expected: Vec<_> = model.iter().rev().take(3).cloned().collect();
                let found: Vec<_> = open.iter().map(|one| (one.id.as_str().to_owned(), one.expires_at)).collect();
                assert_eq!(found, expected, "run {run}, step {step}");
            }
        }
    }

    async fn refresh_tokens_are_used_once_and_die_as_families(db) {
        let token = |hash: u8, family: &str| RefreshToken {
            hash: [hash; 32],
            family: FamilyId::new(family),
            client: ClientId::new("client"),
            user: user_id(),
            scope: "openid offline_access".into(),
            audience: None,
            proof: Some(Proof { since: NOW, second: Some(SecondFactor { at: NOW, device: DeviceId::new("dev_one") }), transaction: None }),
            created_at: NOW,
            expires_at: NOW + Duration::from_secs(3600),
            used_at: None,
        };
        let outcome = db.store.tx(async move |tx: &mut Tx<'_>| {
            for (hash, family) in [(1, "fam_one"), (2, "fam_one"), (3, "fam_two")] {
                tx.refresh_token_insert(&tenant_id(), &token(hash, family)).await?;
            }
            assert_eq!(tx.refresh_token_find(&tenant_id(), &[1; 32]).await?, Some(token(1, "fam_one")));
            assert_eq!(tx.refresh_token_find(&other(), &[1; 32]).await?, None);
            assert!(tx.refresh_token_use(&tenant_id(), &[1; 32], NOW).await?);
            assert!(!tx.refresh_token_use(&tenant_id(), &[1; 32], NOW).await?);
            assert_eq!(tx.refresh_token_find(&tenant_id(), &[1; 32]).await?.unwrap().used_at, Some(NOW));
            assert_eq!(tx.refresh_token_family_delete(&tenant_id(), &FamilyId::new("fam_one")).await?, 2);
            assert_eq!(tx.refresh_tokens_delete_by_user(&tenant_id(), &user_id()).await?, 1);
            assert_eq!(tx.refresh_token_sweep(NOW, 10).await?, 0);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }

    async fn log_lines_newest_first(db) {
        let outcome = db.store.tx(async |tx: &mut Tx<'_>| {
            let dice = Seeded::default();
            for (kind, second) in [(EventType::StartAuth, 0), (EventType::SendSms, 1), (EventType::AuthSucceed, 2)] {
                let at = NOW + secs(second);
                tx.log_insert(&tenant_id(), &log_id(at, 0, &dice), at, &LogEvent { user_id: "auth0|one".into(), ..LogEvent::new(kind) }).await?;
            }
            let kinds = |lines: Vec<ringfence_store::LogEntry>| lines.into_iter().map(|line| line.event.kind).collect::<Vec<_>>();
            assert_eq!(kinds(tx.log_list(&tenant_id(), 2).await?), [EventType::AuthSucceed, EventType::SendSms]);
            let all = LogSpan { after: "", before: "a" };
            let sent = tx.log_page(&tenant_id(), LogPath::Type(EventType::SendSms), all, LogOrder::NewestFirst, 10).await?;
            assert_eq!((sent[0].at, sent[0].event.user_id.as_str()), (NOW + secs(1), "auth0|one"));
            assert!(tx.log_list(&other(), 10).await?.is_empty());
            assert_eq!(tx.log_sweep(&tenant_id(), NOW + secs(2), 1).await?, 1);
            assert_eq!(tx.log_sweep(&tenant_id(), NOW + secs(2), 10).await?, 1);
            assert_eq!(kinds(tx.log_list(&tenant_id(), 10).await?), [EventType::AuthSucceed]);
            Ok::<_, StoreError>(())
        }).await;
        outcome.unwrap();
    }
}
