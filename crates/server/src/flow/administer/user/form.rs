//! What holds for every user that is written, whoever made or changed them.

use ringfence_core::connection::Connection;
use ringfence_core::password;
use ringfence_core::user::{self, Profile};
use serde_json::{Map, Value};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;

/// Of either kind of metadata, as JSON, in bytes: a hundred users make a page.
pub const LARGEST_METADATA: usize = 65_536;
const LONGEST_PICTURE: usize = 2_048;

pub fn username(text: &str) -> Result<String, FlowError> {
    let words = "The username must have 1 to 128 characters and no @: an address is given as email.";
    user::username(text).ok_or_else(|| FlowError::InvalidParameter(words.to_owned()))
}

/// Neither a script nor a file of somebody's disk.
pub fn picture(url: String) -> Result<String, FlowError> {
    let has_scheme = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = url.len() <= LONGEST_PICTURE && !url.chars().any(|one| one.is_whitespace() || one.is_control());
    let words = "The picture must be an http or https URL of at most 2048 bytes.";
    (has_scheme && is_plain).then_some(url).ok_or_else(|| FlowError::InvalidParameter(words.to_owned()))
}

pub fn check(profile: &Profile) -> Result<(), FlowError> {
    let is_too_large = |data: &Map<String, Value>| serde_json::to_string(data).map_or(true, |text| text.len() > LARGEST_METADATA);
    for (name, data) in [("user_metadata", &profile.user_metadata), ("app_metadata", &profile.app_metadata)] {
        if is_too_large(data) {
            return Err(FlowError::InvalidParameter(format!("The {name} would be larger than {LARGEST_METADATA} bytes: keep less in it.")));
        }
    }
    Ok(())
}

/// What a tool says when it names a connection that the tenant does not have.
pub fn no_connection() -> FlowError {
    FlowError::InvalidParameter("The connection does not exist.".to_owned())
}

/// As the connection wants it, hashed; before any transaction.
pub async fn hash(ctx: &Ctx, connection: &Connection, clear: String) -> Result<String, FlowError> {
    connection.password_rule().check(&clear)?;
    let dice = ctx.app.dice.clone();
    ctx.app.passwords.run(move || password::hash(&clear, &*dice)).await
}
