//! One function a verb: load → decide → check → write → ledger → notices.

mod answer;
mod order;
mod read;
mod resume;

pub use answer::answer;
pub use order::{OrderHalt, order};
pub use read::{HaltList, halts_of, list, may_order, of_units, public_halt};
pub use resume::resume;

use crate::domain::directory::{self, SubjectId};
use crate::domain::halts::policy::{Action, Facts, decide};
use crate::domain::halts::{rules, store};
use crate::domain::powers::HaltRow;
use crate::kernel::text::Bounds;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{HaltId, PowerId};
use entity::{halt, power};

/// A reason or an answer: everybody reads it.
const WORDS: Bounds = Bounds { min: 5, max: 1_000 };

/// What the decision about a power depends on.
async fn facts_of(tx: &Tx, power: PowerId) -> Outcome<Facts> {
    let found = directory::subjects(tx, &[SubjectId::Power(power)]).await?.pop();
    let unit = found.and_then(|subject| subject.unit).ok_or_else(Failure::hidden)?;
    let organs = directory::organs(tx).await?;
    let covering = rules::covering(&organs, &unit.chain);
    Ok(Facts { unit: unit.id, covering, ordering: None, commission: rules::commission(&organs) })
}

/// A verb on one halt: who acts, the halt, held, its power, and what was decided on.
struct Begun<'a> {
    staff: &'a StaffActor,
    tx: Tx,
    halt: halt::Model,
    power: power::Model,
    facts: Facts,
}

/// Opens a verb on a halt, if the actor may do this.
async fn begin(ctx: &Ctx, id: HaltId, action: Action) -> Outcome<Begun<'_>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let halt = store::held(&tx, id).await?;
    let power = store::power(&tx, halt.power_id).await?;
    let facts = Facts { ordering: Some(halt.organ_id), ..facts_of(&tx, power.id).await? };
    decide(&ctx.actor, action, Some(&facts)).check()?;
    Ok(Begun { staff, tx, halt, power, facts })
}

/// One halt as the actor may see it.
async fn shown(ctx: &Ctx, tx: &Tx, halt: halt::Model) -> Outcome<HaltRow> {
    read::rows(ctx, tx, vec![halt]).await?.pop().ok_or_else(|| Failure::fault("a halt without its power"))
}
