//! A turn that is another organ's now takes what is published of it along, with its key: there it is corrected and hidden.
//! Who published it stays on the page.

use super::approver;
use crate::domain::cases;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::store;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::id::{CaseId, OrganId};
use entity::publication;
use entity::words::{PublicationKind, WrapHolder};
use sea_orm::sea_query::Expr;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Moved {
    case_id: CaseId,
}

/// Works `cases.turn_moved`; done twice, it changes nothing more.
///
/// # Errors
/// When to come back.
pub async fn turn_moved_job(ctx: Ctx, _: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: Moved = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    let tx = ctx.write(&county).await?;
    // The case before its publications, as verbs take them.
    cases::hold_case(&tx, job.case_id).await?;
    let case = cases::concluded(&tx, &ctx.actor, job.case_id).await?;
    for row in store::of_case(&tx, job.case_id).await? {
        if let Some(organ) = case.organ_of(row.instance_no).filter(|organ| *organ != row.organ_id) {
            follow(&ctx, &tx, (&store::held(&tx, row.id).await?, case.commission()), organ).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Gives one publication to the organ whose turn it is now.
async fn follow(ctx: &Ctx, tx: &Tx, (row, commission): (&publication::Model, Option<OrganId>), to: OrganId) -> Outcome<()> {
    let from = row.organ_id;
    approver::share(tx, row, (from, to)).await?;
    let approves = row.kind == PublicationKind::Exposure && commission == Some(from);
    if !approves {
        keys::drop_wrap_of(tx, row.envelope_id, WrapHolder::Organ, from).await?;
    }
    let origin = row.origin_id.unwrap_or(from);
    store::change(tx, row, |update| {
        update
            .col_expr(publication::Column::OrganId, Expr::value(to))
            .col_expr(publication::Column::OriginId, Expr::value(Some(origin).filter(|origin| *origin != to)))
    })
    .await?;
    let facts = json!({ "publication": row.id, "from": from, "to": to });
    ledger::append(tx, &ctx.actor, Entry::sealed("publications.turn_moved", row.case_id, facts)).await
}
