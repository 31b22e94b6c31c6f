//! Values that must not be printed, logged or serialised by accident.

use crate::kernel::error::{ErrorCode, UserError};
use std::fmt;
use zeroize::Zeroizing;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Zeroizing<String>);

        impl $name {
            /// The value itself; whoever calls this answers for where it goes.
            #[must_use]
            pub fn reveal(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

secret! {
    /// A mobile number of eleven digits.
    Phone
}
secret! {
    /// A person's name, as stated.
    PersonName
}
secret! {
    /// What the reporter keeps: 16 Crockford characters and a check character, without the gaps.
    QueryCode
}
secret! {
    /// Text that only the handling organ may read.
    SealedText
}

impl Phone {
    /// Accepts a mainland mobile number, with or without gaps and the country's prefix.
    ///
    /// # Errors
    /// Refused with the field `phone`.
    pub fn parse(text: &str) -> Result<Self, UserError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let digits = digits.strip_prefix("+86").unwrap_or(&digits);
        let known =
            digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with("10");
        if known {
            return Ok(Self(Zeroizing::new(digits.to_owned())));
        }
        let message = "请填 11 位手机号。".to_owned();
        Err(UserError { code: ErrorCode::Invalid, field: Some("phone"), message })
    }

    /// A number that was opened from its envelope.
    #[must_use]
    pub fn opened(digits: String) -> Self {
        Self(Zeroizing::new(digits))
    }
}

impl PersonName {
    /// A name that was already checked.
    #[must_use]
    pub fn checked(name: String) -> Self {
        Self(Zeroizing::new(name))
    }
}

impl QueryCode {
    /// A code that was already checked or just made.
    #[must_use]
    pub fn checked(code: String) -> Self {
        Self(Zeroizing::new(code))
    }
}

impl SealedText {
    /// Text on its way into or out of an envelope.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}
