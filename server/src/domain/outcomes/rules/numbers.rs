//! Which digits are a number of somebody: of an identity card, a mobile phone, a bank card.

use time::{Date, Month};

/// No number of a card has more digits; what has, holds one or is one that was typed wrongly.
pub const LONGEST: usize = 19;
/// The first two digits of an identity card's number: provinces, and cards of people from abroad.
const PROVINCES: [&str; 36] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50",
    "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
];

/// How many digits may stay of what stands in one piece; none for what is no such number.
pub fn alone(digits: &str) -> Option<usize> {
    match digits.len() {
        11 if is_mobile(digits) => Some(3),
        12..=14 => ["0", "86", "086"].iter().find(|front| digits.strip_prefix(**front).is_some_and(is_mobile)).map(|front| front.len() + 3),
        15 | 18 => Some(6),
        16..=19 => Some(4),
        // Two numbers without a gap, or one with digits too many: which is which nobody knows, so all of it is covered.
        more if more > LONGEST => Some(4),
        _ => None,
    }
}

/// A mobile phone's number.
pub fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !["10", "11", "12"].iter().any(|other| digits.starts_with(other))
}

/// An identity card's number beyond doubt: a province in front, a day of birth at its place. 17 digits are one whose last
/// place is an X.
pub fn is_identity(digits: &str) -> bool {
    is_of_a_province(digits) && matches!(digits.len(), 17 | 18) && birth(digits).is_some()
}

/// The number of a card of before 1999 beyond doubt.
pub fn is_old_identity(digits: &str) -> bool {
    let day = || birth(&format!("{}19{}000", digits.get(..6)?, digits.get(6..12)?));
    digits.len() == 15 && is_of_a_province(digits) && day().is_some()
}

fn is_of_a_province(digits: &str) -> bool {
    digits.get(..2).is_some_and(|front| PROVINCES.contains(&front))
}

/// Whether the last digit agrees with the others, as in each bank card's number (Luhn, ISO/IEC 7812-1).
pub fn agrees(digits: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    digits.map(|(place, digit)| if place % 2 == 1 { doubled(digit) } else { digit }).sum::<u32>().is_multiple_of(10)
}

/// The day of birth in an identity card's number of 18 places, of which the last one may be left out.
pub fn birth(digits: &str) -> Option<Date> {
    let number = |from: usize, until: usize| digits.get(from..until).filter(|_| matches!(digits.len(), 17 | 18))?.parse::<u16>().ok();
    let year = number(6, 10).filter(|year| (1900..=2100).contains(year))?;
    let (month, day) = (number(10, 12)?, number(12, 14)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()
}

/// Days of birth in a piece of digits: of its own number, or of those within a piece that is too long to be one.
pub fn births(digits: &str) -> Vec<Date> {
    if digits.len() <= LONGEST {
        return birth(digits).into_iter().collect();
    }
    let within = (0..digits.len()).filter_map(|from| digits.get(from..from + 18));
    within.filter(|number| is_identity(number)).filter_map(birth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn kinds_of_numbers_are_told_apart() {
        assert!(is_identity("510824196801011234") && is_identity("51082419680101123"));
        assert!(!is_identity("510824196813011234") && !is_identity("190824196801011234") && !is_identity("510824680101123"));
        assert!(is_old_identity("510824680101123") && !is_old_identity("510824681301123"));
        assert!(agrees("6228480402564890018") && !agrees("6228480402564890019"));
        assert_eq!((alone("013912345678"), alone("8613912345678"), alone("08613912345678")), (Some(4), Some(5), Some(6)));
        assert_eq!((alone("130982104205"), alone("20260302120000"), alone("12345678901")), (None, None, None));
    }

    #[test]
    fn days_of_birth_are_found_within_too_many_digits() {
        assert_eq!(births("5108242015010112349"), [], "19 digits are a bank card's");
        assert_eq!(births("91510824201501011234"), [date!(2015 - 01 - 01)]);
    }
}
