//! Connections that nobody makes use of, and more of them than anybody needs: they are closed, and the others go on.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::harness::{Install, Process};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// An empty SETTINGS frame.
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
const HEAD: &[u8] = b"GET /health HTTP/1.1\r\nHost: x\r\n";
const IMPATIENT: [(&str, &str); 5] =
    [("HANDSHAKE_TIMEOUT", "1"), ("HEADER_TIMEOUT", "1"), ("IDLE_TIMEOUT", "2"), ("PING_INTERVAL", "1"), ("PING_TIMEOUT", "1")];
/// Of a closing that is due after one or two seconds.
const SOON: Duration = Duration::from_secs(20);

async fn serving(settings: &[(&str, &str)]) -> (Install, Process) {
    let install = settings.iter().fold(Install::on_sqlite(), |install, (name, value)| install.set(&format!("SERVER__{name}"), value));
    install.ok(&["migrate"]).await;
    let server = install.serve().await;
    (install, server)
}

async fn connect(install: &Install) -> TcpStream {
    TcpStream::connect(("127.0.0.1", install.port)).await.unwrap()
}

/// What comes until the other side closes.
async fn until_closed(stream: &mut TcpStream) -> Vec<u8> {
    let mut heard = Vec::new();
    let closed = tokio::time::timeout(SOON, stream.read_to_end(&mut heard)).await;
    // A reset is an end too.
    let _ = closed.expect("closed in time");
    heard
}

async fn answered(stream: &mut TcpStream) {
    stream.write_all(HEAD).await.unwrap();
    stream.write_all(b"\r\n").await.unwrap();
    let mut heard = Vec::new();
    while !heard.ends_with(b"ok") {
        assert_ne!(stream.read_buf(&mut heard).await.unwrap(), 0, "closed: {}", String::from_utf8_lossy(&heard));
    }
    assert!(heard.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&heard));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_says_nothing_or_too_little_is_closed() {
    let (install, server) = serving(&IMPATIENT).await;
    let silent = async {
        until_closed(&mut connect(&install).await).await;
    };
    let halting = async {
        let mut stream = connect(&install).await;
        stream.write_all(HEAD).await.unwrap();
        until_closed(&mut stream).await;
    };
    let second_head = async {
        let mut stream = connect(&install).await;
        answered(&mut stream).await;
        drip(&mut stream).await;
    };
    let first_head = async {
        let mut stream = connect(&install).await;
        drip(&mut stream).await;
    };
    let resting = async {
        let mut stream = connect(&install).await;
        answered(&mut stream).await;
        until_closed(&mut stream).await;
    };
    let silent_http2 = async {
        let mut stream = connect(&install).await;
        stream.write_all(PREFACE).await.unwrap();
        stream.write_all(SETTINGS).await.unwrap();
        until_closed(&mut stream).await;
    };
    tokio::join!(silent, halting, second_head, first_head, resting, silent_http2);
    server.stop().await;
}

/// A byte every 200 ms: none of them is late, all of them together are.
async fn drip(stream: &mut TcpStream) {
    let begun = Instant::now();
    for byte in HEAD.iter().cycle() {
        let mut heard = [0];
        let read = tokio::time::timeout(Duration::from_millis(200), stream.read(&mut heard)).await;
        let is_closed = matches!(read, Ok(Ok(0) | Err(_)));
        // Letters only: a line that ends would make it a head with a fault.
        let letter = if byte.is_ascii_alphabetic() { *byte } else { b'a' };
        if is_closed || stream.write_all(&[letter]).await.is_err() {
            return;
        }
        assert!(begun.elapsed() < SOON, "a head may drip for ever");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tls_handshake_that_never_comes_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (plain, tls) = (crate::harness::free_port(), crate::harness::free_port());
    let install = Install::new(folder, crate::database::Database::Sqlite("unused".into()));
    let install = install.set("SERVER__HANDSHAKE_TIMEOUT", "1").set("LOG__FILTER", "info");
    let (listen, tls_listen) = (format!("127.0.0.1:{plain}"), format!("127.0.0.1:{tls}"));
    let mut server = install.start(&["dev", "--data", "data", "--listen", &listen, "--tls-listen", &tls_listen]);
    server.until_it_answers(tls).await;
    let mut stream = TcpStream::connect(("127.0.0.1", tls)).await.unwrap();
    stream.write_all(&[0x16, 3, 1]).await.unwrap();
    until_closed(&mut stream).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_has_so_many_connections() {
    let (install, server) = serving(&[("MAX_CONNECTIONS_PER_ADDRESS", "3")]).await;
    // The one that looked whether the server answers may be open a moment longer.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = connect(&install).await;
        answered(&mut stream).await;
        held.push(stream);
    }
    assert!(until_closed(&mut connect(&install).await).await.is_empty());
    server.until_it_says("server.max_connections_per_address").await;
    for stream in &mut held {
        answered(stream).await;
    }
    held.pop();
    tokio::time::sleep(Duration::from_millis(200)).await;
    answered(&mut connect(&install).await).await;
    server.stop().await;

    // A proxy brings everybody.
    let (install, server) = serving(&[("MAX_CONNECTIONS_PER_ADDRESS", "1"), ("TRUSTED_PROXIES", "127.0.0.1")]).await;
    let mut held = Vec::new();
    for _ in 0..8 {
        let mut stream = connect(&install).await;
        answered(&mut stream).await;
        held.push(stream);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http2_says_how_many_requests_at_once() {
    let (install, server) = serving(&[("MAX_STREAMS", "7")]).await;
    let mut stream = connect(&install).await;
    stream.write_all(PREFACE).await.unwrap();
    stream.write_all(SETTINGS).await.unwrap();
    let mut head = [0; 9];
    stream.read_exact(&mut head).await.unwrap();
    assert_eq!(head[3], 4, "the first frame is SETTINGS");
    let mut settings = vec![0; usize::from(head[2]) + (usize::from(head[1]) << 8)];
    stream.read_exact(&mut settings).await.unwrap();
    // SETTINGS_MAX_CONCURRENT_STREAMS is 3 (RFC 9113 §6.5.2).
    assert!(settings.chunks(6).any(|one| one == [0, 3, 0, 0, 0, 7]), "{settings:?}");
    server.stop().await;
}

/// With a token that is none, a body is not waited for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_behind_a_bad_token_is_not_waited_for() {
    let (install, server) = serving(&[]).await;
    let host = format!("127.0.0.1:{}", install.port);
    install.ok(&["tenant", "create", "acme", "--domain", &host]).await;
    let mut stream = connect(&install).await;
    let head = format!(
        "POST /api/v2/users HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    while heard.len() < 12 {
        let read = tokio::time::timeout(Duration::from_secs(5), stream.read_buf(&mut heard)).await;
        assert_ne!(read.expect("answered without the body").unwrap(), 0);
    }
    assert!(heard.starts_with(b"HTTP/1.1 401"), "{}", String::from_utf8_lossy(&heard));
    server.stop().await;
}
