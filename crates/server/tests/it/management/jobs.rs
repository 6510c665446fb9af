//! `/jobs`: users on their way in and out, and mails to confirm an address.

use std::fmt::Write as _;
use std::time::Duration;

use ringfence_core::id::{JobId, UserId};
use ringfence_core::job::{Job, JobSettings, JobState, Progress};
use ringfence_store::Tx;
use serde_json::{Value, json};

use crate::harness::{Answer, Call, TestApp, hours, mins, on_both, on_both_with, secs, with_credentials};

mod hashes;
mod upsert;

const BOUNDARY: &str = "x-boundary-x";
const KIND: &str = "multipart/form-data; boundary=x-boundary-x";

fn form(parts: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in parts {
        let file = if *name == "users" { "; filename=\"users.json\"\r\nContent-Type: application/json" } else { "" };
        write!(body, "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n").unwrap();
    }
    body + &format!("--{BOUNDARY}--\r\n")
}

async fn connection(app: &TestApp) -> String {
    app.api("GET", "/connections", Value::Null).await.body[0]["id"].as_str().expect("an id").to_owned()
}

async fn send(app: &TestApp, body: impl Into<Vec<u8>>) -> Answer {
    let token = app.management_token("").await;
    app.send(Call::post("/api/v2/jobs/users-imports").bearer(&token).body(KIND, body)).await
}

async fn import(app: &TestApp, users: &str, more: &[(&str, &str)]) -> Answer {
    let place = connection(app).await;
    let mut parts = vec![("users", users), ("connection_id", place.as_str())];
    parts.extend(more);
    send(app, form(&parts)).await
}

async fn ended(app: &TestApp, id: &str) -> Value {
    app.eventually("the job ends", async || {
        let job = app.api("GET", &format!("/jobs/{id}"), Value::Null).await;
        matches!(job.body["status"].as_str(), Some("completed" | "failed"))
    })
    .await;
    app.api("GET", &format!("/jobs/{id}"), Value::Null).await.body
}

pub(crate) async fn imported(app: &TestApp, users: &str, more: &[(&str, &str)]) -> Value {
    let begun = import(app, users, more).await;
    assert_eq!(begun.status, 202, "{}", begun.body);
    ended(app, begun.body["id"].as_str().expect("an id")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn users_come_in_with_their_passwords_and_factors() {
    on_both(async |app: &TestApp| {
        // bcrypt of "abc", from OpenBSD's test suite; SHA-256 of "abc", from FIPS 180.
        let users = json!([
            { "email": "Ada@example.com", "email_verified": true, "user_id": "ada", "name": "Ada", "user_metadata": { "plan": "gold" },
              "password_hash": "$2a$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm" },
            { "email": "bob@example.com", "username": "Bob", "custom_password_hash": { "algorithm": "sha256",
              "hash": { "value": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "encoding": "hex" } },
              "mfa_factors": [{ "phone": { "value": "+447700900123" } }, { "totp": { "secret": "JBSWY3DPEHPK3PXPJBSWY3DP" } }] },
        ]);
        let begun = import(app, &users.to_string(), &[("external_id", "from there"), ("send_completion_email", "false")]).await;
        assert_eq!(begun.status, 202, "{}", begun.body);
        for (field, value) in [("status", json!("pending")), ("type", json!("users_import")), ("external_id", json!("from there"))] {
            assert_eq!(begun.body[field], value, "{}", begun.body);
        }
        let job = ended(app, begun.body["id"].as_str().unwrap()).await;
        assert_eq!(job["summary"], json!({ "failed": 0, "updated": 0, "inserted": 2, "total": 2 }), "{job}");
        assert_eq!((&job["status"], &job["percentage_done"]), (&json!("completed"), &json!(100)));
        let none = app.api("GET", &format!("/jobs/{}/errors", job["id"].as_str().unwrap()), Value::Null).await;
        assert_eq!((none.status, none.body), (204, Value::Null));
        let ada = app.api("GET", "/users/auth0%7Cada", Value::Null).await;
        assert_eq!((&ada.body["email"], &ada.body["user_metadata"]["plan"]), (&json!("ada@example.com"), &json!("gold")), "{}", ada.body);
        let page = app.api("GET", "/users?include_totals=true", Value::Null).await;
        assert_eq!(page.body["total"], 2);
        assert_eq!(app.logged("sapi").await.description.as_deref(), Some("Begin an import of users"));

        // The hash of another system's is ours after the first login.
        let hash = async || {
            let tenant = app.tenancy.id.clone();
            let found = app.app.store.read(async move |tx: &mut Tx<'_>| tx.user_find(&tenant, &UserId::new("auth0|ada")).await).await;
            found.unwrap().unwrap().password_hash.unwrap()
        };
        let login = async |name: &str, password: &str| {
            app.post(
                "/oauth/token",
                with_credentials(&app.tenancy.demo, json!({ "grant_type": "password", "username": name, "password": password })),
            )
            .await
        };
        assert_eq!(login("ada@example.com", "abd").await.status, 403);
        assert!(hash().await.starts_with("$wrapped$2a$08$"));
        let first = login("ada@example.com", "abc").await;
        assert!(first.status == 200 || first.body["error"] == "mfa_required", "{}", first.body);
        assert!(hash().await.starts_with("$argon2id$"));
        let second = login("ada@example.com", "abc").await;
        assert!(second.status == 200 || second.body["error"] == "mfa_required", "{}", second.body);
        let bob = login("bob", "abc").await;
        assert_eq!(bob.body["error"], "mfa_required", "{}", bob.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_user_by_user_and_without_secrets() {
    on_both(async |app: &TestApp| {
        let known = app.sign_up("ada@example.com").await;
        let factors: Vec<Value> = (0..21).map(|number| json!({ "phone": { "value": format!("+4477009001{number:02}") } })).collect();
        let many_factors = json!({ "email": "t@example.com", "mfa_factors": factors }).to_string();
        let lines = [
            r#"{"email":"ada@example.com"}"#,
            r#"{"email":"no address"}"#,
            r#"{"email":"c@example.com","password":"s3cret"}"#,
            r#"{"email":"d@example.com","password_hash":"s3cret"}"#,
            r#"{"email":"e@example.com","mfa_factors":[{"phone":{"value":"12"}}]}"#,
            r#"{"email":"f@example.com","custom_password_hash":{"algorithm":"md5","hash":{"value":"s3cret","encoding":"hex"}}}"#,
            r#"{"email":"g@example.com","picture":"javascript:alert(1)"}"#,
            r#"{"email":"h@example.com"}"#,
            r#"{"email":"H@example.com"}"#,
            r#"{"email":"i@example.com","blocked":"s3cret"}"#,
            r#"{"email":"t@example.com","mfa_factors":[{"phone":{"value":"+447700900123"}},{"phone":{"value":"+44 7700 900123"}}]}"#,
            r#"{"email":"t@example.com","mfa_factors":[{"totp":{"secret":"JBSWY3DPEHPK3PXPJBSWY3DP"}},{"totp":{"secret":"jbsw y3dp ehpk 3pxp jbsw y3dp"}}]}"#,
            &many_factors,
        ];
        let job = imported(app, &lines.join("\n"), &[]).await;
        assert_eq!(job["summary"], json!({ "failed": 12, "updated": 0, "inserted": 1, "total": 13 }), "{job}");
        let errors = app.api("GET", &format!("/jobs/{}/errors", job["id"].as_str().unwrap()), Value::Null).await;
        let codes: Vec<&str> = errors.body.as_array().unwrap().iter().map(|one| one["errors"][0]["code"].as_str().unwrap()).collect();
        let expected = [
            "DUPLICATED_USER",
            "INVALID_FORMAT",
            "OBJECT_ADDITIONAL_PROPERTIES",
            "INVALID_FORMAT",
            "MFA_FACTORS_FAILED",
            "INVALID_FORMAT",
            "INVALID_FORMAT",
            "DUPLICATED_USER",
            "INVALID_TYPE",
            "MFA_FACTORS_FAILED",
            "MFA_FACTORS_FAILED",
            "MFA_FACTORS_FAILED",
        ];
        assert_eq!(codes, expected);
        assert_eq!(errors.body[0]["user"]["email"], "ada@example.com");
        assert!(!errors.body.to_string().contains("s3cret"), "{}", errors.body);

        let users = json!([{ "email": "ada@example.com", "name": "Ada L.", "blocked": true, "app_metadata": { "a": 1 } }, { "email": "j@example.com" }]);
        let job = imported(app, &users.to_string(), &[("upsert", "true")]).await;
        assert_eq!(job["summary"], json!({ "failed": 0, "updated": 1, "inserted": 1, "total": 2 }), "{job}");
        let ada = app.api("GET", &format!("/users/{}", known.replace('|', "%7C")), Value::Null).await;
        assert_eq!((&ada.body["name"], &ada.body["blocked"], &ada.body["app_metadata"]), (&json!("Ada L."), &json!(true), &json!({ "a": 1 })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_forms_and_files_are_refused_and_leave_nothing() {
    let small = |settings: &mut ringfence::config::Settings| settings.management.max_import = 3_000_000;
    on_both_with(small, async |app: &TestApp| {
        let place = connection(app).await;
        let user = r#"[{"email":"a@example.com"}]"#;
        for body in [
            String::new(),
            "nonsense".to_owned(),
            form(&[]),
            form(&[("users", user)]),
            form(&[("connection_id", &place)]),
            form(&[("users", user), ("connection_id", "con_none")]),
            form(&[("users", user), ("users", user), ("connection_id", &place)]),
            form(&[("users", user), ("connection_id", &place), ("upsert", "yes")]),
            form(&[("users", user), ("connection_id", &place), ("other", "1")]),
            form(&[("users", user), ("connection_id", &place), ("external_id", &"x".repeat(2000))]),
            form(&[("users", user), ("connection_id", &place)]).trim_end_matches("--\r\n").to_owned(),
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}", "x".repeat(4_000_000)),
        ] {
            let refused = send(app, body.clone()).await;
            assert_eq!(
                (refused.status, &refused.body["errorCode"]),
                (400, &json!("invalid_body")),
                "{} {}",
                &body[..body.len().min(200)],
                refused.body
            );
            // What broke off must be given up, or the next is told that there are two.
            app.eventually("the file is given up", async || {
                let (tenant, now) = (app.tenancy.id.clone(), app.app.clock.now());
                let open = app.app.store.read(async move |tx: &mut Tx<'_>| tx.jobs_open_count(&tenant, "users_import", now).await);
                open.await.unwrap() == 0
            })
            .await;
        }
        let large = import(app, &" ".repeat(3_000_001), &[]).await;
        assert_eq!(large.status, 413, "{}", large.body);
        let token = app.management_token("").await;
        let call = Call::post("/api/v2/jobs/users-imports").bearer(&token);
        assert_eq!(app.send(call.json(&json!({ "users": [] }))).await.status, 415);
        let without = app.management_token("read:users").await;
        assert_eq!(app.send(Call::post("/api/v2/jobs/users-imports").bearer(&without).body(KIND, form(&[]))).await.status, 403);

        for (file, words) in [
            ("", "neither a JSON array"),
            ("[{\"email\":\"b@example.com\"},", "ends in the middle"),
            ("[1]", "not a JSON object"),
            ("[{\"email\":\"c@example.com\"}] x", "follows the end"),
        ] {
            let job = imported(app, file, &[]).await;
            assert_eq!(job["status"], "failed", "{job}");
            assert!(job["status_details"].as_str().unwrap().contains(words), "{job}");
        }
        for path in ["/jobs/job_none", "/jobs/job_none/errors", "/jobs/a%2Fb", "/jobs/a%7Cb/errors"] {
            app.api("GET", path, Value::Null).await.declined(404, "inexistent_job", "The job does not exist.");
        }
    })
    .await;
}

/// A worker that dies in the middle leaves a place in the file; whoever goes on there neither loses nor doubles anybody.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_goes_on_where_it_was_left() {
    on_both(async |app: &TestApp| {
        let mut file = String::from("[");
        for number in 0..1700 {
            write!(
                file,
                "{}{{\"email\":\"user{number}@example.com\",\"user_metadata\":{{\"filler\":\"{}\"}}}}",
                if number == 0 { "" } else { ",\n" },
                "x".repeat(400)
            )
            .unwrap();
        }
        file.push(']');
        let begun = import(app, &file, &[]).await;
        let id = begun.body["id"].as_str().expect("an id").to_owned();
        let (tenant, job) = (app.tenancy.id.clone(), JobId::new(&id));
        let find = async move |tx: &mut Tx<'_>| tx.job_find(&tenant, &job).await;
        while app.app.store.read(find.clone()).await.unwrap().unwrap().progress.done == 0 {
            tokio::task::yield_now().await;
        }
        // The worker's lease is another's from one moment to the next, as if it had stood still for a minute.
        let late = app.app.clock.now() + Duration::from_secs(61);
        let stolen = app.app.store.tx(async move |tx: &mut Tx<'_>| tx.job_claim("thief", late, secs(60)).await).await.unwrap();
        let (lease, job) = stolen.expect("there is more of the file");
        assert!((1..1700).contains(&job.progress.done), "{}", job.progress.done);
        let before = job.progress.done;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = app.app.store.read(find.clone()).await.unwrap().unwrap();
        assert_eq!(now.progress.done, before, "whoever lost the lease writes nothing any more");
        let due = app.app.clock.now();
        app.app.store.tx(async move |tx: &mut Tx<'_>| tx.job_release(&job, &lease, due).await).await.unwrap();
        app.app.outbox.ring_for_jobs();
        let job = ended(app, &id).await;
        assert_eq!(job["summary"], json!({ "failed": 0, "updated": 0, "inserted": 1700, "total": 1700 }), "{job}");
        assert_eq!(app.api("GET", "/users?include_totals=true&per_page=1", Value::Null).await.body["total"], 1700);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_go_out_by_a_link_of_a_minute() {
    on_both(async |app: &TestApp| {
        let users: Vec<Value> = (0..300).map(|number| json!({ "email": format!("u{number}@example.com"), "name": "=1+1" })).collect();
        imported(app, &Value::from(users).to_string(), &[]).await;
        let begun = app.api("POST", "/jobs/users-exports", json!({ "format": "json", "connection_id": connection(app).await })).await;
        assert_eq!((begun.status, &begun.body["status"]), (200, &json!("pending")), "{}", begun.body);
        let job = ended(app, begun.body["id"].as_str().unwrap()).await;
        let link = job["location"].as_str().unwrap_or_else(|| panic!("{job}")).to_owned();
        let path = format!("/exports/{}", link.rsplit('/').next().unwrap());
        let file = app.send(Call::get(&path)).await;
        assert_eq!((file.status, file.header("content-type")), (200, "application/x-ndjson"));
        let text = file.body.as_str().unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 300);
        assert!(lines.iter().all(|line| line["name"] == "=1+1") && !text.contains("argon2") && !text.contains("hash"));
        assert!(app.count("mgmt_api_read").await >= 1);
        app.advance(mins(2));
        assert_eq!(app.send(Call::get(&path)).await.status, 404);
        assert_eq!(app.send(Call::get("/exports/nonsense")).await.status, 404);

        let fields = json!([{ "name": "email", "export_as": "who" }, { "name": "name" }, { "name": "identities[0].connection" }]);
        let begun = app.api("POST", "/jobs/users-exports", json!({ "format": "csv", "limit": 7, "fields": fields })).await;
        let job = ended(app, begun.body["id"].as_str().unwrap()).await;
        let link = job["location"].as_str().unwrap();
        let file = app.send(Call::get(format!("/exports/{}", link.rsplit('/').next().unwrap()))).await;
        let lines: Vec<&str> = file.body.as_str().unwrap().lines().collect();
        assert_eq!((lines.len(), lines[0]), (8, "who,name,identities[0].connection"));
        assert!(lines[1].ends_with(",'=1+1,Username-Password-Authentication"), "{}", lines[1]);
        // Whoever may only create users is not shown where the file is.
        let token = app.management_token("create:users").await;
        let seen = app.api_as(&token, "GET", &format!("/jobs/{}", job["id"].as_str().unwrap()), Value::Null).await;
        assert!(seen.status == 200 && seen.body.get("location").is_none(), "{}", seen.body);
        let refused = app.api("POST", "/jobs/users-exports", json!({ "fields": [{ "name": "password_hash" }] })).await;
        assert_eq!(refused.status, 400);
        app.advance(hours(25));
        ringfence::jobs::sweep::sweep(&app.app).await.unwrap();
        let path = format!("/jobs/{}", job["id"].as_str().unwrap());
        app.api("GET", &path, Value::Null).await.declined(404, "inexistent_job", "The job does not exist.");
    })
    .await;
}

/// However much of each user is asked for, memory and database hold some megabytes of the file at a time.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_written_in_pieces_of_which_none_is_large() {
    on_both(async |app: &TestApp| {
        let filler = "x".repeat(60_000);
        let user = |number: usize| json!({ "email": format!("u{number}@example.com"), "user_metadata": { "a": { "b": filler } } });
        let users: Vec<Value> = (0..100).map(user).collect();
        let job = imported(app, &Value::from(users).to_string(), &[]).await;
        assert_eq!(job["summary"]["inserted"], 100, "{job}");
        let fields =
            json!([{ "name": "email" }, { "name": "user_metadata" }, { "name": "user_metadata.a" }, { "name": "user_metadata.a.b" }]);
        let begun = app.api("POST", "/jobs/users-exports", json!({ "format": "json", "fields": fields })).await;
        let job = ended(app, begun.body["id"].as_str().unwrap()).await;
        let (tenant, id) = (app.tenancy.id.clone(), JobId::new(job["id"].as_str().unwrap()));
        let pieces = async move |tx: &mut Tx<'_>| {
            let mut lengths = Vec::new();
            while let Some(piece) = tx.job_chunk_find(&tenant, &id, lengths.len() as u64).await? {
                lengths.push(piece.len());
            }
            Ok::<_, ringfence_store::StoreError>(lengths)
        };
        let lengths = app.app.store.read(pieces).await.unwrap();
        assert!(lengths.len() >= 4 && lengths.iter().all(|length| *length < 4_500_000), "{lengths:?}");
        let link = job["location"].as_str().unwrap();
        let file = app.send(Call::get(format!("/exports/{}", link.rsplit('/').next().unwrap()))).await;
        let mut emails: Vec<String> = file
            .body
            .as_str()
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["email"].as_str().unwrap().to_owned())
            .collect();
        emails.sort();
        emails.dedup();
        assert_eq!(emails.len(), 100);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_are_counted_and_say_nothing_twice() {
    on_both(async |app: &TestApp| {
        for fields in [
            json!([{ "name": "user_metadata" }, { "name": "user_metadata", "export_as": "again" }]),
            json!([{ "name": "email", "export_as": "name" }, { "name": "name" }]),
        ] {
            let refused = app.api("POST", "/jobs/users-exports", json!({ "fields": fields })).await;
            assert_eq!((refused.status, &refused.body["errorCode"]), (400, &json!("invalid_body")), "{}", refused.body);
        }
        // Never due, so that it stays as it is.
        let put = async |count: usize, state: JobState| {
            let (tenant, dice, now) = (app.tenancy.id.clone(), app.app.dice.clone(), app.app.clock.now());
            let settings = JobSettings::of_kind("users_export").unwrap();
            let jobs: Vec<Job> = (0..count)
                .map(|_| Job {
                    tenant: tenant.clone(),
                    id: JobId::random(&*dice),
                    state,
                    settings: settings.clone(),
                    progress: Progress::default(),
                    created_at: now,
                    expires_at: now + hours(24),
                })
                .collect();
            let inserted = async move |tx: &mut Tx<'_>| {
                for job in &jobs {
                    tx.job_insert(job).await?;
                }
                Ok::<_, ringfence_store::StoreError>(())
            };
            app.app.store.tx(inserted).await.unwrap();
        };
        put(2, JobState::Uploading).await;
        let refused = app.api("POST", "/jobs/users-exports", json!({})).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(refused.body["message"].as_str().unwrap().contains("two exports"), "{}", refused.body);
        app.advance(hours(25));
        put(49, JobState::Completed).await;
        let last = app.api("POST", "/jobs/users-exports", json!({})).await;
        assert_eq!(last.status, 200, "{}", last.body);
        ended(app, last.body["id"].as_str().unwrap()).await;
        let refused = app.api("POST", "/jobs/users-exports", json!({})).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        app.advance(hours(25));
        assert_eq!(app.api("POST", "/jobs/users-exports", json!({})).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_asks_whose_address_it_is() {
    on_both(async |app: &TestApp| {
        let user = app.sign_up("ada@example.com").await;
        let begun = app.api("POST", "/jobs/verification-email", json!({ "user_id": user })).await;
        assert_eq!((begun.status, &begun.body["status"], &begun.body["type"]), (201, &json!("pending"), &json!("verification_email")));
        assert_eq!(ended(app, begun.body["id"].as_str().unwrap()).await["status"], "completed");
        app.eventually("the mail is there", async || !app.mails_to("ada@example.com").await.is_empty()).await;
        let mail = app.mails_to("ada@example.com").await.pop().unwrap().mail;
        assert!(mail.text().contains("/u/email-verification?ticket="), "{}", mail.text());
        let nobody = app.api("POST", "/jobs/verification-email", json!({ "user_id": "auth0|nobody" })).await;
        nobody.declined(404, "inexistent_user", "The user does not exist.");
    })
    .await;
}
