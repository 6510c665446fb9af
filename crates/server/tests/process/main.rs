//! The binary as an operator runs it: killed, stopped, starved, misconfigured, overheard.
//!
//! Nothing here looks inside the process: it is started, spoken to over HTTP, and its database is read beside it.
//! Start reading at [`harness`]. PostgreSQL is used too where `RINGFENCE_TEST_POSTGRES_URL` names a superuser's one.

#![cfg(test)] // so that the lints know these for tests, helpers included

#[path = "../it/harness/authenticator_app.rs"]
mod authenticator_app;
mod backups;
mod browser;
mod cluster;
mod command_line;
mod connections;
mod database;
mod development;
mod doctor;
mod environment;
mod fake_twilio;
mod graceful;
mod harness;
mod hung;
mod imports;
mod keys;
mod kill;
mod ledger;
mod login;
mod login_commands;
mod master_key;
mod outage;
mod people;
mod rewrap;
mod schema;
mod secrecy;
mod signals;
mod supervisor;
mod twilio_account;
mod workers;
