//! What is wrong with a configuration, all of it at once.

use super::{Config, Store};
use std::net::SocketAddr;

/// A day in less than a second; beyond it the worker would only see every other week.
const FASTEST: u32 = 100_000;

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
            (postgres || self.database_url().starts_with("sqlite:"), "database.url must begin with sqlite: or postgres:"),
            (!postgres || !self.database.sweep_url.reveal().is_empty(), "database.sweep_url is needed with PostgreSQL"),
            ((1..=FASTEST).contains(&self.platform.accelerate), "platform.accelerate must be 1 to 100000"),
        ]));
        faults.extend(self.api.faults());
        if !self.platform.demo {
            faults.extend(self.weak());
            faults.extend(self.samples());
        }
        faults.extend(self.store().err().into_iter().flatten());
        faults.extend(self.sms.faults());
        faults.extend(self.uploads.scanner().err());
        faults
    }

    /// What is good enough for a demonstration only.
    fn weak(&self) -> Vec<String> {
        let blobs = self.store().ok().and_then(|store| if let Store::Folder(dir) = store { Some(dir) } else { None });
        let mut data = std::iter::once(&self.data.dir).chain(&blobs);
        let is_secure = |url: &str| url.starts_with("https://");
        broken(&[
            (self.platform.accelerate == 1, "platform.accelerate is refused outside demo mode: terms run by the law's days"),
            (self.sms.provider != "demo", "sms.provider demo is refused outside demo mode"),
            (is_secure(&self.http.public_url), "http.public_url must begin with https:// outside demo mode"),
            (self.sms.endpoint.is_empty() || is_secure(&self.sms.endpoint), "sms.endpoint must begin with https:// outside demo mode"),
            (self.keys.dir.is_some(), "keys.dir must be named outside demo mode, apart from the data"),
            (
                self.keys.dir.is_none() || !data.any(|data| self.keys_dir().starts_with(data)),
                "keys.dir must lie outside data.dir and blobs.url: a backup of the data would hold the keys",
            ),
            (self.platform.argon2_kib >= 19_456, "platform.argon2_kib must be at least 19456 outside demo mode"),
            (
                self.platform.sms_daily_cap.min(self.platform.sms_notice_daily_cap) >= 100,
                "platform.sms_daily_cap and platform.sms_notice_daily_cap must be at least 100 outside demo mode",
            ),
        ])
    }
}

/// The sentences of the rules that do not hold.
pub(super) fn broken(rules: &[(bool, &str)]) -> Vec<String> {
    rules.iter().filter(|(holds, _)| !holds).map(|(_, sentence)| (*sentence).to_owned()).collect()
}

#[cfg(test)]
#[path = "faults_tests.rs"]
mod tests;
