//! Addresses and networks, as settings name them.

use std::net::IpAddr;

use serde::Deserialize;

/// An address or a network in CIDR notation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same_prefix(&own.octets(), &other.octets(), self.prefix),
            (IpAddr::V6(own), IpAddr::V6(other)) => same_prefix(&own.octets(), &other.octets(), self.prefix),
            _ => false,
        }
    }
}

fn same_prefix(own: &[u8], other: &[u8], bits: u8) -> bool {
    let (whole, rest) = (usize::from(bits / 8), bits % 8);
    own[..whole] == other[..whole] && (rest == 0 || (own[whole] ^ other[whole]) >> (8 - rest) == 0)
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let problem = || format!("{text:?} is neither an address nor a network such as 10.0.0.0/8");
        let (address, prefix) = text.split_once('/').map_or((text.as_str(), None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().map_err(|_| problem())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(longest), str::parse).map_err(|_| problem())?;
        (prefix <= longest).then_some(Self { address, prefix }).ok_or_else(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_match_by_prefix() {
        let network = |text: &str| Network::try_from(text.to_owned()).expect("well formed");
        assert!(network("10.0.0.0/8").contains("10.255.1.1".parse().expect("an address")));
        assert!(!network("10.0.0.0/8").contains("11.0.0.1".parse().expect("an address")));
        assert!(network("127.0.0.1").contains("::ffff:127.0.0.1".parse().expect("an address")));
        assert!(network("2001:db8::/33").contains("2001:db8:7fff::1".parse().expect("an address")));
        assert!(Network::try_from("10.0.0.0/33".to_owned()).is_err());
    }
}
