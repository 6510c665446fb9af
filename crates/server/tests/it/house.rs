//! The house test: does every line of the server keep to its room (ARCHITECTURE.md, "The rooms").

use std::fs;
use std::path::{Path, PathBuf};

/// Under this folder, no source line may name these.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "crates/core/src",
        &["tokio::", "axum::", "rusqlite", "tokio_postgres", "reqwest::", "SystemTime", "Instant::now", "std::env", "std::fs"],
    ),
    ("crates/store/src", &["axum::", "reqwest::", "ringfence_outbound", "twilio.com", "use config::", "config::Config"]),
    ("crates/outbound/src", &["ringfence_store", "axum::", "rusqlite", "tokio_postgres"]),
    (
        "crates/server/src/flow",
        &["axum::", "reqwest::", "ringfence_outbound", "StatusCode", "rusqlite", "crate::http", "crate::jobs", "crate::cli"],
    ),
    ("crates/server/src/jobs", &["axum::", "rusqlite", "crate::http", "crate::cli"]),
    (
        "crates/server/src/demo",
        &["ringfence_store", "ringfence_outbound", "crate::flow", "crate::http", "crate::jobs", "crate::cli", "crate::ctx"],
    ),
    ("crates/server/src/http", &["ringfence_outbound", "rusqlite", "crate::jobs", "crate::cli", ".store.tx("]),
];

const SQL: &[&str] = &["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"];
const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every Rust source of a folder, as a path from the project's root and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the house") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let name = path.strip_prefix(root()).expect("inside the house").display().to_string();
                found.push((name, fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    found
}

/// Lines that are code and not words about it, up to the tests at the end of a file.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).filter(|line| !line.trim_start().starts_with("//"))
}

fn fail_if_any(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_line_names_only_what_its_room_may_name() {
    let mut broken = Vec::new();
    for (folder, words) in FORBIDDEN {
        for (name, text) in sources(folder) {
            if name.ends_with("tests.rs") {
                continue;
            }
            for line in code(&text) {
                broken
                    .extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("{name} names {word}: {}", line.trim())));
            }
        }
    }
    fail_if_any(&broken);
}

#[test]
fn sql_stands_only_in_the_store() {
    let mut broken = Vec::new();
    for folder in ["crates/core/src", "crates/outbound/src", "crates/server/src"] {
        for (name, text) in sources(folder) {
            broken.extend(
                code(&text).filter(|line| SQL.iter().any(|word| line.contains(word))).map(|line| format!("{name}: {}", line.trim())),
            );
        }
    }
    fail_if_any(&broken);
}

#[test]
fn one_file_alone_turns_errors_into_responses() {
    let mut broken = Vec::new();
    for (name, text) in sources("crates/server/src") {
        let allowed = name.ends_with("http/error.rs") || name.ends_with("http/error/management.rs") || name.ends_with("http/params.rs");
        if !allowed && code(&text).any(|line| line.contains("IntoResponse for") && line.contains("Error")) {
            broken.push(name);
        }
    }
    fail_if_any(&broken);
}

#[test]
fn every_room_says_what_it_is() {
    let mut broken = Vec::new();
    for folder in ["crates/core/src", "crates/store/src", "crates/outbound/src", "crates/server/src"] {
        for (name, text) in sources(folder) {
            if name.ends_with("/tests.rs") {
                // They belong to the file they stand beside, which says it for both.
                continue;
            }
            let is_entrance = name.ends_with("/mod.rs") || name.ends_with("/lib.rs");
            let wanted = if is_entrance { 3 } else { 1 };
            if text.lines().take_while(|line| line.starts_with("//!")).count() < wanted {
                broken.push(format!("{name} opens with fewer than {wanted} lines of //!"));
            }
        }
    }
    fail_if_any(&broken);
}

#[test]
fn no_file_outgrows_a_reader() {
    let mut broken = Vec::new();
    for folder in ["crates", "benches"] {
        for (name, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > LONGEST_FILE {
                broken.push(format!("{name} has {lines} lines"));
            }
        }
    }
    fail_if_any(&broken);
}
