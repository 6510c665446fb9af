//! The Management API as a whole: nothing is served that is not in the document, and nothing is in the document that does not keep to
//! what all operations keep to.
//!
//! `RINGFENCE_RENEW_SNAPSHOTS=1` writes the document's snapshot and the list of operations in docs/api.md anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ringfence::flow::administer::management_scopes;
use ringfence::http::management::document;
use serde_json::Value;

use super::operations;
use crate::harness::{Call, TestApp, on_both_with};

const START: &str = "<!-- operations: made of the document by RINGFENCE_RENEW_SNAPSHOTS=1 -->\n";
const END: &str = "<!-- end of operations -->";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn renews() -> bool {
    std::env::var_os("RINGFENCE_RENEW_SNAPSHOTS").is_some()
}

fn fail_if_any(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_operation_says_what_all_must_say() {
    let known: BTreeSet<String> = management_scopes().into_iter().collect();
    let tags: Vec<Value> = document()["tags"].as_array().expect("tags").iter().map(|tag| tag["name"].clone()).collect();
    let (mut broken, mut ids) = (Vec::new(), BTreeMap::new());
    for operation in operations::all() {
        let (name, said) = (operation.name(), &operation.said);
        let id = said["operationId"].as_str().unwrap_or_default();
        if id.is_empty() {
            broken.push(format!("{name} has no operation_id"));
        } else if let Some(other) = ids.insert(id.to_owned(), name.clone()) {
            broken.push(format!("{name} and {other} are both called {id}"));
        }
        let summary = said["summary"].as_str().unwrap_or_default();
        if !summary.ends_with('.') || !summary.starts_with(char::is_uppercase) || summary.len() > 90 {
            broken.push(format!("{name}: {summary:?} is no short sentence"));
        }
        let scopes = operation.scopes();
        if scopes.is_empty() || scopes.iter().any(Vec::is_empty) {
            broken.push(format!("{name} wants no scope"));
        }
        broken.extend(scopes.iter().flatten().filter(|scope| !known.contains(*scope)).map(|scope| format!("{name}: no scope {scope}")));
        if said["tags"].as_array().is_none_or(|own| own.len() != 1 || !tags.contains(&own[0])) {
            broken.push(format!("{name}: its tag {} is not described", said["tags"]));
        }
        let statuses: Vec<u16> =
            said["responses"].as_object().expect("responses").keys().map(|key| key.parse().expect("a status")).collect();
        // Auth0 answers 204 where an import had no faults; tools tell the two apart.
        let successes = if id == "get_jobs_errors" { 2 } else { 1 };
        if statuses.iter().filter(|status| **status < 400).count() != successes {
            broken.push(format!("{name}: a success is one status, not of {statuses:?}"));
        }
        if operation.has_id() && !statuses.contains(&404) {
            broken.push(format!("{name} has an id in its address and no 404"));
        }
        let segments = operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect::<BTreeSet<_>>();
        let parameters = said["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "path");
        let described = parameters.filter_map(|one| one["name"].as_str()).collect::<BTreeSet<_>>();
        if segments != described {
            broken.push(format!("{name}: {described:?} are described"));
        }
    }
    fail_if_any(&broken);
}

/// A route beside the document is one that no gate stands before.
#[test]
fn every_route_is_in_the_document() {
    let mut folders = vec![root().join("crates/server/src/http/management")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a source");
                let routes = text.lines().map(str::trim).filter(|line| line.contains(".route(") || line.contains(".route_service("));
                found.extend(routes.filter_map(|line| line.split('"').nth(1)).map(str::to_owned));
            }
        }
    }
    found.sort();
    assert_eq!(found, ["/api/v2/docs", "/api/v2/openapi.json"]);
}

#[test]
fn every_schema_compiles() {
    let document = document();
    let mut broken = Vec::new();
    let mut compile = |place: &str, schema: &Value| {
        let mut schema = schema.clone();
        schema["components"] = document["components"].clone();
        if let Err(problem) = ringfence::http::management::compile(&schema) {
            broken.push(format!("{place}: {problem}"));
        }
    };
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        compile(name, schema);
    }
    for operation in operations::all() {
        for parameter in operation.said["parameters"].as_array().into_iter().flatten() {
            compile(&format!("{} {}", operation.name(), parameter["name"]), &parameter["schema"]);
        }
        let answers = operation.said["responses"].as_object().into_iter().flatten().map(|(_, answer)| answer);
        for content in answers.chain([&operation.said["requestBody"]]).filter_map(|one| one["content"].as_object()).flatten() {
            compile(&format!("{} {}", operation.name(), content.0), &content.1["schema"]);
        }
    }
    fail_if_any(&broken);
}

#[test]
fn the_document_is_as_it_was() {
    let file = root().join("crates/server/tests/it/snapshots/openapi.json");
    let now = format!("{:#}\n", document());
    if renews() {
        fs::write(&file, now).expect("a file to write to");
        return;
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    let different = before.lines().zip(now.lines()).position(|(before, now)| before != now).unwrap_or(0) + 1;
    assert!(before == now, "the document has changed, first in line {different}: run this with RINGFENCE_RENEW_SNAPSHOTS=1 if it should");
}

#[test]
fn every_operation_stands_in_the_documentation() {
    let file = root().join("docs/api.md");
    let page = fs::read_to_string(&file).expect("docs/api.md");
    let table = table();
    if let Some((before, rest)) = page.split_once(START) {
        let (listed, after) = rest.split_once(END).expect("the end of the list");
        if renews() {
            fs::write(&file, format!("{before}{START}{table}{END}{after}")).expect("a file to write to");
        } else {
            assert!(
                listed == table,
                "the list of operations in docs/api.md is not that of the document: run this with RINGFENCE_RENEW_SNAPSHOTS=1"
            );
        }
        return;
    }
    let missing: Vec<String> = operations::all().iter().map(|one| format!("`{}`", one.name())).filter(|one| !page.contains(one)).collect();
    assert!(missing.is_empty(), "not in docs/api.md: {}\nThe whole list:\n\n{START}{table}{END}", missing.join(", "));
}

/// docs/security.md says of every scope what its holder can do at worst.
#[test]
fn every_scope_has_its_worst_in_the_documentation() {
    let page = fs::read_to_string(root().join("docs/security.md")).expect("docs/security.md");
    let (_, section) = page.split_once("## Scopes of the Management API").expect("the table of scopes");
    let section = section.split("\n## ").next().expect("its end");
    let scopes = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let listed: Vec<String> = scopes.flat_map(|cell| cell.split(", ")).map(|scope| scope.trim_matches('`').to_owned()).collect();
    let asked = operations::all().into_iter().filter(|one| one.said["tags"][0] != ringfence::http::management::absent::TAG);
    let asked: BTreeSet<String> = asked.flat_map(|one| one.scopes()).flatten().collect();
    let distinct: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(distinct.len(), listed.len(), "each stands there once");
    let missing: Vec<&String> = asked.difference(&distinct).collect();
    let idle: Vec<&String> = distinct.difference(&asked).collect();
    assert!(missing.is_empty() && idle.is_empty(), "not in the table: {missing:?}; in it for nothing: {idle:?}");
}

/// By tag, in the document's order.
fn table() -> String {
    let document = document();
    let mut text = String::new();
    for tag in document["tags"].as_array().expect("tags") {
        writeln!(
            text,
            "\n**{}**: {}\n\n| operation | what it does | scope |\n| --- | --- | --- |",
            plain(&tag["name"]),
            plain(&tag["description"])
        )
        .unwrap();
        for operation in operations::all().iter().filter(|one| one.said["tags"][0] == tag["name"]) {
            let scopes: Vec<String> = operation.scopes().iter().map(|set| format!("`{}`", set.join("` and `"))).collect();
            let summary = plain(&operation.said["summary"]);
            writeln!(text, "| `{}` | {} | {} |", operation.name(), summary.trim_end_matches('.'), scopes.join(" or ")).unwrap();
        }
    }
    text.push('\n');
    text
}

fn plain(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_wants_a_token_and_a_scope() {
    let many = |settings: &mut ringfence::config::Settings| {
        (settings.management.requests_at_once, settings.management.requests_per_second) = (100_000, 100_000)
    };
    on_both_with(many, async |app: &TestApp| {
        let mut tokens: HashMap<String, String> = HashMap::new();
        for operation in operations::all() {
            let name = operation.name();
            let call = || Call::to(&operation.method, operation.at("x"));
            let answer = app.send(call()).await;
            assert_eq!((answer.status, &answer.body["message"]), (401, &Value::from("Missing authentication")), "{name}");
            let wanted = operation.scopes();
            let unrelated = management_scopes().into_iter().find(|scope| !wanted.iter().flatten().any(|one| one == scope)).unwrap();
            if !tokens.contains_key(&unrelated) {
                tokens.insert(unrelated.clone(), app.management_token(&unrelated).await);
            }
            let answer = app.send(call().bearer(&tokens[&unrelated])).await;
            assert_eq!((answer.status, &answer.body["errorCode"]), (403, &Value::from("insufficient_scope")), "{name}");
            let words = format!("Insufficient scope, expected any of: {}", wanted.concat().join(","));
            assert_eq!(answer.body["message"], words.as_str(), "{name}");
        }
    })
    .await;
}

/// Nothing in it that its own policy would not let work, nothing from elsewhere, and nothing that only a script could show.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_every_operation() {
    on_both_with(
        |_| {},
        async |app: &TestApp| {
            let page = app.send(Call::get("/api/v2/docs")).await;
            assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"), "{policy}");
            let html = page.body.as_str().unwrap();
            for operation in operations::all() {
                assert!(
                    html.contains(&format!("<details class=\"operation\" id=\"{}\"", plain(&operation.said["operationId"]))),
                    "{}",
                    operation.name()
                );
                for scope in operation.scopes().concat() {
                    assert!(html.contains(&format!("<code>{scope}</code>")), "{scope}");
                }
            }
            for name in document()["components"]["schemas"].as_object().unwrap().keys() {
                assert!(html.contains(&format!("id=\"schema-{name}\"")), "{name}");
            }
            for forbidden in [" style=", "<style", " onclick=", "javascript:", "src=\"http", "href=\"http"] {
                assert!(!html.contains(forbidden), "{forbidden}");
            }
            assert_eq!(html.matches("<script").count(), 1);
            let links = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
            let dead: Vec<&str> = links.filter(|target| !html.contains(&format!("id=\"{target}\""))).collect();
            assert!(dead.is_empty(), "links that lead nowhere: {dead:?}");
            // Only `ringfence dev` hands out a token.
            assert_eq!(app.send(Call::post("/dev/management-token")).await.status, 404);
        },
    )
    .await;
}
