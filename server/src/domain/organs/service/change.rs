//! Entering an organ, renaming it, setting its superior.

use super::cover::reach;
use super::place::{may_stand_below, reach_of};
use super::{Held, changing};
use crate::domain::ledger::{self, Entry};
use crate::domain::organs::model::Link;
use crate::domain::organs::rules::makes_circle;
use crate::domain::organs::store;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use entity::id::{OrganId, UnitId};
use entity::organ;
use entity::words::OrganKind;
use serde_json::json;

/// How an organ is called and reached.
#[derive(Clone, Debug)]
pub struct Called {
    /// Its name.
    pub name: String,
    /// Its telephone.
    pub telephone: Option<String>,
    /// Of an organ above the county: how reporters reach it.
    pub advice: Option<String>,
    /// Of an organ above the county: where hand-overs are sent.
    pub address: Option<String>,
}

/// An organ to be entered.
#[derive(Clone, Debug)]
pub struct NewOrgan {
    /// How it is called and reached.
    pub called: Called,
    /// What it is.
    pub kind: OrganKind,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// Its superior.
    pub superior: Option<OrganId>,
    /// Units that it covers besides.
    pub covers: Vec<UnitId>,
}

/// Enters an organ.
///
/// # Errors
/// Refused unless by the county's administrator; for a second commission; for a unit or a superior that is not there; for a
/// superior that stands neither at nor above what it covers; an organ above the county without an address.
pub async fn create(ctx: &Ctx, new: NewOrgan) -> Outcome<OrganId> {
    changing(ctx)?;
    let called = cleaned(new.called, new.kind)?;
    let held = Held::begin(ctx).await?;
    if new.kind == OrganKind::CountyCommission {
        return Err(Failure::field(ErrorCode::State, "kind", "县纪委监委只有一个，建县时就登记了。"));
    }
    let superior = new.superior.map(|id| held.open("superiorId", id)).transpose()?;
    let covers = reach(&held, (None, new.kind), new.unit, new.covers).await?;
    if let Some(above) = superior {
        may_stand_below(&held, ("superiorId", above), &new.unit.into_iter().chain(covers.iter().copied()).collect::<Vec<_>>()).await?;
    }
    let random: [u8; 5] = held.tx.random();
    let id = held.tx.mint();
    let row = organ::Model {
        county_id: held.tx.county.id,
        id,
        code: format!("organ-{}", random.map(|byte| format!("{byte:02x}")).concat()),
        name: called.name,
        kind: new.kind,
        unit_id: new.unit,
        superior_id: superior.map(|organ| organ.id),
        telephone: called.telephone,
        advice: called.advice,
    };
    store::add(&held.tx, row.clone()).await?;
    store::put_cover(&held.tx, id, (&covers.iter().copied().collect::<Vec<_>>(), &[])).await?;
    store::put_state(&held.tx, id, |state| entity::organ_state::Model { address: called.address, ..state }).await?;
    let facts = json!({ "organ": id, "kind": new.kind, "superior": row.superior_id, "added": covers });
    ledger::append(&held.tx, &ctx.actor, Entry::public("organs.created", id, facts)).await?;
    held.tell(&row, row.superior_id.as_slice()).await?;
    held.alarm(&row.name, row.kind, row.superior_id).await?;
    held.tx.commit().await?;
    Ok(id)
}

/// Renames an organ, or changes how it is reached.
///
/// # Errors
/// Refused unless by the county's administrator; as a conflict if it changed since it was read.
pub async fn update(ctx: &Ctx, (id, version): (OrganId, i32), called: Called) -> Outcome<()> {
    changing(ctx)?;
    let held = Held::begin(ctx).await?;
    let organ = held.at(id, version)?;
    let called = cleaned(called, organ.kind)?;
    let facts = json!({ "organ": id, "fields": changed(&held, organ, &called) });
    store::rename(&held.tx, id, &called.name, (called.telephone, called.advice)).await?;
    store::put_state(&held.tx, id, |state| entity::organ_state::Model { address: called.address, ..state }).await?;
    ledger::append(&held.tx, &ctx.actor, Entry::public("organs.changed", id, facts)).await?;
    held.tell(&organ::Model { name: called.name, ..organ.clone() }, &[id]).await?;
    held.tx.commit().await
}

/// What is called or reached otherwise than before; the ledger says which, never to what.
fn changed(held: &Held, organ: &organ::Model, called: &Called) -> Vec<&'static str> {
    let address = held.states.get(&organ.id).and_then(|state| state.address.as_ref());
    let all = [
        ("name", organ.name != called.name),
        ("telephone", organ.telephone != called.telephone),
        ("advice", organ.advice != called.advice),
        ("address", address != called.address.as_ref()),
    ];
    all.into_iter().filter_map(|(field, is)| is.then_some(field)).collect()
}

/// Sets an organ's superior, or takes it away, which is an alarm.
///
/// # Errors
/// Refused unless by the county's administrator; for a circle, an organ that is not there, is closed, or stands neither at nor
/// above what it covers; as a conflict if it changed since it was read.
pub async fn set_superior(ctx: &Ctx, (id, version): (OrganId, i32), superior: Option<OrganId>) -> Outcome<()> {
    changing(ctx)?;
    let held = Held::begin(ctx).await?;
    let organ = held.at(id, version)?;
    if let Some(above) = superior {
        let above = held.open("superiorId", above)?;
        if organ.kind == OrganKind::External && above.kind != OrganKind::External {
            return Err(Failure::field(ErrorCode::Invalid, "superiorId", "县外的组织，上级也在县外。"));
        }
        let links: Vec<_> = held.organs.iter().map(|organ| Link { organ: organ.id, superior: organ.superior_id }).collect();
        if makes_circle(&links, id, above.id) {
            return Err(Failure::field(ErrorCode::Invalid, "superiorId", "这样会绕成一圈：它自己就在这个组织的上面。"));
        }
        may_stand_below(&held, ("superiorId", above), &reach_of(&held, id).await?).await?;
    }
    store::put_superior(&held.tx, Link { organ: id, superior }).await?;
    store::put_state(&held.tx, id, |state| state).await?;
    let facts = json!({ "organ": id, "from": organ.superior_id, "superior": superior });
    ledger::append(&held.tx, &ctx.actor, Entry::public("organs.superior_set", id, facts)).await?;
    let concerned: Vec<_> = [Some(id), organ.superior_id, superior].into_iter().flatten().collect();
    held.tell(organ, &concerned).await?;
    held.alarm(&organ.name, organ.kind, superior).await?;
    held.tx.commit().await
}

/// What was typed, cleaned; all that does not fit is told at once.
fn cleaned(called: Called, kind: OrganKind) -> Outcome<Called> {
    let mut refusals = Refusals::default();
    let name = refusals.take(line("name", &called.name, Bounds { min: 2, max: 60 })).unwrap_or_default();
    let mut optional = |field, text: Option<String>, max| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        refusals.take(line(field, &text, Bounds { min: 2, max }))
    };
    let telephone = optional("telephone", called.telephone, 40);
    let advice = optional("advice", called.advice, 300);
    let address = optional("address", called.address, 120);
    if kind == OrganKind::External && address.is_none() {
        refusals.add(ErrorCode::Required, "address", "县外的组织要写明移交件送到哪里。");
    }
    refusals.check()?;
    Ok(Called { name, telephone, advice, address })
}
