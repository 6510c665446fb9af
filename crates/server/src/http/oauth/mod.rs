//! OAuth 2.0 and OpenID Connect as Auth0's Authentication API speaks them.
//!
//! Never decides who may log in. Start reading at [`token`].

pub mod credentials;
pub mod revoke;
pub mod signup;
pub mod token;
pub mod userinfo;
pub mod well_known;
