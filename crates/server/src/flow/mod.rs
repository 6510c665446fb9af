//! **flow** holds the verbs: what happens when somebody logs in, enrolls, is challenged, answers.
//!
//! Each verb is one transaction of the store; none speaks HTTP, calls a carrier or knows a status code.
//! Start reading at [`challenge`], then [`verify`].

pub mod account;
pub mod account_ticket;
pub mod administer;
pub mod alarm;
pub mod authenticate;
pub mod authorize;
pub mod challenge;
pub mod code;
pub mod custom_text;
pub mod deliver;
pub mod directory;
pub mod enroll;
pub mod error;
pub mod flood;
pub mod inbox;
pub mod job;
pub mod login;
pub mod logout;
pub mod notify;
pub mod otp;
pub mod proof;
pub mod readiness;
pub mod receipt;
pub mod record;
pub mod recover;
pub mod refresh;
pub mod retention;
pub mod sign_in;
pub mod signup;
pub mod tally;
pub mod throttle;
pub mod ticket;
pub mod token;
pub mod verify;
pub mod visit;
