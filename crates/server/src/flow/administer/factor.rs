//! The factors of a tenant: which are there, which are on, and how the phone factor speaks.
//!
//! Source: Auth0, Management API, "Guardian".

use ringfence_core::delivery::Channel;
use ringfence_core::tenant::{Provider, TwilioConfig};
use serde::Serialize;

use crate::flow::administer::{Admin, phone_record};
use crate::flow::error::{FlowError, Inexistent};

/// In the order in which Auth0 lists them; the phone factor's name is `sms`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorName {
    Sms,
    PushNotification,
    Otp,
    Email,
    Duo,
    WebauthnRoaming,
    WebauthnPlatform,
    RecoveryCode,
}

impl FactorName {
    const ALL: [(Self, &str); 8] = [
        (Self::Sms, "sms"),
        (Self::PushNotification, "push-notification"),
        (Self::Otp, "otp"),
        (Self::Email, "email"),
        (Self::Duo, "duo"),
        (Self::WebauthnRoaming, "webauthn-roaming"),
        (Self::WebauthnPlatform, "webauthn-platform"),
        (Self::RecoveryCode, "recovery-code"),
    ];
}

pub struct Factor {
    pub name: FactorName,
    pub is_enabled: bool,
    /// The built-in provider is what is selected, and has sent all that it ever sends.
    pub trial_expired: bool,
}

pub async fn list(admin: &Admin) -> Result<Vec<Factor>, FlowError> {
    let tenant = admin.tenant().await?;
    let settings = &tenant.settings;
    let is_spent = settings.phone.provider == Provider::Auth0 && tenant.builtin_messages >= admin.ctx.app.settings.limits.builtin_messages;
    let factors = FactorName::ALL.into_iter().map(|(name, _)| Factor {
        name,
        is_enabled: match name {
            FactorName::Sms => settings.phone.enabled,
            FactorName::Otp => settings.otp_enabled,
            FactorName::RecoveryCode => settings.recovery_code_enabled,
            _ => false,
        },
        trial_expired: name == FactorName::Sms && is_spent,
    });
    Ok(factors.collect())
}

/// A factor that Ringfence does not have can be switched off, which it is, and not on.
pub async fn switch(admin: &Admin, name: &str, enabled: bool) -> Result<(), FlowError> {
    let known = FactorName::ALL.into_iter().find(|(_, word)| *word == name);
    let (factor, word) = known.ok_or(Inexistent { words: "The factor does not exist.", code: None })?;
    admin
        .change_settings(move |settings| {
            match factor {
                FactorName::Sms => settings.phone.enabled = enabled,
                FactorName::Otp => settings.otp_enabled = enabled,
                FactorName::RecoveryCode => settings.recovery_code_enabled = enabled,
                _ if enabled => return Err(FlowError::NotSupported(format!("Ringfence has no factor {word:?}: it stays off."))),
                _ => {}
            }
            Ok(())
        })
        .await
}

/// Each once, in the order they were named. None at all is how a tenant begins.
pub async fn set_message_types(admin: &Admin, channels: Vec<Channel>) -> Result<Vec<Channel>, FlowError> {
    let mut distinct: Vec<Channel> = Vec::new();
    for channel in channels {
        if !distinct.contains(&channel) {
            distinct.push(channel);
        }
    }
    admin
        .change_settings(move |settings| {
            settings.phone.message_types.clone_from(&distinct);
            match settings.phone.uncarried() {
                Some(channel) => Err(FlowError::InvalidParameter(uncarried(channel))),
                None => Ok(distinct.clone()),
            }
        })
        .await
}

/// Message types are among what the provider carries, whichever of the two is set last.
pub fn uncarried(channel: Channel) -> String {
    let (kind, method) = match channel {
        Channel::Sms => ("sms", "text"),
        Channel::Voice => ("voice", "voice"),
    };
    format!("The message type {kind:?} needs the phone provider's delivery method {method:?}: add this one or take that one away.")
}

/// Guardian's view of the provider.
pub async fn select_provider(admin: &Admin, provider: Provider) -> Result<(), FlowError> {
    phone_record::change(admin, move |tenant| {
        tenant.settings.phone.select(provider);
        Ok(())
    })
    .await?;
    Ok(())
}

/// What guardian sets of the Twilio account, all at once; what is absent is taken away. Of a token that the tenant hides nobody could
/// know what to put back: it stays unless it is named, were it as `null`.
pub async fn set_twilio(admin: &Admin, new: TwilioConfig, names_token: bool) -> Result<(), FlowError> {
    phone_record::change(admin, move |tenant| {
        let is_kept = tenant.settings.hide_twilio_auth_token && !names_token;
        let auth_token = if is_kept { tenant.twilio.auth_token.clone() } else { new.auth_token.clone() };
        tenant.twilio.replace(TwilioConfig { auth_token, ..new.clone() });
        Ok(())
    })
    .await?;
    Ok(())
}
