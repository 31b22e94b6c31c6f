//! Settings that verbs look at, as numbers with their units; read from the configuration at start.

use crate::kernel::api_limits::ApiLimits;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::fmt::Display;
use std::str::FromStr;

/// What a county's IT staff may change without a new program.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Demonstration: sent messages can be read, codes need no gateway. Refused in production.
    #[serde(deserialize_with = "parsed")]
    pub demo: bool,
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            demo: false,
            public_url: "http://127.0.0.1:8080".to_owned(),
            api: ApiLimits::default(),
            home_county: None,
            sms_daily_cap: 5_000,
            unit_daily_alarm: 20,
            sms_notice_daily_cap: 5_000,
            proof_digits: 4,
            argon2_kib: 65_536,
        }
    }
}

/// A text, also where it looks like a number: division codes are digits, and files leave out quotes.
///
/// # Errors
/// What is neither text nor a whole number.
pub fn text<'de, D: Deserializer<'de>, T: From<String>>(value: D) -> Result<T, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Text(String),
        Whole(i64),
    }
    match Given::deserialize(value) {
        Ok(Given::Text(text)) => Ok(text.into()),
        Ok(Given::Whole(number)) => Ok(number.to_string().into()),
        Err(_) => Err(D::Error::custom("expected a text")),
    }
}

/// A number or a yes or no, also written as text: the environment knows nothing else.
///
/// # Errors
/// What can't be read as one.
pub fn parsed<'de, D: Deserializer<'de>, T>(value: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + FromStr,
    T::Err: Display,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given<T> {
        Value(T),
        Text(String),
    }
    match Given::deserialize(value) {
        Ok(Given::Value(value)) => Ok(value),
        Ok(Given::Text(text)) => text.trim().parse().map_err(|error: T::Err| D::Error::custom(format!("{text:?}: {error}"))),
        Err(_) => Err(D::Error::custom(format!("expected {}", std::any::type_name::<T>()))),
    }
}
