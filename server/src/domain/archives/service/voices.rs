//! What people say of an official: their ratings month by month, with the parts, and opinions that everybody reads.

use super::facts::{Frame, entry};
use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::model::Entry;
use crate::domain::archives::rules::end_of;
use crate::domain::archives::store;
use crate::domain::opinions::{self, OfOfficial};
use crate::domain::ratings::{self, Month, OfficialMonth, Side};
use crate::kernel::{Outcome, Tx};
use entity::id::OfficialId;
use time::{Date, Duration};

/// Characters of an opinion that stand in a title.
const SHOWN: usize = 40;

/// Months that are over, with ten verified sheets or more, for who opened the archive. Of fewer nothing is said: it would be the
/// word of a few.
pub(super) async fn ratings(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Vec<Entry>> {
    let months = ratings::of_official(tx, official).await?;
    let units = store::units(tx, months.iter().map(|one| one.unit_id).collect()).await?;
    let unit = |one: &OfficialMonth| units.get(&one.unit_id).map(|unit| unit.name.as_str()).unwrap_or_default();
    Ok(months.iter().filter_map(|one| of_month(frame, one, unit(one))).collect())
}

fn of_month(frame: &Frame<'_>, one: &OfficialMonth, unit: &str) -> Option<Entry> {
    let (first, last) = days_of(one.month)?;
    // What a review of later found is not what was known before it.
    let known_at = end_of(last).max(one.counted_at);
    if known_at > frame.until {
        return None;
    }
    let part = |side: Side, word: &str| one.parts.get(&side).map(|score| format!("{word} {}", mean(*score)));
    let parts = [part(Side::Integrity, "廉洁"), part(Side::Diligence, "勤政"), Some(format!("平均 {}", mean(one.score)))];
    let lines = std::iter::once(format!("当时在{unit}")).chain(parts.into_iter().flatten()).collect();
    let title = format!("{} 群众评判，{} 份实名票（1 到 5 分）", one.month, one.sheets);
    let key = format!("rating:{}", one.month);
    Some(Entry { until: Some(last), lines, ..entry(key, EntryKind::Rating, (first, known_at), (title, "群众评判".to_owned())) })
}

/// What everybody read of the ratings by then, for the official himself.
pub(super) async fn public_rating(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Option<Entry>> {
    let Some(figure) = ratings::known_figure(tx, official, frame.until).await? else { return Ok(None) };
    let Some((first, last)) = days_of(figure.month) else { return Ok(None) };
    let title = format!("{} 公开的群众评判，{} 份实名票（1 到 5 分）", figure.month, figure.sheets);
    let (key, lines) = (format!("rating:{}", figure.month), vec![format!("平均 {}", mean(figure.score))]);
    let source = "群众评判".to_owned();
    Ok(Some(Entry { until: Some(last), lines, ..entry(key, EntryKind::Rating, (first, figure.published_at), (title, source)) }))
}

/// 4.05.
fn mean(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The first and the last day of a month.
fn days_of(month: Month) -> Option<(Date, Date)> {
    let number = time::Month::try_from(u8::try_from(month.0 % 100).ok()?).ok()?;
    let first = Date::from_calendar_date(month.0 / 100, number, 1).ok()?;
    Some((first, first.saturating_add(Duration::days(i64::from(number.length(first.year())) - 1))))
}

/// Opinions that everybody read by then, as they stood then.
pub(super) async fn opinions(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Vec<Entry>> {
    let found = opinions::of_official(tx, official).await?;
    Ok(found.iter().filter(|one| one.published_at <= frame.until).map(|one| of_opinion(frame, one)).collect())
}

fn of_opinion(frame: &Frame<'_>, one: &OfOfficial) -> Entry {
    let is_answered = one.first_answered_at.is_some_and(|at| at <= frame.until);
    let state = if is_answered { "已经答复" } else { "还没有答复" };
    let rated = one.rating.filter(|(_, at)| *at <= frame.until).map(|(rating, _)| format!("提意见的人评 {rating} 分（1 到 5 分）"));
    let cut: String = one.text.chars().take(SHOWN).collect();
    let more = if one.text.chars().count() > SHOWN { "……" } else { "" };
    let title = format!("{cut}{more}");
    Entry {
        lines: std::iter::once(state.to_owned()).chain(rated).collect(),
        link: Some(format!("/{}/opinions/{}", frame.county, one.id)),
        ..entry(one.id.to_string(), EntryKind::Opinion, (one.received_on, one.published_at), (title, "群众意见建议（公开）".to_owned()))
    }
}
