//! The OpenAPI document: what every operation shares is said here once, the rest stands at each handler.

use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;

use crate::http::error::management::Problem;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ringfence Management API",
        description = "What an administrator sets. It speaks Auth0's Management API v2, so that its SDKs and tools work unchanged; \
                       docs/api.md tells where the two differ.",
        license(name = "MIT OR Apache-2.0"),
    ),
    components(schemas(Problem)),
    tags(
        (name = "branding", description = "The tenant's own phone provider and phone templates: the same record as guardian's"),
        (name = "client-grants", description = "What machines may do at which API"),
        (name = "clients", description = "Applications, and their secrets"),
        (name = "connections", description = "Where people and their passwords are, and which clients they may sign in to"),
        (name = "guardian", description = "Factors, the phone factor's providers and templates, policies, enrollments"),
        (name = "jobs", description = "Users on their way in and out, and mails to confirm an address"),
        (name = "logs", description = "What has happened: the tenant's log"),
        (name = "resource-servers", description = "The APIs that tokens are issued for"),
        (name = "roles", description = "There are none"),
        (name = "stats", description = "How much the tenant is used"),
        (name = "not part of Ringfence", description = "What tools read of a whole tenant, answered as on a tenant that has none of it"),
        (name = "prompts", description = "The login pages: their experience and their words"),
        (name = "tenants", description = "What holds for the tenant as a whole"),
        (name = "tickets", description = "Links to a new password, or to a verified e-mail address"),
        (name = "users", description = "People, and what belongs to each of them"),
    )
)]
struct Frame;

pub fn frame() -> Document {
    Frame::openapi()
}

/// The document as it is served: with the ways to authenticate, and with the refusals that any operation may answer.
pub fn finished(document: Document) -> Value {
    let mut document = serde_json::to_value(document).expect("a document of plain maps and lists");
    document["components"]["securitySchemes"] = json!({
        "management": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token for `<issuer>api/v2/`, by the client-credentials grant. An operation names the scopes it \
                            wants; any one of its entries is enough.",
        },
    });
    for (_, name, words) in REFUSALS {
        document["components"]["responses"][name] = json!({ "description": words, "content": problem() });
    }
    let operations = document["paths"].as_object_mut().into_iter().flatten();
    let operations = operations.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten());
    for (_, operation) in operations.filter(|(name, _)| *name != "parameters" && *name != "servers") {
        let has_body = operation["requestBody"].is_object();
        let (json_body, is_stream) = {
            let content = &operation["requestBody"]["content"];
            (content["application/json"].clone(), content["multipart/form-data"].is_object())
        };
        if has_body && !is_stream && json_body["schema"]["type"] != "array" {
            operation["requestBody"]["content"]["application/x-www-form-urlencoded"] = json_body;
        }
        for (status, name, _) in REFUSALS.iter().filter(|(status, ..)| has_body || !["413", "415"].contains(status)) {
            refuse(operation, status, name);
        }
        // Those that an operation names itself have the same shape.
        for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            if status.starts_with(['4', '5']) && response.get("content").is_none() && response.get("$ref").is_none() {
                response["content"] = problem();
            }
        }
    }
    document
}

/// Status, name and words of what any operation may answer; 413 and 415 only where there is a body.
const REFUSALS: [(&str, &str, &str); 7] = [
    ("400", "Malformed", "What was sent is not what the operation takes."),
    ("401", "Unauthorized", "No token, or none of this tenant's for this API."),
    ("403", "Forbidden", "The token lacks the scope, or the operation is not supported."),
    ("413", "TooLarge", "The body is too large."),
    ("415", "WrongContentType", "The body is neither JSON nor a form."),
    ("429", "TooManyRequests", "Too many requests."),
    ("503", "Unavailable", "The database cannot be reached at the moment."),
];

fn problem() -> Value {
    json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } })
}

fn refuse(operation: &mut Value, status: &str, name: &str) {
    if let Some(responses) = operation["responses"].as_object_mut() {
        responses.entry(status).or_insert_with(|| json!({ "$ref": format!("#/components/responses/{name}") }));
    }
}
