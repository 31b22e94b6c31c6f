//! What stands in the sample file to be replaced: who starts with it has read too fast.

use super::Config;

/// Texts of `deploy/lianjing.toml`, `deploy/postgres-roles.sql` and the manual that are nobody's secrets and nobody's names.
const SAMPLES: [&str; 6] = ["change-me", "change me", "change%20me", "changeme", "example.", "user:password@"];
/// Letters of a secret address that nobody finds by trying.
const SHORTEST_SECRET: usize = 24;

impl Config {
    /// Sentences about every value that was taken over from the sample.
    pub(super) fn samples(&self) -> Vec<String> {
        let (database, sms) = (&self.database, &self.sms);
        let values = [
            ("database.url", database.url.reveal()),
            ("database.owner_url", database.owner_url.reveal()),
            ("database.sweep_url", database.sweep_url.reveal()),
            ("http.public_url", &self.http.public_url),
            ("sms.access_key_id", sms.access_key_id.reveal()),
            ("sms.access_key_secret", sms.access_key_secret.reveal()),
            ("sms.sign_name", &sms.sign_name),
            ("sms.report_secret", sms.report_secret.reveal()),
            ("sms.http.url", sms.http.url.reveal()),
            ("sms.http.headers", sms.http.headers.reveal()),
            ("sms.http.body", sms.http.body.reveal()),
            ("mail.url", self.mail.url.reveal()),
            ("mail.from", &self.mail.from),
        ];
        let still = |key: &str| format!("{key} still is, or has in it, what the sample file says: put your own there");
        let taken_over = values.into_iter().filter(|(_, value)| SAMPLES.iter().any(|sample| value.to_ascii_lowercase().contains(sample)));
        let mut faults: Vec<_> = taken_over.map(|(key, _)| still(key)).collect();
        let t = &sms.templates;
        let named = [
            ("phone_code", &t.phone_code),
            ("received", &t.received),
            ("news", &t.news),
            ("answer", &t.answer),
            ("withdrawing", &t.withdrawing),
            ("new_code", &t.new_code),
        ];
        faults.extend(named.into_iter().filter(|(_, code)| is_sample_code(code)).map(|(key, _)| still(&format!("sms.templates.{key}"))));
        let secret = sms.report_secret.reveal();
        let is_long = secret.len() >= SHORTEST_SECRET && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !secret.is_empty() && !is_long {
            faults.push(format!(
                "sms.report_secret must be empty, or {SHORTEST_SECRET} or more random letters and digits: it is the only lock"
            ));
        }
        faults
    }
}

/// `SMS_000000001` and its neighbours: no code of the gateway begins with zeros.
fn is_sample_code(code: &str) -> bool {
    code.strip_prefix("SMS_").is_some_and(|digits| digits.starts_with("0000"))
}
