//! Settings that verbs look at, as numbers with their units; read from the configuration at start.

use crate::kernel::api_limits::ApiLimits;
use crate::kernel::given::{parsed, text};
use serde::Deserialize;

/// What a county's IT staff may change without a new program.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Demonstration: sent messages can be read, codes need no gateway. Refused in production.
    #[serde(deserialize_with = "parsed")]
    pub demo: bool,
    /// Demonstration: so many times faster than the machine's clock do terms run; 1 for real.
    #[serde(deserialize_with = "parsed")]
    pub accelerate: u32,
    /// What posters and links say, without a slash at the end; set from `http.public_url`.
    #[serde(skip)]
    pub public_url: String,
    /// How large a request may be; set from `[api]`.
    #[serde(skip)]
    pub api: ApiLimits,
    /// Division code of the county that a visitor without a county sees.
    #[serde(deserialize_with = "text")]
    pub home_county: Option<String>,
    /// SMS codes for one county in one day; beyond it an alarm and no more codes.
    #[serde(deserialize_with = "parsed")]
    pub sms_daily_cap: u32,
    /// Reports on one unit in one day from which the organ's heads and the log are told, once; 0 for never. It refuses
    /// nobody: a village may really have much to report.
    #[serde(deserialize_with = "parsed")]
    pub unit_daily_alarm: u32,
    /// Messages about cases for one county in one day, those of organs and those that reporters' own acts cause each;
    /// what is over it waits for the next day.
    #[serde(deserialize_with = "parsed")]
    pub sms_notice_daily_cap: u32,
    /// Difficulty of the proof of work: number of leading hex digits that must match.
    #[serde(deserialize_with = "parsed")]
    pub proof_digits: u8,
    /// Argon2id memory in KiB; small only in demonstrations and tests.
    #[serde(deserialize_with = "parsed")]
    pub argon2_kib: u32,
    /// Whether reports' content and names are wrapped under the county's keys beside the key pairs of organs and
    /// custodians: then the server can open them without anybody. Off: only where an organ has no pair yet.
    #[serde(deserialize_with = "parsed")]
    pub county_wraps: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            demo: false,
            accelerate: 1,
            public_url: "http://127.0.0.1:8080".to_owned(),
            api: ApiLimits::default(),
            home_county: None,
            sms_daily_cap: 5_000,
            unit_daily_alarm: 20,
            sms_notice_daily_cap: 5_000,
            proof_digits: 4,
            argon2_kib: 65_536,
            county_wraps: true,
        }
    }
}
