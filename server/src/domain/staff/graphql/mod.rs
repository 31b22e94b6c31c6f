//! The schema of staff: signing in, sessions, accounts, roles.

mod cookie;
mod mutation;
mod objects;
mod query;

pub use cookie::{RequestCookies, UserAgent};
pub use mutation::StaffMutation;
pub use objects::{AccessReset, Account, RoleGrant, Session, SignOutPayload, StaffName, Viewer};
pub use query::StaffQuery;
