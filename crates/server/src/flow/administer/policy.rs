//! When a second factor is asked for, and for how long it is not asked for again.
//!
//! Source: Auth0, Management API, "Guardian".

use ringfence_core::browser::REMEMBERED_FOR;
use ringfence_core::tenant::MfaPolicy;

use crate::flow::administer::Admin;
use crate::flow::error::FlowError;

pub async fn get(admin: &Admin) -> Result<Vec<MfaPolicy>, FlowError> {
    Ok(admin.tenant().await?.settings.mfa_policies)
}

/// An empty list means never.
pub async fn set(admin: &Admin, policies: Vec<MfaPolicy>) -> Result<Vec<MfaPolicy>, FlowError> {
    let is_twice = policies.iter().enumerate().any(|(nth, policy)| policies[..nth].contains(policy));
    if is_twice {
        return Err(FlowError::InvalidParameter("Name each policy once.".to_owned()));
    }
    admin
        .change_settings(move |settings| {
            settings.mfa_policies.clone_from(&policies);
            Ok(policies.clone())
        })
        .await
}

/// What guardian calls its settings: the box by which a person has a browser remembered. None of it can be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Remembering {
    pub is_offered: bool,
    pub is_default: bool,
    /// In seconds.
    pub inactivity: u64,
    pub overall: u64,
}

/// A browser is remembered for its time, used or not.
pub const REMEMBERING: Remembering =
    Remembering { is_offered: true, is_default: false, inactivity: REMEMBERED_FOR.as_secs(), overall: REMEMBERED_FOR.as_secs() };

/// What is so already may be set.
pub async fn set_remembering(admin: &Admin, new: Remembering) -> Result<(), FlowError> {
    if new != REMEMBERING {
        let days = REMEMBERED_FOR.as_secs() / 86_400;
        let words = format!("Ringfence offers to remember a browser, by a box that is not ticked, for {days} days: this cannot be set.");
        return Err(FlowError::NotSupported(words));
    }
    admin.change_settings(|_| Ok(())).await
}
