//! What one account, and what one machine, can make the server send.

mod account;
mod codes;
mod factors;
mod machine;
mod model;
mod profile;
