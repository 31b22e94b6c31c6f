//! Making accounts, giving and ending roles, new access.

use super::objects::{Account, RoleGrant};
use crate::domain::staff::graphql::AccessReset;
use crate::domain::staff::{self, Created, GrantRow, NewAccess, NewRole, NewStaff, ProposeRole};
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
    /// The official behind it.
    official_id: Option<ID>,
}

/// What became of a role or a reset.
#[derive(Default, SimpleObject)]
pub struct RolePayload {
    /// The role.
    grant: Option<RoleGrant>,
    /// The reset, if it was about one.
    reset: Option<AccessReset>,
    /// After agreeing to a reset of the password: the new one, shown once.
    initial_password: Option<String>,
    /// After agreeing to a reset of the second factor: the address for an authenticator app, shown once.
    totp_uri: Option<String>,
    /// Why it was not done.
    errors: Vec<UserError>,
}

/// A new account and its access.
#[derive(SimpleObject)]
pub struct StaffPayload {
    /// The account.
    account: Option<Account>,
    /// Its first password, shown once.
    initial_password: Option<String>,
    /// The address for an authenticator app, shown once.
    totp_uri: Option<String>,
    /// Why there is none.
    errors: Vec<UserError>,
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
        let Some(Created { account, access }) = created else {
            return Ok(StaffPayload { account: None, initial_password: None, totp_uri: None, errors });
        };
        let county = required(ctx, ctx.kernel.tenants.by_id(account.account.county_id).await)?;
        let (initial_password, totp_uri) = (Some(access.password.to_string()), Some(access.totp_uri.to_string()));
        Ok(StaffPayload { account: Some(Account::new(&county, account)), initial_password, totp_uri, errors })
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
        let approved = match ids::parse("grantId", &input.grant_id) {
            Ok(id) => staff::approve_role(ctx, id, input.approve).await,
            Err(refusal) => Err(refused(refusal)),
        };
        role_payload(ctx, approved).await
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
        reset_payload(ctx, asked.map(|row| staff::Reset { row, access: None }))
    }
}

async fn create(ctx: &Ctx, input: CreateStaffInput) -> Outcome<Created> {
    let CreateStaffInput { login, name, official_id } = input;
    let official_id = official_id.map(|id| ids::parse("officialId", &id)).transpose().map_err(refused)?;
    staff::create_staff(ctx, NewStaff { login, name, official_id }).await
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

async fn role_payload(ctx: &Ctx, outcome: Outcome<GrantRow>) -> Result<RolePayload> {
    let (grant, errors) = answer(ctx, outcome)?;
    let Some(grant) = grant else { return Ok(RolePayload { errors, ..Default::default() }) };
    let county = required(ctx, ctx.kernel.tenants.by_id(grant.grant.county_id).await)?;
    Ok(RolePayload { grant: Some(RoleGrant::new(&county, grant)), errors, ..Default::default() })
}

fn reset_payload(ctx: &Ctx, outcome: Outcome<staff::Reset>) -> Result<RolePayload> {
    let (reset, errors) = answer(ctx, outcome)?;
    let Some(reset) = reset else { return Ok(RolePayload { errors, ..Default::default() }) };
    let is_password = reset.row.reset.what == entity::words::ResetKind::Password;
    let password = |access: &NewAccess| is_password.then(|| access.password.to_string());
    let uri = |access: &NewAccess| (!is_password).then(|| access.totp_uri.to_string());
    Ok(RolePayload {
        initial_password: reset.access.as_ref().and_then(password),
        totp_uri: reset.access.as_ref().and_then(uri),
        reset: Some(reset.row.into()),
        errors,
        ..Default::default()
    })
}

fn refused(refusal: Refusal) -> Failure {
    Failure::Refused(vec![refusal])
}
