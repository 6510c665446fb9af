//! **http** speaks: it parses a request into a flow's arguments and the flow's answer onto the wire.
//!
//! It decides nothing, runs no SQL and sends no message. Start reading at [`router`], the whole URL map.

pub mod account_ticket;
pub mod arrival;
pub mod authorize;
pub mod bearer;
pub mod callbacks;
pub mod context;
pub mod dev;
pub mod enrollment_ticket;
pub mod error;
pub mod export;
pub mod health;
pub mod logout;
pub mod management;
pub mod mfa;
pub mod oauth;
pub mod pages;
pub mod params;
pub mod query;
pub mod router;
pub mod visitor;
mod watched;
