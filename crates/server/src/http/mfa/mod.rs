//! The MFA API: enroll, challenge, list and remove (Auth0, "Authenticate with the MFA API").
//!
//! Never sends anything itself. Start reading at [`challenge`].

pub mod associate;
pub mod authenticators;
pub mod challenge;
