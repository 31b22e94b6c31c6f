//! Pure rules of clearing: what may be decided of an item, what a change takes back, and when a list is ready.

mod check;
mod cite;
mod compare;
mod flow;
#[cfg(test)]
mod tests;

pub use check::checked;
pub use cite::{cited, named};
pub use compare::{Line, PartChange, compare, differing};

use super::model::Content;
use super::refusal::ClearingRefusal;
use crate::kernel::{ErrorCode, UserError};
use entity::words::ItemDecision;

/// The most items of a list: several times what the largest unit of a county has, so that every list that was imported, and
/// every merger, can be cleared; all of them are read at once where a list is sent or published.
pub const MOST_ITEMS: usize = 2_000;
/// So many faults of a list are told at once.
const TOLD: usize = 20;

/// What a decision depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// The register does not have it.
    pub is_new: bool,
    /// Its content differs from the register's.
    pub is_changed: bool,
    /// It has a legal basis.
    pub has_basis: bool,
}

impl ItemFacts {
    /// Of an item with this content and this base.
    #[must_use]
    pub fn of(content: &Content, base: Option<&Content>) -> Self {
        Self {
            is_new: base.is_none(),
            is_changed: base.is_some_and(|base| !differing(base, content).is_empty()),
            has_basis: !content.bases.is_empty(),
        }
    }
}

/// Whether this can be decided.
///
/// # Errors
/// Refused without a legal basis unless cancelled (seed 001: 对没有法律依据的职权坚决予以取消), and where the word is not true.
pub fn may_decide(decision: ItemDecision, facts: ItemFacts) -> Result<(), ClearingRefusal> {
    match (decision, facts.is_new) {
        (ItemDecision::Added, false) => Err(ClearingRefusal::IsOld),
        (ItemDecision::Kept | ItemDecision::Adjusted | ItemDecision::Cancelled, true) => Err(ClearingRefusal::IsNew),
        (ItemDecision::Cancelled, false) => Ok(()),
        _ if !facts.has_basis => Err(ClearingRefusal::NoBasis),
        (ItemDecision::Kept, false) if facts.is_changed => Err(ClearingRefusal::ContentChanged),
        (ItemDecision::Adjusted, false) if !facts.is_changed => Err(ClearingRefusal::NothingChanged),
        _ => Ok(()),
    }
}

/// What of a decision is left once the content changed: it goes where it could not be made any more.
#[must_use]
pub fn still(decision: Option<ItemDecision>, facts: ItemFacts) -> Option<ItemDecision> {
    // Whoever writes on a cancelled power may have changed his mind.
    decision.filter(|decision| *decision != ItemDecision::Cancelled && may_decide(*decision, facts).is_ok())
}

/// Whether a decision needs a reason.
#[must_use]
pub const fn needs_reason(decision: ItemDecision) -> bool {
    !matches!(decision, ItemDecision::Kept)
}

/// Why a list can't be sent or published yet; nothing if it can. Items come in their order, with name, decision, reason, facts.
#[must_use]
pub fn faults<'a>(items: impl Iterator<Item = (&'a str, Option<ItemDecision>, Option<&'a str>, ItemFacts)>) -> Vec<UserError> {
    let mut found = Vec::new();
    let mut count = 0;
    for (no, (name, decision, reason, facts)) in (1..).zip(items) {
        count = no;
        let what = match decision {
            None => "还没有决定保留、调整、取消还是新增。",
            Some(decision) if may_decide(decision, facts) == Err(ClearingRefusal::NoBasis) => "没有法律依据，不能保留。",
            Some(decision) if may_decide(decision, facts).is_err() => "决定和内容对不上，请重新决定。",
            Some(decision) if needs_reason(decision) && reason.is_none() => "还没有写理由。",
            Some(_) => continue,
        };
        found.push(UserError { code: ErrorCode::State, field: None, message: format!("第 {no} 项“{name}”{what}") });
    }
    if count == 0 {
        found.push(UserError { code: ErrorCode::State, field: None, message: "清单里一项也没有。".to_owned() });
    }
    let left = found.len().saturating_sub(TOLD);
    if left > 0 {
        found.truncate(TOLD);
        found.push(UserError { code: ErrorCode::State, field: None, message: format!("还有 {left} 项没有办好。") });
    }
    found
}
