//! Settings that verbs look at, as numbers with their units; read from the configuration at start.

use serde::Deserialize;

/// What a county's IT staff may change without a new program.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Demonstration: sent messages can be read, codes need no gateway. Refused in production.
    pub demo: bool,
    /// What posters and links say, without a slash at the end.
    pub public_url: String,
    /// Division code of the county that a visitor without a county sees.
    pub home_county: Option<String>,
    /// SMS codes for one county in one day; beyond it an alarm and no more codes.
    pub sms_daily_cap: u32,
    /// Difficulty of the proof of work: number of leading hex digits that must match.
    pub proof_digits: u8,
    /// Argon2id memory in KiB; small only in demonstrations and tests.
    pub argon2_kib: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            demo: false,
            public_url: "http://127.0.0.1:8080".to_owned(),
            home_county: None,
            sms_daily_cap: 5_000,
            proof_digits: 4,
            argon2_kib: 65_536,
        }
    }
}
