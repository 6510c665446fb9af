//! Whether a login must show a second factor: the application's word, the tenant's policy, the risk.
//!
//! A session that has shown one already need not do so again, unless the application asks for it now (`acr_values`) or the
//! login is for factors themselves. A remembered browser stands in under `all-applications` alone (Auth0, "Customize MFA").

use ringfence_core::authenticator::{enrolled_since, is_enrolled};
use ringfence_core::browser::Browser;
use ringfence_core::login::{Methods, Purpose};
use ringfence_core::policy::{self, Requirement};
use ringfence_core::risk::{self, FAILED_LOGINS, Facts};
use ringfence_core::session::Session;
use ringfence_core::tenant::MfaPolicy;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::visit::Visit;

pub struct Asking<'a> {
    pub purpose: &'a Purpose,
    pub user: &'a User,
    /// The one that vouches, where no password was typed.
    pub session: Option<&'a Session>,
}

pub async fn needs_second_factor(ctx: &Ctx, visit: &Visit, asking: Asking<'_>) -> Result<bool, FlowError> {
    let (tenant, user, hash) = (ctx.tenant().clone(), asking.user.id.clone(), visit.browser_hash(ctx));
    let source = risk::source_of(&ctx.origin.ip);
    let read = async move |tx: &mut Tx<'_>| {
        let known = tx.authenticator_list(&tenant, &user).await?;
        let (browser, latest) = (tx.browser_find(&tenant, &user, &hash).await?, tx.browser_latest(&tenant, &user).await?);
        let failures = tx.bucket_full_at(&tenant, FAILED_LOGINS.kind, &source).await?;
        Ok::<_, StoreError>((known, browser, latest, failures))
    };
    let (known, browser, latest, failures) = ctx.app.store.read(read).await?;
    let settings = ctx.settings();
    let (is_enrolled, can_enroll) = (is_enrolled(&known), has_factor(&Methods::of(settings, &known)));

    match asking.purpose {
        // Factors change hands only by the factors there are.
        Purpose::Account { .. } => return Ok(is_enrolled),
        Purpose::Ticket { .. } => return Ok(is_enrolled),
        Purpose::Authorize(request) => {
            if request.wants_second_factor {
                return Ok(is_enrolled || can_enroll);
            }
            if request.audience.as_deref() == Some(&ctx.domain.mfa_audience()) {
                return Ok(is_enrolled);
            }
        }
    }
    // What was remembered before the present factors were bound stands for one that is gone.
    let since = enrolled_since(&known);
    let shown = asking.session.and_then(|session| session.second_factor.as_ref());
    if shown.is_some_and(|second| second.is_bound(&known)) {
        return Ok(false);
    }
    match policy::requirement(settings, false, is_enrolled) {
        Requirement::Nothing => return Ok(false),
        // What no page offers cannot be enrolled: voice alone, on the Classic pages.
        Requirement::Enroll if !can_enroll => return Ok(false),
        Requirement::Enroll | Requirement::Challenge => {}
    }
    if settings.mfa_policies.contains(&MfaPolicy::AllApplications) {
        let stands_in = |browser: &Browser| since.is_some_and(|since| browser.is_remembered_since(since, ctx.now));
        return Ok(!browser.as_ref().is_some_and(stands_in));
    }
    let facts = Facts {
        now: ctx.now,
        browser: browser.as_ref(),
        latest: latest.as_ref(),
        country: visit.country.as_deref(),
        ip_is_untrusted: FAILED_LOGINS.is_empty(failures, ctx.now) || is_listed(ctx),
    };
    Ok(risk::doubt(&facts).is_some())
}

fn has_factor(methods: &Methods) -> bool {
    methods.otp || !methods.channels.is_empty()
}

fn is_listed(ctx: &Ctx) -> bool {
    let Ok(address) = ctx.origin.ip.parse() else { return false };
    ctx.app.settings.risk.untrusted_networks.iter().any(|network| network.contains(address))
}
