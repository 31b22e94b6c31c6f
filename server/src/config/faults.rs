//! What is wrong with a configuration, all of it at once.

use super::Config;
use std::net::SocketAddr;

impl Config {
    /// Everything that is wrong, for `serve`, `work` and `check-config`.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.unread.clone();
        let mut must = |holds: bool, sentence: &str| {
            if !holds {
                faults.push(sentence.to_owned());
            }
        };
        let is_address = |text: &str| text.parse::<SocketAddr>().is_ok();
        must(is_address(&self.http.listen), "http.listen must be an address like 127.0.0.1:8080");
        let metrics = &self.http.metrics_listen;
        must(metrics.is_empty() || is_address(metrics), "http.metrics_listen must be empty, or an address like 127.0.0.1:9090");
        must(*metrics != self.http.listen, "http.metrics_listen must not be http.listen: the public would read the figures");
        must(
            self.blobs.url.is_empty() || self.blobs.url.starts_with("fs:"),
            "blobs.url must be fs:<folder>; other stores are not built yet",
        );
        let postgres = self.database_url().starts_with("postgres");
        must(postgres || self.database_url().starts_with("sqlite:"), "database.url must begin with sqlite: or postgres:");
        must(!postgres || !self.database.sweep_url.reveal().is_empty(), "database.sweep_url is needed with PostgreSQL");
        if !self.platform.demo {
            must(self.http.public_url.starts_with("https://"), "http.public_url must begin with https:// outside demo mode");
            must(self.keys.dir.is_some(), "keys.dir must be named outside demo mode, apart from the data");
            must(self.platform.argon2_kib >= 19_456, "platform.argon2_kib must be at least 19456 outside demo mode");
            let least = self.platform.sms_daily_cap.min(self.platform.sms_notice_daily_cap);
            must(least >= 100, "platform.sms_daily_cap and platform.sms_notice_daily_cap must be at least 100 outside demo mode");
        }
        faults.extend(self.sms.faults(self.platform.demo));
        faults
    }
}

#[cfg(test)]
#[path = "faults_tests.rs"]
mod tests;
