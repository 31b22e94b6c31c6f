//! What the schema shows of staff alone; what also shows units and counties stands in `api/staff`.

mod cookie;
mod objects;

pub use cookie::{DEVICE_COOKIE, HAND_COOKIE, RequestCookies, UserAgent, forget, forget_hand, keep, keep_device, keep_hand};
pub use objects::{AccessReset, GrantAction, Session, SignOutPayload, StaffName};
