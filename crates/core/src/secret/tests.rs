use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::fixtures::{NOW, SeededDice, keyring};
use super::*;
use crate::clock::Timestamp;

const PLAIN: &[u8] = b"+447700900123";

fn house(dice: &Arc<SeededDice>) -> (MasterKey, Vec<DataKey>) {
    let (master, _) = MasterKey::generate(&**dice);
    let keys = [KeyPurpose::Seal, KeyPurpose::Hash].map(|purpose| DataKey::generate(&master, purpose, NOW, NOW, &**dice));
    (master, keys.to_vec())
}

#[test]
fn what_is_sealed_opens_in_its_place_only() {
    let keys = keyring(1);
    let sealed = keys.seal(NOW, Purpose::PhoneNumber, "ten_a/dev_1", PLAIN);
    assert_eq!(keys.open(Purpose::PhoneNumber, "ten_a/dev_1", &sealed).unwrap().as_slice(), PLAIN);
    assert_eq!(keys.open(Purpose::Message, "ten_a/dev_1", &sealed), Err(SecretError::Tampered));
    assert_eq!(keys.open(Purpose::PhoneNumber, "ten_b/dev_1", &sealed), Err(SecretError::Tampered));
    assert_eq!(keys.open(Purpose::PhoneNumber, "ten_a/dev_2", &sealed), Err(SecretError::Tampered));
    assert_eq!(keyring(2).open(Purpose::PhoneNumber, "ten_a/dev_1", &sealed), Err(SecretError::UnknownKey));
}

#[test]
fn equal_values_are_sealed_differently() {
    let keys = keyring(1);
    assert_ne!(keys.seal(NOW, Purpose::Message, "", PLAIN), keys.seal(NOW, Purpose::Message, "", PLAIN));
}

#[test]
fn no_byte_of_a_sealed_value_may_change() {
    let keys = keyring(1);
    let sealed = keys.seal(NOW, Purpose::Message, "ten_a/del_1", PLAIN);
    assert_eq!(sealed.len(), 1 + 4 + 12 + PLAIN.len() + 16);
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut altered = sealed.clone();
            altered[at] ^= 1 << bit;
            let expected = match at {
                0 => SecretError::Malformed,
                1..=4 => SecretError::UnknownKey,
                _ => SecretError::Tampered,
            };
            assert_eq!(keys.open(Purpose::Message, "ten_a/del_1", &altered), Err(expected), "bit {bit} of byte {at}");
        }
    }
    for len in 0..sealed.len() {
        assert!(keys.open(Purpose::Message, "ten_a/del_1", &sealed[..len]).is_err(), "cut to {len}");
    }
    let longer = [sealed.as_slice(), &[0]].concat();
    assert_eq!(keys.open(Purpose::Message, "ten_a/del_1", &longer), Err(SecretError::Tampered));
}

#[test]
fn a_new_key_seals_from_its_activation_and_the_old_one_still_opens() {
    let dice = Arc::new(SeededDice::new(3));
    let (master, mut keys) = house(&dice);
    let before = Keyring::unlock(&master, &keys, dice.clone()).unwrap();
    let old = before.seal(NOW, Purpose::Message, "", b"old");

    let notice = Duration::from_secs(60);
    keys.push(DataKey::generate(&master, KeyPurpose::Seal, NOW, NOW + notice, &*dice));
    let after = Keyring::unlock(&master, &keys, dice).unwrap();
    let waiting = after.seal(NOW, Purpose::Message, "", b"waiting");
    let new = after.seal(NOW + notice, Purpose::Message, "", b"new");
    let set_back = after.seal(Timestamp::from_secs(0), Purpose::Message, "", b"set back");

    assert_eq!(after.open(Purpose::Message, "", &old).unwrap().as_slice(), b"old");
    assert_eq!(after.open(Purpose::Message, "", &new).unwrap().as_slice(), b"new");
    assert_eq!(before.open(Purpose::Message, "", &waiting).unwrap().as_slice(), b"waiting");
    assert_eq!(before.open(Purpose::Message, "", &set_back).unwrap().as_slice(), b"set back");
    assert_eq!(before.open(Purpose::Message, "", &new), Err(SecretError::UnknownKey));
}

#[test]
fn a_new_master_key_opens_what_the_old_one_sealed() {
    let dice = Arc::new(SeededDice::new(4));
    let (old, keys) = house(&dice);
    let (new, _) = MasterKey::generate(&*dice);
    let first = Keyring::unlock(&old, &keys, dice.clone()).unwrap();
    let sealed = first.seal(NOW, Purpose::Message, "", PLAIN);

    let moved: Vec<_> = keys.iter().map(|key| key.rewrap(&old, &new, &*dice).unwrap()).collect();
    let second = Keyring::unlock(&new, &moved, dice.clone()).unwrap();
    assert_eq!(second.open(Purpose::Message, "", &sealed).unwrap().as_slice(), PLAIN);
    assert_eq!(second.hash(Purpose::BindingCode, &[b"1"]), first.hash(Purpose::BindingCode, &[b"1"]));
    assert_eq!(Keyring::unlock(&old, &moved, dice.clone()).unwrap_err(), SecretError::WrongMasterKey);
    assert_eq!(keys[0].rewrap(&new, &old, &*dice).unwrap_err(), SecretError::WrongMasterKey);
}

#[test]
fn a_wrapped_key_is_bound_to_what_it_says_of_itself() {
    let dice = Arc::new(SeededDice::new(5));
    let (master, keys) = house(&dice);
    let (mut as_hash, mut renamed) = (keys[0].clone(), keys[0].clone());
    as_hash.purpose = KeyPurpose::Hash;
    renamed.id = keys[1].id.clone();
    for forged in [as_hash, renamed] {
        assert_eq!(Keyring::unlock(&master, &[forged], dice.clone()).unwrap_err(), SecretError::Tampered);
    }
    for at in 0..keys[0].wrapped.len() {
        let mut altered = keys.clone();
        altered[0].wrapped[at] ^= 1;
        assert!(Keyring::unlock(&master, &altered, dice.clone()).is_err(), "byte {at}");
    }
}

#[test]
fn a_keyring_needs_a_seal_key_and_one_hash_key() {
    let dice = Arc::new(SeededDice::new(6));
    let (master, keys) = house(&dice);
    let second_hash = DataKey::generate(&master, KeyPurpose::Hash, NOW, NOW, &*dice);
    let two_hashes = [keys.clone(), vec![second_hash]].concat();
    for incomplete in [&keys[..0], &keys[..1], &keys[1..], &two_hashes[..]] {
        assert_eq!(Keyring::unlock(&master, incomplete, dice.clone()).unwrap_err(), SecretError::IncompleteKeyring);
    }
}

#[test]
fn tokens_are_text_and_bounded() {
    let keys = keyring(7);
    let token = keys.seal_token(NOW, Purpose::MfaToken, "ten_a", PLAIN);
    assert!(token.starts_with("Fe26.2**"));
    assert!(token["Fe26.2**".len()..].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{token}");
    assert_eq!(keys.open_token(Purpose::MfaToken, "ten_a", &token).unwrap().as_slice(), PLAIN);
    // The longest that opens, and one byte more.
    let longest = keys.seal_token(NOW, Purpose::MfaToken, "ten_a", &[7; 3033]);
    assert_eq!(longest.len(), 4096);
    assert!(keys.open_token(Purpose::MfaToken, "ten_a", &longest).is_ok());
    let oversized = keys.seal_token(NOW, Purpose::MfaToken, "ten_a", &[7; 3034]);
    for hostile in [
        oversized.as_str(),
        "",
        "Fe26.2**",
        "Fe26.2**A",
        "Fe26.2**AQ==",
        "Fe26.2**\u{1F600}",
        "fe26.2**AQAA",
        &token[8..],
        &format!("{token}="),
    ] {
        assert_eq!(keys.open_token(Purpose::MfaToken, "ten_a", hostile), Err(SecretError::Malformed), "{hostile}");
    }
}

#[test]
fn hashes_tell_purposes_and_parts_apart() {
    let keys = keyring(8);
    let hash = keys.hash(Purpose::BindingCode, &[b"cha_1", b"123456"]);
    assert_eq!(hash, keys.hash(Purpose::BindingCode, &[b"cha_1", b"123456"]));
    let others: [(Purpose, &[&[u8]]); 5] = [
        (Purpose::RecoveryCode, &[b"cha_1", b"123456"]),
        (Purpose::BindingCode, &[b"cha_11", b"23456"]),
        (Purpose::BindingCode, &[b"cha_1123456"]),
        (Purpose::BindingCode, &[b"cha_1", b"123456", b""]),
        (Purpose::BindingCode, &[b"123456", b"cha_1"]),
    ];
    for (purpose, parts) in others {
        assert_ne!(hash, keys.hash(purpose, parts), "{purpose:?} {parts:?}");
    }
    assert_ne!(hash, keyring(9).hash(Purpose::BindingCode, &[b"cha_1", b"123456"]));
}

#[test]
fn a_master_key_is_read_as_it_was_printed() {
    let dice = SeededDice::new(10);
    let (master, text) = MasterKey::generate(&dice);
    for form in [text.to_string(), format!("  {}\n", *text), text.trim_end_matches('=').to_owned()] {
        assert_eq!(MasterKey::from_base64(&form).unwrap().id(), master.id());
    }
    assert_eq!(master.id().len(), 8);
    for wrong in ["", "c2hvcnQ=", "not base64!", &"A".repeat(44), &format!("{}AAAA", text.trim_end_matches('='))] {
        assert_eq!(MasterKey::from_base64(wrong).unwrap_err(), SecretError::NotAKey, "{wrong}");
    }
}

#[test]
fn purposes_have_names_of_their_own() {
    use Purpose::*;
    let all = [
        BindingCode,
        RecoveryCode,
        RefreshToken,
        PhoneIndex,
        PhoneNumber,
        Message,
        ClientSecret,
        SigningKey,
        TwilioConfig,
        MfaToken,
        OobCode,
        AccessToken,
        InboxMessage,
        DataKey,
    ];
    let names: std::collections::BTreeSet<_> = all.iter().map(|purpose| purpose.name()).collect();
    assert_eq!(names.len(), all.len());
    assert!(names.iter().all(|name| !name.contains('\0')));
    assert_eq!(KeyPurpose::parse("seal"), Some(KeyPurpose::Seal));
    assert_eq!(KeyPurpose::parse("hash"), Some(KeyPurpose::Hash));
    assert_eq!(KeyPurpose::parse("Seal"), None);
}

#[test]
fn a_secret_is_compared_but_not_printed() {
    let secret = Secret::new("correct horse");
    assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret(***) Some(Secret(***))");
    assert!(secret.matches("correct horse") && !secret.matches("correct horsf") && !secret.matches("correct") && !secret.matches(""));
    assert_eq!(secret, Secret::new("correct horse"));
    assert_ne!(secret, Secret::new("battery staple"));
    assert_eq!(serde_json::to_string(&secret).unwrap(), "\"correct horse\"");
    assert_eq!(serde_json::from_str::<Secret>("\"correct horse\"").unwrap(), secret);
}

#[test]
fn debug_shows_no_key() {
    let dice = Arc::new(SeededDice::new(11));
    let (master, text) = MasterKey::generate(&*dice);
    let key = DataKey::generate(&master, KeyPurpose::Seal, NOW, NOW, &*dice);
    let hash = DataKey::generate(&master, KeyPurpose::Hash, NOW, NOW, &*dice);
    let keys = Keyring::unlock(&master, &[key.clone(), hash], dice).unwrap();
    assert_eq!(format!("{master:?}"), format!("MasterKey({}, ***)", master.id()));
    assert_eq!(format!("{keys:?}"), "Keyring(1 seal keys, ***)");
    let shown = format!("{key:?}");
    assert!(shown.contains(key.id.as_str()) && !shown.contains("wrapped") && !shown.contains(text.as_str()), "{shown}");
}

proptest! {
    #[test]
    fn every_value_comes_back(plain in prop::collection::vec(any::<u8>(), 0..600), context in ".{0,40}") {
        let keys = keyring(12);
        let sealed = keys.seal(NOW, Purpose::Message, &context, &plain);
        let opened = keys.open(Purpose::Message, &context, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), plain.as_slice());
    }

    #[test]
    fn whatever_is_no_seal_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,200}") {
        let keys = keyring(13);
        prop_assert!(keys.open(Purpose::Message, "", &bytes).is_err());
        let token = format!("Fe26.2**{text}");
        prop_assert!(keys.open_token(Purpose::MfaToken, "", &token).is_err());
    }
}

#[test]
fn two_master_keys_are_held_while_one_takes_over() {
    let dice = Arc::new(SeededDice::new(11));
    let master = || MasterKey::generate(&*dice).0;
    let (old, new, other) = (master(), master(), master());
    let of = |master: &MasterKey, purpose| DataKey::generate(master, purpose, NOW, NOW, &*dice);
    let (hash, seal) = (of(&old, KeyPurpose::Hash), of(&old, KeyPurpose::Seal));
    let sealed = Keyring::unlock(&old, &[hash.clone(), seal.clone()], dice.clone()).unwrap().seal(NOW, Purpose::Message, "t/1", b"hi");
    assert_eq!(hash.master_id(), Some(old.id()));
    let moved = [&hash, &seal].map(|key| key.rewrap(&old, &new, &*dice).unwrap());
    assert_eq!((moved[0].master_id(), moved[1].tag()), (Some(new.id()), seal.tag()));

    let held = MasterKeys::new(old, Some(new));
    assert_eq!(held.own().id(), hash.master_id().unwrap());
    // Before and after, and one key under each.
    for keys in [[&hash, &seal], [&moved[0], &moved[1]], [&hash, &moved[1]]] {
        let keyring = Keyring::unlock_by(&held, &keys.map(Clone::clone), dice.clone()).unwrap();
        assert_eq!(keyring.open(Purpose::Message, "t/1", &sealed).unwrap().as_slice(), b"hi");
    }
    let strange = MasterKeys::new(other, None);
    assert_eq!(Keyring::unlock_by(&strange, &[hash, seal], dice).err(), Some(SecretError::WrongMasterKey));
}

#[test]
fn a_seal_begins_with_its_keys_header() {
    let dice = Arc::new(SeededDice::new(12));
    let (master, _) = MasterKey::generate(&*dice);
    let of = |purpose, from| DataKey::generate(&master, purpose, NOW, from, &*dice);
    let later = NOW + Duration::from_secs(60);
    let keys = [of(KeyPurpose::Hash, NOW), of(KeyPurpose::Seal, NOW), of(KeyPurpose::Seal, later)];
    let keyring = Keyring::unlock(&master, &keys, dice).unwrap();
    for (now, key) in [(NOW, &keys[1]), (later, &keys[2])] {
        let header = keyring.seal_header(now);
        assert_eq!(header[1..], key.tag());
        assert!(keyring.seal(now, Purpose::Message, "t/1", b"hi").starts_with(&header));
    }
}
