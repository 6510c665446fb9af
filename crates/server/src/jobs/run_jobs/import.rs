//! Users on their way in.
//!
//! 1. the file is taken apart where the last batch ended; each user is judged before any transaction;
//! 2. some hundred users, the faults among them and the place in the file are written in one transaction;
//! 3. a user who exists is a fault, or changed if that was asked for. Their password and factors are never touched. A new address or
//!    user name is told to them by e-mail; while the tenant's bucket of notices is empty the user is a fault, and stays as they were.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ringfence_core::authenticator::{Authenticator, Kind};
use ringfence_core::id::{DeviceId, TransactionId, UserId};
use ringfence_core::import::split::{Piece, Splitter};
use ringfence_core::import::{Fault, ImportedFactor, ImportedUser, Rejected};
use ringfence_core::job::{CHUNK, ERRORS_TOLD, JobSettings, Progress};
use ringfence_core::password;
use ringfence_core::policy;
use ringfence_core::totp::TotpSecret;
use ringfence_core::user::{Profile, User, merge_metadata};
use ringfence_store::{Kept, NewTotp, StoreError, Tx};

use super::{Halt, Held};
use crate::ctx::{App, Languages, TenantView};
use crate::flow::administer::mailing;
use crate::flow::administer::user::form;
use crate::flow::error::FlowError;
use crate::flow::notify::{Notifier, profile};
use crate::flow::signup;

mod passwords;

const BATCH: usize = 500;
/// A batch ends as well with so many passwords that are to be hashed: some seconds of a core.
const MOST_HASHES: usize = 64;
/// A batch ends as well with the user with whom it has as many bytes of the file.
const LARGEST: usize = 4 * 1024 * 1024;
const GONE: &str = "The user was deleted at this moment: import them again.";

enum Factor {
    Phone(Authenticator),
    App { device: DeviceId, secret: TotpSecret, transaction: TransactionId },
}

impl Factor {
    fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phone(one), Self::Phone(other)) => one.phone_number() == other.phone_number(),
            (Self::App { secret: one, .. }, Self::App { secret: other, .. }) => one == other,
            _ => false,
        }
    }
}

struct Ready {
    user: User,
    /// Only what the file says: of a user who exists the rest stays.
    has_id: bool,
    email_verified: Option<bool>,
    blocked: Option<bool>,
    factors: Vec<Factor>,
    shown: serde_json::Map<String, serde_json::Value>,
    /// They existed when the batch was made ready: their password's hash was left out.
    is_known: bool,
}

impl Ready {
    /// The hash came from elsewhere and is cheap: it is kept within one of ours.
    fn is_to_be_hardened(&self) -> bool {
        self.user.password_hash.as_deref().is_some_and(password::is_cheap)
    }
}

type Judged = Result<Ready, Rejected>;

pub(super) async fn run(held: &Held, connection: &str, upsert: bool) -> Result<(), Halt> {
    let app = &held.app;
    let view = app.directory.view(&app.store, &held.job.tenant, app.clock.now()).await?;
    let mut progress = held.job.progress.clone();
    progress.started_at.get_or_insert(app.clock.now());
    let mut splitter = Splitter::resume(progress.shape, progress.offset);
    let mut number = progress.offset / CHUNK as u64;
    let mut skipped = usize::try_from(progress.offset % CHUNK as u64).unwrap_or(0);
    let (mut batch, mut weight, mut hashes) = (Vec::with_capacity(BATCH), 0, 0);
    let writer = Writer { held, view: &view, connection, upsert };
    loop {
        let job = held.job.clone();
        let chunk = app.store.read(async move |tx: &mut Tx<'_>| tx.job_chunk_find(&job.tenant, &job.id, number).await).await?;
        let Some(chunk) = chunk else { break };
        let mut input = chunk.get(skipped..).unwrap_or_default();
        (skipped, number) = (0, number + 1);
        loop {
            let piece = match splitter.next(&mut input) {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(problem) => {
                    writer.write(&mut progress, std::mem::take(&mut batch), &splitter, false).await?;
                    return Err(Halt::Hopeless(format!("{problem}, behind user {}.", progress.done)));
                }
            };
            weight += if let Piece::User(bytes) = &piece { bytes.len() } else { 0 };
            let judged = judged(app, &view, connection, piece);
            hashes += usize::from(judged.as_ref().is_ok_and(Ready::is_to_be_hardened));
            batch.push(judged);
            if batch.len() == BATCH || weight >= LARGEST || hashes == MOST_HASHES {
                (weight, hashes) = (0, 0);
                writer.write(&mut progress, std::mem::replace(&mut batch, Vec::with_capacity(BATCH)), &splitter, false).await?;
            }
        }
    }
    if let JobSettings::UsersImport { length, .. } = held.job.settings
        && splitter.taken() != length
    {
        return Err(Halt::Hopeless("A part of the file is lost: send it again.".to_owned()));
    }
    let is_whole = splitter.finish();
    writer.write(&mut progress, batch, &splitter, is_whole.is_ok()).await?;
    if let Err(problem) = is_whole {
        return Err(Halt::Hopeless(format!("{problem}, behind user {}.", progress.done)));
    }
    held.forget_file().await;
    Ok(())
}

/// Step 1.
fn judged(app: &App, view: &TenantView, connection: &str, piece: Piece) -> Judged {
    let bare = |fault| Rejected { user: serde_json::Map::new(), errors: vec![fault] };
    let Piece::User(bytes) = piece else {
        return Err(bare(Fault::new("INVALID_FORMAT", "The user is larger than 1 MiB.", None)));
    };
    let new = ImportedUser::parse(&bytes).map_err(bare)?;
    let shown = new.shown();
    ready(app, view, connection, new).map_err(|fault| Rejected { user: shown, errors: vec![fault] })
}

fn ready(app: &App, view: &TenantView, connection: &str, new: ImportedUser) -> Result<Ready, Fault> {
    let (shown, now) = (new.shown(), app.clock.now());
    let email = signup::address(&new.email).map_err(|problem| fault(&problem, "email"))?;
    for (name, text, most) in [
        ("name", &new.name, 300),
        ("nickname", &new.nickname, 300),
        ("given_name", &new.given_name, 150),
        ("family_name", &new.family_name, 150),
    ] {
        if text.as_ref().is_some_and(|text| text.is_empty() || text.chars().count() > most) {
            return Err(Fault::new("INVALID_FORMAT", format!("{name} must have 1 to {most} characters."), Some(name)));
        }
    }
    let username = new.username.as_deref().map(form::username).transpose().map_err(|problem| fault(&problem, "username"))?;
    let picture = new.picture.map(form::picture).transpose().map_err(|problem| fault(&problem, "picture"))?;
    let has_id = new.user_id.is_some();
    let id = match &new.user_id {
        None => UserId::random(&*app.dice),
        Some(id) if (1..=249).contains(&id.len()) && id.bytes().all(|one| one.is_ascii_graphic()) => UserId::new(format!("auth0|{id}")),
        Some(_) => return Err(Fault::new("INVALID_FORMAT", "user_id must be 1 to 249 visible ASCII characters.", Some("user_id"))),
    };
    let hash = match (&new.password_hash, &new.custom_password_hash) {
        (Some(_), Some(_)) => {
            let words = "Name password_hash or custom_password_hash, not both.";
            return Err(Fault::new("INVALID_FORMAT", words, Some("custom_password_hash")));
        }
        (Some(text), None) => Some(password::imported::plain(text).map_err(|problem| (problem, "password_hash"))),
        (None, Some(custom)) => Some(custom.text().map_err(|problem| (problem, "custom_password_hash"))),
        (None, None) => None,
    };
    let hash = hash.transpose().map_err(|(problem, path)| Fault::new("INVALID_FORMAT", problem.to_string(), Some(path)))?;
    let profile = Profile {
        username,
        name: new.name,
        nickname: new.nickname,
        given_name: new.given_name,
        family_name: new.family_name,
        picture,
        user_metadata: new.user_metadata.unwrap_or_default(),
        app_metadata: new.app_metadata.unwrap_or_default(),
    };
    form::check(&profile).map_err(|problem| fault(&problem, "user_metadata"))?;
    let mut factors = Vec::new();
    let most = app.settings.limits.factors;
    if new.mfa_factors.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        let words = format!("A user has at most {most} factors: leave the others out.");
        return Err(Fault::new("MFA_FACTORS_FAILED", words, Some("mfa_factors")));
    }
    for factor in &new.mfa_factors {
        let factor = judged_factor(app, view, &id, factor)?;
        if factors.iter().any(|known| factor.is_same_as(known)) {
            let words = "The same phone number, or the same secret, is there twice: name each once.";
            return Err(Fault::new("MFA_FACTORS_FAILED", words, Some("mfa_factors")));
        }
        factors.push(factor);
    }
    let mut user = User::new(id, connection, email, hash, profile, now);
    (user.email_verified, user.is_blocked) = (new.email_verified.unwrap_or(false), new.blocked.unwrap_or(false));
    Ok(Ready { user, has_id, email_verified: new.email_verified, blocked: new.blocked, factors, shown, is_known: false })
}

fn judged_factor(app: &App, view: &TenantView, user: &UserId, factor: &ImportedFactor) -> Result<Factor, Fault> {
    let wrong = |words: String| Fault::new("MFA_FACTORS_FAILED", words, Some("mfa_factors"));
    let (dice, now) = (&*app.dice, app.clock.now());
    match (&factor.phone, &factor.totp, &factor.email) {
        (Some(phone), None, None) => {
            let admitted = app.settings.phone.admit_by_any(&phone.value, &policy::channels(&view.tenant.settings.phone));
            let (number, channel) = admitted.map_err(|problem| wrong(format!("The phone number is invalid: {problem}.")))?;
            Ok(Factor::Phone(Authenticator {
                id: DeviceId::random(dice),
                user: user.clone(),
                kind: Kind::Phone { number, channel },
                confirmed_at: Some(now),
                created_at: now,
                last_used_at: None,
            }))
        }
        (None, Some(totp), None) => {
            let secret = TotpSecret::from_base32(&totp.secret);
            let secret = secret.ok_or_else(|| wrong("totp.secret must be base32 and stand for 10 to 64 bytes.".to_owned()))?;
            Ok(Factor::App { device: DeviceId::random(dice), secret, transaction: TransactionId::random(dice) })
        }
        (None, None, Some(_)) => Err(wrong("Ringfence has no e-mail factor: leave it out, or name a phone or a totp.".to_owned())),
        _ => Err(wrong("A factor is one of phone and totp.".to_owned())),
    }
}

fn fault(problem: &FlowError, path: &str) -> Fault {
    Fault::new("INVALID_FORMAT", problem.to_string(), Some(path))
}

struct Writer<'a> {
    held: &'a Held,
    view: &'a Arc<TenantView>,
    connection: &'a str,
    upsert: bool,
}

impl Writer<'_> {
    /// Step 2. `progress` is what it was, or what is written.
    async fn write(&self, progress: &mut Progress, batch: Vec<Judged>, splitter: &Splitter, is_done: bool) -> Result<(), Halt> {
        self.held.go_on()?;
        let batch = passwords::hardened(self.held, batch).await?;
        let (offset, shape) =
            if batch.is_empty() && !is_done { (progress.offset, progress.shape) } else { (splitter.position(), splitter.shape()) };
        let before = Progress { offset, shape, ..progress.clone() };
        let (held, place, upsert, batch) = (self.held.clone(), self.connection.to_owned(), self.upsert, Arc::new(batch));
        let (view, told) = (self.view.clone(), Arc::new(AtomicBool::new(false)));
        let has_told = told.clone();
        let written = async move |tx: &mut Tx<'_>| {
            let (tenant, mut now) = (&held.job.tenant, before.clone());
            if tx.connection_hold(tenant, &place).await?.is_none() {
                return Err(Halt::Hopeless("The connection does not exist any more.".to_owned()));
            }
            let inserted_before = now.inserted;
            for judged in batch.iter() {
                now.done += 1;
                let rejected = match judged {
                    Ok(ready) => match take(tx, &held, &view, ready, upsert, &mut now, &told).await? {
                        None => continue,
                        Some(fault) => &Rejected { user: ready.shown.clone(), errors: vec![fault] },
                    },
                    Err(rejected) => rejected,
                };
                now.failed += 1;
                if now.failed <= ERRORS_TOLD {
                    tx.job_error_insert(tenant, &held.job.id, now.done, rejected, held.app.clock.now()).await?;
                }
            }
            let inserted = u32::try_from(now.inserted - inserted_before).unwrap_or(u32::MAX);
            tx.import_users_count(tenant, inserted).await?;
            held.checkpoint(tx, &now, is_done).await?;
            Ok(now)
        };
        *progress = self.held.app.store.tx(written).await?;
        if has_told.load(Ordering::Relaxed) {
            self.held.app.outbox.ring();
        }
        Ok(())
    }
}

/// Step 3. What is wrong, if something is.
async fn take(
    tx: &mut Tx<'_>,
    held: &Held,
    view: &TenantView,
    ready: &Ready,
    upsert: bool,
    counted: &mut Progress,
    has_told: &AtomicBool,
) -> Result<Option<Fault>, StoreError> {
    let (tenant, user) = (&held.job.tenant, &ready.user);
    if !ready.is_known && tx.import_user_insert(tenant, user).await? {
        counted.inserted += 1;
        for factor in &ready.factors {
            match factor {
                Factor::Phone(phone) => tx.authenticator_insert(tenant, phone, None).await?,
                Factor::App { device, secret, transaction } => {
                    let (id, user, secret, transaction) = (device.clone(), user.id.clone(), secret.clone(), transaction.clone());
                    tx.totp_insert(tenant, &NewTotp { id, user, secret, transaction, recovery: None, created_at: ready.user.created_at })
                        .await?;
                    tx.method_bind(tenant, &ready.user.id, device, ready.user.created_at).await?;
                }
            }
        }
        return Ok(None);
    }
    let found = tx.import_user_find(tenant, user).await?;
    if found.is_empty() {
        return Ok(Some(Fault::new("DUPLICATED_USER", GONE, None)));
    }
    let [known] = found.as_slice() else {
        let words = "The address, the user name or the id are those of different users.";
        return Ok(Some(Fault::new("DUPLICATED_USER", words, None)));
    };
    if !upsert {
        return Ok(Some(Fault::new("DUPLICATED_USER", "The user already exists.", None)));
    }
    if known.connection != user.connection || (ready.has_id && known.id != user.id) {
        let words = "The user is known by another id, or in another connection; neither can be changed.";
        return Ok(Some(Fault::new("DUPLICATED_USER", words, Some("user_id"))));
    }
    let Some(before) = tx.user_find_locked(tenant, &known.id).await? else {
        return Ok(Some(Fault::new("DUPLICATED_USER", GONE, None)));
    };
    let after = changed(before.clone(), ready);
    if let Err(problem) = form::check(&after.profile) {
        return Ok(Some(fault(&problem, "user_metadata")));
    }
    let letters = profile::letters(&before, &after, false);
    if !letters.is_empty() {
        let now = held.app.clock.now();
        if mailing::told(tx, &held.app, tenant, letters.len(), now).await?.is_some() {
            let words = "Too many users of this tenant were notified of changes to their accounts, so this user was not changed: import them \
                         again later, or raise limits.mails_per_tenant.";
            return Ok(Some(Fault::new("TOO_MANY_MAILS", words, None)));
        }
        profile::tell(tx, &Notifier { app: &held.app, view, now }, &Languages::default(), &after, &letters).await?;
        has_told.store(true, Ordering::Relaxed);
    }
    tx.user_update(tenant, &after).await?;
    if after.is_blocked && !before.is_blocked {
        tx.user_proofs_end(tenant, &after.id, Kept::Nothing, ready.user.created_at).await?;
    }
    counted.updated += 1;
    Ok(None)
}

fn changed(mut user: User, ready: &Ready) -> User {
    let new = &ready.user;
    if user.email != new.email {
        user.email.clone_from(&new.email);
        user.email_verified = false;
    }
    user.email_verified = ready.email_verified.unwrap_or(user.email_verified);
    user.is_blocked = ready.blocked.unwrap_or(user.is_blocked);
    let (kept, sent) = (&mut user.profile, &new.profile);
    for (kept, sent) in [
        (&mut kept.username, &sent.username),
        (&mut kept.name, &sent.name),
        (&mut kept.nickname, &sent.nickname),
        (&mut kept.given_name, &sent.given_name),
        (&mut kept.family_name, &sent.family_name),
        (&mut kept.picture, &sent.picture),
    ] {
        if sent.is_some() {
            kept.clone_from(sent);
        }
    }
    merge_metadata(&mut kept.user_metadata, sent.user_metadata.clone());
    merge_metadata(&mut kept.app_metadata, sent.app_metadata.clone());
    user.updated_at = new.created_at;
    user
}
