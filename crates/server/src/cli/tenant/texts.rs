//! A tenant's own texts of one prompt in one language, in the form of Auth0's custom-text API.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use ringfence_store::Texts;

use crate::boot::House;
use crate::cli::output::say;
use crate::flow::administer;
use crate::flow::custom_text;

#[derive(Debug, Args)]
pub(in crate::cli) struct TextsOptions {
    name: String,
    /// Such as login, mfa-sms or common
    prompt: String,
    /// Such as en or pt-BR
    language: String,
    /// JSON, `{ "<screen>": { "<key>": "text" } }`, from a file or, as `-`, from standard input; replaces what is there
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Takes the texts away
    #[arg(long, conflicts_with = "file")]
    clear: bool,
}

pub(super) async fn run(house: &House, options: TextsOptions) -> anyhow::Result<()> {
    let app = &house.app;
    let tenant = administer::tenant_named(&app.store, &options.name).await?;
    let new = match &options.file {
        Some(file) => Some(read(file)?),
        None => options.clear.then(Texts::new),
    };
    if let Some(texts) = new {
        custom_text::put(app, &tenant.id, &options.prompt, &options.language, texts).await?;
        say("Saved.");
        return Ok(());
    }
    let kept = custom_text::get(app, &tenant.id, &options.prompt, &options.language).await?;
    say(serde_json::to_string_pretty(&kept)?);
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Texts> {
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("the texts are read from standard input")?;
        text
    } else {
        std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?
    };
    serde_json::from_str(&text).context("the texts must be JSON of the form { \"<screen>\": { \"<key>\": \"text\" } }")
}
