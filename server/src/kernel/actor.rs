//! Who acts. An actor is made at the edge, from a token, and believed from there on.

use entity::id::{AccountId, ClientId, ContactId, CountyId, OfficialId, OrganId, SessionId, UnitId};
use entity::words::{ClientScope, PhonePurpose, StaffRole};

/// Whoever stands behind a request.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody known.
    Nobody,
    /// A person who proved a phone number for one purpose within the last 30 minutes.
    Reporter(ReporterActor),
    /// A signed-in member of the staff.
    Staff(StaffActor),
    /// A third party's program: of everything else than its own webhooks it is nobody.
    Client(ClientActor),
    /// The platform itself: the worker.
    System,
}

/// A person with a proven phone.
#[derive(Clone, Debug)]
pub struct ReporterActor {
    /// The county the code was asked for in.
    pub county_id: CountyId,
    /// Where the number lies sealed.
    pub contact_id: ContactId,
    /// Keyed hash of the number.
    pub phone_hash: Vec<u8>,
    /// The one thing that the proof is good for.
    pub purpose: PhonePurpose,
}

/// A third party's program, registered by a county.
#[derive(Clone, Debug)]
pub struct ClientActor {
    /// The county that registered it.
    pub county_id: CountyId,
    /// Which.
    pub client_id: ClientId,
    /// What its token says it may do, as far as the county still lets it.
    pub scopes: Vec<ClientScope>,
}

/// A signed-in member of the staff, with the roles that hold today.
#[derive(Clone, Debug)]
pub struct StaffActor {
    /// The tenant.
    pub county_id: CountyId,
    /// The account.
    pub account_id: AccountId,
    /// The session, so that signing out can end it.
    pub session_id: SessionId,
    /// Name for display and watermark.
    pub name: String,
    /// The official behind the account, for recusal.
    pub official_id: Option<OfficialId>,
    /// Other accounts behind which the same official stands: closed ones, for he has only one that is open.
    pub former: Vec<AccountId>,
    /// Roles that hold today.
    pub roles: Vec<HeldRole>,
}

/// One role, and where it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: StaffRole,
    /// Of which unit, for roles by unit.
    pub unit_id: Option<UnitId>,
    /// Of which organ, for roles by organ.
    pub organ_id: Option<OrganId>,
}

impl StaffActor {
    /// Whether this account is or was his: what somebody did by an account that is closed he did himself.
    #[must_use]
    pub fn is_me(&self, account: AccountId) -> bool {
        self.account_id == account || self.former.contains(&account)
    }

    /// Whether the role is held anywhere.
    #[must_use]
    pub fn is(&self, role: StaffRole) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }

    /// Whether the role is held in this organ.
    #[must_use]
    pub fn is_in(&self, role: StaffRole, organ: OrganId) -> bool {
        self.roles.iter().any(|held| held.role == role && held.organ_id == Some(organ))
    }

    /// Organs in which one of the roles is held.
    #[must_use]
    pub fn organs(&self, roles: &[StaffRole]) -> Vec<OrganId> {
        let mut organs: Vec<_> = self.roles.iter().filter(|held| roles.contains(&held.role)).filter_map(|held| held.organ_id).collect();
        organs.sort_unstable();
        organs.dedup();
        organs
    }
}

impl Actor {
    /// The member of the staff, if it is one.
    #[must_use]
    pub const fn staff(&self) -> Option<&StaffActor> {
        match self {
            Self::Staff(staff) => Some(staff),
            _ => None,
        }
    }

    /// The third party's program, if it is one and may do this.
    #[must_use]
    pub fn client(&self, scope: ClientScope) -> Option<&ClientActor> {
        match self {
            Self::Client(client) if client.scopes.contains(&scope) => Some(client),
            _ => None,
        }
    }

    /// The person with a phone proven for this purpose.
    #[must_use]
    pub fn reporter(&self, purpose: PhonePurpose) -> Option<&ReporterActor> {
        match self {
            Self::Reporter(reporter) if reporter.purpose == purpose => Some(reporter),
            _ => None,
        }
    }
}
