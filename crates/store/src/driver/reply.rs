//! How a transaction's answer gets from the thread that ran it to the caller who waits for it.

use std::any::Any;
use std::panic::resume_unwind;

use tokio::sync::oneshot;

use crate::StoreError;

/// How a closure ended.
pub(super) enum Outcome<T, E> {
    Answer(Result<T, E>),
    /// Goes on in the caller, as if the closure had run there.
    Panic(Box<dyn Any + Send>),
}

pub(super) type Reply<T, E> = oneshot::Sender<Outcome<T, E>>;

pub(super) async fn receive<T, E: From<StoreError>>(answer: oneshot::Receiver<Outcome<T, E>>) -> Result<T, E> {
    match answer.await {
        Ok(Outcome::Answer(answer)) => answer,
        Ok(Outcome::Panic(panic)) => resume_unwind(panic),
        Err(_) => Err(E::from(ended())),
    }
}

pub(super) fn ended() -> StoreError {
    StoreError::Unavailable("the store is shutting down".into())
}
