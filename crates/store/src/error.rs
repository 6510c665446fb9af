//! What can go wrong while remembering. No driver's type escapes, and no value: only names of statements,
//! constraints and codes.

/// Why the store did not do as it was told. Unless it is [`StoreError::UnknownOutcome`], nothing was written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A uniqueness or a reference was broken; the text names the constraint.
    #[error("the database refuses a row that conflicts with another one ({0})")]
    Conflict(Box<str>),
    /// Where the settings say that the SQLite file is, there is none.
    #[error("there is no database at {0}")]
    Absent(Box<str>),
    /// A file that a copy was to be written to.
    #[error("the copy cannot be written: {0}")]
    Copy(Box<str>),
    /// No connection, a busy file, a disk that errs: the next call tries afresh.
    #[error("the database is unavailable: {0}")]
    Unavailable(Box<str>),
    /// The connection was lost during COMMIT. Never retried blindly: the transaction may have taken effect.
    #[error("the connection was lost while committing: nobody knows whether the transaction took effect")]
    UnknownOutcome,
    #[error("the database cannot grow: its disk or quota is full")]
    Full,
    #[error("the database is read-only: look at the file's permissions, its disk, or whether this is a standby")]
    ReadOnly,
    /// Deadlocks or serialization failures that outlasted every retry.
    #[error("the database is too contended: the transaction was rolled back {0} times")]
    Contended(u32),
    /// [`crate::Store::set_keyring`] has not been called yet, or was called with an older keyring than a value was sealed with.
    #[error("the keyring lacks the key that a value was sealed with, or there is no keyring yet")]
    Locked,
    /// A stored value that this version cannot read, or a seal that does not fit.
    #[error("a stored value cannot be read ({0})")]
    Corrupt(Box<str>),
    /// The closure awaited something that is not its transaction, for example the network.
    #[error("a transaction awaited something other than the database; it was rolled back")]
    Awaited,
    /// The schema and the statement disagree, or a statement that writes was run by `read`.
    #[error("the database refuses a statement ({0})")]
    Internal(Box<str>),
}

impl StoreError {
    /// The same connection would go on failing: the driver lets go of it and opens another.
    pub(crate) fn spoils_connection(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::ReadOnly | Self::UnknownOutcome)
    }

    pub(crate) fn corrupt(what: &str) -> Self {
        Self::Corrupt(what.into())
    }
}
