//! The certificate authority that `ringfence dev` makes for itself, since every Auth0 SDK insists on https.
//!
//! Its key never leaves the data folder; a client trusts `ca.pem` by name (NODE_EXTRA_CA_CERTS,
//! REQUESTS_CA_BUNDLE, SSL_CERT_FILE).

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose};

pub(super) struct LocalCa {
    pub(super) ca_file: PathBuf,
    pub(super) chain: Vec<u8>,
    pub(super) key: Vec<u8>,
}

/// The authority and certificate in `folder`, made at the first start.
pub(super) fn open(folder: &Path) -> anyhow::Result<LocalCa> {
    let file = |name: &str| folder.join(name);
    let (ca_file, chain_file, key_file) = (file("ca.pem"), file("tls.pem"), file("tls.key"));
    if !(ca_file.exists() && chain_file.exists() && key_file.exists()) {
        make(&ca_file, &file("ca.key"), &chain_file, &key_file).context("the local certificate authority cannot be made")?;
    }
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    Ok(LocalCa { chain: read(&chain_file)?, key: read(&key_file)?, ca_file })
}

fn make(ca_file: &Path, ca_key_file: &Path, chain_file: &Path, key_file: &Path) -> anyhow::Result<()> {
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.distinguished_name.push(DnType::CommonName, "Ringfence local development CA");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let ca_key = KeyPair::generate()?;
    let ca = authority.self_signed(&ca_key)?;

    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let mut server = CertificateParams::new(names.to_vec())?;
    server.distinguished_name.push(DnType::CommonName, "Ringfence");
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.insert_extended_key_usage(ExtendedKeyUsagePurpose::ServerAuth);
    server.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let certificate = server.signed_by(&key, &Issuer::from_params(&authority, &ca_key))?;

    write_private(ca_key_file, ca_key.serialize_pem().as_bytes())?;
    write_private(key_file, key.serialize_pem().as_bytes())?;
    fs::write(chain_file, certificate.pem())?;
    fs::write(ca_file, ca.pem())?;
    Ok(())
}

/// Readable by its owner alone, from the first byte on.
pub(super) fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let new = path.with_extension("new");
    drop(fs::remove_file(&new));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path).with_context(|| format!("{} cannot be written", path.display()))
}
