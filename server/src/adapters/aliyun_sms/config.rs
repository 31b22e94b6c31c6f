//! What the operator sets for Aliyun's SMS service.

use crate::config::SmsSection;
use crate::ports::sms::SmsTemplate;
use std::fmt;
use std::time::Duration;
use zeroize::Zeroizing;

/// The section `[sms]`, as far as this adapter needs it.
#[derive(Clone, Debug)]
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
    /// How long a call may take; a message without an answer is looked up.
    pub timeout: Duration,
}

/// Where Aliyun answers, if the configuration names no other place.
pub const ENDPOINT: &str = "https://dysmsapi.aliyuncs.com";

/// The gateway's codes of the approved templates, e.g. `SMS_123456789`.
#[derive(Clone, Debug, Default)]
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
    /// New query code: no variable.
    pub new_code: String,
    /// Something is not all there: no variable. Empty: `news` tells it.
    pub unfinished: String,
    /// An opinion was answered: no variable. Empty: `news` tells it.
    pub opinion: String,
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
            SmsTemplate::NewCode => &self.new_code,
            SmsTemplate::Unfinished if self.unfinished.is_empty() => &self.news,
            SmsTemplate::Unfinished => &self.unfinished,
            SmsTemplate::Opinion if self.opinion.is_empty() => &self.news,
            SmsTemplate::Opinion => &self.opinion,
        }
    }
}

/// Ways of signing a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signing {
    /// ACS3-HMAC-SHA256 with the parameters in the body, so that no phone number stands in an address.
    #[default]
    Acs3,
    /// RPC v1 with HMAC-SHA1 and the parameters in the address.
    Rpc,
}

/// A secret from the configuration: never printed.
#[derive(Clone, Default)]
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

impl fmt::Debug for ConfigSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfigSecret(***)")
    }
}

impl From<&SmsSection> for AliyunConfig {
    fn from(section: &SmsSection) -> Self {
        let templates = &section.templates;
        Self {
            endpoint: if section.endpoint.is_empty() { ENDPOINT.to_owned() } else { section.endpoint.clone() },
            access_key_id: section.access_key_id.reveal().to_owned(),
            access_key_secret: ConfigSecret::new(section.access_key_secret.reveal()),
            sign_name: section.sign_name.clone(),
            templates: TemplateCodes {
                phone_code: templates.phone_code.clone(),
                received: templates.received.clone(),
                news: templates.news.clone(),
                answer: templates.answer.clone(),
                withdrawing: templates.withdrawing.clone(),
                new_code: templates.new_code.clone(),
                unfinished: templates.unfinished.clone(),
                opinion: templates.opinion.clone(),
            },
            signing: if section.signature == "v1" { Signing::Rpc } else { Signing::Acs3 },
            timeout: Duration::from_secs(10),
        }
    }
}
