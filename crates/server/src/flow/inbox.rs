//! What the virtual carrier carried, for development and CI; only where it is switched on.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::phone::PhoneNumber;
use ringfence_store::{InboxFilter, InboxMessage, Tx};

use crate::ctx::App;
use crate::flow::error::FlowError;

/// The most that one reading returns.
const LIMIT: u32 = 1000;

#[derive(Default)]
pub struct Search {
    pub to: Option<PhoneNumber>,
    pub channel: Option<Channel>,
    /// Strictly after this moment.
    pub since: Option<Timestamp>,
}

/// The newest thousand of all tenants, oldest first.
pub async fn list(app: &App, search: Search) -> Result<Vec<InboxMessage>, FlowError> {
    let read = async move |tx: &mut Tx<'_>| {
        // The store counts the moment itself in; times are kept to the microsecond.
        let since = search.since.map(|moment| moment + Duration::from_micros(1));
        let filter = InboxFilter { tenant: None, to: search.to.clone(), channel: search.channel, since };
        tx.inbox_list(&filter, LIMIT).await
    };
    Ok(app.store.read(read).await?)
}

pub async fn empty(app: &App) -> Result<(), FlowError> {
    app.store.tx(async |tx: &mut Tx<'_>| tx.inbox_clear().await).await?;
    Ok(())
}
