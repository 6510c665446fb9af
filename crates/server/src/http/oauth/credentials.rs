//! How a client authenticates: `client_secret_post`, `client_secret_basic`, or not at all (RFC 6749 §2.3).

use std::sync::Arc;

use ringfence_core::client::Client;

use crate::ctx::Ctx;
use crate::flow::authenticate::{self, ClientCredentials};
use crate::flow::error::FlowError;
use crate::http::params::Params;

pub async fn client(ctx: &Ctx, params: &Params) -> Result<Arc<Client>, FlowError> {
    let found = authenticate::client(ctx, &read(params)?).await;
    found.map_err(|problem| match problem {
        FlowError::UnknownClient if params.basic.is_some() => FlowError::UnknownClientOfHeader,
        other => other,
    })
}

fn read(params: &Params) -> Result<ClientCredentials, FlowError> {
    let (id, secret) = (params.optional("client_id")?, params.optional("client_secret")?);
    match &params.basic {
        None => Ok(ClientCredentials { id: id.unwrap_or_default().to_owned(), secret: secret.map(str::to_owned) }),
        Some(_) if secret.is_some() => Err(FlowError::InvalidParameter("Use one method of client authentication, not two.".to_owned())),
        Some((basic_id, _)) if id.is_some_and(|id| id != basic_id) => {
            Err(FlowError::InvalidParameter("client_id and the Authorization header name different clients.".to_owned()))
        }
        Some((basic_id, basic_secret)) => Ok(ClientCredentials { id: basic_id.clone(), secret: Some(basic_secret.clone()) }),
    }
}
