//! The smallest HTTP/1.1 client that can be trusted: one connection, kept alive, one exchange at a time.
//!
//! Requests are whole texts that the caller has prepared; answers are read into buffers that are used again.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// More than any answer here needs: a guard against reading for ever.
const LARGEST_ANSWER: usize = 8 << 20;

pub(crate) struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    inbound: Vec<u8>,
    body: Vec<u8>,
}

pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    /// The status line and the header lines.
    pub(crate) head: &'a str,
    /// Empty if it isn't UTF-8.
    pub(crate) body: &'a str,
}

impl Connection {
    /// Connects when first used.
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, inbound: Vec::with_capacity(16 << 10), body: Vec::with_capacity(16 << 10) }
    }

    /// After an error, the next exchange starts on a new connection.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.exchange_all([request]).await
    }

    /// A request in pieces, for one that is too large to be held.
    pub(crate) async fn exchange_all(&mut self, pieces: impl IntoIterator<Item: AsRef<[u8]>>) -> io::Result<Answer<'_>> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        for piece in pieces {
            stream.write_all(piece.as_ref()).await?;
        }
        let head = self.read(&mut stream).await?;
        if !head.closes {
            self.stream = Some(stream);
        }
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        Ok(Answer { status: head.status, head: text(&self.inbound[..head.end]), body: text(&self.body) })
    }

    async fn read(&mut self, stream: &mut TcpStream) -> io::Result<Head> {
        self.inbound.clear();
        self.body.clear();
        let (head, mut at) = loop {
            if let Some(head) = Head::parse(&self.inbound)? {
                break head;
            }
            more(stream, &mut self.inbound).await?;
        };
        match head.length {
            Length::Known(length) => {
                while self.inbound.len() < at + length {
                    more(stream, &mut self.inbound).await?;
                }
                self.body.extend_from_slice(&self.inbound[at..at + length]);
            }
            Length::Chunked => loop {
                let (length, begin) = loop {
                    if let Some(line) = chunk_head(&self.inbound[at..])? {
                        break line;
                    }
                    more(stream, &mut self.inbound).await?;
                };
                // The chunk and the line end behind it; the last one is empty and we ask for no trailers.
                while self.inbound.len() < at + begin + length + 2 {
                    more(stream, &mut self.inbound).await?;
                }
                self.body.extend_from_slice(&self.inbound[at + begin..at + begin + length]);
                at += begin + length + 2;
                if length == 0 {
                    break;
                }
            },
        }
        Ok(head)
    }
}

async fn more(stream: &mut TcpStream, inbound: &mut Vec<u8>) -> io::Result<()> {
    if inbound.len() > LARGEST_ANSWER {
        return Err(odd("the answer is too large"));
    }
    inbound.reserve(8 << 10);
    match stream.read_buf(inbound).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

fn odd(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

struct Head {
    status: u16,
    /// Where its last line ends.
    end: usize,
    length: Length,
    closes: bool,
}

enum Length {
    Known(usize),
    Chunked,
}

impl Head {
    /// The head and where the body begins, once it is whole.
    fn parse(bytes: &[u8]) -> io::Result<Option<(Self, usize)>> {
        let Some(end) = find(bytes, b"\r\n\r\n") else { return Ok(None) };
        let text = std::str::from_utf8(&bytes[..end]).map_err(|_| odd("the head is not text"))?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| odd("no HTTP/1.1 status line"))?;
        let mut head = Self { status, end, length: Length::Known(0), closes: false };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length") {
                head.length = Length::Known(value.parse().map_err(|_| odd("content-length is no number"))?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                head.length = Length::Chunked;
            } else if name.eq_ignore_ascii_case("connection") {
                head.closes = value.eq_ignore_ascii_case("close");
            }
        }
        Ok(Some((head, end + 4)))
    }
}

/// The length of the chunk at the front and where it begins.
fn chunk_head(bytes: &[u8]) -> io::Result<Option<(usize, usize)>> {
    let Some(end) = find(bytes, b"\r\n") else { return Ok(None) };
    let digits = std::str::from_utf8(&bytes[..end]).ok().and_then(|line| line.split(';').next());
    let length = digits.and_then(|digits| usize::from_str_radix(digits.trim(), 16).ok()).ok_or_else(|| odd("no chunk length"))?;
    Ok(Some((length, end + 2)))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// A whole request; `head` is further header lines, each with its line end.
pub(crate) fn request(method_and_path: &str, host: SocketAddr, head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("{method_and_path} HTTP/1.1\r\nhost: {host}\r\n{head}content-length: {length}\r\n\r\n{body}").into_bytes()
}

pub(crate) const JSON: &str = "content-type: application/json\r\n";
pub(crate) const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

#[cfg(test)]
mod tests;
