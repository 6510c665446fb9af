//! How sure we are that it is the same person as last time: what the adaptive policy asks before it asks for a second factor.
//!
//! Auth0's three assessors (`NewDevice`, `ImpossibleTravel`, `UntrustedIP`), each a plain rule that can be told to whoever it
//! stopped. One that finds fault makes the confidence low; what cannot be known finds none.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use crate::browser::Browser;
use crate::clock::Timestamp;
use crate::guard::{Bucket, BucketKind};

/// Failed sign-ins from one address; an address that has emptied it is not trusted until some have come back.
pub const FAILED_LOGINS: Bucket = Bucket { kind: BucketKind::FailedLogins, capacity: 10, refill: Duration::from_secs(360) };
/// Whose requests are counted together: an IPv4 address, or an IPv6 network of 64 bits, which is one household's.
pub fn source_of(ip: &str) -> String {
    match ip.parse::<IpAddr>().map(network_of) {
        Ok(IpAddr::V6(network)) => format!("{network}/64"),
        Ok(address) => address.to_string(),
        Err(_) => String::new(),
    }
}

/// The same as an address: of an IPv6 network its first.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

/// Nobody is in two countries within so short a time, but for those who live at a border: they are asked once more.
const SHORTEST_JOURNEY: Duration = Duration::from_secs(2 * 3600);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assessor {
    /// This browser was not seen with this user for thirty days.
    NewDevice,
    /// The last sign-in came from another country, too short a time ago.
    ImpossibleTravel,
    /// On the operator's list, or the source of many failed sign-ins.
    UntrustedIp,
}

/// What is known when somebody has typed the right password.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    pub now: Timestamp,
    /// This user's record of the browser in use.
    pub browser: Option<&'a Browser>,
    /// The browser that this user signed in by last.
    pub latest: Option<&'a Browser>,
    pub country: Option<&'a str>,
    pub ip_is_untrusted: bool,
}

/// The first assessor that finds fault; `None` is high confidence.
pub fn doubt(facts: &Facts<'_>) -> Option<Assessor> {
    if facts.ip_is_untrusted {
        return Some(Assessor::UntrustedIp);
    }
    if !facts.browser.is_some_and(|browser| browser.is_known(facts.now)) {
        return Some(Assessor::NewDevice);
    }
    let has_travelled = facts.latest.is_some_and(|last| {
        let is_abroad = matches!((&last.country, facts.country), (Some(then), Some(now)) if then != now);
        is_abroad && facts.now.since(last.last_seen_at) < SHORTEST_JOURNEY
    });
    has_travelled.then_some(Assessor::ImpossibleTravel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_an_address_or_a_households_network() {
        let table = [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("", ""),
        ];
        for (ip, source) in table {
            assert_eq!(source_of(ip), source);
        }
    }

    #[test]
    fn each_assessor_finds_its_fault() {
        let now = Timestamp::from_secs(10_000_000);
        let seen = |country: Option<&str>, ago: u64| Browser {
            hash: [0; 32],
            ip: "203.0.113.7".into(),
            country: country.map(str::to_owned),
            first_seen_at: now - Duration::from_secs(ago),
            last_seen_at: now - Duration::from_secs(ago),
            remembered_until: None,
        };
        let (home, old, abroad) = (seen(Some("DE"), 3600), seen(Some("DE"), 31 * 86_400), seen(Some("BR"), 3600));
        let long_ago = seen(Some("BR"), 3 * 3600);
        let nowhere = seen(None, 60);
        let facts = |browser, latest, ip_is_untrusted| Facts { now, browser, latest, country: Some("DE"), ip_is_untrusted };
        assert_eq!(doubt(&facts(Some(&home), Some(&home), false)), None);
        assert_eq!(doubt(&facts(None, None, false)), Some(Assessor::NewDevice));
        assert_eq!(doubt(&facts(Some(&old), Some(&old), false)), Some(Assessor::NewDevice));
        assert_eq!(doubt(&facts(Some(&home), Some(&abroad), false)), Some(Assessor::ImpossibleTravel));
        assert_eq!(doubt(&facts(Some(&home), Some(&long_ago), false)), None, "time enough to fly");
        assert_eq!(doubt(&facts(Some(&home), Some(&nowhere), false)), None, "what is not known finds no fault");
        assert_eq!(doubt(&facts(Some(&home), Some(&home), true)), Some(Assessor::UntrustedIp));
    }
}
