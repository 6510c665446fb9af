//! An administrator's request: which machine asks, by what right, and what is written down of it.
//!
//! 1. [`admit`] takes a bearer token: of this tenant, for `<issuer>api/v2/`, unexpired, and of a client that still exists;
//!    [`Caller::require`] wants a scope of it that the operation names;
//! 2. every change goes through [`Admin::write`], which records it (`sapi`) in the transaction of the change itself;
//! 3. what is refused is recorded as `fapi`, a secret that is read as `mgmt_api_read`, without the secret.
//!
//! Source: Auth0, "Management API access tokens"; the details' shape is that of its tenant logs.

use std::sync::Arc;

use ringfence_core::client::{Client, grant};
use ringfence_core::event::{EventType, LogEvent};
use ringfence_core::id::ClientId;
use ringfence_core::tenant::{Tenant, TenantSettings};
use ringfence_core::token::{self, TokenError};
use ringfence_store::{StoreError, Tx};
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::record::{self, About};
use crate::flow::throttle::Allowance;

/// A refusal's words in the log; longer ones were made of somebody's body.
const LONGEST_DESCRIPTION: usize = 300;

#[derive(Clone)]
pub struct Caller {
    pub client: Arc<Client>,
    pub scopes: Vec<String>,
}

impl Caller {
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// Any of `wanted` is enough; each is a set of scopes that are needed together.
    pub fn require(&self, wanted: &[Vec<String>]) -> Result<(), FlowError> {
        let is_enough = wanted.iter().any(|set| set.iter().all(|scope| self.has(scope)));
        is_enough.then_some(()).ok_or_else(|| FlowError::MissingScopes(wanted.iter().flatten().cloned().collect()))
    }
}

/// What is being asked for.
#[derive(Clone, Default)]
pub struct Act {
    /// The operation's name in the log, such as "Update the phone factor's message types".
    pub summary: String,
    /// Of the answer when all goes well.
    pub status: u16,
    pub is_write: bool,
    /// Without its secrets.
    pub body: Value,
}

#[derive(Clone)]
pub struct Admin {
    pub ctx: Ctx,
    pub caller: Caller,
    act: Act,
}

/// Step 1.
pub async fn admit(ctx: &Ctx, bearer: Option<&str>) -> Result<Caller, FlowError> {
    let bearer = bearer.ok_or(FlowError::Unauthorized("Missing authentication"))?;
    let claims = token::verify(bearer, &ctx.view.signing_keys, &ctx.domain.issuer, ctx.now).map_err(|problem| {
        FlowError::Unauthorized(match problem {
            TokenError::Expired => "Expired token received for JSON Web Token validation",
            TokenError::BadSignature | TokenError::UnknownKey | TokenError::WrongAlgorithm => {
                "Invalid signature received for JSON Web Token validation"
            }
            _ => "Invalid token",
        })
    })?;
    let audience = ctx.domain.management_audience();
    let is_for_us = match claims.get("aud") {
        Some(Value::String(one)) => *one == audience,
        Some(Value::Array(some)) => some.iter().any(|one| *one == audience),
        _ => false,
    };
    // What a person signs in with is no administrator's, whatever it is for.
    if !is_for_us || claims.get("gty").and_then(Value::as_str) != Some("client-credentials") {
        return Err(FlowError::Unauthorized("Bad audience: the token is not for the Management API"));
    }
    let client = claims.get("azp").and_then(Value::as_str).map(ClientId::new).ok_or(FlowError::Unauthorized("Invalid token"))?;
    let client = ctx.app.directory.client(&ctx.app.store, ctx.tenant(), &client, ctx.now).await?;
    let client = client.filter(|client| client.may_use(grant::CLIENT_CREDENTIALS));
    let client = client.ok_or(FlowError::Unauthorized("The token's client does not exist any more"))?;
    let scopes: Vec<String> =
        claims.get("scope").and_then(Value::as_str).unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    Ok(Caller { client, scopes })
}

impl Admin {
    pub fn new(ctx: Ctx, caller: Caller, act: Act) -> Self {
        Self { ctx, caller, act }
    }

    /// Takes a place in the caller's bucket of requests.
    pub fn throttle(&self) -> Allowance {
        let bucket = self.ctx.app.settings.management.requests();
        self.ctx.app.throttle.take(self.ctx.tenant(), &self.caller.client.id, &bucket, self.ctx.now)
    }

    /// What the log may keep of the body.
    pub fn saw_body(&mut self, body: &Value) {
        if self.act.is_write {
            self.act.body = hidden(body, &mut { LOGGED_BYTES });
        }
    }

    /// The only way to change anything: `work` and the record of it in one transaction. `work` may run again. What was believed of the
    /// tenant is forgotten, and a message that `work` wrote is sent.
    pub async fn write<T, F>(&self, work: F) -> Result<T, FlowError>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, FlowError> + Send + 'static,
    {
        let (ctx, event) = (self.ctx.clone(), self.event(EventType::ApiOperation, self.act.status, &self.act.summary));
        let recorded = async move |tx: &mut Tx<'_>| {
            let answer = work(tx).await?;
            record::write(tx, &ctx, &event).await?;
            Ok::<_, FlowError>(answer)
        };
        let answer = self.ctx.app.store.tx(recorded).await?;
        self.ctx.app.directory.forget();
        self.ctx.wake();
        Ok(answer)
    }

    pub async fn read<T, F>(&self, work: F) -> Result<T, FlowError>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        Ok(self.ctx.app.store.read(work).await?)
    }

    /// The tenant as it is now, not as it was a second ago.
    pub async fn tenant(&self) -> Result<Tenant, FlowError> {
        let id = self.ctx.tenant().clone();
        self.read(async move |tx: &mut Tx<'_>| tx.tenant_find(&id).await).await?.ok_or(FlowError::NotFound("tenant"))
    }

    /// Changes the tenant's settings under its lock, so that of two changes at once neither is lost. `change` may run again.
    pub async fn change_settings<T, F>(&self, change: F) -> Result<T, FlowError>
    where
        T: Send + 'static,
        F: Fn(&mut TenantSettings) -> Result<T, FlowError> + Send + 'static,
    {
        self.change_tenant(async move |_, tenant| change(&mut tenant.settings)).await
    }

    /// The same for settings and Twilio account together.
    pub async fn change_tenant<T, F>(&self, change: F) -> Result<T, FlowError>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>, &mut Tenant) -> Result<T, FlowError> + Send + 'static,
    {
        let (id, ctx) = (self.ctx.tenant().clone(), self.ctx.clone());
        self.write(async move |tx: &mut Tx<'_>| {
            let mut tenant = tx.tenant_find_locked(&id).await?.ok_or(FlowError::NotFound("tenant"))?;
            let before = tenant.clone();
            let answer = change(tx, &mut tenant).await?;
            if tenant.settings != before.settings {
                tx.tenant_update_settings(&id, &tenant.settings, ctx.now).await?;
            }
            if tenant.twilio != before.twilio {
                let probe_due = tenant.twilio.sid.is_some() && tenant.twilio.auth_token.is_some();
                tx.tenant_set_twilio(&id, &tenant.twilio, ctx.now, probe_due).await?;
            }
            if tenant.settings.phone != before.settings.phone || tenant.twilio != before.twilio {
                record::write(tx, &ctx, &record::event(&ctx, EventType::TenantUpdate)).await?;
            }
            Ok(answer)
        })
        .await
    }

    /// To be called where an answer carries a secret.
    pub async fn read_secret(&self) -> Result<(), FlowError> {
        Ok(record::write_alone(&self.ctx, self.event(EventType::ApiSecretRead, self.act.status, &self.act.summary)).await?)
    }

    /// A write that was refused.
    pub async fn refused(&self, status: u16, words: &str) -> Result<(), FlowError> {
        let words: String = words.chars().take(LONGEST_DESCRIPTION).collect();
        Ok(record::write_alone(&self.ctx, self.event(EventType::ApiOperationFailed, status, &words)).await?)
    }

    /// The bucket is empty: told once a minute, not for every request of a loop.
    pub async fn limited(&self) {
        if self.ctx.app.throttle.is_news(self.ctx.tenant(), &self.caller.client.id, self.ctx.now) {
            let event = self.event(EventType::ApiLimit, 429, "Too many requests to the Management API");
            if let Err(problem) = record::write_alone(&self.ctx, event).await {
                tracing::error!(error = %problem, "an exceeded limit could not be recorded");
            }
        }
    }

    fn event(&self, kind: EventType, status: u16, words: &str) -> LogEvent {
        let origin = &self.ctx.origin;
        let details = json!({
            "request": {
                "auth": {
                    "strategy": "jwt",
                    "user": { "client_id": self.caller.client.id, "name": self.caller.client.settings.name },
                    "credentials": { "scopes": self.caller.scopes },
                },
                "body": self.act.body,
                "channel": "api",
                "ip": origin.ip,
                "method": origin.method.to_lowercase(),
                "path": origin.path,
                "query": {},
                "userAgent": origin.user_agent,
            },
            "response": { "statusCode": status, "body": {} },
        });
        record::event(&self.ctx, kind).client(&self.caller.client).described(words).details(details)
    }
}

/// A log event is read with five hundred others; of a body it keeps about so much.
const LOGGED_BYTES: usize = 8 * 1024;
/// Values under these names are secrets, numbers or addresses, or somebody's own words: the log keeps that they were there.
const HIDDEN: [&str; 15] = [
    "password",
    "secret",
    "token",
    "credential",
    "hash",
    "salt",
    "phone",
    "email",
    "address",
    "recovery",
    "metadata",
    "code",
    "picture",
    "default_from",
    "key",
];
/// Names that only look like it.
const SHOWN: [&str; 4] = ["token_endpoint_auth_method", "token_lifetime", "phone_consolidated_experience", "email_verified"];

/// A body as the log keeps it: which fields there were, and of them only what is no secret. `left` are the bytes that it may still take;
/// of what would be more the log says `…`.
fn hidden(body: &Value, left: &mut usize) -> Value {
    match body {
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (name, value) in fields.iter().take(100) {
                let lower = name.to_lowercase();
                let is_shown = SHOWN.contains(&lower.as_str());
                let is_named = matches!(lower.as_str(), "to" | "from" | "user_id");
                let is_hidden = !is_shown && (is_named || HIDDEN.iter().any(|word| lower.contains(word)));
                let name: String = name.chars().take(64).collect();
                if !takes(left, &json!(name)) {
                    kept.insert("…".to_owned(), json!("…"));
                    break;
                }
                let is_secret = is_hidden && !value.is_null() && !value.is_boolean();
                kept.insert(name, if is_secret { hidden(&json!("[hidden]"), left) } else { hidden(value, left) });
            }
            Value::Object(kept)
        }
        Value::Array(items) => {
            let mut kept = Vec::new();
            for item in items.iter().take(20) {
                // The brackets and commas of a list within lists.
                if !takes(left, &Value::Null) {
                    kept.push(json!("…"));
                    break;
                }
                kept.push(hidden(item, left));
            }
            Value::Array(kept)
        }
        Value::String(text) => {
            let short = json!(text.chars().take(256).collect::<String>());
            if takes(left, &short) { short } else { json!("…") }
        }
        other if takes(left, other) => other.clone(),
        _ => json!("…"),
    }
}

/// Whether there is still room for `value` as JSON. After the first that finds none there is none for any.
fn takes(left: &mut usize, value: &Value) -> bool {
    let rest = left.checked_sub(value.to_string().len() + 4);
    *left = rest.unwrap_or_default();
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_what_was_set_and_no_secret() {
        let body = json!({
            "name": "An application", "client_secret": "s3cret", "enabled": true, "email": "ada@example.com", "email_verified": true,
            "user_metadata": { "phone": "+12025550123" }, "auth_token": null, "to": "+12025550123",
            "configuration": { "sid": "AC1", "default_from": "x", "phone_number": "+12025550123" }, "message_types": ["sms"],
            "addons": { "firebase": { "private_key": "-----BEGIN", "private_key_id": "1", "has_key": true } }, "encryption_key": { "pub": "x" },
        });
        let kept = hidden(&body, &mut { LOGGED_BYTES });
        assert_eq!(
            kept,
            json!({
                "name": "An application", "client_secret": "[hidden]", "enabled": true, "email": "[hidden]", "email_verified": true,
                "user_metadata": "[hidden]", "auth_token": null, "to": "[hidden]",
                "configuration": { "sid": "AC1", "default_from": "[hidden]", "phone_number": "[hidden]" }, "message_types": ["sms"],
                "addons": { "firebase": { "private_key": "[hidden]", "private_key_id": "[hidden]", "has_key": true } },
                "encryption_key": "[hidden]",
            })
        );
    }

    #[test]
    fn of_a_large_body_the_log_keeps_the_beginning() {
        let text = json!("x\u{1}".repeat(200));
        let wide = Value::Object((0..100).map(|turn| (format!("{turn:03}"), json!(vec![text.clone(); 20]))).collect());
        let deep = (0..3).fold(json!(["x"]), |inner, _| json!(vec![inner; 20]));
        let empty = (0..3).fold(json!([]), |inner, _| json!(vec![inner; 20]));
        for body in [json!({ "a": wide }), json!(vec![wide.clone(); 20]), deep, empty] {
            let kept = hidden(&body, &mut { LOGGED_BYTES }).to_string();
            assert!(kept.len() < LOGGED_BYTES + 256 && kept.contains('…'), "{}", kept.len());
        }
        assert_eq!(hidden(&json!({ "a": [wide], "b": 1 }), &mut { LOGGED_BYTES })["…"], "…");
        let first = hidden(&json!({ "a": 1, "b": wide }), &mut { LOGGED_BYTES });
        assert_eq!((&first["a"], first["b"]["000"][0].as_str().map(str::len)), (&json!(1), Some(256)));
    }
}
