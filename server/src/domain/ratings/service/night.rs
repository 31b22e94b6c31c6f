//! The night: figures that have something new are counted anew from their sheets, bursts are set aside, and what is public
//! changes.

use super::commission;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::ratings::model::{Groups, Month, Rated};
use crate::domain::ratings::rules::{Public, Tallies, burst, next_public, tally};
use crate::domain::ratings::store::{self, SheetRow};
use crate::domain::settings::{self, Key};
use crate::domain::staff;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use entity::id::{IndicatorSetId, RatingBurstId, RatingFigureId, RatingSheetId};
use entity::moment::Moment;
use entity::words::{BurstState, NoticeKind};
use entity::{rating_burst, rating_figure};
use serde_json::json;
use std::collections::BTreeMap;
use time::{Duration, macros::time};

/// Figures that are looked up at once.
const AT_ONCE: u64 = 200;

/// Two in the morning: what came before it is counted in that night.
fn last_night(now: Moment) -> Moment {
    let here = now.in_china();
    let two = Moment::from(here.replace_time(time!(2:00)));
    if two <= now { two } else { two.after(-Duration::days(1)) }
}

/// Counts a county's figures that had something new before two in the morning. One that can't be counted stops no other.
///
/// # Errors
/// The last fault; what was left is tried again at the next time.
pub async fn night_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    forget_counts(&ctx, &county).await?;
    let night = last_night(ctx.now);
    let (mut broken, mut fault) = (Vec::new(), None);
    loop {
        let tx = ctx.read(&county).await?;
        let due = store::due(&tx, night, AT_ONCE, &broken).await?;
        drop(tx);
        if due.is_empty() {
            break;
        }
        for id in due {
            if let Err(error) = count(&ctx, &county, id).await {
                tracing::error!(county = county.code, figure = %id, %error, "a rating figure could not be counted");
                broken.push(id);
                fault = Some(error);
            }
        }
    }
    fault.map_or(Ok(()), |fault| Err(fault.into()))
}

/// How many subjects a phone rated in a month is forgotten with the month.
async fn forget_counts(ctx: &Ctx, county: &County) -> Outcome<()> {
    let month = Month::at(ctx.now.in_china());
    let tx = ctx.read(county).await?;
    let has_old = store::has_old_counts(&tx, month).await?;
    drop(tx);
    if !has_old {
        return Ok(());
    }
    let tx = ctx.write(county).await?;
    store::drop_old_counts(&tx, month).await?;
    tx.commit().await
}

/// Counts one figure anew, in a transaction of its own.
async fn count(ctx: &Ctx, county: &County, id: RatingFigureId) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    let Some(figure) = store::held_figure(&tx, id).await? else { return Ok(()) };
    let (rated, month) = (Rated::of_columns(figure.subject_kind, figure.subject_id)?, Month(figure.month));
    let mut sheets = store::sheets_of(&tx, rated, month).await?;
    let mut bursts = store::bursts_of(&tx, rated, month).await?;
    set_aside(ctx, &tx, (&figure, &mut sheets), &mut bursts).await?;
    let sets = sets(&tx, &sheets).await?;
    let counted = rating_figure::Model { counted_at: Some(tx.now), stale_since: None, ..counted(&figure, &sheets, &bursts, &sets) };
    let in_review = bursts.iter().any(|burst| burst.state == BurstState::Open);
    let after = match next_public(counted.public_sheets, counted.sheets, in_review) {
        Public::Stays => counted,
        Public::Written => {
            let public = (Some(counted.sheets), Some(counted.score_sum), Some(tx.now));
            rating_figure::Model { public_sheets: public.0, public_sum: public.1, published_at: public.2, ..counted }
        }
        Public::Gone => rating_figure::Model { public_sheets: None, public_sum: None, published_at: Some(tx.now), ..counted },
    };
    if after.published_at == Some(tx.now) {
        let facts = json!({ "subject": after.subject_id, "month": after.month, "sheets": after.public_sheets });
        ledger::append(&tx, &ctx.actor, Entry::public("ratings.publish", after.id, facts)).await?;
    }
    store::save(&tx, &after).await?;
    tx.commit().await
}

/// What was asked on these sheets.
async fn sets(tx: &Tx, sheets: &[SheetRow]) -> Outcome<BTreeMap<IndicatorSetId, Groups>> {
    let rows = store::sets(tx, sheets.iter().map(|sheet| sheet.set).collect()).await?;
    rows.into_iter().map(|row| Ok((row.id, Groups::of_column(&row.groups)?))).collect()
}

/// The figure that these sheets come to: a pure recount, whatever stood there.
fn counted(
    figure: &rating_figure::Model,
    sheets: &[SheetRow],
    bursts: &[rating_burst::Model],
    sets: &BTreeMap<IndicatorSetId, Groups>,
) -> rating_figure::Model {
    let counts = |id: RatingBurstId| bursts.iter().any(|burst| burst.id == id && burst.state == BurstState::Counted);
    let mut tallies = Tallies::new();
    let (mut verified, mut unverified, mut set_aside) = ((0_i32, 0_i64), (0_i32, 0_i64), 0_i32);
    for sheet in sheets {
        if sheet.burst.is_some_and(|burst| !counts(burst)) {
            set_aside += 1;
            continue;
        }
        let mut own = Tallies::new();
        let place = if sheet.is_verified { &mut tallies } else { &mut own };
        let score = sets.get(&sheet.set).and_then(|set| tally(place, set, &sheet.answers));
        let sum = if sheet.is_verified { &mut verified } else { &mut unverified };
        *sum = (sum.0 + 1, sum.1 + score.unwrap_or_default());
    }
    rating_figure::Model {
        sheets: verified.0,
        score_sum: verified.1,
        tallies: json!(tallies),
        unverified: unverified.0,
        unverified_sum: unverified.1,
        set_aside,
        ..figure.clone()
    }
}

/// Sets aside what came in too short a time; what was found to be in order is not looked at again. Sheets without a phone count
/// nowhere, so they can't take those with one out either.
async fn set_aside(
    ctx: &Ctx,
    tx: &Tx,
    (figure, sheets): (&rating_figure::Model, &mut [SheetRow]),
    bursts: &mut Vec<rating_burst::Model>,
) -> Outcome<()> {
    let least = usize::try_from(settings::of_county(tx, Key::RatingBurst).await?).unwrap_or(usize::MAX);
    let is_done = |sheet: &SheetRow| sheet.burst.is_some_and(|id| bursts.iter().any(|one| one.id == id && one.state != BurstState::Open));
    let looked: Vec<&mut SheetRow> = sheets.iter_mut().filter(|sheet| sheet.is_verified && !is_done(sheet)).collect();
    let times: Vec<Moment> = looked.iter().map(|sheet| sheet.at).collect();
    let found = burst(&times, least);
    let fresh: Vec<&mut SheetRow> =
        looked.into_iter().zip(found).filter(|(sheet, is_found)| *is_found && sheet.burst.is_none()).map(|(sheet, _)| sheet).collect();
    let (Some(from), Some(until)) = (fresh.first().map(|sheet| sheet.at), fresh.last().map(|sheet| sheet.at)) else { return Ok(()) };
    let count = i32::try_from(fresh.len()).unwrap_or(i32::MAX);
    let id = hold(ctx, tx, figure, (bursts, (from, until, count))).await?;
    let ids: Vec<RatingSheetId> = fresh.iter().map(|sheet| sheet.id).collect();
    for sheet in fresh {
        sheet.burst = Some(id);
    }
    store::mark(tx, &ids, id).await
}

/// The open burst of a figure, with so many more sheets; a new one is told to the heads of the commission.
async fn hold(
    ctx: &Ctx,
    tx: &Tx,
    figure: &rating_figure::Model,
    (bursts, (from, until, count)): (&mut Vec<rating_burst::Model>, (Moment, Moment, i32)),
) -> Outcome<RatingBurstId> {
    if let Some(open) = bursts.iter_mut().find(|burst| burst.state == BurstState::Open) {
        open.sheets = open.sheets.saturating_add(count);
        (open.from_at, open.until_at) = (open.from_at.min(from), open.until_at.max(until));
        store::save_burst(tx, open).await?;
        return Ok(open.id);
    }
    let row = rating_burst::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        subject_kind: figure.subject_kind,
        subject_id: figure.subject_id,
        month: figure.month,
        sheets: count,
        from_at: from,
        until_at: until,
        state: BurstState::Open,
        found_at: tx.now,
        reviewed_by: None,
        reviewed_at: None,
        reason: None,
    };
    let id = row.id;
    tx.add(row.clone()).await?;
    bursts.push(row);
    ledger::append(tx, &ctx.actor, Entry::sealed("ratings.burst", id, json!({ "subject": figure.subject_id, "sheets": count }))).await?;
    let organs: Vec<_> = commission(tx).await?.into_iter().collect();
    notices::about_staff(tx, &staff::heads_of(tx, &organs).await?, NoticeKind::RatingBurst, json!({})).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::time::macros::datetime;

    #[test]
    fn the_night_ends_at_two_in_china() {
        let at = |when: ::time::OffsetDateTime| Moment::from(when);
        assert_eq!(last_night(at(datetime!(2026-11-28 02:00 +8))), at(datetime!(2026-11-28 02:00 +8)));
        assert_eq!(last_night(at(datetime!(2026-11-28 01:59 +8))), at(datetime!(2026-11-27 02:00 +8)));
        assert_eq!(last_night(at(datetime!(2026-11-28 23:00 +8))), at(datetime!(2026-11-28 02:00 +8)));
    }
}
