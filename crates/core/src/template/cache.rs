//! Parsed templates by their source: the same two are rendered thousands of times a second.
//!
//! Two generations: what is asked for moves into the young one; when that is full it becomes the old
//! one, and what was in the old one and never asked for is gone. No clock and no list to keep in order.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::{Parsed, TemplateError};

/// Of one generation. A parsed template takes a few tens of times its source's length.
const MAX_ENTRIES: usize = 256;
const MAX_SOURCE_BYTES: usize = 256 * 1024;

#[derive(Default)]
struct Cache {
    young: HashMap<Arc<str>, Arc<Parsed>>,
    young_bytes: usize,
    old: HashMap<Arc<str>, Arc<Parsed>>,
}

static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

/// Parses outside the lock: two may do the same work at once, nobody waits for a stranger's template.
/// A template that does not parse is not kept; it was refused when it was to be saved.
pub(super) fn get_or_parse(source: &str, parse: impl FnOnce() -> Result<Arc<Parsed>, TemplateError>) -> Result<Arc<Parsed>, TemplateError> {
    if let Some(parsed) = with(|cache| cache.get(source)) {
        return Ok(parsed);
    }
    let parsed = parse()?;
    with(|cache| cache.insert(Arc::from(source), Arc::clone(&parsed)));
    Ok(parsed)
}

/// Nothing inside can panic half-way, so a poisoned lock holds a sound cache.
fn with<T>(work: impl FnOnce(&mut Cache) -> T) -> T {
    work(&mut CACHE.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Cache {
    fn get(&mut self, source: &str) -> Option<Arc<Parsed>> {
        if let Some(parsed) = self.young.get(source) {
            return Some(Arc::clone(parsed));
        }
        let (key, parsed) = self.old.remove_entry(source)?;
        self.insert(key, Arc::clone(&parsed));
        Some(parsed)
    }

    fn insert(&mut self, source: Arc<str>, parsed: Arc<Parsed>) {
        if self.young.len() >= MAX_ENTRIES || self.young_bytes + source.len() > MAX_SOURCE_BYTES {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += source.len();
        self.young.insert(source, parsed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed() -> Arc<Parsed> {
        Arc::new(Parsed { template: liquid_core::Template::new(Vec::new()), turn: 1 })
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let mut cache = Cache::default();
        cache.insert("used".into(), parsed());
        cache.insert("forgotten".into(), parsed());
        for nth in 0..10 * MAX_ENTRIES {
            cache.insert(format!("passing {nth}").into(), parsed());
            assert!(cache.get("used").is_some(), "{nth}");
            assert!(cache.young.len() + cache.old.len() <= 2 * MAX_ENTRIES);
        }
        assert!(cache.get("forgotten").is_none());
    }

    #[test]
    fn long_sources_are_fewer() {
        let mut cache = Cache::default();
        for nth in 0..100 {
            cache.insert(format!("{nth}{}", "x".repeat(20_000)).into(), parsed());
            assert!(cache.young.len() <= 13, "{nth}");
        }
    }
}
