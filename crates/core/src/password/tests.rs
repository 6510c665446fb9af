use super::*;
use crate::secret::fixtures::SeededDice;

#[test]
fn a_password_answers_to_its_own_hash() {
    let dice = SeededDice::new(1);
    let (one, two) = (hash("correct horse", &dice), hash("correct horse", &dice));
    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, two, "each has its own salt");
    assert!(verify("correct horse", &one));
    assert!(!verify("correct horsf", &one));
    assert!(!verify("", &one));
}

#[test]
fn a_hash_of_another_hand_is_read() {
    // From the README of the reference implementation: `echo -n password | argon2 somesalt -t 2 -m 16 -p 4 -l 24`.
    let foreign = "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";
    assert!(verify("password", foreign));
    assert!(!verify("passwort", foreign));
    // OpenSSL's Argon2id, at our own cost.
    assert!(verify("correct horse", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4"));
}

#[test]
fn the_decoy_costs_the_same_and_opens_to_nobody() {
    let real = hash("correct horse", &SeededDice::new(1));
    let (decoy, real) = (PasswordHash::new(decoy_hash()).unwrap(), PasswordHash::new(&real).unwrap());
    assert_eq!((decoy.algorithm, decoy.version, &decoy.params), (real.algorithm, real.version, &real.params));
    assert_eq!(decoy.salt.unwrap().len(), real.salt.unwrap().len());
    assert_eq!(decoy.hash.unwrap().len(), real.hash.unwrap().len());
    assert!(!verify("", decoy_hash()) && !verify("password", decoy_hash()));
}

#[test]
fn unreadable_and_ruinous_hashes_are_refused() {
    let (salt, tail) = ("d7T0tfV3qpJ/iVy0WoaNmw", "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for hostile in [
        String::new(),
        "password".to_owned(),
        "$2b$10$nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa".to_owned(),
        format!("$argon2id$v=19$m=4194304,t=2,p=1${salt}{tail}"),
        format!("$argon2id$v=19$m=19456,t=4294967295,p=1${salt}{tail}"),
        format!("$argon2id$v=19$m=262144,t=1,p=16000${salt}{tail}"),
        format!("$argon2id$v=19$m=19456,t=2,p=1${salt}"),
    ] {
        assert!(!verify("password", &hostile), "{hostile}");
    }
}

#[test]
fn strength_counts_characters_and_bounds_bytes() {
    for (password, verdict) in [
        ("", Err(WeakPassword::TooShort { min: 8 })),
        ("1234567", Err(WeakPassword::TooShort { min: 8 })),
        ("12345678", Ok(())),
        ("пароль12", Ok(())),
        ("😀😀😀😀😀😀😀", Err(WeakPassword::TooShort { min: 8 })),
        (&"a".repeat(1024), Ok(())),
        (&"a".repeat(1025), Err(WeakPassword::TooLong)),
    ] {
        assert_eq!(check_strength(password), verdict, "{password}");
    }
}

#[test]
fn a_connection_asks_for_more() {
    use PasswordPolicy as P;
    let (short, three, four) = (|min| Err(WeakPassword::TooShort { min }), WeakPassword::NotThreeKinds, WeakPassword::NotThreeOfFourKinds);
    for (policy, length, password, verdict) in [
        (P::None, None, "aaaaaaaa", Ok(())),
        (P::None, Some(1), "aaaaaaa", short(8)),
        (P::Low, Some(12), "aaaaaaaaaaa", short(12)),
        (P::Fair, None, "aaaaaaaa1", Err(three)),
        (P::Fair, None, "Aaaaaaaa1", Ok(())),
        (P::Good, None, "aaaaaaaa1", Err(four)),
        (P::Good, None, "aaaaaaa1!", Ok(())),
        (P::Excellent, None, "Aabbccdd1", short(10)),
        (P::Excellent, None, "Aabbbccdd1", Err(WeakPassword::Repeats)),
        (P::Excellent, None, "Aabbccdde1", Ok(())),
        (P::Excellent, Some(8), "Aabbccd1", Ok(())),
    ] {
        assert_eq!(PasswordRule::new(Some(policy), length).check(password), verdict, "{policy:?} {length:?} {password}");
    }
}

/// One of each kind, of the password "abc", and whether it is cheaper than ours.
fn of_other_systems() -> [(&'static str, &'static str, bool); 8] {
    [
        ("$digest-sha256$s=prefix,e=utf8$$ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0", "abc", true),
        ("$hmac-md5$s=prefix,e=utf8$SmVmZQ$$dQx4PmqwtQPqqG4xCl23OA", "what do ya want for nothing?", true),
        ("$pbkdf2-sha1$i=4096,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE", "password", true),
        ("$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe", "a", true),
        ("$2a$08$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm", "abc", true),
        ("$2a$10$WvvTPHKwdBJ3uk0Z37EMR.hLA2W6N9AEBhEgrAOljy2Ae5MtaSIUi", "abc", false),
        ("$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG", "password", false),
        ("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password", true),
    ]
}

#[test]
fn a_cheap_hash_is_kept_within_one_of_ours() {
    let dice = SeededDice::new(3);
    for (text, password, cheap) in of_other_systems() {
        assert!(verify(password, text) && is_outdated(text), "{text}");
        assert_eq!(is_cheap(text), cheap, "{text}");
        let kept = hardened(text, &dice);
        if !cheap {
            assert_eq!(kept, text);
            continue;
        }
        assert!(kept.starts_with("$wrapped$") && is_outdated(&kept) && !is_cheap(&kept), "{kept}");
        let hash = text.rsplit('$').next().expect("a last part");
        let tail = hash.get(hash.len() - 20..).expect("a hash is longer");
        assert!(!kept.contains(tail), "nothing of the cheap hash is left: {kept}");
        assert_eq!(kept.matches("$argon2id$v=19$m=19456,t=2,p=1$").count(), 1, "{kept}");
        let before = digests();
        assert!(verify(password, &kept), "{kept}");
        assert!(!verify(&format!("{password}x"), &kept) && !verify("", &kept), "{kept}");
        assert_eq!(digests() - before, 3, "one of ours each time");
        assert_ne!(hardened(text, &dice), kept, "each has its own salt");
    }
    let own = hash("abc", &dice);
    assert!(!is_cheap(&own) && hardened(&own, &dice) == own);
}

/// Costs are counted, not timed: what a wrong password costs at least is what an unknown user's costs.
#[test]
fn a_wrong_password_costs_a_hash_of_ours_whatever_is_kept() {
    let dice = SeededDice::new(4);
    let cost = |text: &str| {
        let before = digests();
        assert!(!verify("certainly not", text), "{text}");
        digests() - before
    };
    let unknown = cost(decoy_hash());
    assert_eq!(unknown, 1);
    assert_eq!(cost(&hash("abc", &dice)), unknown);
    for (text, ..) in of_other_systems() {
        assert_eq!(cost(text), unknown, "{text}");
        assert_eq!(cost(&hardened(text, &dice)), unknown, "{text}");
    }
    let broken = [
        "",
        "password",
        "$wrapped",
        "$wrapped$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4",
        "$argon2id$v=19$m=4194304,t=2,p=1$d7T0tfV3qpJ/iVy0WoaNmw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=2,p=1$d7T0tfV3qpJ/iVy0WoaNmw",
    ];
    for text in broken {
        assert_eq!(cost(text), unknown, "{text:?}");
    }
    // Not in the hash's encoding, so nobody's password: it costs the same.
    let ascii = hardened("$digest-md5$s=prefix,e=ascii$$kAFQmDzST7DWlj99KOF/cg", &dice);
    let before = digests();
    assert!(verify("abc", &ascii) && !verify("пароль", &ascii));
    assert_eq!(digests() - before, 2);
}
