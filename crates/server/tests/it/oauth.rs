//! `/oauth/…`, `/userinfo`, `/dbconnections/signup`, `/.well-known/…`

mod refresh;
mod revoke;
mod signup;
mod token;
mod userinfo;
mod well_known;
