//! `/mfa/…`

mod associate;
mod authenticators;
mod challenge;
mod proof;
mod recovery;
mod verify;
