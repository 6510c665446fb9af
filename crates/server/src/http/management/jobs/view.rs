//! What jobs are asked for with, and what is shown of them.

use ringfence_core::export::{Field, Format};
use ringfence_core::import::Rejected;
use ringfence_core::job::{Job, JobSettings, JobState};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::flow::administer::Admin;
use crate::flow::administer::job::ExportRequest;
use crate::flow::error::FlowError;
use crate::flow::job::link;

/// Parts of a form; the file may come first or last.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes a form that is read as it arrives")]
pub(super) struct ImportUsers {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    users: String,
    /// Which connection the users are put into.
    connection_id: String,
    /// Change users who exist, instead of rejecting them. Passwords and factors of theirs stay as they are. Needs the scope
    /// `update:users` as well.
    upsert: Option<bool>,
    /// A name of your own for the job.
    #[schema(max_length = 128)]
    external_id: Option<String>,
    /// Kept and shown; no mail is sent.
    send_completion_email: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExportField {
    /// Such as `email`, `user_metadata.plan` or `identities[0].connection`.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it is called in the file.
    #[schema(min_length = 1, max_length = 200)]
    export_as: Option<String>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ExportFormat {
    /// One object a line.
    Json,
    Csv,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportUsers {
    /// Of which connection; of all of them when it is absent.
    #[schema(min_length = 1, max_length = 255)]
    connection_id: Option<String>,
    /// `json` unless you say.
    format: Option<ExportFormat>,
    /// At most so many users; all of them when it is absent.
    #[schema(minimum = 1)]
    limit: Option<u32>,
    /// All that a user shows when it is absent.
    #[schema(max_items = 50)]
    fields: Option<Vec<ExportField>>,
}

impl ExportUsers {
    pub fn into_request(self) -> ExportRequest {
        let field = |field: ExportField| Field { name: field.name, export_as: field.export_as };
        ExportRequest {
            connection_id: self.connection_id,
            format: if matches!(self.format, Some(ExportFormat::Csv)) { Format::Csv } else { Format::Json },
            limit: self.limit.map(u64::from),
            fields: self.fields.map(|fields| fields.into_iter().map(field).collect()),
        }
    }
}

/// An account of the user's, where there are several; Ringfence has one a user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JobIdentity {
    /// Without its provider.
    #[schema(min_length = 1, max_length = 255)]
    user_id: String,
    /// `auth0`
    #[schema(min_length = 1, max_length = 255)]
    provider: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyEmail {
    #[schema(min_length = 1, max_length = 255)]
    user_id: String,
    /// The application whose name the page bears, and to whose login it leads.
    #[schema(max_length = 255)]
    client_id: Option<String>,
    identity: Option<JobIdentity>,
}

impl VerifyEmail {
    pub fn checked(self) -> Result<(String, Option<String>), FlowError> {
        if self.identity.is_some_and(|identity| format!("{}|{}", identity.provider, identity.user_id) != self.user_id) {
            let words = "The identity is none of this user's: leave it out, or name the parts of the user_id.";
            return Err(FlowError::InvalidParameter(words.to_owned()));
        }
        Ok((self.user_id, self.client_id))
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct JobSummary {
    failed: u64,
    updated: u64,
    inserted: u64,
    total: u64,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ShownField {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    export_as: Option<String>,
}

/// Work that no request waits for. It is forgotten a day after its end.
#[derive(Serialize, ToSchema)]
pub struct JobView {
    id: String,
    /// `users_import`, `users_export` or `verification_email`.
    r#type: &'static str,
    /// `pending`, `processing`, `completed` or `failed`.
    status: &'static str,
    /// Why it failed as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    status_details: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upsert: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    send_completion_email: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<ShownField>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentage_done: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_left_seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<JobSummary>,
    /// Where the file is, for a minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
}

impl JobView {
    pub fn of(admin: &Admin, job: Job, with_location: bool) -> Self {
        let now = admin.ctx.now;
        let location = with_location.then(|| link(&admin.ctx, &job.id, now));
        let (percent, left) = job.progress.estimate(&job.settings, now);
        let is_over = job.state.is_over();
        let is_running = job.state == JobState::Processing;
        let progress = &job.progress;
        let counts = JobSummary { failed: progress.failed, updated: progress.updated, inserted: progress.inserted, total: progress.done };
        let mut view = Self {
            id: job.id.to_string(),
            r#type: job.settings.kind(),
            status: if job.state == JobState::Uploading { "pending" } else { job.state.as_str() },
            status_details: progress.failure.clone(),
            created_at: job.created_at.to_string(),
            connection_id: None,
            connection: None,
            upsert: None,
            external_id: None,
            send_completion_email: None,
            format: None,
            limit: None,
            fields: None,
            percentage_done: if job.state == JobState::Completed { Some(100) } else { is_running.then_some(percent) },
            time_left_seconds: if is_over { Some(0) } else { is_running.then_some(left) },
            summary: None,
            location,
        };
        match job.settings {
            JobSettings::UsersImport { connection_id, connection, upsert, external_id, send_completion_email, .. } => {
                (view.connection_id, view.connection, view.upsert) = (Some(connection_id), Some(connection), Some(upsert));
                (view.external_id, view.send_completion_email) = (external_id, Some(send_completion_email));
                view.summary = is_over.then_some(counts);
            }
            JobSettings::UsersExport { connection_id, connection, format, limit, fields } => {
                (view.connection_id, view.connection, view.format, view.limit) = (connection_id, connection, Some(format.as_str()), limit);
                let shown = |field: Field| ShownField { name: field.name, export_as: field.export_as };
                view.fields = fields.map(|fields| fields.into_iter().map(shown).collect());
            }
            JobSettings::VerificationEmail {} => {}
        }
        view
    }
}

#[derive(Serialize, ToSchema)]
pub(super) struct FaultView {
    code: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

/// A user who was not taken.
#[derive(Serialize, ToSchema)]
pub(super) struct JobErrorView {
    /// What tells who it is: address, user name, id.
    #[schema(value_type = Object)]
    user: Map<String, Value>,
    errors: Vec<FaultView>,
}

impl JobErrorView {
    pub(super) fn of(rejected: Rejected) -> Self {
        let errors = rejected.errors.into_iter();
        let errors = errors.map(|fault| FaultView { code: fault.code, message: fault.message, path: fault.path }).collect();
        Self { user: rejected.user, errors }
    }
}
