//! Users with a phone: signed up, past their password, enrolled; once each, before anything is measured.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::answer::field;
use crate::http::{Connection, FORM, JSON, request};
use crate::server::Server;
use crate::walk::{self, Walker};

/// Each sign-up and each password costs the server some 12 ms of Argon2: more at once would only queue.
const AT_ONCE: u32 = 4;
const PASSWORD: &str = "correct horse battery staple 7";

pub(crate) async fn enroll(server: &Server, users: u32) -> anyhow::Result<Vec<Walker>> {
    let done = Arc::new(AtomicU32::new(0));
    let mut workers = JoinSet::new();
    for worker in 0..AT_ONCE {
        let desk = Desk { address: server.address, app: server.app.clone() };
        let done = Arc::clone(&done);
        workers.spawn(async move {
            let mut connection = Connection::new(desk.address);
            let mut walkers = Vec::new();
            for number in (worker..users).step_by(AT_ONCE as usize) {
                walkers.push(desk.admit(&mut connection, number).await.with_context(|| format!("user {number}"))?);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if done.is_multiple_of(16) || done == users {
                    let _ = write!(std::io::stderr(), "\renrolling users: {done} of {users}{}", if done == users { "\n" } else { "" });
                }
            }
            anyhow::Ok(walkers)
        });
    }
    let mut people = Vec::with_capacity(users as usize);
    while let Some(walkers) = workers.join_next().await {
        people.append(&mut walkers??);
    }
    Ok(people)
}

struct Desk {
    address: std::net::SocketAddr,
    app: crate::server::App,
}

impl Desk {
    /// Sign-up, password, a phone by text message, its first code.
    async fn admit(&self, connection: &mut Connection, number: u32) -> anyhow::Result<Walker> {
        let email = format!("load-{number}@example.com");
        let phone = phone_number(number);
        let signup = json!({ "client_id": self.app.client_id, "email": email, "password": PASSWORD, "connection": "Username-Password-Authentication" });
        self.post_json(connection, "/dbconnections/signup", "", &signup, 200).await?;

        let login = [("grant_type", "password"), ("username", &email), ("password", PASSWORD), ("scope", "openid")];
        let answer = self.post_form(connection, &login, 403).await?;
        let mfa_token = field(&answer, "mfa_token").context("no mfa_token: is the second factor on?")?;

        let bearer = format!("authorization: Bearer {mfa_token}\r\n");
        let phone_wanted = json!({ "authenticator_types": ["oob"], "oob_channels": ["sms"], "phone_number": phone });
        let answer = self.post_json(connection, "/mfa/associate", &bearer, &phone_wanted, 200).await?;
        let oob_code = field(&answer, "oob_code").context("no oob_code")?;

        let challenge = json!({
            "client_id": self.app.client_id, "client_secret": self.app.client_secret, "mfa_token": mfa_token,
            "challenge_type": "oob", "oob_channel": "sms",
        });
        let challenge = request("POST /mfa/challenge", self.address, JSON, &challenge.to_string());
        let verify = form(&[
            ("grant_type", walk::MFA_OOB),
            ("client_id", &self.app.client_id),
            ("client_secret", &self.app.client_secret),
            ("mfa_token", mfa_token),
        ]);
        let mut walker = Walker::new(self.address, challenge, &phone, verify);
        walker.finish(connection, oob_code).await.map_err(|failure| anyhow::anyhow!("confirming the phone: {failure}"))?;
        Ok(walker)
    }

    async fn post_json(&self, connection: &mut Connection, path: &str, head: &str, body: &Value, wanted: u16) -> anyhow::Result<String> {
        let request = request(&format!("POST {path}"), self.address, &format!("{JSON}{head}"), &body.to_string());
        exchange(connection, &request, path, wanted).await
    }

    async fn post_form(&self, connection: &mut Connection, fields: &[(&str, &str)], wanted: u16) -> anyhow::Result<String> {
        let client = form(&[("client_id", &self.app.client_id), ("client_secret", &self.app.client_secret)]);
        let request = request("POST /oauth/token", self.address, FORM, &format!("{}&{client}", form(fields)));
        exchange(connection, &request, "/oauth/token", wanted).await
    }
}

async fn exchange(connection: &mut Connection, request: &[u8], path: &str, wanted: u16) -> anyhow::Result<String> {
    let answer = connection.exchange(request).await.with_context(|| path.to_owned())?;
    ensure!(answer.status == wanted, "{path} answered {} instead of {wanted}: {}", answer.status, answer.body);
    Ok(answer.body.to_owned())
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// German mobile numbers, of which there are enough in one block.
fn phone_number(number: u32) -> String {
    let mut phone = "+49151".to_owned();
    let _ = write!(phone, "{}", 23_450_000 + number);
    phone
}

#[cfg(test)]
mod tests {
    use super::*;
    use ringfence_core::phone::{NumberKind, PhoneNumber};

    #[test]
    fn every_user_has_a_valid_mobile_number_of_their_own() {
        let numbers: Vec<String> = [0, 1, 255, 99_999].map(phone_number).to_vec();
        for number in &numbers {
            let parsed = PhoneNumber::parse(number).unwrap();
            assert_eq!((parsed.e164(), parsed.kind()), (number.as_str(), NumberKind::Mobile));
        }
        assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
