//! A record that is put together field by field: what is known of it, and over that what was set and is only kept.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::http::management::fields::Fields;

/// `T` says in the document what it may hold, none of it always.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct Chosen<T>(Map<String, Value>, #[serde(skip)] PhantomData<T>);

impl<T> Chosen<T> {
    pub(crate) fn whole(record: Map<String, Value>) -> Self {
        Self(record, PhantomData)
    }

    /// What was asked for of it.
    pub(crate) fn part(record: Map<String, Value>, fields: &Fields) -> Self {
        Self(fields.pick(record), PhantomData)
    }
}

impl<T: ToSchema> PartialSchema for Chosen<T> {
    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

impl<T: ToSchema> ToSchema for Chosen<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
