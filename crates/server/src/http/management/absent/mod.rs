//! What is not part of Ringfence, answered as by a tenant that has none of it, so that tools which read a whole tenant can go on.
//!
//! Nothing that is sent here is kept. Start at the [`table`]; this file makes routes and document of it, each behind the gate and its scope
//! like any other operation.

mod table;

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem, Paths};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema};
use utoipa::openapi::{Content, RefOr, Required, ResponseBuilder, SecurityRequirement, Type};
use utoipa_axum::router::OpenApiRouter;

use crate::ctx::App;
use crate::flow::administer::{Admin, absent};
use crate::flow::error::{FlowError, Inexistent};
use crate::http::error::management::ManagementError;
use crate::http::management::{Body, Query};

pub const TAG: &str = "not part of Ringfence";

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Row {
    path: &'static str,
    /// "Ringfence has no …"
    what: &'static str,
    /// `read:<resource>` and so on.
    resource: &'static str,
    reading: Reading,
    /// Methods that change something, in small letters.
    writes: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub enum Reading {
    /// A bare list, a page with totals, or a page that ends in a checkpoint, as is asked.
    List(&'static str),
    /// A bare list, whatever is asked.
    Plain,
    /// A page, whatever is asked.
    Keyed(&'static str),
    /// Settings that are off, in JSON; whoever sets them to what they are is let.
    Off(&'static str),
    /// 404, in Auth0's words and with its code.
    Missing(&'static str, &'static str),
    /// 403: a feature that the tenant does not have, or no reading at all.
    Refused,
}

#[derive(Deserialize)]
struct Asked {
    page: Option<u32>,
    per_page: Option<u32>,
    include_totals: Option<bool>,
    from: Option<String>,
    take: Option<u32>,
}

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    table::TABLE.iter().fold(OpenApiRouter::new(), |router, row| {
        let mut item = PathItem::new(HttpMethod::Get, row.operation("get"));
        let mut handlers = row.reader();
        for method in row.writes {
            let operation = Some(row.operation(method));
            let filter = match *method {
                "post" => (item.post = operation, MethodFilter::POST).1,
                "put" => (item.put = operation, MethodFilter::PUT).1,
                "patch" => (item.patch = operation, MethodFilter::PATCH).1,
                _ => (item.delete = operation, MethodFilter::DELETE).1,
            };
            handlers = row.writer(handlers, filter);
        }
        router.routes((Vec::new(), Paths::builder().path(row.path, item).build(), handlers))
    })
}

impl Row {
    fn reader(self) -> MethodRouter<Arc<App>> {
        on(MethodFilter::GET, async move |Query(asked): Query<Asked>| self.read(&asked))
    }

    fn writer(self, handlers: MethodRouter<Arc<App>>, filter: MethodFilter) -> MethodRouter<Arc<App>> {
        match self.reading {
            Reading::Off(off) => handlers.on(filter, async move |admin: Admin, Body(asked): Body<Map<String, Value>>| {
                let off = parsed(off);
                let confirmed = absent::confirm(&admin, self.what, &off, &asked).await;
                confirmed.map(|()| Json(off)).map_err(ManagementError)
            }),
            Reading::Missing(words, code) if self.path.contains('{') => {
                handlers.on(filter, async move || ManagementError(missing(words, code)))
            }
            _ => handlers.on(filter, async move || ManagementError(self.refusal())),
        }
    }

    fn read(self, asked: &Asked) -> Response {
        let (start, limit) = (asked.page.unwrap_or(0).saturating_mul(asked.per_page.unwrap_or(50)), asked.per_page.unwrap_or(50));
        match self.reading {
            Reading::List(key) if asked.from.is_some() || asked.take.is_some() => Json(json!({ key: [] })).into_response(),
            Reading::List(key) if asked.include_totals == Some(true) => {
                Json(json!({ "start": start, "limit": limit, "length": 0, "total": 0, key: [] })).into_response()
            }
            Reading::List(_) | Reading::Plain => Json(json!([])).into_response(),
            Reading::Keyed(key) => {
                let page = asked.page.unwrap_or(0);
                Json(json!({ "total": 0, "page": page, "per_page": limit, key: [] })).into_response()
            }
            Reading::Off(off) => Json(parsed(off)).into_response(),
            Reading::Missing(words, code) => ManagementError(missing(words, code)).into_response(),
            Reading::Refused => ManagementError(self.refusal()).into_response(),
        }
    }

    fn refusal(self) -> FlowError {
        FlowError::NotSupported(format!("Ringfence has no {}.", self.what))
    }

    fn operation(self, method: &str) -> Operation {
        let verb = match method {
            "get" => "read",
            "post" => "create",
            "put" | "patch" => "update",
            _ => "delete",
        };
        let scope = match self.resource {
            "tokens" => "blacklist:tokens".to_owned(),
            resource => format!("{verb}:{resource}"),
        };
        let (status, schema) = match (method, self.reading) {
            ("get", reading) => ("200", reading.schema()),
            (_, Reading::Off(_)) => ("200", object()),
            ("post", _) => ("201", object()),
            ("delete", _) => ("204", object()),
            _ => ("200", object()),
        };
        let mut success = ResponseBuilder::new().description(self.outcome(method));
        if status != "204" {
            success = success.content("application/json", Content::new(Some(schema)));
        }
        let id: String = format!("{method}{}", self.path).chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '_' }).collect();
        let security = SecurityRequirement::new("management", [scope]);
        let mut operation = OperationBuilder::new()
            .tag(TAG)
            .operation_id(Some(format!("absent_{id}")))
            .summary(Some(format!("{} {}.", capital(verb), self.words())))
            .description(Some(format!("Ringfence has no {}. Nothing that is sent here is kept.", self.what)))
            .security(security)
            .response(status, success.build());
        for name in self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            operation = operation.parameter(
                ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True).schema(Some(text())).build(),
            );
        }
        if self.path.contains('{') || matches!(self.reading, Reading::Missing(..)) {
            operation = operation.response("404", ResponseBuilder::new().description("There is none").build());
        }
        if method == "get" {
            operation = self.parameters().into_iter().fold(operation, OperationBuilder::parameter);
        } else if method != "delete" {
            let body = RequestBodyBuilder::new().content("application/json", Content::new(Some(any(self.reading))));
            operation = operation.request_body(Some(body.build()));
        }
        operation.build()
    }

    /// What the success stands for in the document, which wants one of each operation.
    fn outcome(self, method: &str) -> &'static str {
        match (method, self.reading) {
            ("get", Reading::Missing(..) | Reading::Refused) => "Never",
            ("get", _) => "As on a tenant that has none",
            (_, Reading::Off(_)) => "As it was, for whoever sets it to what it is",
            _ => "Never",
        }
    }

    fn words(self) -> String {
        self.path.trim_start_matches('/').replace("/{", " by {").replace(['{', '}'], "").replace(['/', '-', '_'], " ")
    }

    fn parameters(self) -> Vec<Parameter> {
        let named = match self.reading {
            Reading::List(_) | Reading::Keyed(_) => &["page", "per_page", "include_totals", "from", "take"][..],
            _ => &[],
        };
        let parameter = |name: &&str| {
            let schema = match *name {
                "include_totals" => RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::Boolean).build())),
                "from" => text(),
                _ => RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(1000)).build())),
            };
            ParameterBuilder::new().name(*name).parameter_in(ParameterIn::Query).required(Required::False).schema(Some(schema)).build()
        };
        named.iter().map(parameter).collect()
    }
}

impl Reading {
    fn schema(self) -> RefOr<Schema> {
        let list = || Schema::Array(ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::Object)).max_items(Some(0)).build());
        match self {
            Self::List(_) => RefOr::T(Schema::OneOf(OneOfBuilder::new().item(list()).item(object()).build())),
            Self::Plain => RefOr::T(list()),
            _ => object(),
        }
    }
}

fn missing(words: &'static str, code: &'static str) -> FlowError {
    Inexistent::coded(words, code).into()
}

fn parsed(off: &str) -> Value {
    serde_json::from_str(off).unwrap_or_default()
}

fn object() -> RefOr<Schema> {
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::Object).build()))
}

fn text() -> RefOr<Schema> {
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build()))
}

/// What is refused may be of any shape.
fn any(reading: Reading) -> RefOr<Schema> {
    match reading {
        Reading::Off(_) => object(),
        _ => RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(utoipa::openapi::schema::SchemaType::AnyValue).build())),
    }
}

fn capital(verb: &str) -> String {
    verb.chars().take(1).flat_map(char::to_uppercase).chain(verb.chars().skip(1)).collect()
}
