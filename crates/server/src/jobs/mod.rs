//! **jobs** does what no request waits for: sends messages and mails, brings users in and out, probes credentials, sweeps, reloads keys.
//!
//! Never speaks HTTP to a user. Start reading at [`send_message`].

pub mod callbacks;
pub mod probe_twilio;
pub mod reload_keys;
pub mod run_jobs;
pub mod runner;
pub mod send_mail;
pub mod send_message;
pub mod sweep;
pub mod tell_unlogged;
pub mod virtual_network;
