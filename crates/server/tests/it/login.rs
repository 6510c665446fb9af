//! Universal Login, as a browser and an application see it.

mod account;
mod app;
mod attacks;
mod authorize;
mod code;
mod exchange;
mod hostile;
mod logout;
mod new_password;
mod password;
mod phone;
mod policy;
mod races;
mod recovery;
mod remember;
mod session;
mod signup;
mod ticket;
