//! 干部变动 and 亲属申报 in the schema.

mod objects;

pub use objects::{Kinship, KinshipConnection, KinshipEnding, OfficialCandidate, OfficialPost};

use crate::domain::directory::graphql::Organ;
use crate::domain::officials::{self, AskEnding, DeclareKinship, EndPost, MoveOfficial, NewPost};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use std::str::FromStr;

/// 登记干部变动: a post that ends, one that begins, or both.
#[derive(Debug, InputObject)]
pub struct MoveOfficialInput {
    /// Who.
    pub official_id: ID,
    /// The post that ends.
    pub end_post_id: Option<ID>,
    /// Its last day; needed with `endPostId`.
    pub last_day: Option<Date>,
    /// Where the new post is; none if nothing begins.
    pub unit_id: Option<ID>,
    /// In which section of that unit.
    pub section_id: Option<ID>,
    /// As member of which discipline organ.
    pub organ_id: Option<ID>,
    /// What the new post is called; needed with `unitId`.
    pub title: Option<String>,
    /// 一把手.
    pub leads_unit: Option<bool>,
    /// Head of the section.
    pub leads_section: Option<bool>,
    /// Whether the unit's page shows it; it does if nothing is said.
    pub is_public: Option<bool>,
    /// The new post's first day; needed with `unitId`.
    pub from: Option<Date>,
}

/// What a move gets.
#[derive(SimpleObject)]
pub struct MoveOfficialPayload {
    /// All posts of the official, the newest first.
    pub posts: Option<Vec<OfficialPost>>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// 申报亲属关系, of oneself.
#[derive(Debug, InputObject)]
pub struct DeclareKinshipInput {
    /// With whom.
    pub relative_id: ID,
    /// As what, 2 to 20 characters, e.g. `配偶`.
    pub relation: String,
}

/// What a declaration gets.
#[derive(SimpleObject)]
pub struct DeclareKinshipPayload {
    /// The declaration.
    pub kinship: Option<Kinship>,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// 登记回避.
#[derive(Debug, InputObject)]
pub struct NoteKinshipInput {
    /// Which.
    pub kinship_id: ID,
    /// Whether the relative keeps away too.
    pub keeps_away: bool,
}

/// 申请撤销申报.
#[derive(Debug, InputObject)]
pub struct AskKinshipEndingInput {
    /// Which.
    pub kinship_id: ID,
    /// Why, 2 to 200 characters.
    pub reason: String,
}

/// 批撤销申报.
#[derive(Debug, InputObject)]
pub struct DecideKinshipEndingInput {
    /// Which wish.
    pub ending_id: ID,
    /// Whether the kinship counts no more.
    pub grant: bool,
}

/// Whether it was done.
#[derive(SimpleObject)]
pub struct KinshipEndingPayload {
    /// Whether it stands.
    pub done: bool,
    /// Why not.
    pub errors: Vec<UserError>,
}

/// Queries of moves and kinship.
#[derive(Debug, Default)]
pub struct OfficialsQuery;

#[Object]
impl OfficialsQuery {
    /// All posts of an official, also those that ended and those that are not public; for whoever may move him.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn official_posts(&self, context: &Context<'_>, #[graphql(desc = "The official.")] official_id: ID) -> Result<Vec<OfficialPost>> {
        let ctx = ctx_by_calendar(context)?;
        let found = match signed_in_id(ctx, "officialId", &official_id) {
            Ok(id) => officials::posts_of(ctx, id).await,
            Err(failure) => Err(failure),
        };
        Ok(required(ctx, found)?.into_iter().map(Into::into).collect())
    }

    /// Discipline organs of the county that a moved official can belong to, for whoever may move him.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn organs_to_join(&self, context: &Context<'_>) -> Result<Vec<Organ>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, officials::organs_to_join(ctx).await)?.into_iter().map(Organ::from).collect())
    }

    /// Officials whose name holds these characters, with their public posts: to declare kinship with one.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn officials_called(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "2 to 20 characters of the name.")] text: String,
    ) -> Result<Vec<OfficialCandidate>> {
        let ctx = ctx_by_calendar(context)?;
        let found = required(ctx, officials::candidates(ctx, &text).await)?;
        Ok(found.into_iter().map(OfficialCandidate::from).collect())
    }

    /// What was declared by the viewer or about him; all of the county for heads and custodians of the county commission.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn kinships(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "All of the county, not the viewer's own.")] all: Option<bool>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<KinshipConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|error| Failure::Refused(vec![error]));
        let found = officials::kinships(ctx, all.unwrap_or(false), &required(ctx, page)?).await;
        Ok(KinshipConnection::from(required(ctx, found)?))
    }

    /// Declarations that wait for the viewer's word whether the relative keeps away too, the oldest first.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn kinship_notes(&self, context: &Context<'_>) -> Result<Vec<Kinship>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, officials::waiting(ctx).await)?.into_iter().map(Kinship::from).collect())
    }

    /// Wishes to end a declaration that wait for an answer of the organs that the viewer heads.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn kinship_endings(&self, context: &Context<'_>) -> Result<Vec<Kinship>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(required(ctx, officials::endings(ctx).await)?.into_iter().map(Kinship::from).collect())
    }
}

/// Mutations of moves and kinship.
#[derive(Debug, Default)]
pub struct OfficialsMutation;

#[Object]
impl OfficialsMutation {
    /// 登记干部变动, by the administrator or whoever keeps the files: open cases that somebody must keep away from now are
    /// taken from him.
    async fn move_official(&self, context: &Context<'_>, input: MoveOfficialInput) -> Result<MoveOfficialPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match read(ctx, input) {
            Ok(input) => officials::move_official(ctx, input).await,
            Err(failure) => Err(failure),
        };
        let (posts, errors) = answer(ctx, outcome)?;
        Ok(MoveOfficialPayload { posts: posts.map(|posts| posts.into_iter().map(Into::into).collect()), errors })
    }

    /// 申报亲属关系, of oneself: it counts at once.
    async fn declare_kinship(&self, context: &Context<'_>, input: DeclareKinshipInput) -> Result<DeclareKinshipPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match signed_in_id(ctx, "relativeId", &input.relative_id) {
            Ok(relative) => officials::declare(ctx, DeclareKinship { relative, relation: input.relation }).await,
            Err(failure) => Err(failure),
        };
        let (view, errors) = answer(ctx, outcome)?;
        Ok(DeclareKinshipPayload { kinship: view.map(Kinship::from), errors })
    }

    /// 登记回避: whether the relative of a declaration keeps away too; by a head of his organ, or of the one above where he is the
    /// head.
    async fn note_kinship(&self, context: &Context<'_>, input: NoteKinshipInput) -> Result<KinshipEndingPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match signed_in_id(ctx, "kinshipId", &input.kinship_id) {
            Ok(id) => officials::note(ctx, id, input.keeps_away).await,
            Err(failure) => Err(failure),
        };
        let (done, errors) = answer(ctx, outcome)?;
        Ok(KinshipEndingPayload { done: done.is_some(), errors })
    }

    /// 申请撤销申报: it counts until a head agrees.
    async fn ask_kinship_ending(&self, context: &Context<'_>, input: AskKinshipEndingInput) -> Result<KinshipEndingPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match signed_in_id(ctx, "kinshipId", &input.kinship_id) {
            Ok(kinship) => officials::ask_ending(ctx, AskEnding { kinship, reason: input.reason }).await,
            Err(failure) => Err(failure),
        };
        let (done, errors) = answer(ctx, outcome)?;
        Ok(KinshipEndingPayload { done: done.is_some(), errors })
    }

    /// 批撤销申报, by a head of the organ that answers, who is neither of both.
    async fn decide_kinship_ending(&self, context: &Context<'_>, input: DecideKinshipEndingInput) -> Result<KinshipEndingPayload> {
        let ctx = ctx_by_calendar(context)?;
        let outcome = match signed_in_id(ctx, "endingId", &input.ending_id) {
            Ok(id) => officials::decide_ending(ctx, id, input.grant).await,
            Err(failure) => Err(failure),
        };
        let (done, errors) = answer(ctx, outcome)?;
        Ok(KinshipEndingPayload { done: done.is_some(), errors })
    }
}

/// Nobody who is not signed in learns whether an id has the right form.
fn signed_in_id<I: FromStr>(ctx: &Ctx, field: &'static str, id: &ID) -> Outcome<I> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    parsed(field, id)
}

fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|error| Failure::Refused(vec![error]))
}

fn read(ctx: &Ctx, input: MoveOfficialInput) -> Outcome<MoveOfficial> {
    let official = signed_in_id(ctx, "officialId", &input.official_id)?;
    let missing = |field| Failure::field(ErrorCode::Required, field, "这里还没有填。");
    let end = match &input.end_post_id {
        Some(id) => Some(EndPost { post: parsed("endPostId", id)?, last: input.last_day.ok_or_else(|| missing("lastDay"))?.0 }),
        None => None,
    };
    let begin = match &input.unit_id {
        Some(id) => Some(NewPost {
            unit: parsed("unitId", id)?,
            section: input.section_id.as_ref().map(|id| parsed("sectionId", id)).transpose()?,
            organ: input.organ_id.as_ref().map(|id| parsed("organId", id)).transpose()?,
            title: input.title.ok_or_else(|| missing("title"))?,
            leads_unit: input.leads_unit.unwrap_or(false),
            leads_section: input.leads_section.unwrap_or(false),
            is_public: input.is_public.unwrap_or(true),
            from: input.from.ok_or_else(|| missing("from"))?.0,
        }),
        None => None,
    };
    Ok(MoveOfficial { official, end, begin })
}
