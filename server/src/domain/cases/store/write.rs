//! The writes of one step: the case under its version, its clocks, its event.

use crate::domain::cases::model::{OPEN, Step, Turn};
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::store::clocks::{Counted, add_clocks, end_clocks};
use crate::domain::cases::store::due::note_due;
use crate::domain::cases::store::load::{Ground, Loaded};
use crate::domain::cases::store::number::add_numbered;
use crate::domain::cases::store::requests::lapse_requests;
use crate::domain::cases::store::turns::Turns;
use crate::domain::directory::{OrganFacts, Recusals};
use crate::domain::reports::Kept;
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{AccountId, CaseId, InstanceId, OfficialId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{ActorKind, CaseEventKind, DeadlineKind, DeadlineState, Finding};
use entity::{case, case_event, instance};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case on its way in.
pub struct NewCase {
    /// Its row, without what the step says and without a number.
    pub row: case::Model,
    /// The first step.
    pub step: Step,
    /// Its clocks.
    pub clocks: Counted,
    /// The report as it was written.
    pub kept: Kept,
    /// Officials who were named beside the subjects.
    pub named: Vec<OfficialId>,
    /// All organs of the county.
    pub organs: Vec<OrganFacts>,
}

/// One step on a case that was read at `case.version`.
pub struct Change<'a> {
    /// The case as it was read.
    pub case: &'a case::Model,
    /// The step.
    pub step: &'a Step,
    /// Its clocks.
    pub clocks: Counted,
    /// The organ whose turn it is afterwards.
    pub organ: OrganId,
    /// Who handles it afterwards.
    pub handler: Option<AccountId>,
    /// Sealed reason or text of the event.
    pub part: Option<SealedPartId>,
    /// Ids and codes of the event.
    pub facts: Value,
}

/// Adds a case with its first instance, clocks and event; what was written, so that nobody has to read it back.
///
/// # Errors
/// A fault of the database.
pub async fn add_case(tx: &Tx, actor: &Actor, new: NewCase) -> Outcome<Loaded> {
    let NewCase { row, step, clocks, kept, named, organs } = new;
    let case = add_numbered(tx, row).await?;
    let (id, organ) = (case.id, case.organ_id);
    let first = instance(tx, id, 1, organ);
    tx.add(first.clone()).await?;
    let deadlines = add_clocks(tx, id, 1, &clocks).await?;
    let submitted = event(tx, actor, (id, step.event), (Some(organ), None), json!({ "version": 1 }));
    tx.add(submitted.clone()).await?;
    let ground = Ground { organs, names: BTreeMap::new(), recusals: Recusals::default(), now: tx.now };
    Ok(Loaded {
        case,
        report: kept.report,
        subjects: kept.subjects,
        named,
        aside: Vec::new(),
        instances: vec![first],
        events: vec![submitted],
        deadlines,
        requests: Vec::new(),
        turns: Turns::default(),
        reissue: None,
        ground: Arc::new(ground),
    })
}

/// Takes the step: the second of two officers finds that the case has moved on.
///
/// # Errors
/// Refused as a conflict if the case changed since it was read; a fault of the database.
pub async fn take(tx: &Tx, actor: &Actor, change: Change<'_>) -> Outcome<()> {
    let (case, next) = (change.case, change.step.next);
    let instance_no = if next.turn == Turn::Review { 2 } else { 1 };
    let update = tx
        .rows()
        .update::<case::Entity>()
        .col_expr(case::Column::State, Expr::value(next.state))
        .col_expr(case::Column::Light, Expr::value(next.light))
        .col_expr(case::Column::InstanceNo, Expr::value(instance_no))
        .col_expr(case::Column::OrganId, Expr::value(change.organ))
        .col_expr(case::Column::HandlerId, Expr::value(change.handler))
        .col_expr(case::Column::RepliedAt, Expr::value(next.replied_at))
        .col_expr(case::Column::ClosedAt, Expr::value(next.closed_at))
        .col_expr(case::Column::Satisfied, Expr::value(next.satisfied))
        .col_expr(case::Column::AnsweredAt, Expr::value(next.answered_at))
        .col_expr(case::Column::WithdrawAt, Expr::value(next.withdraw_at))
        .col_expr(case::Column::Version, Expr::value(case.version.saturating_add(1)))
        .filter(case::Column::Id.eq(case.id))
        .filter(case::Column::Version.eq(case.version));
    if update.exec(tx).await?.rows_affected != 1 {
        return Err(CaseRefusal::Changed.into());
    }
    end_clocks(tx, case.id, &change.step.met, DeadlineState::Met).await?;
    end_clocks(tx, case.id, &change.step.cancelled, DeadlineState::Cancelled).await?;
    add_clocks(tx, case.id, instance_no, &change.clocks).await?;
    note_due(tx, case.id).await?;
    if change.organ != case.organ_id || [&change.step.met, &change.step.cancelled].iter().any(|ends| ends.contains(&DeadlineKind::Result)) {
        lapse_requests(tx, case.id, None).await?;
    }
    if change.organ != case.organ_id || !OPEN.contains(&next.state) {
        // What one organ asked the reporter for is not what another needs, and nobody needs it after the end.
        end_clocks(tx, case.id, &[DeadlineKind::Material], DeadlineState::Cancelled).await?;
    }
    let mut facts = change.facts;
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("version".to_owned(), json!(case.version.saturating_add(1)));
    }
    add_event(tx, actor, (case.id, change.step.event), (Some(change.organ), change.part), facts).await
}

/// Adds one event.
///
/// # Errors
/// A fault of the database.
pub async fn add_event(
    tx: &Tx,
    actor: &Actor,
    (case_id, kind): (CaseId, CaseEventKind),
    (organ_id, part_id): (Option<OrganId>, Option<SealedPartId>),
    facts: Value,
) -> Outcome<()> {
    Ok(tx.add(event(tx, actor, (case_id, kind), (organ_id, part_id), facts)).await?)
}

fn event(
    tx: &Tx,
    actor: &Actor,
    (case_id, kind): (CaseId, CaseEventKind),
    (organ_id, part_id): (Option<OrganId>, Option<SealedPartId>),
    facts: Value,
) -> case_event::Model {
    let (actor, account_id) = match actor {
        Actor::Staff(staff) => (ActorKind::Staff, Some(staff.account_id)),
        Actor::Reporter(_) => (ActorKind::Reporter, None),
        Actor::Nobody | Actor::Client(_) | Actor::System => (ActorKind::System, None),
    };
    case_event::Model { county_id: tx.county.id, id: tx.mint(), case_id, at: tx.now, kind, actor, account_id, organ_id, part_id, facts }
}

/// Gives an organ its turn.
///
/// # Errors
/// A fault of the database.
pub async fn add_instance(tx: &Tx, case_id: CaseId, no: i32, organ_id: OrganId) -> Outcome<()> {
    Ok(tx.add(instance(tx, case_id, no, organ_id)).await?)
}

fn instance(tx: &Tx, case_id: CaseId, no: i32, organ_id: OrganId) -> instance::Model {
    instance::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        case_id,
        no,
        organ_id,
        started_at: tx.now,
        ended_at: None,
        finding: None,
        reply_part_id: None,
        replied_at: None,
        measures: json!([]),
    }
}

/// Ends an organ's turn.
///
/// # Errors
/// A fault of the database.
pub async fn end_instance(tx: &Tx, id: InstanceId) -> Outcome<()> {
    let update = tx.rows().update::<instance::Entity>().col_expr(instance::Column::EndedAt, Expr::value(Some(tx.now)));
    update.filter(instance::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Gives a turn to another organ (转办): the first one loses sight of the case.
///
/// # Errors
/// A fault of the database.
pub async fn move_instance(tx: &Tx, id: InstanceId, organ: OrganId) -> Outcome<()> {
    let update = tx.rows().update::<instance::Entity>().col_expr(instance::Column::OrganId, Expr::value(organ));
    update.filter(instance::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Notes the reply of a turn: its finding and measures in clear for statistics, its text sealed.
///
/// # Errors
/// A fault of the database.
pub async fn note_reply(tx: &Tx, id: InstanceId, part: SealedPartId, (finding, measures): (Finding, Value)) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<instance::Entity>()
        .col_expr(instance::Column::Finding, Expr::value(Some(finding)))
        .col_expr(instance::Column::ReplyPartId, Expr::value(Some(part)))
        .col_expr(instance::Column::RepliedAt, Expr::value(Some(tx.now)))
        .col_expr(instance::Column::Measures, Expr::value(measures));
    update.filter(instance::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// The moment of the county's last event; none before the first report.
///
/// # Errors
/// A fault of the database.
pub async fn last_event(tx: &Tx) -> Outcome<Option<Moment>> {
    let newest = tx.rows().find::<case_event::Entity>().select_only().column_as(case_event::Column::At.max(), "at");
    Ok(newest.into_tuple::<Option<Moment>>().one(tx).await?.flatten())
}
