//! Terms that are over: what nobody is shown any more goes from the rows too. Reading never waits for this.

use super::files::empty_all;
use super::{columns_of, pairs_in};
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::store;
use crate::kernel::{County, Ctx, JobError, Outcome};
use entity::id::OutcomeKindVersionId;
use entity::outcome;
use sea_orm::sea_query::Expr;
use serde_json::json;
use std::collections::BTreeSet;

/// So many in one transaction: nobody waits long for the writer's place.
const AT_ONCE: u64 = 100;

/// Empties what has passed its public term in a county; may run twice at once.
///
/// # Errors
/// When to come back.
pub async fn sweep_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    while some(&ctx, &county).await? >= AT_ONCE {}
    Ok(())
}

async fn some(ctx: &Ctx, county: &County) -> Outcome<u64> {
    let tx = ctx.write(county).await?;
    let over = store::over(&tx, AT_ONCE).await?;
    if over.is_empty() {
        return Ok(0);
    }
    let versions: BTreeSet<OutcomeKindVersionId> = over.iter().map(|row| row.kind_version_id).collect();
    let versions = store::versions(&tx, versions.into_iter().collect()).await?;
    for row in &over {
        let columns = versions.get(&row.kind_version_id).map(|version| columns_of(&version.columns)).transpose()?.unwrap_or_default();
        store::drop_pairs(&tx, (row.decided_on, row.id), pairs_in(&columns, row)?, true).await?;
        store::empty_earlier(&tx, row.id, true).await?;
        empty_all(&tx, row.id, true).await?;
        let nothing: Option<serde_json::Value> = None;
        store::change(&tx, row, |update| update.col_expr(outcome::Column::Personal, Expr::value(nothing))).await?;
    }
    let ids: Vec<_> = over.iter().map(|row| row.id).collect();
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.terms_over", county.id, json!({ "outcomes": ids }))).await?;
    tx.commit().await?;
    Ok(u64::try_from(over.len()).unwrap_or(u64::MAX))
}
