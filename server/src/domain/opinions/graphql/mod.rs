//! Opinions in the schema: what everybody reads, the author's pages, and the lists of units and of the commission.

mod inputs;
mod mutation;
mod opinion;
mod words;

pub use mutation::OpinionsMutation;
pub use opinion::{Opinion, OpinionConnection};
pub use words::OpinionPart;

use super::model::Place;
use super::service;
use super::store::Which;
use crate::domain::publications;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost, whole_cost};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::id::{OfficialId, OutcomeId, PowerId, UnitId, decode};
use words::OpinionList;

/// An opinion that a version of a list took up.
#[derive(Clone, Debug, SimpleObject)]
pub struct AdoptedOpinion {
    /// Code of the power that was changed for it.
    pub power_code: String,
    /// What that power is called.
    pub power_name: String,
    /// The opinion; none while it is not public.
    pub opinion: Option<Opinion>,
}

/// An opinion on a power of a round of 清权.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClearingOpinion {
    /// The opinion.
    pub opinion: Opinion,
    /// Whether the round names it.
    pub is_adopted: bool,
}

/// How one unit answers opinions, or all together.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpinionMeasure {
    /// The unit that answers; none for all together.
    pub unit_id: Option<ID>,
    /// Its name.
    pub unit_name: Option<String>,
    /// So many came.
    pub received: i32,
    /// So many have a first answer.
    pub answered: i32,
    /// So many of them had it by their last day.
    pub in_time: i32,
    /// So many have none, and their day is over.
    pub overdue: i32,
    /// Of a hundred that were answered or whose day is over, so many were answered in time; none without any.
    pub share_in_time: Option<i32>,
    /// Minutes to the first answer that half of them did not exceed; none without any.
    pub half_within_minutes: Option<i32>,
}

/// Queries of opinions.
#[derive(Debug, Default)]
pub struct OpinionsQuery;

#[Object]
impl OpinionsQuery {
    /// One opinion, for its author, its unit, the commission, or everybody where it is public; null otherwise.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn opinion(&self, context: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Result<Option<Opinion>> {
        let ctx = ctx_by_calendar(context)?;
        optional(ctx, one(ctx, &id).await)
    }

    /// What everybody reads on a unit with all that is its own, on a power, an outcome, an official or a result; the newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn opinions_on(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Id of the unit, the power, the outcome, the official.")] about_id: Option<ID>,
        #[graphql(desc = "Or the code of a published result.")] publication_code: Option<String>,
        #[graphql(desc = "Of a power only those on this part.")] part: Option<OpinionPart>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OpinionConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, on(ctx, &county, (about_id, publication_code, part), page).await)
    }

    /// What the phone that was proven for opinions wrote, the newest first, at most fifty.
    #[graphql(complexity = "whole_cost(50, child_complexity)")]
    async fn my_opinions(&self, context: &Context<'_>) -> Result<Vec<Opinion>> {
        let ctx = ctx_by_calendar(context)?;
        let all = required(ctx, service::mine(ctx).await)?;
        Ok(all.into_iter().map(|row| Opinion::new(ctx, row)).collect())
    }

    /// 收件箱: opinions that the viewer's units answer; for head and handler of the commission those of the county.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn opinions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which ones; those that wait for an answer if not given.")] list: Option<OpinionList>,
        #[graphql(desc = "Only what this unit answers.")] unit_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OpinionConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, listed(ctx, (list, unit_id), page).await)
    }

    /// Opinions on powers of a round of 清权, each with whether the round names it; for who reads the round.
    #[graphql(complexity = "whole_cost(200, child_complexity)")]
    async fn opinions_of_clearing(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The round.")] clearing_id: ID,
    ) -> Result<Vec<ClearingOpinion>> {
        let ctx = ctx_by_calendar(context)?;
        let all = required(ctx, of_clearing(ctx, &clearing_id).await)?;
        let one = |one: service::ListRow| ClearingOpinion { is_adopted: one.is_adopted, opinion: Opinion::new(ctx, one.row) };
        Ok(all.into_iter().map(one).collect())
    }

    /// 采纳的意见: what a version of a unit's list took up.
    #[graphql(complexity = "whole_cost(20, child_complexity)")]
    async fn adopted_opinions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the unit.")] unit: String,
        #[graphql(desc = "The version's number.")] no: i32,
    ) -> Result<Option<Vec<AdoptedOpinion>>> {
        let ctx = ctx_by_calendar(context)?;
        let all = optional(ctx, service::adopted(ctx, (&county, &unit), no).await)?;
        Ok(all.map(|all| all.into_iter().map(|one| AdoptedOpinion::new(ctx, one)).collect()))
    }

    /// How units answered the opinions that came from the first to the last day, all together first; for head and handler of
    /// the commission.
    #[graphql(complexity = "whole_cost(200, child_complexity)")]
    async fn opinion_measures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The first day.")] from: Date,
        #[graphql(desc = "The last day; a year from the first one at most.")] to: Date,
    ) -> Result<Vec<OpinionMeasure>> {
        let ctx = ctx_by_calendar(context)?;
        let all = required(ctx, service::measures_of_county(ctx, from.0, to.0).await)?;
        Ok(all.into_iter().map(OpinionMeasure::from).collect())
    }
}

async fn one(ctx: &Ctx, id: &ID) -> Outcome<Opinion> {
    let id = ids::parse("id", id).map_err(|_| Failure::hidden())?;
    Ok(Opinion::new(ctx, service::one(ctx, id).await?))
}

type Asked = (Option<ID>, Option<String>, Option<OpinionPart>);

async fn on(ctx: &Ctx, county: &str, (id, code, part): Asked, page: Outcome<PageQuery>) -> Outcome<OpinionConnection> {
    let (county, page) = (ctx.county(county).await?, page?);
    let tx = ctx.read(&county).await?;
    let wrong = || Failure::field(ErrorCode::NotFound, "aboutId", "没有找到，编号不对。");
    let place = match (id, code) {
        (Some(id), None) => place(&id, part).ok_or_else(wrong)?,
        (None, Some(code)) => Place::Publication(publications::public_page(&tx, &code).await?.row.id),
        _ => return Err(wrong()),
    };
    Ok(OpinionConnection::new(ctx, service::public_of(&tx, &place, &page).await?))
}

fn place(id: &ID, part: Option<OpinionPart>) -> Option<Place> {
    let (kind, uuid) = decode(id).ok()?;
    match kind {
        "unit" => Some(Place::OfUnit(UnitId(uuid))),
        "power" => Some(Place::Power(PowerId(uuid), part.map(Into::into))),
        "outcome" => Some(Place::Outcome(OutcomeId(uuid))),
        "official" => Some(Place::Official(OfficialId(uuid))),
        _ => None,
    }
}

async fn listed(ctx: &Ctx, (list, unit): (Option<OpinionList>, Option<ID>), page: Outcome<PageQuery>) -> Outcome<OpinionConnection> {
    let unit = unit.map(|id| inputs::parsed("unitId", &id)).transpose();
    let which = list.map_or(Which::Waiting, Into::into);
    let (asked, page) = match (unit, page) {
        (Ok(unit), Ok(page)) => ((which, unit), page),
        // Whoever is not signed in is told that first.
        (Err(why), _) | (_, Err(why)) => return Err(if ctx.actor.staff().is_some() { why } else { Failure::SignInNeeded }),
    };
    Ok(OpinionConnection::new(ctx, service::list(ctx, asked, &page).await?))
}

async fn of_clearing(ctx: &Ctx, id: &ID) -> Outcome<Vec<service::ListRow>> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    service::of_clearing(ctx, ids::parse("clearingId", id).map_err(|_| Failure::hidden())?).await
}

impl AdoptedOpinion {
    fn new(ctx: &Ctx, one: service::AdoptedRow) -> Self {
        Self { power_code: one.power_code, power_name: one.power_name, opinion: one.row.map(|row| Opinion::new(ctx, row)) }
    }
}

impl From<service::Measured> for OpinionMeasure {
    fn from(one: service::Measured) -> Self {
        let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        let (unit_id, unit_name) = one.unit.map(|(id, name)| (ids::show(id), name)).unzip();
        Self {
            unit_id,
            unit_name,
            received: number(one.measure.received),
            answered: number(one.measure.answered),
            in_time: number(one.measure.in_time),
            overdue: number(one.measure.overdue),
            share_in_time: one.measure.share_in_time().map(number),
            half_within_minutes: one.measure.half_within.map(|minutes| i32::try_from(minutes).unwrap_or(i32::MAX)),
        }
    }
}
