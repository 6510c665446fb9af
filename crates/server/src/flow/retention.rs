//! How long what a tenant leaves behind is kept: as long as the operator keeps it, or shorter where the tenant wants it so.

use std::time::Duration;

use ringfence_core::tenant::TenantSettings;

use crate::flow::error::FlowError;

const DAY: Duration = Duration::from_secs(86_400);

/// Of the log. The tenant's own days do not outlast the operator's, even if these were shortened later.
pub fn of_log(operators: Duration, tenants: &TenantSettings) -> Duration {
    tenants.log_retention_days.map_or(operators, |days| operators.min(DAY * days))
}

/// `None` goes back to the operator's.
pub fn set_log_days(operators: Duration, settings: &mut TenantSettings, days: Option<u32>) -> Result<(), FlowError> {
    let most = operators.as_secs() / DAY.as_secs();
    if days.is_some_and(|days| days == 0 || u64::from(days) > most) {
        return Err(FlowError::InvalidParameter(format!(
            "The log is kept for 1 to {most} days, as the operator's retention.log_events allows."
        )));
    }
    settings.log_retention_days = days;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_of_the_two_is_what_counts() {
        let tenants = |log_retention_days| TenantSettings { log_retention_days, ..TenantSettings::default() };
        assert_eq!(of_log(DAY * 30, &tenants(None)), DAY * 30);
        assert_eq!(of_log(DAY * 30, &tenants(Some(7))), DAY * 7);
        assert_eq!(of_log(DAY * 3, &tenants(Some(7))), DAY * 3);
    }

    #[test]
    fn a_tenant_cannot_keep_more_than_the_operator() {
        let mut settings = TenantSettings::default();
        for (days, is_taken) in
            [(Some(0), false), (Some(1), true), (Some(30), true), (Some(31), false), (Some(u32::MAX), false), (None, true)]
        {
            assert_eq!(set_log_days(DAY * 30, &mut settings, days).is_ok(), is_taken, "{days:?}");
        }
        assert_eq!(settings, TenantSettings::default());
    }
}
