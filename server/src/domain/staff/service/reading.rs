//! Who am I, and who is there.

use crate::domain::staff::model::{AccountRow, GrantRow, ResetRow, SessionRow, Viewing};
use crate::domain::staff::policy::{Action, Facts, decide};
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::resets::waiting;
use crate::domain::staff::service::roles::judged;
use crate::domain::staff::store;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::account;
use entity::id::AccountId;
use entity::words::{GrantState, StaffRole};
use std::collections::BTreeSet;

/// A page of the county's staff, and what waits for a second person.
#[derive(Clone, Debug)]
pub struct People {
    /// The county.
    pub county: County,
    /// Accounts by login.
    pub accounts: Page<AccountRow>,
    /// Roles that wait.
    pub grants: Vec<GrantRow>,
    /// Resets that wait.
    pub resets: Vec<ResetRow>,
}

/// Accounts that hold a role today, for somebody of the platform who has to tell them something.
///
/// # Errors
/// A fault of the database.
pub async fn holders(tx: &Tx, role: StaffRole) -> Outcome<BTreeSet<AccountId>> {
    let rows = store::held_on(tx, role, tx.now.in_china().date()).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

/// Who is signed in; none if nobody is.
///
/// # Errors
/// A fault of the database.
pub async fn viewer(ctx: &Ctx) -> Outcome<Option<Viewing>> {
    let Some(actor) = ctx.actor.staff() else { return Ok(None) };
    let county = ctx.kernel.tenants.by_id(actor.county_id).await?;
    let tx = ctx.read(&county).await?;
    let account = store::account(&tx, actor.account_id).await?.ok_or_else(Failure::hidden)?;
    let mut rows = with_grants(&tx, actor, vec![account]).await?;
    let mut account = rows.pop().ok_or_else(Failure::hidden)?;
    let today = tx.now.in_china().date();
    // The viewer's roles are those that hold today; what waits is shown to those who decide.
    account.grants.retain(|row| row.grant.state == GrantState::Active && row.grant.valid_until.is_none_or(|until| today <= until));
    let sessions = store::sessions_of(&tx, actor.account_id).await?;
    let sessions = sessions.into_iter().map(|session| SessionRow { current: session.id == actor.session_id, session });
    Ok(Some(Viewing { account, sessions: sessions.collect() }))
}

/// The county's staff for its administrator; for a head, those of his organ and of the organs right below.
///
/// # Errors
/// Refused for everybody else.
pub async fn people(ctx: &Ctx, page: &PageQuery) -> Outcome<People> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::ReadStaff, &Facts::default()).check()?;
    let tx = ctx.read(&county).await?;
    let approvers = Approvers::load(&tx).await?;
    let admin = actor.is(StaffRole::CountyAdmin);
    let organs = (!admin).then(|| approvers.seen_by(&actor.organs(&[StaffRole::Head])));
    let after = page.after.as_ref().and_then(|key| key.first()).map(String::as_str);
    let accounts = store::accounts_page(&tx, organs.as_deref(), after, page.first + 1).await?;
    let accounts = page.page(with_grants(&tx, actor, accounts).await?, |row| vec![row.account.login.clone()]);
    let grants = store::with_names(&tx, store::pending_grants(&tx).await?).await?;
    let mut grants: Vec<_> = grants.into_iter().map(|row| judged(actor, &approvers, row)).collect();
    let mut resets = waiting(&tx, actor, &approvers).await?;
    grants.retain(|row| admin || row.approvable);
    resets.retain(|row| admin || row.approvable);
    Ok(People { county, accounts, grants, resets })
}

/// Accounts with their officials and grants.
pub async fn with_grants(tx: &Tx, actor: &StaffActor, accounts: Vec<account::Model>) -> Outcome<Vec<AccountRow>> {
    let ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
    let approvers = Approvers::load(tx).await?;
    let grants = store::with_names(tx, store::grants_of(tx, &ids).await?).await?;
    let officials = store::official_names(tx, accounts.iter().filter_map(|account| account.official_id).collect()).await?;
    let official = |account: &account::Model| account.official_id.and_then(|id| officials.get(&id).cloned());
    let row = |account| AccountRow { official_name: official(&account), account, grants: Vec::new() };
    let mut rows: Vec<_> = accounts.into_iter().map(row).collect();
    for grant in grants {
        if let Some(row) = rows.iter_mut().find(|row| row.account.id == grant.grant.account_id) {
            row.grants.push(judged(actor, &approvers, grant));
        }
    }
    Ok(rows)
}
