//! A request's parameters, whether they came as a form or as JSON.
//!
//! Hostile until parsed: a name that comes twice is refused (RFC 6749 §3.1), JSON `null` and an empty
//! value count as absent, anything but a string where a string belongs is refused by name.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::flow::error::FlowError;
use crate::http::error::plain;

#[derive(Debug, Default)]
pub struct Params {
    values: BTreeMap<String, Value>,
    /// Of an `Authorization: Basic` header, decoded.
    pub basic: Option<(String, String)>,
}

impl Params {
    pub fn optional(&self, name: &str) -> Result<Option<&str>, FlowError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(FlowError::InvalidParameter(format!("{name} must be a string"))),
        }
    }

    pub fn required(&self, name: &'static str) -> Result<&str, FlowError> {
        self.optional(name)?.ok_or(FlowError::MissingParameter(name))
    }

    /// A list: a JSON array of strings, or one string of words.
    pub fn list(&self, name: &str) -> Result<Vec<String>, FlowError> {
        let problem = || FlowError::InvalidParameter(format!("{name} must be an array of strings"));
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(text.split_whitespace().map(str::to_owned).collect()),
            Some(Value::Array(items)) => items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(problem)).collect(),
            Some(_) => Err(problem()),
        }
    }

    pub fn object(&self, name: &str) -> Result<serde_json::Map<String, Value>, FlowError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(serde_json::Map::new()),
            Some(Value::Object(fields)) => Ok(fields.clone()),
            Some(_) => Err(FlowError::InvalidParameter(format!("{name} must be an object"))),
        }
    }

    /// Every text among them; of a form that is all.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.values.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
    }

    fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let kind = headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let pairs = match kind.as_str() {
            "application/json" => json_pairs(body)?,
            "application/x-www-form-urlencoded" => form_pairs(body)?,
            "" if body.is_empty() => Vec::new(),
            _ => return Err(Refusal::ContentType),
        };
        let mut values = BTreeMap::new();
        for (name, value) in pairs {
            if values.contains_key(&name) {
                return Err(Refusal::Duplicate(name));
            }
            if holds_nul(&value) {
                return Err(Refusal::Malformed("a parameter holds a NUL character"));
            }
            values.insert(name, value);
        }
        Ok(Self { values, basic: basic(headers)? })
    }
}

/// PostgreSQL keeps no NUL in a text, and nobody types one.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

fn form_pairs(body: &[u8]) -> Result<Vec<(String, Value)>, Refusal> {
    std::str::from_utf8(body).map_err(|_| Refusal::Malformed("the body is not UTF-8"))?;
    Ok(form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect())
}

fn json_pairs(body: &[u8]) -> Result<Vec<(String, Value)>, Refusal> {
    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, Value)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }

    let mut reader = serde_json::Deserializer::from_slice(body);
    let pairs = reader.deserialize_map(Pairs).map_err(|_| Refusal::Malformed("the body is not a JSON object"))?;
    reader.end().map_err(|_| Refusal::Malformed("the body is not a JSON object"))?;
    Ok(pairs)
}

/// RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
fn basic(headers: &HeaderMap) -> Result<Option<(String, String)>, Refusal> {
    use base64::Engine;

    const PROBLEM: Refusal = Refusal::Malformed("the Authorization header is malformed");
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let value = value.to_str().map_err(|_| PROBLEM)?;
    let Some((scheme, encoded)) = value.split_once(' ') else { return Ok(None) };
    if !scheme.eq_ignore_ascii_case("basic") {
        return Ok(None);
    }
    let decoded = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).map_err(|_| PROBLEM)?;
    let text = String::from_utf8(decoded).map_err(|_| PROBLEM)?;
    let (id, secret) = text.split_once(':').ok_or(PROBLEM)?;
    let decode = |half: &str| {
        let half = half.replace('+', " ");
        let decoded = percent_encoding::percent_decode_str(&half).decode_utf8().map_err(|_| PROBLEM)?;
        if decoded.contains('\0') { Err(PROBLEM) } else { Ok(decoded.into_owned()) }
    };
    Ok(Some((decode(id)?, decode(secret)?)))
}

impl<S: Send + Sync> FromRequest<S> for Params {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, state).await.map_err(Refusal::Body)?;
        Self::parse(&headers, &body)
    }
}

#[derive(Debug)]
pub enum Refusal {
    ContentType,
    Malformed(&'static str),
    Duplicate(String),
    Body(BytesRejection),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::ContentType => plain(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "invalid_request",
                "The body must be application/json or application/x-www-form-urlencoded.",
            ),
            Self::Malformed(words) => plain(StatusCode::BAD_REQUEST, "invalid_request", words),
            Self::Duplicate(name) => {
                // A name as long as the body is nobody's mistake.
                let name: String = name.chars().take(64).collect();
                plain(StatusCode::BAD_REQUEST, "invalid_request", &format!("Parameter {name:?} must not be repeated."))
            }
            Self::Body(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                plain(StatusCode::PAYLOAD_TOO_LARGE, "invalid_request", "The body is too large.")
            }
            Self::Body(_) => plain(StatusCode::BAD_REQUEST, "invalid_request", "The body could not be read."),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn parse(kind: &'static str, body: &str) -> Result<Params, Refusal> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Params::parse(&headers, body.as_bytes())
    }

    #[test]
    fn forms_and_json_say_the_same() {
        for (kind, body) in [
            ("application/json; charset=utf-8", r#"{"grant_type":"password","audience":null,"scope":"","oob_channels":["sms"]}"#),
            ("application/x-www-form-urlencoded", "grant_type=password&scope=&oob_channels=sms"),
        ] {
            let params = parse(kind, body).expect("well formed");
            assert_eq!(params.required("grant_type").expect("present"), "password");
            assert_eq!(params.optional("audience").expect("a string or nothing"), None);
            assert_eq!(params.optional("scope").expect("a string or nothing"), None);
            assert_eq!(params.list("oob_channels").expect("a list"), ["sms"]);
        }
    }

    #[test]
    fn a_name_may_come_once() {
        assert!(matches!(parse("application/x-www-form-urlencoded", "a=1&a=1"), Err(Refusal::Duplicate(_))));
        assert!(matches!(parse("application/json", r#"{"a":1,"a":2}"#), Err(Refusal::Duplicate(_))));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for body in ["", "[]", "null", "\"x\"", "{", "{} {}", "{\"a\":\"\\ud800\"}"] {
            assert!(matches!(parse("application/json", body), Err(Refusal::Malformed(_))), "{body}");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(parse("application/json", &deep), Err(Refusal::Malformed(_))));
        assert!(matches!(parse("text/plain", "a=1"), Err(Refusal::ContentType)));
    }

    #[test]
    fn basic_credentials_are_form_decoded() {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Basic YSUzQWI6cyt4"));
        let params = Params::parse(&headers, b"").expect("well formed");
        assert_eq!(params.basic, Some(("a:b".to_owned(), "s x".to_owned())));
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Basic !!!"));
        assert!(Params::parse(&headers, b"").is_err());
    }
}
