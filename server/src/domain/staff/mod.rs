//! 工作人员: accounts, roles with dates, signing in, sessions.
//!
//! Words: a *grant* is a role of an account in a unit, an organ or the county; a *case role* is one that opens cases
//! (handler, head, custodian); an *approver* is the second person behind a case role or a reset; a *session* is one
//! signed-in device; a *known device* is one that signed in to the account before, whose failures are counted apart; a
//! *first password* is one that somebody else handed over; *taking over* an account is what its owner does with it.
//!
//! Invariants: 1. nobody signs in with less than password and second factor, and a code of the second factor works
//! once. 2. Failures slow a login down, whether it exists or not; they never lock it for good, and those of strangers
//! never slow a known device. 3. A case role and a reset of access become true only through a head who neither proposed
//! them nor gains by them; both end the account's sessions, and so does the end of a role. 4. Roles are read at each
//! request: what was ended today opens nothing today. 5. A refresh token works once; seen again, it was stolen, and its
//! session ends. 6. No session opens with a password that somebody else knows, or a second factor that somebody else
//! has seen. 7. With an account's first case role all access that was handed out before is void. 8. Every change of
//! roles and access and every sign-in is on the ledger. 9. Behind a case role stands an official of the directory, whom
//! the second person saw and named; an account belongs to one official for good, and he has one open account. Whether two
//! are one person is asked of the official, never of the account. 10. A county always has an administrator, and an organ
//! with a head keeps one: whoever stays counts only if he stays at least as long.

mod access;
mod forms;
pub mod graphql;
mod model;
mod password;
pub mod policy;
mod refusal;
mod rules;
mod service;
mod store;
mod strength;
mod sweep;
mod totp;
mod trail;

pub use access::{FirstPassword, NewAccess, first_password, issue_access};
pub use forms::check_login;
pub use model::{
    AccessNeed, AccountRow, Claims, FirstStep, GrantRow, IDLE_LIFE, NewAccount, NewRole, OfficialChoice, Opened, ResetRow, SessionRow,
    Viewing,
};
pub use password::hash_password;
pub use refusal::{AccessRefusal, StaffRefusal};
pub use service::accounts::{Created, NewStaff, add_first, create_for_demo, create_staff, link_official, officials_named, standing};
pub use service::closing::{LEAVING, close_account, heads_of, reopen_account, stop_roles_in};
pub use service::custody::{tend, tend_county};
pub use service::devices::DEVICE_LIFE;
pub use service::editing::{AccountEdit, AccountPage, account_page, edit_account};
pub use service::operator::{Given, OperatorGrant, grant_by_operator, issue_by_operator};
pub use service::own::{ChangePassword, SetMail, change_password, set_mail};
pub use service::reading::{People, StaffFilter, holders, people, viewer};
pub use service::recovering::{Recovery, recover_by_paper};
pub use service::reseal::{reseal_second_factors, second_factors_under_older_keys};
pub use service::resets::{Reset, approve_reset, reset_access};
pub use service::roles::{Approved, ProposeRole, RoleWord, SIGHT_CHANGED, approve_role, end_role, propose_role};
pub use service::session::{actor_from_token, actor_of_session, end_session, load_actor, open_session, refresh, sign_out};
pub use service::sign_in::{Browser, SecondFactor, SignIn, sign_in, verify_second_factor};
pub use service::taking::{TakeAccess, take_access};
pub use service::terms::set_role_term;
pub use service::trail::trail;
pub use store::living_sessions;
pub use sweep::sweep;
pub use trail::{TrailChange, TrailKind, TrailRow};
