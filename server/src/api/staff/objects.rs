//! What the schema shows of accounts and roles, with the units, organs and counties around them.

use crate::domain::cases::graphql::viewer_notices;
use crate::domain::directory::graphql::Organ;
use crate::domain::directory::graphql::{County, Unit};
use crate::domain::notices::graphql::StaffNotice;
use crate::domain::staff::graphql::{AccessReset, GrantAction, Session, StaffName};
use crate::domain::staff::{self, AccountRow, GrantRow, Viewing};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::graphql::words::{AccountState, GrantState, StaffRole};
use crate::kernel::{County as Tenant, Ctx};
use async_graphql::{ComplexObject, ID, Result, SimpleObject};

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
    /// Where the viewer's notices are mailed to.
    pub email: Option<String>,
    /// The viewer's own context: the request that signs in is nobody's yet.
    #[graphql(skip)]
    asking: Ctx,
}

#[ComplexObject]
impl Viewer {
    /// The viewer's notices, newest first.
    async fn notices(&self) -> Result<Vec<StaffNotice>> {
        viewer_notices(&self.asking).await
    }
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
    /// Name of the official behind it; without one, nobody can tell from which cases it must keep away, and it opens none.
    pub official_name: Option<String>,
    /// Whether its owner has yet to make the access his own.
    pub awaits_owner: bool,
    /// Roles that wait or are active.
    pub roles: Vec<RoleGrant>,
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
    /// The official behind that account. Whoever agrees to a case role names him, see `approveRole`.
    pub official: Option<OfficialChoice>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// Whether it waits, holds or has ended.
    pub state: GrantState,
    /// What the viewer may do with it.
    pub viewer_can: Vec<GrantAction>,
}

/// An official whom an account may belong to.
#[derive(Clone, SimpleObject)]
pub struct OfficialChoice {
    /// Opaque id, for `officialId`.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Posts of today, each with its unit.
    pub posts: Vec<String>,
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

impl Viewer {
    /// The viewer with the county's own object.
    #[must_use]
    pub fn new(ctx: &Ctx, tenant: &Tenant, viewing: Viewing, county: County) -> Self {
        let mut organs: Vec<_> = viewing.account.grants.iter().filter_map(|row| row.organ.clone()).collect();
        organs.sort_by_key(|organ| organ.id);
        organs.dedup_by_key(|organ| organ.id);
        let email = viewing.account.account.email.clone();
        let account = Account::new(tenant, viewing.account);
        Self {
            email,
            roles: account.roles.clone(),
            account,
            organs: organs.into_iter().map(Organ::from).collect(),
            county,
            sessions: viewing.sessions.into_iter().map(Session::from).collect(),
            asking: ctx.clone(),
        }
    }
}

impl Account {
    /// An account with its roles.
    #[must_use]
    pub fn new(tenant: &Tenant, row: AccountRow) -> Self {
        Self {
            id: ids::show(row.account.id),
            login: row.account.login,
            name: row.account.name,
            state: row.account.state.into(),
            official_name: row.official_name,
            awaits_owner: row.account.first_password_until.is_some() || row.account.enrol_until.is_some(),
            roles: row.grants.into_iter().map(|grant| RoleGrant::new(tenant, grant)).collect(),
        }
    }
}

impl From<staff::OfficialChoice> for OfficialChoice {
    fn from(one: staff::OfficialChoice) -> Self {
        Self { id: ids::show(one.id), name: one.name, posts: one.posts }
    }
}

impl RoleGrant {
    /// A role with the names around it.
    #[must_use]
    pub fn new(tenant: &Tenant, row: GrantRow) -> Self {
        let GrantRow { grant, account_name, official, unit, organ, .. } = row;
        let can = [(row.approvable, GrantAction::Approve), (row.endable, GrantAction::Revoke)];
        Self {
            id: ids::show(grant.id),
            role: grant.role.into(),
            unit: unit.map(|unit| Unit::plain(tenant, unit)),
            organ: organ.map(Organ::from),
            account: StaffName::new(grant.account_id, account_name),
            official: official.map(OfficialChoice::from),
            from: Date(grant.valid_from),
            until: grant.valid_until.map(Date),
            state: grant.state.into(),
            viewer_can: can.into_iter().filter_map(|(may, action)| may.then_some(action)).collect(),
        }
    }
}
