//! `/guardian/enrollments/ticket`: a link by which a person enrolls.

use axum::Json;
use ringfence_core::ticket::{Factor, TicketOptions};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::enrollment_ticket::{self, Letter, NewTicket};
use crate::flow::error::FlowError;
use crate::http::management::{Answer, Body};

/// What the person is to enroll; Ringfence has `phone` and `otp`.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TicketFactor {
    PushNotification,
    Phone,
    Email,
    Otp,
    WebauthnRoaming,
    WebauthnPlatform,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    #[schema(min_length = 1, max_length = 255)]
    user_id: String,
    /// Where the link is sent; the user's own address, unless you say.
    #[schema(format = "email", max_length = 254)]
    email: Option<String>,
    /// Send the link by e-mail.
    send_mail: Option<bool>,
    /// The e-mail's language; the tenant's first, unless you say.
    #[schema(max_length = 35, pattern = "^[A-Za-z0-9-]+$")]
    email_locale: Option<String>,
    /// Any that is switched on, unless you say.
    factor: Option<TicketFactor>,
    /// A user who has a factor already may add one, after showing the one they have.
    allow_multiple_enrollments: Option<bool>,
}

#[derive(Serialize, ToSchema)]
pub struct Ticket {
    ticket_id: String,
    /// Good once and for five days.
    ticket_url: String,
}

/// Create an enrollment ticket.
#[utoipa::path(
    post, path = "/guardian/enrollments/ticket", tag = "guardian", operation_id = "post_ticket",
    request_body = TicketRequest,
    responses((status = 200, description = "The ticket", body = Ticket), (status = 404, description = "No such user")),
    security(("management" = ["create:guardian_enrollment_tickets"]))
)]
pub async fn create(admin: Admin, Body(asked): Body<TicketRequest>) -> Answer<Ticket> {
    let factor = asked.factor.map(factor).transpose()?;
    let allow_multiple_enrollments = asked.allow_multiple_enrollments == Some(true);
    let letter = Letter { to: asked.email, language: asked.email_locale };
    let new = NewTicket {
        user: asked.user_id,
        options: TicketOptions { factor, allow_multiple_enrollments },
        mail: (asked.send_mail == Some(true)).then_some(letter),
    };
    let made = enrollment_ticket::create(&admin, new).await?;
    Ok(Json(Ticket { ticket_id: made.secret, ticket_url: made.url }))
}

fn factor(asked: TicketFactor) -> Result<Factor, FlowError> {
    match asked {
        TicketFactor::Phone => Ok(Factor::Phone),
        TicketFactor::Otp => Ok(Factor::Otp),
        TicketFactor::PushNotification | TicketFactor::Email | TicketFactor::WebauthnRoaming | TicketFactor::WebauthnPlatform => {
            let words = "Ringfence enrolls phones and authenticator apps: name \"phone\" or \"otp\" as factor, or none.";
            Err(FlowError::NotSupported(words.to_owned()))
        }
    }
}
