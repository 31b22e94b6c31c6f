//! Days in signed texts: `2026-03-02`, whatever a library would write.

use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
use time::Date;

/// A day as text.
///
/// # Errors
/// Only what the serializer says.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// A day from text.
///
/// # Errors
/// What is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    Date::parse(&text, time::macros::format_description!("[year]-[month]-[day]")).map_err(D::Error::custom)
}

/// The same where there may be none.
pub mod maybe {
    use super::Date;
    use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

    /// A day as text, or none.
    ///
    /// # Errors
    /// Only what the serializer says.
    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(serializer)
    }

    /// A day from text, or none.
    ///
    /// # Errors
    /// What is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        #[derive(Deserialize)]
        struct Day(#[serde(with = "super")] Date);
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}
