//! A JSON schema in a reader's words: what it is in half a line, its properties, and an example of it.

use serde_json::{Map, Value, json};

/// The document, for what a schema refers to.
pub(super) struct Schemas<'a>(pub &'a Value);

/// "list of [Factor]": words, some of which lead to a schema of that name.
#[derive(Clone, Default)]
pub(super) struct Kind(pub Vec<Piece>);

#[derive(Clone)]
pub(super) struct Piece {
    pub words: String,
    pub is_name: bool,
}

pub(super) struct Field {
    pub name: String,
    pub kind: Kind,
    pub is_required: bool,
    pub words: String,
    /// "at most 20 characters"
    pub limits: Vec<String>,
    /// All there are to choose from, if it is one of a few.
    pub choices: Vec<String>,
}

/// So deep an example goes; what refers to itself would go on for ever.
const DEPTH: u32 = 4;

impl Kind {
    fn plain(words: impl Into<String>) -> Self {
        Self(vec![Piece { words: words.into(), is_name: false }])
    }

    fn named(name: &str) -> Self {
        Self(vec![Piece { words: name.to_owned(), is_name: true }])
    }

    fn of_either(kinds: Vec<Self>) -> Self {
        let mut pieces = Vec::new();
        for (index, kind) in kinds.into_iter().enumerate() {
            if index > 0 {
                pieces.push(Piece { words: " or ".to_owned(), is_name: false });
            }
            pieces.extend(kind.0);
        }
        Self(pieces)
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> Schemas<'a> {
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0["components"]["schemas"].as_object().into_iter().flatten()
    }

    /// An answer that several operations share stands among the components.
    pub(super) fn answer<'s>(&self, said: &'s Value) -> &'s Value
    where
        'a: 's,
    {
        let target = said["$ref"].as_str().map(|target| target.trim_start_matches('#'));
        target.and_then(|target| self.0.pointer(target)).unwrap_or(said)
    }

    /// Through references, as far as they lead.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..8 {
            let Some(target) = schema["$ref"].as_str() else { break };
            schema = self.0.pointer(target.trim_start_matches('#')).unwrap_or(&Value::Null);
        }
        schema
    }

    pub(super) fn kind(&self, schema: &Value) -> Kind {
        if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
            return Kind::named(name);
        }
        for word in ["oneOf", "anyOf", "allOf"] {
            if let Some(some) = schema[word].as_array() {
                return Kind::of_either(some.iter().map(|one| self.kind(one)).collect());
            }
        }
        match &schema["type"] {
            Value::Array(some) => Kind::of_either(some.iter().map(|one| self.typed(schema, one.as_str().unwrap_or_default())).collect()),
            Value::String(one) => self.typed(schema, one),
            _ => Kind::plain("anything"),
        }
    }

    fn typed(&self, schema: &Value, word: &str) -> Kind {
        match word {
            "array" => {
                let mut kind = Kind::plain("list of ");
                kind.0.extend(self.kind(&schema["items"]).0);
                kind
            }
            "object" => Kind::plain("object"),
            "string" if schema["format"].is_string() => Kind::plain(schema["format"].as_str().unwrap_or_default()),
            word => Kind::plain(word),
        }
    }

    pub(super) fn field(&self, name: &str, schema: &'a Value, is_required: bool) -> Field {
        let target = self.resolved(without_null(schema));
        let said = if schema["description"].is_string() { schema } else { target };
        let choices = match (&target["enum"], target["type"] == "boolean") {
            (Value::Array(some), _) => some.iter().map(spelled).collect(),
            (_, true) => vec!["true".to_owned(), "false".to_owned()],
            _ => Vec::new(),
        };
        Field {
            name: name.to_owned(),
            kind: self.kind(schema),
            is_required,
            words: said["description"].as_str().unwrap_or_default().to_owned(),
            limits: limits(target),
            choices,
        }
    }

    /// The properties of an object, or of a list's objects.
    pub(super) fn fields(&self, schema: &'a Value) -> Vec<Field> {
        let schema = self.resolved(schema);
        let schema = if schema["items"].is_object() { self.resolved(&schema["items"]) } else { schema };
        let parts = ["allOf", "anyOf", "oneOf"].iter().filter_map(|word| schema[*word].as_array()).flatten();
        let mut found: Vec<Field> = Vec::new();
        for part in std::iter::once(schema).chain(parts.map(|part| self.resolved(part))) {
            let required: Vec<&Value> = part["required"].as_array().into_iter().flatten().collect();
            for (name, inner) in part["properties"].as_object().into_iter().flatten() {
                if !found.iter().any(|known| known.name == *name) {
                    found.push(self.field(name, inner, required.iter().any(|one| *one == name.as_str())));
                }
            }
        }
        found.sort_by_key(|field| !field.is_required);
        found
    }

    pub(super) fn example(&self, schema: &'a Value) -> Value {
        self.sample(schema, 0)
    }

    fn sample(&self, schema: &'a Value, depth: u32) -> Value {
        let schema = self.resolved(without_null(schema));
        if let Some(given) =
            [&schema["example"], &schema["default"], &schema["examples"][0], &schema["enum"][0]].into_iter().find(|one| !one.is_null())
        {
            return given.clone();
        }
        if let Some(first) = ["oneOf", "anyOf"].iter().find_map(|word| schema[*word].get(0)) {
            return self.sample(first, depth + 1);
        }
        let word = schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or_default();
        match word {
            _ if depth > DEPTH => Value::Null,
            "array" => json!([self.sample(&schema["items"], depth + 1)]),
            "boolean" => json!(true),
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(0)),
            "string" => json!(match schema["format"].as_str() {
                Some("email") => "ada@example.com",
                Some("uri" | "uri-reference") => "https://example.com/",
                Some("date-time") => "2026-01-01T00:00:00.000Z",
                Some("date") => "2026-01-01",
                _ => "string",
            }),
            _ => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let known = required.filter_map(|name| Some((name.to_owned(), self.sample(schema["properties"].get(name)?, depth + 1))));
                Value::Object(known.collect::<Map<_, _>>())
            }
        }
    }
}

/// The other half of "this or null".
fn without_null(schema: &Value) -> &Value {
    let mut parts = schema["oneOf"].as_array().or(schema["anyOf"].as_array()).into_iter().flatten().filter(|one| one["type"] != "null");
    match (parts.next(), parts.next()) {
        (Some(only), None) => only,
        _ => schema,
    }
}

fn limits(schema: &Value) -> Vec<String> {
    let number = |name: &str| schema.get(name).filter(|value| value.is_number());
    let mut found = Vec::new();
    let mut between = |least: &str, most: &str, of: &str| match (number(least), number(most)) {
        (Some(least), Some(most)) if least == most => found.push(format!("{least}{of}")),
        (Some(least), Some(most)) => found.push(format!("{least} to {most}{of}")),
        (Some(least), None) if least != 0 || of.is_empty() => found.push(format!("at least {least}{of}")),
        (None, Some(most)) => found.push(format!("at most {most}{of}")),
        _ => {}
    };
    between("minLength", "maxLength", " characters");
    between("minItems", "maxItems", " items");
    between("minimum", "maximum", "");
    if let Some(pattern) = schema["pattern"].as_str() {
        found.push(format!("like {pattern}"));
    }
    if let Some(default) = schema.get("default") {
        found.push(format!("{} unless given", spelled(default)));
    }
    found
}

fn spelled(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
