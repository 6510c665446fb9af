//! A link by which one person enrolls, made by an administrator and, if they ask, mailed to the person.
//!
//! 1. the ticket, the mail and the record of both are written in one transaction; the mail leaves after it;
//! 2. the link is a secret: it stands in the answer and, sealed, in the mail, and in no log.
//!
//! Source: Auth0, "Create custom enrollment tickets". What the link leads to is in [`crate::flow::ticket`].

use std::sync::atomic::Ordering;

use ringfence_core::id::{MailId, UserId};
use ringfence_core::locale;
use ringfence_core::mail::{MAIL_LIFETIME, Mail, NewMail};
use ringfence_core::ticket::{TICKET_LIFETIME, TicketOptions};
use ringfence_core::user::User;
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::administer::Admin;
use crate::flow::administer::authentication_method::{acting, locked};
use crate::flow::administer::mailing;
use crate::flow::error::FlowError;
use crate::flow::{notify, ticket};
use crate::texts::Words;

const SCREEN: &str = "enrollment-email";

pub struct NewTicket {
    pub user: String,
    pub options: TicketOptions,
    pub mail: Option<Letter>,
}

/// How the link is to be sent.
#[derive(Clone)]
pub struct Letter {
    /// The person's own address, unless there is another.
    pub to: Option<String>,
    /// The tenant's first language, unless there is another.
    pub language: Option<String>,
}

pub struct Made {
    pub secret: String,
    pub url: String,
}

pub async fn create(admin: &Admin, new: NewTicket) -> Result<Made, FlowError> {
    let (ctx, user) = (acting(admin), UserId::new(new.user));
    ticket::check(ctx.settings(), &new.options)?;
    let (secret, ticket) = ticket::draw(&ctx.app, ctx.tenant(), &user, new.options, ctx.now);
    let url = format!("{}mfa/enrollment?ticket={secret}", ctx.domain.issuer);
    let (link, id) = (url.clone(), MailId::at(ctx.now, &*ctx.app.dice));
    let written = async move |tx: &mut Tx<'_>| {
        let person = locked(tx, &ctx, &user).await?;
        tx.ticket_insert(ctx.tenant(), &ticket).await?;
        if let Some(letter) = &new.mail {
            let mail = write(tx, &ctx, &person, letter, &link).await?;
            mailing::asked(tx, &ctx, mail.to()).await?;
            let new = NewMail { id: id.clone(), user: user.clone(), mail, created_at: ctx.now, expires_at: ctx.now + MAIL_LIFETIME };
            tx.mail_insert(ctx.tenant(), &new).await?;
            ctx.has_notice.store(true, Ordering::Relaxed);
        }
        Ok(())
    };
    admin.write(written).await?;
    Ok(Made { secret, url })
}

async fn write(tx: &mut Tx<'_>, ctx: &Ctx, person: &User, letter: &Letter, link: &str) -> Result<Mail, FlowError> {
    let language = letter.language.clone().unwrap_or_else(|| locale::negotiate(None, None, &ctx.settings().enabled_locales));
    let own = notify::own_texts(tx, ctx, &language).await?;
    let words = Words::new(&language, own, notify::names(ctx, None, person));
    let until = words.date(ctx.now + TICKET_LIFETIME);
    let paragraphs = [
        words.get("notice", "greeting"),
        words.get(SCREEN, "body"),
        link.to_owned(),
        words.with(SCREEN, "expiry", &[("date", until.as_str().into())]),
        words.get("notice", "footer"),
    ];
    let to = letter.to.as_deref().unwrap_or(&person.email);
    let friendly_name = &ctx.settings().friendly_name;
    Mail::new(to, &words.get(SCREEN, "subject"), &paragraphs.join("\n\n"), friendly_name, words.language()).map_err(|_| {
        let words = "No mail can be sent to the user's address: name another one as email, or leave send_mail out.";
        FlowError::InvalidParameter(words.to_owned())
    })
}
