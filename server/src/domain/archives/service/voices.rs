//! What people say of an official: their ratings month by month, with the parts, and opinions that everybody reads.

use super::facts::{Frame, entry};
use crate::domain::archives::kind::EntryKind;
use crate::domain::archives::model::Entry;
use crate::domain::archives::rules::end_of;
use crate::domain::opinions::{self, OfOfficial};
use crate::domain::ratings::{self, Month, OfficialMonth, PublicFigure, Rated, Side};
use crate::kernel::{Outcome, Tx};
use entity::id::OfficialId;
use entity::words::OpinionState;
use time::{Date, Duration};

/// Of fewer sheets no mean is said: it would be the word of a few.
const FEWEST: i32 = 10;
/// Characters of an opinion that stand in a title.
const SHOWN: usize = 40;

/// Months that are over, with verified sheets, for who opened the archive.
pub(super) async fn ratings(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Vec<Entry>> {
    let months = ratings::of_official(tx, official).await?;
    Ok(months.iter().filter_map(|one| of_month(frame, one)).collect())
}

fn of_month(frame: &Frame<'_>, one: &OfficialMonth) -> Option<Entry> {
    let (first, last) = days_of(one.month)?;
    let known_at = end_of(last);
    if known_at > frame.until {
        return None;
    }
    let part = |side: Side, word: &str| one.parts.get(&side).map(|score| format!("{word} {}", mean(*score)));
    let lines = if one.sheets < FEWEST {
        vec![format!("不到 {FEWEST} 份，不列平均数。")]
    } else {
        let parts = [part(Side::Integrity, "廉洁"), part(Side::Diligence, "勤政"), Some(format!("平均 {}", mean(one.score)))];
        parts.into_iter().flatten().collect()
    };
    let title = format!("{} 群众评判，{} 份实名票（1 到 5 分）", one.month, one.sheets);
    let key = format!("rating:{}", one.month);
    Some(Entry { until: Some(last), lines, ..entry(key, EntryKind::Rating, (first, known_at), (title, "群众评判".to_owned())) })
}

/// What everybody may read of the ratings, for the official himself.
pub(super) async fn public_rating(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Option<Entry>> {
    let rated = Rated::Official(official);
    let figure = ratings::public_figure(tx, &[rated]).await?.remove(&rated);
    let Some(PublicFigure::Of { month, sheets, score }) = figure else { return Ok(None) };
    let Some((first, last)) = days_of(month) else { return Ok(None) };
    if end_of(first) > frame.until {
        return Ok(None);
    }
    let title = format!("{month} 公开的群众评判，{sheets} 份实名票（1 到 5 分）");
    let lines = vec![format!("平均 {}", mean(score))];
    let key = format!("rating:{month}");
    Ok(Some(Entry {
        until: Some(last), lines, ..entry(key, EntryKind::Rating, (first, end_of(first)), (title, "群众评判".to_owned()))
    }))
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

/// Opinions that everybody reads.
pub(super) async fn opinions(tx: &Tx, frame: &Frame<'_>, official: OfficialId) -> Outcome<Vec<Entry>> {
    let found = opinions::of_official(tx, official).await?;
    Ok(found.iter().filter(|one| one.received_at <= frame.until).map(|one| of_opinion(frame, one)).collect())
}

fn of_opinion(frame: &Frame<'_>, one: &OfOfficial) -> Entry {
    let state = match one.state {
        OpinionState::Received | OpinionState::Read | OpinionState::Assigned => "还没有答复",
        OpinionState::Replied | OpinionState::FollowedUp | OpinionState::Closed => "已经答复",
    };
    let rated = one.rating.map(|rating| format!("提意见的人评 {rating} 分（1 到 5 分）"));
    let cut: String = one.text.chars().take(SHOWN).collect();
    let more = if one.text.chars().count() > SHOWN { "……" } else { "" };
    let on = one.received_at.in_china().date();
    Entry {
        lines: std::iter::once(state.to_owned()).chain(rated).collect(),
        link: Some(format!("/{}/opinions/{}", frame.county, one.id)),
        ..entry(one.id.to_string(), EntryKind::Opinion, (on, one.received_at), (format!("{cut}{more}"), "群众意见建议（公开）".to_owned()))
    }
}
