//! Stories that were cut off: how far they are told, and what their people hold by then.
//!
//! Each event of the timeline has a moment of its own, and its act leaves a row with that moment in the same
//! transaction. So the last moment on file says what was done, and the rest is told as if nothing had happened.

use super::{Scene, Telling, perform};
use crate::demo::{AGE, FILLED, TOLD};
use crate::domain::keys::query_code;
use crate::domain::reporters::submission_hash;
use crate::kernel::{County, Ctx, Failure, Kernel, Outcome, Tx};
use entity::moment::Moment;
use entity::scope::platform_rows;
use entity::words::ActorKind;
use entity::{case, case_event, county, ledger_entry, report};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use std::sync::Arc;

/// Whether nothing is left to tell: all is told, or the county is none of the demonstration's.
///
/// # Errors
/// A fault of the database.
pub async fn are_told(kernel: &Arc<Kernel>, county: &County) -> Outcome<bool> {
    let tx = Ctx::system(kernel).read(county).await?;
    let kinds = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.is_in([FILLED, TOLD]));
    let kinds = kinds.all(&tx).await?;
    let has = |kind: &str| kinds.iter().any(|entry| entry.kind == kind);
    Ok(has(TOLD) || !has(FILLED))
}

/// The moment at which the county was filled: the stories count their days from it, whenever they are told.
pub(super) async fn now_of(tx: &Tx) -> Outcome<Moment> {
    let row = platform_rows::<county::Entity>().filter(county::Column::Id.eq(tx.county.id)).one(tx).await?;
    row.map(|row| row.created_at.after(AGE)).ok_or_else(|| Failure::fault("a county of the demonstration is gone"))
}

/// The last moment at which somebody acted; none before the first report.
pub(super) async fn told_until(tx: &Tx) -> Outcome<Option<Moment>> {
    let acts = tx.rows().find::<case_event::Entity>().filter(case_event::Column::Actor.ne(ActorKind::System));
    Ok(acts.order_by_desc(case_event::Column::At).one(tx).await?.map(|event| event.at))
}

/// What the reporter of a story holds after a submission that was made before.
pub(super) async fn recall(scene: &Scene<'_>, telling: Option<&mut Telling<'_>>, act: Option<usize>) -> Outcome<()> {
    let (Some(telling), None) = (telling, act) else { return Ok(()) };
    let key = perform::submission_key(telling, "report");
    let keys = &scene.kernel.keys;
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let of_key = report::Column::SubmissionHash.eq(submission_hash(keys, &key)?);
    let found = tx.rows().find::<report::Entity>().filter(of_key).one(&tx).await?;
    let found = found.ok_or_else(|| Failure::fault(format!("the report of story {} is gone", telling.number)))?;
    let of_report = tx.rows().find::<case::Entity>().filter(case::Column::ReportId.eq(found.id));
    telling.case = of_report.one(&tx).await?.map(|row| row.id);
    telling.contact = Some(found.contact_id);
    telling.code = Some(query_code::make(keys, scene.county.number, &key)?);
    Ok(())
}
