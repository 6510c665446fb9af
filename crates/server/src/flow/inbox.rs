//! What the virtual carrier carried and what would have been mailed, for development and CI; only where it is switched on.

use std::time::Duration;

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::phone::PhoneNumber;
use ringfence_store::{InboxFilter, InboxMail, InboxMailFilter, InboxMessage, StoreError, Tx};

use crate::ctx::App;
use crate::flow::error::FlowError;

/// The most that one reading returns.
const LIMIT: u32 = 1000;

pub enum Recipient {
    Number(PhoneNumber),
    Address(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    Phone(Channel),
    Email,
}

#[derive(Default)]
pub struct Search {
    pub to: Option<Recipient>,
    pub medium: Option<Medium>,
    /// Strictly after this moment.
    pub since: Option<Timestamp>,
}

/// One line of the inbox.
pub enum Item {
    Message(InboxMessage),
    Mail(InboxMail),
}

impl Item {
    fn place(&self) -> (Timestamp, &str) {
        match self {
            Self::Message(message) => (message.created_at, message.id.as_str()),
            Self::Mail(mail) => (mail.created_at, mail.id.as_str()),
        }
    }
}

impl Search {
    /// The store counts the moment itself in; times are kept to the microsecond.
    fn earliest(&self) -> Option<Timestamp> {
        self.since.map(|moment| moment + Duration::from_micros(1))
    }

    fn of_messages(&self) -> Option<InboxFilter> {
        let channel = match self.medium {
            Some(Medium::Email) => return None,
            Some(Medium::Phone(channel)) => Some(channel),
            None => None,
        };
        let to = match &self.to {
            Some(Recipient::Address(_)) => return None,
            Some(Recipient::Number(number)) => Some(number.clone()),
            None => None,
        };
        Some(InboxFilter { tenant: None, to, channel, since: self.earliest() })
    }

    fn of_mails(&self) -> Option<InboxMailFilter> {
        if matches!(self.medium, Some(Medium::Phone(_))) {
            return None;
        }
        let to = match &self.to {
            Some(Recipient::Number(_)) => return None,
            Some(Recipient::Address(address)) => Some(address.clone()),
            None => None,
        };
        Some(InboxMailFilter { to, since: self.earliest() })
    }
}

/// The newest thousand of all tenants, oldest first.
pub async fn list(app: &App, search: Search) -> Result<Vec<Item>, FlowError> {
    let (messages, mails) = (search.of_messages(), search.of_mails());
    let read = async move |tx: &mut Tx<'_>| {
        let mut found = Vec::new();
        if let Some(filter) = &messages {
            found.extend(tx.inbox_list(filter, LIMIT).await?.into_iter().map(Item::Message));
        }
        if let Some(filter) = &mails {
            found.extend(tx.inbox_mail_list(filter, LIMIT).await?.into_iter().map(Item::Mail));
        }
        Ok::<_, StoreError>(found)
    };
    let mut found = app.store.read(read).await?;
    found.sort_by(|one, other| one.place().cmp(&other.place()));
    Ok(found.split_off(found.len().saturating_sub(LIMIT as usize)))
}

pub async fn empty(app: &App) -> Result<(), FlowError> {
    let cleared = async |tx: &mut Tx<'_>| {
        tx.inbox_clear().await?;
        tx.inbox_mail_clear().await
    };
    app.store.tx(cleared).await?;
    Ok(())
}
