//! Tokens: signed ones, which anybody may check, and sealed ones, which only we can read.
//!
//! It never reads a clock: `now` is an argument, and of a sealed token the caller judges the expiry.
//! Start reading at [`SigningKey`] and [`verify`], then at [`MfaToken`].

mod sealed;
mod signing;
#[cfg(test)]
mod tests;
mod verifying;

pub use sealed::{ExportLink, MfaToken, OobCode, OpaqueAccessToken};
pub use signing::{KeyError, SigningKey};
pub use verifying::{TokenError, verify, verify_whenever};
