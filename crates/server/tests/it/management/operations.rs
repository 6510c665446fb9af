//! The document read as a list of operations, for the tests that ask something of each.

use serde_json::{Map, Value};

pub(super) struct Operation {
    pub(super) method: String,
    /// Below `/api/v2`, with its `{id}`s.
    pub(super) path: String,
    pub(super) said: Value,
}

pub(super) fn all() -> Vec<Operation> {
    let document = ringfence::http::management::document();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, said) in item.as_object().expect("methods") {
            let path = path.strip_prefix("/api/v2").unwrap_or_else(|| panic!("{path} is not below /api/v2")).to_owned();
            found.push(Operation { method: method.to_uppercase(), path, said: said.clone() });
        }
    }
    found
}

impl Operation {
    /// As the documents write it: `PUT /guardian/factors/{name}`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Every `{id}` in the path replaced by this.
    pub(super) fn at(&self, id: &str) -> String {
        let mut path = String::from("/api/v2");
        for (index, part) in self.path.split(['{', '}']).enumerate() {
            path.push_str(if index % 2 == 0 { part } else { id });
        }
        path
    }

    pub(super) fn has_id(&self) -> bool {
        self.path.contains('{')
    }

    /// Sets of scopes, any of which is enough.
    pub(super) fn scopes(&self) -> Vec<Vec<String>> {
        let security = self.said["security"].as_array().into_iter().flatten();
        security.map(|one| serde_json::from_value(one["management"].clone()).expect("a list of scopes")).collect()
    }

    pub(super) fn query_names(&self) -> Vec<String> {
        let parameters = self.said["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query");
        parameters.map(|one| one["name"].as_str().expect("a name").to_owned()).collect()
    }

    pub(super) fn takes_json(&self) -> bool {
        self.said["requestBody"]["content"]["application/json"].is_object()
    }

    pub(super) fn takes_a_stream(&self) -> bool {
        self.said["requestBody"]["content"]["multipart/form-data"].is_object()
    }

    /// The properties of the body, through `$ref`, `allOf` and the like.
    pub(super) fn body_properties(&self) -> Vec<String> {
        let document = ringfence::http::management::document();
        let mut found = Map::new();
        gather(&document, &self.said["requestBody"]["content"]["application/json"]["schema"], &mut found, 0);
        found.into_iter().map(|(name, _)| name).collect()
    }
}

fn gather(document: &Value, schema: &Value, found: &mut Map<String, Value>, depth: u32) {
    if depth > 6 {
        return;
    }
    if let Some(target) = schema["$ref"].as_str() {
        gather(document, document.pointer(target.trim_start_matches('#')).expect("what is referred to"), found, depth + 1);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        found.insert(name.clone(), inner.clone());
    }
    for one in ["allOf", "anyOf", "oneOf"].iter().filter_map(|word| schema[word].as_array()).flatten() {
        gather(document, one, found, depth + 1);
    }
}
