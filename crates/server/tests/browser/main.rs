//! A person in front of a real browser: Debian's Chromium, driven by WebDriver, and the binary as `ringfence dev` starts it.
//!
//! Nothing here looks inside the server, and nothing leaves this machine. Tests are written in the words of [`person`]; the application
//! that people sign in to is [`relying_party`]. Start reading at [`inbox`]. `./test browser` sets up what this needs, then runs it.

#![cfg(test)] // so that the lints know these for tests, helpers included

mod api;
mod authenticator_app;
mod axe;
mod classic;
mod delivery;
mod demo;
mod dev;
mod driver;
mod endings;
mod everybody;
mod form;
mod inbox;
mod journey;
mod keyboard;
mod languages;
mod leash;
mod look;
mod person;
mod recovery;
mod relying_party;
mod remember;
mod screenshots;
mod second_factor;
mod sessions;
mod sign_up;
mod ticket;
mod traffic;
mod without_scripts;
