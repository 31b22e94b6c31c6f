//! What the schema shows of accounts, roles and sessions.

use crate::api::errors::UserError;
use crate::api::ids;
use crate::api::objects::{County, Unit};
use crate::api::page::PageInfo;
use crate::api::scalars::{Date, DateTime};
use crate::api::words::{AccountState, GrantState, ResetKind, StaffRole};
use crate::domain::directory::graphql::Organ;
use crate::domain::staff::{AccountRow, GrantRow, ResetRow, SessionRow, Viewing};
use async_graphql::{Enum, ID, SimpleObject};
use entity::id::AccountId;

/// Who is signed in.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Viewer {
    /// The account.
    pub account: Account,
    /// Roles that are active.
    pub roles: Vec<RoleGrant>,
    /// Organs in which one of the roles is held.
    pub organs: Vec<Organ>,
    /// The tenant.
    pub county: County,
    /// Living sessions of the account, the last used first.
    pub sessions: Vec<Session>,
    /// The account's id, for fields that other modules add.
    #[graphql(skip)]
    pub account_id: AccountId,
}

/// A member of the staff.
#[derive(Clone, SimpleObject)]
pub struct Account {
    /// Opaque id.
    pub id: ID,
    /// Name for signing in.
    pub login: String,
    /// Name for display.
    pub name: String,
    /// Whether the account may sign in.
    pub state: AccountState,
    /// Roles that wait or are active.
    pub roles: Vec<RoleGrant>,
}

/// A member of the staff, by name only.
#[derive(Clone, Debug, SimpleObject)]
pub struct StaffName {
    /// Opaque id of the account.
    pub id: ID,
    /// Name.
    pub name: String,
}

/// A role of an account in a unit, an organ or the county, with dates.
#[derive(Clone, SimpleObject)]
pub struct RoleGrant {
    /// Opaque id.
    pub id: ID,
    /// The role.
    pub role: StaffRole,
    /// For roles by unit.
    pub unit: Option<Unit>,
    /// For roles by organ.
    pub organ: Option<Organ>,
    /// Whose role it is.
    pub account: StaffName,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Whether it waits, holds or has ended.
    pub state: GrantState,
    /// What the viewer may do with it.
    pub viewer_can: Vec<GrantAction>,
}

/// What can be done with a role or a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GrantAction {
    /// Agree or refuse, as the second person.
    Approve,
    /// End it.
    Revoke,
}

/// A password or second factor to be made anew, waiting for its second person.
#[derive(Clone, SimpleObject)]
pub struct AccessReset {
    /// Opaque id; `approveRole` takes it as `grantId`.
    pub id: ID,
    /// What is made anew.
    pub what: ResetKind,
    /// Whose.
    pub account: StaffName,
    /// When it was asked for.
    pub proposed_at: DateTime,
    /// Whether it waits or was decided.
    pub state: GrantState,
    /// What the viewer may do with it.
    pub viewer_can: Vec<GrantAction>,
}

/// A signed-in device.
#[derive(Clone, SimpleObject)]
pub struct Session {
    /// Opaque id.
    pub id: ID,
    /// When it signed in.
    pub created_at: DateTime,
    /// When it last got new tokens.
    pub last_used_at: DateTime,
    /// The browser, as it named itself.
    pub user_agent: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A page of the county's staff.
#[derive(SimpleObject)]
pub struct StaffConnection {
    /// Accounts by login.
    pub nodes: Vec<Account>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// Roles that wait for a second person; a head sees those he may decide about.
    pub pending_grants: Vec<RoleGrant>,
    /// Resets that wait for a second person.
    pub pending_resets: Vec<AccessReset>,
}

/// Nothing but refusals.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Why it was not done.
    pub errors: Vec<UserError>,
}

impl Viewer {
    /// The viewer with the county's own object.
    #[must_use]
    pub fn new(viewing: Viewing, county: County) -> Self {
        let account_id = viewing.account.account.id;
        let mut organs: Vec<_> = viewing.account.grants.iter().filter_map(|row| row.organ.clone()).collect();
        organs.sort_by_key(|organ| organ.id);
        organs.dedup_by_key(|organ| organ.id);
        let account = Account::from(viewing.account);
        Self {
            roles: account.roles.clone(),
            account,
            organs: organs.into_iter().map(Organ::from).collect(),
            county,
            sessions: viewing.sessions.into_iter().map(Session::from).collect(),
            account_id,
        }
    }
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: ids::show(row.account.id),
            login: row.account.login,
            name: row.account.name,
            state: row.account.state.into(),
            roles: row.grants.into_iter().map(RoleGrant::from).collect(),
        }
    }
}

impl From<GrantRow> for RoleGrant {
    fn from(row: GrantRow) -> Self {
        let GrantRow { grant, account_name: name, unit, organ, .. } = row;
        let can = [(row.approvable, GrantAction::Approve), (row.endable, GrantAction::Revoke)];
        Self {
            id: ids::show(grant.id),
            role: grant.role.into(),
            unit: unit.map(Unit::from),
            organ: organ.map(Organ::from),
            account: StaffName { id: ids::show(grant.account_id), name },
            from: Date(grant.valid_from),
            until: grant.valid_until.map(Date),
            state: grant.state.into(),
            viewer_can: can.into_iter().filter_map(|(may, action)| may.then_some(action)).collect(),
        }
    }
}

impl From<ResetRow> for AccessReset {
    fn from(row: ResetRow) -> Self {
        Self {
            id: ids::show(row.reset.id),
            what: row.reset.what.into(),
            account: StaffName { id: ids::show(row.reset.account_id), name: row.account_name },
            proposed_at: DateTime(row.reset.proposed_at),
            state: row.reset.state.into(),
            viewer_can: if row.approvable { vec![GrantAction::Approve] } else { Vec::new() },
        }
    }
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: ids::show(row.session.id),
            created_at: DateTime(row.session.created_at),
            last_used_at: DateTime(row.session.last_used_at),
            user_agent: row.session.user_agent,
            current: row.current,
        }
    }
}
