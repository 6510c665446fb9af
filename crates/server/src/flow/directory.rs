//! Which tenant answers to a name, and which clients it knows: read on every request, so kept at hand.
//!
//! What was read is believed for one second; a change made by this process is seen at once
//! ([`Directory::forget`]), one made by another within that second.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use ringfence_core::client::Client;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::{ClientId, KeyId, TenantId};
use ringfence_core::tenant::Domain;
use ringfence_core::token::SigningKey;
use ringfence_store::{Store, StoreError, Tx};

use crate::ctx::TenantView;
use crate::flow::error::FlowError;
use crate::texts::CustomTexts;

const BELIEVED_FOR: Duration = Duration::from_secs(1);
/// Entries kept per table; hostile hosts and client ids are never remembered, only known ones.
const CAPACITY: usize = 10_000;

/// A client's id is unique within its tenant.
type ClientKey = (TenantId, ClientId);

struct Dated<T> {
    value: T,
    read_at: Timestamp,
}

#[derive(Default)]
pub struct Directory {
    hosts: Mutex<HashMap<String, Dated<(TenantId, Domain)>>>,
    views: Mutex<HashMap<TenantId, Dated<Arc<TenantView>>>>,
    clients: Mutex<HashMap<ClientKey, Dated<Arc<Client>>>>,
    /// Parsing a key costs more than a signature's tenth; a key never changes.
    signing_keys: Mutex<HashMap<KeyId, Arc<SigningKey>>>,
}

impl Directory {
    /// `None` when no tenant answers to this `Host`.
    pub async fn tenant(&self, store: &Store, host: &str, now: Timestamp) -> Result<Option<(Arc<TenantView>, Domain)>, FlowError> {
        if let Some((id, domain)) = fresh(&self.hosts, host, now) {
            return Ok(Some((self.view(store, &id, now).await?, domain)));
        }
        let name = host.to_owned();
        let found = store.read(async move |tx: &mut Tx<'_>| tx.domain_find(&name).await).await?;
        let Some((id, domain)) = found else { return Ok(None) };
        remember(&self.hosts, host.to_owned(), (id.clone(), domain.clone()), now);
        Ok(Some((self.view(store, &id, now).await?, domain)))
    }

    /// A tenant as every request and every delivery sees it.
    pub async fn view(&self, store: &Store, id: &TenantId, now: Timestamp) -> Result<Arc<TenantView>, FlowError> {
        if let Some(known) = fresh(&self.views, id, now) {
            return Ok(known);
        }
        let view = Arc::new(self.read_view(store, id, now).await?);
        remember(&self.views, id.clone(), view.clone(), now);
        Ok(view)
    }

    async fn read_view(&self, store: &Store, id: &TenantId, now: Timestamp) -> Result<TenantView, FlowError> {
        let tenant_id = id.clone();
        let (tenant, domains, keys, connections, own_texts) = store
            .read(async move |tx: &mut Tx<'_>| {
                let tenant = tx.tenant_find(&tenant_id).await?;
                let domains = tx.domain_list(&tenant_id).await?;
                let keys = tx.signing_key_list(&tenant_id).await?;
                let connections = tx.connection_list(&tenant_id).await?;
                let own_texts = tx.custom_text_list(&tenant_id).await?;
                Ok::<_, StoreError>((tenant, domains, keys, connections, own_texts))
            })
            .await?;
        let tenant = tenant.ok_or(FlowError::NotFound("tenant"))?;
        let mut keys = keys;
        // The youngest active key signs; one that is not active yet is already published, so that every
        // verifier knows it by then.
        keys.sort_by_key(|key| (key.activates_at > now, std::cmp::Reverse(key.activates_at)));
        let mut signing_keys = Vec::with_capacity(keys.len());
        for key in &keys {
            let known = self.signing_keys.lock().get(&key.id).cloned();
            let parsed = match known {
                Some(parsed) => parsed,
                None => {
                    let parsed =
                        SigningKey::from_pkcs8(key.id.clone(), &key.pkcs8).map_err(|_| FlowError::NotFound("readable signing key"))?;
                    let parsed = Arc::new(parsed);
                    self.signing_keys.lock().insert(key.id.clone(), parsed.clone());
                    parsed
                }
            };
            signing_keys.push(parsed);
        }
        if signing_keys.is_empty() {
            return Err(FlowError::NotFound("signing key"));
        }
        let mut custom_texts: HashMap<String, CustomTexts> = HashMap::new();
        for own in own_texts {
            custom_texts.entry(own.language).or_default().extend(own.texts);
        }
        let custom_texts = custom_texts.into_iter().map(|(language, texts)| (language, Arc::new(texts))).collect();
        Ok(TenantView { tenant, domains, signing_keys, connections, custom_texts })
    }

    pub async fn client(&self, store: &Store, tenant: &TenantId, id: &ClientId, now: Timestamp) -> Result<Option<Arc<Client>>, FlowError> {
        let key = (tenant.clone(), id.clone());
        if let Some(known) = fresh(&self.clients, &key, now) {
            return Ok(Some(known));
        }
        let (tenant, id) = key.clone();
        let found = store.read(async move |tx: &mut Tx<'_>| tx.client_find(&tenant, &id).await).await?;
        let found = found.map(Arc::new);
        if let Some(client) = &found {
            remember(&self.clients, key, client.clone(), now);
        }
        Ok(found)
    }

    /// After a change of this process, so that its next request sees it.
    pub fn forget(&self) {
        self.hosts.lock().clear();
        self.views.lock().clear();
        self.clients.lock().clear();
    }
}

fn fresh<K, Q, T>(table: &Mutex<HashMap<K, Dated<T>>>, key: &Q, now: Timestamp) -> Option<T>
where
    K: std::borrow::Borrow<Q> + Eq + std::hash::Hash,
    Q: Eq + std::hash::Hash + ?Sized,
    T: Clone,
{
    let table = table.lock();
    let dated = table.get(key)?;
    (now.since(dated.read_at) < BELIEVED_FOR).then(|| dated.value.clone())
}

fn remember<K: Eq + std::hash::Hash, T>(table: &Mutex<HashMap<K, Dated<T>>>, key: K, value: T, now: Timestamp) {
    let mut table = table.lock();
    if table.len() >= CAPACITY {
        table.clear();
    }
    table.insert(key, Dated { value, read_at: now });
}
