//! The tenant's own words: Liquid templates, rendered with a code inside the sending path.
//!
//! Whoever writes one is trusted with a tenant, not with this process: no template panics, runs long or
//! grows large, whatever it says. Four fences see to it: [`inspect`](bounds::inspect) refuses what a parser
//! would choke on, [`blocks`] and [`loops`] bound nesting and repetition, [`filters`] bound values, and
//! [`meter`] pays for every step from one purse. Start at [`render`].

mod blocks;
mod bounds;
mod cache;
mod filters;
mod language;
mod loops;
mod meter;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use liquid_core::model::{Object, Value};
use liquid_core::runtime::RuntimeBuilder;
use liquid_core::{Renderable, Runtime, Template};

use crate::delivery::Channel;
use meter::{BoundedText, Fuel, Lenient};

/// Auth0's defaults (Management API, `PUT /guardian/factors/phone/templates`).
pub const DEFAULT_ENROLLMENT: &str =
    "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.";
pub const DEFAULT_VERIFICATION: &str = "{{code}} is your verification code for {{tenant.friendly_name}}";
/// Auth0 publishes none for the factor; these are the words of its tenant-level phone templates.
pub const DEFAULT_VOICE: &str = "Hello. Your verification code for {{ tenant.friendly_name }} is {{ pause }} {{ code }}. \
     I repeat, your verification code is {{ pause }} {{ code }}";

/// What `{{ pause }}` leaves in a voice text; a private character, so no language uses it.
pub const PAUSE: char = '\u{E000}';

/// What a template may ask for. Anything else is empty, as Liquid has it.
#[derive(Clone, Copy)]
pub struct TemplateVars<'a> {
    pub message_type: Channel,
    /// Plain digits; a voice text gets them dotted, so that each is read by itself.
    pub code: &'a str,
    pub locale: &'a str,
    pub request_lang: &'a str,
    pub friendly_name: &'a str,
    pub custom_domain: &'a str,
    pub application: &'a str,
    pub support_email: &'a str,
    pub support_url: &'a str,
}

/// Its words stand in Auth0's answer to a template that is refused. They quote the template, never a value.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("{0}")]
    Syntax(String),
    #[error("{0}")]
    Rendering(String),
    /// More than a message needs.
    #[error("{0}")]
    Unbounded(&'static str),
}

/// Parsed once, rendered often.
struct Parsed {
    template: Template,
    /// What one turn of a loop costs: a longer template does more in each.
    turn: u64,
}

/// Whether a template may be saved: it parses, and renders as a text and as a call, with and without
/// values. A code need not appear in it: Auth0 does not ask for that either.
pub fn check(source: &str) -> Result<(), TemplateError> {
    guarded(|| {
        let parsed = parse(source)?;
        for message_type in [Channel::Sms, Channel::Voice] {
            let full = TemplateVars {
                message_type,
                code: "123456",
                locale: "en",
                request_lang: "en-GB,en;q=0.9",
                friendly_name: "Example",
                custom_domain: "id.example.com",
                application: "Example",
                support_email: "help@example.com",
                support_url: "https://example.com/help",
            };
            let bare = TemplateVars {
                locale: "",
                request_lang: "",
                friendly_name: "",
                custom_domain: "",
                application: "",
                support_email: "",
                support_url: "",
                ..full
            };
            run(&parsed, &full)?;
            run(&parsed, &bare)?;
        }
        Ok(())
    })
}

/// The text of a message, at most [`bounds::MAX_OUTPUT`] characters.
pub fn render(source: &str, vars: &TemplateVars<'_>) -> Result<String, TemplateError> {
    guarded(|| run(&*cache::get_or_parse(source, || parse(source).map(Arc::new))?, vars))
}

/// The fences leave no known way to panic; should the parser's own depths still hold one, it costs a
/// message and not the process.
fn guarded<T>(work: impl FnOnce() -> Result<T, TemplateError>) -> Result<T, TemplateError> {
    let unreadable = |_| Err(TemplateError::Syntax("The template cannot be read.".to_owned()));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(unreadable)
}

fn parse(source: &str) -> Result<Parsed, TemplateError> {
    bounds::inspect(source)?;
    let elements = liquid_core::parser::parse(source, &language::LANGUAGE).map_err(|refused| TemplateError::Syntax(in_a_line(&refused)))?;
    let turn = 1 + u64::try_from(source.len() / 16).unwrap_or(u64::MAX);
    Ok(Parsed { template: Template::new(elements), turn })
}

fn run(parsed: &Parsed, vars: &TemplateVars<'_>) -> Result<String, TemplateError> {
    let globals = globals(vars);
    let runtime = Lenient(RuntimeBuilder::new().set_globals(&globals).build());
    *runtime.registers().get_mut::<Fuel>() = Fuel::full(parsed.turn);
    let mut text = BoundedText::default();
    let rendered = parsed.template.render_to(&mut text, &runtime);
    if text.overflowed() {
        return Err(TemplateError::Unbounded(bounds::OUTPUT_TOO_LONG));
    }
    // A spent purse may show in nothing but wrong answers: conditions have no other way to fail.
    if runtime.registers().get_mut::<Fuel>().is_spent() {
        return Err(TemplateError::Unbounded(bounds::TOO_MUCH_WORK));
    }
    rendered.map_err(|failed| TemplateError::Rendering(in_a_line(&failed)))?;
    Ok(text.into_string())
}

fn globals(vars: &TemplateVars<'_>) -> Object {
    let (code, pause) = match vars.message_type {
        Channel::Sms => (vars.code.to_owned(), String::new()),
        Channel::Voice => (dotted(vars.code), PAUSE.to_string()),
    };
    let text = |value: &str| Value::scalar(without_pause(value).into_owned());
    let record =
        |fields: &[(&'static str, Value)]| Value::Object(fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect());
    [
        ("message_type", Value::scalar(vars.message_type.as_str())),
        ("code", Value::scalar(code)),
        ("pause", Value::scalar(pause)),
        ("locale", text(vars.locale)),
        ("requestInfo", record(&[("lang", text(vars.request_lang))])),
        ("tenant", record(&[("friendly_name", text(vars.friendly_name)), ("friendlyName", text(vars.friendly_name))])),
        // As the tenant-level phone templates of `/branding/phone` call them.
        ("friendly_name", text(vars.friendly_name)),
        ("application", record(&[("name", text(vars.application))])),
        ("support_email", text(vars.support_email)),
        ("support_url", text(vars.support_url)),
        ("custom_domain", record(&[("domain", text(vars.custom_domain)), ("domain_metadata", record(&[]))])),
    ]
    .into_iter()
    .map(|(name, value)| (name.into(), value))
    .collect()
}

/// `1.2.3.4.5.6`
fn dotted(code: &str) -> String {
    let mut dotted = String::with_capacity(2 * code.len());
    for digit in code.chars() {
        if !dotted.is_empty() {
            dotted.push('.');
        }
        dotted.push(digit);
    }
    dotted
}

/// Only `{{ pause }}` makes one; neither a header nor a tenant's name does.
fn without_pause(value: &str) -> Cow<'_, str> {
    if value.contains(PAUSE) { Cow::Owned(value.replace(PAUSE, "")) } else { Cow::Borrowed(value) }
}

/// Liquid reports over many lines, with a drawing of the place and the values around it; what fits an
/// API's error, and betrays nothing, is what was wrong and where.
fn in_a_line(error: &liquid_core::Error) -> String {
    let report = error.to_string();
    let report = report.strip_prefix("liquid: ").unwrap_or(&report);
    let mut words = Vec::new();
    for line in report.lines().map(str::trim) {
        if let Some(place) = line.strip_prefix("--> ") {
            words.push(format!("at line {}", place.replacen(':', ", column ", 1)));
        } else if let Some(reason) = line.strip_prefix("= ") {
            words.push(reason.to_owned());
        } else if let Some(name) = line.strip_prefix("requested filter=") {
            words.push(name.to_owned());
        } else if words.is_empty() {
            words.push(line.to_owned());
        }
    }
    words.join(": ").chars().take(300).collect()
}

#[cfg(test)]
mod tests;
