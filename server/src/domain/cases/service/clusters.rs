//! Where reports cluster, for the view that shows it to the county commission. Whether somebody may see it is that view's to
//! decide; from what he must keep away is left out here.

use crate::domain::cases::store::{self, Named};
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::OrganId;
use entity::moment::Moment;
use std::ops::Range;

/// What there is over some spans; none of it counts a case that the viewer must keep away from.
#[derive(Clone, Debug)]
pub struct CaseClusters {
    /// What the reporters of the last two spans named.
    pub named: Vec<Named>,
    /// How many reports came in each span, by its place.
    pub received: Vec<(i64, i64)>,
    /// Of how many cases each organ missed a clock in each span.
    pub missed: Vec<(OrganId, i64, i64)>,
}

/// Counts over these spans, the oldest first, each of which ends where the next one begins; in a constant number of statements.
///
/// # Errors
/// A fault of the database.
pub async fn clusters(tx: &Tx, actor: &Actor, spans: &[Range<Moment>]) -> Outcome<CaseClusters> {
    let away = store::recusals_of(tx, actor).await?;
    let (last, before) = (spans.last(), spans.iter().rev().nth(1));
    let named = match (before.or(last), last) {
        (Some(first), Some(last)) => store::named(tx, &away, &(first.start..last.end)).await?,
        _ => Vec::new(),
    };
    Ok(CaseClusters { named, received: store::received(tx, &away, spans).await?, missed: store::missed(tx, &away, spans).await? })
}
