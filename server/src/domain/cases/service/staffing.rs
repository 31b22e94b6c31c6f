//! 无人可办: posts, kinship and roles change under cases that are not over. Whoever may not handle one any more loses it;
//! where an organ has nobody left, the next one above takes it, and what a closed organ had goes to who took its place.
//! `decide` hides it from them in the same moment, this only moves it. What is answered moves without touching a clock.

use super::escalate::{hand_key, hand_upward, tell_arrived};
use super::hand_over::{self, Handing};
use super::route::Known;
use super::{Act, holder_of, inherit, joint, take, tell};
use crate::domain::cases::model::{OPEN, Turn};
use crate::domain::cases::rules::recusal::{Lack, Member, concerns, lack};
use crate::domain::cases::rules::routing::{Review, moved_from, review_of};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::{self, SubjectId};
use crate::domain::organs;
use crate::domain::reports::{self, Organs};
use crate::kernel::{Actor, County, Ctx, Failure, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::id::CaseId;
use entity::words::{HandOverKind, NoticeKind};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Works `staff.sight_changed`, and comes round by itself: posts and roles also end with a day.
///
/// # Errors
/// When to come back.
pub async fn staffing_job(ctx: Ctx, _: Ports, county: County, _: Value) -> Result<(), JobError> {
    staffing_due(&ctx, &county).await?;
    Ok(())
}

/// Looks after the cases of a county that lack a handler or an organ, one transaction a case; how many it moved.
///
/// # Errors
/// A fault of the database.
pub async fn staffing_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let mut moved = 0;
    for id in lacking(ctx, county).await? {
        match mend(ctx, county, id).await {
            Ok(has_moved) => moved += usize::from(has_moved),
            // Somebody was faster in this moment: the next round looks again.
            Err(Failure::Refused(_)) => {}
            Err(fault) => tracing::error!(case = %id, error = %fault, "a case that nobody may handle could not be moved"),
        }
    }
    Ok(moved + inherit::inherited(ctx, county).await?)
}

/// Cases that lack somebody, found in a constant number of statements.
async fn lacking(ctx: &Ctx, county: &County) -> Outcome<Vec<CaseId>> {
    let tx = ctx.read(county).await?;
    let cases = store::open_cases(&tx).await?;
    let external: BTreeSet<_> = directory::organs(&tx).await?.iter().filter(|organ| organ.external).map(|organ| organ.id).collect();
    let organs: BTreeSet<_> = cases.iter().map(|case| case.organ).filter(|organ| !external.contains(organ)).collect();
    let staff = store::staff_of(&tx, &organs.iter().copied().collect::<Vec<_>>()).await?;
    let officials: BTreeSet<_> = staff.iter().map(|member| member.official).collect();
    let recusals = directory::recusals_of(&tx, &officials.into_iter().collect::<Vec<_>>()).await?;
    let lacks = |case: &store::CaseAtHand| {
        let is_free =
            |one: &&Member| one.organ == case.organ && !recusals.get(&one.official).is_some_and(|near| concerns(near, &case.places));
        let free: Vec<_> = staff.iter().filter(is_free).copied().collect();
        lack(&free, case.handler).is_some()
    };
    Ok(cases.iter().filter(|case| organs.contains(&case.organ) && lacks(case)).map(|case| case.id).collect())
}

/// Looks again inside a transaction of its own, and moves the case or takes it from its handler; whether it did.
async fn mend(ctx: &Ctx, county: &County, id: CaseId) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    let is_mended = check(ctx, &tx, id).await?;
    if is_mended {
        tx.commit().await?;
    }
    Ok(is_mended)
}

/// Looks whether a case has a handler and an organ that may go on, and moves it or takes it from its handler; whether it did.
pub(super) async fn check(ctx: &Ctx, tx: &Tx, id: CaseId) -> Outcome<bool> {
    let loaded = store::load(tx, &Actor::System, id).await?;
    if loaded.case.closed_at.is_some() || loaded.is_external() {
        return Ok(false);
    }
    let known = Known::of(tx, &loaded).await?;
    let mut free = store::staff_of(tx, &[loaded.case.organ_id]).await?;
    free.retain(|member| !known.away.holds(member.official));
    match lack(&free, loaded.case.handler_id) {
        None => Ok(false),
        Some(Lack::Handler) => lose_handler(ctx, tx, &loaded, &known).await.map(|()| true),
        Some(Lack::Organ) => move_on(ctx, tx, &loaded, &known).await,
    }
}

/// Gives a case that nobody of its organ may have to who took the organ's place, else upwards; whether it did.
async fn move_on(ctx: &Ctx, tx: &Tx, loaded: &Loaded, known: &Known) -> Outcome<bool> {
    let own = loaded.case.organ_id;
    let heir = organs::successor_of(tx, own).await?.and_then(|id| inherit::heir(known, id));
    let (above, why) = match heir {
        Some(organ) => (Review { organ, is_external: false, is_missing: false }, inherit::ORGAN_CLOSED),
        None => (review_of(&known.question(), own), NOBODY_LEFT),
    };
    // The reporter still has his review above the county: what is answered waits for the next who is free below it.
    if !OPEN.contains(&loaded.case.state) && (above.is_external || above.organ == own) {
        if loaded.standing().unseen > 0 {
            tell::nobody_left(loaded);
        }
        return Ok(false);
    }
    give_up(ctx, tx, loaded, (known, above, why)).await
}

/// Looks again at a case that is about more than before: whoever may not have it any more loses it in this transaction.
pub(super) async fn settle(ctx: &Ctx, tx: &Tx, loaded: &Loaded, added: SubjectId) -> Outcome<()> {
    let known = Known::of(tx, loaded).await?;
    if let Some(above) = moved_from(&known.question(), loaded.case.organ_id, added) {
        return give_up(ctx, tx, loaded, (&known, above, ABOUT_MORE)).await.map(drop);
    }
    let mut free = store::staff_of(tx, &[loaded.case.organ_id]).await?;
    free.retain(|member| !known.away.holds(member.official));
    joint::settle(tx, loaded, &known).await?;
    match lack(&free, loaded.case.handler_id) {
        Some(Lack::Handler) => lose_handler(ctx, tx, loaded, &known).await,
        Some(Lack::Organ) | None => Ok(()),
    }
}

/// Gives the case to another organ, if there is one; whether it did.
async fn give_up(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (known, above, why): (&Known, Review, &str)) -> Outcome<bool> {
    if above.organ == loaded.case.organ_id {
        tell::nobody_left(loaded);
        return Ok(false);
    }
    if above.is_external {
        hand_over(ctx, tx, loaded, (known, above, why)).await?;
    } else {
        hand_up(ctx, tx, loaded, (known, above, why)).await?;
    }
    Ok(true)
}

async fn lose_handler(ctx: &Ctx, tx: &Tx, loaded: &Loaded, known: &Known) -> Outcome<()> {
    let step = loaded.standing().lose_handler()?;
    let facts = json!({ "handler": loaded.case.handler_id });
    let act = Act { handler: None, facts, ..Act::plain("cases.handler_left", loaded) };
    take(ctx, tx, loaded, (&step, act)).await?;
    let case = (loaded.case.id, known);
    if tell::heads(tx, case, loaded.case.organ_id, NoticeKind::HandlerLeft).await? == 0 {
        tell::organ(tx, case, loaded.case.organ_id, NoticeKind::HandlerLeft).await?;
    }
    Ok(())
}

/// To an organ of this platform, at the same instance.
async fn hand_up(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (known, above, why): (&Known, Review, &str)) -> Outcome<()> {
    let step = loaded.standing().hand_up(tx.now)?;
    let by = holder_of(loaded.standing().turn, loaded.case.organ_id);
    if loaded.standing().turn == Turn::First {
        let organs = Organs { handling: above.organ, review: review_of(&known.question(), above.organ).organ };
        reports::reseal_for(tx, &loaded.report, by, organs).await?;
    } else {
        hand_key(tx, loaded, (above.organ, by)).await?;
    }
    if let Some(turn) = loaded.instances.last() {
        store::move_instance(tx, turn.id, above.organ).await?;
    }
    let facts = json!({ "from": loaded.case.organ_id, "to": above.organ, "why": why });
    let act = Act { organ: above.organ, handler: None, facts, ..Act::plain("cases.hand_up", loaded) };
    take(ctx, tx, loaded, (&step, act)).await?;
    let handing =
        Handing { kind: HandOverKind::Inside, from: loaded.case.organ_id, to: Some(above.organ), to_name: "", reason: words_of(why) };
    hand_over::write(&Ctx::system(&tx.kernel), tx, loaded, handing).await?;
    inherit::note_moved(tx, loaded.case.id).await?;
    tell::reporter(tx, loaded, NoticeKind::Transferred, None).await?;
    tell_arrived(tx, loaded, (known, above), NoticeKind::HandlerNew).await
}

/// To an organ above the county, as the second instance: heads of the commission follow it, as soon as one may.
async fn hand_over(ctx: &Ctx, tx: &Tx, loaded: &Loaded, (known, above, why): (&Known, Review, &str)) -> Outcome<()> {
    let step = loaded.standing().hand_over(tx.now)?;
    let turn = loaded.standing().turn;
    hand_key(tx, loaded, (above.organ, holder_of(turn, loaded.case.organ_id))).await?;
    match (turn, loaded.instances.last()) {
        (Turn::Review, Some(turn)) => store::move_instance(tx, turn.id, above.organ).await?,
        (_, last) => {
            if let Some(turn) = last {
                store::end_instance(tx, turn.id).await?;
            }
            store::add_instance(tx, loaded.case.id, 2, above.organ).await?;
        }
    }
    let facts = json!({ "from": loaded.case.organ_id, "to": above.organ, "why": why });
    let act = Act { organ: above.organ, handler: None, facts, ..Act::plain("cases.hand_over", loaded) };
    take(ctx, tx, loaded, (&step, act)).await?;
    hand_upward(tx, loaded, above.organ, words_of(why)).await?;
    tell::reporter(tx, loaded, NoticeKind::Transferred, None).await?;
    tell_arrived(tx, loaded, (known, above), NoticeKind::HandlerEscalated).await
}

/// Why the rules gave a case to another organ, as its sheet says it.
fn words_of(why: &str) -> &'static str {
    match why {
        ABOUT_MORE => "按回避和管辖的规定，由上一级办理。",
        inherit::ORGAN_CLOSED => "原承办组织已经撤销，由接替的组织负责。",
        _ => "原承办组织没有能办这件的人，按规定由上一级办理。",
    }
}

/// Stands in an event's facts where an organ had nobody who could go on.
const NOBODY_LEFT: &str = "NOBODY_LEFT";
/// Stands there where it came to be about somebody with whom the organ may not deal.
const ABOUT_MORE: &str = "ABOUT_MORE";
