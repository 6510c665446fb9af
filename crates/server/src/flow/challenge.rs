//! A code goes out: `POST /mfa/challenge`, and the sending half of an enrollment.
//!
//! 1. the `mfa_token` says which user and transaction (Auth0, "Authenticate with the MFA API");
//! 2. an authenticator and a channel are chosen;
//! 3. one transaction takes a token from the user's bucket, writes the challenge (a keyed hash of the
//!    code), the delivery (the sealed text) and the log event; only after its commit is anything sent;
//! 4. the answer waits a moment for the first attempt, so that a refused number shows at once.

use ringfence_core::authenticator::{Authenticator, Kind, Role, WireId, is_enrolled};
use ringfence_core::challenge::{Action, CODE_LIFETIME, Code, NewChallenge};
use ringfence_core::client::Client;
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Channel, NewDelivery, Origin};
use ringfence_core::event::EventType;
use ringfence_core::id::{ChallengeId, ClientId, DeliveryId, DeviceId, TransactionId, UserId};
use ringfence_core::locale;
use ringfence_core::login::{Login, PhoneAsked};
use ringfence_core::message::{Compose, compose};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::policy;
use ringfence_core::proof::Proof;
use ringfence_core::tenant::{Experience, Provider};
use ringfence_core::token::{MfaToken, OobCode};
use ringfence_store::{StoreError, Tx};
use serde_json::json;

use crate::ctx::Ctx;
use crate::flow::deliver::{self, Outcome};
use crate::flow::enroll;
use crate::flow::error::FlowError;
use crate::flow::proof;
use crate::flow::record::{self, About};
use crate::flow::verify::Refusal;

pub struct ChallengeOrder {
    pub mfa_token: String,
    /// Empty: any.
    pub types: Vec<String>,
    pub authenticator: Option<String>,
    pub channel: Option<Channel>,
}

impl ChallengeOrder {
    fn accepts(&self, kind: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|one| one == kind)
    }
}

pub enum Started {
    /// A code is under way; the client hands it back with this handle.
    OutOfBand { oob_code: String },
    /// The user is to type the code that their app shows: nothing is sent.
    Otp,
    /// The user is to type a recovery code: nothing is sent.
    RecoveryCode,
}

pub async fn start(ctx: &Ctx, client: &Client, order: ChallengeOrder) -> Result<Started, FlowError> {
    let held = proof::of_parameter(ctx, client, &order.mfa_token).map_err(|problem| match problem {
        FlowError::MalformedMfaToken => FlowError::InvalidBearer,
        other => other,
    })?;
    let (tenant, user) = (ctx.tenant().clone(), held.token.user.clone());
    let read = async move |tx: &mut Tx<'_>| {
        let known = tx.authenticator_list(&tenant, &user).await?;
        Ok::<_, StoreError>((known, tx.user_find(&tenant, &user).await?))
    };
    let (known, user) = ctx.app.store.read(read).await?;
    if user.as_ref().is_some_and(|user| user.is_blocked) {
        return Err(FlowError::UserBlocked);
    }
    if user.as_ref().is_some_and(|user| !held.proof.stands_for(user)) {
        return Err(FlowError::InvalidBearer);
    }
    let ctx = &ctx.concerning(user.as_ref());
    let active: Vec<Authenticator> = known.into_iter().filter(Authenticator::is_active).collect();
    if active.is_empty() {
        return Err(FlowError::AssociationRequired);
    }
    let (chosen, role) = choose(ctx, &active, &order)?;
    match role {
        Role::Otp if order.accepts("otp") => Ok(Started::Otp),
        Role::RecoveryCode if order.accepts("recovery-code") => Ok(Started::RecoveryCode),
        Role::Oob(channel) if order.accepts("oob") => {
            let number = chosen.phone_number().ok_or(FlowError::UnsupportedChallengeType)?.clone();
            let order = Order::of_token(client, &held.token, chosen.clone(), number, channel, Action::Verification);
            Ok(Started::OutOfBand { oob_code: send(ctx, order).await?.oob_code(ctx) })
        }
        _ => Err(FlowError::UnsupportedChallengeType),
    }
}

/// The authenticator asked for, or of those that are switched on and of an accepted type the one used last.
fn choose<'a>(ctx: &Ctx, active: &'a [Authenticator], order: &ChallengeOrder) -> Result<(&'a Authenticator, Role), FlowError> {
    let settings = ctx.settings();
    let enabled = policy::channels(&settings.phone);
    if let Some(text) = &order.authenticator {
        let id = WireId::parse(text).ok_or(FlowError::AuthenticatorNotFound)?;
        let chosen = active.iter().find(|one| one.id == id.device && one.has_role(id.role));
        let chosen = chosen.ok_or(FlowError::AuthenticatorNotFound)?;
        let is_on = match id.role {
            Role::Oob(channel) => enabled.contains(&channel),
            Role::Otp => settings.otp_enabled,
            Role::RecoveryCode => true,
        };
        return is_on.then_some((chosen, id.role)).ok_or(FlowError::UnsupportedChallengeType);
    }
    let numbers = &ctx.app.settings.phone;
    // A phone of a kind that gets no codes any more is the last resort: it is refused in words when the code is about to be sent.
    let role_of = |one: &Authenticator| match &one.kind {
        Kind::Phone { number, channel } if order.accepts("oob") => {
            let reachable = numbers.permitted(number, &enabled);
            let by = channel_for(order, *channel, &reachable);
            Some((by.is_some(), Role::Oob(by.or_else(|| channel_for(order, *channel, &enabled))?)))
        }
        Kind::Totp if order.accepts("otp") && settings.otp_enabled && order.channel.is_none() => Some((true, Role::Otp)),
        _ => None,
    };
    let usable = active.iter().filter_map(|one| Some((one, role_of(one)?)));
    let chosen = usable.max_by_key(|(one, (is_reachable, _))| (*is_reachable, one.last_used_at, one.confirmed_at));
    chosen.map(|(one, (_, role))| (one, role)).ok_or(FlowError::UnsupportedChallengeType)
}

/// The channel asked for, else the one the phone was enrolled by, else the first that is enabled.
fn channel_for(order: &ChallengeOrder, enrolled_by: Channel, enabled: &[Channel]) -> Option<Channel> {
    match order.channel {
        Some(asked) => enabled.contains(&asked).then_some(asked),
        None if enabled.contains(&enrolled_by) => Some(enrolled_by),
        None => enabled.first().copied(),
    }
}

/// What stops a message before it is written.
#[derive(Clone, Copy)]
enum Verdict {
    Written,
    BucketEmpty,
    TrialExpired,
    AlreadyEnrolled,
    /// No further factor is bound now.
    Bounded(Refusal),
    /// The login has gone on since the page was drawn.
    Superseded,
    /// Deleted, blocked or given a new password at this moment.
    UserGone,
}

/// What an enrollment writes together with its first challenge.
#[derive(Clone)]
pub struct Binding {
    pub recovery: Option<(Authenticator, [u8; 32])>,
    pub proof: Proof,
}

/// A code to be drawn and sent, for whichever door asked for it.
pub struct Order {
    pub client: Client,
    pub transaction: TransactionId,
    pub user: UserId,
    pub authenticator: Authenticator,
    pub number: PhoneNumber,
    pub channel: Channel,
    pub action: Action,
    pub binding: Option<Binding>,
    /// On a page: the login as it is before. What was sent is written into it in the same transaction.
    pub login: Option<Login>,
}

impl Order {
    /// For the MFA API, whose proof of the first factor is a token.
    pub fn of_token(
        client: &Client,
        token: &MfaToken,
        authenticator: Authenticator,
        number: PhoneNumber,
        channel: Channel,
        action: Action,
    ) -> Self {
        Self {
            client: client.clone(),
            transaction: token.transaction.clone(),
            user: token.user.clone(),
            authenticator,
            number,
            channel,
            action,
            binding: None,
            login: None,
        }
    }
}

/// A code is under way.
pub struct Sent {
    pub delivery: DeliveryId,
    challenge: ChallengeId,
    handle: Handle,
    expires_at: Timestamp,
}

/// What the MFA API's handle of a challenge names.
struct Handle {
    transaction: TransactionId,
    device: DeviceId,
    channel: Channel,
    recovery: Option<DeviceId>,
    client: ClientId,
    user: UserId,
}

impl Sent {
    /// The sealed `oob_code` that the client hands back with the digits.
    pub fn oob_code(self, ctx: &Ctx) -> String {
        let Handle { transaction, device, channel, recovery, client, user } = self.handle;
        let oob_code = OobCode {
            transaction,
            challenge: self.challenge,
            device,
            channel,
            recovery,
            client,
            user,
            issued_at: ctx.now,
            expires_at: self.expires_at,
        };
        oob_code.seal(ctx.tenant(), &ctx.app.keys(), ctx.now)
    }
}

/// Draws a code and has it sent. A page's login is changed even when the carrier refuses; it then tells that nothing came.
///
/// The number must be of a kind that gets codes this way *now*: it may have been bound when more kinds were open, or by another hand.
pub async fn send(ctx: &Ctx, order: Order) -> Result<Sent, FlowError> {
    ctx.app.settings.phone.permit(&order.number, order.channel)?;
    let dice = &*ctx.app.dice;
    let settings = ctx.settings();
    let code = Code::draw(dice);
    let request_lang = ctx.languages.accepted.clone().unwrap_or_default();
    let is_classic = order.login.is_some() && settings.universal_login_experience == Experience::Classic;
    let locale = match is_classic {
        // Its templates read the header themselves (Auth0, "Customize SMS or voice messages").
        true => "N/A".to_owned(),
        false => locale::negotiate(ctx.languages.explicit.as_deref(), ctx.languages.accepted.as_deref(), &settings.enabled_locales),
    };
    let message = compose(&Compose {
        to: &order.number,
        channel: order.channel,
        action: order.action,
        code: &code,
        locale: &locale,
        request_lang: &request_lang,
        settings,
        application: &order.client.settings.name,
        host: Some(host_of(&ctx.domain.host)),
    })
    .map_err(|problem| FlowError::Template(problem.to_string()))?;

    let id = ChallengeId::at(ctx.now, dice);
    let delivery_id = DeliveryId::at(ctx.now, dice);
    let expires_at = ctx.now + CODE_LIFETIME;
    let challenge = NewChallenge {
        id: id.clone(),
        transaction: order.transaction,
        user: order.user.clone(),
        client: order.client.id.clone(),
        device: order.authenticator.id.clone(),
        delivery: delivery_id.clone(),
        channel: order.channel,
        action: order.action,
        code_hash: Code::hash(code.as_str(), &id, &ctx.app.keys()),
        created_at: ctx.now,
        expires_at,
    };
    let delivery = NewDelivery {
        id: delivery_id.clone(),
        challenge: id.clone(),
        user: order.user.clone(),
        client: order.client.id.clone(),
        device: order.authenticator.id.clone(),
        provider: settings.phone.provider,
        route: deliver::route(&settings.phone, &ctx.app.settings.carriers.builtin.route),
        message,
        origin: Origin { tenant_name: ctx.view.tenant.name.clone(), client_name: order.client.settings.name.clone(), ..ctx.origin.clone() },
        created_at: ctx.now,
        expires_at,
    };
    let login = order.login.map(|login| {
        let asked = PhoneAsked {
            device: order.authenticator.id.clone(),
            number: order.number.masked(),
            channel: order.channel,
            action: order.action,
            delivery: delivery_id.clone(),
            sent_at: ctx.now,
        };
        login.with_message(asked)
    });

    let channel = order.channel;
    let handle = Handle {
        transaction: challenge.transaction.clone(),
        device: order.authenticator.id.clone(),
        channel,
        recovery: order.binding.as_ref().and_then(|binding| Some(binding.recovery.as_ref()?.0.id.clone())),
        client: order.client.id.clone(),
        user: order.user.clone(),
    };
    let work = Work {
        ctx: ctx.clone(),
        client: order.client,
        authenticator: order.authenticator,
        challenge,
        delivery,
        channel,
        binding: order.binding,
        login,
    };
    let expected = ctx.app.outbox.expect(&delivery_id);
    match ctx.app.store.tx(async move |tx: &mut Tx<'_>| work.write(tx).await).await? {
        Verdict::Written => {}
        Verdict::AlreadyEnrolled => return Err(FlowError::AlreadyEnrolled),
        Verdict::Bounded(refusal) => return Err(refusal.into()),
        Verdict::Superseded => return Err(FlowError::LoginSuperseded),
        Verdict::UserGone => return Err(FlowError::InvalidBearer),
        Verdict::TrialExpired => return Err(FlowError::SendFailed { channel, class: ringfence_core::delivery::FailureClass::Account }),
        Verdict::BucketEmpty => {
            let bucket = ctx.app.settings.limits.messages();
            let tenant = ctx.tenant().clone();
            let full_at = async move |tx: &mut Tx<'_>| tx.bucket_full_at(&tenant, bucket.kind, order.user.as_str()).await;
            let full_at = ctx.app.store.read(full_at).await?;
            return Err(FlowError::TooManyMessages { channel, wait: bucket.wait(full_at, ctx.now) });
        }
    }
    match expected.outcome(&ctx.app, ctx.tenant()).await {
        Outcome::Failed(class) => Err(FlowError::SendFailed { channel, class }),
        Outcome::Accepted | Outcome::Pending => Ok(Sent { delivery: delivery_id, challenge: id, handle, expires_at }),
    }
}

struct Work {
    ctx: Ctx,
    client: Client,
    authenticator: Authenticator,
    challenge: NewChallenge,
    delivery: NewDelivery,
    channel: Channel,
    binding: Option<Binding>,
    login: Option<Login>,
}

impl Work {
    async fn write(&self, tx: &mut Tx<'_>) -> Result<Verdict, StoreError> {
        let (ctx, tenant, user) = (&self.ctx, self.ctx.tenant(), &self.challenge.user);
        // Of a form sent twice one message leaves; what is refused below leaves the login as it is. A login
        // is locked before its user, here and everywhere.
        if let Some(login) = &self.login
            && !tx.login_lock(tenant, login).await?
        {
            return Ok(Verdict::Superseded);
        }
        if let Some(binding) = &self.binding {
            // The user's row is the lock under which a phone is bound: two racing enrollments see each other.
            if tx.user_find_locked(tenant, user).await?.is_none_or(|user| user.is_blocked || !binding.proof.stands_for(&user)) {
                return Ok(Verdict::UserGone);
            }
            let known = tx.authenticator_list(tenant, user).await?;
            if is_enrolled(&known) && !proof::shows_second_factor(tx, tenant, &binding.proof, &known).await? {
                return Ok(Verdict::AlreadyEnrolled);
            }
            if let Some(refusal) = enroll::bounds::admit(tx, ctx, user, &known).await? {
                return Ok(Verdict::Bounded(refusal));
            }
        }
        if !tx.bucket_take(tenant, &ctx.app.settings.limits.messages(), user.as_str(), ctx.now).await? {
            self.log_limit(tx).await?;
            return Ok(Verdict::BucketEmpty);
        }
        if self.delivery.provider == Provider::Auth0 && !tx.tenant_builtin_take(tenant, ctx.app.settings.limits.builtin_messages).await? {
            let failure = json!({ "errorCode": "too_many_sms_per_tenant", "message": "The built-in provider's messages are used up" });
            self.log(tx, EventType::SendSmsFailure, "Guardian - The trial's messages are used up", Some(failure)).await?;
            return Ok(Verdict::TrialExpired);
        }
        if let Some(login) = &self.login {
            tx.login_save(tenant, login).await?;
        }
        if let Some(binding) = &self.binding {
            tx.authenticator_insert(tenant, &self.authenticator, None).await?;
            if let Some((recovery, hash)) = &binding.recovery {
                // Beside those of other enrollments that were begun and not ended; the first one that ends removes the rest.
                tx.authenticator_insert(tenant, recovery, Some(hash)).await?;
            }
        }
        if ctx.settings().phone.overwrite_codes {
            tx.challenges_expire_open(tenant, &self.challenge.transaction, ctx.now).await?;
        }
        tx.challenge_insert(tenant, &self.challenge).await?;
        tx.delivery_insert(tenant, &self.delivery).await?;
        let (kind, words) = match self.challenge.action {
            Action::Enrollment => (EventType::StartEnroll, "Guardian - Enrollment started"),
            // A notice is no challenge and does not come this way.
            Action::Verification | Action::Notice => (EventType::StartAuth, "Guardian - Second factor started"),
        };
        self.log(tx, kind, words, None).await?;
        Ok(Verdict::Written)
    }

    async fn log_limit(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (user, number) = (&self.challenge.user, self.authenticator.phone_number());
        let details = record::phone_limit(tx, &self.ctx, user, self.challenge.action, self.channel, number).await?;
        self.write_event(tx, EventType::LimitPhone, "Too many messages were sent to this user", details).await
    }

    async fn log(&self, tx: &mut Tx<'_>, kind: EventType, words: &str, failure: Option<serde_json::Value>) -> Result<(), StoreError> {
        let mut details = record::guardian_details(&self.ctx, &self.authenticator, Role::Oob(self.channel));
        if let Some(failure) = failure {
            details["failure_details"] = failure;
        }
        self.write_event(tx, kind, words, details).await
    }

    async fn write_event(&self, tx: &mut Tx<'_>, kind: EventType, words: &str, details: serde_json::Value) -> Result<(), StoreError> {
        let mut event = record::event(&self.ctx, kind).client(&self.client).described(words).details(details);
        event.user_id = self.challenge.user.to_string();
        event.connection.clone_from(&self.delivery.origin.connection);
        record::write(tx, &self.ctx, &event).await
    }
}

/// The domain-bound line names a host without its port (WICG sms-one-time-codes).
pub fn host_of(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}
