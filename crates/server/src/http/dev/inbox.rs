//! `/dev/inbox`: the messages as a phone would show them; works without a script.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderName, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::ctx::{App, Ctx};
use crate::flow::inbox::{self, Search};
use crate::http::dev::inbox_filter::Filter;
use crate::http::dev::inbox_page::{InboxPage, MessageView, SHOWN, Setting};
use crate::http::dev::messages::MessageResponse;
use crate::http::dev::token;
use crate::http::error::{ApiError, plain};

const HEADERS: [(HeaderName, &str); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::REFERRER_POLICY, "same-origin"),
];

pub async fn page(ctx: Ctx, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    let mut found = inbox::list(&ctx.app, Search::default()).await?;
    let total = found.len();
    let newest = found.split_off(total.saturating_sub(SHOWN));
    let newest = newest.into_iter().map(|message| MessageView::from(MessageResponse::from(message))).collect();
    let setting = Setting {
        tenant_id: ctx.tenant().to_string(),
        tenant_name: ctx.settings().friendly_name.clone(),
        base_url: ctx.domain.issuer.trim_end_matches('/').to_owned(),
        dev_json: ctx.app.dev.dev_json.clone(),
        demo_url: ctx.app.dev.demo.get().map(|_| "/demo".to_owned()),
        magic_numbers: ctx.app.dev.magic_numbers,
    };
    let page = InboxPage::new(setting, newest, filter, total).render();
    Ok(match page {
        Ok(html) => (HEADERS, Html(html)).into_response(),
        Err(problem) => {
            tracing::error!(error = %problem, "the inbox page cannot be drawn");
            plain(http::StatusCode::INTERNAL_SERVER_ERROR, "server_error", "The page cannot be drawn.")
        }
    })
}

/// The button of the page, for browsers without a script. A form of another site cannot press it: its
/// `Origin` tells.
pub async fn empty(State(app): State<Arc<App>>, headers: http::HeaderMap) -> Result<Response, ApiError> {
    if !token::is_own(&headers) {
        return Ok(plain(http::StatusCode::FORBIDDEN, "access_denied", "This form belongs to another site."));
    }
    inbox::empty(&app).await?;
    Ok(Redirect::to("/dev/inbox").into_response())
}

impl From<MessageResponse> for MessageView {
    fn from(message: MessageResponse) -> Self {
        Self {
            id: message.id,
            tenant: message.tenant,
            to: message.to,
            channel: message.channel.to_owned(),
            body: message.body,
            code: message.code,
            action: message.action.to_owned(),
            status: message.status,
            created_at: message.created_at,
            locale: message.locale,
        }
    }
}
