//! The settings of factors that Ringfence does not have: read as on a tenant that has them off, and not to be set.
//!
//! Tools that read a whole tenant ask for them, and some need an answer. One table makes all their operations.

use std::sync::Arc;

use axum::Json;
use axum::routing::{MethodRouter, get};
use serde_json::{Value, json};
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, PathItem, Paths};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder};
use utoipa::openapi::{Content, ResponseBuilder, SecurityRequirement, Type};
use utoipa_axum::router::OpenApiRouter;

use crate::ctx::App;
use crate::flow::error::FlowError;
use crate::http::error::management::ManagementError;

/// What is read, where it is not an empty object: the one property that it has.
type Off = Option<(&'static str, &'static str)>;

/// Below `/guardian/factors/`: the path, the factor, what it is read as, and whether `PATCH` is known too.
const ABSENT: [(&str, &str, Off, bool); 9] = [
    ("push-notification/selected-provider", "push-notification", Some(("provider", "guardian")), false),
    ("push-notification/providers/sns", "push-notification", None, true),
    ("push-notification/providers/apns", "push-notification", None, true),
    ("push-notification/providers/fcm", "push-notification", None, true),
    ("push-notification/providers/fcmv1", "push-notification", None, true),
    ("duo/settings", "duo", None, true),
    ("email/settings", "email", None, true),
    ("webauthn-roaming/settings", "webauthn-roaming", None, true),
    ("webauthn-platform/settings", "webauthn-platform", None, true),
];

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    let mut router = OpenApiRouter::new();
    for (path, factor, shown, has_patch) in ABSENT {
        let refuse = move || async move { refusal(factor) };
        let off = shown.map_or_else(|| json!({}), |(name, value)| json!({ name: value }));
        let mut handlers: MethodRouter<Arc<App>> = get(move || async move { Json(off) }).put(refuse);
        let mut item = PathItem::new(HttpMethod::Get, reading(path, shown));
        item.put = Some(writing(path, "put", shown));
        if has_patch {
            handlers = handlers.patch(refuse);
            item.patch = Some(writing(path, "patch", shown));
        }
        let path = format!("/guardian/factors/{path}");
        router = router.routes((Vec::new(), Paths::builder().path(path, item).build(), handlers));
    }
    router
}

fn refusal(factor: &str) -> ManagementError {
    ManagementError(FlowError::NotSupported(format!("Ringfence has no factor {factor:?}: there is nothing to set.")))
}

fn reading(path: &str, shown: Off) -> Operation {
    let operation = operation(path, "get", "read:guardian_factors").summary(Some(format!("Get the settings of {}.", words(path))));
    operation.response("200", off(shown, "As on a tenant that has the factor off")).build()
}

fn writing(path: &str, verb: &str, shown: Off) -> Operation {
    let operation = operation(path, verb, "update:guardian_factors").summary(Some(format!("Refuse the settings of {}.", words(path))));
    let refused = ResponseBuilder::new().description("Ringfence does not have the factor");
    operation.response("200", off(shown, "Not as long as Ringfence does not have the factor")).response("403", refused).build()
}

fn off(shown: Off, description: &str) -> ResponseBuilder {
    let empty = ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(false)));
    let schema = shown.into_iter().fold(empty, |schema, (name, value)| {
        let word = ObjectBuilder::new().schema_type(Type::String).enum_values(Some([Value::from(value)]));
        schema.property(name, word).required(name)
    });
    ResponseBuilder::new().description(description).content("application/json", Content::builder().schema(Some(schema)).build())
}

fn operation(path: &str, verb: &str, scope: &str) -> OperationBuilder {
    let id = path.replace("settings", "").replace("providers/", "").replace(['/', '-'], "_");
    let id = format!("{verb}_{}_settings", id.trim_end_matches('_'));
    OperationBuilder::new().tag("guardian").operation_id(Some(id)).security(SecurityRequirement::new("management", [scope]))
}

/// `push-notification/providers/sns` is "push-notification, sns".
fn words(path: &str) -> String {
    path.trim_end_matches("/settings").replace("/providers/", ", ").replace('/', ", ")
}
