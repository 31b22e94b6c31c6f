//! Telling programs of others: one POST to an address that they registered.

use reqwest::Url;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address to tell: its form was checked, where it leads is checked each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Url);

/// Why an address is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTarget {
    /// It is no address of a program on the web, or has a name and password in it.
    Form,
    /// It is not https.
    Plain,
    /// It leads into a machine or a network that is not public.
    Inside,
}

/// The longest address.
const LONGEST: usize = 500;

impl Target {
    /// From text; `allows_inside` lets a demonstration tell a program beside it, without https.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str, allows_inside: bool) -> Result<Self, NoTarget> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST).ok_or(NoTarget::Form)?;
        let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !is_bare || !matches!(url.scheme(), "https" | "http") || url.host_str().is_none_or(str::is_empty) {
            return Err(NoTarget::Form);
        }
        if allows_inside {
            return Ok(Self(url));
        }
        if url.scheme() != "https" {
            return Err(NoTarget::Plain);
        }
        // A host without a dot is one of our own network; a number may be written in many ways, and the parser knows them all.
        let is_outside = match url.host_str().map(|host| host.trim_matches(['[', ']'])) {
            Some(host) => host.parse::<IpAddr>().map_or_else(|_| is_outside(host), is_public),
            None => false,
        };
        if is_outside { Ok(Self(url)) } else { Err(NoTarget::Inside) }
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }
}

fn is_outside(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let inner = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];
    host.contains('.') && host != "localhost" && !inner.iter().any(|end| host.ends_with(end))
}

/// Whether everybody on the internet means the same machine by it.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // What carries an older address within it leads where that one leads.
    let [.., w, x, y, z] = ip.octets();
    let within = Ipv4Addr::new(w, x, y, z);
    match (first, second) {
        (0x0064, 0xff9b) => ip.segments().iter().skip(2).take(4).all(|part| *part == 0) && is_public_v4(within),
        (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff) => false,
        (0x2000..=0x3fff, _) => true,
        // Among the rest: ::, ::1, mapped and compatible ones, fc00::/7, fe80::/10, ff00::/8.
        _ => false,
    }
}

/// One message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Where to.
    pub target: Target,
    /// `webhook-id`: the same in each try.
    pub id: String,
    /// `webhook-timestamp`: Unix seconds of this try.
    pub timestamp: i64,
    /// `webhook-signature`.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// What became of a try. What was answered is not read: it is a stranger's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was taken: a status of 200 to 299.
    Taken,
    /// It was not; a code for the page.
    Not(String),
}

/// Tells programs of others.
#[async_trait::async_trait]
pub trait Hooks: Send + Sync {
    /// Tries once.
    async fn post(&self, parcel: &Parcel) -> Came;
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSIDE: [&str; 35] = [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
        "3fff::1",
        "100::1",
    ];

    #[test]
    fn only_public_addresses_are_public() {
        for inside in INSIDE {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["8.8.8.8", "114.114.114.114", "172.32.0.1", "100.128.0.1", "2400:3200::1", "64:ff9b::808:808"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_is_https_and_outside() {
        for good in ["https://example.cn/hook", "https://a.example.cn:8443/h?x=1", "https://8.8.8.8/h", "https://[2400:3200::1]/h"] {
            assert!(Target::parse(good, false).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("", NoTarget::Form),
            ("example.cn/hook", NoTarget::Form),
            ("ftp://example.cn/", NoTarget::Form),
            ("file:///etc/passwd", NoTarget::Form),
            ("https://user:password@example.cn/", NoTarget::Form),
            ("https://example.cn/#x", NoTarget::Form),
            ("http://example.cn/", NoTarget::Plain),
            ("https://localhost/", NoTarget::Inside),
            ("https://database/", NoTarget::Inside),
            ("https://a.localhost/", NoTarget::Inside),
            ("https://metadata.google.internal/", NoTarget::Inside),
            ("https://printer.local./", NoTarget::Inside),
            ("https://127.0.0.1/", NoTarget::Inside),
            ("https://2130706433/", NoTarget::Inside),
            ("https://0x7f.1/", NoTarget::Inside),
            ("https://0177.0.0.1/", NoTarget::Inside),
            ("https://169.254.169.254/latest/meta-data", NoTarget::Inside),
            ("https://[::1]/", NoTarget::Inside),
            ("https://[::ffff:10.0.0.1]/", NoTarget::Inside),
        ] {
            assert_eq!(Target::parse(bad, false), Err(why), "{bad}");
        }
        assert_eq!(Target::parse(&format!("https://example.cn/{}", "a".repeat(500)), false), Err(NoTarget::Form));
        assert!(Target::parse("http://127.0.0.1:9/", true).is_ok(), "a demonstration tells what runs beside it");
    }
}
