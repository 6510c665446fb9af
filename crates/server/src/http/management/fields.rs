//! `fields` and `include_fields`: an answer's records with some of their fields only, or without some.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{IntoParams, PartialSchema, ToSchema};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Fields {
    /// Names, with commas between them.
    #[param(max_length = 1000)]
    pub fields: Option<String>,
    /// Whether the named ones are shown, which is the default, or all others.
    pub include_fields: Option<bool>,
}

impl Fields {
    pub fn of<T: Serialize>(&self, record: &T) -> Partial<T> {
        Partial(self.pick(object(record)), PhantomData)
    }

    pub fn pick(&self, mut shown: Map<String, Value>) -> Map<String, Value> {
        if let Some(names) = self.fields.as_deref().filter(|names| !names.trim().is_empty()) {
            let names: Vec<&str> = names.split(',').map(str::trim).collect();
            let is_included = self.include_fields != Some(false);
            shown.retain(|name, _| names.contains(&name.as_str()) == is_included);
        }
        shown
    }
}

/// A value that serialises to an object.
pub fn object(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// A record of which any field may be left out. Name it by an alias where a schema is derived: `type PartialLog = Partial<LogView>`.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Partial<T>(Map<String, Value>, #[serde(skip)] PhantomData<T>);

impl<T: PartialSchema> PartialSchema for Partial<T> {
    fn schema() -> RefOr<Schema> {
        let mut schema = T::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.required.clear();
        }
        schema
    }
}

impl<T: ToSchema> ToSchema for Partial<T> {
    fn name() -> Cow<'static, str> {
        format!("Partial{}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
