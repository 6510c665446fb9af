//! The carriers, one file or folder each; adding one is that file and a line in the register of `lib.rs`.
//!
//! None tries twice, logs, or repeats a carrier's own words: those may hold the number or the text.
//! Start reading at [`twilio`]; [`virtual_carrier`] is the one that needs no account.

pub mod twilio;
pub mod virtual_carrier;
