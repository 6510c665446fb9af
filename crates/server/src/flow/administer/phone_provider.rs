//! The tenant's own phone provider as `/branding/phone/providers` has it: one at most, under an id, perhaps disabled.
//!
//! It is guardian's selected provider and Twilio account ([`ringfence_core::phone_provider`] says how the two agree), so nothing is
//! kept here that guardian does not show, but for the delivery methods.
//!
//! Source: Auth0, Management API, "Branding".

use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::Channel;
use ringfence_core::secret::Secret;
use ringfence_core::tenant::{Provider, Tenant, TwilioConfig};

use crate::flow::administer::{Admin, phone_record};
use crate::flow::error::{FlowError, Inexistent};

/// The only words that Auth0 has for it, whatever is missing.
const NO_SENDER: &str = "Bad Operation on Notification Resource";

pub struct PhoneProvider {
    pub id: String,
    /// The tenant's name.
    pub tenant: String,
    /// Twilio or the custom one.
    pub provider: Provider,
    pub is_disabled: bool,
    /// Twilio's; its token is for nobody's eyes.
    pub account: Option<TwilioConfig>,
    pub delivery_methods: Vec<Channel>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl PhoneProvider {
    pub fn of(tenant: &Tenant) -> Option<Self> {
        let provider = tenant.own_provider()?;
        let phone = &tenant.settings.phone;
        let created_at = phone.provider_card.created_at.unwrap_or(tenant.created_at);
        Some(Self {
            id: tenant.provider_id(provider),
            tenant: tenant.name.clone(),
            provider,
            is_disabled: phone.provider == Provider::Auth0,
            account: (provider == Provider::Twilio).then(|| tenant.twilio.clone()),
            delivery_methods: phone.delivery_methods(),
            created_at,
            updated_at: phone.provider_card.updated_at.unwrap_or(created_at),
        })
    }

    /// The tenant's provider, if `id` is its.
    pub fn find(tenant: &Tenant, id: &str) -> Result<Self, FlowError> {
        Self::of(tenant).filter(|known| known.id == id).ok_or_else(|| Inexistent::PHONE_PROVIDER.into())
    }
}

/// What is to be set; absent is unchanged, or for a new one as Auth0's default has it.
#[derive(Clone, Default)]
pub struct ProviderChange {
    pub provider: Option<Provider>,
    pub is_disabled: Option<bool>,
    pub configuration: Option<Configuration>,
    pub auth_token: Option<String>,
}

/// Sid and senders are replaced together: to name one sender is to give up the other.
#[derive(Clone, Default)]
pub struct Configuration {
    pub sid: Option<String>,
    pub default_from: Option<String>,
    pub mssid: Option<String>,
    pub delivery_methods: Option<Vec<Channel>>,
}

pub async fn list(admin: &Admin, disabled: Option<bool>) -> Result<Vec<PhoneProvider>, FlowError> {
    let known = PhoneProvider::of(&admin.tenant().await?);
    Ok(known.into_iter().filter(|one| disabled.is_none_or(|wanted| one.is_disabled == wanted)).collect())
}

pub async fn get(admin: &Admin, id: &str) -> Result<PhoneProvider, FlowError> {
    PhoneProvider::find(&admin.tenant().await?, id)
}

pub async fn create(admin: &Admin, new: ProviderChange) -> Result<PhoneProvider, FlowError> {
    let work = move |tenant: &mut Tenant| match PhoneProvider::of(tenant) {
        Some(known) => Err(FlowError::Conflict(format!("The tenant has a phone provider already ({}): update or delete it.", known.id))),
        None => new.apply(tenant),
    };
    shown(&phone_record::change(admin, work).await?.1)
}

pub async fn update(admin: &Admin, id: String, change: ProviderChange) -> Result<PhoneProvider, FlowError> {
    let work = move |tenant: &mut Tenant| {
        PhoneProvider::find(tenant, &id)?;
        change.apply(tenant)
    };
    shown(&phone_record::change(admin, work).await?.1)
}

/// The built-in provider sends from here on.
pub async fn delete(admin: &Admin, id: String) -> Result<(), FlowError> {
    let work = move |tenant: &mut Tenant| {
        PhoneProvider::find(tenant, &id)?;
        tenant.remove_provider();
        Ok(())
    };
    phone_record::change(admin, work).await?;
    Ok(())
}

fn shown(tenant: &Tenant) -> Result<PhoneProvider, FlowError> {
    PhoneProvider::of(tenant).ok_or_else(|| Inexistent::PHONE_PROVIDER.into())
}

impl ProviderChange {
    fn apply(&self, tenant: &mut Tenant) -> Result<(), FlowError> {
        let known = PhoneProvider::of(tenant);
        let provider = self.provider.or(known.as_ref().map(|known| known.provider)).unwrap_or_default();
        let is_disabled = self.is_disabled.or(known.map(|known| known.is_disabled)).unwrap_or_default();
        let phone = &mut tenant.settings.phone;
        phone.select(provider);
        if is_disabled {
            phone.select(Provider::Auth0);
        }
        if let Some(methods) = self.configuration.as_ref().and_then(|set| set.delivery_methods.clone()) {
            phone.delivery_methods = methods;
            phone.delivery_methods.sort();
            phone.delivery_methods.dedup();
        }
        match provider {
            Provider::Twilio => self.apply_account(&mut tenant.twilio),
            _ => self.check_custom(),
        }
    }

    fn apply_account(&self, account: &mut TwilioConfig) -> Result<(), FlowError> {
        let mut new = account.clone();
        if let Some(set) = &self.configuration {
            (new.sid, new.from, new.messaging_service_sid) = (set.sid.clone(), set.default_from.clone(), set.mssid.clone());
        }
        if let Some(token) = &self.auth_token {
            // Configuration-as-code tools export a secret as a mark in its place; put back unedited it would end every sending.
            if token.starts_with("##") && token.ends_with("##") {
                return Err(refused("credentials.auth_token holds a placeholder: put the token itself in its place."));
            }
            new.auth_token = Some(Secret::new(token.as_str()));
        }
        // An account that guardian left incomplete is not in the way of a change that does not touch it.
        if self.provider.is_some() || self.configuration.is_some() || self.auth_token.is_some() {
            if new.from.is_none() && new.messaging_service_sid.is_none() {
                return Err(refused(NO_SENDER));
            }
            if new.sid.is_none() {
                return Err(refused("A Twilio provider needs configuration.sid, the Account SID."));
            }
            if new.auth_token.is_none() {
                return Err(refused("A Twilio provider needs credentials.auth_token."));
            }
        }
        account.replace(new);
        Ok(())
    }

    fn check_custom(&self) -> Result<(), FlowError> {
        let set = self.configuration.clone().unwrap_or_default();
        if set.sid.is_some() || set.default_from.is_some() || set.mssid.is_some() || self.auth_token.is_some() {
            return Err(refused(
                "A custom provider has delivery_methods and nothing else: sid, default_from, mssid and auth_token are Twilio's.",
            ));
        }
        Ok(())
    }
}

fn refused(words: &str) -> FlowError {
    FlowError::InvalidParameter(words.to_owned())
}
