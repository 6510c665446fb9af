//! A user as a search sees them.
//!
//! Addresses and names are compared whatever their case, ids and metadata letter by letter; a term without a field is looked for in
//! addresses and names, not in metadata. Source: Auth0, "User Search Query Syntax" (version 3).

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::User;
use crate::search::{Document, Value, within};

impl Document for User {
    fn values(&self, field: &str) -> Vec<Value<'_>> {
        let profile = &self.profile;
        let text = |text: &Option<String>| text.clone().map(|text| Value::Text(text.into())).into_iter().collect();
        let one = |value: Value<'static>| vec![value];
        match field {
            "user_id" => vec![Value::from(self.id.as_str())],
            "email" if self.email.is_empty() => Vec::new(),
            "email" => vec![Value::from(self.email.as_str())],
            "email.domain" => self.email.rsplit_once('@').map(|(_, domain)| Value::from(domain)).into_iter().collect(),
            "email_verified" => one(Value::Bool(self.email_verified)),
            "name" => vec![Value::from(self.name())],
            "nickname" => vec![Value::from(self.nickname())],
            "username" => text(&profile.username),
            "given_name" => text(&profile.given_name),
            "family_name" => text(&profile.family_name),
            "picture" => text(&profile.picture),
            "blocked" => one(Value::Bool(self.is_blocked)),
            "created_at" => one(Value::Time(self.created_at)),
            "updated_at" => one(Value::Time(self.updated_at)),
            "last_login" => self.last_login_at.map(Value::Time).into_iter().collect(),
            "last_ip" => text(&self.last_ip),
            "last_password_reset" => self.password_set_at.map(Value::Time).into_iter().collect(),
            #[expect(clippy::cast_precision_loss, reason = "nobody signs in 2^53 times")]
            "logins_count" => one(Value::Number(self.logins_count as f64)),
            "identities.connection" => vec![Value::from(self.connection.as_str())],
            "identities.user_id" => vec![Value::from(self.id.bare())],
            "identities.provider" => one(Value::from("auth0")),
            "identities.isSocial" => one(Value::Bool(false)),
            "user_metadata" | "app_metadata" => {
                let map = if field == "user_metadata" { &profile.user_metadata } else { &profile.app_metadata };
                // Of the whole nothing can be asked but whether it is there.
                if map.is_empty() { Vec::new() } else { one(Value::from("")) }
            }
            _ => match field.split_once('.') {
                Some(("user_metadata", path)) => within_map(&profile.user_metadata, path),
                Some(("app_metadata", path)) => within_map(&profile.app_metadata, path),
                _ => Vec::new(),
            },
        }
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        let profile = &self.profile;
        let named = [self.email.as_str(), self.name(), self.nickname(), self.id.as_str()];
        let given = [&profile.username, &profile.given_name, &profile.family_name];
        let given = given.into_iter().filter_map(Option::as_deref);
        named.into_iter().chain(given).map(Cow::Borrowed).collect()
    }

    fn ignores_case(&self, field: &str) -> bool {
        matches!(field, "email" | "email.domain" | "name" | "nickname" | "username" | "given_name" | "family_name")
    }
}

/// What stands under a path with dots, which may begin with a key that has dots of its own.
fn within_map<'a>(map: &'a Map<String, Json>, path: &str) -> Vec<Value<'a>> {
    let whole = map.get(path).into_iter().flat_map(leaves);
    let steps = path.match_indices('.').map(|(at, _)| (&path[..at], &path[at + 1..]));
    whole.chain(steps.filter_map(|(key, rest)| Some(within(map.get(key)?, rest))).flatten()).collect()
}

fn leaves(json: &Json) -> Vec<Value<'_>> {
    match json {
        Json::Null => Vec::new(),
        Json::Bool(yes) => vec![Value::Bool(*yes)],
        Json::Number(number) => number.as_f64().map(Value::Number).into_iter().collect(),
        Json::String(text) => vec![Value::from(text.as_str())],
        Json::Array(items) => items.iter().flat_map(leaves).collect(),
        // Something is there, of which nothing can be asked but whether it is.
        Json::Object(fields) if fields.is_empty() => Vec::new(),
        Json::Object(_) => vec![Value::from("")],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::clock::Timestamp;
    use crate::id::UserId;
    use crate::search::Query;
    use crate::user::{DEFAULT_CONNECTION, Profile, User};

    fn ada() -> User {
        let map = |value: serde_json::Value| value.as_object().cloned().unwrap_or_default();
        let profile = Profile {
            username: Some("countess".into()),
            name: Some("Ada Lovelace".into()),
            user_metadata: map(
                json!({ "hobby": "Maths", "addresses": [{ "city": "London" }, { "city": "Ockham" }], "a.b": 3, "gone": null }),
            ),
            app_metadata: map(json!({ "subscription": { "plan": "gold" }, "beta": true })),
            ..Profile::default()
        };
        let now = Timestamp::from_secs(1_764_000_000);
        let user = User::new(UserId::new("auth0|abc"), DEFAULT_CONNECTION, "ada@example.com".into(), None, profile, now);
        User { logins_count: 7, last_login_at: Some(now), ..user }
    }

    #[test]
    fn a_user_is_found_by_what_they_are() {
        for (query, is_found) in [
            ("email:ADA@example.com", true),
            ("email:ada*", true),
            ("email:*lovelace*", false),
            ("email.domain:example.com", true),
            ("user_id:\"auth0|abc\"", true),
            ("user_id:\"AUTH0|abc\"", false),
            ("name:\"ada lovelace\"", true),
            ("name:ada", false),
            ("nickname:ada", true),
            ("username:Countess", true),
            ("lovelace", true),
            ("maths", false),
            ("blocked:false", true),
            ("email_verified:true", false),
            ("logins_count:[5 TO 10]", true),
            ("logins_count:>7", false),
            ("created_at:[2025-11-24 TO *]", true),
            ("created_at:[2025-11-25 TO *]", false),
            ("last_login:2025-11", true),
            ("_exists_:last_ip", false),
            ("_exists_:user_metadata", true),
            ("identities.connection:\"Username-Password-Authentication\"", true),
            ("identities.user_id:abc", true),
            ("user_metadata.hobby:Maths", true),
            ("user_metadata.hobby:maths", false),
            ("user_metadata.addresses.city:Ockham", true),
            ("user_metadata.a.b:3", true),
            ("_exists_:user_metadata.gone", false),
            ("app_metadata.subscription.plan:\"gold\" AND app_metadata.beta:true", true),
            ("app_metadata.subscription.plan:silver OR NOT _exists_:app_metadata.beta", false),
            ("password_hash:*", false),
        ] {
            let parsed = Query::parse(query).unwrap_or_else(|problem| panic!("{query}: {problem}"));
            assert_eq!(parsed.matches(&ada()), is_found, "{query}");
        }
    }
}
