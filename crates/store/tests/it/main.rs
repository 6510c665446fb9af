//! The store, on both of its databases. Every body runs on SQLite in a fresh folder, and on a fresh PostgreSQL
//! database when `RINGFENCE_TEST_POSTGRES_URL` names a server where it may make one (`./test` always does).

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that panics has failed, and one that is skipped says so")]

mod harness;

mod authentication_methods;
mod buckets;
mod claims;
mod deliveries;
mod failures;
mod fixtures;
mod inbox;
mod jobs;
mod logs;
mod mails;
mod races;
mod resealing;
mod schema;
mod tables;
mod totps;
mod transactions;
mod universal_login;
mod users;
