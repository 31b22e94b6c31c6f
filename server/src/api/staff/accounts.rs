//! One account on its page, and what its county's administrator changes about it.

use super::objects::{Account, RoleGrant};
use super::people::{RolePayload, StaffPayload, refused, role_payload, staff_payload};
use crate::domain::directory::graphql::Unit;
use crate::domain::staff::graphql::StaffName;
use crate::domain::staff::{self, AccountEdit, Created, GrantRow};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, optional, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use entity::id::AccountId;
use entity::words::AccountState;
use std::collections::BTreeMap;

/// What can be done with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AccountAction {
    /// Change name, mail address, telephone and unit.
    Edit,
    /// 停用.
    Close,
    /// 恢复.
    Reopen,
}

/// One role in an account's history.
#[derive(Clone, SimpleObject)]
pub struct RoleHistory {
    /// The role.
    pub grant: RoleGrant,
    /// Who proposed or gave it; null for the operator.
    pub proposed_by: Option<StaffName>,
    /// When.
    pub proposed_at: DateTime,
    /// Who decided about it, or ended it, last.
    pub decided_by: Option<StaffName>,
    /// When.
    pub decided_at: Option<DateTime>,
    /// Why it was ended.
    pub end_reason: Option<String>,
}

/// One account on its page.
#[derive(Clone, SimpleObject)]
pub struct AccountDetails {
    /// The account with its roles that wait or hold.
    pub account: Account,
    /// Where notices are mailed to.
    pub email: Option<String>,
    /// Office telephone.
    pub phone: Option<String>,
    /// The unit that the person sits in.
    pub unit: Option<Unit>,
    /// Why it was closed, while it is.
    pub closed_reason: Option<String>,
    /// When it was last used, on any device.
    pub last_used_at: Option<DateTime>,
    /// Counts the changes; `updateAccount` takes it.
    pub version: i32,
    /// All roles it ever had, the newest first; at most 200.
    pub history: Vec<RoleHistory>,
    /// What the viewer may do with it.
    pub viewer_can: Vec<AccountAction>,
}

/// What is to stand on an account.
#[derive(InputObject)]
pub struct UpdateAccountInput {
    /// Which.
    account_id: ID,
    /// Name for display.
    name: String,
    /// Where notices are mailed to.
    email: Option<String>,
    /// Office telephone.
    phone: Option<String>,
    /// The unit that the person sits in.
    unit_id: Option<ID>,
    /// `AccountDetails.version` as it was read.
    version: i32,
}

/// What became of an account's page.
#[derive(SimpleObject)]
pub struct UpdateAccountPayload {
    /// The page as it stands.
    details: Option<AccountDetails>,
    /// Why nothing was changed.
    errors: Vec<UserError>,
}

/// An account to be closed.
#[derive(InputObject)]
pub struct CloseAccountInput {
    /// Which.
    account_id: ID,
    /// Why; it is kept.
    reason: String,
}

/// An account to be opened again.
#[derive(InputObject)]
pub struct ReopenAccountInput {
    /// Which.
    account_id: ID,
}

/// The last day of a role.
#[derive(InputObject)]
pub struct SetRoleTermInput {
    /// The grant.
    grant_id: ID,
    /// Its last day: sooner than the one that stands.
    until: Date,
}

/// Queries around accounts.
#[derive(Default)]
pub struct AccountsQuery;

#[Object]
impl AccountsQuery {
    /// One account on its page, with all roles it ever had; for the county's administrator, and for a head those of his
    /// organ and of the organs right below.
    async fn account(&self, context: &Context<'_>, #[graphql(desc = "The account.")] account_id: ID) -> Result<Option<AccountDetails>> {
        let ctx = ctx_of(context)?;
        let Ok(id) = ids::parse("accountId", &account_id) else { return Ok(None) };
        Ok(optional(ctx, staff::account_page(ctx, id).await)?.map(AccountDetails::from))
    }
}

/// Mutations around accounts.
#[derive(Default)]
pub struct AccountsMutation;

#[Object]
impl AccountsMutation {
    /// Changes name, mail address, telephone and unit of an account; by the county's administrator.
    async fn update_account(&self, context: &Context<'_>, input: UpdateAccountInput) -> Result<UpdateAccountPayload> {
        let ctx = ctx_of(context)?;
        let (id, errors) = answer(ctx, update(ctx, input).await)?;
        let Some(id) = id else { return Ok(UpdateAccountPayload { details: None, errors }) };
        let page = required(ctx, staff::account_page(ctx, id).await)?;
        Ok(UpdateAccountPayload { details: Some(page.into()), errors })
    }

    /// 停用: closes an account and ends its roles and sessions; by the county's administrator.
    async fn close_account(&self, context: &Context<'_>, input: CloseAccountInput) -> Result<StaffPayload> {
        let ctx = ctx_of(context)?;
        let closed = match ids::parse("accountId", &input.account_id) {
            Ok(id) => staff::close_account(ctx, id, &input.reason).await,
            Err(refusal) => Err(refused(refusal)),
        };
        staff_payload(ctx, closed).await
    }

    /// 恢复: opens a closed account again, without any role; by the county's administrator.
    async fn reopen_account(&self, context: &Context<'_>, input: ReopenAccountInput) -> Result<StaffPayload> {
        let ctx = ctx_of(context)?;
        let (opened, errors) = answer(ctx, reopen(ctx, &input.account_id).await)?;
        let Some(Created { account, first }) = opened else { return Ok(StaffPayload { errors, ..Default::default() }) };
        let payload = staff_payload(ctx, Ok(account)).await?;
        Ok(StaffPayload { initial_password: Some(first.password.to_string()), ..payload })
    }

    /// Brings the last day of a role nearer; its organ's heads are told. By the county's administrator.
    async fn set_role_term(&self, context: &Context<'_>, input: SetRoleTermInput) -> Result<RolePayload> {
        let ctx = ctx_of(context)?;
        role_payload(ctx, set_term(ctx, &input).await).await
    }
}

async fn update(ctx: &Ctx, input: UpdateAccountInput) -> Outcome<AccountId> {
    let account = ids::parse("accountId", &input.account_id).map_err(refused)?;
    let unit = input.unit_id.map(|id| ids::parse("unitId", &id)).transpose().map_err(refused)?;
    let UpdateAccountInput { name, email, phone, version, .. } = input;
    staff::edit_account(ctx, AccountEdit { account, name, email, phone, unit, version }).await?;
    Ok(account)
}

async fn reopen(ctx: &Ctx, id: &ID) -> Outcome<Created> {
    staff::reopen_account(ctx, ids::parse("accountId", id).map_err(refused)?).await
}

async fn set_term(ctx: &Ctx, input: &SetRoleTermInput) -> Outcome<GrantRow> {
    staff::set_role_term(ctx, ids::parse("grantId", &input.grant_id).map_err(refused)?, input.until.0).await
}

impl From<staff::AccountPage> for AccountDetails {
    fn from(page: staff::AccountPage) -> Self {
        let is_closed = page.row.account.state == AccountState::Disabled;
        let can = [
            (page.may_edit, AccountAction::Edit),
            (page.may_close && !is_closed, AccountAction::Close),
            (page.may_close && is_closed, AccountAction::Reopen),
        ];
        Self {
            version: page.version(),
            email: page.row.account.email.clone(),
            phone: page.card.as_ref().and_then(|card| card.phone.clone()),
            closed_reason: page.card.and_then(|card| card.closed_reason),
            unit: page.unit.map(|unit| Unit::plain(&page.county, unit)),
            last_used_at: page.last_used_at.map(DateTime),
            history: page.history.into_iter().map(|row| RoleHistory::new(&page.county, row, &page.names)).collect(),
            account: Account::new(&page.county, page.row),
            viewer_can: can.into_iter().filter_map(|(may, action)| may.then_some(action)).collect(),
        }
    }
}

impl RoleHistory {
    fn new(county: &crate::kernel::County, row: GrantRow, names: &BTreeMap<AccountId, String>) -> Self {
        let name = |id: Option<AccountId>| id.and_then(|id| names.get(&id).map(|name| StaffName::new(id, name.clone())));
        Self {
            proposed_by: name(row.grant.proposed_by),
            proposed_at: DateTime(row.grant.proposed_at),
            decided_by: name(row.grant.decided_by),
            decided_at: row.grant.decided_at.map(DateTime),
            end_reason: row.grant.end_reason.clone(),
            grant: RoleGrant::new(county, row),
        }
    }
}
