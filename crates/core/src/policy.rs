//! Who is asked for a second factor, and by which channels it can be given.
//!
//! Pure decisions over a tenant's settings; the store and the wire only carry them out.

use crate::delivery::Channel;
use crate::tenant::{Experience, PhoneFactor, Provider, TenantSettings};

/// The scopes of the MFA API's audience (Auth0, "Manage authenticators with the MFA API").
pub const MFA_SCOPES: [&str; 3] = ["enroll", "read:authenticators", "remove:authenticators"];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Requirement {
    /// The password is enough.
    Nothing,
    /// A second factor is bound: it, or the recovery code in its stead, must prove itself.
    Challenge,
    /// The policy asks for a second factor and none is bound yet.
    Enroll,
}

/// What a user must do after the password. The MFA API's own audience asks whoever has a factor,
/// whatever the policy, since its tokens can remove one; it asks nothing of whoever has none, since
/// they could not enroll otherwise.
///
/// Whoever is enrolled is never let through because their factor was switched off since: another enabled factor of
/// theirs must do, or the recovery code. Only where nothing is bound and nothing can be is the password enough.
/// A confidence score needs a browser, which the password grant has not: it counts as low.
pub fn requirement(settings: &TenantSettings, for_mfa_audience: bool, is_enrolled: bool) -> Requirement {
    let is_asked = for_mfa_audience || !settings.mfa_policies.is_empty();
    match (is_asked, is_enrolled) {
        (true, true) => Requirement::Challenge,
        (true, false) if !for_mfa_audience && has_factor(settings) => Requirement::Enroll,
        _ => Requirement::Nothing,
    }
}

/// Whether anything is switched on that a person could enroll.
pub fn has_factor(settings: &TenantSettings) -> bool {
    settings.otp_enabled || !channels(&settings.phone).is_empty()
}

/// The channels a code can be asked for by, in the tenant's order. The built-in provider carries no voice, the tenant's own what
/// it was set to carry.
pub fn channels(phone: &PhoneFactor) -> Vec<Channel> {
    let carried = |channel: &Channel| match phone.provider {
        Provider::Auth0 => *channel == Channel::Sms,
        _ => phone.carries(*channel),
    };
    if phone.enabled { phone.message_types.iter().copied().filter(carried).collect() } else { Vec::new() }
}

/// The channels that the login pages offer: the Classic experience knows no calls.
pub fn channels_on_pages(settings: &TenantSettings) -> Vec<Channel> {
    let is_classic = settings.universal_login_experience == Experience::Classic;
    let mut offered = channels(&settings.phone);
    offered.retain(|channel| !(is_classic && *channel == Channel::Voice));
    offered
}

/// The scopes that are both asked for and to be had, in the order asked; no scope asked means all.
pub fn grant_scopes(asked: &str, available: &[impl AsRef<str>]) -> String {
    let is_available = |scope: &&str| available.iter().any(|known| known.as_ref() == *scope);
    if asked.trim().is_empty() {
        return available.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ");
    }
    asked.split_whitespace().filter(is_available).collect::<Vec<_>>().join(" ")
}

pub fn has_scope(granted: &str, scope: &str) -> bool {
    granted.split_whitespace().any(|one| one == scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant::MfaPolicy;

    fn settings(policies: &[MfaPolicy]) -> TenantSettings {
        let phone = PhoneFactor { enabled: true, message_types: vec![Channel::Sms, Channel::Voice], ..PhoneFactor::default() };
        TenantSettings { phone, mfa_policies: policies.to_vec(), ..TenantSettings::default() }
    }

    #[test]
    fn the_policy_and_the_audience_decide_together() {
        use Requirement as R;
        let always = settings(&[MfaPolicy::AllApplications]);
        let scored = settings(&[MfaPolicy::ConfidenceScore]);
        let never = settings(&[]);
        let no_phone = TenantSettings { phone: PhoneFactor::default(), ..always.clone() };
        let no_app = TenantSettings { otp_enabled: false, ..always.clone() };
        let off = TenantSettings { otp_enabled: false, ..no_phone.clone() };
        let table = [
            (&always, false, true, R::Challenge),
            (&always, false, false, R::Enroll),
            (&always, true, true, R::Challenge),
            (&always, true, false, R::Nothing),
            (&scored, false, true, R::Challenge),
            (&never, false, true, R::Nothing),
            (&never, false, false, R::Nothing),
            (&never, true, true, R::Challenge),
            (&never, true, false, R::Nothing),
            (&no_phone, false, false, R::Enroll),
            (&no_phone, false, true, R::Challenge),
            (&no_app, false, false, R::Enroll),
            (&no_app, false, true, R::Challenge),
            // Nothing is left that could be asked for but the recovery code, and still nobody gets by without it.
            (&off, false, true, R::Challenge),
            (&off, true, true, R::Challenge),
            (&off, false, false, R::Nothing),
            (&off, true, false, R::Nothing),
        ];
        for (settings, for_mfa_audience, is_enrolled, expected) in table {
            assert_eq!(requirement(settings, for_mfa_audience, is_enrolled), expected, "{settings:?} {for_mfa_audience} {is_enrolled}");
        }
    }

    #[test]
    fn the_built_in_provider_has_no_voice() {
        let mut phone = settings(&[]).phone;
        assert_eq!(channels(&phone), [Channel::Sms]);
        phone.provider = Provider::Twilio;
        assert_eq!(channels(&phone), [Channel::Sms, Channel::Voice]);
        phone.delivery_methods = vec![Channel::Voice];
        assert_eq!(channels(&phone), [Channel::Voice]);
        phone.enabled = false;
        assert_eq!(channels(&phone), []);
    }

    #[test]
    fn the_classic_pages_know_no_calls() {
        let mut settings = settings(&[]);
        settings.phone.provider = Provider::Twilio;
        assert_eq!(channels_on_pages(&settings), [Channel::Sms, Channel::Voice]);
        settings.universal_login_experience = Experience::Classic;
        assert_eq!(channels_on_pages(&settings), [Channel::Sms]);
        settings.phone.message_types = vec![Channel::Voice];
        assert_eq!(channels_on_pages(&settings), []);
    }

    #[test]
    fn only_scopes_that_exist_are_granted() {
        assert_eq!(grant_scopes("enroll delete:everything enroll", &MFA_SCOPES), "enroll enroll");
        assert_eq!(grant_scopes("  ", &MFA_SCOPES), "enroll read:authenticators remove:authenticators");
    }
}
