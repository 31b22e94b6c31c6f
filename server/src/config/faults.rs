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
        must(matches!(self.sms.provider.as_str(), "aliyun" | "demo"), "sms.provider must be aliyun or demo");
        let postgres = self.database_url().starts_with("postgres");
        must(postgres || self.database_url().starts_with("sqlite:"), "database.url must begin with sqlite: or postgres:");
        must(!postgres || !self.database.sweep_url.reveal().is_empty(), "database.sweep_url is needed with PostgreSQL");
        if !self.platform.demo {
            must(self.sms.provider != "demo", "sms.provider demo is refused outside demo mode");
            must(self.http.public_url.starts_with("https://"), "http.public_url must begin with https:// outside demo mode");
            must(self.keys.dir.is_some(), "keys.dir must be named outside demo mode, apart from the data");
            must(self.platform.argon2_kib >= 19_456, "platform.argon2_kib must be at least 19456 outside demo mode");
        }
        if self.sms.provider == "aliyun" {
            let t = &self.sms.templates;
            let named = [&t.phone_code, &t.received, &t.news, &t.answer, &t.withdrawing, &t.new_code];
            must(
                !self.sms.access_key_id.reveal().is_empty() && !self.sms.access_key_secret.reveal().is_empty(),
                "sms.access_key_id and sms.access_key_secret are needed",
            );
            must(!self.sms.sign_name.is_empty(), "sms.sign_name is needed");
            must(
                named.iter().all(|code| !code.is_empty()),
                "sms.templates needs phone_code, received, news, answer, withdrawing and new_code",
            );
            must(matches!(self.sms.signature.as_str(), "" | "v3" | "v1"), "sms.signature must be v3 or v1");
        }
        faults.extend(self.store().err().into_iter().flatten());
        faults
    }
}
