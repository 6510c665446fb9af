//! **store remembers**: what core says is written down here, on SQLite or on PostgreSQL, whichever is configured.
//!
//! It names no web framework, no HTTP client, no setting and no carrier; SQL text exists in this crate only.
//! Start reading at [`Store`] and [`Tx`] (`driver/`), then at `challenges.rs` and `deliveries.rs`.

mod account_tickets;
mod authentication_methods;
mod authenticators;
mod authorization_codes;
mod browsers;
mod buckets;
mod challenges;
mod client_grants;
mod clients;
mod connections;
mod counts;
mod custom_texts;
mod deliveries;
mod domains;
mod driver;
mod error;
mod inbox;
mod inbox_mails;
mod jobs;
mod key_holders;
mod keys;
mod log_events;
mod logins;
mod mails;
mod pulse;
mod refresh_tokens;
mod resealing;
mod resource_servers;
mod seal;
mod sessions;
mod tenants;
mod tickets;
mod totps;
mod user_blocks;
mod user_list;
mod user_removal;
mod users;

pub use authentication_methods::AuthenticationMethod;
pub use authenticators::RecoveryHash;
pub use counts::Counted;
pub use custom_texts::{CustomText, Texts};
pub use deliveries::{Attempt, AttemptRecord, DeliveryState, DeliveryStatus, Lease, Report};
pub use driver::{SchemaState, Stmt, Store, StoreOptions, Tx};
pub use error::StoreError;
pub use inbox::{InboxFilter, InboxMessage};
pub use inbox_mails::{InboxMail, InboxMailFilter};
pub use key_holders::KeyHolder;
pub use keys::StoredSigningKey;
pub use log_events::{LogEntry, LogOrder, LogPath, LogSpan};
pub use refresh_tokens::RefreshToken;
pub use resealing::{After, Resealed, SEALED_COLUMNS, SealedColumn};
pub use totps::{NewTotp, Totp};
pub use user_list::{UserKey, UserOrder, UserSpan, UserWindow};
pub use user_removal::Kept;

/// Every statement this crate can run, so that a test prepares each of them on both databases.
pub fn statements() -> impl Iterator<Item = &'static Stmt> {
    let rooms: [&[&'static Stmt]; 36] = [
        account_tickets::STATEMENTS,
        authentication_methods::STATEMENTS,
        authenticators::STATEMENTS,
        authorization_codes::STATEMENTS,
        browsers::STATEMENTS,
        buckets::STATEMENTS,
        challenges::STATEMENTS,
        client_grants::STATEMENTS,
        clients::STATEMENTS,
        connections::STATEMENTS,
        counts::STATEMENTS,
        custom_texts::STATEMENTS,
        deliveries::STATEMENTS,
        deliveries::outcome::STATEMENTS,
        deliveries::status::STATEMENTS,
        domains::STATEMENTS,
        driver::STATEMENTS,
        inbox::STATEMENTS,
        inbox_mails::STATEMENTS,
        jobs::STATEMENTS,
        key_holders::STATEMENTS,
        keys::STATEMENTS,
        log_events::STATEMENTS,
        logins::STATEMENTS,
        mails::STATEMENTS,
        pulse::STATEMENTS,
        refresh_tokens::STATEMENTS,
        resource_servers::STATEMENTS,
        sessions::STATEMENTS,
        tenants::STATEMENTS,
        tickets::STATEMENTS,
        totps::STATEMENTS,
        user_blocks::STATEMENTS,
        user_list::STATEMENTS,
        user_removal::STATEMENTS,
        users::STATEMENTS,
    ];
    rooms.into_iter().flatten().copied().chain(resealing::statements())
}
