//! Days as people write them.

/// `2026 年 3 月 2 日` of a moment in China's time.
pub(in crate::http::pages) fn day(at: &str) -> String {
    let date = at.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = date.split('-').map(|part| part.trim_start_matches('0')).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{year} 年 {month} 月 {day} 日"),
        _ => date.to_owned(),
    }
}

/// Whether this is a day as the schema takes it, so that a page that is asked for no day shows all.
pub(in crate::http::pages) fn is_day(text: &str) -> bool {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).is_ok_and(|day| (1900..=2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::{day, is_day};

    #[test]
    fn what_is_no_day_is_not_looked_for() {
        let days = ["2026-03-02", "1900-01-01", "1899-12-31", "2026-02-30", "2026-3-2", "", "gestern"];
        assert_eq!(days.map(is_day), [true, true, false, false, false, false, false]);
    }

    #[test]
    fn a_day_is_written_as_people_say_it() {
        assert_eq!(day("2026-03-02T09:00:00+08:00"), "2026 年 3 月 2 日");
        assert_eq!(day("2026-10-20T23:59:59.999+08:00"), "2026 年 10 月 20 日");
    }
}
