//! Facts for the tenant's log, with Auth0's type codes and field names.
//!
//! An event is written in the same transaction as the fact it tells of. Codes never enter one, and
//! phone numbers only masked. Source: Auth0, "Log event type codes" and the tenant-logs schema.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::{Dice, Timestamp};
use crate::id::LogId;

macro_rules! types {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// Auth0's type codes, as far as Ringfence emits them.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum EventType {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl EventType {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

types! {
    StartEnroll = "gd_start_enroll";
    EnrollmentComplete = "gd_enrollment_complete";
    StartAuth = "gd_start_auth";
    SendSms = "gd_send_sms";
    SendSmsFailure = "gd_send_sms_failure";
    SendVoice = "gd_send_voice";
    SendVoiceFailure = "gd_send_voice_failure";
    AuthSucceed = "gd_auth_succeed";
    AuthFailed = "gd_auth_failed";
    /// The bucket of wrong codes is empty.
    OtpRateLimitExceed = "gd_otp_rate_limit_exceed";
    /// The bucket of messages is empty.
    LimitPhone = "limit_phone";
    RecoverySucceed = "gd_recovery_succeed";
    RecoveryFailed = "gd_recovery_failed";
    RecoveryRateLimitExceed = "gd_recovery_rate_limit_exceed";
    Unenroll = "gd_unenroll";
    /// The password was right and a second factor is asked for.
    MfaRequired = "mfar";
    PasswordExchange = "sepft";
    PasswordExchangeFailed = "fepft";
    OobExchange = "seoobft";
    OobExchangeFailed = "feoobft";
    OtpExchange = "seotpft";
    OtpExchangeFailed = "feotpft";
    RecoveryExchange = "sercft";
    RecoveryExchangeFailed = "fercft";
    ClientCredentialsExchange = "seccft";
    ClientCredentialsExchangeFailed = "feccft";
    RefreshExchange = "sertft";
    RefreshExchangeFailed = "fertft";
    CodeExchange = "seacft";
    CodeExchangeFailed = "feacft";
    SilentAuth = "ssa";
    SilentAuthFailed = "fsa";
    Logout = "slo";
    Login = "s";
    LoginFailed = "f";
    WrongPassword = "fp";
    UnknownUser = "fu";
    Signup = "ss";
    SignupFailed = "fs";
    PasswordChanged = "scp";
    EmailVerified = "sv";
    /// The tenant's guardian configuration changed.
    TenantUpdate = "gd_tenant_update";
    /// A write by the Management API, and a refused one.
    ApiOperation = "sapi";
    ApiOperationFailed = "fapi";
    /// A reading that returned a secret.
    ApiSecretRead = "mgmt_api_read";
    /// A machine's bucket of requests is empty, or an address's bucket of refusals in the log.
    ApiLimit = "api_limit";
}

impl EventType {
    /// Whether it records a failure that a stranger can cause as often as they like.
    pub fn is_refusal(self) -> bool {
        match self {
            Self::AuthFailed
            | Self::OtpRateLimitExceed
            | Self::LimitPhone
            | Self::RecoveryFailed
            | Self::RecoveryRateLimitExceed
            | Self::PasswordExchangeFailed
            | Self::OobExchangeFailed
            | Self::OtpExchangeFailed
            | Self::RecoveryExchangeFailed
            | Self::ClientCredentialsExchangeFailed
            | Self::RefreshExchangeFailed
            | Self::CodeExchangeFailed
            | Self::SilentAuthFailed
            | Self::LoginFailed
            | Self::WrongPassword
            | Self::UnknownUser
            | Self::SignupFailed => true,
            Self::StartEnroll
            | Self::EnrollmentComplete
            | Self::StartAuth
            | Self::SendSms
            | Self::SendSmsFailure
            | Self::SendVoice
            | Self::SendVoiceFailure
            | Self::AuthSucceed
            | Self::RecoverySucceed
            | Self::Unenroll
            | Self::MfaRequired
            | Self::PasswordExchange
            | Self::OobExchange
            | Self::OtpExchange
            | Self::RecoveryExchange
            | Self::ClientCredentialsExchange
            | Self::RefreshExchange
            | Self::CodeExchange
            | Self::SilentAuth
            | Self::Logout
            | Self::Login
            | Self::Signup
            | Self::PasswordChanged
            | Self::EmailVerified
            | Self::TenantUpdate
            | Self::ApiOperation
            | Self::ApiOperationFailed
            | Self::ApiSecretRead
            | Self::ApiLimit => false,
        }
    }
}

/// One line of the tenant's log. The field names are the wire's; absent strings are empty there.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LogEvent {
    #[serde(rename = "type")]
    pub kind: EventType,
    pub description: Option<String>,
    #[serde(default)]
    pub connection: String,
    #[serde(default)]
    pub client_id: String,
    #[serde(default)]
    pub client_name: String,
    #[serde(default)]
    pub ip: String,
    #[serde(default)]
    pub hostname: String,
    #[serde(default)]
    pub user_agent: String,
    #[serde(default)]
    pub user_id: String,
    #[serde(default)]
    pub user_name: String,
    #[serde(default)]
    pub audience: String,
    #[serde(default)]
    pub scope: String,
    /// `Null` where the type has none.
    #[serde(default)]
    pub details: Value,
}

impl LogEvent {
    pub fn new(kind: EventType) -> Self {
        Self {
            kind,
            description: None,
            connection: String::new(),
            client_id: String::new(),
            client_name: String::new(),
            ip: String::new(),
            hostname: String::new(),
            user_agent: String::new(),
            user_id: String::new(),
            user_name: String::new(),
            audience: String::new(),
            scope: String::new(),
            details: Value::Null,
        }
    }
}

/// An ordered decimal string of 56 digits: `900`, the UTC time to the microsecond, zeros, and a tail of
/// 19 digits that tells events of one microsecond apart (live Auth0 ids have this shape). The tail begins with
/// `sequence`, the event's place among those of one request, so that they are read in the order they were written.
pub fn log_id(at: Timestamp, sequence: u32, dice: &dyn Dice) -> LogId {
    let mut tail = [0u8; 8];
    dice.fill(&mut tail);
    let (sequence, tail) = (sequence % 1000, u64::from_le_bytes(tail) % 10_000_000_000_000_000);
    LogId::new(format!("{}{:014}{sequence:03}{tail:016}", first_log_id(at), 0))
}

/// What stands before every id of this moment or later, and after every earlier one. It is nobody's id itself.
pub fn first_log_id(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("900{}", moment.strftime("%Y%m%d%H%M%S%6f"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;

    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn log_ids_are_56_digits_in_the_order_of_time() {
        let earlier = log_id(Timestamp::from_micros(1_764_000_000_000_001), 0, &Ones);
        let later = log_id(Timestamp::from_micros(1_764_000_000_000_002), 0, &Ones);
        assert_eq!(earlier.as_str(), "90020251124160000000001000000000000000002340172838076673");
        assert_eq!(earlier.as_str().len(), 56);
        assert!(earlier < later);
        assert!(earlier < log_id(Timestamp::from_micros(1_764_000_000_000_001), 1, &Ones));
        let between = first_log_id(Timestamp::from_micros(1_764_000_000_000_002));
        assert!(earlier.as_str() < between.as_str() && between.as_str() < later.as_str());
    }

    #[test]
    fn every_type_has_a_code_of_its_own() {
        let codes: std::collections::HashSet<_> = EventType::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), EventType::ALL.len());
    }
}
