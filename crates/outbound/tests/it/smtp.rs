//! Mail by SMTP, against a server that says what each test wants.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use ringfence_core::clock::Timestamp;
use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::id::{MailId, TenantId};
use ringfence_core::mail::Mail;
use ringfence_core::secret::Secret;
use ringfence_outbound::mail::smtp::SmtpSettingsError;
use ringfence_outbound::mail::{Mailer, OutgoingMail, Smtp, SmtpSettings};
use ringfence_outbound::{FORBIDDEN, Reach};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

const PASSWORD: &str = "p@ss word";

/// What a client said, line by line.
type Heard = Arc<Mutex<Vec<String>>>;

/// A mail server with a script: an answer of its own to a verb, else the friendly one.
#[derive(Clone, Default)]
struct Script {
    answers: Vec<(&'static str, &'static str)>,
    extensions: Vec<&'static str>,
    tls: Option<Arc<rustls::ServerConfig>>,
    wraps: bool,
    /// Says nothing at all after this verb.
    hangs_after: Option<&'static str>,
}

struct Server {
    port: u16,
    heard: Heard,
}

impl Script {
    async fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let (port, heard) = (listener.local_addr().expect("bound").port(), Heard::default());
        let inner = heard.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(self.clone().converse(socket, inner.clone()));
            }
        });
        Server { port, heard }
    }

    async fn converse(self, socket: TcpStream, heard: Heard) {
        let acceptor = self.tls.clone().map(TlsAcceptor::from);
        if self.wraps {
            let Ok(stream) = acceptor.expect("a script with TLS").accept(socket).await else { return };
            self.speak(stream, &heard, true).await;
            return;
        }
        if let Some(socket) = self.speak(socket, &heard, true).await {
            let Ok(stream) = acceptor.expect("a script with TLS").accept(socket).await else { return };
            self.speak(stream, &heard, false).await;
        }
    }

    /// Until the client leaves, or asks for TLS: then its stream comes back.
    async fn speak<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S, heard: &Heard, greets: bool) -> Option<S> {
        let mut stream = BufReader::new(stream);
        if greets {
            stream.write_all(b"220 mail.example.test\r\n").await.ok()?;
        }
        let (mut line, mut in_data) = (String::new(), false);
        loop {
            line.clear();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let said = line.trim_end().to_owned();
            heard.lock().push(said.clone());
            if in_data && said != "." {
                continue;
            }
            let verb = if in_data { "." } else { said.split([' ', ':']).next().unwrap_or_default() }.to_owned();
            if self.hangs_after == Some(&*verb) {
                std::future::pending::<()>().await;
            }
            let own = self.answers.iter().find(|(known, _)| *known == verb).map(|(_, answer)| (*answer).to_owned());
            let is_refused = own.is_some();
            let answer = own.unwrap_or_else(|| self.friendly(&verb));
            stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
            stream.flush().await.ok()?;
            in_data = verb == "DATA" && !is_refused;
            if verb == "STARTTLS" && !is_refused {
                return Some(stream.into_inner());
            }
        }
    }

    fn friendly(&self, verb: &str) -> String {
        match verb {
            "EHLO" => {
                let lines = ["mail.example.test", "8BITMIME"].into_iter().chain(self.extensions.iter().copied());
                let lines: Vec<&str> = lines.collect();
                let last = lines.len() - 1;
                let put = |(place, line): (usize, &&str)| format!("250{}{line}", if place == last { ' ' } else { '-' });
                lines.iter().enumerate().map(put).collect::<Vec<_>>().join("\r\n")
            }
            "STARTTLS" => "220 go ahead".to_owned(),
            "AUTH" => "235 welcome".to_owned(),
            "DATA" => "354 go on".to_owned(),
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        }
    }
}

impl Server {
    fn heard(&self) -> Vec<String> {
        self.heard.lock().clone()
    }

    fn said(&self, beginning: &str) -> bool {
        self.heard().iter().any(|line| line.starts_with(beginning))
    }
}

fn settings(url: String, authority: Option<String>) -> SmtpSettings {
    let (from, timeout) = ("no-reply@ringfence.test".to_owned(), Duration::from_millis(800));
    SmtpSettings { url: Secret::new(url), from, authority, timeout, reach: Reach::Loopback }
}

fn plain(server: &Server) -> Smtp {
    Smtp::open(&settings(format!("smtp://127.0.0.1:{}?tls=none", server.port), None)).expect("valid settings")
}

fn mail(text: &str) -> Mail {
    Mail::new("ada@example.com", "Numéro retiré", text, "Démo & Co", "fr").expect("an address")
}

async fn send(smtp: &Smtp, mail: &Mail) -> Result<(), Failure> {
    let (tenant, id) = (TenantId::new("ten_one"), MailId::new("mai_one"));
    smtp.send(&OutgoingMail { tenant: &tenant, id: &id, mail, written_at: Timestamp::from_secs(1_764_000_000) }).await
}

async fn failed(script: Script) -> Failure {
    let server = script.serve().await;
    send(&plain(&server), &mail("Bonjour")).await.expect_err("refused")
}

/// A server's certificate for this machine, and its authority's PEM.
fn certificate() -> (Arc<rustls::ServerConfig>, String) {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).expect("a name");
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a certificate and its key");
    (Arc::new(config), cert.pem())
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let server = Script::default().serve().await;
    send(&plain(&server), &mail("Bonjour é\n.\nfin")).await.unwrap();
    let heard = server.heard();
    for line in [
        "EHLO ringfence.test",
        "From: =?utf-8?b?RMOpbW8gJiBDbw==?= <no-reply@ringfence.test>",
        "To: ada@example.com",
        "Subject: =?utf-8?b?TnVtw6lybyByZXRpcsOp?=",
        "Date: Mon, 24 Nov 2025 16:00:00 +0000",
        "Message-ID: <mai_one@ringfence.test>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        // A line that is a dot alone would end the mail.
        "..",
    ] {
        assert!(heard.iter().any(|known| known == line), "no {line:?} in {heard:#?}");
    }
    assert!(server.said("MAIL FROM:<no-reply@ringfence.test>") && server.said("RCPT TO:<ada@example.com>"));
}

#[tokio::test]
async fn a_refusal_is_for_good_and_a_delay_is_not() {
    use FailureClass as C;
    for (verb, answer, class, code) in [
        ("RCPT", "550 5.1.1 <ada@example.com>: no such mailbox", C::Recipient, "550"),
        ("MAIL", "553 5.7.1 not your address", C::Recipient, "553"),
        (".", "554 5.6.0 spam", C::Recipient, "554"),
        ("RCPT", "450 4.2.0 <ada@example.com>: greylisted", C::Transient, "450"),
        ("MAIL", "421 4.3.2 closing", C::Transient, "421"),
        (".", "452 4.3.1 full", C::Transient, "452"),
        ("MAIL", "530 5.7.0 log in first", C::Account, "530"),
        ("EHLO", "nonsense", C::Transient, "protocol"),
    ] {
        let failure = failed(Script { answers: vec![(verb, answer)], ..Script::default() }).await;
        assert_eq!((failure.class, failure.code.as_str()), (class, code), "{verb} {answer}");
        assert!(!format!("{failure:?}").contains("example.com"), "{failure:?}");
    }
}

#[tokio::test]
async fn a_silent_server_is_left_in_time() {
    for verb in ["EHLO", "DATA", "."] {
        let failure = failed(Script { hangs_after: Some(verb), ..Script::default() }).await;
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Ambiguous, "timeout"), "{verb}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_may_come_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let smtp = Smtp::open(&settings(format!("smtp://127.0.0.1:{port}?tls=none"), None)).unwrap();
    let failure = send(&smtp, &mail("Bonjour")).await.unwrap_err();
    assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Transient, "connect"));
    assert!(failure.message.contains("refused"), "{}", failure.message);
}

#[tokio::test]
async fn without_starttls_nothing_is_said_in_clear() {
    let (_, authority) = certificate();
    let server = Script { extensions: vec!["AUTH PLAIN LOGIN"], ..Script::default() }.serve().await;
    let url = format!("smtp://ada:{}@localhost:{}", "p%40ss%20word", server.port);
    let failure = send(&Smtp::open(&settings(url, Some(authority))).unwrap(), &mail("Bonjour")).await.unwrap_err();
    assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Account, "not_offered"));
    assert!(!server.said("AUTH") && !server.said("MAIL"), "{:?}", server.heard());
}

#[tokio::test]
async fn the_password_and_the_mail_go_through_tls() {
    use base64::Engine;
    let (tls, authority) = certificate();
    let login = base64::engine::general_purpose::STANDARD.encode(format!("\0ada\0{PASSWORD}"));
    for wraps in [false, true] {
        let extensions = if wraps { vec!["AUTH PLAIN"] } else { vec!["STARTTLS", "AUTH PLAIN"] };
        let server = Script { extensions, tls: Some(tls.clone()), wraps, ..Script::default() }.serve().await;
        let scheme = if wraps { "smtps" } else { "smtp" };
        let url = format!("{scheme}://ada:p%40ss%20word@localhost:{}", server.port);
        send(&Smtp::open(&settings(url.clone(), Some(authority.clone()))).unwrap(), &mail("Bonjour")).await.unwrap();
        assert!(server.said(&format!("AUTH PLAIN {login}")) && server.said("Bonjour"), "{:?}", server.heard());
        // Who signed it is nobody that the machine knows.
        let failure = send(&Smtp::open(&settings(url, None)).unwrap(), &mail("Bonjour")).await.unwrap_err();
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Transient, "connect"));
        assert!(failure.message.contains("certificate"), "{}", failure.message);
    }
}

#[tokio::test]
async fn a_password_that_is_refused_is_the_operators_to_mend() {
    let (tls, authority) = certificate();
    let (answers, extensions) = (vec![("AUTH", "535 5.7.8 wrong")], vec!["AUTH PLAIN"]);
    let server = Script { answers, extensions, tls: Some(tls), wraps: true, ..Script::default() }.serve().await;
    let smtp = Smtp::open(&settings(format!("smtps://ada:x@localhost:{}", server.port), Some(authority))).unwrap();
    let failure = send(&smtp, &mail("Bonjour")).await.unwrap_err();
    assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Account, "535"));
}

#[tokio::test]
async fn on_loopback_no_mail_reaches_the_world() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    for host in ["mail.example.com", "192.0.2.1", "[2001:db8::1]"] {
        let smtp = Smtp::open(&settings(format!("smtp://{host}?tls=none"), None)).unwrap();
        let failure = send(&smtp, &mail("Bonjour")).await.unwrap_err();
        assert_eq!((failure.class, failure.code.as_str()), (FailureClass::Account, FORBIDDEN), "{host}");
    }
}

#[test]
fn wrong_settings_are_named_and_never_repeated() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let opened = |url: &str| Smtp::open(&settings(url.to_owned(), None)).map(drop);
    for url in ["", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://x/?tls=maybe", "smtps://x/?tls=none", "smtp://x/y"] {
        assert_eq!(opened(url), Err(SmtpSettingsError::Url), "{url}");
    }
    assert_eq!(opened("smtp://ada:secret@x/?tls=none"), Err(SmtpSettingsError::PasswordInClear));
    assert_eq!(opened("smtps://[::1]:4650"), Ok(()));
    let from = SmtpSettings { from: "Demo <x@y>, z".to_owned(), ..settings("smtp://x".to_owned(), None) };
    assert_eq!(Smtp::open(&from).map(drop), Err(SmtpSettingsError::From));
    let authority = settings("smtps://x".to_owned(), Some("no certificate".to_owned()));
    assert_eq!(Smtp::open(&authority).map(drop), Err(SmtpSettingsError::Authority));
    let smtp = Smtp::open(&settings("smtps://ada:secret@mail.example.com".to_owned(), None)).unwrap();
    assert_eq!(format!("{smtp:?}"), "Smtp { host: \"mail.example.com\", .. }");
}
