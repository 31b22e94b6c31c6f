//! One function a verb.

mod assemble;
mod facts;
mod hand_over;
mod kinds;
mod matters;
mod opening;
mod own;
mod peers;
mod posts;
mod read;
mod sealed;
mod take_in;
mod transfers;
mod voices;

pub use hand_over::{HandOver, hand_over};
pub use kinds::{NameKind, end_kind, kinds, name_kind};
pub use opening::{OpenArchive, OpeningView, open, openings};
pub use own::{AnswerArchive, DeclareMatter, answer, declare, own};
pub use peers::{NamePeer, Peers, name_peer, peers};
pub use read::{paper, read};
pub use take_in::{EnterReceipt, TakeIn, enter_receipt, take_in};
pub use transfers::{TransferView, transfers};

use crate::domain::archives::policy::{Facts, OpeningFacts};
use crate::domain::directory;
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::archive_opening;
use entity::id::{OfficialId, OrganId};
use entity::words::OrganKind;
use std::collections::BTreeSet;
use time::Date;

/// The signed-in member of the staff and his county.
async fn asking(ctx: &Ctx) -> Outcome<(&StaffActor, County)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    Ok((staff, ctx.kernel.tenants.by_id(staff.county_id).await?))
}

/// The county commission: it keeps the archives' words.
async fn commission(tx: &Tx) -> Outcome<Option<OrganId>> {
    Ok(directory::organs(tx).await?.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id))
}

/// What the decision about an official's archive depends on. Whether somebody is near him says nothing of cases.
async fn facts_about(tx: &Tx, staff: &StaffActor, official: OfficialId) -> Outcome<Facts> {
    let served = directory::units_served(tx, &[official]).await?;
    let around = directory::around(tx, (&[official], served), &BTreeSet::new()).await?;
    let is_near = staff.official_id.is_some_and(|own| own == official || around.near.contains(&own));
    Ok(Facts { is_near, ..Facts::default() })
}

/// The same with the opening that it goes by.
async fn facts_by(tx: &Tx, staff: &StaffActor, opening: &archive_opening::Model) -> Outcome<Facts> {
    let over = (tx.now.in_china().date() > opening.closes_on).then_some(opening.closes_on);
    let by = OpeningFacts { is_mine: staff.is_me(opening.account_id), over };
    Ok(Facts { opening: Some(by), ..facts_about(tx, staff, opening.official_id).await? })
}

/// The day as known on which somebody wants to read; today if he says none.
fn day_wanted(tx: &Tx, known_on: Option<Date>) -> Outcome<Date> {
    let today = tx.now.in_china().date();
    match known_on {
        Some(day) if day > today => Err(Failure::field(ErrorCode::Invalid, "knownOn", "还没到的日子没有什么可看，请选今天或以前的日子。")),
        day => Ok(day.unwrap_or(today)),
    }
}
