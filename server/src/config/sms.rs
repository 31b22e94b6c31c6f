//! `[sms]`: which gateway, and what it needs.

use super::Secret;
use super::faults::broken;
use crate::kernel::given::text;
use serde::Deserialize;

/// `[sms]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SmsSection {
    /// `aliyun`, `http` or `demo`.
    #[serde(deserialize_with = "text")]
    pub provider: String,
    /// Aliyun's address.
    #[serde(deserialize_with = "text")]
    pub endpoint: String,
    /// `v3` (ACS3-HMAC-SHA256) or `v1` (RPC).
    #[serde(deserialize_with = "text")]
    pub signature: String,
    /// Access key.
    #[serde(deserialize_with = "text")]
    pub access_key_id: Secret,
    /// Its secret.
    #[serde(deserialize_with = "text")]
    pub access_key_secret: Secret,
    /// The neutral sign name.
    #[serde(deserialize_with = "text")]
    pub sign_name: String,
    /// Template codes at the gateway.
    pub templates: SmsTemplates,
    /// Secret part of the address that the gateway reports deliveries to.
    #[serde(deserialize_with = "text")]
    pub report_secret: Secret,
    /// A gateway that takes one HTTP request a message.
    pub http: HttpSmsSection,
}

/// `[sms.templates]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SmsTemplates {
    /// Template with `code`.
    #[serde(deserialize_with = "text")]
    pub phone_code: String,
    /// Template without variables: received.
    #[serde(deserialize_with = "text")]
    pub received: String,
    /// Template without variables: there is news.
    #[serde(deserialize_with = "text")]
    pub news: String,
    /// Template with `day`: there is an answer.
    #[serde(deserialize_with = "text")]
    pub answer: String,
    /// Template with `day`: a withdrawal was asked for.
    #[serde(deserialize_with = "text")]
    pub withdrawing: String,
    /// Template without variables: a new query code was asked for, can be fetched, or was fetched.
    #[serde(deserialize_with = "text")]
    pub new_code: String,
    /// Template without variables: a file is not all there. Empty: `news` tells it.
    #[serde(deserialize_with = "text")]
    pub unfinished: String,
    /// Template without variables: an opinion was answered. Empty: `news` tells it.
    #[serde(deserialize_with = "text")]
    pub opinion: String,
}

/// `[sms.http]`: one request a message, and how its answer is read. In address and body stand placeholders in double
/// braces: `phone`, `text`, `sign`, `template`, `code`, `day`, `out_id`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HttpSmsSection {
    /// `POST` or `GET`.
    #[serde(deserialize_with = "text")]
    pub method: String,
    /// The address.
    #[serde(deserialize_with = "text")]
    pub url: Secret,
    /// Lines of `Name: value`.
    #[serde(deserialize_with = "text")]
    pub headers: Secret,
    /// What kind of text the body is; placeholders are written as that kind wants them.
    #[serde(deserialize_with = "text")]
    pub content_type: String,
    /// The body.
    #[serde(deserialize_with = "text")]
    pub body: Secret,
    /// Where the gateway's code stands in its answer, as a JSON pointer; empty: status 2xx alone says that it was taken.
    #[serde(deserialize_with = "text")]
    pub code_at: String,
    /// The code that says "taken".
    #[serde(deserialize_with = "text")]
    pub taken: String,
    /// Codes that say "too many, later", with commas between.
    #[serde(deserialize_with = "text")]
    pub limited: String,
    /// Codes that say that there is no such number, with commas between.
    #[serde(deserialize_with = "text")]
    pub wrong_number: String,
    /// Where the gateway's id of the message stands, as a JSON pointer; empty: it gives none.
    #[serde(deserialize_with = "text")]
    pub id_at: String,
}

/// What may stand in double braces.
pub const PLACEHOLDERS: [&str; 7] = ["phone", "text", "sign", "template", "code", "day", "out_id"];

impl SmsSection {
    /// The gateway's code of each template.
    fn template_codes(&self) -> [&str; 6] {
        let t = &self.templates;
        [&t.phone_code, &t.received, &t.news, &t.answer, &t.withdrawing, &t.new_code].map(String::as_str)
    }

    /// Everything that is wrong with it.
    pub(super) fn faults(&self) -> Vec<String> {
        let (is_aliyun, is_http) = (self.provider == "aliyun", self.provider == "http");
        let needs_templates = is_aliyun || (is_http && self.http.says("template"));
        let has_key = !self.access_key_id.reveal().is_empty() && !self.access_key_secret.reveal().is_empty();
        let mut faults = broken(&[
            (matches!(self.provider.as_str(), "aliyun" | "http" | "demo"), "sms.provider must be aliyun, http or demo"),
            (!is_aliyun || has_key, "sms.access_key_id and sms.access_key_secret are needed"),
            (!(is_aliyun || is_http) || !self.sign_name.is_empty(), "sms.sign_name is needed"),
            (
                !needs_templates || self.template_codes().iter().all(|code| !code.is_empty()),
                "sms.templates needs phone_code, received, news, answer, withdrawing and new_code",
            ),
            (!is_aliyun || matches!(self.signature.as_str(), "" | "v3" | "v1"), "sms.signature must be v3 or v1"),
        ]);
        if is_http {
            faults.extend(self.http.faults());
        }
        faults
    }
}

impl HttpSmsSection {
    /// Whether a placeholder stands in address or body.
    fn says(&self, name: &str) -> bool {
        let braced = format!("{{{{{name}}}}}");
        self.url.reveal().contains(&braced) || self.body.reveal().contains(&braced)
    }

    fn faults(&self) -> Vec<String> {
        let url = self.url.reveal();
        let names: Vec<_> = [url, self.body.reveal()].iter().flat_map(|text| placeholders(text)).collect();
        let unknown = names.iter().filter(|name| !PLACEHOLDERS.contains(&name.as_str()));
        let mut faults: Vec<_> = unknown.map(|name| format!("sms.http: nobody knows the placeholder {{{{{name}}}}}")).collect();
        let has_code = self.says("text") || (self.says("code") && self.says("day"));
        let are_pointers = [&self.code_at, &self.id_at].iter().all(|pointer| pointer.is_empty() || pointer.starts_with('/'));
        let mut lines = self.headers.reveal().lines().filter(|line| !line.trim().is_empty());
        faults.extend(broken(&[
            (matches!(self.method.as_str(), "" | "POST" | "GET"), "sms.http.method must be POST or GET"),
            (is_closed(url), "sms.http.url must begin with https:"),
            (self.says("phone"), "sms.http.url or sms.http.body must say {{phone}}"),
            (self.says("text") || self.says("template"), "sms.http.url or sms.http.body must say {{text}} or {{template}}"),
            (has_code, "sms.http.url or sms.http.body must say {{text}}, or {{code}} and {{day}}"),
            (self.code_at.is_empty() == self.taken.is_empty(), "sms.http.code_at and sms.http.taken belong together"),
            (are_pointers, "sms.http.code_at and sms.http.id_at must begin with /"),
            (lines.all(|line| line.contains(':')), "sms.http.headers must be lines of the form Name: value"),
        ]));
        faults
    }
}

/// Names in double braces.
fn placeholders(text: &str) -> Vec<String> {
    let inside = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
    inside.map(|(name, _)| name.to_owned()).collect()
}

/// Whether nobody on the way reads along: TLS, or the same machine.
fn is_closed(url: &str) -> bool {
    let loopback = ["http://127.0.0.1:", "http://127.0.0.1/", "http://[::1]", "http://localhost:", "http://localhost/"];
    url.starts_with("https://") || loopback.iter().any(|start| url.starts_with(start)) || url == "http://127.0.0.1"
}
