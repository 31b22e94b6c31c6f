//! Ratings as the county commission sees them: places, months, bursts, reasons.

use super::objects::{BurstState, IndicatorSide, mean, points};
use crate::domain::ratings::model::Month;
use crate::domain::ratings::rules::{Parts, Tallies};
use crate::domain::ratings::service::{BurstRow, MonthRow, PlaceRow, Places, Ranked, ReasonRow};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::words::SubjectKind;
use async_graphql::{ID, SimpleObject};
use std::collections::BTreeMap;

/// A page of places.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingPlaceConnection {
    /// The places, the best first.
    pub nodes: Vec<RatingPlace>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
    /// The month.
    pub month: String,
    /// The county's mean, toward which few sheets are drawn; none where nothing was rated.
    pub mean: Option<f64>,
}

/// One place of the list inside.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingPlace {
    /// 1 is the best.
    pub place: i32,
    /// Id of what has it: a unit, an official, a power, an outcome.
    pub subject_id: ID,
    /// What it is called.
    pub name: String,
    /// An official's post.
    pub title: Option<String>,
    /// Name of its unit.
    pub unit_name: String,
    /// Verified sheets that count.
    pub sheets: i32,
    /// Their mean, 1 to 5.
    pub score: f64,
    /// The score by which it is placed: (sum + 20 × mean of the county) ÷ (sheets + 20).
    pub shrunk: f64,
    /// Means of what is about integrity, diligence and so on.
    pub parts: Vec<RatingPart>,
    /// Sheets without a phone; they count nowhere.
    pub unverified: i32,
    /// Sheets that were set aside.
    pub set_aside: i32,
}

/// Mean of what is about one side.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingPart {
    /// What it is about.
    pub side: IndicatorSide,
    /// The mean of its answers, 1 to 5.
    pub score: f64,
}

/// One month of a subject.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingMonth {
    /// Which, e.g. `2026-11`.
    pub month: String,
    /// Verified sheets that count.
    pub sheets: i32,
    /// Their mean, 1 to 5; none where there are none.
    pub score: Option<f64>,
    /// Means of what is about integrity, diligence and so on.
    pub parts: Vec<RatingPart>,
    /// What was answered to each question.
    pub answers: Vec<RatingTally>,
    /// Sheets without a phone; they count nowhere.
    pub unverified: i32,
    /// Sheets that were set aside.
    pub set_aside: i32,
    /// When it was counted.
    pub counted_at: Option<DateTime>,
}

/// What was answered to a question.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingTally {
    /// Code of the question.
    pub code: String,
    /// Its words; none if no version has it any more.
    pub text: Option<String>,
    /// How often 1, 2, 3, 4, 5 were said.
    pub counts: Vec<i32>,
    /// How often "don't know" was said.
    pub dont_know: i32,
}

/// 集中评价: many sheets on one subject within an hour.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingBurst {
    /// Opaque id.
    pub id: ID,
    /// Id of what was rated.
    pub subject_id: ID,
    /// What it is.
    pub kind: SubjectKind,
    /// What that is called.
    pub name: String,
    /// Whose it is.
    pub unit_name: String,
    /// The month.
    pub month: String,
    /// How many sheets.
    pub sheets: i32,
    /// When the first of them came.
    pub from_at: DateTime,
    /// When the last of them came.
    pub until_at: DateTime,
    /// What it came to.
    pub state: BurstState,
    /// Why.
    pub reason: Option<String>,
    /// When that was decided.
    pub reviewed_at: Option<DateTime>,
    /// Whether the viewer may decide.
    pub viewer_can_review: bool,
}

/// Why somebody rated low; neither name nor hour is among it.
#[derive(Clone, Debug, SimpleObject)]
pub struct RatingReason {
    /// On which day.
    pub on: Date,
    /// One line for each low answer.
    pub text: String,
}

fn parts(parts: Parts) -> Vec<RatingPart> {
    parts.into_iter().filter_map(|(side, score)| Some(RatingPart { side: side.into(), score: mean(score, 1)? })).collect()
}

impl From<PlaceRow> for RatingPlace {
    fn from(row: PlaceRow) -> Self {
        Self {
            place: row.place.place,
            subject_id: match row.place.what {
                Ranked::One(rated) => ids::show(rated),
                Ranked::Unit(unit) => ids::show(unit),
            },
            name: row.name,
            title: row.title,
            unit_name: row.unit_name,
            sheets: i32::try_from(row.place.sheets).unwrap_or(i32::MAX),
            score: mean(row.place.sum, row.place.sheets).unwrap_or_default(),
            shrunk: points(row.place.shrunk),
            parts: parts(row.parts),
            unverified: row.unverified,
            set_aside: row.set_aside,
        }
    }
}

impl From<Places> for RatingPlaceConnection {
    fn from(places: Places) -> Self {
        Self {
            page_info: PageInfo { has_next_page: places.page.has_next, end_cursor: places.page.end_cursor },
            nodes: places.page.nodes.into_iter().map(RatingPlace::from).collect(),
            total_count: i32::try_from(places.total).unwrap_or(i32::MAX),
            month: places.month.to_string(),
            mean: places.mean.map(points),
        }
    }
}

/// A month with the words of its questions.
pub(super) fn month_of(row: MonthRow, texts: &BTreeMap<String, String>) -> RatingMonth {
    let figure = row.figure;
    RatingMonth {
        month: Month(figure.month).to_string(),
        sheets: figure.sheets,
        score: mean(figure.score_sum, figure.sheets.into()),
        parts: parts(row.parts),
        answers: answers(row.tallies, texts),
        unverified: figure.unverified,
        set_aside: figure.set_aside,
        counted_at: figure.counted_at.map(DateTime),
    }
}

fn answers(tallies: Tallies, texts: &BTreeMap<String, String>) -> Vec<RatingTally> {
    let one = |(code, tally): (String, [i32; 6])| {
        let [counts @ .., dont_know] = tally;
        RatingTally { text: texts.get(&code).cloned(), code, counts: counts.to_vec(), dont_know }
    };
    tallies.into_iter().map(one).collect()
}

impl From<BurstRow> for RatingBurst {
    fn from(row: BurstRow) -> Self {
        let burst = row.burst;
        Self {
            id: ids::show(burst.id),
            subject_id: ids::show(row.rated),
            kind: row.rated.kind().into(),
            name: row.name,
            unit_name: row.unit_name,
            month: Month(burst.month).to_string(),
            sheets: burst.sheets,
            from_at: DateTime(burst.from_at),
            until_at: DateTime(burst.until_at),
            state: burst.state.into(),
            reason: burst.reason,
            reviewed_at: burst.reviewed_at.map(DateTime),
            viewer_can_review: row.may_review,
        }
    }
}

impl From<ReasonRow> for RatingReason {
    fn from(row: ReasonRow) -> Self {
        Self { on: Date(row.on), text: row.text.reveal().to_owned() }
    }
}
