//! **server speaks**: the `ringfence` binary, as a library so that tests can drive it in process.
//!
//! It never decides what is true (that is `core`) and never touches a table itself (that is `store`).
//! Start reading at [`http::router`] for the URLs, [`flow`] for what they do, [`boot`] for the wiring.

pub mod boot;
pub mod ceiling;
pub mod cli;
pub mod config;
pub mod ctx;
pub mod demo;
pub mod flow;
pub mod http;
pub mod jobs;
pub mod qr;
pub mod texts;
