//! Jobs as an administrator begins them and asks for them.
//!
//! A mail to confirm an address is written at once, in the transaction of its job: what is left to do then is the mail dispatcher's.
//! Source: Auth0, Management API, "Jobs".

use std::sync::atomic::Ordering;

use ringfence_core::account_ticket::{LIFETIME, TicketBody, TicketKind};
use ringfence_core::export::{self, Field, Format};
use ringfence_core::id::{ClientId, JobId, MailId, UserId};
use ringfence_core::import::Rejected;
use ringfence_core::job::{EXPORTS_AT_ONCE, EXPORTS_KEPT, Job, JobSettings, JobState, KEPT, Progress};
use ringfence_core::locale;
use ringfence_core::mail::{MAIL_LIFETIME, Mail, NewMail};
use ringfence_core::user::User;
use ringfence_store::Tx;

use crate::ctx::Ctx;
use crate::flow::account_ticket as ticket;
use crate::flow::administer::Admin;
use crate::flow::administer::mailing;
use crate::flow::administer::user::form;
use crate::flow::error::{FlowError, Inexistent};
use crate::flow::notify;
use crate::texts::Words;

/// One whose file is still coming in is nobody's to ask for.
pub async fn find(admin: &Admin, id: &str) -> Result<Job, FlowError> {
    let (tenant, id, now) = (admin.ctx.tenant().clone(), JobId::new(id), admin.ctx.now);
    let found = admin.read(async move |tx: &mut Tx<'_>| tx.job_find(&tenant, &id).await).await?;
    Ok(found.filter(|job| job.state != JobState::Uploading && (job.expires_at > now || !job.state.is_over())).ok_or(Inexistent::JOB)?)
}

pub async fn errors(admin: &Admin, id: &str) -> Result<Vec<Rejected>, FlowError> {
    let job = find(admin, id).await?;
    admin.read(async move |tx: &mut Tx<'_>| tx.job_error_list(&job.tenant, &job.id).await).await
}

fn new(admin: &Admin, state: JobState, settings: JobSettings) -> Job {
    let (ctx, now) = (&admin.ctx, admin.ctx.now);
    Job {
        tenant: ctx.tenant().clone(),
        id: JobId::random(&*ctx.app.dice),
        state,
        settings,
        progress: Progress::default(),
        created_at: now,
        expires_at: now + KEPT,
    }
}

pub struct ExportRequest {
    pub connection_id: Option<String>,
    pub format: Format,
    pub limit: Option<u64>,
    pub fields: Option<Vec<Field>>,
}

pub async fn export(admin: &Admin, asked: ExportRequest) -> Result<Job, FlowError> {
    if let Some(unknown) = asked.fields.iter().flatten().find(|field| !export::is_known(&field.name)) {
        let name: String = unknown.name.chars().take(64).collect();
        let words =
            format!("There is no field {name:?}: name one that GET /api/v2/users/{{id}} shows, such as email or user_metadata.plan.");
        return Err(FlowError::InvalidParameter(words));
    }
    let fields = asked.fields.as_deref().unwrap_or_default();
    if let Some((_, twin)) = fields.iter().enumerate().find(|(place, field)| fields[..*place].iter().any(|other| other.is_twin(field))) {
        let words = format!("The field {:?} is there twice, or two are called the same: name each once.", twin.name);
        return Err(FlowError::InvalidParameter(words));
    }
    let place = asked.connection_id.as_ref();
    let place = place.map(|id| admin.ctx.view.connections.iter().find(|one| one.id.as_str() == id).ok_or_else(form::no_connection));
    let connection = place.transpose()?.map(|connection| connection.name.clone());
    let (connection_id, fields) = (asked.connection_id, asked.fields.filter(|fields| !fields.is_empty()));
    let settings = JobSettings::UsersExport { connection_id, connection, format: asked.format, limit: asked.limit, fields };
    let job = new(admin, JobState::Pending, settings);
    let inner = job.clone();
    let now = admin.ctx.now;
    let begun = async move |tx: &mut Tx<'_>| {
        // Under the lock, or two that come at once would both be let in.
        tx.tenant_find_locked(&inner.tenant).await?.ok_or(FlowError::NotFound("tenant"))?;
        if tx.jobs_open_count(&inner.tenant, inner.settings.kind(), now).await? >= EXPORTS_AT_ONCE {
            let words = "There are two exports under way already: wait until one of them has ended, and try again.";
            return Err(FlowError::Conflict(words.to_owned()));
        }
        if tx.jobs_kept_count(&inner.tenant, inner.settings.kind(), now).await? >= EXPORTS_KEPT {
            let words = format!("There are {EXPORTS_KEPT} exports of the last day already: wait until the oldest of them is a day old.");
            return Err(FlowError::Conflict(words));
        }
        Ok(tx.job_insert(&inner).await?)
    };
    admin.write(begun).await?;
    admin.ctx.app.outbox.ring_for_jobs();
    Ok(job)
}

/// The answer shows the job as it was begun.
pub async fn verify_email(admin: &Admin, user: &str, client: Option<String>) -> Result<Job, FlowError> {
    let (ctx, user, client) = (admin.ctx.clone(), UserId::new(user), client.filter(|id| !id.is_empty()).map(ClientId::new));
    let job = new(admin, JobState::Completed, JobSettings::VerificationEmail {});
    let body = TicketBody { client: client.clone(), ..TicketBody::default() };
    let drawn = ticket::draw(&ctx.app, ctx.tenant(), TicketKind::EmailVerification, body, LIFETIME, ctx.now);
    let (link, mail_id, inner) = (drawn.link(&ctx.domain.issuer), MailId::at(ctx.now, &*ctx.app.dice), job.clone());
    let written = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        let person = tx.user_find_locked(tenant, &user).await?.ok_or(Inexistent::USER)?;
        if let Some(client) = &client {
            tx.client_find(tenant, client).await?.ok_or(Inexistent::CLIENT)?;
        }
        let mail = letter(tx, &ctx, &person, &link).await?;
        mailing::asked(tx, &ctx, mail.to()).await?;
        drawn.write(tx, tenant, &person).await?;
        let (id, user) = (mail_id.clone(), person.id.clone());
        tx.mail_insert(tenant, &NewMail { id, user, mail, created_at: ctx.now, expires_at: ctx.now + MAIL_LIFETIME }).await?;
        ctx.has_notice.store(true, Ordering::Relaxed);
        Ok(tx.job_insert(&inner).await?)
    };
    admin.write(written).await?;
    Ok(Job { state: JobState::Pending, ..job })
}

async fn letter(tx: &mut Tx<'_>, ctx: &Ctx, person: &User, link: &str) -> Result<Mail, FlowError> {
    const SCREEN: &str = "email-verification-confirm";
    let language = locale::negotiate(None, None, &ctx.settings().enabled_locales);
    let own = notify::own_texts(tx, ctx, &language).await?;
    let words = Words::new(&language, own, notify::names(ctx, None, person));
    let paragraphs = [words.get("notice", "greeting"), words.get(SCREEN, "description"), link.to_owned(), words.get("notice", "footer")];
    let (subject, friendly_name) = (words.get(SCREEN, "title"), &ctx.settings().friendly_name);
    let written = Mail::new(&person.email, &subject, &paragraphs.join("\n\n"), friendly_name, words.language());
    written.map_err(|_| FlowError::InvalidParameter("No mail can be sent to the user's address: give them another one.".to_owned()))
}
