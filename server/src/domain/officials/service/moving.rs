//! 登记干部变动: an official leaves a post, takes one up, or both.

use super::asking;
use crate::domain::directory::{self, OrganFacts};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::officials::policy::{Action, Facts, decide};
use crate::domain::officials::refusal::OfficialRefusal;
use crate::domain::officials::store;
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx, outbox};
use entity::id::{OfficialId, OrganId, PostId, SectionId, UnitId};
use entity::words::NoticeKind;
use entity::{official, post};
use serde_json::json;
use std::collections::BTreeSet;
use time::{Date, Duration};

const TITLE: Bounds = Bounds { min: 2, max: 60 };
/// So far back or ahead a day may lie: registers are late, and moves are announced before.
const REACH: Duration = Duration::days(366);

/// A post with the name of its unit.
pub struct PostOf {
    /// The post.
    pub post: post::Model,
    /// Its unit's name.
    pub unit_name: String,
}

/// The post that ends.
#[derive(Clone, Copy, Debug)]
pub struct EndPost {
    /// Which.
    pub post: PostId,
    /// Its last day.
    pub last: Date,
}

/// The post that begins.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// In which unit.
    pub unit: UnitId,
    /// In which section of it.
    pub section: Option<SectionId>,
    /// As member of which discipline organ.
    pub organ: Option<OrganId>,
    /// As it is called.
    pub title: String,
    /// 一把手.
    pub leads_unit: bool,
    /// Head of the section.
    pub leads_section: bool,
    /// Whether the unit's page shows it.
    pub is_public: bool,
    /// Its first day.
    pub from: Date,
}

/// A move.
pub struct MoveOfficial {
    /// Who.
    pub official: OfficialId,
    /// From where.
    pub end: Option<EndPost>,
    /// To where.
    pub begin: Option<NewPost>,
}

/// Writes a move down. From whom officers keep away changes with it at once, and the job that the transaction leaves takes
/// open cases from whoever may not go on.
///
/// # Errors
/// Refused unless by the administrator or whoever keeps the files, for somebody else, with sound days and places; refused
/// if the post ended before, or is held already.
pub async fn move_official(ctx: &Ctx, input: MoveOfficial) -> Outcome<Vec<PostOf>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(input.official).await?;
    let facts = Facts { is_own: staff.official_id == Some(input.official), ..Facts::default() };
    decide(&ctx.actor, Action::Move, facts).check()?;
    let tx = ctx.write(&county).await?;
    let official = store::hold_official(&tx, input.official).await?;
    let posts = store::posts(&tx, input.official).await?;
    let begun = checked(&tx, &input, &posts).await?;
    if let Some(end) = input.end {
        // Another last day was known before.
        if let Some(was) = posts.iter().find(|post| post.id == end.post && post.valid_until.is_some()) {
            tx.add(directory::version_of(&tx, was)).await?;
        }
        store::end_post(&tx, end.post, end.last).await?;
    }
    let facts = json!({
        "ended": input.end.map(|end| end.post), "last": input.end.map(|end| end.last.to_string()),
        "begun": begun.as_ref().map(|row| row.id), "first": begun.as_ref().map(|row| row.valid_from.to_string()),
    });
    if let Some(row) = begun {
        tx.add(row).await?;
    }
    ledger::append(&tx, &ctx.actor, Entry::sealed("officials.moved", input.official, facts)).await?;
    outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
    tell(&tx, &official).await?;
    let shown = with_units(&tx, store::posts(&tx, input.official).await?).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Tells him, if he has a part in cases, and the heads of his organs: from whom he keeps away is other than before, by the word of
/// one person. They are told whether there are cases or not.
async fn tell(tx: &Tx, official: &official::Model) -> Outcome<()> {
    let parts = store::case_roles(tx, &[official.id]).await?;
    let heads = store::all_heads(tx).await?.into_iter().filter(|head| parts.iter().any(|(_, _, organ)| *organ == head.organ));
    let whom = heads.map(|head| head.account).chain(parts.iter().map(|(_, account, _)| *account)).collect();
    notices::about_staff(tx, &whom, NoticeKind::OfficialMoved, json!({ "official": official.name })).await
}

/// All posts of an official, for whoever may move him.
///
/// # Errors
/// Refused unless by the administrator or whoever keeps the files; hidden if there is no such official.
pub async fn posts_of(ctx: &Ctx, official: OfficialId) -> Outcome<Vec<PostOf>> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let county = ctx.county_of(official).await?;
    decide(&ctx.actor, Action::Move, Facts::default()).check()?;
    let tx = ctx.read(&county).await?;
    directory::official_by_id(&tx, official).await?;
    with_units(&tx, store::posts(&tx, official).await?).await
}

/// Discipline organs of the county that an official can come to belong to: all of them, wherever his unit stands, for a
/// dispatched committee belongs to no unit's line. For whoever may move him.
///
/// # Errors
/// Refused unless by the administrator or whoever keeps the files.
pub async fn organs_to_join(ctx: &Ctx) -> Outcome<Vec<OrganFacts>> {
    let (_, county) = asking(ctx).await?;
    decide(&ctx.actor, Action::Move, Facts::default()).check()?;
    let tx = ctx.read(&county).await?;
    Ok(directory::organs(&tx).await?.into_iter().filter(|organ| !organ.external).collect())
}

async fn with_units(tx: &Tx, posts: Vec<post::Model>) -> Outcome<Vec<PostOf>> {
    let names = store::unit_names(tx, posts.iter().map(|post| post.unit_id).collect::<BTreeSet<_>>()).await?;
    let named = |post: post::Model| PostOf { unit_name: names.get(&post.unit_id).cloned().unwrap_or_default(), post };
    Ok(posts.into_iter().map(named).collect())
}

/// The new post's row, if all of the move is sound.
async fn checked(tx: &Tx, input: &MoveOfficial, posts: &[post::Model]) -> Outcome<Option<post::Model>> {
    if input.end.is_none() && input.begin.is_none() {
        return Err(Failure::field(ErrorCode::Required, "endPostId", "请选要结束的岗位，或者填新的岗位。"));
    }
    if let Some(end) = input.end {
        ends(tx, end, posts)?;
    }
    let Some(new) = &input.begin else { return Ok(None) };
    let mut refusals = Refusals::default();
    let title = refusals.take(line("title", &new.title, TITLE)).unwrap_or_default();
    if !is_near(tx, new.from) {
        refusals.add(ErrorCode::Invalid, "from", "任职的日子要在前后一年以内。");
    }
    if store::unit(tx, new.unit).await?.is_none_or(|unit| unit.valid_until.is_some_and(|until| new.from > until)) {
        refusals.add(ErrorCode::NotFound, "unitId", "没有找到这个单位，或者它已经撤销。");
    }
    if let Some(section) = new.section
        && store::section(tx, section).await?.is_none_or(|section| section.unit_id != new.unit)
    {
        refusals.add(ErrorCode::NotFound, "sectionId", "这个单位没有这个内设机构。");
    }
    if let Some(organ) = new.organ
        && !directory::organs(tx).await?.iter().any(|known| known.id == organ && !known.external)
    {
        refusals.add(ErrorCode::NotFound, "organId", "没有找到这个纪检组织。");
    }
    refusals.check()?;
    let is_same =
        |post: &&post::Model| (post.unit_id, post.section_id, post.organ_id) == (new.unit, new.section, new.organ) && post.title == title;
    let ends_now = |post: &post::Model| input.end.is_some_and(|end| end.post == post.id && end.last < new.from);
    if posts.iter().filter(is_same).any(|post| post.valid_until.is_none_or(|until| new.from <= until) && !ends_now(post)) {
        return Err(OfficialRefusal::PostHeld.into());
    }
    Ok(Some(row(tx, (input.official, new), title)))
}

/// Whether a post may end so.
fn ends(tx: &Tx, end: EndPost, posts: &[post::Model]) -> Outcome<()> {
    let post = posts.iter().find(|post| post.id == end.post);
    let post = post.ok_or_else(|| Failure::field(ErrorCode::NotFound, "endPostId", "这名干部没有这个岗位。"))?;
    if post.valid_until.is_some_and(|until| until <= end.last) {
        return Err(OfficialRefusal::PostEnded.into());
    }
    if end.last < post.valid_from || !is_near(tx, end.last) {
        return Err(Failure::field(ErrorCode::Invalid, "lastDay", "最后一天要在任职以后，而且在前后一年以内。"));
    }
    Ok(())
}

fn is_near(tx: &Tx, day: Date) -> bool {
    let today = tx.now.in_china().date();
    (day - today).abs() <= REACH
}

fn row(tx: &Tx, (official_id, new): (OfficialId, &NewPost), title: String) -> post::Model {
    post::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        official_id,
        unit_id: new.unit,
        section_id: new.section,
        organ_id: new.organ,
        title,
        duties: json!([]),
        leads_unit: new.leads_unit,
        leads_section: new.leads_section && new.section.is_some(),
        is_public: new.is_public,
        ordinal: 100,
        valid_from: new.from,
        valid_until: None,
        end_known_at: None,
    }
}
