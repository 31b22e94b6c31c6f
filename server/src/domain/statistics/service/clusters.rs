//! Where reports cluster, and the same as a file: decide → count → arrange; an export also leaves an entry.

use crate::domain::cases;
use crate::domain::directory;
use crate::domain::ledger::{self, Entry};
use crate::domain::ratings;
use crate::domain::statistics::clusters::{Clusters, arranged, months};
use crate::domain::statistics::model::{Export, Format};
use crate::domain::statistics::months::Month;
use crate::domain::statistics::policy::{Action, decide};
use crate::domain::statistics::ratings::{UnitRating, fallen};
use crate::domain::statistics::{sheet, store};
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::words::OrganKind;
use serde_json::json;

/// Where reports of a month cluster; of this month if none is named.
///
/// # Errors
/// Refused unless the viewer heads the county commission; for what is no month, or one that has not begun.
pub async fn clusters(ctx: &Ctx, month: Option<&str>) -> Outcome<Clusters> {
    let county = own_county(ctx).await?;
    let tx = ctx.read(&county).await?;
    gather(ctx, &tx, Action::ReadClusters, month).await
}

/// The same as a file; that it was taken stands on the ledger.
///
/// # Errors
/// As [`clusters`].
pub async fn export_clusters(ctx: &Ctx, month: Option<&str>, format: Format) -> Outcome<Export> {
    let county = own_county(ctx).await?;
    let tx = ctx.write(&county).await?;
    let found = gather(ctx, &tx, Action::ExportClusters, month).await?;
    let (name, today) = (format!("举报分布-{}-{}", county.name, found.month), tx.now.in_china().date());
    let export = sheet::export(&sheet::clusters(&found), format, (&name, today))?;
    let facts = json!({ "month": found.month.to_string(), "what": "clusters", "format": format.word() });
    ledger::append(&tx, &ctx.actor, Entry::public("statistics.exported", county.id, facts)).await?;
    tx.commit().await?;
    Ok(export)
}

async fn own_county(ctx: &Ctx) -> Outcome<County> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    ctx.kernel.tenants.by_id(staff.county_id).await
}

async fn gather(ctx: &Ctx, tx: &Tx, action: Action, month: Option<&str>) -> Outcome<Clusters> {
    let organs = directory::organs(tx).await?;
    let commission = organs.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id);
    decide(&ctx.actor, action, commission).check()?;
    let today = Month::of(tx.now.in_china().date());
    let month = match month {
        None => today,
        Some(text) => Month::parse(text)
            .filter(|month| *month <= today)
            .ok_or_else(|| Failure::field(ErrorCode::Invalid, "month", "月份请写成 2026-03 这样，不能是还没到的月份。"))?,
    };
    let spans: Vec<_> = months(month).into_iter().map(Month::moments).collect();
    let found = cases::clusters(tx, &ctx.actor, &spans).await?;
    let names = store::names(tx, &found.named).await?;
    let ratings = ratings_of(tx, month).await?;
    Ok(arranged(month, &found, (&names, &organs), ratings))
}

/// Where ratings of this month fell. They hang on no case.
async fn ratings_of(tx: &Tx, month: Month) -> Outcome<Vec<UnitRating>> {
    let of = |month: Month| ratings::Month::of(month.first());
    let (this, last) = (ratings::by_unit(tx, of(month)).await?, ratings::by_unit(tx, of(month.before(1))).await?);
    let units = directory::units_by_id(tx, &this.iter().map(|one| one.unit_id).collect::<Vec<_>>()).await?;
    Ok(fallen(&this, &last, &units.into_iter().map(|unit| (unit.id, unit)).collect()))
}
