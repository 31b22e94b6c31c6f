//! `[uploads]`: who looks at files before people do.

use crate::kernel::given::text;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// `[uploads]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UploadsSection {
    /// Where ClamAV's daemon listens: a socket file, or an address of this machine; empty for none.
    #[serde(deserialize_with = "text")]
    pub clamd: String,
}

impl UploadsSection {
    /// Where the scanner is; none if there is none.
    ///
    /// # Errors
    /// A sentence, if it is no place on this machine.
    pub fn scanner(&self) -> Result<Option<ScannerPlace>, String> {
        if self.clamd.is_empty() { Ok(None) } else { ScannerPlace::parse(&self.clamd).map(Some) }
    }
}

/// Where the daemon listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerPlace {
    /// A socket file.
    Socket(PathBuf),
    /// An address of this machine.
    Loopback(SocketAddr),
}

impl ScannerPlace {
    /// From what an operator writes: a path, or an address of this machine.
    ///
    /// # Errors
    /// A sentence, if it is neither: the protocol has no cipher, so files would go through a network as they are.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with('/') {
            return Ok(Self::Socket(text.into()));
        }
        let address = text.parse::<SocketAddr>().ok().filter(|address| address.ip().is_loopback());
        address.map(Self::Loopback).ok_or_else(|| "uploads.clamd must be a path like /run/clamav/clamd.ctl, or an address of this machine like 127.0.0.1:3310: files go to it as they are".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_shown_files() {
        assert_eq!(ScannerPlace::parse("/run/clamav/clamd.ctl"), Ok(ScannerPlace::Socket("/run/clamav/clamd.ctl".into())));
        assert_eq!(ScannerPlace::parse("127.0.0.1:3310"), Ok(ScannerPlace::Loopback("127.0.0.1:3310".parse().unwrap())));
        assert!(ScannerPlace::parse("[::1]:3310").is_ok());
        for other in ["", "10.0.0.5:3310", "0.0.0.0:3310", "localhost", "scanner.example:3310", "run/clamd.ctl"] {
            assert!(ScannerPlace::parse(other).is_err(), "{other}");
        }
    }
}
