//! What is wrong with a configuration, all of it at once.

use super::{Config, Store};
use std::net::SocketAddr;

impl Config {
    /// Everything that is wrong, for `serve`, `work` and `check-config`.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let is_address = |text: &str| text.parse::<SocketAddr>().is_ok();
        let metrics = &self.http.metrics_listen;
        let postgres = self.database_url().starts_with("postgres");
        let mut faults = self.unread.clone();
        faults.extend(broken(&[
            (is_address(&self.http.listen), "http.listen must be an address like 127.0.0.1:8080"),
            (metrics.is_empty() || is_address(metrics), "http.metrics_listen must be empty, or an address like 127.0.0.1:9090"),
            (self.http.max_connections >= 10, "http.max_connections must be at least 10"),
            (*metrics != self.http.listen, "http.metrics_listen must not be http.listen: the public would read the figures"),
            (matches!(self.sms.provider.as_str(), "aliyun" | "demo"), "sms.provider must be aliyun or demo"),
            (postgres || self.database_url().starts_with("sqlite:"), "database.url must begin with sqlite: or postgres:"),
            (!postgres || !self.database.sweep_url.reveal().is_empty(), "database.sweep_url is needed with PostgreSQL"),
        ]));
        faults.extend(self.api.faults());
        if !self.platform.demo {
            faults.extend(self.weak());
            faults.extend(self.samples());
        }
        if self.sms.provider == "aliyun" {
            faults.extend(self.without_gateway());
        }
        faults.extend(self.store().err().into_iter().flatten());
        faults
    }

    /// What is good enough for a demonstration only.
    fn weak(&self) -> Vec<String> {
        let blobs = self.store().ok().and_then(|store| if let Store::Folder(dir) = store { Some(dir) } else { None });
        let mut data = std::iter::once(&self.data.dir).chain(&blobs);
        let is_secure = |url: &str| url.starts_with("https://");
        broken(&[
            (self.sms.provider != "demo", "sms.provider demo is refused outside demo mode"),
            (is_secure(&self.http.public_url), "http.public_url must begin with https:// outside demo mode"),
            (self.sms.endpoint.is_empty() || is_secure(&self.sms.endpoint), "sms.endpoint must begin with https:// outside demo mode"),
            (self.keys.dir.is_some(), "keys.dir must be named outside demo mode, apart from the data"),
            (
                self.keys.dir.is_none() || !data.any(|data| self.keys_dir().starts_with(data)),
                "keys.dir must lie outside data.dir and blobs.url: a backup of the data would hold the keys",
            ),
            (self.platform.argon2_kib >= 19_456, "platform.argon2_kib must be at least 19456 outside demo mode"),
        ])
    }

    fn without_gateway(&self) -> Vec<String> {
        let (sms, t) = (&self.sms, &self.sms.templates);
        let named = [&t.phone_code, &t.received, &t.news, &t.answer, &t.withdrawing, &t.new_code];
        broken(&[
            (
                !sms.access_key_id.reveal().is_empty() && !sms.access_key_secret.reveal().is_empty(),
                "sms.access_key_id and sms.access_key_secret are needed",
            ),
            (!sms.sign_name.is_empty(), "sms.sign_name is needed"),
            (named.iter().all(|code| !code.is_empty()), "sms.templates needs phone_code, received, news, answer, withdrawing and new_code"),
            (matches!(sms.signature.as_str(), "" | "v3" | "v1"), "sms.signature must be v3 or v1"),
        ])
    }
}

/// The sentences of the rules that do not hold.
fn broken(rules: &[(bool, &str)]) -> Vec<String> {
    rules.iter().filter(|(holds, _)| !holds).map(|(_, sentence)| (*sentence).to_owned()).collect()
}

#[cfg(test)]
#[path = "faults_tests.rs"]
mod tests;
