//! What the operator sets for Aliyun's SMS service.

use crate::ports::sms::SmsTemplate;
use serde::Deserialize;
use std::fmt;
use zeroize::Zeroizing;

/// The section `[sms]`, as far as this adapter reads it.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct AliyunConfig {
    /// Where the service answers; `https://` but for tests on the same machine.
    pub endpoint: String,
    /// AccessKey ID of a RAM user that may send messages and nothing else.
    pub access_key_id: String,
    /// Its secret.
    pub access_key_secret: ConfigSecret,
    /// The approved sign name; neutral, e.g. 苍溪便民.
    pub sign_name: String,
    /// The approved templates.
    pub templates: TemplateCodes,
    /// The way calls are signed.
    pub signing: Signing,
    /// Seconds until a call without an answer is given up; its message is then looked up.
    pub timeout_seconds: u64,
    /// Last part of the address that delivery reports are pushed to; empty: no reports.
    pub report_secret: ConfigSecret,
}

impl Default for AliyunConfig {
    fn default() -> Self {
        Self {
            endpoint: "https://dysmsapi.aliyuncs.com".to_owned(),
            access_key_id: String::new(),
            access_key_secret: ConfigSecret::default(),
            sign_name: String::new(),
            templates: TemplateCodes::default(),
            signing: Signing::Acs3,
            timeout_seconds: 10,
            report_secret: ConfigSecret::default(),
        }
    }
}

impl AliyunConfig {
    /// What is missing or wrong, each as a sentence for the operator; all at once.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let texts = [
            ("access_key_id", self.access_key_id.as_str()),
            ("access_key_secret", self.access_key_secret.reveal()),
            ("sign_name", &self.sign_name),
            ("templates.phone_code", &self.templates.phone_code),
            ("templates.received", &self.templates.received),
            ("templates.news", &self.templates.news),
            ("templates.answer", &self.templates.answer),
            ("templates.withdrawing", &self.templates.withdrawing),
        ];
        problems.extend(texts.iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| format!("sms.{name} is missing")));
        let local = ["http://127.0.0.1", "http://[::1]", "http://localhost"].iter().any(|start| self.endpoint.starts_with(start));
        if !self.endpoint.starts_with("https://") && !local {
            problems.push("sms.endpoint must begin with https://".to_owned());
        }
        if !(1..=30).contains(&self.timeout_seconds) {
            problems.push("sms.timeout_seconds must lie between 1 and 30".to_owned());
        }
        let report = self.report_secret.reveal();
        if !report.is_empty() && (report.len() < 24 || !report.bytes().all(|b| b.is_ascii_alphanumeric())) {
            problems.push("sms.report_secret needs at least 24 letters and digits".to_owned());
        }
        problems
    }
}

/// The gateway's codes of the approved templates, e.g. `SMS_123456789`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TemplateCodes {
    /// Six-digit code: variable `code`.
    pub phone_code: String,
    /// Received: no variable.
    pub received: String,
    /// News: no variable.
    pub news: String,
    /// Answer: variable `day`.
    pub answer: String,
    /// Withdrawal: variable `day`.
    pub withdrawing: String,
}

impl TemplateCodes {
    /// The gateway's code of a template.
    #[must_use]
    pub fn code(&self, template: SmsTemplate) -> &str {
        match template {
            SmsTemplate::PhoneCode => &self.phone_code,
            SmsTemplate::Received => &self.received,
            SmsTemplate::News => &self.news,
            SmsTemplate::Answer => &self.answer,
            SmsTemplate::Withdrawing => &self.withdrawing,
        }
    }
}

/// Ways of signing a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signing {
    /// ACS3-HMAC-SHA256 with the parameters in the body, so that no phone number stands in an address.
    #[default]
    Acs3,
    /// RPC v1 with HMAC-SHA1 and the parameters in the address.
    Rpc,
}

/// A secret from the configuration: never printed.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct ConfigSecret(Zeroizing<String>);

impl ConfigSecret {
    /// A secret from elsewhere, e.g. a test.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The value itself; whoever calls this answers for where it goes.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for ConfigSecret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for ConfigSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfigSecret(***)")
    }
}
