//! The SQL of the powers; children are read for all powers of a page at once.

use crate::domain::directory::Supervision;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OrganId, PowerId, UnitId};
use entity::words::PowerKind;
use entity::{
    control_measure, discretion_standard, flow_edge, flow_step, guide, halt, halt_answer, legal_basis, power, process_check, risk_point,
    rule,
};
use sea_orm::{
    ColumnTrait as _, Condition, DbErr, FromQueryResult, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use std::collections::{BTreeMap, BTreeSet};

/// Legal bases, guides and discretion standards of some powers.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// 行权依据.
    pub bases: Vec<legal_basis::Model>,
    /// 操作指引.
    pub guides: Vec<guide::Model>,
    /// 裁量标准.
    pub standards: Vec<discretion_standard::Model>,
}

/// Steps and edges of some powers.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// 流程环节.
    pub steps: Vec<flow_step::Model>,
    /// The ways between them.
    pub edges: Vec<flow_edge::Model>,
}

/// A risk point with its measures and rules, in their order; the risk register reads them.
#[derive(Clone, Debug)]
pub struct RiskRow {
    /// 廉政风险点.
    pub point: risk_point::Model,
    /// 防控措施.
    pub measures: Vec<control_measure::Model>,
    /// 规章制度 that it is held down by, in their order.
    pub rules: Vec<rule::Model>,
}

/// 叫停 of a power with all that its record says, as its viewer may know it; the halts read them.
#[derive(Clone, Debug)]
pub struct HaltRow {
    /// The order, and its end.
    pub halt: halt::Model,
    /// 整改答复, oldest first.
    pub answers: Vec<halt_answer::Model>,
    /// The power that it stops.
    pub power: power::Model,
    /// Name of the power's unit.
    pub unit_name: String,
    /// Name of the organ that ordered it.
    pub organ: String,
    /// Name of the organ that let the power go on.
    pub resumed_by: Option<String>,
    /// The county commission.
    pub commission: Option<OrganId>,
    /// Number of the case behind it; none unless the viewer may see that case.
    pub case_number: Option<String>,
}

/// 过程检查 of a power; the checks read them.
#[derive(Clone, Debug)]
pub struct CheckRow {
    /// The check.
    pub check: process_check::Model,
    /// Name of the organ that made it.
    pub organ: String,
}

fn published(tx: &Tx) -> Select<power::Entity> {
    tx.rows().find::<power::Entity>().filter(power::Column::IsPublished.eq(true))
}

fn of_unit(tx: &Tx, unit: UnitId, kind: Option<PowerKind>) -> Select<power::Entity> {
    let kind = Condition::all().add_option(kind.map(|kind| power::Column::Kind.eq(kind)));
    published(tx).filter(power::Column::UnitId.eq(unit)).filter(kind)
}

pub(super) async fn by_code(tx: &Tx, code: &str) -> Result<Option<power::Model>, DbErr> {
    published(tx).filter(power::Column::Code.eq(code)).one(tx).await
}

pub(super) async fn by_id(tx: &Tx, id: PowerId) -> Result<Option<power::Model>, DbErr> {
    published(tx).filter(power::Column::Id.eq(id)).one(tx).await
}

/// Which of the powers are stopped (叫停) now.
///
/// # Errors
/// A fault of the database.
pub async fn halted_among(tx: &Tx, powers: &[PowerId]) -> Outcome<BTreeSet<PowerId>> {
    if powers.is_empty() {
        return Ok(BTreeSet::new());
    }
    let open = tx.rows().find::<halt::Entity>().filter(halt::Column::OpenPowerId.is_in(powers.iter().copied()));
    Ok(open.select_only().column(halt::Column::PowerId).into_tuple().all(tx).await?.into_iter().collect())
}

pub(super) async fn page(tx: &Tx, unit: UnitId, kind: Option<PowerKind>, page: &PageQuery) -> Outcome<Page<power::Model>> {
    let mut rows = of_unit(tx, unit, kind);
    if let Some(after) = &page.after {
        let refuse = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
        let [ordinal, code] = after.as_slice() else { return Err(refuse()) };
        let ordinal: i32 = ordinal.parse().map_err(|_| refuse())?;
        let same = Condition::all().add(power::Column::Ordinal.eq(ordinal)).add(power::Column::Code.gt(code.as_str()));
        rows = rows.filter(Condition::any().add(power::Column::Ordinal.gt(ordinal)).add(same));
    }
    let rows = rows.order_by_asc(power::Column::Ordinal).order_by_asc(power::Column::Code).limit(page.first + 1).all(tx).await?;
    Ok(page.page(rows, |row| vec![row.ordinal.to_string(), row.code.clone()]))
}

pub(super) async fn count(tx: &Tx, unit: UnitId, kind: Option<PowerKind>) -> Result<u64, DbErr> {
    of_unit(tx, unit, kind).count(tx).await
}

#[derive(FromQueryResult)]
struct Line {
    unit_id: UnitId,
    body: String,
    supervising_body: String,
    powers: i64,
}

/// The lines of all these units, in one statement.
pub(super) async fn structure(tx: &Tx, units: &[UnitId]) -> Result<BTreeMap<UnitId, Vec<Supervision>>, DbErr> {
    let rows = published(tx).filter(power::Column::UnitId.is_in(units.iter().copied())).select_only().column(power::Column::UnitId);
    let rows = rows.column_as(power::Column::ExercisingBody, "body").column(power::Column::SupervisingBody);
    let rows = rows.column_as(power::Column::Id.count(), "powers").group_by(power::Column::UnitId);
    let rows = rows.group_by(power::Column::ExercisingBody).group_by(power::Column::SupervisingBody);
    let rows = rows.order_by_asc(power::Column::Ordinal.min()).order_by_asc(power::Column::ExercisingBody);
    let mut all: BTreeMap<UnitId, Vec<Supervision>> = BTreeMap::new();
    for line in rows.into_model::<Line>().all(tx).await? {
        let supervision = Supervision { body: line.body, supervising_body: line.supervising_body, powers: line.powers };
        all.entry(line.unit_id).or_default().push(supervision);
    }
    Ok(all)
}

pub(super) async fn papers(tx: &Tx, powers: &[PowerId]) -> Result<Papers, DbErr> {
    let ids = || powers.iter().copied();
    let bases = tx.rows().find::<legal_basis::Entity>().filter(legal_basis::Column::PowerId.is_in(ids()));
    let bases = bases.order_by_asc(legal_basis::Column::Ordinal).order_by_asc(legal_basis::Column::Id).all(tx).await?;
    let guides = tx.rows().find::<guide::Entity>().filter(guide::Column::PowerId.is_in(ids()));
    let guides = guides.order_by_asc(guide::Column::Ordinal).order_by_asc(guide::Column::Id).all(tx).await?;
    let standards = tx.rows().find::<discretion_standard::Entity>().filter(discretion_standard::Column::PowerId.is_in(ids()));
    let standards =
        standards.order_by_asc(discretion_standard::Column::Ordinal).order_by_asc(discretion_standard::Column::Id).all(tx).await?;
    Ok(Papers { bases, guides, standards })
}

pub(super) async fn flow(tx: &Tx, powers: &[PowerId]) -> Result<Flow, DbErr> {
    let ids = || powers.iter().copied();
    let steps = tx.rows().find::<flow_step::Entity>().filter(flow_step::Column::PowerId.is_in(ids()));
    let steps = steps.order_by_asc(flow_step::Column::Number).all(tx).await?;
    let edges = tx.rows().find::<flow_edge::Entity>().filter(flow_edge::Column::PowerId.is_in(ids()));
    let edges = edges.order_by_asc(flow_edge::Column::Ordinal).order_by_asc(flow_edge::Column::Id).all(tx).await?;
    Ok(Flow { steps, edges })
}
