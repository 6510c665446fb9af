//! What a signal does to a running process: SIGHUP reads files again, SIGUSR1 and SIGUSR2 do nothing.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::harness::{Install, Process, free_port};

/// A certificate for 127.0.0.1 that signs itself, and its key; answers the certificate.
fn certificate(folder: &Path) -> Vec<u8> {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    std::fs::write(folder.join("tls.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("tls.key"), made.signing_key.serialize_pem()).unwrap();
    made.cert.der().to_vec()
}

fn configure(install: &Install, more: &str) {
    let text = format!("[log]\n{more}\n");
    std::fs::write(install.folder.path().join("ringfence.toml"), text).unwrap();
}

/// The certificate that is shown.
async fn shown(port: u16) -> Vec<u8> {
    ringfence::boot::install_crypto();
    #[derive(Debug)]
    struct Anybody;
    impl rustls::client::danger::ServerCertVerifier for Anybody {
        fn verify_server_cert(
            &self,
            _: &rustls::pki_types::CertificateDer<'_>,
            _: &[rustls::pki_types::CertificateDer<'_>],
            _: &rustls::pki_types::ServerName<'_>,
            _: &[u8],
            _: rustls::pki_types::UnixTime,
        ) -> Result<rustls::client::danger::ServerCertVerified, rustls::Error> {
            Ok(rustls::client::danger::ServerCertVerified::assertion())
        }
        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &rustls::pki_types::CertificateDer<'_>,
            _: &rustls::DigitallySignedStruct,
        ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
            Ok(rustls::client::danger::HandshakeSignatureValid::assertion())
        }
        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &rustls::pki_types::CertificateDer<'_>,
            _: &rustls::DigitallySignedStruct,
        ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
            Ok(rustls::client::danger::HandshakeSignatureValid::assertion())
        }
        fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
            vec![rustls::SignatureScheme::ECDSA_NISTP256_SHA256, rustls::SignatureScheme::ED25519, rustls::SignatureScheme::RSA_PSS_SHA256]
        }
    }
    let builder = rustls::ClientConfig::builder().dangerous().with_custom_certificate_verifier(Arc::new(Anybody));
    let connector = tokio_rustls::TlsConnector::from(Arc::new(builder.with_no_client_auth()));
    let stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let stream = connector.connect("127.0.0.1".try_into().unwrap(), stream).await.unwrap();
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

async fn still_lives(install: &Install, server: &mut Process) {
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.until_it_answers(install.port).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sighup_takes_new_files_and_keeps_the_old_ones_where_they_are_bad() {
    let install = Install::on_sqlite();
    let tls = free_port();
    let folder = install.folder.path().to_owned();
    let first = certificate(&folder);
    let install = install
        .set("SERVER__TLS_LISTEN", &format!("127.0.0.1:{tls}"))
        .set("SERVER__TLS_CERTIFICATE", "tls.pem")
        .set("SERVER__TLS_KEY", "tls.key");
    configure(&install, "filter = \"info\"");
    install.ok(&["migrate"]).await;
    let mut server = install.start(&["--config", "ringfence.toml", "serve"]);
    server.until_it_answers(tls).await;
    assert_eq!(shown(tls).await, first);

    let second = certificate(&folder);
    configure(&install, "filter = \"info,ringfence=debug\"");
    server.signal("HUP");
    server.until_it_says("reloaded: the certificate and the log's filter are those of the files").await;
    assert_eq!(shown(tls).await, second);

    // Neither half of a bad pair is taken, nor what stands beside it.
    std::fs::write(folder.join("tls.pem"), "no certificate").unwrap();
    configure(&install, "filter = \"error\"");
    server.signal("HUP");
    server.until_it_says("nothing is reloaded: what was read before stays in use").await;
    assert_eq!(shown(tls).await, second);
    configure(&install, "filtre = \"error\"");
    server.signal("HUP");
    server.until_it_says("filtre").await;

    // What needs a restart is named.
    let third = certificate(&folder);
    configure(&install, "filter = \"info\"\n[limits]\nwrong_codes = 3");
    server.signal("HUP");
    server.until_it_says("limits").await;
    assert_eq!(shown(tls).await, third);
    still_lives(&install, &mut server).await;
    assert!(server.stop().await.contains("terminated"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_other_signal_ends_it_without_a_word() {
    let install = Install::on_sqlite();
    install.ok(&["migrate"]).await;
    let mut server = install.serve().await;
    let worker = install.start(&["worker"]);
    worker.until_it_says("ringfence sends").await;
    for name in ["USR1", "USR2"] {
        server.signal(name);
        worker.signal(name);
        server.until_it_says(&format!("SIG{name} means nothing here and is ignored")).await;
        worker.until_it_says(&format!("SIG{name} means nothing here and is ignored")).await;
    }
    worker.signal("HUP");
    worker.until_it_says("reloaded").await;
    still_lives(&install, &mut server).await;
    worker.stop().await;
    server.stop().await;
}
