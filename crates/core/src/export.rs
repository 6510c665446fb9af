//! Users on their way out: which of their fields, and how a line of them is written.
//!
//! No hash of a password is a field. Source: Auth0, Management API, "Export users".

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::user::User;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One object a line.
    #[default]
    Json,
    Csv,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// One column: `email`, `user_metadata.plan`, `identities[0].connection`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(default)]
    pub export_as: Option<String>,
}

impl Field {
    fn header(&self) -> &str {
        self.export_as.as_deref().unwrap_or(&self.name)
    }

    /// It would say the same again, or hide the other in a line of JSON.
    pub fn is_twin(&self, other: &Self) -> bool {
        self.name == other.name || self.header() == other.header()
    }
}

/// What is written when no field is named.
pub const USUAL: [&str; 16] = [
    "user_id",
    "email",
    "email_verified",
    "username",
    "name",
    "nickname",
    "given_name",
    "family_name",
    "picture",
    "blocked",
    "created_at",
    "updated_at",
    "last_login",
    "logins_count",
    "user_metadata",
    "app_metadata",
];

pub fn usual() -> Vec<Field> {
    USUAL.iter().map(|name| Field { name: (*name).to_owned(), export_as: None }).collect()
}

/// Whether a field can be asked for: the first step of its name is one that a user has.
pub fn is_known(name: &str) -> bool {
    let first = name.split(['.', '[']).next().unwrap_or_default();
    USUAL.contains(&first) || ["last_ip", "identities", "connection", "last_password_reset"].contains(&first)
}

/// What stands before the first user: of CSV, the columns' names.
pub fn head(format: Format, fields: &[Field]) -> String {
    if format == Format::Json {
        return String::new();
    }
    let names: Vec<String> = fields.iter().map(|field| cell(&Value::String(field.header().to_owned()))).collect();
    names.join(",") + "\r\n"
}

pub fn line(format: Format, fields: &[Field], user: &User) -> String {
    let whole = shown(user);
    match format {
        Format::Json => {
            let values = fields.iter().filter_map(|field| Some((field.header().to_owned(), find(&whole, &field.name)?.clone())));
            Value::Object(values.collect::<Map<_, _>>()).to_string() + "\n"
        }
        Format::Csv => {
            let cells: Vec<String> = fields.iter().map(|field| find(&whole, &field.name).map(cell).unwrap_or_default()).collect();
            cells.join(",") + "\r\n"
        }
    }
}

/// As the Management API shows a user.
fn shown(user: &User) -> Value {
    let (profile, text) = (&user.profile, |text: &Option<String>| text.clone().map_or(Value::Null, Value::String));
    let time = |at: Option<crate::clock::Timestamp>| at.map_or(Value::Null, |at| Value::String(at.to_string()));
    serde_json::json!({
        "user_id": user.id,
        "email": user.email,
        "email_verified": user.email_verified,
        "username": text(&profile.username),
        "name": user.name(),
        "nickname": user.nickname(),
        "given_name": text(&profile.given_name),
        "family_name": text(&profile.family_name),
        "picture": text(&profile.picture),
        "blocked": user.is_blocked,
        "connection": user.connection,
        "identities": [{ "connection": user.connection, "user_id": user.id.bare(), "provider": "auth0", "isSocial": false }],
        "created_at": user.created_at.to_string(),
        "updated_at": user.updated_at.to_string(),
        "last_login": time(user.last_login_at),
        "last_ip": text(&user.last_ip),
        "last_password_reset": time(user.password_set_at),
        "logins_count": user.logins_count,
        "user_metadata": profile.user_metadata,
        "app_metadata": profile.app_metadata,
    })
}

/// `None` for what is not there, and for `null`.
fn find<'v>(whole: &'v Value, name: &str) -> Option<&'v Value> {
    let mut place = whole;
    for step in name.split('.') {
        let mut parts = step.split('[');
        place = place.get(parts.next()?)?;
        for index in parts {
            place = place.get(index.strip_suffix(']')?.parse::<usize>().ok()?)?;
        }
    }
    Some(place).filter(|value| !value.is_null())
}

/// One cell of CSV (RFC 4180). What a spreadsheet would take for a formula gets a `'` before it (OWASP, "CSV Injection").
fn cell(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains([',', '"', '\r', '\n', ';']) || text.starts_with(' ') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::id::UserId;
    use crate::user::Profile;

    #[test]
    fn lines_hold_what_was_asked_for_and_no_formula() {
        let mut profile = Profile { name: Some("=HYPERLINK(\"http://evil.example\")".to_owned()), ..Profile::default() };
        profile.user_metadata.insert("plan".to_owned(), serde_json::json!({ "tiers": ["a,b"] }));
        let user = User::new(
            UserId::new("auth0|1"),
            "C",
            "ada@example.com".to_owned(),
            Some("$argon2id$x".to_owned()),
            profile,
            Timestamp::from_secs(0),
        );
        let field = |name: &str, export_as: Option<&str>| Field { name: name.to_owned(), export_as: export_as.map(str::to_owned) };
        let fields = [
            field("email", None),
            field("name", Some("@who")),
            field("user_metadata.plan.tiers[0]", None),
            field("user_metadata.plan", None),
            field("user_metadata.none", None),
            field("identities[0].connection", Some("place")),
        ];
        assert_eq!(head(Format::Csv, &fields), "email,'@who,user_metadata.plan.tiers[0],user_metadata.plan,user_metadata.none,place\r\n");
        assert_eq!(
            line(Format::Csv, &fields, &user),
            "ada@example.com,\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"a,b\",\"{\"\"tiers\"\":[\"\"a,b\"\"]}\",,C\r\n"
        );
        let json: Value = serde_json::from_str(&line(Format::Json, &fields, &user)).expect("JSON");
        assert_eq!((&json["place"], &json["user_metadata.plan.tiers[0]"]), (&"C".into(), &"a,b".into()));
        assert!(is_known("user_metadata.plan") && is_known("identities[0].connection") && !is_known("password_hash"));
        assert!(!line(Format::Json, &usual(), &user).contains("argon2"));
    }
}
