//! Pages of a list: at most 100 rows, from a cursor that says where the last page ended.

use crate::kernel::error::{ErrorCode, UserError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The rows of one page if nobody says how many.
const DEFAULT_FIRST: i32 = 20;
/// The most rows of one page.
pub const MAX_FIRST: i32 = 100;

/// What a field costs, beside its children, that sends statements of its own wherever it stands: so that a document does
/// not hang many of them under a long list.
pub const STATEMENTS: usize = 100;

/// Rows of a list without `first`, as its cost counts them: officials of a unit, steps of a power.
const FEW: usize = 5;

/// What a field costs, beside its children, whose text is drawn for it and has some KiB.
pub const DRAWING: usize = 20;

/// What a list without `first` costs by the schema's count.
#[must_use]
pub const fn few_cost(child_complexity: usize) -> usize {
    FEW.saturating_mul(child_complexity).saturating_add(1)
}

/// What a list costs by the schema's count: its rows, each with its children, and its statements.
#[must_use]
pub fn list_cost(first: Option<i32>, child_complexity: usize) -> usize {
    let rows = usize::try_from(first.unwrap_or(DEFAULT_FIRST).clamp(1, MAX_FIRST)).unwrap_or(1);
    STATEMENTS.saturating_add(rows.saturating_mul(child_complexity))
}

/// What a list costs that gives at once all it has, at most so many rows, and its statements.
#[must_use]
pub const fn whole_cost(most: usize, child_complexity: usize) -> usize {
    STATEMENTS.saturating_add(most.saturating_mul(child_complexity))
}

/// One page asked for.
#[derive(Clone, Debug)]
pub struct PageQuery {
    /// Rows wanted, 1 to 100.
    pub first: u64,
    /// What the cursor holds: the sort key of the last row seen, parts divided by `\u{1f}`.
    pub after: Option<Vec<String>>,
}

/// One page found.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub nodes: Vec<T>,
    /// Whether there are more.
    pub has_next: bool,
    /// Cursor of the last row.
    pub end_cursor: Option<String>,
}

impl PageQuery {
    /// Decodes the arguments `first` and `after`.
    ///
    /// # Errors
    /// Refused if `first` is not within 1 to 100 or the cursor is not one of ours.
    pub fn parse(first: Option<i32>, after: Option<&str>) -> Result<Self, UserError> {
        let refuse = |field, message: &str| UserError { code: ErrorCode::Invalid, field: Some(field), message: message.to_owned() };
        let first = first.unwrap_or(DEFAULT_FIRST);
        if !(1..=MAX_FIRST).contains(&first) {
            return Err(refuse("first", "一页 1 到 100 条。"));
        }
        let after = after
            .map(|cursor| {
                let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refuse("after", "翻页标记不对，请从头看。"))?;
                let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
                let text = text.ok_or_else(|| refuse("after", "翻页标记不对，请从头看。"))?;
                Ok(text.split('\u{1f}').map(str::to_owned).collect())
            })
            .transpose()?;
        Ok(Self { first: u64::try_from(first).unwrap_or(20), after })
    }

    /// The cursor of a row with this sort key.
    #[must_use]
    pub fn cursor(key: &[String]) -> String {
        URL_SAFE_NO_PAD.encode(key.join("\u{1f}"))
    }

    /// Makes a page of up to `first + 1` rows that were read.
    pub fn page<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> Vec<String>) -> Page<T> {
        let first = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next = rows.len() > first;
        rows.truncate(first);
        let end_cursor = rows.last().map(|row| Self::cursor(&key(row)));
        Page { nodes: rows, has_next, end_cursor }
    }
}
