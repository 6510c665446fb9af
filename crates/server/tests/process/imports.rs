//! SIGKILL in the middle of an import: whoever starts next goes on where the file was left, and nobody is lost or doubled.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Install, Process, chance, free_port};
use crate::people::Application;

const USERS: usize = 20_000;
/// Of "abc": bcrypt by the C library, at the cost that is kept as it comes; SHA-256 from FIPS 180, which is wrapped.
const BCRYPT: &str = "$2b$10$Ro0CUfOqk6cXEKf3dyaM7O.StgbNllJkFZJLRhnHcKR/PvCEibjV.";
const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    goes_on(Install::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(install) = Install::on_postgres().await {
        let install = goes_on(install).await;
        install.database.drop_it().await;
    }
}

async fn goes_on(install: Install) -> Install {
    let install = install.unset("SERVER__LISTEN").unset("SERVER__PUBLIC_URL").unset("DATABASE__URL").unset("KEYS__MASTER_KEY");
    let (port, tls_port) = (install.port, free_port());
    let mut process = start(&install, port, tls_port).await;
    let api = Api::open(&install, port).await;
    let id = api.import(&file()).await;

    // A kill before the first batch, or behind the last one, would prove little.
    let aim = 5 + chance(60);
    loop {
        let job = api.get(&format!("/jobs/{id}")).await;
        assert!(matches!(job["status"].as_str(), Some("pending" | "processing")), "{job}");
        if job["percentage_done"].as_u64().is_some_and(|percent| percent >= aim) {
            break;
        }
        // The API counts requests: fifty a second.
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    process.kill().await;
    let written = usize::try_from(install.database.number("SELECT COUNT(*) FROM users").await).unwrap();
    assert!((1..USERS).contains(&written), "{written}");

    process = start(&install, port, tls_port).await;
    let job = api.ended(&id).await;
    let summary = json!({ "failed": 0, "updated": 0, "inserted": USERS, "total": USERS });
    assert_eq!((&job["status"], &job["summary"]), (&json!("completed"), &summary), "{job}");
    let counted = "SELECT COUNT(*), COUNT(DISTINCT email), COUNT(DISTINCT user_id), COUNT(password_hash) FROM users";
    assert_eq!(install.database.rows(counted).await, [vec![USERS.to_string(); 4]]);
    assert_eq!(api.get("/users?include_totals=true&per_page=1").await["total"], USERS);
    let left = "SELECT COUNT(*) FROM job_chunks";
    assert_eq!(install.database.number(left).await, 0, "the file holds hashes: it goes when it was read");
    for number in [0, 1, USERS - 1] {
        let body = json!({ "grant_type": "password", "username": format!("person{number}@example.com"), "password": "abc" });
        let (status, answer) = api.app.post("/oauth/token", body).await.unwrap();
        assert!(status == 200 || answer["error"] == "mfa_required", "{answer}");
    }
    process.stop().await;
    println!("killed with {written} of {USERS} written");
    install
}

fn file() -> String {
    let mut file = String::from("[");
    for number in 0..USERS {
        let hash = match number % 100 {
            1 => json!({ "custom_password_hash": { "algorithm": "sha256", "hash": { "value": SHA256, "encoding": "hex" } } }),
            _ => json!({ "password_hash": BCRYPT }),
        };
        let mut user = json!({ "email": format!("person{number}@example.com"), "app_metadata": { "number": number } });
        user.as_object_mut().unwrap().extend(hash.as_object().unwrap().clone());
        write!(file, "{}{user}", if number == 0 { "" } else { ",\n" }).unwrap();
    }
    file + "]"
}

async fn start(install: &Install, port: u16, tls_port: u16) -> Process {
    let (listen, tls_listen, url) = (format!("127.0.0.1:{port}"), format!("127.0.0.1:{tls_port}"), install.database.url());
    let mut process = install.start(&["dev", "--listen", &listen, "--tls-listen", &tls_listen, "--database-url", &url]);
    process.until_it_answers(port).await;
    process.until_it_says("Stop with Ctrl-C").await;
    process
}

/// The Management API, and the demo application.
struct Api {
    app: Application,
    token: String,
}

impl Api {
    async fn open(install: &Install, port: u16) -> Self {
        let json: Value = serde_json::from_slice(&std::fs::read(install.folder.path().join("ringfence-data/dev.json")).unwrap()).unwrap();
        let client = |name: &str| {
            let text = |field: &str| json[name][field].as_str().unwrap().to_owned();
            Application::new(format!("http://127.0.0.1:{port}"), &text("client_id"), &text("client_secret"))
        };
        let (app, management) = (client("app"), client("management"));
        let asked = json!({ "grant_type": "client_credentials", "audience": format!("{}/api/v2/", app.base) });
        let (status, answer) = management.post("/oauth/token", asked).await.unwrap();
        assert_eq!(status, 200, "{answer}");
        Self { app, token: answer["access_token"].as_str().unwrap().to_owned() }
    }

    async fn get(&self, path: &str) -> Value {
        self.read(self.app.http.get(format!("{}/api/v2{path}", self.app.base)), 200).await
    }

    async fn import(&self, file: &str) -> String {
        let place = self.get("/connections").await[0]["id"].as_str().unwrap().to_owned();
        let part = |name: &str, value: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let body = part("connection_id", &place) + &part("users", file) + "--edge--\r\n";
        let request = self.app.http.post(format!("{}/api/v2/jobs/users-imports", self.app.base));
        let job = self.read(request.header("content-type", "multipart/form-data; boundary=edge").body(body), 202).await;
        job["id"].as_str().unwrap().to_owned()
    }

    async fn read(&self, request: reqwest::RequestBuilder, expected: u16) -> Value {
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        let status = response.status().as_u16();
        let answer = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null);
        assert_eq!(status, expected, "{answer}");
        answer
    }

    /// A lease of the dead lasts a minute.
    async fn ended(&self, id: &str) -> Value {
        for _ in 0..1200 {
            let job = self.get(&format!("/jobs/{id}")).await;
            if matches!(job["status"].as_str(), Some("completed" | "failed")) {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("the import does not end");
    }
}
