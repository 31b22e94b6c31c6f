//! 公开, 不公开: a person of the unit read it; the commission may decide otherwise, and then the unit may not.

use super::{Begun, REASON, begin, blank, leave};
use crate::domain::opinions::policy::{Action, oversees};
use crate::domain::opinions::refusal::OpinionRefusal as Refusal;
use crate::domain::opinions::store;
use crate::domain::removals;
use crate::kernel::text::written;
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::OpinionId;
use entity::opinion_event;
use entity::words::{OpinionSight as Sight, OpinionStep};

/// 公开: everybody reads the opinion with its steps, and what its author has added so far.
///
/// # Errors
/// Hidden, or refused unless by the unit's publisher or a head of the commission; where its author does not wish it, the
/// commission decided otherwise, or nothing waits.
pub async fn publish(ctx: &Ctx, (id, revision): (OpinionId, i64)) -> Outcome<()> {
    let Begun { tx, mut row, facts } = begin(ctx, id, Action::Publish, Some(revision)).await?;
    let is_county = ctx.actor.staff().is_some_and(|staff| oversees(staff, facts.commission));
    match row.sight {
        Sight::NotWished => return Err(Refusal::NotWished.into()),
        Sight::Public if !row.is_to_publish => return Err(Refusal::IsPublic.into()),
        Sight::Public | Sight::Waiting | Sight::Refused => {}
    }
    row.revision = row.revision.saturating_add(1);
    row.sight = Sight::Public;
    row.sight_reason = None;
    row.is_to_publish = false;
    row.is_sight_of_county |= is_county;
    store::settle_words(&tx, id, Sight::Public).await?;
    let event = opinion_event::Model {
        account_id: ctx.actor.staff().map(|staff| staff.account_id),
        organ_id: facts.commission.filter(|_| is_county),
        ..blank(&tx, &row, OpinionStep::Published)
    };
    leave(ctx, &tx, row, event).await?;
    tx.commit().await
}

/// 不公开: with a reason that the author reads. Of an opinion that is public, what its author added last stays unpublished; the
/// commission takes the whole away.
///
/// # Errors
/// Hidden, or refused unless by the unit's publisher or a head of the commission; without a reason, where nothing waits, or the
/// commission decided otherwise.
pub async fn refuse(ctx: &Ctx, (id, revision): (OpinionId, i64), reason: &str) -> Outcome<()> {
    let Begun { tx, mut row, facts } = begin(ctx, id, Action::Publish, Some(revision)).await?;
    let is_county = ctx.actor.staff().is_some_and(|staff| oversees(staff, facts.commission));
    let reason = written("reason", reason, REASON).map_err(|error| Failure::Refused(vec![error]))?;
    let is_whole = match row.sight {
        Sight::NotWished => return Err(Refusal::NotWished.into()),
        Sight::Refused => return Err(Refusal::IsRefused.into()),
        Sight::Public if !is_county && !row.is_to_publish => return Err(Refusal::IsPublic.into()),
        Sight::Public => is_county && !row.is_to_publish,
        Sight::Waiting => true,
    };
    row.revision = row.revision.saturating_add(1);
    row.is_to_publish = false;
    if is_whole {
        if row.sight == Sight::Public {
            // Whoever keeps copies of what was public learns of it at once.
            removals::note(&tx).await?;
        }
        row.sight = Sight::Refused;
        row.sight_reason = Some(reason.clone());
        row.is_sight_of_county |= is_county;
    } else {
        store::settle_words(&tx, id, Sight::Refused).await?;
    }
    let event = opinion_event::Model {
        account_id: ctx.actor.staff().map(|staff| staff.account_id),
        organ_id: facts.commission.filter(|_| is_county),
        words: Some(reason),
        // For its author: it may quote what nobody is to read.
        words_sight: Some(Sight::NotWished),
        ..blank(&tx, &row, OpinionStep::Refused)
    };
    leave(ctx, &tx, row, event).await?;
    tx.commit().await
}
