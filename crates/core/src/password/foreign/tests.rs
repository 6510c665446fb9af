use serde_json::{Value, json};

use crate::password::imported::{CustomHash, plain};
use crate::password::{hash, is_outdated, verify};
use crate::secret::fixtures::SeededDice;

fn custom(value: Value) -> Result<String, String> {
    let parsed: CustomHash = serde_json::from_value(value).map_err(|problem| problem.to_string())?;
    parsed.text().map_err(|problem| problem.to_string())
}

#[track_caller]
fn opens(text: &str, password: &str) {
    assert!(verify(password, text), "{text}");
    assert!(!verify(&format!("{password}x"), text) && !verify("", text) || password.is_empty(), "{text}");
    assert!(is_outdated(text), "{text}");
}

/// From the test suites of OpenBSD's bcrypt and of jBCrypt.
#[test]
fn bcrypt_of_other_systems() {
    for (password, text) in [
        ("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
        ("abc", "$2a$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm"),
        ("abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"),
        ("~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"),
    ] {
        opens(text, password);
        assert_eq!(plain(text).as_deref(), Ok(text));
        assert_eq!(custom(json!({ "algorithm": "bcrypt", "hash": { "value": text } })).as_deref(), Ok(text));
        opens(&text.replacen("$2a$", "$2b$", 1), password);
        opens(&text.replacen("$2a$", "$2y$", 1), password);
    }
}

/// RFC 6070 (SHA-1), and RFC 7914 §11 (SHA-256).
#[test]
fn pbkdf2_by_the_standards() {
    let pack = |hex: &str| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD_NO_PAD.encode(data_encoding::HEXLOWER.decode(hex.as_bytes()).expect("hex"))
    };
    for (hash, iterations, salt, password, output) in [
        ("sha1", 1, "73616c74", "password", "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
        ("sha1", 2, "73616c74", "password", "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
        ("sha1", 4096, "73616c74", "password", "4b007901b765489abead49d926f721d065a429c1"),
        (
            "sha1",
            4096,
            "73616c7453414c5473616c7453414c5473616c7453414c5473616c7453414c5473616c74",
            "passwordPASSWORDpassword",
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        ),
        (
            "sha256",
            1,
            "73616c74",
            "passwd",
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        ),
    ] {
        let text = format!("$pbkdf2-{hash}$i={iterations},l={}${}${}", output.len() / 2, pack(salt), pack(output));
        opens(&text, password);
        assert_eq!(custom(json!({ "algorithm": "pbkdf2", "hash": { "value": text, "encoding": "utf8" } })).as_deref(), Ok(text.as_str()));
    }
}

/// RFC 7914 §12.
#[test]
fn scrypt_by_the_standard() {
    for (password, salt, cost, block, lanes, output) in [
        (
            "password",
            "NaCl",
            1024,
            8,
            16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
        ),
        (
            "pleaseletmein",
            "SodiumChloride",
            16384,
            8,
            1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
        ),
    ] {
        let text = custom(json!({
            "algorithm": "scrypt", "keylen": 64, "cost": cost, "blockSize": block, "parallelization": lanes,
            "hash": { "value": output, "encoding": "hex" }, "salt": { "value": salt, "encoding": "utf8" },
        }));
        opens(&text.expect("is taken"), password);
    }
}

/// RFC 1320 and 1321 (MD4, MD5), FIPS 180 (SHA), RFC 2202 and 4231 (HMAC).
#[test]
fn digests_by_the_standards() {
    for (name, password, output) in [
        ("md4", "abc", "a448017aaf21d8525fc10ae87aa6729d"),
        ("md5", "abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "sha512",
            "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
    ] {
        let of = |salt: Value| custom(json!({ "algorithm": name, "hash": { "value": output, "encoding": "hex" }, "salt": salt }));
        opens(&of(Value::Null).expect("is taken"), password);
        opens(&of(json!({ "value": "a", "position": "prefix" })).expect("is taken"), "bc");
        opens(&of(json!({ "value": "bc", "position": "suffix", "encoding": "utf8" })).expect("is taken"), "a");
        opens(&of(json!({ "value": "6263", "position": "suffix", "encoding": "hex" })).expect("is taken"), "a");
    }
    for (name, output) in [
        ("md5", "750c783e6ab0b503eaa86e310a5db738"),
        ("sha1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        ("sha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    ] {
        let hash = json!({ "value": output, "encoding": "hex", "digest": name, "key": { "value": "Jefe", "encoding": "utf8" } });
        let text = custom(json!({ "algorithm": "hmac", "hash": hash }));
        opens(&text.expect("is taken"), "what do ya want for nothing?");
    }
}

#[test]
fn a_directory_s_own_form() {
    // SHA-1 of "abc", bare, and as the digest of "a" salted with "bc".
    let of = |text: &str| custom(json!({ "algorithm": "ldap", "hash": { "value": text, "encoding": "utf8" } }));
    opens(&of("{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0=").expect("is taken"), "abc");
    opens(&of("{ssha}qZk+NkcGgWq6PiVxeFDCbJzQ2J1iYw==").expect("is taken"), "a");
    opens(&of("{MD5}kAFQmDzST7DWlj99KOF/cg==").expect("is taken"), "abc");
    for bad in ["", "{SSHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "{SHA}qZk+", "{CRYPT}x", "}", "é{SHA}", "{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J1iYw=="]
    {
        assert!(of(bad).is_err(), "{bad}");
    }
}

#[test]
fn passwords_were_not_always_utf8() {
    // MD4 of UTF-16: what Windows keeps of "password".
    let text = custom(json!({
        "algorithm": "md4", "hash": { "value": "8846f7eaee8fb117ad06bdd830b7586c", "encoding": "hex" }, "password": { "encoding": "utf16le" },
    }));
    opens(&text.expect("is taken"), "password");
}

#[test]
fn what_would_be_ruinous_or_unreadable_is_refused() {
    let own = hash("correct horse", &SeededDice::new(1));
    assert!(!is_outdated(&own));
    for bad in [
        "",
        "$",
        "password",
        "$2a$15$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "$2a$99$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfx",
        "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVf€",
        "$argon2id$v=19$m=262144,t=16,p=1$c29tZXNhbHRzb21lc2FsdA$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA",
    ] {
        assert!(plain(bad).is_err(), "{bad}");
    }
    for bad in [
        "$pbkdf2-sha1$i=3000001,l=20$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
        "$pbkdf2-sha1$i=0,l=20$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
        "$pbkdf2-sha1$i=1,l=21$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
        "$pbkdf2-sha1$l=20,i=1$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
        "$pbkdf2-md5$i=1,l=20$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
    ] {
        assert!(custom(json!({ "algorithm": "pbkdf2", "hash": { "value": bad } })).is_err(), "{bad}");
        assert!(!verify("password", bad), "{bad}");
    }
    let scrypt = |cost: u64, block: u64, lanes: u64| {
        let hash = json!({ "value": "00".repeat(64), "encoding": "hex" });
        custom(json!({ "algorithm": "scrypt", "hash": hash, "cost": cost, "blockSize": block, "parallelization": lanes }))
    };
    assert!(scrypt(1 << 17, 8, 4).is_ok());
    for (cost, block, lanes) in
        [(1 << 18, 8, 1), (1 << 17, 8, 5), (1000, 8, 1), (0, 8, 1), (1, 8, 1), (1 << 31, 1, 1), (16, 0, 1), (16, 8, 0)]
    {
        assert!(scrypt(cost, block, lanes).is_err(), "{cost} {block} {lanes}");
    }
    for bad in [
        json!({ "algorithm": "rot13", "hash": { "value": "x", "encoding": "utf8" } }),
        json!({ "algorithm": "md5", "hash": { "value": "900150983cd24fb0d6963f7d28e17f", "encoding": "hex" } }),
        json!({ "algorithm": "md5", "hash": { "value": "900150983cd24fb0d6963f7d28e17f72" } }),
        json!({ "algorithm": "md5", "hash": { "value": "zz", "encoding": "hex" } }),
        json!({ "algorithm": "md5", "hash": { "value": "900150983cd24fb0d6963f7d28e17f72", "encoding": "hex" }, "pepper": "x" }),
        json!({ "algorithm": "hmac", "hash": { "value": "900150983cd24fb0d6963f7d28e17f72", "encoding": "hex", "digest": "md5" } }),
        json!({ "algorithm": "hmac", "hash": { "value": "900150983cd24fb0d6963f7d28e17f72", "encoding": "hex", "digest": "md4", "key": { "value": "k" } } }),
    ] {
        assert!(custom(bad.clone()).is_err(), "{bad}");
    }
}
