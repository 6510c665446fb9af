//! `/api/v2/docs`: the document as people read it, and a place to try what it says.
//!
//! Everything is drawn on the server and reads without a script; the script adds the forms that send. It asks for nothing from anywhere
//! else. Start reading at [`drawn`]; [`schema`] puts a schema into words, `templates/api.html` lays it out.

mod schema;

use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::Value;

use crate::http::error::management::plain;
use crate::http::pages::assets;
use schema::{Field, Kind, Schemas};

/// In the order in which people look for them.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

const HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-cache"),
];

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    title: String,
    introduction: String,
    version: &'static str,
    /// `ringfence dev` hands out a token itself.
    is_dev: bool,
    count: usize,
    tags: Vec<Tag>,
    /// What any operation may be refused with.
    refusals: Vec<Outcome>,
    schemas: Vec<Named>,
}

struct Tag {
    name: String,
    words: String,
    operations: Vec<Operation>,
}

struct Operation {
    id: String,
    method: String,
    /// Whole, with its `{id}`s.
    path: String,
    summary: String,
    words: String,
    /// Any of these sets is enough.
    scopes: Vec<String>,
    parameters: Vec<Parameter>,
    body: Option<Body>,
    success: Outcome,
    /// Beside those that all have.
    refusals: Vec<Outcome>,
}

struct Parameter {
    place: String,
    field: Field,
}

struct Body {
    kind: Kind,
    is_required: bool,
    is_form: bool,
    fields: Vec<Field>,
    example: String,
}

#[derive(Default)]
struct Outcome {
    status: String,
    words: String,
    kind: Kind,
}

struct Named {
    name: String,
    words: String,
    kind: Kind,
    fields: Vec<Field>,
}

/// The page as text, or the reason why there is none.
pub fn drawn(document: &Value, is_dev: bool) -> Result<String, askama::Error> {
    Page::of(document, is_dev).render()
}

pub fn answer(page: &Result<String, askama::Error>) -> Response {
    match page {
        Ok(html) => (HEADERS, Html(html.clone())).into_response(),
        Err(problem) => {
            tracing::error!(error = %problem, "the page of the Management API cannot be drawn");
            plain(StatusCode::INTERNAL_SERVER_ERROR, "The page cannot be drawn.", None)
        }
    }
}

impl Page {
    fn of(document: &Value, is_dev: bool) -> Self {
        let schemas = Schemas(document);
        let common = common(document);
        let mut tags: Vec<Tag> = document["tags"].as_array().into_iter().flatten().map(Tag::of).collect();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for method in METHODS {
                let said = &item[method];
                if let Some(tag) = tags.iter_mut().find(|tag| said["tags"][0] == tag.name.as_str()) {
                    tag.operations.push(Operation::of(&schemas, &common, method, path, said));
                }
            }
        }
        Self {
            title: text(&document["info"]["title"]),
            introduction: text(&document["info"]["description"]),
            version: assets::version(),
            is_dev,
            count: tags.iter().map(|tag| tag.operations.len()).sum(),
            tags,
            refusals: common,
            schemas: schemas.all().map(|(name, schema)| Named::of(&schemas, name, schema)).collect(),
        }
    }
}

impl Tag {
    fn of(said: &Value) -> Self {
        Self { name: text(&said["name"]), words: text(&said["description"]), operations: Vec::new() }
    }

    /// In an address, which has no room for a space.
    fn key(&self) -> String {
        self.name.replace(' ', "-")
    }
}

impl Operation {
    fn of(schemas: &Schemas<'_>, common: &[Outcome], method: &str, path: &str, said: &Value) -> Self {
        let outcomes = said["responses"].as_object().into_iter().flatten();
        let (good, bad): (Vec<_>, Vec<_>) =
            outcomes.map(|(status, answer)| Outcome::of(schemas, status, answer)).partition(|one| !one.is_refusal());
        let sets = said["security"].as_array().into_iter().flatten().filter_map(|one| one["management"].as_array());
        Self {
            id: text(&said["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&said["summary"]).trim_end_matches('.').to_owned(),
            words: text(&said["description"]),
            scopes: sets.map(|set| set.iter().map(text).collect::<Vec<_>>().join(" + ")).collect(),
            parameters: said["parameters"].as_array().into_iter().flatten().map(|one| Parameter::of(schemas, one)).collect(),
            body: Body::of(schemas, &said["requestBody"]),
            success: good.into_iter().next().unwrap_or_default(),
            refusals: bad.into_iter().filter(|one| !common.iter().any(|other| other.is_same(one))).collect(),
        }
    }

    fn is_read(&self) -> bool {
        self.method == "GET"
    }
}

impl Parameter {
    fn of(schemas: &Schemas<'_>, said: &Value) -> Self {
        let field =
            Field { words: text(&said["description"]), ..schemas.field(&text(&said["name"]), &said["schema"], said["required"] == true) };
        Self { place: text(&said["in"]), field }
    }
}

impl Body {
    fn of(schemas: &Schemas<'_>, said: &Value) -> Option<Self> {
        let content = said["content"].as_object()?;
        let is_form = content.contains_key("multipart/form-data");
        let schema = &content.get(if is_form { "multipart/form-data" } else { "application/json" })?["schema"];
        let example = serde_json::to_string_pretty(&schemas.example(schema)).unwrap_or_default();
        Some(Self { kind: schemas.kind(schema), is_required: said["required"] == true, is_form, fields: schemas.fields(schema), example })
    }
}

impl Outcome {
    fn of(schemas: &Schemas<'_>, status: &str, said: &Value) -> Self {
        let said = schemas.answer(said);
        let contents = said["content"].as_object().into_iter().flatten();
        let kind = contents.map(|(_, content)| schemas.kind(&content["schema"])).next().unwrap_or_default();
        Self { status: status.to_owned(), words: text(&said["description"]), kind }
    }

    fn is_refusal(&self) -> bool {
        self.status.starts_with(['4', '5'])
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.status, &self.words) == (&other.status, &other.words)
    }
}

impl Named {
    fn of(schemas: &Schemas<'_>, name: &str, schema: &Value) -> Self {
        Self { name: name.to_owned(), words: text(&schema["description"]), kind: schemas.kind(schema), fields: schemas.fields(schema) }
    }
}

/// What every operation that takes a body may be refused with stands on the page once.
fn common(document: &Value) -> Vec<Outcome> {
    let operations = document["paths"].as_object().into_iter().flatten().flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let with_body: Vec<&Value> = operations.map(|(_, said)| said).filter(|said| said["requestBody"].is_object()).collect();
    let Some((first, others)) = with_body.split_first() else { return Vec::new() };
    let answers = first["responses"].as_object().into_iter().flatten().map(|(status, said)| Outcome::of(&Schemas(document), status, said));
    let is_everywhere = |one: &Outcome| {
        let says_so = |other: &&Value| other["responses"][&one.status].is_object();
        one.is_refusal() && one.status != "404" && one.status != "409" && others.iter().all(says_so)
    };
    answers.filter(is_everywhere).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
