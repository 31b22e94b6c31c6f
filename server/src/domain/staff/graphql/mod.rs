//! What the schema shows of staff alone; what also shows units and counties stands in `api/staff`.

mod cookie;
mod objects;

pub use cookie::{DEVICE_COOKIE, RequestCookies, UserAgent, forget, keep, keep_device};
pub use objects::{AccessReset, GrantAction, Session, SignOutPayload, StaffName};
