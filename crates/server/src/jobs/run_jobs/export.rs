//! Users on their way out: a stretch of them at a time becomes a piece of the file.

use ringfence_core::export::{self, Field, Format};
use ringfence_core::id::UserId;
use ringfence_core::job::Progress;
use ringfence_store::{Counted, StoreError, Tx};

use super::{Halt, Held};

/// With the largest metadata there are, some 30 MB.
const BATCH: u32 = 250;
/// In bytes: a piece ends behind the user with whom it has as many.
const LARGEST: usize = 4 * 1024 * 1024;

pub(super) async fn run(
    held: &Held,
    connection: Option<&str>,
    format: Format,
    limit: Option<u64>,
    fields: Option<Vec<Field>>,
) -> Result<(), Halt> {
    let (store, job) = (&held.app.store, held.job.clone());
    let fields = fields.unwrap_or_else(export::usual);
    let limit = limit.unwrap_or(u64::MAX);
    let mut progress = job.progress.clone();
    loop {
        held.go_on()?;
        let (tenant, after) = (job.tenant.clone(), progress.after.as_ref().map(UserId::new));
        let read = async move |tx: &mut Tx<'_>| {
            let users = tx.user_list(&tenant, after.as_ref(), BATCH).await?;
            Ok::<_, StoreError>((users, tx.count_find(&tenant, Counted::Users).await?))
        };
        let (users, total) = store.read(read).await?;
        let mut text = String::new();
        if progress.started_at.is_none() {
            progress.started_at = Some(held.app.clock.now());
            progress.expected = total.min(limit);
            text += &export::head(format, &fields);
        }
        let is_last = users.len() < BATCH as usize;
        let mut users = users.into_iter().peekable();
        while let Some(user) = users.next() {
            if connection.is_none_or(|name| user.connection == name) && progress.done < limit {
                text += &export::line(format, &fields, &user);
                progress.done += 1;
            }
            progress.after = Some(user.id.to_string());
            if text.len() >= LARGEST && users.peek().is_some() && progress.done < limit {
                write(held, &mut progress, std::mem::take(&mut text), false).await?;
            }
        }
        let is_done = is_last || progress.done >= limit;
        write(held, &mut progress, text, is_done).await?;
        if is_done {
            return Ok(());
        }
    }
}

/// A piece, unless it is empty, and how far the file has come with it.
async fn write(held: &Held, progress: &mut Progress, text: String, is_done: bool) -> Result<(), Halt> {
    held.go_on()?;
    let number = progress.chunks;
    progress.chunks += u64::from(!text.is_empty());
    let (inner, new) = (held.clone(), progress.clone());
    let written = async move |tx: &mut Tx<'_>| {
        if !text.is_empty() {
            let now = inner.app.clock.now();
            tx.job_chunk_insert(&inner.job.tenant, &inner.job.id, number, text.as_bytes(), now).await?;
        }
        inner.checkpoint(tx, &new, is_done).await
    };
    held.app.store.tx(written).await
}
