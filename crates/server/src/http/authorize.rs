//! `GET` and `POST /authorize`: where an application sends a browser.

use axum::extract::RawQuery;
use axum::response::Response;

use crate::ctx::Ctx;
use crate::flow::authorize::{self, Asked, Authorized};
use crate::flow::error::FlowError;
use crate::flow::visit::Visit;
use crate::http::pages::{answer, failure};
use crate::http::params::Params;
use crate::http::visitor::{self, CookieJar};

pub async fn by_query(ctx: Ctx, jar: CookieJar, RawQuery(query): RawQuery) -> Response {
    let visit = jar.visit(&ctx);
    match read(query.as_deref().unwrap_or_default()) {
        Ok(asked) => answered(ctx, visit, asked).await,
        Err(problem) => failure::page(&ctx, &visit, &problem),
    }
}

/// A form of another site brings none of our cookies (`SameSite=Lax`); the redirect to a GET does.
pub async fn by_form(params: Params) -> Response {
    let pairs = params.texts();
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
    answer::see_other(&format!("/authorize?{query}"))
}

async fn answered(mut ctx: Ctx, visit: Visit, asked: Asked) -> Response {
    if let Some(tags) = &asked.ui_locales {
        ctx.languages.explicit = Some(tags.split_whitespace().take(16).collect::<Vec<_>>().join(","));
    }
    let mut response = match authorize::authorize(&ctx, &visit, asked).await {
        Ok(Authorized::Answer(response)) => answer::to_application(&ctx, &visit, &response),
        Ok(Authorized::Page { login, screen }) => answer::to_screen(screen, &login),
        Err(problem) => return failure::page(&ctx, &visit, &problem),
    };
    visitor::mark(&mut response, &ctx, &visit);
    response
}

/// A parameter must not be repeated (RFC 6749 §3.1); an empty one counts as absent, an unknown one is ignored.
fn read(query: &str) -> Result<Asked, FlowError> {
    let mut asked = Asked::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let place = match &*name {
            "client_id" => &mut asked.client_id,
            "redirect_uri" => &mut asked.redirect_uri,
            "response_type" => &mut asked.response_type,
            "response_mode" => &mut asked.response_mode,
            "scope" => &mut asked.scope,
            "state" => &mut asked.state,
            "nonce" => &mut asked.nonce,
            "audience" => &mut asked.audience,
            "code_challenge" => &mut asked.code_challenge,
            "code_challenge_method" => &mut asked.code_challenge_method,
            "prompt" => &mut asked.prompt,
            "max_age" => &mut asked.max_age,
            "login_hint" => &mut asked.login_hint,
            "ui_locales" => &mut asked.ui_locales,
            "acr_values" => &mut asked.acr_values,
            "connection" => &mut asked.connection,
            "screen_hint" => &mut asked.screen_hint,
            "request" => &mut asked.request,
            "request_uri" => &mut asked.request_uri,
            _ => continue,
        };
        if place.is_some() {
            return Err(FlowError::InvalidParameter(format!("Parameter {name:?} must not be repeated.")));
        }
        if value.contains('\0') {
            return Err(FlowError::InvalidParameter(format!("Parameter {name:?} holds a NUL character.")));
        }
        *place = (!value.is_empty()).then(|| value.into_owned());
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_repeated_and_nothing_is_empty() {
        let asked = read("client_id=a&state=&x=1&x=2&scope=openid%20email").expect("well formed");
        assert_eq!((asked.client_id.as_deref(), asked.state, asked.scope.as_deref()), (Some("a"), None, Some("openid email")));
        assert!(read("client_id=a&client_id=b").is_err());
        assert!(read("state=%00").is_err());
    }
}
