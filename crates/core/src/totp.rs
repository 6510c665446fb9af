//! An authenticator app: a secret that both sides hold, and codes that follow from it and the time.
//!
//! RFC 6238 over RFC 4226 as every app has it: HMAC-SHA-1, six digits, thirty seconds. [`TotpSecret::step_of`] is the
//! whole rule of what is accepted; that no step is accepted twice is for the store to keep.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::{Zeroize, Zeroizing};

use crate::clock::{Dice, Timestamp};
use crate::digits;

/// As long as HMAC-SHA-1's output (RFC 4226 §4, R6).
const SECRET_LEN: usize = 20;
/// What is brought along from elsewhere: many an issuer drew ten bytes. More than HMAC-SHA-1's block of 64 adds nothing.
const ACCEPTED_LEN: std::ops::RangeInclusive<usize> = 10..=64;
const DIGITS: usize = 6;
const PERIOD_SECS: i64 = 30;
/// Steps to either side of now that are accepted, for clocks that differ (RFC 6238 §5.2).
const TOLERANCE: i64 = 1;
/// Everything but RFC 3986's unreserved characters; not every app reads `+` as a space.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Wiped when dropped, never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    pub fn draw(dice: &dyn Dice) -> Self {
        let mut bytes = vec![0; SECRET_LEN];
        dice.fill(&mut bytes);
        Self(bytes)
    }

    /// `None` for anything but the bytes of a secret.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        ACCEPTED_LEN.contains(&bytes.len()).then(|| Self(bytes.to_vec()))
    }

    /// As other systems hand it over: base32, in groups or not, in small letters or not, padded or not. `None` for anything else.
    pub fn from_base32(text: &str) -> Option<Self> {
        let letters = text.bytes().filter(|letter| *letter != b' ' && *letter != b'-').map(|letter| letter.to_ascii_uppercase());
        let letters = Zeroizing::new(letters.collect::<Vec<u8>>());
        let end = letters.iter().rposition(|letter| *letter != b'=').map_or(0, |last| last + 1);
        let bytes = data_encoding::BASE32_NOPAD.decode(letters.get(..end)?).ok().map(Zeroizing::new)?;
        Self::from_bytes(&bytes)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As it is typed into an app: base32 without padding (RFC 4648 §6); 32 letters and digits of one drawn here.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(data_encoding::BASE32_NOPAD.encode(&self.0))
    }

    /// What a QR code holds (Google Authenticator, "Key Uri Format").
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        // A colon parts the two in the label, encoded or not, so neither may have one.
        let [issuer, account] = [issuer, account].map(|text| text.replace(':', " "));
        let [issuer, account] = [&issuer, &account].map(|text| utf8_percent_encode(text, RESERVED).to_string());
        let secret = self.base32();
        let settings = format!("algorithm=SHA1&digits={DIGITS}&period={PERIOD_SECS}");
        Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&{settings}", secret.as_str()))
    }

    /// The step whose code was typed, if it is one that counts now and comes after `last`, the one accepted before.
    /// Each candidate is compared, and in constant time, so that the answer's delay tells nothing.
    pub fn step_of(&self, typed: &str, now: Timestamp, last: Option<i64>) -> Option<i64> {
        let typed = digits::ascii(typed);
        let current = step_at(now);
        let mut answered = None;
        for step in current - TOLERANCE..=current + TOLERANCE {
            let is_right = verify_slices_are_equal(self.code(step).as_bytes(), typed.as_bytes()).is_ok();
            if is_right && last.is_none_or(|last| step > last) {
                answered = Some(step);
            }
        }
        answered
    }

    /// The code that an app shows at this moment.
    pub fn code_at(&self, at: Timestamp) -> String {
        self.code(step_at(at)).to_string()
    }

    fn code(&self, step: i64) -> Zeroizing<String> {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        // Dynamic truncation (RFC 4226 §5.3): the last half-byte says where 31 bits are taken from.
        let tag = tag.as_ref();
        let offset = usize::from(tag[tag.len() - 1] & 0x0f);
        let bits = u32::from_be_bytes([tag[offset], tag[offset + 1], tag[offset + 2], tag[offset + 3]]) & 0x7fff_ffff;
        Zeroizing::new(format!("{:0DIGITS$}", bits % 1_000_000))
    }
}

fn step_at(at: Timestamp) -> i64 {
    at.as_secs().div_euclid(PERIOD_SECS)
}

impl Drop for TotpSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::fixtures::SeededDice;

    /// The secret of both RFCs' test values.
    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").expect("20 bytes")
    }

    #[test]
    fn the_codes_of_rfc_4226() {
        let expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (step, code) in (0..).zip(expected) {
            assert_eq!(*secret().code(step), code, "appendix D, count {step}");
        }
    }

    #[test]
    fn the_codes_of_rfc_6238() {
        // Appendix B shows eight digits; six are its last six.
        let expected = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];
        for (secs, code) in expected {
            assert_eq!(secret().code_at(Timestamp::from_secs(secs)), code[2..], "{secs}");
        }
    }

    #[test]
    fn one_step_early_or_late_is_forgiven_and_two_are_not() {
        let now = Timestamp::from_secs(1_111_111_109);
        let step = step_at(now);
        let typed = |ahead: i64| secret().code(step + ahead).to_string();
        for (ahead, expected) in [(-2, None), (-1, Some(step - 1)), (0, Some(step)), (1, Some(step + 1)), (2, None)] {
            assert_eq!(secret().step_of(&typed(ahead), now, None), expected, "{ahead}");
        }
        assert_eq!(secret().step_of("081 804", now, None), Some(step));
        assert_eq!(secret().step_of("٠٨١٨٠٤", now, None), Some(step));
    }

    #[test]
    fn a_step_that_was_accepted_is_over_and_so_is_every_earlier_one() {
        let now = Timestamp::from_secs(1_111_111_109);
        let step = step_at(now);
        assert_eq!(secret().step_of("081804", now, Some(step - 1)), Some(step));
        for last in [step, step + 1] {
            assert_eq!(secret().step_of("081804", now, Some(last)), None);
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        let now = Timestamp::from_secs(59);
        for typed in ["", "28708", "2870820", "94287082", "28708a", "-87082", "287082x", "\u{1f511}", &"9".repeat(100_000)] {
            assert_eq!(secret().step_of(typed, now, None), None, "{}", typed.len());
        }
    }

    #[test]
    fn an_app_reads_the_secret_from_text_or_picture() {
        assert_eq!(*secret().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let uri = secret().uri("Åcme: one", "ada+1@example.com");
        let expected = "otpauth://totp/%C3%85cme%20%20one:ada%2B1%40example.com\
            ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%C3%85cme%20%20one&algorithm=SHA1&digits=6&period=30";
        assert_eq!(*uri, expected);
        let hostile = secret().uri("a&secret=x", "b?issuer=y#z");
        assert!(hostile.starts_with("otpauth://totp/a%26secret%3Dx:b%3Fissuer%3Dy%23z?secret=GEZD"), "{}", *hostile);
    }

    #[test]
    fn a_secret_is_drawn_and_never_printed() {
        let dice = SeededDice::new(1);
        let (one, two) = (TotpSecret::draw(&dice), TotpSecret::draw(&dice));
        assert_ne!(one, two);
        assert_eq!(one.base32().len(), 32);
        assert_eq!(format!("{one:?}"), "TotpSecret(***)");
        assert_eq!(TotpSecret::from_bytes(one.as_bytes()), Some(one));
        assert_eq!([9, 10, 64, 65].map(|length| TotpSecret::from_bytes(&vec![0; length]).is_some()), [false, true, true, false]);
    }

    #[test]
    fn a_secret_comes_along_however_it_is_written() {
        for text in ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "gezd gnbv-gy3t qojq GEZD GNBV GY3T QOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ===="]
        {
            assert_eq!(TotpSecret::from_base32(text), Some(secret()), "{text}");
        }
        let short = TotpSecret::from_base32("JBSWY3DPEHPK3PXP").expect("ten bytes");
        assert_eq!(*short.base32(), "JBSWY3DPEHPK3PXP");
        assert_eq!(short.step_of(&short.code_at(Timestamp::from_secs(59)), Timestamp::from_secs(59), None), Some(1));
        for text in ["", "=", "JBSWY3DP", "JBSWY3DPEHPK3PX1", "JBSWY3DP=EHPK3PXP", "JBSWY3DPEHPK3PXPé", &"A".repeat(1000)] {
            assert_eq!(TotpSecret::from_base32(text), None, "{text}");
        }
    }
}
