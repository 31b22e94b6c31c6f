//! What an official's archive (电子廉洁档案) says of cases: what was concluded about him, and of an open case no trace.
//!
//! A conclusion names itself by its own id: a case's id carries the time of the report, which nobody reads here.

use crate::domain::cases::rules::archived::settled;
use crate::domain::cases::store::{self, About};
use crate::domain::directory::Recusals;
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{CaseId, ConclusionId, OfficialId};
use entity::moment::Moment;
use entity::words::{Finding, MeasureKind};
use entity::{case, conclusion};
use std::collections::BTreeSet;

/// What was found about an official, as it stood at a moment.
#[derive(Clone, Debug)]
pub struct ArchivedFinding {
    /// The first version of this conclusion: names it for as long as it stands.
    pub id: ConclusionId,
    /// The case; for looking things up, never shown.
    pub case_id: CaseId,
    /// 1 初办, 2 复核.
    pub instance_no: i32,
    /// Who concluded.
    pub organ: String,
    /// 结论.
    pub finding: Finding,
    /// 处理措施, with amounts in fen.
    pub measures: Vec<(MeasureKind, Option<i64>)>,
    /// When it was concluded, as it stands.
    pub concluded_at: Moment,
    /// Since when it counts: nothing could be objected to any more, or it was corrected after that.
    pub known_at: Moment,
    /// Whether it took the place of an earlier version.
    pub is_corrected: bool,
    /// Whether the report was about other officials too: finding and measures are then those of all of it.
    pub is_shared: bool,
}

/// What was concluded about an official by `until`, the oldest first; nothing of what the actor must keep away from. What is
/// open, was declined, transferred or withdrawn leaves no trace.
///
/// # Errors
/// A fault of the database.
pub async fn archived_of(tx: &Tx, actor: &Actor, official: OfficialId, until: Moment) -> Outcome<Vec<ArchivedFinding>> {
    let away = store::recusals_of(tx, actor).await?;
    let about = store::about_official(tx, official, &away).await?;
    let mut found: Vec<_> = about.cases.iter().filter_map(|case| finding(&about, case, (official, until))).collect();
    found.sort_by_key(|one| (one.concluded_at, one.id));
    Ok(found)
}

/// What any turn concluded about an official by `until`, whether it may still be objected to or not: only to tell of what is
/// published of it, which says nothing of a review (docs/adr/0047).
///
/// # Errors
/// A fault of the database.
pub async fn concluded_about(tx: &Tx, official: OfficialId, until: Moment) -> Outcome<Vec<ArchivedFinding>> {
    let about = store::about_official(tx, official, &Recusals::default()).await?;
    let of_case = |case: &case::Model| {
        let all = about.conclusions.iter().filter(|one| one.case_id == case.id && one.concluded_at <= until);
        let turns: BTreeSet<i32> = all.map(|one| one.instance_no).collect();
        turns.into_iter().filter_map(|turn| standing(&about, case, (official, turn, until))).collect::<Vec<_>>()
    };
    Ok(about.cases.iter().flat_map(of_case).collect())
}

fn finding(about: &About, case: &case::Model, (official, until): (OfficialId, Moment)) -> Option<ArchivedFinding> {
    let events: Vec<_> = about.events.iter().filter(|event| event.case_id == case.id).cloned().collect();
    let turns: Vec<_> = about.instances.iter().filter(|turn| turn.case_id == case.id).cloned().collect();
    let conclusions: Vec<_> = about.conclusions.iter().filter(|one| one.case_id == case.id).cloned().collect();
    let ended = settled(&events, (&turns, &conclusions), until)?;
    let found = standing(about, case, (official, ended.instance_no, until))?;
    Some(ArchivedFinding { known_at: ended.at.max(found.concluded_at), ..found })
}

/// What a turn concluded, as it stands: what the organ itself has corrected does not stand any more, whether its reporter has
/// answered yet or not.
fn standing(about: &About, case: &case::Model, (official, turn, until): (OfficialId, i32, Moment)) -> Option<ArchivedFinding> {
    let is_meant = |one: &&conclusion::Model| one.case_id == case.id && one.instance_no == turn && one.concluded_at <= until;
    let versions = || about.conclusions.iter().filter(is_meant);
    let (first, last) = (versions().next()?, versions().next_back()?);
    let mut others = about.subjects.iter().filter(|row| row.report_id == case.report_id).filter_map(|row| row.official_id);
    Some(ArchivedFinding {
        id: first.id,
        case_id: case.id,
        instance_no: turn,
        organ: about.organs.get(&last.organ_id).cloned().unwrap_or_default(),
        finding: last.finding,
        measures: measures_of(last),
        concluded_at: last.concluded_at,
        known_at: last.concluded_at,
        is_corrected: last.version > 1,
        is_shared: others.any(|one| one != official),
    })
}

/// Measures as they stand in clear.
fn measures_of(row: &conclusion::Model) -> Vec<(MeasureKind, Option<i64>)> {
    let one = |value: &serde_json::Value| {
        let kind = serde_json::from_value(value.get("kind")?.clone()).ok()?;
        Some((kind, value.get("fen").and_then(serde_json::Value::as_i64)))
    };
    row.measures.as_array().map(|all| all.iter().filter_map(one).collect()).unwrap_or_default()
}
