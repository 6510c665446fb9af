//! How much a tenant is used: logins and sign-ups of each day, and how many people have been there lately. Counted, not kept: days that
//! the log does not hold whole any more are not told of.
//!
//! Source: Auth0, Management API, "Stats".

use std::time::Duration;

use jiff::civil::Date;
use ringfence_core::clock::Timestamp;
use ringfence_core::event::{EventType, first_log_id};
use ringfence_store::{LogPath, LogSpan, StoreError, Tx};

use crate::flow::administer::Admin;
use crate::flow::error::FlowError;
use crate::flow::retention;

const DAY: Duration = Duration::from_secs(86_400);
/// Whoever logged in within these is active.
const ACTIVE: Duration = Duration::from_secs(30 * 86_400);
/// A question for more days than these is answered with the last of them.
const MOST_DAYS: u32 = 400;

pub struct Day {
    /// Its first moment, in UTC.
    pub start: Timestamp,
    pub logins: u64,
    pub signups: u64,
    /// Up to when it was counted.
    pub counted_at: Timestamp,
}

/// From day to day, as `YYYYMMDD`; absent ones are the oldest day there is and today.
pub async fn daily(admin: &Admin, from: Option<&str>, to: Option<&str>) -> Result<Vec<Day>, FlowError> {
    let (from, to) = (from.map(|day| read("from", day)).transpose()?, to.map(|day| read("to", day)).transpose()?);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(FlowError::InvalidQuery("The first day of the range (from) comes after the last (to).".to_owned()));
    }
    let now = admin.ctx.now;
    let tenant = admin.tenant().await?;
    let kept_from = now - retention::of_log(admin.ctx.app.settings.retention.log_events, &tenant.settings);
    let oldest = day_of(tenant.created_at).max(day_after_unless_whole(kept_from)).max(day_of(now) - DAY * MOST_DAYS);
    let (first, last) = (from.unwrap_or(oldest).max(oldest), to.unwrap_or(now).min(day_of(now)));
    let mut starts = Vec::new();
    let mut start = first;
    while start <= last {
        starts.push(start);
        start = start + DAY;
    }
    let count = async move |tx: &mut Tx<'_>| {
        let mut days = Vec::with_capacity(starts.len());
        for start in &starts {
            let (after, before) = (first_log_id(*start), first_log_id(*start + DAY));
            let span = LogSpan { after: &after, before: &before };
            let logins = tx.log_count(&tenant.id, LogPath::Type(EventType::Login), span, u32::MAX).await?;
            let signups = tx.log_count(&tenant.id, LogPath::Type(EventType::Signup), span, u32::MAX).await?;
            days.push(Day { start: *start, logins, signups, counted_at: now.min(*start + DAY) });
        }
        Ok::<_, StoreError>(days)
    };
    admin.read(count).await
}

pub async fn active_users(admin: &Admin) -> Result<u64, FlowError> {
    let (tenant, since) = (admin.ctx.tenant().clone(), admin.ctx.now - ACTIVE);
    admin.read(async move |tx: &mut Tx<'_>| tx.count_active_users(&tenant, since).await).await
}

fn read(name: &str, day: &str) -> Result<Timestamp, FlowError> {
    let date = Date::strptime("%Y%m%d", day).ok();
    let start = date.map(|date| Timestamp::from_secs(date.duration_since(Date::constant(1970, 1, 1)).as_secs()));
    start.ok_or_else(|| FlowError::InvalidQuery(format!("{name} is no day: write it as YYYYMMDD, such as 20250131.")))
}

/// The midnight before, in UTC.
fn day_of(at: Timestamp) -> Timestamp {
    Timestamp::from_secs(at.as_secs() - at.as_secs().rem_euclid(86_400))
}

fn day_after_unless_whole(at: Timestamp) -> Timestamp {
    let day = day_of(at);
    if day == at { day } else { day + DAY }
}
