//! **core says what is true**: the words, rules and algebra of a phone second factor.
//!
//! It does no I/O, reads no clock and draws no chance: time and dice arrive as arguments ([`clock`]).
//! Start reading at [`challenge`], then [`guard`] and [`delivery`].

pub mod authenticator;
pub mod challenge;
pub mod client;
pub mod clock;
pub mod delivery;
pub mod event;
pub mod guard;
pub mod id;
pub mod locale;
pub mod message;
pub mod password;
pub mod phone;
pub mod policy;
pub mod recovery;
pub mod secret;
pub mod template;
pub mod tenant;
pub mod token;
pub mod user;
