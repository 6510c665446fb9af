//! SIGHUP: the settings are read again, and what can change in a running process does.
//!
//! That is the certificate of HTTPS with its key, and the log's filter. All of it is read and judged before any of it takes
//! effect: a file that is no good leaves everything as it was, and the log says why.

use std::path::PathBuf;

use crate::boot::LogFilter;
use crate::cli::listen::Certificate;
use crate::cli::serve::tls;
use crate::config::Settings;

pub(super) struct Reload {
    /// What `--config` named.
    pub(super) config: Option<PathBuf>,
    pub(super) running: Settings,
    pub(super) filter: LogFilter,
    pub(super) certificate: Option<Certificate>,
}

impl Reload {
    pub(super) fn reload(&self) {
        match self.apply() {
            Ok(waiting) if waiting.is_empty() => tracing::info!("reloaded: the certificate and the log's filter are those of the files"),
            Ok(waiting) => tracing::warn!(
                settings.changed = waiting.join(", "),
                "reloaded: the certificate and the log's filter are those of the files; other settings that have changed need a restart"
            ),
            Err(problem) => tracing::error!(error = format!("{problem:#}"), "nothing is reloaded: what was read before stays in use"),
        }
    }

    /// The sections whose change waits for a restart.
    fn apply(&self) -> anyhow::Result<Vec<&'static str>> {
        let settings = Settings::load(self.config.as_deref())?;
        let filter = LogFilter::parse(&settings.log.filter)?;
        if let (Some(certificate), Some((_, config))) = (&self.certificate, tls(&settings)?) {
            certificate.replace(config);
        }
        self.filter.replace(filter)?;
        Ok(changed(&self.running, &settings))
    }
}

/// By what may be printed of them: a changed secret is not noticed.
fn changed(running: &Settings, read: &Settings) -> Vec<&'static str> {
    let mut read = read.clone();
    read.log.filter.clone_from(&running.log.filter);
    read.server.tls_certificate.clone_from(&running.server.tls_certificate);
    read.server.tls_key.clone_from(&running.server.tls_key);
    running.sections().into_iter().zip(read.sections()).filter(|(before, now)| before.1 != now.1).map(|(before, _)| before.0).collect()
}
