//! The section `[metrics]` of `server.toml`: where a Prometheus on this machine finds figures.

use std::net::SocketAddr;

use serde::Deserialize;

/// Where metrics are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// The TCP address to listen on.
    pub listen: Loopback,
}

/// An address that only this machine reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SocketAddr")]
pub struct Loopback(SocketAddr);

impl Loopback {
    /// The address.
    #[must_use]
    pub const fn address(self) -> SocketAddr {
        self.0
    }
}

impl TryFrom<SocketAddr> for Loopback {
    type Error = NotLoopback;

    fn try_from(address: SocketAddr) -> Result<Self, NotLoopback> {
        if address.ip().is_loopback() {
            Ok(Self(address))
        } else {
            Err(NotLoopback)
        }
    }
}

/// Others would reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("metrics are served to this machine only; write metrics.listen as 127.0.0.1:9464")]
pub struct NotLoopback;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_others_reach_is_refused() {
        let read = |address: &str| toml::from_str::<Metrics>(&format!("listen = \"{address}\""));
        for own in ["127.0.0.1:9464", "[::1]:9464", "127.7.7.7:0"] {
            assert_eq!(read(own).unwrap().listen.address().to_string(), own);
        }
        for open in [
            "0.0.0.0:9464",
            "[::]:9464",
            "192.168.1.4:9464",
            "localhost:9464",
        ] {
            assert!(read(open).is_err(), "{open}");
        }
        assert!(toml::from_str::<Metrics>("").is_err());
    }
}
