use tokio::net::TcpListener;

use super::*;

/// Answers each request on one connection with the next of `pieces`, written in slices so that every boundary is met.
async fn serve(answers: Vec<&'static str>, slice: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        let mut asked = [0; 1024];
        for answer in answers {
            assert!(stream.read(&mut asked).await.unwrap() > 0);
            for piece in answer.as_bytes().chunks(slice) {
                stream.write_all(piece).await.unwrap();
                tokio::task::yield_now().await;
            }
        }
    });
    address
}

const KNOWN: &str = "HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\nX-Other: a:b\r\n\r\nhello";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
const EMPTY: &str = "HTTP/1.1 204 No Content\r\n\r\n";

#[tokio::test]
async fn answers_are_read_wherever_the_packets_break() {
    for slice in [1, 2, 7, 1000] {
        let mut connection = Connection::new(serve(vec![KNOWN, CHUNKED, EMPTY, KNOWN], slice).await);
        let expected = [(403, "hello"), (200, "abc0123456789"), (204, ""), (403, "hello")];
        for (status, body) in expected {
            let answer = connection.exchange(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
            assert_eq!((answer.status, answer.body), (status, body), "in slices of {slice}");
        }
    }
}

#[tokio::test]
async fn a_connection_cut_short_is_an_error_and_not_a_short_answer() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nab",
    ] {
        let mut connection = Connection::new(serve(vec![answer], 1000).await);
        let problem = connection.exchange(b"GET / HTTP/1.1\r\n\r\n").await.err().unwrap();
        assert_eq!(problem.kind(), io::ErrorKind::UnexpectedEof);
        assert!(connection.stream.is_none());
    }
}

#[test]
fn a_request_counts_its_bytes() {
    let request = request("POST /x", "127.0.0.1:80".parse().unwrap(), JSON, "äb");
    let expected = "POST /x HTTP/1.1\r\nhost: 127.0.0.1:80\r\ncontent-type: application/json\r\ncontent-length: 3\r\n\r\näb";
    assert_eq!(String::from_utf8(request).unwrap(), expected);
}
