//! What `ringfence dev` adds: the inbox, as a page and as an API, and its assets.
//!
//! Never routed unless the virtual carrier is switched on by name. Start reading at [`messages`].

pub mod assets;
pub mod inbox;
pub mod inbox_filter;
pub mod inbox_page;
pub mod messages;
pub mod transcript;

use axum::response::Redirect;

/// The door of a development server leads to its inbox.
pub async fn home() -> Redirect {
    Redirect::temporary("/dev/inbox")
}
