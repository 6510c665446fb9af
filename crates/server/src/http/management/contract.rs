//! The document as a rule: what it says of an operation is what is asked of a request, scope by scope and property by property.
//!
//! Each operation's parameters and body are checked against its own schemas, so that the published document cannot promise what the
//! server refuses, nor the other way round. Refusals are put as Auth0 puts them ("Payload validation error: '…' on property …").

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use axum::http::Method;
use boon::{Compiler, Draft, ErrorKind, SchemaIndex, Schemas, ValidationError};
use serde_json::{Map, Value, json};

use crate::http::management::form;

pub struct Contract {
    /// What the operations' schemas refer to.
    components: Value,
    operations: HashMap<(Method, String), Operation>,
}

/// What the document says of one method of one path.
pub struct Operation {
    pub summary: String,
    /// Any of these sets of scopes is enough.
    pub scopes: Vec<Vec<String>>,
    /// Of the answer when all went well.
    pub success: u16,
    pub takes_body: TakesBody,
    query: Rule,
    body: Rule,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakesBody {
    No,
    Optional,
    Required,
    /// Multipart, read by the handler as it arrives.
    Stream,
}

/// A schema, compiled when it is first needed.
struct Rule {
    schema: Value,
    compiled: OnceLock<(Schemas, SchemaIndex)>,
}

impl Contract {
    /// Of the whole document; an operation without a scope is none that could be asked for.
    pub fn of(document: &Value) -> Self {
        let mut operations = HashMap::new();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes()) {
                    operations.insert((method, path.clone()), Operation::of(operation));
                }
            }
        }
        Self { components: document["components"].clone(), operations }
    }

    pub fn operation(&self, method: &Method, path: &str) -> Option<&Operation> {
        self.operations.get(&(method.clone(), path.to_owned()))
    }

    /// A form's texts as the operation's body expects them.
    pub fn coerce(&self, operation: &Operation, form: Value) -> Value {
        form::coerce(form, &operation.body.schema, &|target| self.resolve(target))
    }

    /// The query as an object, each text turned into what its parameter is. What the document does not name is left out: a tool's
    /// habit of sending more than an operation knows does no harm.
    pub fn query(&self, operation: &Operation, pairs: impl Iterator<Item = (String, String)>) -> Result<Value, String> {
        let known = &operation.query.schema["properties"];
        let mut found = Map::new();
        for (name, value) in pairs {
            if let Some(schema) = known.get(&name) {
                found.insert(name, form::coerce(Value::String(value), schema, &|target| self.resolve(target)));
            }
        }
        let found = Value::Object(found);
        operation.query.check(&self.components, &found).map_err(|words| format!("Query validation error: {words}."))?;
        Ok(found)
    }

    pub fn check_body(&self, operation: &Operation, body: &Value) -> Result<(), String> {
        operation.body.check(&self.components, body).map_err(|words| format!("Payload validation error: {words}."))
    }

    fn resolve(&self, target: &str) -> Value {
        let place = target.trim_start_matches("#/components");
        self.components.pointer(place).cloned().unwrap_or_default()
    }
}

impl Operation {
    fn of(operation: &Value) -> Self {
        let scopes = operation["security"].as_array().into_iter().flatten();
        let scopes = scopes.filter_map(|one| serde_json::from_value::<BTreeMap<String, Vec<String>>>(one.clone()).ok());
        let (takes_body, body) = body_of(operation);
        let success = operation["responses"].as_object().into_iter().flatten().filter_map(|(status, _)| status.parse::<u16>().ok());
        Self {
            summary: operation["summary"].as_str().unwrap_or_default().trim_end_matches('.').to_owned(),
            scopes: scopes.flat_map(BTreeMap::into_values).collect(),
            success: success.filter(|status| *status < 300).min().unwrap_or(200),
            takes_body,
            query: Rule::of(query_of(operation)),
            body: Rule::of(body),
        }
    }
}

fn query_of(operation: &Value) -> Value {
    let parameters = operation["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query");
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for one in parameters {
        let name = one["name"].as_str().unwrap_or_default();
        properties.insert(name.to_owned(), one["schema"].clone());
        if one["required"] == true {
            required.push(json!(name));
        }
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

fn body_of(operation: &Value) -> (TakesBody, Value) {
    let body = &operation["requestBody"];
    let content = &body["content"];
    if content["multipart/form-data"].is_object() {
        return (TakesBody::Stream, Value::Null);
    }
    match content["application/json"].get("schema") {
        None => (TakesBody::No, Value::Null),
        Some(schema) if body["required"] == true => (TakesBody::Required, schema.clone()),
        Some(schema) => (TakesBody::Optional, schema.clone()),
    }
}

impl Rule {
    fn of(schema: Value) -> Self {
        Self { schema, compiled: OnceLock::new() }
    }

    fn check(&self, components: &Value, value: &Value) -> Result<(), String> {
        if self.schema.is_null() {
            return Ok(());
        }
        let (schemas, index) = self.compiled.get_or_init(|| {
            let whole = with_components(components, self.schema.clone());
            compile(&whole).expect("a test compiles every schema of the document")
        });
        schemas.validate(value, *index).map_err(|problem| words(&problem, value))
    }
}

/// A schema with the components it leans on, and only those, so that it can be compiled by itself.
fn with_components(components: &Value, mut schema: Value) -> Value {
    let mut needed = Map::new();
    gather(components, &schema, &mut needed);
    if let (Value::Object(fields), false) = (&mut schema, needed.is_empty()) {
        fields.insert("components".to_owned(), json!({ "schemas": needed }));
    }
    schema
}

/// A schema that stands by itself, with its formats asserted.
pub fn compile(schema: &Value) -> Result<(Schemas, SchemaIndex), String> {
    const PLACE: &str = "urn:ringfence:schema";
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.set_default_draft(Draft::V2020_12);
    compiler.enable_format_assertions();
    compiler.add_resource(PLACE, schema.clone()).map_err(|problem| problem.to_string())?;
    let index = compiler.compile(PLACE, &mut schemas).map_err(|problem| problem.to_string())?;
    Ok((schemas, index))
}

/// Every component that a schema refers to, and those that they refer to.
fn gather(components: &Value, schema: &Value, found: &mut Map<String, Value>) {
    match schema {
        Value::Object(fields) => {
            if let Some(name) = fields.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix("#/components/schemas/"))
                && !found.contains_key(name)
            {
                let target = components["schemas"][name].clone();
                found.insert(name.to_owned(), target.clone());
                gather(components, &target, found);
            }
            fields.values().for_each(|inner| gather(components, inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| gather(components, inner, found)),
        _ => {}
    }
}

/// `'String is too short, minimum 1' on property name`. The value itself is never repeated: it may be a secret.
fn words(problem: &ValidationError<'_, '_>, whole: &Value) -> String {
    let problem = innermost(problem);
    let place = problem.instance_location.to_string();
    let what = match &problem.kind {
        ErrorKind::AdditionalProperties { got } => format!("Additional properties not allowed: {}", names(got)),
        ErrorKind::Required { want } => format!("Missing required property: {}", want.first().copied().unwrap_or_default()),
        ErrorKind::Type { want, .. } => {
            let wanted: Vec<String> = want.iter().map(|one| one.to_string()).collect();
            let found = whole.pointer(&place).map_or("nothing", kind_of);
            format!("Expected type {} but found type {found}", wanted.join(" or "))
        }
        ErrorKind::Enum { want } => format!("No enum match, expected one of: {}", list(want)),
        ErrorKind::Format { want, .. } => format!("Object didn't pass validation for format {want}"),
        ErrorKind::Pattern { want, .. } => format!("String does not match pattern: {want}"),
        ErrorKind::MinLength { want, .. } => format!("String is too short, minimum {want}"),
        ErrorKind::MaxLength { want, .. } => format!("String is too long, maximum {want}"),
        ErrorKind::MinItems { want, .. } => format!("Array is too short, minimum {want}"),
        ErrorKind::MaxItems { want, .. } => format!("Array is too long, maximum {want}"),
        ErrorKind::MinProperties { want, .. } => format!("Too few properties defined, minimum {want}"),
        ErrorKind::MaxProperties { want, .. } => format!("Too many properties defined, maximum {want}"),
        ErrorKind::Minimum { want, .. } => format!("Value is less than minimum {want}"),
        ErrorKind::Maximum { want, .. } => format!("Value is greater than maximum {want}"),
        ErrorKind::UniqueItems { .. } => "Array items are not unique".to_owned(),
        ErrorKind::OneOf(_) | ErrorKind::AnyOf => "Data does not match any schemas".to_owned(),
        _ => "The value is not allowed here".to_owned(),
    };
    match property(&place) {
        place if place.is_empty() => format!("'{what}'"),
        place => format!("'{what}' on property {place}"),
    }
}

/// Where it went wrong first. Of something that may be `null` or else a thing of its own, the thing's fault is what matters; of several
/// things that it might be, none.
fn innermost<'e, 's, 'v>(problem: &'e ValidationError<'s, 'v>) -> &'e ValidationError<'s, 'v> {
    let causes: Vec<_> = match problem.kind {
        ErrorKind::OneOf(_) | ErrorKind::AnyOf => problem.causes.iter().filter(|cause| !is_about_null(cause)).collect(),
        _ => problem.causes.iter().take(1).collect(),
    };
    match causes.as_slice() {
        [only] => innermost(only),
        _ => problem,
    }
}

fn is_about_null(problem: &ValidationError<'_, '_>) -> bool {
    let is_null = |kind: &ErrorKind<'_, '_>| matches!(kind, ErrorKind::Type { want, .. } if want.iter().eq([boon::Type::Null]));
    is_null(&problem.kind) || (problem.causes.len() == 1 && is_about_null(&problem.causes[0]))
}

/// `/groups/0/email` is `groups[0].email`.
fn property(pointer: &str) -> String {
    let mut place = String::new();
    for step in pointer.split('/').skip(1) {
        let step: String = step.replace("~1", "/").replace("~0", "~").chars().take(64).collect();
        if step.bytes().all(|digit| digit.is_ascii_digit()) {
            place.push_str(&format!("[{step}]"));
        } else {
            if !place.is_empty() {
                place.push('.');
            }
            place.push_str(&step);
        }
    }
    place
}

fn names(unexpected: &[std::borrow::Cow<'_, str>]) -> String {
    let short = unexpected.iter().take(5).map(|name| name.chars().take(64).collect::<String>());
    short.collect::<Vec<_>>().join(", ")
}

fn list(options: &[Value]) -> String {
    options.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect::<Vec<_>>().join(", ")
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
