//! 工作人员: accounts, roles with dates, signing in, sessions.
//!
//! Words: a *grant* is a role of an account in a unit, an organ or the county; a *case role* is one that opens cases
//! (handler, head, custodian); an *approver* is the second person behind a case role or a reset; a *session* is one
//! signed-in device.
//!
//! Invariants: 1. nobody signs in with less than password and second factor, and a code of the second factor works
//! once. 2. Failures slow an account down, they never lock it for good. 3. A case role and a reset of access become
//! true only through a head who neither proposed them nor gains by them; both end the account's sessions. 4. Roles
//! are read at each request: what was ended today opens nothing today. 5. A refresh token works once; seen again, it
//! was stolen, and its session ends. 6. Every change of roles and access and every sign-in is on the ledger.

mod access;
pub mod graphql;
mod model;
mod password;
pub mod policy;
mod refusal;
mod service;
mod store;
mod totp;

pub use access::{NewAccess, issue_access};
pub use model::{AccountRow, Claims, GrantRow, IDLE_LIFE, NewAccount, NewRole, Opened, ResetRow, SessionRow, Viewing};
pub use password::hash_password;
pub use refusal::StaffRefusal;
pub use service::accounts::{Created, NewStaff, create_for_demo, create_staff};
pub use service::reading::{People, people, viewer};
pub use service::resets::{Reset, approve_reset, reset_access};
pub use service::roles::{ProposeRole, SIGHT_CHANGED, approve_role, end_role, propose_role};
pub use service::session::{actor_from_token, actor_of_session, end_session, load_actor, open_session, refresh, sign_out};
pub use service::sign_in::{SecondFactor, SignIn, sign_in, verify_second_factor};
