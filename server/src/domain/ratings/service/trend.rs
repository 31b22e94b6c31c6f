//! 各月走势: the months of one subject, for the county commission.

use super::{keeps_away, reader};
use crate::domain::ratings::model::{Rated, Side};
use crate::domain::ratings::rules::{Parts, Tallies, of_sides};
use crate::domain::ratings::store;
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::rating_figure;
use std::collections::BTreeMap;

/// Months that are shown, the latest.
const MOST: u64 = 24;

/// One month of a subject.
#[derive(Clone, Debug)]
pub struct MonthRow {
    /// What was counted.
    pub figure: rating_figure::Model,
    /// How often what was said.
    pub tallies: Tallies,
    /// Means of what is about integrity, diligence and so on, in hundredths.
    pub parts: Parts,
}

/// The months of a subject, the latest first, and what its questions are called.
///
/// # Errors
/// Refused unless by heads and handlers of the county commission; hidden if there is no such subject in the county.
pub async fn trend(ctx: &Ctx, rated: Rated) -> Outcome<(Vec<MonthRow>, BTreeMap<String, String>)> {
    ctx.county_of(rated.id()).await?;
    let (staff, tx) = reader(ctx).await?;
    if store::names(&tx, &[rated]).await?.is_empty() {
        return Err(Failure::hidden());
    }
    let (sides, texts) = questions(&tx).await?;
    let rows = store::figures_of(&tx, rated, MOST).await?;
    // One sheet in a night is one person's sheet: nobody reads it of himself, or of whoever is near him.
    if keeps_away(&tx, staff, (rated, rows.first().map(|figure| figure.unit_id))).await? {
        return Err(Failure::hidden());
    }
    let months = rows.into_iter().map(|figure| month(figure, &sides)).collect::<Outcome<_>>()?;
    Ok((months, texts))
}

/// A figure with what stands in its column.
pub(super) fn month(figure: rating_figure::Model, sides: &BTreeMap<String, Side>) -> Outcome<MonthRow> {
    let tallies: Tallies = serde_json::from_value(figure.tallies.clone()).map_err(Failure::fault)?;
    Ok(MonthRow { parts: of_sides(&tallies, sides), tallies, figure })
}

/// What each question that was ever asked is about, and its words: those of the newest version that has it.
pub(super) async fn questions(tx: &Tx) -> Outcome<(BTreeMap<String, Side>, BTreeMap<String, String>)> {
    let (mut sides, mut texts) = (BTreeMap::new(), BTreeMap::new());
    let current = super::indicators::indicator_sets(tx).await?.into_iter().map(|set| set.groups);
    let older = store::all_sets(tx).await?.into_iter().map(|row| crate::domain::ratings::model::Groups::of_column(&row.groups));
    let older: Vec<_> = older.collect::<Outcome<_>>()?;
    for groups in current.chain(older) {
        for (group, question) in groups.questions() {
            sides.entry(question.code.clone()).or_insert(group.side);
            texts.entry(question.code.clone()).or_insert_with(|| question.text.clone());
        }
    }
    Ok((sides, texts))
}
