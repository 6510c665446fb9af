//! What was found, and how bad it is.

use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::cli) enum Level {
    Good,
    /// Allowed, and rarely meant.
    Note,
    /// Something does not work, or will not for long; the process starts all the same.
    Problem,
    /// `serve` does not start with this.
    Refusal,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::cli) struct Finding {
    pub(in crate::cli) level: Level,
    words: String,
}

/// As `doctor` prints it.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.level {
            Level::Good => "ok      ",
            Level::Note => "note    ",
            Level::Problem | Level::Refusal => "PROBLEM ",
        };
        write!(f, "{word} {}", self.words)
    }
}

#[derive(Default, Debug)]
pub(in crate::cli) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn add(&mut self, level: Level, words: impl Into<String>) {
        self.0.push(Finding { level, words: words.into() });
    }

    pub(super) fn good(&mut self, words: impl Into<String>) {
        self.add(Level::Good, words);
    }

    pub(super) fn note(&mut self, words: impl Into<String>) {
        self.add(Level::Note, words);
    }

    pub(super) fn problem(&mut self, words: impl Into<String>) {
        self.add(Level::Problem, words);
    }

    pub(super) fn refuse(&mut self, words: impl Into<String>) {
        self.add(Level::Refusal, words);
    }

    /// Nothing but this.
    pub(super) fn refusal(words: impl Into<String>) -> Self {
        let mut findings = Self::default();
        findings.refuse(words);
        findings
    }

    pub(super) fn extend(&mut self, further: Self) {
        self.0.extend(further.0);
    }

    pub(in crate::cli) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    pub(super) fn problems(&self) -> usize {
        self.iter().filter(|finding| matches!(finding.level, Level::Problem | Level::Refusal)).count()
    }

    /// For a process that starts: what is not well goes to the log, and what it refuses is an error.
    pub(in crate::cli) fn heed(&self) -> anyhow::Result<()> {
        for finding in self.iter().filter(|finding| matches!(finding.level, Level::Note | Level::Problem)) {
            tracing::warn!("{}", finding.words);
        }
        let refusals: Vec<&str> =
            self.iter().filter(|finding| finding.level == Level::Refusal).map(|finding| finding.words.as_str()).collect();
        anyhow::ensure!(refusals.is_empty(), "{}", refusals.join("\n"));
        Ok(())
    }
}
