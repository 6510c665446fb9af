//! The inbox page of `ringfence dev`: what the template shows, made from the messages of the virtual carrier.
//!
//! Everything is drawn on the server; the script re-reads this same page and puts in what is new, so there is one
//! way to draw a message and the page works without the script too.

use std::collections::HashMap;

use askama::Template;

use super::inbox_filter::{Filter, digits_of};
use super::transcript::{Part, call_parts, text_parts};

/// The page draws at most so many messages; older ones are counted, and stay in the API.
pub const SHOWN: usize = 200;

/// Colours of the conversations' badges in `inbox.css`.
const HUES: u32 = 6;

/// A message as `GET /dev/messages` tells it.
#[derive(Clone, Debug)]
pub struct MessageView {
    pub id: String,
    pub tenant: String,
    /// E.164, or an e-mail address.
    pub to: String,
    /// `sms`, `voice` or `email`.
    pub channel: String,
    pub body: String,
    pub code: String,
    /// `enrollment`, `second-factor-authentication` or `notice`.
    pub action: String,
    /// A word of the receipts.
    pub status: String,
    /// RFC 3339, UTC.
    pub created_at: String,
    /// The language it was written in, which is the language it is spoken in. Empty when unknown.
    pub locale: String,
}

/// What stays the same from one drawing of the page to the next.
#[derive(Clone, Debug)]
pub struct Setting {
    pub tenant_id: String,
    /// Messages are signed with this name.
    pub tenant_name: String,
    /// Without a slash at the end.
    pub base_url: String,
    /// Where `dev.json` lies.
    pub dev_json: String,
    /// Where the demo application lives, once there is one.
    pub demo_url: Option<String>,
    /// Numbers of the virtual carrier, and what becomes of a message to them.
    pub magic_numbers: &'static [(&'static str, &'static str)],
}

#[derive(Template, Debug)]
#[template(path = "inbox.html")]
pub struct InboxPage {
    pub setting: Setting,
    pub filter: Filter,
    /// The newest first.
    pub conversations: Vec<Conversation>,
    /// Those that the filter lets through, the oldest first, as a phone shows them.
    pub bubbles: Vec<Bubble>,
    /// The one recipient whose messages are shown, if it is one.
    pub recipient: Option<String>,
    /// How many messages the inbox holds, shown or not.
    pub total: usize,
    /// The link that shows all recipients again.
    pub everyone_link: String,
}

/// All messages to one recipient, told in one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation {
    pub to: String,
    /// The number's digits, or the address: its name in ids and links.
    pub key: String,
    pub hue: u32,
    pub count: usize,
    /// Whether the filter shows it.
    pub is_open: bool,
    pub link: String,
    pub last_kind: Kind,
    /// The last code, or the first words of the last message where there is no code.
    pub last_words: String,
    pub last_at: Time,
}

/// One message as the phone shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bubble {
    pub id: String,
    pub to: String,
    pub hue: u32,
    /// The name that the message bears.
    pub sender: String,
    pub kind: Kind,
    /// Of an e-mail.
    pub subject: String,
    pub parts: Vec<Part>,
    pub code: String,
    /// Why it was sent, in two words.
    pub reason: &'static str,
    pub status: Status,
    pub at: Time,
    pub locale: String,
    /// The first of several to the same recipient in a row names them.
    pub opens_run: bool,
}

/// A moment, exact and in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    pub exact: String,
    pub clock: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Text,
    Call,
    Mail,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Accepted,
    Ringing,
    Delivered,
    Undelivered,
    Failed,
}

impl InboxPage {
    /// `newest` are the newest messages of the inbox, the oldest of them first and at most [`SHOWN`], whatever the filter;
    /// `total` counts the older ones too.
    pub fn new(setting: Setting, newest: Vec<MessageView>, filter: Filter, total: usize) -> Self {
        let conversations = conversations(&newest, &filter);
        let mut bubbles: Vec<Bubble> = Vec::new();
        for message in newest.into_iter().filter(|message| filter.admits(&message.channel, &message.to)) {
            let opens_run = bubbles.last().is_none_or(|before| before.to != message.to);
            bubbles.push(Bubble::new(message, &setting, opens_run));
        }
        let everyone_link = filter.link("");
        let open: Vec<&Conversation> = conversations.iter().filter(|conversation| conversation.is_open).collect();
        let recipient = match open.as_slice() {
            [only] if filter.has_recipient() => Some(only.to.clone()),
            _ => None,
        };
        Self { setting, filter, conversations, bubbles, recipient, total, everyone_link }
    }

    /// Older messages that the page leaves out.
    fn left_out(&self) -> usize {
        self.total.saturating_sub(self.conversations.iter().map(|conversation| conversation.count).sum())
    }
}

/// One line per recipient, that of the newest message first.
fn conversations(messages: &[MessageView], filter: &Filter) -> Vec<Conversation> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for message in messages {
        *counts.entry(&message.to).or_default() += 1;
    }
    let mut lines: Vec<Conversation> = Vec::new();
    // The last message to each recipient is the first one met from behind; `remove` makes it the only one.
    for last in messages.iter().rev() {
        if let Some(count) = counts.remove(last.to.as_str()) {
            lines.push(Conversation::new(last, count, filter));
        }
    }
    lines
}

impl Conversation {
    fn new(last: &MessageView, count: usize, filter: &Filter) -> Self {
        let key = if last.to.contains('@') { last.to.clone() } else { digits_of(&last.to) };
        Self {
            to: last.to.clone(),
            hue: hue_of(&last.to),
            count,
            is_open: filter.has_recipient() && filter.admits_recipient(&last.to),
            link: filter.link(&key),
            key,
            last_kind: Kind::of(&last.channel),
            last_words: if last.code.is_empty() { beginning(&last.body) } else { last.code.clone() },
            last_at: Time::new(&last.created_at),
        }
    }

    /// The last two digits tell people apart better than the first; of an address it is the first letter.
    fn badge(&self) -> String {
        match self.to.contains('@') {
            true => self.key.chars().take(1).flat_map(char::to_uppercase).collect(),
            false => self.key[self.key.len().saturating_sub(2)..].to_owned(),
        }
    }
}

impl Bubble {
    fn new(message: MessageView, setting: &Setting, opens_run: bool) -> Self {
        let kind = Kind::of(&message.channel);
        let (subject, text) = match message.body.split_once("\n\n") {
            Some((subject, text)) if kind == Kind::Mail => (subject.to_owned(), text),
            _ => (String::new(), message.body.as_str()),
        };
        Self {
            parts: if kind == Kind::Call { call_parts(text) } else { text_parts(text, &message.code) },
            subject,
            sender: if message.tenant == setting.tenant_id { setting.tenant_name.clone() } else { message.tenant },
            reason: match message.action.as_str() {
                "enrollment" => "New phone",
                "second-factor-authentication" => "Sign-in",
                "notice" => "Notice",
                _ => "",
            },
            status: Status::parse(&message.status),
            at: Time::new(&message.created_at),
            hue: hue_of(&message.to),
            id: message.id,
            to: message.to,
            code: message.code,
            locale: message.locale,
            kind,
            opens_run,
        }
    }

    fn is_call(&self) -> bool {
        self.kind == Kind::Call
    }

    fn is_mail(&self) -> bool {
        self.kind == Kind::Mail
    }

    /// What a phone writes over a call.
    fn headline(&self) -> &'static str {
        match self.status {
            Status::Accepted => "Calling…",
            Status::Ringing => "Incoming call",
            Status::Delivered => "Answered call",
            Status::Undelivered => "Missed call",
            Status::Failed => "Call failed",
        }
    }
}

impl Kind {
    fn of(channel: &str) -> Self {
        match channel {
            "voice" => Self::Call,
            "email" => Self::Mail,
            _ => Self::Text,
        }
    }

    /// Of its symbol, and of what the script announces.
    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Call => "call",
            Self::Mail => "e-mail",
        }
    }
}

impl Time {
    /// The clock's hand without the date: the script turns it into the reader's own time.
    fn new(rfc3339: &str) -> Self {
        let clock = rfc3339.get(11..19).map_or_else(|| rfc3339.to_owned(), |time| format!("{time} UTC"));
        Self { exact: rfc3339.to_owned(), clock }
    }
}

impl Status {
    /// A word that a later carrier may bring is a message on its way.
    fn parse(word: &str) -> Self {
        match word {
            "ringing" => Self::Ringing,
            "delivered" => Self::Delivered,
            "undelivered" => Self::Undelivered,
            "failed" => Self::Failed,
            _ => Self::Accepted,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "Accepted",
            Self::Ringing => "Ringing",
            Self::Delivered => "Delivered",
            Self::Undelivered => "Undelivered",
            Self::Failed => "Failed",
        }
    }
}

fn beginning(body: &str) -> String {
    body.lines().next().unwrap_or_default().chars().take(40).collect()
}

/// The same recipient has the same colour everywhere.
fn hue_of(number: &str) -> u32 {
    number.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % HUES
}

#[cfg(test)]
mod tests;
