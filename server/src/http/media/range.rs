//! The header `Range`, one range of bytes; several at once are answered with the whole.

/// What of a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// All of it.
    Whole,
    /// The bytes from `start` to before `end`.
    Part {
        /// First byte.
        start: u64,
        /// Behind the last byte.
        end: u64,
    },
    /// Nothing that the file has.
    Outside,
}

impl Range {
    /// Reads the header for a file of `length` bytes. What has no meaning is passed over, as the standard says.
    pub fn of(header: Option<&str>, length: u64) -> Self {
        let Some(range) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else { return Self::Whole };
        let Some((first, last)) = range.split_once('-').map(|(first, last)| (first.trim(), last.trim())) else { return Self::Whole };
        match (number(first), number(last)) {
            (Some(start), Some(last)) if start <= last => Self::within(start, last.saturating_add(1), length),
            (Some(start), None) if last.is_empty() => Self::within(start, length, length),
            (None, Some(0)) if first.is_empty() => Self::Outside,
            (None, Some(last)) if first.is_empty() => Self::within(length.saturating_sub(last), length, length),
            _ => Self::Whole,
        }
    }

    fn within(start: u64, end: u64, length: u64) -> Self {
        if start >= length { Self::Outside } else { Self::Part { start, end: end.min(length) } }
    }
}

/// Digits only; more than any file is long counts as very long.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::Range::{self, Outside, Part, Whole};

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (header, range) in [
            ("bytes=0-0", Part { start: 0, end: 1 }),
            ("bytes=10-19", Part { start: 10, end: 20 }),
            ("bytes=10-", Part { start: 10, end: 100 }),
            ("bytes=-10", Part { start: 90, end: 100 }),
            ("bytes=-1000", Part { start: 0, end: 100 }),
            ("bytes=90-1000", Part { start: 90, end: 100 }),
            ("bytes=0-99999999999999999999999", Part { start: 0, end: 100 }),
            ("bytes=100-", Outside),
            ("bytes=99999999999999999999999-", Outside),
            ("bytes=-0", Outside),
            ("bytes=20-10", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=-", Whole),
            ("bytes=", Whole),
            ("bytes=a-b", Whole),
            ("bytes=-5-", Whole),
            ("bytes=+1-2", Whole),
            ("items=0-1", Whole),
            ("", Whole),
        ] {
            assert_eq!(Range::of(Some(header), 100), range, "{header}");
        }
        assert_eq!(Range::of(None, 100), Whole);
        assert_eq!(Range::of(Some("bytes=0-"), 0), Outside);
    }
}
