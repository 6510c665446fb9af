use std::sync::{Arc, LazyLock};
use std::time::Duration;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;
use crate::clock::Timestamp;
use crate::id::{ChallengeId, ClientId, DeviceId, KeyId, TenantId, TransactionId, UserId};
use crate::secret::SecretError;
use crate::secret::fixtures::{NOW, keyring};

const ISSUER: &str = "https://acme.example/";

/// Made once: each takes a moment.
static KEYS: LazyLock<[Arc<SigningKey>; 2]> = LazyLock::new(|| {
    ["first", "second"].map(|kid| Arc::new(SigningKey::from_pkcs8(KeyId::new(kid), &SigningKey::generate_pkcs8().unwrap()).unwrap()))
});

fn claims() -> Value {
    json!({ "iss": ISSUER, "sub": "auth0|1", "aud": ["api", "b"], "iat": NOW.as_secs(), "exp": NOW.as_secs() + 600 })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn check(token: &str) -> Result<serde_json::Map<String, Value>, TokenError> {
    verify(token, &*KEYS, ISSUER, NOW)
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

#[test]
fn a_signed_token_verifies_and_tells_its_claims() {
    for key in &*KEYS {
        let token = key.sign("at+jwt", &claims());
        assert_eq!(Value::Object(check(&token).unwrap()), claims());
        let header = URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
        let header: Value = serde_json::from_slice(&header).unwrap();
        assert_eq!(header, json!({ "alg": "RS256", "typ": "at+jwt", "kid": key.kid() }));
    }
    let id_token = KEYS[0].sign("JWT", &claims());
    assert_eq!(jsonwebtoken::decode_header(&id_token).unwrap().typ.as_deref(), Some("JWT"));
    let other = KEYS[0].sign("logout+jwt", &claims());
    assert_eq!(jsonwebtoken::decode_header(&other).unwrap().typ.as_deref(), Some("logout+jwt"));
}

#[test]
fn the_published_key_checks_the_signature() {
    let jwk = KEYS[0].jwk();
    assert_eq!((&jwk["kty"], &jwk["use"], &jwk["alg"], &jwk["kid"]), (&json!("RSA"), &json!("sig"), &json!("RS256"), &json!("first")));
    assert_eq!(jwk["e"], "AQAB");
    assert_eq!(jwk.as_object().unwrap().len(), 6, "nothing private is published");
    let number = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    let token = KEYS[0].sign("JWT", &claims());
    let (message, signature) = token.rsplit_once('.').unwrap();
    let public = RsaPublicKeyComponents { n: number("n"), e: number("e") };
    public.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
}

#[test]
fn the_token_does_not_choose_its_algorithm() {
    let payload = part(&claims());
    for alg in ["none", "None", "NONE", ""] {
        let unsigned = format!("{}.{payload}.", part(&json!({ "alg": alg, "typ": "JWT", "kid": "first" })));
        assert_eq!(check(&unsigned), Err(TokenError::Malformed), "{alg}");
    }
    // The old confusion: the public key, which everybody knows, taken for an HMAC secret.
    let n = URL_SAFE_NO_PAD.decode(KEYS[0].jwk()["n"].as_str().unwrap()).unwrap();
    for alg in ["HS256", "RS384", "PS256", "ES256", "EdDSA"] {
        let message = format!("{}.{payload}", part(&json!({ "alg": alg, "typ": "JWT", "kid": "first" })));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &n), message.as_bytes());
        let forged = format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag));
        assert_eq!(check(&forged), Err(TokenError::WrongAlgorithm), "{alg}");
    }
}

#[test]
fn the_key_is_the_one_that_the_header_names() {
    let token = KEYS[0].sign("JWT", &claims());
    let (_, rest) = token.split_once('.').unwrap();
    let renamed = |header: Value| format!("{}.{rest}", part(&header));
    assert_eq!(check(&renamed(json!({ "alg": "RS256", "kid": "second" }))), Err(TokenError::BadSignature));
    assert_eq!(check(&renamed(json!({ "alg": "RS256", "kid": "third" }))), Err(TokenError::UnknownKey));
    assert_eq!(check(&renamed(json!({ "alg": "RS256", "kid": "" }))), Err(TokenError::UnknownKey));
    assert_eq!(check(&renamed(json!({ "alg": "RS256" }))), Err(TokenError::UnknownKey));
    assert_eq!(verify(&token, &KEYS[1..], ISSUER, NOW), Err(TokenError::UnknownKey));
    // A key that the token brings along counts for nothing.
    let own = json!({ "alg": "RS256", "kid": "third", "jwk": KEYS[1].jwk(), "jku": "https://evil.example/jwks.json" });
    assert!(check(&renamed(own)).is_err());
    // Another tenant's key under the same name.
    let namesake = Arc::new(SigningKey::from_pkcs8(KeyId::new("first"), &SigningKey::generate_pkcs8().unwrap()).unwrap());
    assert_eq!(verify(&token, &[namesake], ISSUER, NOW), Err(TokenError::BadSignature));
}

#[test]
fn no_character_may_change() {
    let token = KEYS[0].sign("at+jwt", &claims());
    for at in 0..token.len() {
        let mut altered = token.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        assert!(check(std::str::from_utf8(&altered).unwrap()).is_err(), "character {at}");
    }
    for hostile in
        ["", ".", "..", "...", "a.b.c", &token[1..], &format!("{token}."), &format!("{token}A"), &format!(" {token}"), &format!("{token}=")]
    {
        assert!(check(hostile).is_err(), "{hostile}");
    }
}

#[test]
fn issuers_are_equal_or_foreign() {
    for foreign in [json!("https://other.example/"), json!("https://acme.example"), json!([ISSUER]), json!(null), json!(1)] {
        let token = KEYS[0].sign("JWT", &with("iss", foreign.clone()));
        assert_eq!(check(&token), Err(TokenError::ForeignIssuer), "{foreign}");
    }
}

#[test]
fn times_are_held_against_the_given_now() {
    let now = NOW.as_secs();
    for (name, value, verdict) in [
        ("exp", json!(now), Some(TokenError::Expired)),
        ("exp", json!(now - 1), Some(TokenError::Expired)),
        ("exp", json!(-1), Some(TokenError::Expired)),
        ("exp", json!(now + 1), None),
        ("exp", json!("9999999999"), Some(TokenError::Malformed)),
        ("exp", json!(null), Some(TokenError::Malformed)),
        ("exp", json!(1e30), Some(TokenError::Malformed)),
        ("nbf", json!(now), None),
        ("nbf", json!(now + 30), None),
        ("nbf", json!(now + 31), Some(TokenError::NotYetValid)),
        ("iat", json!(now + 31), Some(TokenError::NotYetValid)),
        ("iat", json!("now"), Some(TokenError::Malformed)),
    ] {
        let token = KEYS[0].sign("JWT", &with(name, value.clone()));
        assert_eq!(check(&token).err(), verdict, "{name} {value}");
    }
    let mut eternal = claims();
    eternal.as_object_mut().unwrap().remove("exp");
    assert_eq!(check(&KEYS[0].sign("JWT", &eternal)), Err(TokenError::Malformed));
    // Years away from the machine's own clock, it is still the given now that counts.
    let token = KEYS[0].sign("JWT", &json!({ "iss": ISSUER, "iat": 1000, "exp": 2000 }));
    assert!(verify(&token, &*KEYS, ISSUER, Timestamp::from_secs(1999)).is_ok());
    assert_eq!(verify(&token, &*KEYS, ISSUER, Timestamp::from_secs(1999) + Duration::from_secs(1)), Err(TokenError::Expired));
}

#[test]
fn a_signed_token_is_bounded_and_an_object() {
    let long = KEYS[0].sign("JWT", &with("scope", json!("s".repeat(6 * 1024))));
    assert_eq!(check(&long), Err(TokenError::TooLong));
    let below = KEYS[0].sign("JWT", &with("scope", json!("s".repeat(5 * 1024))));
    assert!(check(&below).is_ok());
    assert_eq!(check(&KEYS[0].sign("JWT", &json!(["not", "claims"]))), Err(TokenError::Malformed));
}

#[test]
fn keys_are_read_from_pkcs8_and_never_printed() {
    for unreadable in [&b""[..], b"\x30\x00", b"-----BEGIN PRIVATE KEY-----"] {
        assert_eq!(SigningKey::from_pkcs8(KeyId::new("k"), unreadable).unwrap_err(), KeyError::Unreadable);
    }
    assert_eq!(format!("{:?}", KEYS[0]), "SigningKey(first, ***)");
}

fn mfa_token() -> MfaToken {
    MfaToken {
        transaction: TransactionId::new("txn_1"),
        client: ClientId::new("client"),
        user: UserId::new("auth0|1"),
        audience: Some("https://api.example".to_owned()),
        scope: "openid profile".to_owned(),
        connection: crate::user::DEFAULT_CONNECTION.to_owned(),
        issuer: ISSUER.to_owned(),
        since: NOW,
        issued_at: NOW,
        expires_at: NOW + Duration::from_secs(600),
    }
}

fn oob_code() -> OobCode {
    OobCode {
        transaction: TransactionId::new("txn_1"),
        challenge: ChallengeId::new("cha_1"),
        device: DeviceId::new("dev_1"),
        channel: crate::delivery::Channel::Sms,
        recovery: Some(DeviceId::new("dev_0123456789abcdeg")),
        client: ClientId::new("client"),
        user: UserId::new("auth0|1"),
        issued_at: NOW,
        expires_at: NOW + Duration::from_secs(300),
    }
}

fn access_token() -> OpaqueAccessToken {
    OpaqueAccessToken {
        client: ClientId::new("client"),
        user: UserId::new("auth0|1"),
        scope: "openid".to_owned(),
        issuer: ISSUER.to_owned(),
        audience: None,
        family: None,
        issued_at: NOW,
        expires_at: NOW + Duration::from_secs(600),
    }
}

#[test]
fn sealed_tokens_come_back_whole() {
    let (keys, tenant) = (keyring(1), TenantId::new("ten_a"));
    assert_eq!(MfaToken::open(&mfa_token().seal(&tenant, &keys, NOW), &tenant, &keys), Ok(mfa_token()));
    assert_eq!(OobCode::open(&oob_code().seal(&tenant, &keys, NOW), &tenant, &keys), Ok(oob_code()));
    assert_eq!(OpaqueAccessToken::open(&access_token().seal(&tenant, &keys, NOW), &tenant, &keys), Ok(access_token()));
    let without = MfaToken { audience: None, ..mfa_token() };
    assert_eq!(MfaToken::open(&without.seal(&tenant, &keys, NOW), &tenant, &keys), Ok(without));
    let token = mfa_token().seal(&tenant, &keys, NOW);
    assert!(token.len() < 450, "{} characters", token.len());
}

#[test]
fn no_sealed_token_opens_as_another_kind_or_elsewhere() {
    let (keys, tenant, other) = (keyring(1), TenantId::new("ten_a"), TenantId::new("ten_b"));
    let [mfa, oob, access] =
        [mfa_token().seal(&tenant, &keys, NOW), oob_code().seal(&tenant, &keys, NOW), access_token().seal(&tenant, &keys, NOW)];
    for (text, opens) in [(&mfa, [true, false, false]), (&oob, [false, true, false]), (&access, [false, false, true])] {
        let verdicts = |tenant: &TenantId| {
            [
                MfaToken::open(text, tenant, &keys).err(),
                OobCode::open(text, tenant, &keys).err(),
                OpaqueAccessToken::open(text, tenant, &keys).err(),
            ]
        };
        assert_eq!(verdicts(&tenant), opens.map(|opens| (!opens).then_some(SecretError::Tampered)));
        assert_eq!(verdicts(&other), [Some(SecretError::Tampered); 3]);
        assert!(check(text).is_err(), "nor is it a JWT");
    }
    assert_eq!(MfaToken::open(&mfa, &tenant, &keyring(2)), Err(SecretError::UnknownKey));
    assert!(MfaToken::open(&KEYS[0].sign("at+jwt", &claims()), &tenant, &keys).is_err());
}

#[test]
fn no_character_of_a_sealed_token_may_change() {
    let (keys, tenant) = (keyring(1), TenantId::new("ten_a"));
    let token = oob_code().seal(&tenant, &keys, NOW);
    for at in 0..token.len() {
        let mut altered = token.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        assert!(OobCode::open(std::str::from_utf8(&altered).unwrap(), &tenant, &keys).is_err(), "character {at}");
    }
    for len in 0..token.len() {
        assert!(OobCode::open(&token[..len], &tenant, &keys).is_err(), "cut to {len}");
    }
}
