//! How units answer: figures for the commission and for statistics; what an official's archive takes.

use super::{commission, decide};
use crate::domain::directory;
use crate::domain::opinions::policy::{Action, Facts};
use crate::domain::opinions::rules::{Measure, day_after, measured};
use crate::domain::opinions::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{OfficialId, OpinionId, UnitId};
use entity::moment::Moment;
use std::collections::BTreeMap;
use time::{Date, Duration};

/// The longest span that is measured at once: what it reads is bounded.
const LONGEST: Duration = Duration::days(366);

/// How one unit answers, or all together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The unit that answers; none for all together.
    pub unit: Option<(UnitId, String)>,
    /// The figures.
    pub measure: Measure,
}

/// How units answered what came from the first day to the last one, both in China and both included: all together first, then
/// unit by unit by name; with a unit, only that one. Time to the first answer is `half_within` in minutes, the share answered
/// in time `share_in_time`.
///
/// # Errors
/// A fault of the database.
pub async fn measures(tx: &Tx, unit: Option<UnitId>, from: Date, to: Date) -> Outcome<Vec<Measured>> {
    let begin = day_after(from.previous_day().unwrap_or(from));
    let rows = store::answerings(tx, unit, (begin, day_after(to))).await?;
    let ids: Vec<UnitId> = rows.iter().map(|(unit, _)| *unit).collect();
    let mut names: BTreeMap<UnitId, String> = BTreeMap::new();
    if !ids.is_empty() {
        names = directory::units_by_id(tx, &ids).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    }
    let of = |(unit, measure): (Option<UnitId>, Measure)| Measured {
        unit: unit.map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        measure,
    };
    let mut all: Vec<Measured> = measured(&rows, tx.now.in_china().date()).into_iter().map(of).collect();
    all.sort_by(|a, b| a.unit.as_ref().map(|(_, name)| name).cmp(&b.unit.as_ref().map(|(_, name)| name)));
    Ok(all)
}

/// The same for the commission of the viewer's county.
///
/// # Errors
/// Refused unless by head or handler of the commission, and for a span that is no span or too long.
pub async fn measures_of_county(ctx: &Ctx, from: Date, to: Date) -> Outcome<Vec<Measured>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    decide(&ctx.actor, Action::Measure, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    if from > to || to - from > LONGEST {
        return Err(Failure::field(ErrorCode::Invalid, "from", "请选一段时间，开始在前，最长一年。"));
    }
    measures(&tx, None, from, to).await
}

/// A public opinion on an official, as his archive takes it. Of when it came only the day is said: he reads it too, and must not
/// know somebody by the minute at which he saw him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfOfficial {
    /// Its id.
    pub id: OpinionId,
    /// The day on which it came.
    pub received_on: Date,
    /// Since when everybody reads it.
    pub published_at: Moment,
    /// The author's words; published by a person.
    pub text: String,
    /// When it was first answered.
    pub first_answered_at: Option<Moment>,
    /// 1 to 5, by its author, and when.
    pub rating: Option<(i32, Moment)>,
}

/// What everybody reads on an official, the newest day first; nothing that is not published.
///
/// # Errors
/// A fault of the database.
pub async fn of_official(tx: &Tx, official: OfficialId) -> Outcome<Vec<OfOfficial>> {
    let rows = store::of_official(tx, official).await?;
    let published = store::published_at(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let one = |row: entity::opinion::Model| OfOfficial {
        received_on: row.received_at.in_china().date(),
        published_at: published.get(&row.id).copied().unwrap_or(row.received_at),
        id: row.id,
        text: row.text,
        first_answered_at: row.first_answered_at,
        rating: row.rating.zip(row.closed_at),
    };
    Ok(rows.into_iter().map(one).collect())
}
