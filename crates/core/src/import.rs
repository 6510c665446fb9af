//! One user of a file of users, as Auth0's schema for bulk imports has it.
//!
//! What is not understood is refused, user by user, and never guessed. Faults name the field and repeat nothing of what stood in it.
//! Source: Auth0, "Bulk User Import Database Schema and Examples".

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::password::imported::CustomHash;

pub mod split;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportedUser {
    pub email: String,
    #[serde(default)]
    pub email_verified: Option<bool>,
    /// Without `auth0|`.
    #[serde(default)]
    pub user_id: Option<String>,
    #[serde(default)]
    pub username: Option<String>,
    #[serde(default)]
    pub given_name: Option<String>,
    #[serde(default)]
    pub family_name: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub nickname: Option<String>,
    #[serde(default)]
    pub picture: Option<String>,
    #[serde(default)]
    pub blocked: Option<bool>,
    #[serde(default)]
    pub password_hash: Option<String>,
    #[serde(default)]
    pub custom_password_hash: Option<CustomHash>,
    #[serde(default)]
    pub app_metadata: Option<Map<String, Value>>,
    #[serde(default)]
    pub user_metadata: Option<Map<String, Value>>,
    #[serde(default)]
    pub mfa_factors: Vec<ImportedFactor>,
}

/// Exactly one of them is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportedFactor {
    #[serde(default)]
    pub phone: Option<FactorValue>,
    #[serde(default)]
    pub email: Option<FactorValue>,
    #[serde(default)]
    pub totp: Option<FactorSecret>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorValue {
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorSecret {
    /// Base32.
    pub secret: String,
}

/// What is wrong with one user, in Auth0's shape.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fault {
    pub code: String,
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Fault {
    pub fn new(code: &str, message: impl Into<String>, path: Option<&str>) -> Self {
        Self { code: code.to_owned(), message: message.into(), path: path.map(str::to_owned) }
    }
}

/// A user who was not taken: how to find them in the file, and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rejected {
    pub user: Map<String, Value>,
    pub errors: Vec<Fault>,
}

impl ImportedUser {
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        // Either would be two texts in one: the first to whoever reads on, the second to whoever ends at it.
        let has_nul = bytes.windows(6).any(|six| six == b"\\u0000");
        if has_nul && serde_json::from_slice::<Value>(bytes).is_ok_and(|value| holds_nul(&value)) {
            return Err(Fault::new("INVALID_FORMAT", "A text holds a NUL character.", None));
        }
        serde_json::from_slice(bytes).map_err(|problem| told(&problem.to_string(), problem.is_data()))
    }

    /// What may be told of the user to find them again.
    pub fn shown(&self) -> Map<String, Value> {
        let fields = [("email", Some(&self.email)), ("username", self.username.as_ref()), ("user_id", self.user_id.as_ref())];
        let short = |text: &String| Value::String(text.chars().take(300).collect());
        fields.into_iter().filter_map(|(name, text)| Some((name.to_owned(), short(text?)))).collect()
    }
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

/// Of the parser's words only the name of a field is repeated: the rest may be made of what it read.
fn told(words: &str, is_data: bool) -> Fault {
    let name = words.split('`').nth(1).unwrap_or_default();
    let name: String = name.chars().filter(|one| !one.is_control()).take(64).collect();
    match () {
        () if !is_data => Fault::new("INVALID_FORMAT", "The user is not sound JSON.", None),
        () if words.starts_with("unknown field") => {
            Fault::new("OBJECT_ADDITIONAL_PROPERTIES", format!("Additional properties not allowed: {name}"), Some(&name))
        }
        () if words.starts_with("missing field") => {
            Fault::new("OBJECT_REQUIRED", format!("Missing required property: {name}"), Some(&name))
        }
        () if words.starts_with("duplicate field") => {
            Fault::new("INVALID_FORMAT", format!("The property {name} is there twice"), Some(&name))
        }
        () => Fault::new("INVALID_TYPE", "A property is of another type than it must be.", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_read_strictly_and_faults_repeat_no_value() {
        let parse = |text: &str| ImportedUser::parse(text.as_bytes()).map(|user| user.email).map_err(|fault| (fault.code, fault.message));
        assert_eq!(
            parse(r#"{"email":"ada@example.com","blocked":null,"mfa_factors":[{"phone":{"value":"+1"}}]}"#),
            Ok("ada@example.com".to_owned())
        );
        for (text, code) in [
            ("{", "INVALID_FORMAT"),
            (r#"{"email":"a\u0000b"}"#, "INVALID_FORMAT"),
            (r#"{"email":"a","user_metadata":{"a\u0000":1}}"#, "INVALID_FORMAT"),
            (r#"{"email":"\ud800"}"#, "INVALID_FORMAT"),
            ("{\"email\":\"a\nb\"}", "INVALID_FORMAT"),
            ("{\"email\":\"\u{0}\"}", "INVALID_FORMAT"),
            ("{}", "OBJECT_REQUIRED"),
            (r#"{"email":"a","password":"s3cret"}"#, "OBJECT_ADDITIONAL_PROPERTIES"),
            (r#"{"email":"a","email":"b"}"#, "INVALID_FORMAT"),
            (r#"{"email":"a","email_verified":"s3cret"}"#, "INVALID_TYPE"),
            (r#"{"email":"a","password_hash":{"s3cret":1}}"#, "INVALID_TYPE"),
            (r#"{"email":"a","mfa_factors":[{"push":{}}]}"#, "OBJECT_ADDITIONAL_PROPERTIES"),
        ] {
            let fault = parse(text).expect_err(text);
            assert_eq!(fault.0, code, "{text}");
            assert!(!fault.1.contains("s3cret"), "{}", fault.1);
        }
        // A backslash and four digits are no NUL.
        assert!(parse(r#"{"email":"a","name":"\\u0000"}"#).is_ok());
        let deep = format!(r#"{{"email":"a","user_metadata":{{"a":{}{}}}}}"#, "[".repeat(5000), "]".repeat(5000));
        assert!(parse(&deep).is_err());
    }
}
