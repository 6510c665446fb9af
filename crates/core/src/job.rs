//! Work that no request waits for: users on their way in or out, and how far it has come.
//!
//! A job's progress is written down together with what it did, so that whoever takes it up goes on where the last one stopped:
//! nothing is lost and nothing is done twice. Source: Auth0, Management API, "Jobs".

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::export::{Field, Format};
use crate::id::{JobId, TenantId};
use crate::import::split::Shape;

/// As long a job can be asked for, and what it wrote be fetched.
pub const KEPT: Duration = Duration::from_secs(24 * 3600);
/// As long a file may be on its way in.
pub const UPLOAD: Duration = Duration::from_secs(3600);
/// As long a link to what was written is good.
pub const LINK: Duration = Duration::from_secs(60);
/// Of a file on its way in, as it is kept.
pub const CHUNK: usize = 256 * 1024;
/// So many users' faults are told one by one; beyond, they are counted.
pub const ERRORS_TOLD: u64 = 10_000;
/// So many imports may be under way in a tenant.
pub const IMPORTS_AT_ONCE: u64 = 2;
/// So many exports may be under way in a tenant.
pub const EXPORTS_AT_ONCE: u64 = 2;
/// So many exports of a tenant are kept: each is a copy of its users.
pub const EXPORTS_KEPT: u64 = 50;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JobState {
    /// Its file is still coming in.
    Uploading,
    Pending,
    Processing,
    Completed,
    Failed,
}

impl JobState {
    pub const ALL: [Self; 5] = [Self::Uploading, Self::Pending, Self::Processing, Self::Completed, Self::Failed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Failed)
    }
}

/// What is to be done.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobSettings {
    UsersImport {
        #[serde(default)]
        connection_id: String,
        #[serde(default)]
        connection: String,
        #[serde(default)]
        upsert: bool,
        #[serde(default)]
        external_id: Option<String>,
        #[serde(default)]
        send_completion_email: bool,
        /// Of the whole file, in bytes.
        #[serde(default)]
        length: u64,
    },
    UsersExport {
        connection_id: Option<String>,
        /// None: of every connection.
        connection: Option<String>,
        #[serde(default)]
        format: Format,
        /// None: as many as there are.
        limit: Option<u64>,
        /// None: those of [`crate::export::USUAL`].
        fields: Option<Vec<Field>>,
    },
    VerificationEmail {},
}

impl JobSettings {
    /// What is left to say of a job whose settings cannot be read.
    pub fn of_kind(kind: &str) -> Option<Self> {
        serde_json::from_value(serde_json::json!({ "kind": kind })).ok()
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::UsersImport { .. } => "users_import",
            Self::UsersExport { .. } => "users_export",
            Self::VerificationEmail {} => "verification_email",
        }
    }
}

/// How far it has come.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Of an import: bytes of the file that are done with. It is the end of a user.
    pub offset: u64,
    pub shape: Option<Shape>,
    /// Users done with.
    pub done: u64,
    pub inserted: u64,
    pub updated: u64,
    pub failed: u64,
    /// Of an export: the last user who was written, and the pieces that hold them.
    pub after: Option<String>,
    pub chunks: u64,
    /// Of an export: how many there were to write when it began.
    pub expected: u64,
    pub started_at: Option<Timestamp>,
    /// Why it failed as a whole, for whoever asks.
    pub failure: Option<String>,
}

impl Progress {
    /// Of a hundred, and about how much longer.
    pub fn estimate(&self, settings: &JobSettings, now: Timestamp) -> (u8, u64) {
        let (done, whole) = match settings {
            JobSettings::UsersImport { length, .. } => (self.offset, *length),
            JobSettings::UsersExport { .. } => (self.done, self.expected),
            JobSettings::VerificationEmail {} => (0, 1),
        };
        let percent = u8::try_from(done.saturating_mul(100) / whole.max(1)).unwrap_or(100).min(100);
        let spent = self.started_at.map_or(Duration::ZERO, |at| now.since(at));
        let left = if done == 0 { 0.0 } else { spent.as_secs_f64() * (whole.saturating_sub(done) as f64) / done as f64 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an estimate, and `as` saturates")]
        (percent, left as u64)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    pub tenant: TenantId,
    pub id: JobId,
    pub state: JobState,
    pub settings: JobSettings,
    pub progress: Progress,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_follows_what_is_done() {
        let settings = JobSettings::UsersImport {
            connection_id: String::new(),
            connection: String::new(),
            upsert: false,
            external_id: None,
            send_completion_email: false,
            length: 1000,
        };
        let start = Timestamp::from_secs(1000);
        let at = |offset| Progress { offset, started_at: Some(start), ..Progress::default() };
        let now = start + Duration::from_secs(10);
        assert_eq!(at(0).estimate(&settings, now), (0, 0));
        assert_eq!(at(250).estimate(&settings, now), (25, 30));
        assert_eq!(at(1000).estimate(&settings, now), (100, 0));
        for kind in ["users_import", "users_export", "verification_email"] {
            assert_eq!(JobSettings::of_kind(kind).map(|settings| settings.kind()), Some(kind));
        }
        assert_eq!(JobSettings::of_kind("other"), None);
        assert!(JobState::ALL.into_iter().all(|state| JobState::parse(state.as_str()) == Some(state)));
    }
}
