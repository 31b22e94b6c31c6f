//! Sheets, and where the reasons of low answers lie.

use crate::domain::ratings::model::{Month, Rated};
use crate::kernel::{Outcome, Tx};
use entity::id::{EnvelopeId, IndicatorSetId, RatingBurstId, RatingSheetId};
use entity::moment::Moment;
use entity::{rating_reason, rating_sheet};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// What the night reads of a sheet.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// Which.
    pub id: RatingSheetId,
    /// Whether a phone was proven for it.
    pub is_verified: bool,
    /// What was asked.
    pub set: IndicatorSetId,
    /// A byte for each question.
    pub answers: Vec<u8>,
    /// The burst to which it belongs.
    pub burst: Option<RatingBurstId>,
    /// When it came.
    pub at: Moment,
}

/// Sheets of these raters on a subject in a month.
pub async fn of_raters(tx: &Tx, (rated, month): (Rated, Month), raters: Vec<Vec<u8>>) -> Outcome<Vec<rating_sheet::Model>> {
    let rows = tx.rows().find::<rating_sheet::Entity>().filter(rating_sheet::Column::SubjectId.eq(rated.id()));
    let rows = rows.filter(rating_sheet::Column::Month.eq(month.0)).filter(rating_sheet::Column::Rater.is_in(raters));
    Ok(rows.order_by_asc(rating_sheet::Column::Id).all(tx).await?)
}

/// The columns of a row, in order.
type Read = (RatingSheetId, bool, IndicatorSetId, Vec<u8>, Option<RatingBurstId>, Moment);

/// All sheets on a subject in a month, by when they came.
pub async fn sheets_of(tx: &Tx, rated: Rated, month: Month) -> Outcome<Vec<SheetRow>> {
    use rating_sheet::Column as C;
    let rows = tx.rows().find::<rating_sheet::Entity>().filter(C::SubjectId.eq(rated.id())).filter(C::Month.eq(month.0));
    let rows = rows.select_only().columns([C::Id, C::IsVerified, C::SetId, C::Answers, C::BurstId, C::SubmittedAt]);
    let rows: Vec<Read> = rows.into_tuple().all(tx).await?;
    let each = rows.into_iter().map(|(id, is_verified, set, answers, burst, at)| SheetRow { id, is_verified, set, answers, burst, at });
    let mut sheets: Vec<SheetRow> = each.collect();
    sheets.sort_by_key(|sheet| (sheet.at, sheet.id));
    Ok(sheets)
}

/// Puts sheets into a burst.
pub async fn mark(tx: &Tx, sheets: &[RatingSheetId], burst: RatingBurstId) -> Outcome<()> {
    for some in sheets.chunks(500) {
        let update = tx.rows().update::<rating_sheet::Entity>().col_expr(rating_sheet::Column::BurstId, Expr::value(Some(burst)));
        update.filter(rating_sheet::Column::Id.is_in(some.iter().copied())).exec(tx).await?;
    }
    Ok(())
}

/// Takes away a sheet whose place another one takes.
pub async fn drop_sheet(tx: &Tx, id: RatingSheetId) -> Outcome<()> {
    tx.rows().delete::<rating_sheet::Entity>().filter(rating_sheet::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Says where the reasons of a sheet's low answers lie sealed, and whose it is.
pub async fn add_reason(
    tx: &Tx,
    (rated, month): (Rated, Month),
    sheet: RatingSheetId,
    (reason, name): (EnvelopeId, EnvelopeId),
) -> Outcome<()> {
    let row = rating_reason::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        subject_id: rated.id(),
        month: month.0,
        sheet_id: sheet,
        reason_envelope_id: reason,
        name_envelope_id: name,
    };
    Ok(tx.add(row).await?)
}

/// The reasons on a subject in a month, the newest first.
pub async fn reasons_of(tx: &Tx, rated: Rated, month: Month, most: u64) -> Outcome<Vec<rating_reason::Model>> {
    let rows = tx.rows().find::<rating_reason::Entity>().filter(rating_reason::Column::SubjectId.eq(rated.id()));
    let rows = rows.filter(rating_reason::Column::Month.eq(month.0)).order_by_desc(rating_reason::Column::SheetId);
    Ok(rows.limit(most).all(tx).await?)
}

/// Takes away the row of a sheet's reasons; the envelopes that are to be forgotten then.
pub async fn envelopes_of(tx: &Tx, (rated, month): (Rated, Month), sheet: RatingSheetId) -> Outcome<Vec<EnvelopeId>> {
    let of_sheet = rating_reason::Column::SubjectId.eq(rated.id()).and(rating_reason::Column::Month.eq(month.0));
    let of_sheet = of_sheet.and(rating_reason::Column::SheetId.eq(sheet));
    let rows = tx.rows().find::<rating_reason::Entity>().filter(of_sheet.clone()).all(tx).await?;
    if !rows.is_empty() {
        tx.rows().delete::<rating_reason::Entity>().filter(of_sheet).exec(tx).await?;
    }
    Ok(rows.into_iter().flat_map(|row| [row.reason_envelope_id, row.name_envelope_id]).collect())
}
