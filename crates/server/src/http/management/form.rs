//! A form as the JSON it stands for: `a=1&b[]=x&c[d]=y`, each text turned into what the schema expects in its place.
//!
//! Auth0's Management API takes forms as well as JSON; what a form cannot say (`null`, a list at the top) only JSON can.

use serde_json::{Map, Value};

/// Brackets deeper than this are nobody's form.
const DEEPEST: usize = 8;

/// The object that the form's pairs make, all leaves texts.
pub fn parse(body: &[u8]) -> Result<Value, String> {
    std::str::from_utf8(body).map_err(|_| "the body is not UTF-8".to_owned())?;
    let mut form = Value::Object(Map::new());
    for (name, value) in form_urlencoded::parse(body) {
        if name.contains('\0') || value.contains('\0') {
            return Err("a text holds a NUL character".to_owned());
        }
        let steps = steps(&name)?;
        put(&mut form, &steps, value.into_owned())?;
    }
    Ok(form)
}

/// `a[b][]` is `["a", "b", ""]`.
fn steps(name: &str) -> Result<Vec<&str>, String> {
    let (first, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let mut steps = vec![first];
    while let Some(inner) = rest.strip_prefix('[') {
        let end = inner.find(']').ok_or_else(|| "a bracket is left open".to_owned())?;
        steps.push(&inner[..end]);
        rest = &inner[end + 1..];
    }
    if first.is_empty() || !rest.is_empty() || steps.len() > DEEPEST {
        return Err("a field's name is malformed".to_owned());
    }
    Ok(steps)
}

fn put(place: &mut Value, steps: &[&str], text: String) -> Result<(), String> {
    let Some((step, rest)) = steps.split_first() else {
        match place {
            Value::Null => *place = Value::String(text),
            // A name that comes again makes a list.
            Value::String(_) => *place = Value::Array(vec![place.take(), Value::String(text)]),
            Value::Array(items) => items.push(Value::String(text)),
            _ => return Err("a field is a text and an object at once".to_owned()),
        }
        return Ok(());
    };
    let is_item = step.is_empty() || step.bytes().all(|digit| digit.is_ascii_digit());
    if place.is_null() {
        *place = if is_item { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
    }
    match place {
        Value::Array(items) if is_item => {
            items.push(Value::Null);
            put(items.last_mut().expect("just pushed"), rest, text)
        }
        Value::Object(fields) if !step.is_empty() => put(fields.entry(*step).or_insert(Value::Null), rest, text),
        _ => Err("a field is of two kinds at once".to_owned()),
    }
}

/// Texts become numbers, truths and lists where the schema wants those; what fits nowhere stays, and is refused by the schema.
/// `resolve` follows a `$ref`.
pub fn coerce(value: Value, schema: &Value, resolve: &dyn Fn(&str) -> Value) -> Value {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return coerce(value, &resolve(target), resolve);
    }
    for words in ["oneOf", "anyOf"] {
        let branches = schema.get(words).and_then(Value::as_array);
        let branch = branches.and_then(|all| all.iter().find(|one| one.get("type").and_then(Value::as_str) != Some("null")));
        if let Some(branch) = branch {
            return coerce(value, branch, resolve);
        }
    }
    let wants = |kind: &str| match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(some)) => some.iter().any(|one| one == kind),
        _ => false,
    };
    match value {
        Value::String(text) if wants("array") => {
            let items = schema.get("items").cloned().unwrap_or_default();
            Value::Array(vec![coerce(Value::String(text), &items, resolve)])
        }
        Value::String(text) if wants("boolean") => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        Value::String(text) if wants("integer") || wants("number") => match text.parse::<serde_json::Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(text),
        },
        Value::Array(items) => {
            let of = schema.get("items").cloned().unwrap_or_default();
            Value::Array(items.into_iter().map(|item| coerce(item, &of, resolve)).collect())
        }
        Value::Object(fields) => {
            let known = schema.get("properties").cloned().unwrap_or_default();
            let inner = |(name, value): (String, Value)| {
                let of = known.get(&name).cloned().unwrap_or_default();
                let value = coerce(value, &of, resolve);
                (name, value)
            };
            Value::Object(fields.into_iter().map(inner).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(form: &str, schema: &Value) -> Value {
        coerce(parse(form.as_bytes()).unwrap(), schema, &|_| Value::Null)
    }

    #[test]
    fn a_form_says_what_json_says() {
        let schema = json!({ "type": "object", "properties": {
            "enabled": { "type": "boolean" }, "hours": { "type": ["integer", "null"] }, "name": { "type": "string" },
            "message_types": { "type": "array", "items": { "type": "string" } },
            "flags": { "type": "object", "properties": { "on": { "type": "boolean" } } },
        } });
        for (form, says) in [
            ("enabled=true&hours=7&name=7", json!({ "enabled": true, "hours": 7, "name": "7" })),
            ("message_types=sms", json!({ "message_types": ["sms"] })),
            ("message_types=sms&message_types=voice", json!({ "message_types": ["sms", "voice"] })),
            ("message_types[]=sms&message_types[1]=voice", json!({ "message_types": ["sms", "voice"] })),
            ("flags[on]=false", json!({ "flags": { "on": false } })),
            ("enabled=perhaps&hours=x", json!({ "enabled": "perhaps", "hours": "x" })),
        ] {
            assert_eq!(read(form, &schema), says, "{form}");
        }
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for bad in ["a[=1", "[a]=1", "a]b[=1", "a=1&a[b]=2", "a=%00", "a[b][c][d][e][f][g][h][i]=1"] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
