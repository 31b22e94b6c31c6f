//! Roles: proposed by the county's administrator, true at once or after a second person agreed, ended with a reason.

use crate::domain::ledger::{self, Entry};
use crate::domain::staff::access::{FirstPassword, first_password};
use crate::domain::staff::model::{GrantRow, NewRole, check_dates, check_scope, is_case_role};
use crate::domain::staff::policy::{Action, Decision, Facts, clash, decide};
use crate::domain::staff::refusal::{AccessRefusal, StaffRefusal};
use crate::domain::staff::service::approvers::Approvers;
use crate::domain::staff::service::asking;
use crate::domain::staff::service::custody;
use crate::domain::staff::service::resets::renew;
use crate::domain::staff::store;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx, outbox};
use entity::account;
use entity::id::{AccountId, OfficialId, RoleGrantId};
use entity::role_grant;
use entity::words::{AccountState, GrantState, StaffRole};
use serde_json::json;
use time::Date;

/// The outbox topic of a change after which somebody may see less than before: `{}`. The modules above listen.
pub const SIGHT_CHANGED: &str = "staff.sight_changed";

/// A role to be given.
#[derive(Clone, Copy, Debug)]
pub struct ProposeRole {
    /// To whom.
    pub account: AccountId,
    /// Which, and where.
    pub role: NewRole,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// Gives a role, or proposes it if it opens cases.
///
/// # Errors
/// Refused unless by the county's administrator, for somebody else, in a place and at days that fit the role.
pub async fn propose_role(ctx: &Ctx, input: ProposeRole) -> Outcome<GrantRow> {
    let (actor, county) = asking(ctx).await?;
    let tx = ctx.write(&county).await?;
    let facts = Facts { is_self: actor.is_me(input.account), ..Facts::default() };
    decide(actor, Action::ProposeRole, &facts).check()?;
    // Held, so that of two proposals at once the second sees the first.
    let account = store::locked_account(&tx, input.account).await?.ok_or_else(Failure::hidden)?;
    check(&tx, &account, input).await?;
    let waits = is_case_role(input.role.role);
    let grant = role_grant::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        account_id: account.id,
        role: input.role.role,
        unit_id: input.role.unit_id,
        organ_id: input.role.organ_id,
        valid_from: input.from,
        valid_until: input.until,
        state: if waits { GrantState::Proposed } else { GrantState::Active },
        proposed_by: Some(actor.account_id),
        proposed_at: tx.now,
        decided_by: None,
        decided_at: (!waits).then_some(tx.now),
        end_reason: None,
    };
    store::add_grant(&tx, grant.clone()).await?;
    let kind = if waits { "staff.role_proposed" } else { "staff.role_given" };
    let facts = json!({ "account": account.id, "role": grant.role, "unit": grant.unit_id, "organ": grant.organ_id });
    ledger::append(&tx, &ctx.actor, Entry::public(kind, grant.id, facts)).await?;
    let row = shown(&tx, actor, grant).await?;
    tx.commit().await?;
    Ok(row)
}

/// Whether the role may be given to this account, whoever gives it.
pub async fn check(tx: &Tx, account: &account::Model, input: ProposeRole) -> Outcome<()> {
    let today = tx.now.in_china().date();
    check_scope(input.role, account.official_id.is_some())?;
    check_dates(input.from, input.until, today)?;
    if account.state != AccountState::Active {
        return Err(StaffRefusal::Disabled.into());
    }
    if let Some(unit) = input.role.unit_id
        && !store::unit_exists(tx, unit).await?
    {
        return Err(StaffRefusal::UnitNeeded.into());
    }
    if let Some(organ) = input.role.organ_id
        && !store::organ_in_county(tx, organ).await?
    {
        return Err(StaffRefusal::OrganNeeded.into());
    }
    let term = (input.from, input.until);
    // A role that waits for its word stands in the way of another word about the same.
    let is_same = |row: &role_grant::Model| row.state == GrantState::Proposed || meets(row, term);
    if store::same_grants(tx, account.id, input.role, today).await?.iter().any(is_same) {
        return Err(StaffRefusal::AlreadyHeld.into());
    }
    let held = store::grants_of(tx, &[account.id]).await?;
    held.iter()
        .filter(|row| meets(row, term))
        .find_map(|grant| clash(input.role, place(grant)))
        .map_or(Ok(()), |refusal| Err(refusal.into()))
}

const fn place(grant: &role_grant::Model) -> NewRole {
    NewRole { role: grant.role, unit_id: grant.unit_id, organ_id: grant.organ_id }
}

/// Whether a role holds on a day of this term: what is over, or begins later, stands in no way.
fn meets(row: &role_grant::Model, (from, until): (Date, Option<Date>)) -> bool {
    row.valid_until.is_none_or(|last| from <= last) && until.is_none_or(|last| row.valid_from <= last)
}

/// Whether a proposed role still goes together with those that the account came to hold since.
async fn still_fits(tx: &Tx, grant: &role_grant::Model) -> Outcome<()> {
    let today = tx.now.in_china().date();
    let is_active = |row: &role_grant::Model| row.state == GrantState::Active && meets(row, (grant.valid_from, grant.valid_until));
    if store::same_grants(tx, grant.account_id, place(grant), today).await?.iter().any(is_active) {
        return Err(StaffRefusal::AlreadyHeld.into());
    }
    let held = store::grants_of(tx, &[grant.account_id]).await?;
    let refusal = held.iter().filter(|row| is_active(row)).find_map(|row| clash(place(grant), place(row)));
    refusal.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// The second person's word about a role.
#[derive(Clone, Copy, Debug)]
pub struct RoleWord {
    /// Whether he agrees.
    pub agree: bool,
    /// The official whom he saw behind the account; needed to agree.
    pub official: Option<OfficialId>,
}

/// A decided role.
#[derive(Clone, Debug)]
pub struct Approved {
    /// The role.
    pub row: GrantRow,
    /// With the first case role: the first password, shown once, to the approver, who hands it over.
    pub first: Option<FirstPassword>,
}

/// Agrees to a proposed role or refuses it. Agreeing ends the account's sessions: whoever sits at one signs in anew.
/// With an account's first case role all its access becomes void: until then the administrator alone had handed it
/// out, and could have kept it. Whoever agrees names the official he saw: from what the new officer will keep away is
/// part of what he agrees to.
///
/// # Errors
/// Refused unless by the head who may decide, and only once; to agree, without the official behind the account.
pub async fn approve_role(ctx: &Ctx, id: RoleGrantId, word: RoleWord) -> Outcome<Approved> {
    let (actor, county) = asking(ctx).await?;
    // Hashing takes long, and no transaction may wait for it: decide, hash, and decide again.
    let tx = ctx.read(&county).await?;
    let (grant, is_first) = decided(&tx, actor, (id, word)).await?;
    drop(tx);
    let agree = word.agree;
    let first = if agree && is_first { Some(first_password(&ctx.kernel).await?) } else { None };
    let tx = ctx.write(&county).await?;
    // Held, so that two roles that nobody may have together are not agreed to at once.
    let account = store::locked_account(&tx, grant.account_id).await?.ok_or_else(Failure::hidden)?;
    let (mut grant, is_first) = decided(&tx, actor, (id, word)).await?;
    if agree {
        still_fits(&tx, &grant).await?;
    }
    grant.state = if agree { GrantState::Active } else { GrantState::Refused };
    if !store::decide_grant(&tx, id, grant.state, actor.account_id).await? {
        return Err(StaffRefusal::Decided.into());
    }
    if agree {
        if is_first && first.is_none() {
            return Err(AccessRefusal::Changed.into());
        }
        renew(&tx, &account, first.as_ref(), first.is_some()).await?;
    }
    let kind = if agree { "staff.role_approved" } else { "staff.role_refused" };
    let facts = json!({ "account": grant.account_id, "official": word.official, "newAccess": first.is_some() });
    ledger::append(&tx, &ctx.actor, Entry::public(kind, id, facts)).await?;
    let row = shown(&tx, actor, grant).await?;
    tx.commit().await?;
    Ok(Approved { row, first })
}

/// The grant, if the actor may decide so about it and nobody did; and whether it is the account's first case role.
async fn decided(tx: &Tx, actor: &StaffActor, (id, word): (RoleGrantId, RoleWord)) -> Outcome<(role_grant::Model, bool)> {
    let grant = store::grant(tx, id).await?.ok_or_else(Failure::hidden)?;
    decide(actor, Action::Approve, &Approvers::load(tx).await?.of_grant(actor, &grant)).check()?;
    if grant.state != GrantState::Proposed {
        return Err(StaffRefusal::Decided.into());
    }
    if word.agree {
        let account = store::account(tx, grant.account_id).await?.ok_or_else(Failure::hidden)?;
        was_seen(account.official_id, word.official)?;
    }
    let held = store::active_case_organs(tx, grant.account_id).await?;
    Ok((grant, held.is_empty()))
}

/// Whether the official behind an account is the one whom the second person saw.
fn was_seen(behind: Option<OfficialId>, seen: Option<OfficialId>) -> Result<(), StaffRefusal> {
    match (behind, seen) {
        (None, _) => Err(StaffRefusal::OfficialNeeded),
        (Some(_), None) => Err(StaffRefusal::OfficialUnseen),
        (Some(behind), Some(seen)) if behind != seen => Err(StaffRefusal::OtherOfficial),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// Ends a role, or takes back a proposal; it opens nothing from the next request on, and ending it ends the account's
/// sessions.
///
/// # Errors
/// Refused unless by the county's administrator, with a reason, and only once; an organ's last head by the heads above, the
/// county's last administrator by nobody here.
pub async fn end_role(ctx: &Ctx, id: RoleGrantId, reason: &str) -> Outcome<GrantRow> {
    let (actor, county) = asking(ctx).await?;
    decide(actor, Action::ReadStaff, &Facts::default()).check()?;
    let reason = written("reason", reason, Bounds { min: 2, max: 200 }).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let tx = ctx.write(&county).await?;
    let mut grant = held_grant(&tx, id).await?;
    decide(actor, Action::EndRole, &Approvers::load(&tx).await?.of_grant(actor, &grant)).check()?;
    if !store::end_grant(&tx, id, actor.account_id, &reason).await? {
        return Err(StaffRefusal::Decided.into());
    }
    if grant.state == GrantState::Active {
        store::end_all_sessions(&tx, grant.account_id).await?;
        custody::tend(&tx, None).await?;
    }
    grant.state = GrantState::Ended;
    outbox::enqueue(&tx, SIGHT_CHANGED, json!({}), tx.now).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("staff.role_ended", id, json!({ "account": grant.account_id }))).await?;
    let row = shown(&tx, actor, grant).await?;
    tx.commit().await?;
    Ok(row)
}

/// One grant with its account and organ, held until the transaction ends: nobody agrees to it meanwhile, and of an
/// organ's two heads who are ended at once the second is its only one.
pub(super) async fn held_grant(tx: &Tx, id: RoleGrantId) -> Outcome<role_grant::Model> {
    let grant = store::grant(tx, id).await?.ok_or_else(Failure::hidden)?;
    store::locked_account(tx, grant.account_id).await?.ok_or_else(Failure::hidden)?;
    if let Some(organ) = grant.organ_id {
        store::hold_organ(tx, organ).await?;
    }
    if grant.role == StaffRole::CountyAdmin {
        store::hold_admins(tx).await?;
    }
    store::grant(tx, id).await?.ok_or_else(Failure::hidden)
}

pub(super) async fn shown(tx: &Tx, actor: &StaffActor, grant: role_grant::Model) -> Outcome<GrantRow> {
    let approvers = Approvers::load(tx).await?;
    let rows = store::with_names(tx, vec![grant]).await?;
    let row = rows.into_iter().next().ok_or_else(|| Failure::fault("a grant without a row"))?;
    Ok(judged(actor, &approvers, row))
}

/// What the viewer may do with a grant, by the same decision that guards the verbs.
pub fn judged(actor: &StaffActor, approvers: &Approvers, mut row: GrantRow) -> GrantRow {
    let waits = row.grant.state == GrantState::Proposed;
    let stands = waits || row.grant.state == GrantState::Active;
    row.approvable = waits && decide(actor, Action::Approve, &approvers.of_grant(actor, &row.grant)) == Decision::Allow;
    row.endable = stands && decide(actor, Action::EndRole, &approvers.of_grant(actor, &row.grant)) == Decision::Allow;
    row
}
