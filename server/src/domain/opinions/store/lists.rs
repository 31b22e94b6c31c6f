//! Lists of opinions: the unit's and the commission's, the author's, and what everybody reads.

use crate::domain::opinions::model::Place;
use crate::domain::opinions::rules::Answering;
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OfficialId, OpinionId, PowerId, UnitId};
use entity::moment::Moment;
use entity::words::{OpinionSight, OpinionSubject};
use entity::{opinion, unit};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};
use time::Date;

/// Opinions of one phone that its owner sees at once.
const OWN: u64 = 50;
/// Opinions that a round of 清权 is shown at once.
const OF_LIST: u64 = 200;
/// Public opinions on an official that his archive takes.
const OF_OFFICIAL: u64 = 500;

/// Whose opinions stand in a list of the staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// All of the county.
    pub is_everything: bool,
    /// Those that these units answer.
    pub units: Vec<UnitId>,
    /// And of these only those that this one answers.
    pub only: Option<UnitId>,
}

impl Seen {
    /// Whether what this unit answers is among them.
    #[must_use]
    pub fn has(&self, unit: UnitId) -> bool {
        self.is_everything || self.units.contains(&unit)
    }
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// An answer is owed; the nearest day first.
    Waiting,
    /// Its day is over; the longest first.
    Overdue,
    /// Something of it waits to be read and published.
    ToPublish,
    /// All, the newest day first.
    All,
}

/// A page; one row more than asked for.
pub async fn page(tx: &Tx, (seen, which): (&Seen, Which), page: &PageQuery) -> Outcome<Vec<opinion::Model>> {
    let mut rows = visible(tx, seen, which);
    if let Some(after) = &page.after {
        rows = rows.filter(behind(which, after).ok_or_else(no_place)?);
    }
    Ok(ordered(rows, which).limit(page.first.saturating_add(1)).all(tx).await?)
}

/// How many there are behind all pages.
pub async fn count(tx: &Tx, seen: &Seen, which: Which) -> Outcome<u64> {
    Ok(visible(tx, seen, which).count(tx).await?)
}

/// The place of a row in its list. An id tells the day on which an opinion came and no hour of it, and so do order and cursor:
/// whoever saw somebody at his phone must not know him by the minute.
pub fn place_of(which: Which, row: &opinion::Model) -> Vec<String> {
    match which {
        Which::Waiting | Which::Overdue => vec![row.due_on.map(|day| day.to_string()).unwrap_or_default(), row.id.to_string()],
        Which::ToPublish | Which::All => vec![row.id.to_string()],
    }
}

fn visible(tx: &Tx, seen: &Seen, which: Which) -> Select<opinion::Entity> {
    let mut rows = tx.rows().find::<opinion::Entity>();
    if !seen.is_everything {
        rows = rows.filter(opinion::Column::UnitId.is_in(seen.units.iter().copied()));
    }
    if let Some(unit) = seen.only {
        rows = rows.filter(opinion::Column::UnitId.eq(unit));
    }
    match which {
        Which::Waiting => rows.filter(opinion::Column::DueOn.is_not_null()),
        Which::Overdue => rows.filter(opinion::Column::DueOn.lt(tx.now.in_china().date())),
        Which::ToPublish => rows.filter(opinion::Column::IsToPublish.eq(true)),
        Which::All => rows,
    }
}

fn ordered(rows: Select<opinion::Entity>, which: Which) -> Select<opinion::Entity> {
    match which {
        Which::Waiting | Which::Overdue => rows.order_by_asc(opinion::Column::DueOn).order_by_asc(opinion::Column::Id),
        Which::ToPublish => rows.order_by_asc(opinion::Column::Id),
        Which::All => rows.order_by_desc(opinion::Column::Id),
    }
}

/// Rows behind this place; none if it is no place.
fn behind(which: Which, after: &[String]) -> Option<Condition> {
    let own = opinion::Column::Id;
    match (which, after) {
        (Which::Waiting | Which::Overdue, [by, id]) => {
            let id: OpinionId = id.parse().ok()?;
            let day = Date::parse(by, time::macros::format_description!("[year]-[month]-[day]")).ok()?;
            let due = opinion::Column::DueOn;
            Some(Condition::any().add(due.gt(day)).add(due.eq(day).and(own.gt(id))))
        }
        (Which::ToPublish, [id]) => Some(Condition::all().add(own.gt(id.parse::<OpinionId>().ok()?))),
        (Which::All, [id]) => Some(Condition::all().add(own.lt(id.parse::<OpinionId>().ok()?))),
        _ => None,
    }
}

fn no_place() -> Failure {
    Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。")
}

/// The units, and those that they followed, however often a unit was followed by another one.
pub async fn with_earlier(tx: &Tx, mut units: Vec<UnitId>) -> Outcome<Vec<UnitId>> {
    let mut newest = units.clone();
    while !newest.is_empty() {
        let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::SuccessorId.is_in(newest));
        newest = rows.select_only().column(unit::Column::Id).into_tuple().all(tx).await?;
        // A ring in bad data ends here.
        newest.retain(|unit| !units.contains(unit));
        units.extend(newest.iter().copied());
    }
    Ok(units)
}

/// What everybody reads there, the newest day first; one row more than asked for.
pub async fn public(tx: &Tx, place: &Place, page: &PageQuery) -> Outcome<Vec<opinion::Model>> {
    let mut rows = published(tx, place);
    if let Some(after) = &page.after {
        rows = rows.filter(behind(Which::All, after).ok_or_else(no_place)?);
    }
    Ok(ordered(rows, Which::All).limit(page.first.saturating_add(1)).all(tx).await?)
}

/// How many everybody reads there.
pub async fn public_count(tx: &Tx, place: &Place) -> Outcome<u64> {
    Ok(published(tx, place).count(tx).await?)
}

fn published(tx: &Tx, place: &Place) -> Select<opinion::Entity> {
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::Sight.eq(OpinionSight::Public));
    match place {
        Place::OfUnit(unit) => rows.filter(opinion::Column::AboutUnitId.eq(*unit)),
        Place::Power(power, part) => {
            let rows = rows.filter(opinion::Column::PowerId.eq(*power));
            match part {
                Some(part) => rows.filter(opinion::Column::Part.eq(*part)),
                None => rows,
            }
        }
        Place::Outcome(id) => rows.filter(opinion::Column::OutcomeId.eq(*id)),
        Place::Official(id) => rows.filter(opinion::Column::OfficialId.eq(*id)),
        Place::Publication(id) => rows.filter(opinion::Column::PublicationId.eq(*id)),
    }
}

/// What came from this phone, the newest first.
pub async fn of_phone(tx: &Tx, hash: &[u8]) -> Outcome<Vec<opinion::Model>> {
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::PhoneHash.eq(hash));
    let rows = rows.order_by_desc(opinion::Column::ReceivedAt).order_by_desc(opinion::Column::Id);
    Ok(rows.limit(OWN).all(tx).await?)
}

/// What everybody reads of the county behind this one, by id, some at a time; nothing on officials.
pub async fn open(tx: &Tx, behind: Option<OpinionId>, most: u64) -> Outcome<Vec<opinion::Model>> {
    let mut rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::Sight.eq(OpinionSight::Public));
    rows = rows.filter(opinion::Column::Subject.is_in([
        OpinionSubject::Unit,
        OpinionSubject::Power,
        OpinionSubject::Outcome,
        OpinionSubject::Publication,
    ]));
    if let Some(last) = behind {
        rows = rows.filter(opinion::Column::Id.gt(last));
    }
    Ok(rows.order_by_asc(opinion::Column::Id).limit(most).all(tx).await?)
}

/// What everybody reads on an official, the newest day first.
pub async fn of_official(tx: &Tx, id: OfficialId) -> Outcome<Vec<opinion::Model>> {
    Ok(ordered(published(tx, &Place::Official(id)), Which::All).limit(OF_OFFICIAL).all(tx).await?)
}

/// Opinions on these powers, the newest day first.
pub async fn on_powers(tx: &Tx, powers: &[PowerId]) -> Outcome<Vec<opinion::Model>> {
    let rows = tx.rows().find::<opinion::Entity>().filter(opinion::Column::PowerId.is_in(powers.iter().copied()));
    Ok(ordered(rows, Which::All).limit(OF_LIST).all(tx).await?)
}

/// How opinions that came within a span were answered, each with the unit that answers it.
pub async fn answerings(tx: &Tx, unit: Option<UnitId>, (from, until): (Moment, Moment)) -> Outcome<Vec<(UnitId, Answering)>> {
    let mut rows = tx.rows().find::<opinion::Entity>();
    rows = rows.filter(opinion::Column::ReceivedAt.gte(from)).filter(opinion::Column::ReceivedAt.lt(until));
    if let Some(unit) = unit {
        rows = rows.filter(opinion::Column::UnitId.eq(unit));
    }
    let columns = [opinion::Column::UnitId, opinion::Column::ReceivedAt, opinion::Column::FirstDueOn, opinion::Column::FirstAnsweredAt];
    let found: Vec<(UnitId, Moment, Date, Option<Moment>)> = rows.select_only().columns(columns).into_tuple().all(tx).await?;
    let one = |(unit, received_at, first_due_on, first_answered_at)| (unit, Answering { received_at, first_due_on, first_answered_at });
    Ok(found.into_iter().map(one).collect())
}
