//! `/u/account`: a person's own factors. Ringfence's own page; Auth0 leaves it to the application.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ringfence_core::authenticator::{Authenticator, Kind, Role, WireId};
use ringfence_core::delivery::Channel;
use ringfence_core::login::{Login, Methods, Purpose};
use ringfence_core::phone::PhoneNumber;
use ringfence_core::ticket::Factor;

use crate::ctx::Ctx;
use crate::flow::account::{self, Account, Opened};
use crate::flow::authorize::vouched;
use crate::flow::error::FlowError;
use crate::flow::login;
use crate::flow::visit::Visit;
use crate::http::pages::view::account::{AccountConfirmPage, AccountPage, BoundThing, Change};
use crate::http::pages::view::{Fault, Page};
use crate::http::pages::{answer, failure, frame};
use crate::http::params::Params;
use crate::http::query::Query;
use crate::http::visitor::{self, CookieJar};

/// What the forms of this page are bound to, beside the browser.
const FORM: &str = "account";

pub async fn show(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    let done = query.get("done").map_or("", String::as_str);
    let shown = open(&ctx, &visit, None).await.map(|door| match door {
        Door::Open(account) => drawn(&ctx, &visit, &account, done),
        Door::Elsewhere(response) => response,
    });
    settled(&ctx, &visit, shown)
}

/// `GET /u/account/add?factor=phone|otp`: a login of its own, which asks for the factor there is and then for the new one.
pub async fn add(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    let factor = match query.get("factor").map(String::as_str) {
        Some("otp") => Factor::Otp,
        _ => Factor::Phone,
    };
    let added = async {
        match open(&ctx, &visit, Some(factor)).await? {
            Door::Open(account) => {
                first_page(
                    &ctx,
                    &visit,
                    login::begin_for_account(&ctx, &visit, Some(factor), &account.session, account.shown.clone()).await?,
                )
                .await
            }
            Door::Elsewhere(response) => Ok(response),
        }
    };
    settled(&ctx, &visit, added.await)
}

pub async fn submit(ctx: Ctx, jar: CookieJar, headers: HeaderMap, params: Params) -> Response {
    let visit = jar.visit(&ctx);
    let form = params.texts();
    let get = |name: &str| form.get(name).map_or("", String::as_str);
    if frame::is_cross_site(&ctx, &headers) || !visit.csrf_fits(&ctx, FORM, get("csrf")) {
        return failure::foreign_form(&ctx, &visit);
    }
    let acted = async {
        match open(&ctx, &visit, None).await? {
            Door::Open(account) => act(&ctx, &visit, &account, get("action"), get("authenticator")).await,
            Door::Elsewhere(response) => Ok(response),
        }
    };
    settled(&ctx, &visit, acted.await)
}

async fn act(ctx: &Ctx, visit: &Visit, account: &Account, action: &str, authenticator: &str) -> Result<Response, FlowError> {
    match action {
        "remove" => {
            let known = account.authenticators.iter().find(|one| wire_id(one) == authenticator);
            let change = match known {
                Some(phone) if phone.is_phone() => Change::RemovePhone { id: wire_id(phone), masked_number: name_of(ctx, phone) },
                Some(app) => Change::RemoveApp { id: wire_id(app) },
                None => return Err(FlowError::AuthenticatorNotFound),
            };
            Ok(confirmation(ctx, visit, account, change))
        }
        "new-recovery-code" => Ok(confirmation(ctx, visit, account, Change::RenewRecovery)),
        "confirm-remove" => {
            account::remove(ctx, account, authenticator).await?;
            Ok(answer::see_other("/u/account?done=removed"))
        }
        "confirm-new-recovery-code" => {
            let login = account::renew_recovery_code(ctx, visit, account).await?;
            Ok(answer::to_screen(ringfence_core::login::Screen::RecoveryEnrollment, login.as_str()))
        }
        "forget-browsers" => {
            account::forget_browsers(ctx, account).await?;
            Ok(answer::see_other("/u/account?done=forgotten"))
        }
        _ => Err(FlowError::InvalidParameter("Unknown action.".to_owned())),
    }
}

enum Door {
    Open(Box<Account>),
    /// To the pages that its owner must pass first.
    Elsewhere(Response),
}

/// The account, or where its owner must go first.
async fn open(ctx: &Ctx, visit: &Visit, add: Option<Factor>) -> Result<Door, FlowError> {
    Ok(match account::open(ctx, visit).await? {
        Opened::Account(account) => Door::Open(account),
        Opened::SignedOut => Door::Elsewhere(begin(ctx, visit, add, None).await?),
        Opened::Unproven(session) => Door::Elsewhere(begin(ctx, visit, add, Some(vouched(ctx, &session, true))).await?),
    })
}

async fn begin(
    ctx: &Ctx,
    visit: &Visit,
    add: Option<Factor>,
    person: Option<ringfence_core::login::Person>,
) -> Result<Response, FlowError> {
    first_page(ctx, visit, login::begin(ctx, visit, Purpose::Account { add }, None, person).await?).await
}

async fn first_page(ctx: &Ctx, visit: &Visit, login: Login) -> Result<Response, FlowError> {
    let stage = login::load(ctx, visit, login.id.as_str()).await?;
    let next = stage.next()?;
    Ok(answer::next(ctx, visit, &stage, next))
}

fn settled(ctx: &Ctx, visit: &Visit, outcome: Result<Response, FlowError>) -> Response {
    let mut response = match outcome {
        Ok(response) => response,
        Err(problem) => return failure::page(ctx, visit, &problem),
    };
    visitor::mark(&mut response, ctx, visit);
    response
}

fn page(ctx: &Ctx, visit: &Visit, account: &Account) -> Page {
    frame::page(ctx, visit, frame::words(ctx, "", &account.user.email), FORM)
}

fn drawn(ctx: &Ctx, visit: &Visit, account: &Account, done: &str) -> Response {
    let page = page(ctx, visit, account);
    let methods = Methods::of(ctx.settings(), &account.authenticators);
    let say = |key: &str| page.words.get("account", key);
    let done = match done {
        "added" => Some(say("doneAdded")),
        "removed" => Some(say("doneRemoved")),
        "forgotten" => Some(say("doneForgotten")),
        _ => None,
    };
    let thing = |one: &Authenticator| BoundThing {
        id: wire_id(one),
        name: name_of(ctx, one),
        since: page.words.with("account", "addedText", &[("date", (&page.words.date(one.confirmed_at.unwrap_or(one.created_at))).into())]),
    };
    let things = |wanted: &dyn Fn(&Authenticator) -> bool| account.authenticators.iter().filter(|one| wanted(one)).map(thing).collect();
    let recovery = account.authenticators.iter().find(|one| one.kind == Kind::RecoveryCode);
    let recovery_text = |one: &Authenticator| {
        page.words.with("account", "recoveryOn", &[("date", (&page.words.date(one.confirmed_at.unwrap_or(one.created_at))).into())])
    };
    let account_page = AccountPage {
        fault: None::<Fault>,
        done,
        verify_link: None,
        phones: things(&Authenticator::is_phone),
        apps: things(&|one| one.kind == Kind::Totp),
        recovery: recovery.map(recovery_text),
        browsers: usize::try_from(account.remembered_browsers).unwrap_or(usize::MAX),
        add_phone_link: methods.can_enroll(Factor::Phone).then(|| "/u/account/add?factor=phone".to_owned()),
        add_app_link: methods.can_enroll(Factor::Otp).then(|| "/u/account/add?factor=otp".to_owned()),
        can_renew_recovery: methods.is_enrolled && ctx.settings().recovery_code_enabled,
        logout_link: "/oidc/logout".to_owned(),
        page,
    };
    answer::drawn(ctx, visit, StatusCode::OK, &account_page, None)
}

fn confirmation(ctx: &Ctx, visit: &Visit, account: &Account, change: Change) -> Response {
    let page = AccountConfirmPage { page: page(ctx, visit, account), fault: None, change, back_link: "/u/account".to_owned() };
    answer::drawn(ctx, visit, StatusCode::OK, &page, None)
}

fn wire_id(one: &Authenticator) -> String {
    let role = match one.kind {
        Kind::Phone { .. } => Role::Oob(Channel::Sms),
        Kind::Totp => Role::Otp,
        Kind::RecoveryCode => Role::RecoveryCode,
    };
    WireId { role, device: one.id.clone() }.to_string()
}

fn name_of(ctx: &Ctx, one: &Authenticator) -> String {
    let app = || frame::words(ctx, "", "").get("account", "otpTitle");
    one.phone_number().map_or_else(app, PhoneNumber::masked)
}
