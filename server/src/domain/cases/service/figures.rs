//! Figures over the cases of organs, for the view that shows them to who leads these organs. Whether he may see them is that
//! view's to decide; from what he must keep away is left out here.

use crate::domain::cases::store::{self, Decision, Tally};
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct FiguresOf<'a> {
    /// Of which organs.
    pub organs: &'a [OrganId],
    /// Of which of them also by whom: only who leads an organ learns what its people have in hand.
    pub by_name: &'a [OrganId],
    /// In which time decisions were made.
    pub within: Range<Moment>,
}

/// Numbers over cases; none of them counts a case that the viewer must keep away from.
#[derive(Clone, Debug)]
pub struct CaseFigures {
    /// Open cases.
    pub open: Vec<Tally>,
    /// How long each 受理 or 不予受理 of that time took, in milliseconds, by organ.
    pub acceptances: Vec<(OrganId, i64)>,
    /// How long each 答复 of that time took, in milliseconds, by organ.
    pub results: Vec<(OrganId, i64)>,
    /// Results that are still to be published, by organ.
    pub unpublished: Vec<(OrganId, i64)>,
    /// Names of handlers in the organs asked for.
    pub names: BTreeMap<AccountId, String>,
}

/// Counts, in a constant number of statements.
///
/// # Errors
/// A fault of the database.
pub async fn figures(tx: &Tx, actor: &Actor, of: &FiguresOf<'_>) -> Outcome<CaseFigures> {
    let away = store::recusals_of(tx, actor).await?;
    let open = store::tallies(tx, of.organs, &away).await?;
    let acceptances = store::spans(tx, Decision::Acceptance, (of.organs, &away), &of.within).await?;
    let results = store::spans(tx, Decision::Result, (of.organs, &away), &of.within).await?;
    let unpublished = store::unpublished_by_organ(tx, of.organs, &away).await?;
    let named = open.iter().filter(|tally| of.by_name.contains(&tally.organ_id));
    let handlers: BTreeSet<_> = named.filter_map(|tally| tally.handler_id).collect();
    let names = store::names(tx, handlers.into_iter().collect()).await?.into_iter().collect();
    Ok(CaseFigures { open, acceptances, results, unpublished, names })
}
