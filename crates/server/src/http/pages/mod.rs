//! The pages of Universal Login: each screen's GET draws it, its POST acts and leads on.
//!
//! They decide nothing: [`ringfence_core::login`] says which screen is next, `flow/login` does it, `view` draws it.
//! Start reading at [`screen`], then at one of the screens.

pub mod account;
pub mod act;
pub mod answer;
pub mod assets;
pub mod code;
pub mod enrollment;
pub mod failure;
pub mod fault;
pub mod frame;
pub mod method;
pub mod password;
pub mod recovery;
pub mod screen;
pub mod view;
