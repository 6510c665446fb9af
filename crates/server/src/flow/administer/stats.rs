//! How much a tenant is used: logins and sign-ups of each day, and how many people have been there lately. Counted, not stored: days that
//! the log does not hold whole any more are not told of. What was counted is remembered by [`crate::flow::tally`].
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
pub use crate::flow::tally::Day;

const DAY: Duration = Duration::from_secs(86_400);
/// Whoever logged in within these is active.
const ACTIVE: Duration = Duration::from_secs(30 * 86_400);
/// A question for more days than these is answered with the last of them.
const MOST_DAYS: u32 = 400;
/// Users looked at at once: the connection is anybody's again after each.
const CHUNK: u32 = 10_000;

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
    let tally = admin.ctx.app.tallies.of(&tenant.id);
    let mut tally = tally.lock().await;
    let mut days = Vec::new();
    let mut start = first;
    while start <= last {
        let day = match tally.day(start, now) {
            Some(known) => known,
            None => count(admin, start).await?,
        };
        tally.keep_day(day);
        days.push(Day { counted_at: day.counted_at.min(start + DAY), ..day });
        start = start + DAY;
    }
    Ok(days)
}

async fn count(admin: &Admin, start: Timestamp) -> Result<Day, FlowError> {
    let (tenant, now) = (admin.ctx.tenant().clone(), admin.ctx.now);
    let read = async move |tx: &mut Tx<'_>| {
        let (after, before) = (first_log_id(start), first_log_id(start + DAY));
        let span = LogSpan { after: &after, before: &before };
        let logins = tx.log_count(&tenant, LogPath::Type(EventType::Login), span, u32::MAX).await?;
        let signups = tx.log_count(&tenant, LogPath::Type(EventType::Signup), span, u32::MAX).await?;
        Ok::<_, StoreError>(Day { start, logins, signups, counted_at: now })
    };
    admin.read(read).await
}

/// As of the last minute.
pub async fn active_users(admin: &Admin) -> Result<u64, FlowError> {
    let (now, since) = (admin.ctx.now, admin.ctx.now - ACTIVE);
    let tally = admin.ctx.app.tallies.of(admin.ctx.tenant());
    let mut tally = tally.lock().await;
    if let Some(known) = tally.active_users(now) {
        return Ok(known);
    }
    let (mut total, mut after) = (0, None);
    loop {
        let (tenant, from) = (admin.ctx.tenant().clone(), after.take());
        let read = async move |tx: &mut Tx<'_>| tx.count_active_users(&tenant, since, from.as_ref(), CHUNK).await;
        let (count, last) = admin.read(read).await?;
        total += count;
        if last.is_none() {
            break;
        }
        after = last;
    }
    tally.keep_active_users(total, now);
    Ok(total)
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
