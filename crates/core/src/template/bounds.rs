//! How much a template may be, and what is refused before a parser sees it.

use super::TemplateError;

/// Characters; Auth0 names no limit, a message has 1,600.
pub(super) const MAX_SOURCE: usize = 20_000;
/// Characters, as rendered.
pub(super) const MAX_OUTPUT: usize = 4_096;
/// Of any one value, in bytes: as many as the longest output may take.
pub(super) const MAX_VALUE: usize = 4 * MAX_OUTPUT;
/// Blocks inside blocks. Parsing, rendering and dropping them recurse.
pub(super) const MAX_DEPTH: u32 = 16;

pub(super) const OUTPUT_TOO_LONG: &str = "The message is longer than 4,096 characters.";
pub(super) const VALUE_TOO_LARGE: &str = "A value grows too large.";
pub(super) const NUMBER_TOO_LARGE: &str = "A number is too large.";
pub(super) const TOO_MUCH_WORK: &str = "The template runs too long.";
pub(super) const TOO_DEEP: &str = "Blocks are nested too deeply.";
const SOURCE_TOO_LONG: &str = "The template is longer than 20,000 characters.";
const TOO_MANY_TAGS: &str = "The template has too many tags.";
const TOO_MANY_BRANCHES: &str = "The template has too many branches.";
const TOO_MANY_CONDITIONS: &str = "The template has too many conditions.";
const TOO_MANY_BRACKETS: &str = "The template has too many square brackets.";
const TOO_MANY_SPACES: &str = "The template has too many spaces in a row.";
const TOO_MANY_DIGITS: &str = "A number has too many digits.";

/// Each limit is far above what a message in eighty languages needs, counts plain text too, and so
/// cannot be talked around with quotes; each names what it protects from.
pub(super) fn inspect(source: &str) -> Result<(), TemplateError> {
    let count = |needle: &str| source.matches(needle).count();
    let refused = if source.len() > 4 * MAX_SOURCE || source.chars().count() > MAX_SOURCE {
        SOURCE_TOO_LONG
    // The parser tries anew at each opening, at worst up to the end of the text.
    } else if count("{%") + count("{{") > 1_000 {
        TOO_MANY_TAGS
    // Each branch is parsed inside the one before it.
    } else if count("elsif") > 100 {
        TOO_MANY_BRANCHES
    // `a or b or c` is a tree as deep as it is long.
    } else if count("or") + count("and") > 1_000 {
        TOO_MANY_CONDITIONS
    // `a[a[a[…` recurses in the parser.
    } else if count("[") > 50 {
        TOO_MANY_BRACKETS
    // The parser looks for a tag behind each space, past all that follow.
    } else if longest_run(source, |byte| matches!(byte, b' ' | b'\n' | b'\r')) > 60 {
        TOO_MANY_SPACES
    // The parser takes for granted that an integer fits 64 bits.
    } else if longest_run(source, |byte| byte.is_ascii_digit()) > 18 {
        TOO_MANY_DIGITS
    } else {
        return Ok(());
    };
    Err(TemplateError::Unbounded(refused))
}

fn longest_run(source: &str, is_counted: impl Fn(u8) -> bool) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in source.bytes() {
        run = if is_counted(byte) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
