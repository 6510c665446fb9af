//! Bodies in which an absent field leaves things as they are and `null` takes away what was set.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "patch::present")] field: Option<Option<T>>`: absent is `None`, `null` is `Some(None)`.
pub(super) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}
