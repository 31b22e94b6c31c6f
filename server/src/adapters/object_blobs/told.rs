//! What a store said, in a line for the log.

use opendal::Error;
use std::error::Error as StdError;

/// An error without addresses and headers: they fill the log and say no more.
#[must_use]
pub fn short(error: &Error) -> String {
    let mut cause: Option<&dyn StdError> = StdError::source(error);
    let mut last = String::new();
    while let Some(some) = cause {
        last = format!(": {some}");
        cause = some.source();
    }
    format!("{}: {}{last}", error.kind(), error.message())
}

/// The same, with the file's name before it.
#[must_use]
pub fn tell(name: &str, error: &Error) -> String {
    format!("{name}: {}", short(error))
}
