//! A person's authenticator app: it knows a secret and the time (RFC 6238), and nothing of Ringfence's own code.

use aws_lc_rs::hmac;
use ringfence_core::clock::Timestamp;

pub(crate) struct AuthenticatorApp {
    key: hmac::Key,
}

impl AuthenticatorApp {
    /// Typed in from the text: base32.
    pub(crate) fn new(secret: &str) -> Self {
        const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let value = |letter| u64::try_from(ALPHABET.iter().position(|known| *known == letter).unwrap()).unwrap();
        let octets = |letters: &[u8]| letters.iter().fold(0, |bits, letter| bits << 5 | value(*letter)).to_be_bytes()[3..].to_vec();
        // Eight letters are five octets, and a secret of 20 octets has no rest.
        let bytes: Vec<u8> = secret.as_bytes().chunks(8).flat_map(octets).collect();
        Self { key: hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes) }
    }

    pub(crate) fn code(&self, now: Timestamp) -> String {
        let tag = hmac::sign(&self.key, &(now.as_secs() / 30).to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 15);
        let bits = u32::from_be_bytes(tag.as_ref()[offset..offset + 4].try_into().unwrap());
        format!("{:06}", (bits & 0x7fff_ffff) % 1_000_000)
    }
}
