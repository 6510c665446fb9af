//! What `ringfence dev` adds: the inbox, as a page and as an API, and its assets.
//!
//! Never routed unless the virtual carrier is switched on by name. Start reading at [`messages`].

pub mod assets;
pub mod inbox;
pub mod inbox_filter;
pub mod inbox_page;
pub mod messages;
pub mod token;
pub mod transcript;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;

use crate::ctx::App;

/// The front of a development server is its demo application, where there is one.
pub async fn home(State(app): State<Arc<App>>) -> Redirect {
    Redirect::temporary(if app.dev.demo.get().is_some() { "/demo" } else { "/dev/inbox" })
}

pub async fn door() -> Redirect {
    Redirect::temporary("/dev/inbox")
}
