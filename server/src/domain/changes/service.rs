//! Reading changes. They are for everybody.

use super::store;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::change;

/// A page of changes.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The oldest first.
    pub page: Page<change::Model>,
    /// The number of the newest one.
    pub head: i64,
}

/// Changes of a county behind a cursor, the oldest first.
///
/// # Errors
/// A fault of the database; refused for a cursor that is none.
pub async fn changes(ctx: &Ctx, county: &County, page: &PageQuery) -> Outcome<Changed> {
    let after = number(page.after.as_deref())?;
    let tx = ctx.read(county).await?;
    let (rows, head) = (store::after(&tx, after, page.first + 1).await?, store::head(&tx).await?);
    Ok(Changed { page: page.page(rows, |row| vec![row.number.to_string()]), head })
}

fn number(after: Option<&[String]>) -> Outcome<i64> {
    let Some(parts) = after else { return Ok(0) };
    let number = parts.first().filter(|_| parts.len() == 1).and_then(|part| part.parse().ok());
    number.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))
}

/// The number of the newest change of a county; 0 where there is none.
///
/// # Errors
/// A fault of the database.
pub async fn head(tx: &Tx) -> Outcome<i64> {
    store::head(tx).await
}

/// Changes behind a number, at most so many, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn next(tx: &Tx, after: i64, most: u64) -> Outcome<Vec<change::Model>> {
    store::after(tx, after, most).await
}
