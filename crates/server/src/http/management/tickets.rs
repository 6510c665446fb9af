//! `/tickets`: links by which a person sets a new password, or shows that an e-mail address is theirs.

use std::sync::Arc;
use std::time::Duration;

use ringfence_core::account_ticket::{TicketBody, TicketKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ctx::App;
use crate::flow::administer::Admin;
use crate::flow::administer::account_ticket::{self, NewTicket};
use crate::flow::error::FlowError;
use crate::http::management::{Body, Created, created};

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(change_password)).routes(routes!(verify_email))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordTicketRequest {
    /// Whose password; or name `email` and `connection_id`.
    #[schema(min_length = 1, max_length = 255)]
    user_id: Option<String>,
    #[schema(format = "email", max_length = 254)]
    email: Option<String>,
    #[schema(min_length = 1, max_length = 255)]
    connection_id: Option<String>,
    /// Where the person is led afterwards: on a site that the tenant or one of its applications has registered.
    #[schema(max_length = 2048)]
    result_url: Option<String>,
    /// The application whose name the pages bear, and to whose login they lead.
    #[schema(max_length = 255)]
    client_id: Option<String>,
    /// How long it is good, in seconds: five days unless you say, and at most thirty.
    #[schema(minimum = 0, maximum = 2_592_000)]
    ttl_sec: Option<u32>,
    /// Whoever sets the password by this link has shown that the address is theirs.
    mark_email_as_verified: Option<bool>,
    /// Add the address to `result_url`.
    #[serde(rename = "includeEmailInRedirect")]
    include_email_in_redirect: Option<bool>,
}

/// An account of the user's, where there are several; Ringfence has one a user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketIdentity {
    /// Without its provider.
    #[schema(min_length = 1, max_length = 255)]
    user_id: String,
    /// `auth0`
    #[schema(min_length = 1, max_length = 255)]
    provider: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationTicketRequest {
    #[schema(min_length = 1, max_length = 255)]
    user_id: String,
    /// Where the person is led afterwards: on a site that the tenant or one of its applications has registered.
    #[schema(max_length = 2048)]
    result_url: Option<String>,
    /// The application whose name the pages bear, and to whose login they lead.
    #[schema(max_length = 255)]
    client_id: Option<String>,
    /// How long it is good, in seconds: five days unless you say, and at most thirty.
    #[schema(minimum = 0, maximum = 2_592_000)]
    ttl_sec: Option<u32>,
    /// Add the address to `result_url`.
    #[serde(rename = "includeEmailInRedirect")]
    include_email_in_redirect: Option<bool>,
    identity: Option<TicketIdentity>,
}

#[derive(Serialize, ToSchema)]
pub struct AccountTicket {
    /// The link. It is shown this once: hand it to the person, and to nobody else.
    ticket: String,
}

/// Create a password-change ticket.
///
/// It sets the password and nothing else: whoever has a second factor is asked for it at the next login, as ever. All sessions and
/// refresh tokens of the user end.
#[utoipa::path(
    post, path = "/tickets/password-change", tag = "tickets", operation_id = "post_password_change_ticket",
    request_body = PasswordTicketRequest,
    responses(
        (status = 201, description = "The link", body = AccountTicket),
        (status = 404, description = "No such user, connection or client"),
    ),
    security(("management" = ["create:user_tickets"]))
)]
pub async fn change_password(admin: Admin, Body(asked): Body<PasswordTicketRequest>) -> Created<AccountTicket> {
    let new = NewTicket {
        kind: TicketKind::PasswordChange,
        whose: account_ticket::whose(asked.user_id, asked.email, asked.connection_id)?,
        lifetime: lifetime(asked.ttl_sec),
        body: TicketBody {
            result_url: asked.result_url.filter(|url| !url.is_empty()),
            client: account_ticket::client(asked.client_id),
            mark_email_as_verified: asked.mark_email_as_verified == Some(true),
            include_email_in_redirect: asked.include_email_in_redirect == Some(true),
            ..TicketBody::default()
        },
    };
    created(AccountTicket { ticket: account_ticket::create(&admin, new).await? })
}

/// Create an email-verification ticket.
///
/// Looking at the link verifies nothing; the button on its page does.
#[utoipa::path(
    post, path = "/tickets/email-verification", tag = "tickets", operation_id = "post_email_verification_ticket",
    request_body = VerificationTicketRequest,
    responses((status = 201, description = "The link", body = AccountTicket), (status = 404, description = "No such user or client")),
    security(("management" = ["create:user_tickets"]))
)]
pub async fn verify_email(admin: Admin, Body(asked): Body<VerificationTicketRequest>) -> Created<AccountTicket> {
    if asked.identity.is_some_and(|identity| format!("{}|{}", identity.provider, identity.user_id) != asked.user_id) {
        let words = "The identity is none of this user's: leave it out, or name the parts of the user_id.";
        return Err(FlowError::InvalidParameter(words.to_owned()).into());
    }
    let new = NewTicket {
        kind: TicketKind::EmailVerification,
        whose: account_ticket::whose(Some(asked.user_id), None, None)?,
        lifetime: lifetime(asked.ttl_sec),
        body: TicketBody {
            result_url: asked.result_url.filter(|url| !url.is_empty()),
            client: account_ticket::client(asked.client_id),
            include_email_in_redirect: asked.include_email_in_redirect == Some(true),
            ..TicketBody::default()
        },
    };
    created(AccountTicket { ticket: account_ticket::create(&admin, new).await? })
}

fn lifetime(seconds: Option<u32>) -> Option<Duration> {
    seconds.map(|seconds| Duration::from_secs(seconds.into()))
}
