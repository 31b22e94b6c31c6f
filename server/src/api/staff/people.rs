//! Making accounts, giving and ending roles, new access.

use super::objects::{Account, RoleGrant};
use crate::domain::staff::graphql::AccessReset;
use crate::domain::staff::{self, AccountRow, Approved, Created, GrantRow, NewRole, NewStaff, ProposeRole, RoleWord};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::{ResetKind, StaffRole};
use crate::kernel::{Ctx, Failure, Outcome, UserError as Refusal};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::id::AccessResetId;

/// A role to be given.
#[derive(InputObject)]
pub struct ProposeRoleInput {
    /// To whom.
    account_id: ID,
    /// Which.
    role: StaffRole,
    /// For roles by unit.
    unit_id: Option<ID>,
    /// For roles by organ.
    organ_id: Option<ID>,
    /// First day.
    from: Date,
    /// Last day; without one it holds until it is ended.
    until: Option<Date>,
}

/// The second person's word.
#[derive(InputObject)]
pub struct ApproveRoleInput {
    /// The grant, or the reset, that waits.
    grant_id: ID,
    /// Whether the person agrees.
    approve: bool,
    /// To agree to a role: the official behind the account, as `RoleGrant.official` showed him. Whoever agrees answers
    /// for who it is too.
    official_id: Option<ID>,
}

/// A role to be ended.
#[derive(InputObject)]
pub struct EndRoleInput {
    /// The grant.
    grant_id: ID,
    /// Why; it is kept.
    reason: String,
}

/// New access for somebody who lost it.
#[derive(InputObject)]
pub struct ResetAccessInput {
    /// Whose.
    account_id: ID,
    /// What.
    what: ResetKind,
}

/// A new account.
#[derive(InputObject)]
pub struct CreateStaffInput {
    /// Name for signing in: 3 to 40 small letters, digits, dots or dashes.
    login: String,
    /// Name for display.
    name: String,
    /// The official behind it, see `officialsNamed`: recusal looks at his posts and kinship.
    official_id: Option<ID>,
    /// Where notices are mailed to.
    email: Option<String>,
}

/// An official behind an account that has none.
#[derive(InputObject)]
pub struct LinkOfficialInput {
    /// The account.
    account_id: ID,
    /// The official; can't be changed afterwards.
    official_id: ID,
}

/// What became of a role or a reset.
#[derive(Default, SimpleObject)]
pub struct RolePayload {
    /// The role.
    grant: Option<RoleGrant>,
    /// The reset, if it was about one.
    reset: Option<AccessReset>,
    /// After agreeing to a reset of the password, or to an account's first case role: a first password, shown once. Its
    /// owner replaces it at the next sign-in.
    initial_password: Option<String>,
    /// Why it was not done.
    errors: Vec<UserError>,
}

/// An account that was made or changed.
#[derive(Default, SimpleObject)]
pub struct StaffPayload {
    /// The account.
    pub(super) account: Option<Account>,
    /// Of a new account, or one that was opened again: its first password, shown once. Its owner replaces it at the first
    /// sign-in.
    pub(super) initial_password: Option<String>,
    /// Why there is none.
    pub(super) errors: Vec<UserError>,
}

/// Mutations around accounts and roles.
#[derive(Default)]
pub struct PeopleMutation;

#[Object]
impl PeopleMutation {
    /// Makes an account; by the county's administrator.
    async fn create_staff(&self, context: &Context<'_>, input: CreateStaffInput) -> Result<StaffPayload> {
        let ctx = ctx_of(context)?;
        let (created, errors) = answer(ctx, create(ctx, input).await)?;
        let Some(Created { account, first }) = created else { return Ok(StaffPayload { errors, ..Default::default() }) };
        let payload = staff_payload(ctx, Ok(account)).await?;
        Ok(StaffPayload { initial_password: Some(first.password.to_string()), ..payload })
    }

    /// Puts an official behind an account that has none; by the county's administrator.
    async fn link_official(&self, context: &Context<'_>, input: LinkOfficialInput) -> Result<StaffPayload> {
        let ctx = ctx_of(context)?;
        staff_payload(ctx, link(ctx, input).await).await
    }

    /// Gives a role; one that opens cases waits for a head's word. By the county's administrator.
    async fn propose_role(&self, context: &Context<'_>, input: ProposeRoleInput) -> Result<RolePayload> {
        let ctx = ctx_of(context)?;
        role_payload(ctx, propose(ctx, input).await).await
    }

    /// The second person's word about a role or a reset; by a head of that organ, or of the one above it.
    async fn approve_role(&self, context: &Context<'_>, input: ApproveRoleInput) -> Result<RolePayload> {
        let ctx = ctx_of(context)?;
        if let Ok(id) = input.grant_id.parse::<AccessResetId>() {
            return reset_payload(ctx, staff::approve_reset(ctx, id, input.approve).await);
        }
        approved_payload(ctx, decide(ctx, &input).await).await
    }

    /// Ends a role with a reason; by the county's administrator.
    async fn end_role(&self, context: &Context<'_>, input: EndRoleInput) -> Result<RolePayload> {
        let ctx = ctx_of(context)?;
        let ended = match ids::parse("grantId", &input.grant_id) {
            Ok(id) => staff::end_role(ctx, id, &input.reason).await,
            Err(refusal) => Err(refused(refusal)),
        };
        role_payload(ctx, ended).await
    }

    /// Asks for new access to an account; it waits for a head's word. By the county's administrator.
    async fn reset_access(&self, context: &Context<'_>, input: ResetAccessInput) -> Result<RolePayload> {
        let ctx = ctx_of(context)?;
        let asked = match ids::parse("accountId", &input.account_id) {
            Ok(id) => staff::reset_access(ctx, id, input.what.into()).await,
            Err(refusal) => Err(refused(refusal)),
        };
        reset_payload(ctx, asked.map(|row| staff::Reset { row, first: None }))
    }
}

async fn decide(ctx: &Ctx, input: &ApproveRoleInput) -> Outcome<Approved> {
    let id = ids::parse("grantId", &input.grant_id).map_err(refused)?;
    // Looked at where the verb asks for it: an id of nothing is nobody's.
    let official = input.official_id.as_ref().and_then(|id| ids::parse("officialId", id).ok());
    staff::approve_role(ctx, id, RoleWord { agree: input.approve, official }).await
}

async fn create(ctx: &Ctx, input: CreateStaffInput) -> Outcome<Created> {
    let CreateStaffInput { login, name, official_id, email } = input;
    let official_id = official_id.map(|id| ids::parse("officialId", &id)).transpose().map_err(refused)?;
    staff::create_staff(ctx, NewStaff { login, name, official_id, email }).await
}

async fn link(ctx: &Ctx, input: LinkOfficialInput) -> Outcome<AccountRow> {
    let account = ids::parse("accountId", &input.account_id).map_err(refused)?;
    let official = ids::parse("officialId", &input.official_id).map_err(refused)?;
    staff::link_official(ctx, account, official).await
}

pub(super) async fn staff_payload(ctx: &Ctx, outcome: Outcome<AccountRow>) -> Result<StaffPayload> {
    let (row, errors) = answer(ctx, outcome)?;
    let Some(row) = row else { return Ok(StaffPayload { errors, ..Default::default() }) };
    let county = required(ctx, ctx.kernel.tenants.by_id(row.account.county_id).await)?;
    Ok(StaffPayload { account: Some(Account::new(&county, row)), errors, ..Default::default() })
}

async fn propose(ctx: &Ctx, input: ProposeRoleInput) -> Outcome<GrantRow> {
    let role = NewRole {
        role: input.role.into(),
        unit_id: input.unit_id.map(|id| ids::parse("unitId", &id)).transpose().map_err(refused)?,
        organ_id: input.organ_id.map(|id| ids::parse("organId", &id)).transpose().map_err(refused)?,
    };
    let account = ids::parse("accountId", &input.account_id).map_err(refused)?;
    let new = ProposeRole { account, role, from: input.from.0, until: input.until.map(|until| until.0) };
    staff::propose_role(ctx, new).await
}

pub(super) async fn role_payload(ctx: &Ctx, outcome: Outcome<GrantRow>) -> Result<RolePayload> {
    let (grant, errors) = answer(ctx, outcome)?;
    let Some(grant) = grant else { return Ok(RolePayload { errors, ..Default::default() }) };
    let county = required(ctx, ctx.kernel.tenants.by_id(grant.grant.county_id).await)?;
    Ok(RolePayload { grant: Some(RoleGrant::new(&county, grant)), errors, ..Default::default() })
}

async fn approved_payload(ctx: &Ctx, outcome: Outcome<Approved>) -> Result<RolePayload> {
    let mut first = None;
    let outcome = outcome.map(|approved| {
        first = approved.first;
        approved.row
    });
    let payload = role_payload(ctx, outcome).await?;
    Ok(RolePayload { initial_password: first.map(|first| first.password.to_string()), ..payload })
}

fn reset_payload(ctx: &Ctx, outcome: Outcome<staff::Reset>) -> Result<RolePayload> {
    let (reset, errors) = answer(ctx, outcome)?;
    let Some(reset) = reset else { return Ok(RolePayload { errors, ..Default::default() }) };
    Ok(RolePayload {
        initial_password: reset.first.map(|first| first.password.to_string()),
        reset: Some(reset.row.into()),
        errors,
        ..Default::default()
    })
}

pub(super) fn refused(refusal: Refusal) -> Failure {
    Failure::Refused(vec![refusal])
}
