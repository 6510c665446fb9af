//! `/mfa/…`

mod associate;
mod authenticators;
mod challenge;
mod otp;
mod proof;
mod recovery;
mod verify;
