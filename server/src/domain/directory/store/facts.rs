//! Rows for routing and recusal.

use crate::domain::directory::model::{Kin, OrganFacts, PostFacts};
use crate::kernel::Tx;
use entity::id::{OfficialId, OrganId, PowerId, SectionId, UnitId};
use entity::words::OrganKind;
use entity::{kinship, official, official_phone, organ, organ_coverage, post, power, section, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, DbErr, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect, Select};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// No unit lies deeper; a ring in bad data ends here.
const DEEPEST: usize = 8;

pub(in crate::domain::directory) async fn officials_by_id(tx: &Tx, ids: &[OfficialId]) -> Result<Vec<official::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids.iter().copied())).all(tx).await
}

pub(in crate::domain::directory) async fn powers_by_id(tx: &Tx, ids: &[PowerId]) -> Result<Vec<power::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(ids.iter().copied())).all(tx).await
}

/// All posts of the officials, past ones too, in their order.
pub(in crate::domain::directory) async fn posts_of(tx: &Tx, officials: &[OfficialId]) -> Result<Vec<PostFacts>, DbErr> {
    if officials.is_empty() {
        return Ok(Vec::new());
    }
    let rows = posts(tx).filter(post::Column::OfficialId.is_in(officials.iter().copied()));
    facts(tx, rows.order_by_asc(post::Column::Ordinal).order_by_asc(post::Column::Id)).await
}

/// A name without the gaps that registers write between its characters; word for word as the index has it.
const BARE: &str = "replace(replace(\"official\".\"name\", ' ', ''), '\u{3000}', '')";

/// Officials who have one of these names, whatever gaps the register writes between its characters.
pub(in crate::domain::directory) async fn officials_called(tx: &Tx, names: &[String]) -> Result<Vec<OfficialId>, DbErr> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<official::Entity>().filter(Expr::cust(BARE).is_in(names.iter().map(String::as_str)));
    rows.select_only().column(official::Column::Id).order_by_asc(official::Column::Id).into_tuple().all(tx).await
}

/// Officials whose number has this keyed hash.
pub(in crate::domain::directory) async fn officials_of_phone(tx: &Tx, phone_hash: &[u8]) -> Result<Vec<OfficialId>, DbErr> {
    let rows = tx.rows().find::<official_phone::Entity>().filter(official_phone::Column::PhoneHash.eq(phone_hash.to_vec()));
    Ok(rows.all(tx).await?.into_iter().map(|row| row.official_id).collect())
}

/// All posts in the units that held on any day since then.
pub(in crate::domain::directory) async fn posts_in(tx: &Tx, units: BTreeSet<UnitId>, since: Date) -> Result<Vec<PostFacts>, DbErr> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let held = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(since));
    facts(tx, posts(tx).filter(post::Column::UnitId.is_in(units)).filter(held)).await
}

/// A post with what its section says.
#[derive(FromQueryResult)]
struct PostRow {
    official_id: OfficialId,
    title: String,
    unit_id: UnitId,
    section_id: Option<SectionId>,
    is_leading_group: Option<bool>,
    organ_id: Option<OrganId>,
    leads_unit: bool,
    leads_section: bool,
    valid_from: Date,
    valid_until: Option<Date>,
}

fn posts(tx: &Tx) -> Select<post::Entity> {
    let same = |from: post::Column, to: section::Column| Expr::col((post::Entity, from)).equals((section::Entity, to));
    let own = same(post::Column::CountyId, section::Column::CountyId).and(same(post::Column::SectionId, section::Column::Id));
    let mut rows = tx.rows().find::<post::Entity>();
    QuerySelect::query(&mut rows).left_join(section::Entity, own);
    rows.select_only()
        .columns([
            post::Column::OfficialId,
            post::Column::Title,
            post::Column::UnitId,
            post::Column::SectionId,
            post::Column::OrganId,
            post::Column::LeadsUnit,
            post::Column::LeadsSection,
            post::Column::ValidFrom,
            post::Column::ValidUntil,
        ])
        .column(section::Column::IsLeadingGroup)
}

async fn facts(tx: &Tx, rows: Select<post::Entity>) -> Result<Vec<PostFacts>, DbErr> {
    let rows = rows.into_model::<PostRow>().all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| PostFacts {
            official: row.official_id,
            title: row.title,
            unit: row.unit_id,
            chain: Vec::new(),
            section: row.section_id,
            in_leading_group: row.is_leading_group.unwrap_or_default(),
            organ: row.organ_id,
            leads_unit: row.leads_unit,
            leads_section: row.leads_section,
            from: row.valid_from,
            until: row.valid_until,
        })
        .collect())
}

pub(in crate::domain::directory) async fn kinship_of(tx: &Tx, of: &[OfficialId]) -> Result<Vec<Kin>, DbErr> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let all = || of.iter().copied();
    let either = Condition::any().add(kinship::Column::OfficialId.is_in(all())).add(kinship::Column::RelativeId.is_in(all()));
    let rows = tx.rows().find::<kinship::Entity>().filter(either).all(tx).await?;
    let kin = |row: kinship::Model| Kin { declarer: row.official_id, relative: row.relative_id, is_noted: row.is_noted };
    Ok(rows.into_iter().map(kin).collect())
}

/// The units and all above them.
pub(in crate::domain::directory) async fn with_ancestors(tx: &Tx, wanted: Vec<UnitId>) -> Result<BTreeMap<UnitId, unit::Model>, DbErr> {
    let mut known = BTreeMap::new();
    let mut missing: BTreeSet<UnitId> = wanted.into_iter().collect();
    for _ in 0..DEEPEST {
        if missing.is_empty() {
            break;
        }
        let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(missing)).all(tx).await?;
        missing = rows.iter().filter_map(|row| row.parent_id).filter(|id| !known.contains_key(id)).collect();
        for row in rows {
            missing.remove(&row.id);
            known.insert(row.id, row);
        }
    }
    Ok(known)
}

/// Of those units that were stopped before this day and name one, their successors.
pub(in crate::domain::directory) async fn successors(tx: &Tx, of: Vec<UnitId>, today: Date) -> Result<BTreeMap<UnitId, UnitId>, DbErr> {
    if of.is_empty() {
        return Ok(BTreeMap::new());
    }
    let stopped = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(of)).filter(unit::Column::ValidUntil.lt(today));
    let rows = stopped.filter(unit::Column::SuccessorId.is_not_null()).all(tx).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.successor_id?))).collect())
}

/// The unit and all above it, nearest first.
pub(in crate::domain::directory) fn chain(units: &BTreeMap<UnitId, unit::Model>, id: UnitId) -> Vec<UnitId> {
    let above = |id: &UnitId| units.get(id).and_then(|row| row.parent_id).filter(|id| units.contains_key(id));
    std::iter::successors(Some(id), above).take(DEEPEST).collect()
}

pub(in crate::domain::directory) async fn organs(tx: &Tx) -> Result<Vec<OrganFacts>, DbErr> {
    let rows = tx.rows().find::<organ::Entity>().order_by_asc(organ::Column::Code).all(tx).await?;
    let reach = tx.rows().find::<organ_coverage::Entity>().all(tx).await?;
    let facts = rows.into_iter().map(|row| OrganFacts {
        id: row.id,
        code: row.code,
        name: row.name,
        kind: row.kind,
        unit_id: row.unit_id,
        superior_id: row.superior_id,
        coverage: reach.iter().filter(|one| one.organ_id == row.id).map(|one| one.unit_id).collect(),
        telephone: row.telephone,
        advice: row.advice,
        external: row.kind == OrganKind::External,
    });
    Ok(facts.collect())
}
