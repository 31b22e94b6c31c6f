//! One account on a page of its own: how it is named and reached, all roles it ever had; and changing what may be changed.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::forms::{check_email, check_phone};
use crate::domain::staff::model::{AccountRow, GrantRow};
use crate::domain::staff::policy::{Action, Decision, Facts, decide};
use crate::domain::staff::refusal::StaffRefusal;
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::reading::with_grants;
use crate::domain::staff::service::roles::judged;
use crate::domain::staff::store;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{County, Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{AccountId, UnitId};
use entity::moment::Moment;
use entity::words::StaffRole;
use entity::{account, account_card, unit};
use serde_json::json;
use std::collections::BTreeMap;

/// One account, with all that its page shows.
#[derive(Clone, Debug)]
pub struct AccountPage {
    /// The county.
    pub county: County,
    /// The account with its roles that wait or hold.
    pub row: AccountRow,
    /// How it is reached.
    pub card: Option<account_card::Model>,
    /// The unit it sits in.
    pub unit: Option<unit::Model>,
    /// All roles it ever had, the newest first.
    pub history: Vec<GrantRow>,
    /// Names of those who proposed and decided them.
    pub names: BTreeMap<AccountId, String>,
    /// When it was last used, on any device.
    pub last_used_at: Option<Moment>,
    /// Whether the viewer may change it.
    pub may_edit: bool,
    /// Whether the viewer may close it or open it again.
    pub may_close: bool,
}

/// What is to stand on an account.
#[derive(Clone, Debug)]
pub struct AccountEdit {
    /// Which.
    pub account: AccountId,
    /// Name for display.
    pub name: String,
    /// Where notices are mailed to.
    pub email: Option<String>,
    /// Office telephone.
    pub phone: Option<String>,
    /// The unit it sits in.
    pub unit: Option<UnitId>,
    /// What was read: [`AccountPage::version`].
    pub version: i32,
}

impl AccountPage {
    /// Counts the changes of the card; 0 where nothing was ever changed.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.card.as_ref().map_or(0, |card| card.version)
    }
}

/// One account's page: any account of the county for its administrator, for a head those of his organ and right below.
///
/// # Errors
/// Hidden from everybody else.
pub async fn account_page(ctx: &Ctx, id: AccountId) -> Outcome<AccountPage> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::ReadStaff, &Facts::default()).check()?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let account = store::account(&tx, id).await?.ok_or_else(Failure::hidden)?;
    let approvers = Approvers::load(&tx).await?;
    let history = store::all_grants_of(&tx, id).await?;
    let seen = approvers.seen_by(&actor.organs(&[StaffRole::Head]));
    if !actor.is(StaffRole::CountyAdmin) && !history.iter().any(|grant| grant.organ_id.is_some_and(|organ| seen.contains(&organ))) {
        return Err(Failure::hidden());
    }
    page(&tx, actor, (county, account), (approvers, history)).await
}

async fn page(
    tx: &Tx,
    actor: &StaffActor,
    (county, account): (County, account::Model),
    (approvers, history): (Approvers, Vec<entity::role_grant::Model>),
) -> Outcome<AccountPage> {
    let people = history.iter().flat_map(|grant| [grant.proposed_by, grant.decided_by]).flatten();
    let names = store::account_names(tx, people.collect()).await?;
    let history = store::with_names(tx, history).await?.into_iter().map(|row| judged(actor, &approvers, row)).collect();
    let facts = Facts { is_self: account.id == actor.account_id, ..Facts::default() };
    let may = |action| decide(actor, action, &facts) == Decision::Allow;
    let card = store::card(tx, account.id).await?;
    let unit = match card.as_ref().and_then(|card| card.unit_id) {
        Some(unit) => store::unit_of(tx, unit).await?,
        None => None,
    };
    Ok(AccountPage {
        last_used_at: store::last_used(tx, account.id).await?,
        may_edit: may(Action::EditAccount),
        may_close: may(Action::CloseAccount),
        row: with_grants(tx, actor, vec![account]).await?.pop().ok_or_else(Failure::hidden)?,
        county,
        card,
        unit,
        history,
        names,
    })
}

/// Changes name, mail address, telephone and unit. The ledger says which of them changed, never to what.
///
/// # Errors
/// Refused unless by the county's administrator; for what has not its form; as a conflict if it changed since it was read.
pub async fn edit_account(ctx: &Ctx, edit: AccountEdit) -> Outcome<()> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::EditAccount, &Facts::default()).check()?;
    let name = line("name", &edit.name, Bounds { min: 2, max: 30 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let (email, phone) = (filled(edit.email.as_deref()), filled(edit.phone.as_deref()));
    email.as_deref().map(check_email).transpose()?;
    phone.as_deref().map(check_phone).transpose()?;
    let tx = ctx.write(&county).await?;
    let account = store::locked_account(&tx, edit.account).await?.ok_or_else(Failure::hidden)?;
    if let Some(unit) = edit.unit
        && !store::unit_exists(&tx, unit).await?
    {
        return Err(StaffRefusal::NoUnit.into());
    }
    let was = store::card(&tx, account.id).await?;
    if was.as_ref().map_or(0, |card| card.version) != edit.version {
        return Err(StaffRefusal::Changed.into());
    }
    let old = was.as_ref().map_or((None, None), |card| (card.phone.clone(), card.unit_id));
    let changed =
        [("name", account.name != name), ("email", account.email != email), ("phone", old.0 != phone), ("unit", old.1 != edit.unit)];
    let changed: Vec<_> = changed.into_iter().filter_map(|(field, is)| is.then_some(field)).collect();
    store::rename(&tx, account.id, &name, email).await?;
    store::put_card(&tx, was, (account.id, phone, edit.unit)).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("staff.account_changed", account.id, json!({ "fields": changed }))).await?;
    tx.commit().await
}

fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
