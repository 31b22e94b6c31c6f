//! One function a verb: decide → load → check → write → ledger.

mod batch;
mod bursts;
mod faces;
mod form;
mod indicators;
mod night;
mod places;
mod rate;
mod reasons;
mod trend;

pub use batch::{batch_job, leaf};
pub use bursts::{BurstRow, ReviewBurst, bursts, review};
pub use faces::{KnownFigure, OfficialMonth, PublicFigure, UnitMonth, by_unit, known_figure, of_official, public_figure};
pub use form::{Form, form};
pub use indicators::{SetIndicators, SetRow, indicator_sets, set_indicators};
pub use night::night_job;
pub use places::{PlaceRow, Places, Ranked, places};
pub use rate::{Rate, Taken, rate};
pub use reasons::{ReasonRow, open_reasons};
pub use trend::{MonthRow, trend};

use crate::domain::directory::{self, Recusals};
use crate::domain::ratings::model::Rated;
use crate::domain::ratings::policy::{Action, Facts, decide};
use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{OrganId, UnitId};
use entity::words::OrganKind;

/// The county commission.
async fn commission(tx: &Tx) -> Outcome<Option<OrganId>> {
    let organs = directory::organs(tx).await?;
    Ok(organs.into_iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id))
}

/// The officer and his county; whether he may read figures.
async fn reader(ctx: &Ctx) -> Outcome<(&StaffActor, Tx)> {
    let (staff, county) = home(ctx).await?;
    let tx = ctx.read(&county).await?;
    decide(&ctx.actor, Action::ReadFigures, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    Ok((staff, tx))
}

/// The member of the staff and his county.
async fn home(ctx: &Ctx) -> Outcome<(&StaffActor, County)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    Ok((staff, ctx.kernel.tenants.by_id(staff.county_id).await?))
}

/// Whether the officer must keep away (回避) from what is rated: from himself and whoever is near him, and from what the
/// units do that he leads.
async fn keeps_away(tx: &Tx, staff: &StaffActor, (rated, unit): (Rated, Option<UnitId>)) -> Outcome<bool> {
    // Of an account without an official nobody can tell from what it must keep away.
    let Some(own) = staff.official_id else { return Ok(true) };
    let recusals = directory::recusals_of(tx, &[own]).await?;
    Ok(recusals.get(&own).is_some_and(|recusals| is_near(recusals, rated, unit)))
}

/// Whether one of these recusals is of what is rated.
fn is_near(recusals: &Recusals, rated: Rated, unit: Option<UnitId>) -> bool {
    match rated {
        Rated::Official(official) => recusals.officials.contains(&official),
        Rated::Power(_) | Rated::Outcome(_) => unit.is_some_and(|unit| recusals.units_led.contains(&unit)),
    }
}
