//! The server's tests, laid out as its URLs are. Start reading at [`harness`].

#![cfg(test)] // so that the lints know these for tests, helpers included

mod boot;
mod bounds;
mod callbacks;
mod data_keys;
mod delivery;
mod demo;
mod dev;
mod documents;
mod edge;
mod harness;
mod hostile;
mod house;
mod limits;
mod login;
mod magic_numbers;
mod management;
mod messages;
mod mfa;
mod notices;
mod number_kinds;
mod oauth;
mod plain_http;
mod proof;
mod races;
mod records;
mod sweep;
