//! The SQL of hand-overs, joint handling, conclusions in versions, malice and clarification.

use crate::domain::cases::policy::HandOverFacts;
use crate::domain::directory::{self, Recusals};
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, ClarificationId, HandOverId, JointHandlingId, MaliceId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{ClarificationState, HandOverKind, HandOverState, MaliceState};
use entity::{case, clarification, conclusion, hand_over, joint_handling, malice};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;

/// What went on beside the straight way of one case.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// Its hand-overs, oldest first.
    pub hand_overs: Vec<hand_over::Model>,
    /// Organs that help or helped.
    pub joints: Vec<joint_handling::Model>,
    /// Proposals to call the report malicious, oldest first.
    pub malices: Vec<malice::Model>,
}

impl Turns {
    /// The hand-over that nobody has answered yet.
    #[must_use]
    pub fn open_hand_over(&self) -> Option<&hand_over::Model> {
        self.hand_overs.iter().find(|row| row.state == HandOverState::Open)
    }

    /// Organs that help now.
    pub fn helpers(&self) -> impl Iterator<Item = &joint_handling::Model> {
        self.joints.iter().filter(|row| row.ended_at.is_none())
    }
}

/// A hand-over as the policy sees it.
#[must_use]
pub const fn about_hand_over(row: &hand_over::Model) -> HandOverFacts {
    HandOverFacts { kind: row.kind, from: row.from_organ_id, to: row.to_organ_id }
}

/// The turns of these cases, in three statements.
///
/// # Errors
/// A fault of the database.
pub async fn turns_of(tx: &Tx, cases: &[CaseId]) -> Outcome<BTreeMap<CaseId, Turns>> {
    let mut all: BTreeMap<CaseId, Turns> = BTreeMap::new();
    let rows = tx.rows().find::<hand_over::Entity>().filter(hand_over::Column::CaseId.is_in(cases.iter().copied()));
    for row in rows.order_by_asc(hand_over::Column::No).all(tx).await? {
        all.entry(row.case_id).or_default().hand_overs.push(row);
    }
    let rows = tx.rows().find::<joint_handling::Entity>().filter(joint_handling::Column::CaseId.is_in(cases.iter().copied()));
    for row in rows.order_by_asc(joint_handling::Column::Id).all(tx).await? {
        all.entry(row.case_id).or_default().joints.push(row);
    }
    let rows = tx.rows().find::<malice::Entity>().filter(malice::Column::CaseId.is_in(cases.iter().copied()));
    for row in rows.order_by_asc(malice::Column::ProposedAt).order_by_asc(malice::Column::Id).all(tx).await? {
        all.entry(row.case_id).or_default().malices.push(row);
    }
    Ok(all)
}

/// Cases that these organs help with now, for another statement.
#[must_use]
pub fn helped_by(tx: &Tx, organs: &[OrganId]) -> SelectStatement {
    Query::select()
        .column(joint_handling::Column::CaseId)
        .from(joint_handling::Entity)
        .and_where(joint_handling::Column::CountyId.eq(tx.county.id))
        .and_where(joint_handling::Column::OrganId.is_in(organs.iter().copied()))
        .and_where(joint_handling::Column::EndedAt.is_null())
        .to_owned()
}

/// Ends what organs help with: all of a case, or one of them. Nothing is deleted.
///
/// # Errors
/// A fault of the database.
pub async fn end_joints(tx: &Tx, case: CaseId, only: Option<JointHandlingId>, by: Option<AccountId>) -> Outcome<()> {
    let mut update = tx
        .rows()
        .update::<joint_handling::Entity>()
        .col_expr(joint_handling::Column::EndedAt, Expr::value(Some(tx.now)))
        .col_expr(joint_handling::Column::EndedBy, Expr::value(by))
        .col_expr(joint_handling::Column::OpenCaseId, Expr::value(None::<CaseId>))
        .filter(joint_handling::Column::CaseId.eq(case))
        .filter(joint_handling::Column::EndedAt.is_null());
    if let Some(id) = only {
        update = update.filter(joint_handling::Column::Id.eq(id));
    }
    update.exec(tx).await?;
    Ok(())
}

/// Answers an open hand-over, once; whether it was open.
///
/// # Errors
/// A fault of the database.
pub async fn answer_hand_over(
    tx: &Tx,
    id: HandOverId,
    (state, by, part): (HandOverState, Option<AccountId>, Option<SealedPartId>),
) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<hand_over::Entity>()
        .col_expr(hand_over::Column::State, Expr::value(state))
        .col_expr(hand_over::Column::AnsweredBy, Expr::value(by))
        .col_expr(hand_over::Column::AnsweredAt, Expr::value(Some(tx.now)))
        .col_expr(hand_over::Column::AnswerPartId, Expr::value(part))
        .col_expr(hand_over::Column::OpenCaseId, Expr::value(None::<CaseId>))
        .filter(hand_over::Column::Id.eq(id))
        .filter(hand_over::Column::State.eq(HandOverState::Open));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Hand-overs from or to these organs, and those above the county if the viewer's organs include its commission; the newest
/// first, and none of a case that the viewer must keep away from.
///
/// # Errors
/// Refused if the cursor is not one of ours; a fault of the database.
pub async fn hand_overs(
    tx: &Tx,
    (organs, follows, away): (&[OrganId], bool, &Recusals),
    page: &PageQuery,
) -> Outcome<Vec<hand_over::Model>> {
    let mut rows = tx.rows().find::<hand_over::Entity>().filter(on_a_side(tx, (organs, follows, away)));
    if let Some(cursor) = &page.after {
        let (at, id) = place_of::<HandOverId>(cursor)?;
        let same = hand_over::Column::SignedAt.eq(at).and(hand_over::Column::Id.lt(id));
        rows = rows.filter(hand_over::Column::SignedAt.lt(at).or(same));
    }
    let rows = rows.order_by_desc(hand_over::Column::SignedAt).order_by_desc(hand_over::Column::Id);
    Ok(rows.limit(page.first.saturating_add(1)).all(tx).await?)
}

/// Whether a hand-over is from or to one of these organs (or above the county, for who follows that), of a case from which
/// the viewer need not keep away.
pub(super) fn on_a_side(tx: &Tx, (organs, follows, away): (&[OrganId], bool, &Recusals)) -> Condition {
    let of = |column: hand_over::Column| column.is_in(organs.iter().copied());
    let mut sides = Condition::any().add(of(hand_over::Column::FromOrganId)).add(of(hand_over::Column::ToOrganId));
    if follows {
        sides = sides.add(hand_over::Column::Kind.eq(HandOverKind::Upward));
    }
    Condition::all().add(sides).add(hand_over::Column::CaseId.not_in_subquery(kept(tx, away)))
}

/// Whether a proposal is one that the heads of these organs decide, about a case from which the viewer need not keep away.
pub(super) fn decided_by(tx: &Tx, organs: &[OrganId], away: &Recusals) -> Condition {
    let theirs = malice::Column::ApproverId.is_in(organs.iter().copied());
    Condition::all().add(theirs).add(malice::Column::CaseId.not_in_subquery(kept(tx, away)))
}

/// Cases that somebody must keep away from.
#[must_use]
pub fn kept(tx: &Tx, away: &Recusals) -> SelectStatement {
    Query::select()
        .column(case::Column::Id)
        .from(case::Entity)
        .and_where(case::Column::CountyId.eq(tx.county.id))
        .cond_where(directory::is_kept(tx, away))
        .to_owned()
}

fn place_of<I: std::str::FromStr>(cursor: &[String]) -> Outcome<(Moment, I)> {
    let wrong = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
    let [at, id] = cursor else { return Err(wrong()) };
    Ok((Moment(at.parse().map_err(|_| wrong())?), id.parse().map_err(|_| wrong())?))
}

/// What was found in a case, version by version.
///
/// # Errors
/// A fault of the database.
pub async fn conclusions_of(tx: &Tx, case: CaseId) -> Outcome<Vec<conclusion::Model>> {
    let rows = tx.rows().find::<conclusion::Entity>().filter(conclusion::Column::CaseId.eq(case));
    Ok(rows.order_by_asc(conclusion::Column::InstanceNo).order_by_asc(conclusion::Column::Version).all(tx).await?)
}

/// Proposals that wait for one of these organs, the oldest first; none of a case that the viewer must keep away from.
///
/// # Errors
/// A fault of the database.
pub async fn open_malices(tx: &Tx, organs: &[OrganId], away: &Recusals) -> Outcome<Vec<malice::Model>> {
    let rows = tx.rows().find::<malice::Entity>().filter(malice::Column::State.eq(MaliceState::Open));
    let rows = rows.filter(decided_by(tx, organs, away));
    Ok(rows.order_by_asc(malice::Column::ProposedAt).order_by_asc(malice::Column::Id).limit(100).all(tx).await?)
}

/// Decides an open proposal, once; whether it was open.
///
/// # Errors
/// A fault of the database.
pub async fn decide_malice(tx: &Tx, id: MaliceId, (state, by, part): (MaliceState, AccountId, SealedPartId)) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<malice::Entity>()
        .col_expr(malice::Column::State, Expr::value(state))
        .col_expr(malice::Column::DecidedBy, Expr::value(Some(by)))
        .col_expr(malice::Column::DecidedAt, Expr::value(Some(tx.now)))
        .col_expr(malice::Column::DecidedPartId, Expr::value(Some(part)))
        .col_expr(malice::Column::OpenCaseId, Expr::value(None::<CaseId>))
        .filter(malice::Column::Id.eq(id))
        .filter(malice::Column::State.eq(MaliceState::Open));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// What was proposed or decided about malice falls with the finding that it rested on.
///
/// # Errors
/// A fault of the database.
pub async fn lapse_malices(tx: &Tx, case: CaseId) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<malice::Entity>()
        .col_expr(malice::Column::State, Expr::value(MaliceState::Lapsed))
        .col_expr(malice::Column::OpenCaseId, Expr::value(None::<CaseId>))
        .filter(malice::Column::CaseId.eq(case))
        .filter(malice::Column::State.is_in([MaliceState::Open, MaliceState::Found]));
    update.exec(tx).await?;
    Ok(())
}

/// The clarifications of a case.
///
/// # Errors
/// A fault of the database.
pub async fn clarifications_of(tx: &Tx, case: CaseId) -> Outcome<Vec<clarification::Model>> {
    let rows = tx.rows().find::<clarification::Entity>().filter(clarification::Column::CaseId.eq(case));
    Ok(rows.order_by_asc(clarification::Column::Id).all(tx).await?)
}

/// Writes what changed of a clarification that is not published yet; whether it was not.
///
/// # Errors
/// A fault of the database.
pub async fn change_clarification(tx: &Tx, row: &clarification::Model) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<clarification::Entity>()
        .col_expr(clarification::Column::State, Expr::value(row.state))
        .col_expr(clarification::Column::WishedOn, Expr::value(row.wished_on))
        .col_expr(clarification::Column::NotedBy, Expr::value(row.noted_by))
        .col_expr(clarification::Column::NotedAt, Expr::value(row.noted_at))
        .col_expr(clarification::Column::TextPartId, Expr::value(row.text_part_id))
        .col_expr(clarification::Column::PreparedBy, Expr::value(row.prepared_by))
        .col_expr(clarification::Column::PreparedAt, Expr::value(row.prepared_at))
        .filter(clarification::Column::Id.eq(row.id))
        .filter(clarification::Column::State.ne(ClarificationState::Published));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Notes that a wish was met; whether it still was one.
///
/// # Errors
/// A fault of the database.
pub async fn meet_wish(tx: &Tx, id: ClarificationId) -> Outcome<bool> {
    let update = tx
        .rows()
        .update::<clarification::Entity>()
        .col_expr(clarification::Column::State, Expr::value(ClarificationState::Published))
        .filter(clarification::Column::Id.eq(id))
        .filter(clarification::Column::State.eq(ClarificationState::Prepared));
    Ok(update.exec(tx).await?.rows_affected == 1)
}
