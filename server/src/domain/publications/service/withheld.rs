//! What the staff reads of decisions not to publish: that of a case, and those that wait for a head.

use super::{first_facts, words_of};
use crate::domain::cases::{self, Concluded};
use crate::domain::keys::{self, Holder};
use crate::domain::publications::policy::{Action, Decision, Facts, decide};
use crate::domain::publications::store;
use crate::kernel::secret::SealedText;
use crate::kernel::{Actor, Ctx, Failure, Outcome, Tx};
use entity::withholding;
use entity::words::{PublicationKind, WithholdingState};

/// A decision not to publish, as somebody of its organ sees it.
pub struct WithheldView {
    /// The decision.
    pub row: withholding::Model,
    /// Whose result it is.
    pub organ: String,
    /// The case's number.
    pub case_number: String,
    /// Why, in a sentence; none in a list.
    pub sentence: Option<SealedText>,
    /// What the viewer may do now.
    pub can: Vec<Action>,
}

/// The decision about the result that a case has now.
pub(super) async fn withheld(tx: &Tx, case: &Concluded) -> Outcome<Option<withholding::Model>> {
    store::withholding_of(tx, (case.id(), case.instance_no())).await
}

/// Whether it keeps the result from being published: decided, or waiting for the head.
pub(super) const fn stands(row: &withholding::Model) -> bool {
    matches!(row.state, WithholdingState::Proposed | WithholdingState::Decided)
}

/// What the decision depends on, for the actor for whom the case was read.
pub(super) fn facts_of(actor: &Actor, case: &Concluded, row: &withholding::Model) -> Facts {
    let first = first_facts(actor, case, (PublicationKind::Result, row.organ_id));
    Facts { authors: vec![row.proposed_by], is_sent: true, ..first }
}

/// The decision of a case with its sentence, for who may read it.
pub(super) async fn of_case(tx: &Tx, actor: &Actor, case: &Concluded) -> Outcome<Option<WithheldView>> {
    let Some(row) = withheld(tx, case).await? else { return Ok(None) };
    let Some(view) = view(actor, case, row) else { return Ok(None) };
    let key = keys::open(tx, view.row.envelope_id, Holder::Organ(view.row.organ_id)).await?;
    let sentence = words_of(tx, &key, view.row.part_id).await?;
    Ok(Some(WithheldView { sentence, ..view }))
}

/// Proposals that wait for a head, of the viewer's organs.
///
/// # Errors
/// Refused without a role that has to do with publishing.
pub async fn withholdings(ctx: &Ctx) -> Outcome<Vec<WithheldView>> {
    decide(&ctx.actor, Action::ReadList, None).check()?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let rows = store::waiting(&tx, &cases::sight(&tx, &ctx.actor, staff).await?).await?;
    let cases = cases::concluded_among(&tx, &ctx.actor, &rows.iter().map(|row| row.case_id).collect::<Vec<_>>()).await?;
    let each = |row: withholding::Model| view(&ctx.actor, cases.iter().find(|case| case.id() == row.case_id)?, row);
    Ok(rows.into_iter().filter_map(each).collect())
}

fn view(actor: &Actor, case: &Concluded, row: withholding::Model) -> Option<WithheldView> {
    let facts = facts_of(actor, case, &row);
    let may = |action: Action| decide(actor, action, Some(&facts)) == Decision::Allow;
    if !may(Action::Read) {
        return None;
    }
    let has_result = super::has_result(case, row.instance_no);
    let possible = match row.state {
        WithholdingState::Proposed => Some(Action::DecideWithholding),
        WithholdingState::Decided => Some(Action::PublishAfterAll),
        WithholdingState::Refused | WithholdingState::Reopened => None,
    };
    let can = possible.into_iter().filter(|action| has_result && may(*action)).collect();
    let (organ, case_number) = (case.organ_name(row.organ_id), case.number().to_owned());
    Some(WithheldView { row, organ, case_number, sentence: None, can })
}
