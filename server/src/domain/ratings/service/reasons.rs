//! 差评的原因: why people rated low, for the county commission alone; each first look of a day leaves an entry.

use super::{commission, home, keeps_away};
use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::ratings::model::{Month, Rated};
use crate::domain::ratings::policy::{Action, Facts, decide};
use crate::domain::ratings::store;
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::OrganId;
use entity::words::{CadreAuthority, PartKind};
use serde_json::json;
use time::Date;

/// Sheets whose reasons are shown at once, the newest.
const MOST: u64 = 50;

/// What one person wrote; neither name nor hour is among it.
#[derive(Clone, Debug)]
pub struct ReasonRow {
    /// On which day.
    pub on: Date,
    /// One line for each low answer.
    pub text: SealedText,
}

/// Opens the reasons on a subject in a month, the newest 50.
///
/// # Errors
/// Refused unless by heads and handlers of the county commission, and on officials managed above the county; hidden from who
/// must keep away.
pub async fn open_reasons(ctx: &Ctx, rated: Rated, month: Month) -> Outcome<Vec<ReasonRow>> {
    let (staff, county) = home(ctx).await?;
    // Asked before there is a transaction: it may have to look for the county.
    ctx.county_of(rated.id()).await?;
    let tx = ctx.write(&county).await?;
    let facts = Facts { commission: commission(&tx).await?, ..Facts::default() };
    decide(&ctx.actor, Action::ReadReasons, &facts).check()?;
    let figures = store::of_subjects(&tx, vec![rated.id()], month).await?;
    let unit = figures.first().map(|figure| figure.unit_id);
    let is_above = match rated {
        Rated::Official(id) => crate::domain::directory::official_by_id(&tx, id).await?.managed_by != CadreAuthority::County,
        _ => false,
    };
    let facts = Facts { keeps_away: keeps_away(&tx, staff, (rated, unit)).await?, is_above, ..facts };
    decide(&ctx.actor, Action::ReadReasons, &facts).check()?;
    let organ: OrganId = facts.commission.ok_or_else(Failure::hidden)?;
    let mut found = Vec::new();
    for row in store::reasons_of(&tx, rated, month, MOST).await? {
        let key = keys::open(&tx, row.reason_envelope_id, Holder::Organ(organ)).await?;
        for part in keys::parts(&tx, &key).await?.into_iter().filter(|part| part.kind == PartKind::Reason) {
            found.push(ReasonRow { on: part.created_at.in_china().date(), text: part.text });
        }
    }
    let facts = json!({ "month": month.0, "sheets": found.len() });
    ledger::append_once_a_day(&tx, staff, Entry::sealed("ratings.open_reasons", rated.id(), facts)).await?;
    tx.commit().await?;
    Ok(found)
}
