//! Text messages through any gateway that takes one HTTP request a message: the request is a template of the operator's.
//!
//! Such a gateway can't be asked what became of a message. An unclear try is therefore never made again (docs/adr/0038).

use crate::config::{SmsSection, SmsTemplates};
use crate::kernel::Phone;
use crate::ports::sms::{Found, SendOutcome, Sms, SmsGateway, SmsTemplate};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;
use std::fmt::Write as _;
use std::time::Duration;
use zeroize::Zeroizing;

const LARGEST_ANSWER: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// A gateway behind a template.
pub struct HttpSms {
    client: reqwest::Client,
    method: Method,
    url: Zeroizing<String>,
    headers: HeaderMap,
    body: Zeroizing<String>,
    escape: Escape,
    sign_name: String,
    templates: SmsTemplates,
    reading: Reading,
}

/// How an answer is read.
#[derive(Debug, Default)]
struct Reading {
    code_at: String,
    taken: String,
    limited: Vec<String>,
    wrong_number: Vec<String>,
    id_at: String,
}

/// How a value is written where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    Percent,
    Json,
    Markup,
}

impl HttpSms {
    /// A gateway with bounded waiting.
    ///
    /// # Errors
    /// What is wrong with the template, for the operator; its secrets are not repeated.
    pub fn new(section: &SmsSection) -> Result<Self, String> {
        let http = &section.http;
        let kind = if http.content_type.is_empty() { "application/json" } else { &http.content_type };
        Ok(Self {
            client: client(PATIENCE)?,
            method: if http.method == "GET" { Method::GET } else { Method::POST },
            url: Zeroizing::new(http.url.reveal().to_owned()),
            headers: headers(http.headers.reveal(), kind)?,
            body: Zeroizing::new(http.body.reveal().to_owned()),
            escape: Escape::of(kind),
            sign_name: section.sign_name.clone(),
            templates: section.templates.clone(),
            reading: Reading {
                code_at: http.code_at.clone(),
                taken: http.taken.clone(),
                limited: list(&http.limited),
                wrong_number: list(&http.wrong_number),
                id_at: http.id_at.clone(),
            },
        })
    }

    /// The same with another patience, for tests.
    ///
    /// # Errors
    /// Why no client could be made.
    pub fn within(self, patience: Duration) -> Result<Self, String> {
        Ok(Self { client: client(patience)?, ..self })
    }

    fn request(&self, sms: &Sms) -> Result<reqwest::Request, String> {
        let url = Url::parse(&self.filled(&self.url, sms, Escape::Percent)).map_err(|_| "sms.http.url is no address".to_owned())?;
        let mut request = self.client.request(self.method.clone(), url).headers(self.headers.clone());
        if self.method != Method::GET {
            request = request.body(self.filled(&self.body, sms, self.escape).as_bytes().to_vec());
        }
        request.build().map_err(bare)
    }

    /// The template with its placeholders filled; each value is written so that it can't end its place.
    fn filled(&self, template: &str, sms: &Sms, escape: Escape) -> Zeroizing<String> {
        let mut parts = template.split("{{");
        let mut out = Zeroizing::new(parts.next().unwrap_or_default().to_owned());
        for part in parts {
            let (name, rest) = part.split_once("}}").unwrap_or(("", part));
            out.push_str(&escape.write(&self.value(name, sms)));
            out.push_str(rest);
        }
        out
    }

    fn value(&self, name: &str, sms: &Sms) -> Zeroizing<String> {
        let text = match name {
            "phone" => sms.phone.reveal().to_owned(),
            "text" => sms.text(),
            "sign" => self.sign_name.clone(),
            "template" => self.template_code(sms.template).to_owned(),
            "out_id" => sms.out_id.clone(),
            variable => sms.params.iter().find(|(key, _)| *key == variable).map(|(_, value)| value.clone()).unwrap_or_default(),
        };
        Zeroizing::new(text)
    }

    fn template_code(&self, template: SmsTemplate) -> &str {
        match template {
            SmsTemplate::PhoneCode => &self.templates.phone_code,
            SmsTemplate::Received => &self.templates.received,
            SmsTemplate::News => &self.templates.news,
            SmsTemplate::Answer => &self.templates.answer,
            SmsTemplate::Withdrawing => &self.templates.withdrawing,
            SmsTemplate::NewCode => &self.templates.new_code,
            SmsTemplate::Unfinished if self.templates.unfinished.is_empty() => &self.templates.news,
            SmsTemplate::Unfinished => &self.templates.unfinished,
            SmsTemplate::Opinion if self.templates.opinion.is_empty() => &self.templates.news,
            SmsTemplate::Opinion => &self.templates.opinion,
        }
    }

    async fn call(&self, request: reqwest::Request) -> Result<(u16, Vec<u8>), SendOutcome> {
        let unknown = |error| SendOutcome::Unknown { error: bare(error) };
        let sent = self.client.execute(request).await;
        let mut response =
            sent.map_err(|error| if error.is_connect() { SendOutcome::NotSent { error: bare(error) } } else { unknown(error) })?;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unknown)? {
            if bytes.len() + chunk.len() > LARGEST_ANSWER {
                return Err(SendOutcome::Unknown { error: "the answer is too large".to_owned() });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok((status, bytes))
    }
}

#[async_trait::async_trait]
impl SmsGateway for HttpSms {
    async fn send(&self, sms: &Sms) -> SendOutcome {
        let request = match self.request(sms) {
            Ok(request) => request,
            Err(error) => return SendOutcome::NotSent { error },
        };
        match self.call(request).await {
            Ok((status, bytes)) => self.reading.read(status, &bytes, &sms.out_id),
            Err(outcome) => outcome,
        }
    }

    fn can_look_up(&self) -> bool {
        false
    }

    async fn look_up(&self, _: &Phone, _: time::Date, _: &str) -> Result<Found, String> {
        Err("this gateway can't be asked".to_owned())
    }
}

impl Reading {
    /// Whatever does not say plainly that nothing was sent is unknown.
    fn read(&self, status: u16, bytes: &[u8], out_id: &str) -> SendOutcome {
        match status {
            429 => return SendOutcome::Limited { code: "HTTP_429".to_owned() },
            408 | 500.. => return SendOutcome::Unknown { error: format!("HTTP_{status}") },
            300..=499 => return SendOutcome::Refused { code: format!("HTTP_{status}"), operator: true },
            _ => {}
        }
        let body: Option<Value> = serde_json::from_slice(bytes).ok();
        let at = |pointer: &str| body.as_ref().and_then(|body| body.pointer(pointer)).and_then(plain);
        let taken = || SendOutcome::Accepted { provider_id: at(&self.id_at).unwrap_or_else(|| out_id.to_owned()) };
        if self.code_at.is_empty() {
            return taken();
        }
        match at(&self.code_at) {
            None => SendOutcome::Unknown { error: "an answer without a code".to_owned() },
            Some(code) if code == self.taken => taken(),
            Some(code) if self.limited.contains(&code) => SendOutcome::Limited { code: short(&code) },
            Some(code) => SendOutcome::Refused { operator: !self.wrong_number.contains(&code), code: short(&code) },
        }
    }
}

impl Escape {
    fn of(kind: &str) -> Self {
        match kind {
            kind if kind.contains("json") => Self::Json,
            kind if kind.contains("x-www-form-urlencoded") => Self::Percent,
            _ => Self::Markup,
        }
    }

    fn write(self, value: &str) -> String {
        match self {
            Self::Percent => value.bytes().fold(String::new(), |mut out, byte| {
                if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "%{byte:02X}");
                }
                out
            }),
            Self::Json => {
                let quoted = Value::from(value).to_string();
                quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
            }
            Self::Markup => value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
        }
    }
}

/// One try is one request: a message that is sent on, or tried again under us, might arrive twice.
fn client(patience: Duration) -> Result<reqwest::Client, String> {
    let client = reqwest::Client::builder().connect_timeout(Duration::from_secs(3)).timeout(patience).no_proxy();
    let client = client.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
    client.build().map_err(|error| error.to_string())
}

fn headers(lines: &str, kind: &str) -> Result<HeaderMap, String> {
    let wrong = |_| "sms.http.headers must be lines of the form Name: value".to_owned();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(kind).map_err(|_| "sms.http.content_type is none".to_owned())?);
    for (name, value) in lines.lines().filter_map(|line| line.split_once(':')) {
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|error| wrong(error.to_string()))?;
        let mut value = HeaderValue::from_str(value.trim()).map_err(|error| wrong(error.to_string()))?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// A text, a number or a yes or no, as it is written.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A code from outside, fit for a log.
fn short(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || "_:.-".contains(*c)).take(60).collect()
}

/// The error without the address, which may hold a phone number.
fn bare(error: reqwest::Error) -> String {
    error.without_url().to_string()
}

#[cfg(test)]
#[path = "http_sms_tests.rs"]
mod tests;
