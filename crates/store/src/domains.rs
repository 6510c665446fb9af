//! The names under which tenants are reached.

use ringfence_core::id::TenantId;
use ringfence_core::tenant::Domain;

use crate::driver::{Row, params, statements};
use crate::{StoreError, Tx};

statements! {
    DOMAIN_INSERT = "INSERT INTO domains (host, tenant_id, issuer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    DOMAIN_FIND = "SELECT tenant_id, host, issuer FROM domains WHERE host = $1";
    DOMAIN_LIST = "SELECT host, issuer FROM domains WHERE tenant_id = $1 ORDER BY host";
}

impl Tx<'_> {
    /// False when the host belongs to a tenant already.
    pub async fn domain_insert(&mut self, tenant: &TenantId, domain: &Domain) -> Result<bool, StoreError> {
        Ok(self.exec(&DOMAIN_INSERT, params![&domain.host, tenant, &domain.issuer]).await? == 1)
    }

    /// The one finder that does not know its tenant yet, because it is how a request learns it.
    pub async fn domain_find(&mut self, host: &str) -> Result<Option<(TenantId, Domain)>, StoreError> {
        let row = self.row(&DOMAIN_FIND, params![host]).await?;
        row.map(|mut row| Ok((row.take()?, read_domain(row)?))).transpose()
    }

    pub async fn domain_list(&mut self, tenant: &TenantId) -> Result<Vec<Domain>, StoreError> {
        self.rows(&DOMAIN_LIST, params![tenant]).await?.into_iter().map(read_domain).collect()
    }
}

fn read_domain(mut row: Row) -> Result<Domain, StoreError> {
    Ok(Domain { host: row.take()?, issuer: row.take()? })
}
