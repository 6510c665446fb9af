//! **core says what is true**: the words, rules and algebra of a phone second factor.
//!
//! It does no I/O, reads no clock and draws no chance: time and dice arrive as arguments ([`clock`]).
//! Start reading at [`challenge`], then [`guard`] and [`delivery`].

pub mod account_ticket;
pub mod address;
pub mod authenticator;
pub mod authorize;
pub mod branding;
pub mod browser;
pub mod challenge;
pub mod client;
pub mod clock;
pub mod connection;
pub mod country;
pub mod delivery;
pub mod digits;
pub mod event;
pub mod export;
pub mod guard;
pub mod id;
pub mod import;
pub mod job;
pub mod kept;
pub mod language;
pub mod locale;
pub mod login;
pub mod mail;
pub mod message;
pub mod password;
pub mod phone;
pub mod phone_provider;
pub mod phone_template;
pub mod policy;
pub mod proof;
pub mod recovery;
pub mod risk;
pub mod search;
pub mod secret;
pub mod session;
pub mod template;
pub mod tenant;
pub mod ticket;
pub mod token;
pub mod totp;
pub mod user;
