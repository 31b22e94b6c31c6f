//! `node(id)`: one thing by its id, if the viewer may know of it.

use crate::domain::cases;
use crate::domain::cases::graphql::{Case, Report};
use crate::domain::directory;
use crate::domain::directory::graphql::{County, Official, Organ, Unit};
use crate::domain::halts;
use crate::domain::halts::graphql::Halt;
use crate::domain::opinions;
use crate::domain::opinions::graphql::Opinion;
use crate::domain::outcomes;
use crate::domain::outcomes::graphql::PublicOutcome;
use crate::domain::powers;
use crate::domain::powers::graphql::Power;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, Interface, Object, Result};
use entity::id::{CaseId, CountyId, HaltId, OfficialId, OpinionId, OrganId, OutcomeId, PowerId, ReportId, UnitId, decode};

/// A thing with an id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "&ID", desc = "Opaque; the prefix says what it is."))]
#[expect(clippy::large_enum_variant, reason = "one of them lives for one answer")]
pub enum Node {
    /// 县（区、市）.
    County(County),
    /// 单位.
    Unit(Unit),
    /// 干部.
    Official(Official),
    /// 纪检组织.
    Organ(Organ),
    /// 权力事项.
    Power(Power),
    /// 叫停 of a power whose page is there.
    Halt(Halt),
    /// 行权结果.
    Outcome(PublicOutcome),
    /// 意见建议, where it is public, or for its author and its unit.
    Opinion(Opinion),
    /// 办理件, for who may see it.
    Case(Case),
    /// 举报, for its reporter.
    Report(Report),
}

/// The query `node`.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// One thing by its id; null if there is none, or none for the viewer.
    async fn node(&self, context: &Context<'_>, #[graphql(desc = "Any id of this API.")] id: ID) -> Result<Option<Node>> {
        let ctx = ctx_by_calendar(context)?;
        optional(ctx, find(ctx, &id).await)
    }
}

async fn find(ctx: &Ctx, id: &str) -> Outcome<Node> {
    let (kind, uuid) = decode(id).map_err(|_| Failure::hidden())?;
    match kind {
        "county" => County::by_id(ctx, CountyId(uuid)).await.map(Node::County),
        "case" => cases::node(ctx, CaseId(uuid)).await.map(Node::Case),
        "halt" => Ok(Node::Halt(Halt::new(&ctx.actor, halts::public_halt(ctx, HaltId(uuid)).await?))),
        "outcome" => Ok(Node::Outcome(outcomes::outcome_by_id(ctx, OutcomeId(uuid)).await?.into())),
        "opinion" => Ok(Node::Opinion(Opinion::new(ctx, opinions::public_node(ctx, OpinionId(uuid)).await?))),
        "report" => cases::report_node(ctx, ReportId(uuid)).await.map(Node::Report),
        _ => in_county(ctx, kind, uuid).await,
    }
}

async fn in_county(ctx: &Ctx, kind: &str, uuid: uuid::Uuid) -> Outcome<Node> {
    let county = ctx.county_of(uuid).await?;
    let tx = ctx.read(&county).await?;
    Ok(match kind {
        "unit" => Node::Unit(Unit::plain(&county, directory::unit_by_id(&tx, UnitId(uuid)).await?.unit)),
        "official" => Node::Official(directory::official_by_id(&tx, OfficialId(uuid)).await?.into()),
        "power" => Node::Power(Power::alone(&county, powers::power_by_id(&tx, PowerId(uuid)).await?)),
        "organ" => Node::Organ(organ(&tx, OrganId(uuid)).await?),
        _ => return Err(Failure::hidden()),
    })
}

async fn organ(tx: &crate::kernel::Tx, id: OrganId) -> Outcome<Organ> {
    let organs = directory::organs(tx).await?;
    organs.into_iter().find(|organ| organ.id == id).map(Organ::from).ok_or_else(Failure::hidden)
}
