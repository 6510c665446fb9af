//! **store remembers**: what core says is written down here, on SQLite or on PostgreSQL, whichever is configured.
//!
//! It names no web framework, no HTTP client, no setting and no carrier; SQL text exists in this crate only.
//! Start reading at [`Store`] and [`Tx`] (`driver/`), then at `challenges.rs` and `deliveries.rs`.

mod authenticators;
mod buckets;
mod challenges;
mod clients;
mod deliveries;
mod domains;
mod driver;
mod error;
mod inbox;
mod keys;
mod log_events;
mod refresh_tokens;
mod resource_servers;
mod seal;
mod tenants;
mod users;

pub use authenticators::RecoveryHash;
pub use deliveries::{Attempt, AttemptRecord, DeliveryState, DeliveryStatus, Lease, Report};
pub use driver::{Stmt, Store, StoreOptions, Tx};
pub use error::StoreError;
pub use inbox::{InboxFilter, InboxMessage};
pub use keys::StoredSigningKey;
pub use log_events::LogEntry;
pub use refresh_tokens::RefreshToken;

/// Every statement this crate can run, so that a test prepares each of them on both databases.
pub fn statements() -> impl Iterator<Item = &'static Stmt> {
    let rooms: [&[&'static Stmt]; 16] = [
        authenticators::STATEMENTS,
        buckets::STATEMENTS,
        challenges::STATEMENTS,
        clients::STATEMENTS,
        deliveries::STATEMENTS,
        deliveries::outcome::STATEMENTS,
        deliveries::status::STATEMENTS,
        domains::STATEMENTS,
        driver::STATEMENTS,
        inbox::STATEMENTS,
        keys::STATEMENTS,
        log_events::STATEMENTS,
        refresh_tokens::STATEMENTS,
        resource_servers::STATEMENTS,
        tenants::STATEMENTS,
        users::STATEMENTS,
    ];
    rooms.into_iter().flatten().copied()
}
