//! Values of accounts, roles and sessions, and the rules about them that need no database.

use crate::domain::staff::refusal::StaffRefusal;
use entity::id::{AccountId, CountyId, OfficialId, OrganId, SessionId, UnitId};
use entity::moment::Moment;
use entity::words::StaffRole;
use entity::{access_reset, account, organ, role_grant, session, unit};
use serde::{Deserialize, Serialize};
use time::{Date, Duration};
use zeroize::Zeroizing;

/// An access token lives so long.
pub const ACCESS_LIFE: Duration = Duration::minutes(10);
/// The second step of signing in may take so long.
pub const CHALLENGE_LIFE: Duration = Duration::minutes(5);
/// Taking over an account may take so long: an authenticator app may have to be installed first.
pub const TAKING_LIFE: Duration = Duration::minutes(20);
/// A device that was not used so long must sign in again.
pub const IDLE_LIFE: Duration = Duration::hours(12);
/// A device must sign in again after so long in any case.
pub const SESSION_LIFE: Duration = Duration::days(7);
/// So long the refresh token before may still come, from a phone that did not get the answer.
pub const LOST_ANSWER: Duration = Duration::seconds(30);

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The tenant.
    pub county: CountyId,
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
}

/// A session that was opened or refreshed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The session.
    pub claims: Claims,
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// When the access token ends.
    pub expires_at: Moment,
    /// The refresh cookie's value: session and token.
    pub refresh: String,
    /// After a sign-in: the value of the cookie by which the device is known next time.
    pub device: Option<String>,
    /// After a sign-in: the value of the cookie that opens its owner's private key.
    pub hand: Option<Zeroizing<String>>,
}

/// An account to be made without second approver, for demonstrations and tests.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name for signing in.
    pub login: String,
    /// Name for display.
    pub name: String,
    /// The official behind it.
    pub official_id: Option<OfficialId>,
    /// From [`crate::domain::staff::hash_password`].
    pub password_hash: String,
    /// Twenty random bytes.
    pub totp_secret: [u8; 20],
}

/// What somebody must make anew before an account opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessNeed {
    /// A password of one's own, in the place of a first one.
    NewPassword,
    /// A second factor of one's own.
    NewSecondFactor,
}

/// What the first step of signing in gives.
#[derive(Clone, Debug)]
pub struct FirstStep {
    /// For the second step.
    pub challenge: String,
    /// Empty: the second step is [`crate::domain::staff::verify_second_factor`]; else it is
    /// [`crate::domain::staff::take_access`].
    pub needs: Vec<AccessNeed>,
    /// For a new second factor: the address that an authenticator app reads; shown to its owner and nobody else.
    pub totp_uri: Option<Zeroizing<String>>,
}

/// An official whom an account may belong to.
#[derive(Clone, Debug)]
pub struct OfficialChoice {
    /// The official.
    pub id: OfficialId,
    /// Name.
    pub name: String,
    /// Posts of today: unit and title.
    pub posts: Vec<String>,
}

/// What an account still needs before it opens anything.
#[must_use]
pub fn needs(account: &account::Model) -> Vec<AccessNeed> {
    let password = account.first_password_until.map(|_| AccessNeed::NewPassword);
    password.into_iter().chain(account.enrol_until.map(|_| AccessNeed::NewSecondFactor)).collect()
}

/// A role and where it is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// The role.
    pub role: StaffRole,
    /// For roles by unit.
    pub unit_id: Option<UnitId>,
    /// For roles by organ.
    pub organ_id: Option<OrganId>,
}

/// A grant with the names around it.
#[derive(Clone, Debug)]
pub struct GrantRow {
    /// The grant.
    pub grant: role_grant::Model,
    /// Whose role it is.
    pub account_name: String,
    /// The official behind that account; without one, nobody can tell from what it must keep away.
    pub official: Option<OfficialChoice>,
    /// For roles by unit.
    pub unit: Option<unit::Model>,
    /// For roles by organ.
    pub organ: Option<organ::Model>,
    /// Whether the viewer may decide about it now.
    pub approvable: bool,
    /// Whether the viewer may end it now.
    pub endable: bool,
}

/// A reset of access with the name of its account.
#[derive(Clone, Debug)]
pub struct ResetRow {
    /// The reset.
    pub reset: access_reset::Model,
    /// Whose access it is.
    pub account_name: String,
    /// Whether the viewer may decide about it now.
    pub approvable: bool,
}

/// An account with its grants that wait or hold.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The account.
    pub account: account::Model,
    /// Name of the official behind it.
    pub official_name: Option<String>,
    /// Its grants.
    pub grants: Vec<GrantRow>,
}

/// A signed-in device.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// The session.
    pub session: session::Model,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Viewing {
    /// The account with its grants.
    pub account: AccountRow,
    /// Living sessions of the account, the last used first.
    pub sessions: Vec<SessionRow>,
}

/// How long to wait after so many failures in a row: five are free, then 1, 2, 4, 8 and at most 15 minutes.
#[must_use]
pub fn wait_after(failures: i32) -> Option<Duration> {
    let doublings = u32::try_from(failures.saturating_sub(5)).ok()?;
    Some(Duration::minutes(1i64.checked_shl(doublings.min(10)).unwrap_or(15).min(15)))
}

/// Whether the role opens cases, so that a second person must agree.
#[must_use]
pub const fn is_case_role(role: StaffRole) -> bool {
    matches!(role, StaffRole::Handler | StaffRole::Head | StaffRole::Custodian)
}

/// A role must hold where roles of its kind hold (domain: roles of staff). Whoever opens cases must be an official of the
/// directory: of anybody else nobody can tell from what he must keep away (回避).
///
/// # Errors
/// What is missing or too much.
pub const fn check_scope(new: NewRole, has_official: bool) -> Result<(), StaffRefusal> {
    let (unit, organ) = (new.unit_id.is_some(), new.organ_id.is_some());
    match new.role {
        StaffRole::Operator => Err(StaffRefusal::NotGranted),
        StaffRole::Publisher | StaffRole::Reviewer if !unit || organ => Err(StaffRefusal::UnitNeeded),
        StaffRole::Handler | StaffRole::Head | StaffRole::Custodian if unit || !organ => Err(StaffRefusal::OrganNeeded),
        StaffRole::CountyAdmin | StaffRole::Personnel | StaffRole::Auditor | StaffRole::Official if unit || organ => {
            Err(StaffRefusal::NoScope)
        }
        StaffRole::Handler | StaffRole::Head | StaffRole::Custodian | StaffRole::Official if !has_official => {
            Err(StaffRefusal::OfficialNeeded)
        }
        _ => Ok(()),
    }
}

/// The days of a role: not backwards, not over.
///
/// # Errors
/// [`StaffRefusal::Dates`].
pub fn check_dates(from: Date, until: Option<Date>, today: Date) -> Result<(), StaffRefusal> {
    let holds = until.is_none_or(|until| from <= until && today <= until);
    if holds { Ok(()) } else { Err(StaffRefusal::Dates) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn failures_slow_down_and_never_lock_for_good() {
        assert_eq!((0..5).find_map(wait_after), None);
        let waits: Vec<_> = (5..11).filter_map(wait_after).map(time::Duration::whole_minutes).collect();
        assert_eq!(waits, [1, 2, 4, 8, 15, 15]);
        assert_eq!(wait_after(i32::MAX), Some(Duration::minutes(15)));
        assert_eq!(wait_after(i32::MIN + 10), None);
    }

    #[test]
    fn roles_hold_where_their_kind_holds() {
        let unit = Some(UnitId(uuid::Uuid::nil()));
        let organ = Some(OrganId(uuid::Uuid::nil()));
        let check = |role, unit_id, organ_id| check_scope(NewRole { role, unit_id, organ_id }, true);
        assert_eq!(check(StaffRole::Publisher, unit, None), Ok(()));
        assert_eq!(check(StaffRole::Publisher, None, organ), Err(StaffRefusal::UnitNeeded));
        assert_eq!(check(StaffRole::Head, None, organ), Ok(()));
        assert_eq!(check(StaffRole::Head, unit, organ), Err(StaffRefusal::OrganNeeded));
        assert_eq!(check(StaffRole::Auditor, None, None), Ok(()));
        assert_eq!(check(StaffRole::Auditor, unit, None), Err(StaffRefusal::NoScope));
        assert_eq!(check(StaffRole::Operator, None, None), Err(StaffRefusal::NotGranted));
    }

    #[test]
    fn what_opens_cases_is_for_officials_of_the_directory() {
        let organ_id = Some(OrganId(uuid::Uuid::nil()));
        let check = |role, organ_id| check_scope(NewRole { role, unit_id: None, organ_id }, false);
        for role in [StaffRole::Handler, StaffRole::Head, StaffRole::Custodian] {
            assert_eq!(check(role, organ_id), Err(StaffRefusal::OfficialNeeded), "{role:?}");
        }
        assert_eq!(check(StaffRole::Official, None), Err(StaffRefusal::OfficialNeeded));
        assert_eq!(check(StaffRole::Auditor, None), Ok(()));
    }

    #[test]
    fn days_have_their_form() {
        let today = date!(2026 - 03 - 02);
        assert_eq!(check_dates(today, None, today), Ok(()));
        assert_eq!(check_dates(today, Some(today), today), Ok(()));
        assert!(check_dates(today, Some(date!(2026 - 03 - 01)), today).is_err());
        assert!(check_dates(date!(2026 - 04 - 01), Some(date!(2026 - 03 - 31)), today).is_err());
    }
}
