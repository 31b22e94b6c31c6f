//! What the log says of a request, asked at once or subscribed to.

use crate::kernel::clock::random;
use crate::kernel::{Actor, Kernel};

/// An id by which a person can tell the operator of what broke.
pub fn request_id(kernel: &Kernel) -> String {
    hex::encode(random::<6>(&*kernel.chance))
}

/// An operation's name as clients give it, if it is one: whatever else they might write there does not go into the log.
pub fn named(operation: Option<&str>) -> &str {
    let is_name = |name: &&str| name.len() <= 60 && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    operation.filter(is_name).unwrap_or("-")
}

/// Which sort of person asked.
pub const fn role(actor: &Actor) -> &'static str {
    match actor {
        Actor::Nobody => "nobody",
        Actor::Reporter(_) => "reporter",
        Actor::Staff(_) => "staff",
        Actor::Client(_) => "client",
        Actor::System => "system",
    }
}
