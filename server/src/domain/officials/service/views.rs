//! Declarations as the viewer sees them: with names, and with what he may do.

use super::sealed;
use crate::domain::directory::{self, OrganFacts};
use crate::domain::officials::policy::{Action, Decision, Facts, decide};
use crate::domain::officials::rules::{Head, noting};
use crate::domain::officials::store;
use crate::kernel::secret::SealedText;
use crate::kernel::{Actor, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OfficialId, OrganId};
use entity::words::{OrganKind, StaffRole};
use entity::{kinship, kinship_ending, official};
use std::collections::{BTreeMap, BTreeSet};

/// A declaration with the names of both.
pub struct KinshipView {
    /// The declaration.
    pub row: kinship::Model,
    /// Who declared it.
    pub official: Option<official::Model>,
    /// With whom.
    pub relative: Option<official::Model>,
    /// Whether the viewer declared it.
    pub is_own: bool,
    /// Whether the viewer may say if the relative keeps away too.
    pub can_note: bool,
    /// The wish to end it that waits for an answer.
    pub ending: Option<kinship_ending::Model>,
    /// Whether the viewer may answer that wish.
    pub can_decide: bool,
    /// Why it is wished, for whoever may answer.
    pub reason: Option<SealedText>,
}

impl KinshipView {
    /// Whether nobody has said yet if the relative keeps away too.
    #[must_use]
    pub fn waits(&self) -> bool {
        is_unanswered(&self.row)
    }
}

/// Whether nobody spoke for the relative yet.
pub(super) fn is_unanswered(row: &kinship::Model) -> bool {
    !row.is_noted && row.answered_at.is_none()
}

/// The rows with names, and what the viewer may do.
pub(super) async fn views(
    tx: &Tx,
    staff: &StaffActor,
    rows: Vec<(kinship::Model, Option<kinship_ending::Model>)>,
) -> Outcome<Vec<KinshipView>> {
    let ids: BTreeSet<_> = rows.iter().flat_map(|(row, _)| [row.official_id, row.relative_id]).collect();
    let names = store::officials(tx, ids).await?;
    let notes = Notes::of(tx, staff, rows.iter().map(|(row, _)| row)).await?;
    let view = |(row, ending): (kinship::Model, Option<kinship_ending::Model>)| KinshipView {
        official: names.get(&row.official_id).cloned(),
        relative: names.get(&row.relative_id).cloned(),
        is_own: staff.official_id == Some(row.official_id),
        can_note: is_unanswered(&row) && may(staff, Action::Note, notes.facts(staff, &row)),
        can_decide: ending.as_ref().is_some_and(|ending| may(staff, Action::DecideEnding, facts_about(staff, ending))),
        row,
        ending,
        reason: None,
    };
    let mut views: Vec<_> = rows.into_iter().map(view).collect();
    for view in views.iter_mut().filter(|view| view.can_decide) {
        let Some(ending) = &view.ending else { continue };
        let Some(words) = sealed::open(tx, ending).await? else { continue };
        // As it was declared when the wish was made.
        words.relation.reveal().clone_into(&mut view.row.relation);
        view.reason = Some(words.reason);
    }
    Ok(views)
}

fn may(staff: &StaffActor, action: Action, facts: Facts) -> bool {
    decide(&Actor::Staff(staff.clone()), action, facts) == Decision::Allow
}

/// What the answer to a wish depends on.
pub(super) fn facts_about(staff: &StaffActor, ending: &kinship_ending::Model) -> Facts {
    let is_of_both = staff.official_id.is_some_and(|own| own == ending.official_id || own == ending.relative_id);
    Facts { is_own: is_of_both || staff.is_me(ending.asked_by), approver: Some(ending.organ_id), ..Facts::default() }
}

/// Whether the actor is one of both.
pub(super) fn is_side(staff: &StaffActor, row: &kinship::Model) -> bool {
    staff.official_id.is_some_and(|own| own == row.official_id || own == row.relative_id)
}

/// The county commission.
pub(super) async fn commission(tx: &Tx) -> Outcome<Option<OrganId>> {
    Ok(directory::organs(tx).await?.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id))
}

/// What says who notes a declaration for the relative: organs, their heads, and in which of them he has a part.
#[derive(Default)]
pub(super) struct Notes {
    organs: Vec<OrganFacts>,
    heads: Vec<Head>,
    parts: Vec<(OfficialId, OrganId)>,
}

impl Notes {
    /// For the viewer: nothing is read for whoever heads nothing, or where nothing waits.
    async fn of(tx: &Tx, staff: &StaffActor, rows: impl Iterator<Item = &kinship::Model> + Send) -> Outcome<Self> {
        let relatives: Vec<_> = rows.filter(|row| is_unanswered(row)).map(|row| row.relative_id).collect();
        if relatives.is_empty() || !staff.is(StaffRole::Head) { Ok(Self::default()) } else { Self::load(tx, &relatives).await }
    }

    /// For these relatives, in a constant number of statements.
    pub(super) async fn load(tx: &Tx, relatives: &[OfficialId]) -> Outcome<Self> {
        let parts = store::case_roles(tx, relatives).await?.into_iter().map(|(official, _, organ)| (official, organ)).collect();
        Ok(Self { organs: directory::organs(tx).await?, heads: store::all_heads(tx).await?, parts })
    }

    /// Heads who note a declaration, each with the organ in whose name.
    pub(super) fn heads_for(&self, row: &kinship::Model) -> BTreeMap<AccountId, OrganId> {
        let of: Vec<_> = self.parts.iter().filter(|(official, _)| *official == row.relative_id).map(|(_, organ)| *organ).collect();
        noting(&self.organs, &self.heads, &of, [row.official_id, row.relative_id])
    }

    /// What the actor's word about it depends on.
    pub(super) fn facts(&self, staff: &StaffActor, row: &kinship::Model) -> Facts {
        let approver = self.heads_for(row).get(&staff.account_id).copied();
        Facts { approver, is_side: is_side(staff, row), ..Facts::default() }
    }
}
