//! Organs' records as the schema shows them, and what the administrator does with them.

use super::model::Record;
use super::service::change::{self, Called, NewOrgan};
use super::service::{close, cover, read};
use crate::domain::directory::graphql::{Organ, Unit};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::OrganKind;
use crate::kernel::{County, Ctx, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::id::{OrganId, UnitId};
use std::str::FromStr;

/// 纪检组织的登记: an organ with its place and its reach.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganRecord {
    /// The organ.
    pub organ: Organ,
    /// The unit it belongs to.
    pub unit: Option<Unit>,
    /// Its superior.
    pub superior: Option<Organ>,
    /// Names of the units that it covers besides.
    pub covers: Vec<String>,
    /// Their ids, in the same order; `setOrganCover` takes them.
    pub cover_ids: Vec<ID>,
    /// Of an organ above the county: how reporters reach it.
    pub advice: Option<String>,
    /// Of an organ above the county: where hand-overs are sent.
    pub address: Option<String>,
    /// Whether it should have a superior and has none: an alarm.
    pub superior_missing: bool,
    /// The day on which it was closed.
    pub closed_on: Option<Date>,
    /// The organ that took its place.
    pub successor: Option<Organ>,
    /// Counts the changes; verbs that change it take it.
    pub version: i32,
    /// Whether the viewer may change it.
    pub viewer_can_change: bool,
}

/// An organ to be entered.
#[derive(InputObject)]
pub struct CreateOrganInput {
    /// Its name.
    name: String,
    /// What it is; the commission is entered when a county is founded.
    kind: OrganKind,
    /// The unit it belongs to.
    unit_id: Option<ID>,
    /// Its superior; without one, an alarm goes to the commission's heads.
    superior_id: Option<ID>,
    /// Units that it covers besides, at most 200.
    cover_ids: Option<Vec<ID>>,
    /// Its telephone.
    telephone: Option<String>,
    /// Of an organ above the county: how reporters reach it.
    advice: Option<String>,
    /// Of an organ above the county, needed there: where hand-overs are sent.
    address: Option<String>,
}

/// How an organ is to be called and reached.
#[derive(InputObject)]
pub struct UpdateOrganInput {
    /// Which.
    organ_id: ID,
    /// Its name.
    name: String,
    /// Its telephone.
    telephone: Option<String>,
    /// Of an organ above the county: how reporters reach it.
    advice: Option<String>,
    /// Of an organ above the county: where hand-overs are sent.
    address: Option<String>,
    /// `OrganRecord.version` as it was read.
    version: i32,
}

/// Who is to stand above an organ.
#[derive(InputObject)]
pub struct SetOrganSuperiorInput {
    /// Which.
    organ_id: ID,
    /// Its superior; without one, an alarm goes to the commission's heads.
    superior_id: Option<ID>,
    /// `OrganRecord.version` as it was read.
    version: i32,
}

/// What an organ is to cover.
#[derive(InputObject)]
pub struct SetOrganCoverInput {
    /// Which.
    organ_id: ID,
    /// All units that it covers besides the one it belongs to, at most 200; no unit is covered by two organs.
    cover_ids: Vec<ID>,
    /// `OrganRecord.version` as it was read.
    version: i32,
}

/// An organ to be closed.
#[derive(InputObject)]
pub struct CloseOrganInput {
    /// Which.
    organ_id: ID,
    /// Who takes its place.
    successor_id: ID,
    /// Why; it is kept with the roles that end.
    reason: String,
    /// `OrganRecord.version` as it was read.
    version: i32,
}

/// All organs after a change.
#[derive(SimpleObject)]
pub struct OrgansPayload {
    /// All organs of the county.
    pub organs: Option<Vec<OrganRecord>>,
    /// Why nothing was changed.
    pub errors: Vec<UserError>,
}

/// Queries of organs' records.
#[derive(Debug, Default)]
pub struct OrgansQuery;

#[Object]
impl OrgansQuery {
    /// All organs of the viewer's county, with superior, reach and alarms; for its administrator and the heads.
    async fn organs(&self, context: &Context<'_>) -> Result<Vec<OrganRecord>> {
        let ctx = ctx_of(context)?;
        required(ctx, all(ctx).await)
    }
}

/// Changes of organs' records.
#[derive(Debug, Default)]
pub struct OrgansMutation;

#[Object]
impl OrgansMutation {
    /// Enters an organ; by the county's administrator. The commission's heads are told.
    async fn create_organ(&self, context: &Context<'_>, input: CreateOrganInput) -> Result<OrgansPayload> {
        let ctx = ctx_of(context)?;
        payload(ctx, create(ctx, input).await).await
    }

    /// Renames an organ, or changes how it is reached; by the county's administrator.
    async fn update_organ(&self, context: &Context<'_>, input: UpdateOrganInput) -> Result<OrgansPayload> {
        let ctx = ctx_of(context)?;
        payload(ctx, update(ctx, input).await).await
    }

    /// Sets an organ's superior; by the county's administrator. No circle, and none at all is an alarm.
    async fn set_organ_superior(&self, context: &Context<'_>, input: SetOrganSuperiorInput) -> Result<OrgansPayload> {
        let ctx = ctx_of(context)?;
        payload(ctx, set_superior(ctx, &input).await).await
    }

    /// Sets the units that an organ covers besides its own; by the county's administrator. Reports from then on are routed by
    /// it, running cases stay where they are.
    async fn set_organ_cover(&self, context: &Context<'_>, input: SetOrganCoverInput) -> Result<OrgansPayload> {
        let ctx = ctx_of(context)?;
        payload(ctx, set_cover(ctx, &input).await).await
    }

    /// 撤销: closes an organ with its roles; the successor takes over what it covered, and what it handled. By the county's
    /// administrator.
    async fn close_organ(&self, context: &Context<'_>, input: CloseOrganInput) -> Result<OrgansPayload> {
        let ctx = ctx_of(context)?;
        payload(ctx, closed(ctx, &input).await).await
    }
}

async fn payload(ctx: &Ctx, done: Outcome<()>) -> Result<OrgansPayload> {
    let (done, errors) = answer(ctx, done)?;
    let organs = if done.is_some() { Some(required(ctx, all(ctx).await)?) } else { None };
    Ok(OrgansPayload { organs, errors })
}

async fn all(ctx: &Ctx) -> Outcome<Vec<OrganRecord>> {
    let (county, records) = read::records(ctx).await?;
    Ok(records.into_iter().map(|record| OrganRecord::new(&county, record)).collect())
}

async fn create(ctx: &Ctx, input: CreateOrganInput) -> Outcome<()> {
    let covers = units("coverIds", &input.cover_ids.unwrap_or_default())?;
    let new = NewOrgan {
        kind: input.kind.into(),
        unit: input.unit_id.as_ref().map(|id| parsed("unitId", id)).transpose()?,
        superior: input.superior_id.as_ref().map(|id| parsed("superiorId", id)).transpose()?,
        covers,
        called: Called { name: input.name, telephone: input.telephone, advice: input.advice, address: input.address },
    };
    change::create(ctx, new).await.map(drop)
}

async fn update(ctx: &Ctx, input: UpdateOrganInput) -> Outcome<()> {
    let called = Called { name: input.name, telephone: input.telephone, advice: input.advice, address: input.address };
    change::update(ctx, (parsed("organId", &input.organ_id)?, input.version), called).await
}

async fn set_superior(ctx: &Ctx, input: &SetOrganSuperiorInput) -> Outcome<()> {
    let superior = input.superior_id.as_ref().map(|id| parsed("superiorId", id)).transpose()?;
    change::set_superior(ctx, (parsed("organId", &input.organ_id)?, input.version), superior).await
}

async fn set_cover(ctx: &Ctx, input: &SetOrganCoverInput) -> Outcome<()> {
    let covers = units("coverIds", &input.cover_ids)?;
    cover::set_cover(ctx, (parsed("organId", &input.organ_id)?, input.version), covers).await
}

fn units(field: &'static str, ids: &[ID]) -> Outcome<Vec<UnitId>> {
    ids.iter().take(1_000).map(|id| parsed(field, id)).collect()
}

async fn closed(ctx: &Ctx, input: &CloseOrganInput) -> Outcome<()> {
    let (id, successor): (OrganId, OrganId) = (parsed("organId", &input.organ_id)?, parsed("successorId", &input.successor_id)?);
    close::close(ctx, (id, input.version), successor, &input.reason).await
}

fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

impl OrganRecord {
    fn new(county: &County, record: Record) -> Self {
        let (address, closed_on, version) = record.state.map_or((None, None, 0), |state| (state.address, state.closed_on, state.version));
        Self {
            unit: record.unit.map(|unit| Unit::plain(county, unit)),
            superior: record.superior.map(Organ::from),
            cover_ids: record.covers.iter().map(|(id, _)| ids::show(*id)).collect(),
            covers: record.covers.into_iter().map(|(_, name)| name).collect(),
            advice: record.organ.advice.clone(),
            organ: record.organ.into(),
            superior_missing: record.is_alone,
            closed_on: closed_on.map(Date),
            successor: record.successor.map(Organ::from),
            viewer_can_change: record.may_change,
            address,
            version,
        }
    }
}
