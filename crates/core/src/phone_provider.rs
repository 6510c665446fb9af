//! The tenant's own phone provider: the same record as the factor's selected provider, seen from the other side.
//!
//! Guardian asks which provider is selected; `/branding/phone` asks which one the tenant has, and whether it is disabled. They are
//! the same question: a provider that is disabled is one that is not selected, and the built-in one stands in for it, as it does
//! where there is none.

use crate::clock::Timestamp;
use crate::delivery::Channel;
use crate::tenant::{Card, CredentialsStatus, PhoneFactor, Provider, Tenant, TwilioConfig};

impl PhoneFactor {
    /// Selects a provider. What the one before it was set to carry says nothing of a new one.
    pub fn select(&mut self, provider: Provider) {
        match provider {
            _ if provider == self.provider => return,
            Provider::Auth0 => self.idle_provider = Some(self.provider),
            _ => {
                let before = if self.provider == Provider::Auth0 { self.idle_provider } else { Some(self.provider) };
                if before.is_some_and(|before| before != provider) {
                    self.delivery_methods.clear();
                }
                self.idle_provider = None;
            }
        }
        self.provider = provider;
    }

    pub fn carries(&self, channel: Channel) -> bool {
        self.delivery_methods.is_empty() || self.delivery_methods.contains(&channel)
    }

    /// A message type that the provider is not set to carry. No record with one is to be saved: the two views would disagree.
    pub fn uncarried(&self) -> Option<Channel> {
        self.message_types.iter().copied().find(|channel| !self.carries(*channel))
    }

    pub fn delivery_methods(&self) -> Vec<Channel> {
        [Channel::Sms, Channel::Voice].into_iter().filter(|channel| self.carries(*channel)).collect()
    }
}

impl Tenant {
    /// Twilio or the custom one, selected or not. An account that was saved and never selected is one too.
    pub fn own_provider(&self) -> Option<Provider> {
        let phone = &self.settings.phone;
        match phone.provider {
            Provider::Auth0 => phone.idle_provider.or_else(|| self.twilio.is_set().then_some(Provider::Twilio)),
            own => Some(own),
        }
    }

    /// The tenant is without a provider of its own afterwards, and without the account of the one that it had.
    pub fn remove_provider(&mut self) {
        if self.own_provider() == Some(Provider::Twilio) {
            self.twilio = TwilioConfig::default();
        }
        let phone = &mut self.settings.phone;
        (phone.provider, phone.idle_provider) = (Provider::Auth0, None);
        phone.delivery_methods.clear();
        phone.provider_card = Card::default();
    }

    pub fn provider_id(&self, provider: Provider) -> String {
        let known = self.settings.phone.provider_card.id.clone();
        known.unwrap_or_else(|| self.derived_id("pro_", if provider == Provider::Twilio { "twilio" } else { "custom" }))
    }

    /// For what has no id of its own: the tenant's, and six letters.
    pub(crate) fn derived_id(&self, prefix: &str, letters: &str) -> String {
        let tenant = self.id.as_str();
        format!("{prefix}{}{letters}", tenant.strip_prefix("ten_").unwrap_or(tenant))
    }
}

impl TwilioConfig {
    /// What is known of the credentials stands for as long as they do.
    pub fn replace(&mut self, new: Self) {
        let is_known = self.sid == new.sid && self.auth_token == new.auth_token;
        let status = if is_known { self.status } else { CredentialsStatus::Unknown };
        *self = Self { status, ..new };
    }

    /// Whether anybody has set anything of it.
    pub fn is_set(&self) -> bool {
        self.sid.is_some() || self.auth_token.is_some() || self.from.is_some() || self.messaging_service_sid.is_some()
    }
}

/// What [`Card::keep`] compares: was it there, is it there, and is it another one than before.
#[derive(Clone, Copy)]
pub struct Change {
    pub was_there: bool,
    pub is_there: bool,
    pub is_changed: bool,
}

impl Card {
    /// After a change: a new record gets an id of its own, a changed one its time. `shown` is the id that it was shown by until now.
    pub fn keep(&mut self, change: Change, fresh: &str, shown: &str, now: Timestamp) {
        match (change.was_there, change.is_there) {
            (_, false) => *self = Self::default(),
            (false, true) => *self = Self { id: Some(fresh.to_owned()), created_at: Some(now), updated_at: Some(now) },
            (true, true) if change.is_changed => {
                self.id.get_or_insert_with(|| shown.to_owned());
                self.updated_at = Some(now);
            }
            (true, true) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TenantId;
    use crate::tenant::TenantSettings;

    fn tenant() -> Tenant {
        Tenant {
            id: TenantId::new("ten_AAAABBBBCCCCDDDD"),
            name: "acme".into(),
            settings: TenantSettings::default(),
            twilio: TwilioConfig::default(),
            builtin_messages: 0,
            created_at: Timestamp::from_secs(1),
        }
    }

    #[test]
    fn what_is_not_selected_any_more_is_disabled() {
        let mut tenant = tenant();
        assert_eq!(tenant.own_provider(), None);
        for provider in [Provider::Twilio, Provider::PhoneMessageHook] {
            tenant.settings.phone.select(provider);
            assert_eq!(tenant.own_provider(), Some(provider));
            tenant.settings.phone.select(Provider::Auth0);
            tenant.settings.phone.select(Provider::Auth0);
            assert_eq!((tenant.settings.phone.provider, tenant.own_provider()), (Provider::Auth0, Some(provider)));
        }
        tenant.remove_provider();
        assert_eq!(tenant.own_provider(), None);
        tenant.twilio.sid = Some("AC1".into());
        assert_eq!(tenant.own_provider(), Some(Provider::Twilio));
        tenant.remove_provider();
        assert_eq!((tenant.own_provider(), tenant.twilio.is_set()), (None, false));
    }

    #[test]
    fn what_a_provider_carries_is_its_own() {
        let mut phone = PhoneFactor::default();
        phone.select(Provider::Twilio);
        phone.delivery_methods = vec![Channel::Sms];
        phone.message_types = vec![Channel::Sms];
        assert_eq!(phone.uncarried(), None);
        phone.message_types.push(Channel::Voice);
        assert_eq!(phone.uncarried(), Some(Channel::Voice));
        phone.select(Provider::Auth0);
        phone.select(Provider::Twilio);
        assert_eq!(phone.delivery_methods(), [Channel::Sms]);
        phone.select(Provider::PhoneMessageHook);
        assert_eq!((phone.delivery_methods(), phone.uncarried()), (vec![Channel::Sms, Channel::Voice], None));
    }

    #[test]
    fn an_id_stays_what_it_was_shown_as() {
        let (now, later) = (Timestamp::from_secs(5), Timestamp::from_secs(6));
        let mut card = Card::default();
        let change = |was_there, is_there, is_changed| Change { was_there, is_there, is_changed };
        card.keep(change(true, true, false), "new", "shown", now);
        assert_eq!(card, Card::default());
        card.keep(change(true, true, true), "new", "shown", now);
        assert_eq!(card, Card { id: Some("shown".into()), created_at: None, updated_at: Some(now) });
        card.keep(change(true, false, true), "new", "shown", now);
        card.keep(change(false, true, true), "new", "shown", later);
        assert_eq!(card, Card { id: Some("new".into()), created_at: Some(later), updated_at: Some(later) });
        assert_eq!(tenant().provider_id(Provider::Twilio), "pro_AAAABBBBCCCCDDDDtwilio");
    }
}
