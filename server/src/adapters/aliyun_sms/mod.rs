//! Text messages through Aliyun (Dysmsapi 2017-05-25): SendSms, and QuerySendDetails for whatever is unclear.

mod answer;
mod config;
mod sign;

pub use config::{AliyunConfig, ConfigSecret, ENDPOINT, Signing, TemplateCodes};

use crate::kernel::Phone;
use crate::kernel::clock::{Chance, Clock, random};
use crate::ports::sms::{Found, SendOutcome, Sms, SmsGateway};
use answer::{Answer, CallFault};
use sign::{Acs3, Params};
use std::sync::Arc;
use std::time::Duration;

const VERSION: &str = "2017-05-25";
/// The largest page that QuerySendDetails gives.
const PAGE: u64 = 50;
/// More messages than the gateway allows for one phone in one day.
const MOST_PAGES: u64 = 20;
/// An answer is a few hundred bytes; a look-up page some twenty thousand.
const LARGEST_ANSWER: usize = 256 * 1024;

/// Aliyun's gateway.
pub struct AliyunSms {
    config: AliyunConfig,
    endpoint: reqwest::Url,
    client: reqwest::Client,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

#[async_trait::async_trait]
impl SmsGateway for AliyunSms {
    async fn send(&self, sms: &Sms) -> SendOutcome {
        let mut params = Params::from([
            ("PhoneNumbers".to_owned(), sms.phone.reveal().to_owned()),
            ("SignName".to_owned(), self.config.sign_name.clone()),
            ("TemplateCode".to_owned(), self.config.templates.code(sms.template).to_owned()),
            ("OutId".to_owned(), sms.out_id.clone()),
        ]);
        if !sms.params.is_empty() {
            let values: serde_json::Map<_, _> = sms.params.iter().map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect();
            params.insert("TemplateParam".to_owned(), serde_json::Value::Object(values).to_string());
        }
        answer::of_send(self.call("SendSms", params).await)
    }

    async fn look_up(&self, phone: &Phone, day: time::Date, out_id: &str) -> Result<Found, String> {
        let mut seen = 0;
        for page in 1..=MOST_PAGES {
            let params = Params::from([
                ("PhoneNumber".to_owned(), phone.reveal().to_owned()),
                ("SendDate".to_owned(), format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day())),
                ("PageSize".to_owned(), PAGE.to_string()),
                ("CurrentPage".to_owned(), page.to_string()),
            ]);
            let (found, left) = answer::of_look_up(self.call("QuerySendDetails", params).await, out_id, seen)?;
            match found {
                Some(found) => return Ok(found),
                None if left == 0 => return Ok(Found::Nothing),
                None => seen = page * PAGE,
            }
        }
        Err("more messages for one phone in one day than can be looked through".to_owned())
    }
}

impl AliyunSms {
    /// A gateway with bounded waiting.
    ///
    /// # Errors
    /// Why no HTTP client could be made, or that the endpoint is not an address.
    pub fn new(config: AliyunConfig, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Result<Self, String> {
        let endpoint = reqwest::Url::parse(&config.endpoint).map_err(|error| format!("sms.endpoint: {error}"))?;
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(3))
            .timeout(config.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { config, endpoint, client, clock, chance })
    }

    async fn call(&self, action: &str, params: Params) -> Result<Answer, CallFault> {
        let request = match self.config.signing {
            Signing::Acs3 => self.acs3(action, &params),
            Signing::Rpc => self.rpc(action, params),
        };
        let request = request.map_err(|error| CallFault::NotSent(bare(error)))?;
        let mut response = self
            .client
            .execute(request)
            .await
            .map_err(|error| if error.is_connect() { CallFault::NotSent(bare(error)) } else { CallFault::Unknown(bare(error)) })?;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| CallFault::Unknown(bare(error)))? {
            if bytes.len() + chunk.len() > LARGEST_ANSWER {
                return Err(CallFault::Unknown("the answer is too large".to_owned()));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body: serde_json::from_slice(&bytes).ok() })
    }

    /// A POST with a form as body, signed with ACS3-HMAC-SHA256.
    fn acs3(&self, action: &str, params: &Params) -> Result<reqwest::Request, reqwest::Error> {
        let body = sign::form(params);
        let payload_hash = sign::sha256_hex(body.as_bytes());
        let headers = Params::from(
            [
                ("host", host(&self.endpoint)),
                ("content-type", "application/x-www-form-urlencoded".to_owned()),
                ("x-acs-action", action.to_owned()),
                ("x-acs-version", VERSION.to_owned()),
                ("x-acs-date", self.timestamp()),
                ("x-acs-signature-nonce", self.nonce()),
                ("x-acs-content-sha256", payload_hash.clone()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        let call = Acs3 { method: "POST", query: &Params::new(), headers: &headers, payload_hash: &payload_hash };
        let authorization = call.authorization(&self.config.access_key_id, self.config.access_key_secret.reveal());
        // The client writes the header `host` itself, from the same address.
        let sent = headers.iter().filter(|(name, _)| *name != "host");
        let request = sent.fold(self.client.post(self.endpoint.clone()), |request, (name, value)| request.header(name, value));
        request.header("authorization", authorization).body(body).build()
    }

    /// A POST with everything in the address, signed with RPC v1.
    fn rpc(&self, action: &str, mut params: Params) -> Result<reqwest::Request, reqwest::Error> {
        params.extend(
            [
                ("AccessKeyId", self.config.access_key_id.clone()),
                ("Action", action.to_owned()),
                ("Format", "JSON".to_owned()),
                ("SignatureMethod", "HMAC-SHA1".to_owned()),
                ("SignatureNonce", self.nonce()),
                ("SignatureVersion", "1.0".to_owned()),
                ("Timestamp", self.timestamp()),
                ("Version", VERSION.to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        let signature = sign::rpc_signature("POST", &params, self.config.access_key_secret.reveal());
        params.insert("Signature".to_owned(), signature);
        let mut address = self.endpoint.clone();
        address.set_query(Some(&sign::form(&params)));
        self.client.post(address).build()
    }

    fn nonce(&self) -> String {
        hex::encode(random::<16>(&*self.chance))
    }

    /// `2026-01-02T03:04:05Z`.
    fn timestamp(&self) -> String {
        let now = self.clock.now().in_china().to_offset(time::UtcOffset::UTC);
        let format = time::macros::format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        now.format(format).unwrap_or_default()
    }
}

/// Host and, if it is not the usual one, port: what stands in the header `host`.
fn host(url: &reqwest::Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// The error with its causes, but without the address, which may hold a phone number.
fn bare(error: reqwest::Error) -> String {
    let error = error.without_url();
    let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}
