//! What configuration tools send and expect back although it means nothing here: kept whole, within a bound.

use serde_json::{Map, Value};

/// Of what is kept with one record, as JSON. It is read whenever the record is.
pub const MOST_BYTES: usize = 32 * 1024;

pub fn fits(parts: &[&Map<String, Value>]) -> bool {
    let length = |part: &&Map<String, Value>| serde_json::to_vec(part).map_or(MOST_BYTES + 1, |text| text.len());
    parts.iter().map(length).sum::<usize>() <= MOST_BYTES
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn together_they_have_one_bound() {
        let of = |length: usize| Map::from_iter([("a".to_owned(), json!("x".repeat(length)))]);
        // Six for its name and two for the quotes.
        assert!(fits(&[&of(MOST_BYTES - 8)]) && !fits(&[&of(MOST_BYTES - 7)]));
        assert!(fits(&[&of(MOST_BYTES / 2 - 8), &of(MOST_BYTES / 2 - 8)]) && !fits(&[&of(MOST_BYTES / 2), &of(MOST_BYTES / 2)]));
    }
}
