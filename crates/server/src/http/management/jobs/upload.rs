//! A form with a file in it, read as it arrives: whatever is sent, and however slowly, memory holds a piece.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use futures_util::Stream;
use ringfence_core::job::Job;

use crate::flow::administer::Admin;
use crate::flow::error::FlowError;
use crate::flow::job::{ImportRequest, Upload};

/// The longest pause in a file on its way in.
const PAUSE: Duration = Duration::from_secs(30);
/// Of a part that is no file.
const LONGEST_FIELD: usize = 1024;
const PARTS: usize = 20;
/// What the parser is given before it is asked what it made of it, and what it may swallow without a word.
const STEP: usize = 256 * 1024;
const SILENT: usize = 1024 * 1024;

pub(super) async fn receive(admin: &Admin, request: Request) -> Result<Job, FlowError> {
    let unheard = Arc::new(AtomicUsize::new(0));
    let (parts, body) = request.into_parts();
    let paced = Paced { body: body.into_data_stream(), rest: Bytes::new(), since_pause: 0, unheard: unheard.clone() };
    let request = Request::from_parts(parts, Body::from_stream(paced));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| FlowError::WrongContentType)?;
    let (mut asked, mut file, mut named) = (ImportRequest::default(), None, Vec::new());
    while let Some(field) = in_time(form.next_field()).await? {
        unheard.store(0, Ordering::Relaxed);
        let name = field.name().unwrap_or_default().to_owned();
        if named.contains(&name) {
            return Err(wrong("A part is there twice: send each once."));
        }
        match name.as_str() {
            "users" => file = Some(stored(admin, field, &unheard).await?),
            "connection_id" => asked.connection_id = text(field, &unheard).await?,
            "external_id" => {
                let id = text(field, &unheard).await?;
                if id.chars().count() > 128 {
                    return Err(wrong("The external_id must have at most 128 characters."));
                }
                asked.external_id = Some(id).filter(|id| !id.is_empty());
            }
            "upsert" => {
                asked.upsert = truth(&text(field, &unheard).await?)?;
                // Before the rest of the file is read, if it stands in front of it.
                asked.check(&admin.caller)?;
            }
            "send_completion_email" => asked.send_completion_email = truth(&text(field, &unheard).await?)?,
            _ => {
                return Err(wrong("The form may have the parts users, connection_id, upsert, external_id and send_completion_email only."));
            }
        }
        named.push(name);
        if named.len() > PARTS {
            return Err(wrong("The form has too many parts."));
        }
    }
    if asked.connection_id.is_empty() {
        return Err(wrong("The part connection_id is missing: name the connection that the users are put into."));
    }
    let file = file.ok_or_else(|| wrong("The part users is missing: send the file with it."))?;
    file.finish(asked).await
}

async fn stored(admin: &Admin, mut field: Field<'_>, unheard: &AtomicUsize) -> Result<Upload, FlowError> {
    let mut upload = Upload::begin(admin).await?;
    while let Some(bytes) = in_time(field.chunk()).await? {
        unheard.store(0, Ordering::Relaxed);
        upload.push(&bytes).await?;
    }
    Ok(upload)
}

async fn text(mut field: Field<'_>, unheard: &AtomicUsize) -> Result<String, FlowError> {
    let mut whole = Vec::new();
    while let Some(bytes) = in_time(field.chunk()).await? {
        unheard.store(0, Ordering::Relaxed);
        whole.extend_from_slice(&bytes);
        if whole.len() > LONGEST_FIELD {
            return Err(wrong("A part that is no file is too long."));
        }
    }
    let text = String::from_utf8(whole).ok().filter(|text| !text.contains('\0'));
    Ok(text.ok_or_else(|| wrong("A part is not UTF-8, or holds a NUL character."))?.trim().to_owned())
}

fn truth(word: &str) -> Result<bool, FlowError> {
    match word {
        "true" => Ok(true),
        "false" | "" => Ok(false),
        _ => Err(wrong("upsert and send_completion_email must be true or false.")),
    }
}

/// Nobody holds a connection by saying nothing.
async fn in_time<T>(reading: impl Future<Output = Result<T, axum::extract::multipart::MultipartError>>) -> Result<T, FlowError> {
    match tokio::time::timeout(PAUSE, reading).await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(_)) => Err(wrong("The form cannot be read: send it as multipart/form-data, and whole.")),
        Err(_) => Err(wrong("Nothing came for half a minute: send the form again.")),
    }
}

fn wrong(words: &str) -> FlowError {
    FlowError::MalformedBody(words.to_owned())
}

/// A parser of forms takes all there is for as long as there is more. Here it gets no more at once than it can hand on, and nothing
/// further when it hands nothing on: a heading without an end would otherwise fill the memory.
struct Paced {
    body: BodyDataStream,
    rest: Bytes,
    since_pause: usize,
    unheard: Arc<AtomicUsize>,
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.since_pause >= STEP {
            self.since_pause = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_next(cx) {
                Poll::Ready(Some(Ok(bytes))) => self.rest = bytes,
                other => return other,
            }
        }
        let length = self.rest.len().min(STEP - self.since_pause);
        let piece = self.rest.split_to(length);
        self.since_pause += length;
        if self.unheard.fetch_add(length, Ordering::Relaxed) > SILENT {
            return Poll::Ready(Some(Err(axum::Error::new(std::io::Error::other("a heading without an end")))));
        }
        Poll::Ready(Some(Ok(piece)))
    }
}
