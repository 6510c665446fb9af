//! A tenant's own words, by prompt and language, as Auth0's custom-text API keeps them.

use std::collections::BTreeMap;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::TenantId;

use crate::driver::{params, statements};
use crate::seal::json;
use crate::{StoreError, Tx};

statements! {
    CUSTOM_TEXT_UPSERT = "INSERT INTO custom_texts (tenant_id, prompt, language, body, updated_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, prompt, language) DO UPDATE SET body = $4, updated_at = $5";
    CUSTOM_TEXT_DELETE = "DELETE FROM custom_texts WHERE tenant_id = $1 AND prompt = $2 AND language = $3";
    CUSTOM_TEXT_LIST = "SELECT prompt, language, body FROM custom_texts WHERE tenant_id = $1 ORDER BY prompt, language";
}

/// Screen, key, text.
pub type Texts = BTreeMap<String, BTreeMap<String, String>>;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CustomText {
    pub prompt: String,
    pub language: String,
    pub texts: Texts,
}

impl Tx<'_> {
    /// Replaces everything for that prompt and language; nothing at all takes it away.
    pub async fn custom_text_put(&mut self, tenant: &TenantId, new: &CustomText, now: Timestamp) -> Result<(), StoreError> {
        let (prompt, language) = (new.prompt.as_str(), new.language.as_str());
        if new.texts.is_empty() {
            return self.exec(&CUSTOM_TEXT_DELETE, params![tenant, prompt, language]).await.map(drop);
        }
        let body = json(&new.texts)?;
        self.exec(&CUSTOM_TEXT_UPSERT, params![tenant, prompt, language, &body, now]).await.map(drop)
    }

    pub async fn custom_text_list(&mut self, tenant: &TenantId) -> Result<Vec<CustomText>, StoreError> {
        let rows = self.rows(&CUSTOM_TEXT_LIST, params![tenant]).await?;
        let read = |mut row: crate::driver::Row| Ok(CustomText { prompt: row.take()?, language: row.take()?, texts: row.take_json()? });
        rows.into_iter().map(read).collect()
    }
}
