//! Values as people give them: files leave out quotes, and the environment knows text alone.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::fmt::Display;
use std::str::FromStr;

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
