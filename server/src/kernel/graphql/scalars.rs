//! `DateTime`, `Date` and `Money`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use entity::moment::Moment;
use time::format_description::well_known::Rfc3339;

/// A moment, RFC 3339 with the offset of China, e.g. `2026-11-22T09:30:00+08:00`.
#[derive(Clone, Copy, Debug)]
pub struct DateTime(pub Moment);

#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = value else { return Err(InputValueError::expected_type(value)) };
        time::OffsetDateTime::parse(&text, &Rfc3339).map(|at| Self(at.into())).map_err(|_| InputValueError::custom("not an RFC 3339 time"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.in_china().format(&Rfc3339).unwrap_or_default())
    }
}

/// A day of the years 1900 to 2200, e.g. `2026-11-22`.
#[derive(Clone, Copy, Debug)]
pub struct Date(pub time::Date);

#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = value else { return Err(InputValueError::expected_type(value)) };
        let format = time::macros::format_description!("[year]-[month]-[day]");
        let day = time::Date::parse(&text, format).ok().filter(|day| (1900..=2200).contains(&day.year()));
        day.map(Self).ok_or_else(|| InputValueError::custom("not a day of the form 2026-11-22"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An amount of money in yuan as a decimal string, e.g. `"1840.00"`; kept in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub i64);

#[Scalar]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        fen(text).map(Self).ok_or_else(|| InputValueError::custom("not an amount of the form \"1840.00\""))
    }

    fn to_value(&self) -> Value {
        Value::String(format!("{}{}.{:02}", if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100))
    }
}

/// Fen from yuan in text; none for anything but digits and at most two decimals.
fn fen(text: &str) -> Option<i64> {
    let (yuan, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(yuan) || !digits(rest) || rest.len() > 2 || yuan.len() > 12 {
        return None;
    }
    let cents: i64 = rest.parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(if rest.len() == 1 { cents * 10 } else { cents })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_lies_within_the_years_of_people() {
        let day = |text: &str| Date::parse(Value::String(text.to_owned())).map(|day| day.0.to_string()).ok();
        for good in ["1900-01-01", "2026-11-22", "2200-12-31"] {
            assert_eq!(day(good).as_deref(), Some(good));
        }
        for bad in ["-0001-01-01", "0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "2026-02-30", "今天"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn fuzz_money_comes_back_to_the_fen(amount in 0i64..100_000_000_000_000) {
            prop_assert_eq!(Money::parse(Money(amount).to_value()).unwrap(), Money(amount));
        }

        #[test]
        fn fuzz_any_text_is_money_or_refused(text in "[0-9.,-]{0,18}|\\PC{0,20}") {
            if let Some(fen) = fen(&text) {
                prop_assert!(fen >= 0);
                let Value::String(told) = Money(fen).to_value() else { panic!("a text") };
                prop_assert_eq!(super::fen(&told), Some(fen), "{} and {}", text, told);
            }
        }

        #[test]
        fn fuzz_any_amount_can_be_told(amount: i64) {
            let Value::String(told) = Money(amount).to_value() else { panic!("a text") };
            let digits: String = told.chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits.parse::<u64>().unwrap(), amount.unsigned_abs());
            prop_assert_eq!(told.starts_with('-'), amount < 0);
        }
    }

    #[test]
    fn yuan_become_fen() {
        assert_eq!(fen("1840"), Some(184_000));
        assert_eq!(fen("0.5"), Some(50));
        assert_eq!(fen("0.05"), Some(5));
        for bad in ["", ".", "-1", "1.234", "1e3", "１", "9999999999999"] {
            assert_eq!(fen(bad), None, "{bad}");
        }
    }
}
