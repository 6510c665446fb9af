//! `/v2/logout` (Auth0) and `/oidc/logout` (RP-Initiated Logout 1.0).

use std::collections::BTreeMap;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ringfence_core::client::Client;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::logout;
use crate::flow::visit::{self, Visit};
use crate::http::pages::view::ending::{LoggedOutPage, LogoutPage};
use crate::http::pages::{answer, failure, frame};
use crate::http::params::Params;
use crate::http::query::Query;
use crate::http::visitor::{self, CookieJar};

/// What a logout form is bound to, beside the browser.
const FORM: &str = "logout";

/// `client_id` and `returnTo`; without the latter a page says that it is done.
pub async fn v2(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    let visit = jar.visit(&ctx);
    match v2_target(&ctx, &query).await {
        Ok((client, target)) => leave(&ctx, &visit, client.as_deref(), target).await,
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

async fn v2_target(ctx: &Ctx, query: &BTreeMap<String, String>) -> Result<(Option<std::sync::Arc<Client>>, Option<String>), FlowError> {
    let client = logout::named_client(ctx, given(query, "client_id")).await?;
    let target = logout::return_to(ctx, client.as_deref(), given(query, "returnTo"))?;
    Ok((client, target))
}

pub async fn oidc_by_query(ctx: Ctx, jar: CookieJar, Query(query): Query) -> Response {
    oidc(ctx, jar, query, false).await
}

/// An application's own form, or ours with the person's answer.
pub async fn oidc_by_form(ctx: Ctx, jar: CookieJar, headers: HeaderMap, params: Params) -> Response {
    let form = params.texts();
    if !form.contains_key("csrf") {
        // Without our cookies, which another site's form does not bring: the GET does.
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
        return answer::see_other(&format!("/oidc/logout?{query}"));
    }
    let visit = jar.visit(&ctx);
    let brought = form.get("csrf").map_or("", String::as_str);
    if frame::is_cross_site(&ctx, &headers) || !visit.csrf_fits(&ctx, FORM, brought) {
        return failure::foreign_form(&ctx, &visit);
    }
    oidc_decided(ctx, visit, form, true).await
}

async fn oidc(ctx: Ctx, jar: CookieJar, query: BTreeMap<String, String>, is_confirmed: bool) -> Response {
    let visit = jar.visit(&ctx);
    oidc_decided(ctx, visit, query, is_confirmed).await
}

async fn oidc_decided(mut ctx: Ctx, visit: Visit, query: BTreeMap<String, String>, is_confirmed: bool) -> Response {
    if let Some(tags) = given(&query, "ui_locales") {
        ctx.languages.explicit = Some(tags.split_whitespace().take(16).collect::<Vec<_>>().join(","));
    }
    match decide(&ctx, &visit, &query, is_confirmed).await {
        Ok(Decided::Leave(client, target)) => leave(&ctx, &visit, client.as_deref(), target).await,
        Ok(Decided::Ask) => ask(&ctx, &visit, query).await,
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

enum Decided {
    Leave(Option<std::sync::Arc<Client>>, Option<String>),
    /// Nothing proves that the person wants this.
    Ask,
}

async fn decide(ctx: &Ctx, visit: &Visit, query: &BTreeMap<String, String>, is_confirmed: bool) -> Result<Decided, FlowError> {
    let hint = given(query, "id_token_hint").map(|hint| logout::read_hint(ctx, hint)).transpose()?;
    let hinted = hint.as_ref().map(|hint| hint.client.as_str());
    let named = given(query, "client_id");
    if let (Some(hinted), Some(named)) = (hinted, named)
        && hinted != named
    {
        return Err(FlowError::InvalidParameter("The id_token_hint was issued to another client.".to_owned()));
    }
    let client = logout::named_client(ctx, named.or(hinted)).await?;
    let target = logout::return_to(ctx, client.as_deref(), given(query, "post_logout_redirect_uri"))?;
    let target = target.map(|address| match given(query, "state") {
        Some(state) => answer::with_query(&address, &[("state".to_owned(), state.to_owned())]),
        None => address,
    });
    let is_wanted = match (visit::session(ctx, visit).await?, &hint) {
        (None, _) => true,
        (Some((_, user)), Some(hint)) => logout::speaks_for(hint, &user),
        (Some(_), None) => !ctx.settings().logout_prompt,
    };
    Ok(if is_wanted || is_confirmed { Decided::Leave(client, target) } else { Decided::Ask })
}

async fn ask(ctx: &Ctx, visit: &Visit, query: BTreeMap<String, String>) -> Response {
    let client = logout::named_client(ctx, given(&query, "client_id")).await.ok().flatten();
    let name = client.map(|client| client.settings.name.clone()).unwrap_or_default();
    let kept = ["client_id", "post_logout_redirect_uri", "state", "ui_locales", "id_token_hint"];
    let page = LogoutPage {
        page: frame::page(ctx, visit, frame::words(ctx, &name, ""), FORM),
        fault: None,
        action: "/oidc/logout".to_owned(),
        fields: query.into_iter().filter(|(name, _)| kept.contains(&name.as_str())).collect(),
        cancel_link: Some("/u/account".to_owned()),
    };
    answer::drawn(ctx, visit, StatusCode::OK, &page, None)
}

async fn leave(ctx: &Ctx, visit: &Visit, client: Option<&Client>, target: Option<String>) -> Response {
    if let Err(problem) = logout::end_session(ctx, visit, client).await {
        return failure::page(ctx, visit, &problem);
    }
    let mut response = match target {
        Some(address) => answer::see_other(&address),
        None => {
            let login_link = client.and_then(|client| client.settings.initiate_login_uri.clone());
            let page = LoggedOutPage { page: frame::bare(ctx, visit), fault: None, login_link };
            answer::drawn(ctx, visit, StatusCode::OK, &page, None)
        }
    };
    visitor::drop_session(&mut response, ctx);
    response
}

fn given<'q>(query: &'q BTreeMap<String, String>, name: &str) -> Option<&'q str> {
    query.get(name).map(String::as_str).filter(|text| !text.is_empty())
}
