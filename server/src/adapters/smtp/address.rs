//! `mail.url`: where the mail server is, how the way to it is closed, and as whom we come.

use std::fmt;
use std::net::IpAddr;

/// How the way is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// TLS from the first byte: `smtps://`.
    Whole,
    /// STARTTLS, and nothing without it: `smtp://…?tls=required`.
    StartTls,
    /// Not at all.
    None,
}

/// An address of a mail server.
#[derive(Clone)]
pub struct Address {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the way is closed.
    pub encryption: Encryption,
    /// User and password.
    pub login: Option<(String, String)>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.encryption)
    }
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong, without the password.
    pub fn parse(url: &str) -> Result<Self, String> {
        let wrong = || "mail.url must be smtps://…, smtp://…?tls=required or smtp://…".to_owned();
        let parsed = reqwest::Url::parse(url).map_err(|_| wrong())?;
        let host = parsed.host_str().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let (encryption, usual) = match (parsed.scheme(), parsed.query()) {
            ("smtps", None) => (Encryption::Whole, 465),
            ("smtp", Some("tls=required")) => (Encryption::StartTls, 587),
            ("smtp", None) => (Encryption::None, 25),
            _ => return Err(wrong()),
        };
        let password = parsed.password().unwrap_or_default();
        let login = (!parsed.username().is_empty()).then(|| Some((decoded(parsed.username())?, decoded(password)?)));
        let login = login.map(|login| login.ok_or_else(wrong)).transpose()?;
        if login.is_some() && encryption == Encryption::None && !is_loopback(&host) {
            return Err("mail.url would send its password in clear: use smtps:// or ?tls=required".to_owned());
        }
        Ok(Self { host, port: parsed.port().unwrap_or(usual), encryption, login })
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// `p%40ss` is `p@ss`.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.extend(hex::decode(digits).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_its_port_and_its_lock() {
        for (url, host, port, encryption, login) in [
            ("smtps://u:p%40ss%3A@mail.example.cn", "mail.example.cn", 465, Encryption::Whole, Some(("u", "p@ss:"))),
            (
                "smtp://u%40example.cn:p@mail.example.cn?tls=required",
                "mail.example.cn",
                587,
                Encryption::StartTls,
                Some(("u@example.cn", "p")),
            ),
            ("smtp://10.0.0.5:2525", "10.0.0.5", 2525, Encryption::None, None),
            ("smtp://u:p@127.0.0.1:25", "127.0.0.1", 25, Encryption::None, Some(("u", "p"))),
            ("smtp://u:p@[::1]", "::1", 25, Encryption::None, Some(("u", "p"))),
        ] {
            let address = Address::parse(url).unwrap();
            assert_eq!((address.host.as_str(), address.port, address.encryption), (host, port, encryption), "{url}");
            assert_eq!(address.login.as_ref().map(|(user, password)| (user.as_str(), password.as_str())), login, "{url}");
            assert!(!format!("{address:?}").contains("p@ss"));
        }
    }

    #[test]
    fn nothing_else_is_an_address_and_no_password_goes_in_clear() {
        for url in [
            "mail.example.cn",
            "https://mail.example.cn",
            "smtp://mail.example.cn?tls=opportunistic",
            "smtp://",
            "smtps://u:%zz@mail.example.cn",
            "smtp://u:geheim@mail.example.cn",
        ] {
            let why = Address::parse(url).unwrap_err();
            assert!(why.starts_with("mail.url") && !why.contains("geheim"), "{url}: {why}");
        }
    }
}
