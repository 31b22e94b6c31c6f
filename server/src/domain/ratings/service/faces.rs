//! What other modules and the public ask of ratings.

use super::trend::{month, questions};
use crate::domain::ratings::model::{Month, Rated};
use crate::domain::ratings::rules::{FROM, Parts, heard};
use crate::domain::ratings::store;
use crate::domain::settings::{self, Key};
use crate::kernel::{Outcome, Tx};
use entity::id::{OfficialId, UnitId};
use entity::moment::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// Months that are looked through for what was public by a day: more than anybody serves.
const MOST_MONTHS: u64 = 1_200;

/// What everybody may read of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicFigure {
    /// Fewer than ten verified sheets in every month.
    TooFew,
    /// The latest month that has a public figure.
    Of {
        /// Which month.
        month: Month,
        /// How many verified sheets it stands for.
        sheets: i32,
        /// Their mean in hundredths, 100 to 500.
        score: i64,
    },
    /// An official whose figures stay inside.
    Internal,
}

/// What everybody may read of these subjects: of each the latest public figure. Officials' figures stay inside, but for leading
/// posts (一把手) where the county chose so.
///
/// # Errors
/// A fault of the database.
pub async fn public_figure(tx: &Tx, subjects: &[Rated]) -> Outcome<BTreeMap<Rated, PublicFigure>> {
    let officials: Vec<OfficialId> =
        subjects.iter().filter_map(|one| if let Rated::Official(id) = one { Some(*id) } else { None }).collect();
    let open = if officials.is_empty() { BTreeSet::new() } else { open(tx, &officials).await? };
    let is_open = |rated: &Rated| if let Rated::Official(id) = rated { open.contains(id) } else { true };
    let asked = subjects.iter().filter(|one| is_open(one)).map(|one| one.id()).collect();
    let mut latest = BTreeMap::new();
    for (id, month, sheets, sum) in store::public_of(tx, asked).await? {
        if let (Some(sheets), Some(sum)) = (sheets, sum) {
            let count = i64::from(sheets).max(1);
            latest.insert(id, PublicFigure::Of { month: Month(month), sheets, score: (sum + count / 2) / count });
        }
    }
    let of = |rated: &Rated| match (is_open(rated), latest.get(&rated.id())) {
        (false, _) => PublicFigure::Internal,
        (true, None) => PublicFigure::TooFew,
        (true, Some(figure)) => *figure,
    };
    Ok(subjects.iter().map(|rated| (*rated, of(rated))).collect())
}

/// Officials whose figures everybody may read.
async fn open(tx: &Tx, officials: &[OfficialId]) -> Outcome<BTreeSet<OfficialId>> {
    if settings::of_county(tx, Key::RatingsOfLeaders).await? == 0 {
        return Ok(BTreeSet::new());
    }
    store::leading(tx, officials).await
}

/// What everybody read of a subject by a moment: month, sheets, mean in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFigure {
    /// Which month.
    pub month: Month,
    /// How many verified sheets it stands for.
    pub sheets: i32,
    /// Their mean in hundredths, 100 to 500.
    pub score: i64,
    /// Since when it is public.
    pub published_at: Moment,
}

/// The latest figure on an official that everybody may read today and that stood there by then already. A figure that was
/// written anew since is not shown as known before: what it was then is not kept.
///
/// # Errors
/// A fault of the database.
pub async fn known_figure(tx: &Tx, official: OfficialId, until: Moment) -> Outcome<Option<KnownFigure>> {
    if !open(tx, &[official]).await?.contains(&official) {
        return Ok(None);
    }
    let known = |row: entity::rating_figure::Model| {
        let (sheets, sum, published_at) = (row.public_sheets?, row.public_sum?, row.published_at.filter(|at| *at <= until)?);
        let count = i64::from(sheets).max(1);
        Some(KnownFigure { month: Month(row.month), sheets, score: (sum + count / 2) / count, published_at })
    };
    Ok(store::figures_of(tx, Rated::Official(official), MOST_MONTHS).await?.into_iter().find_map(known))
}

/// One month of an official, for his archive: ten verified sheets or more.
#[derive(Clone, Debug)]
pub struct OfficialMonth {
    /// Which month.
    pub month: Month,
    /// In which unit he served then.
    pub unit_id: UnitId,
    /// Verified sheets that count.
    pub sheets: i32,
    /// Their mean in hundredths, 100 to 500.
    pub score: i64,
    /// Means of 廉 and 勤, in hundredths: all that were asked about, or none where ten people did not answer to each.
    pub parts: Parts,
    /// Since when this is what the sheets come to.
    pub counted_at: Moment,
}

/// An official's months of ten verified sheets or more, the latest first; no reasons. It decides nothing: the caller asks who may
/// read.
///
/// # Errors
/// A fault of the database.
pub async fn of_official(tx: &Tx, official: OfficialId) -> Outcome<Vec<OfficialMonth>> {
    let mut rows = store::of_official(tx, official).await?;
    rows.retain(|row| row.sheets >= FROM);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (sides, _) = questions(tx).await?;
    let of = |figure: entity::rating_figure::Model| {
        let (count, sum) = (i64::from(figure.sheets).max(1), figure.score_sum);
        let (of, unit_id, sheets) = (Month(figure.month), figure.unit_id, figure.sheets);
        let counted_at = figure.counted_at.unwrap_or(tx.now);
        let month = month(figure, &sides)?;
        // One part without the others could be reckoned from the whole.
        let is_told = heard(&month.tallies, &sides).values().all(|people| *people >= FROM);
        let parts = if is_told { month.parts } else { Parts::new() };
        Ok(OfficialMonth { month: of, unit_id, sheets, score: (sum + count / 2) / count, parts, counted_at })
    };
    rows.into_iter().map(of).collect()
}

/// What a unit's own officials, powers and outcomes come to in a month; units below it are not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitMonth {
    /// Which unit.
    pub unit_id: UnitId,
    /// Verified sheets that count.
    pub sheets: i64,
    /// Sum of their scores in hundredths; divided by the sheets it is the mean.
    pub score_sum: i64,
}

/// All units that were rated in a month, in one statement. It decides nothing: the caller asks who may read, and shows the
/// public nothing of fewer than ten sheets.
///
/// # Errors
/// A fault of the database.
pub async fn by_unit(tx: &Tx, month: Month) -> Outcome<Vec<UnitMonth>> {
    let rows = store::units_of_month(tx, month).await?;
    Ok(rows.into_iter().map(|(unit_id, sheets, score_sum)| UnitMonth { unit_id, sheets, score_sum }).collect())
}
