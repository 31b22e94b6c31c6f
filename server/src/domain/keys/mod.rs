//! 密钥: random keys that seal texts and files, kept only wrapped for their holders.
//!
//! Words: an *envelope* is a random key and what it seals; a *wrap* is that key, sealed for one holder; a *part* is
//! one sealed text; a *stream* is a sealed file of segments that open alone.
//!
//! Invariants: 1. An envelope's key is nowhere but in memory and in wraps. 2. The database, backups and files together
//! open nothing without the key folder; a reporter's wrap needs the query code too. 3. What is sealed is bound to its
//! county, envelope and place: a row or a segment moved elsewhere does not open. 4. Every record names its algorithm
//! and key, so that both can be changed: an older key of a file opens what it made, until it is made anew. 5. Holders are named by what they are, never by their key: organ key pairs
//! can take the place of the county's keys behind `Holder`.

mod append;
mod by_pair;
mod cipher;
mod hash;
mod model;
mod organs;
mod own;
mod pair;
mod pair_store;
#[cfg(test)]
mod pair_tests;
mod paper;
mod paper_store;
mod pending;
pub mod query_code;
mod reseal;
mod service;
mod sign;
mod store;
pub mod stream;
#[cfg(test)]
mod tests;
pub mod ticket;
mod to_pairs;

pub use append::append;
pub use by_pair::is_shut;
pub use hash::{keyed_hash, same};
pub use model::{Holder, OpenKey, Part, Recipe};
pub use organs::{Seat, settle};
pub use own::{Own, Owner, at_hand, carried, carry, hold, keep_own, open_own, own_of, recipe_of, seal_own_anew, succeed_own};
pub use pair_store::forget_sessions;
pub use paper::{PaperStanding, new_paper, note_recovery, paper_standing, recover};
pub use pending::{fulfil, leave};
pub use reseal::{Left, left, renew, reseal};
pub use service::{
    add_part, add_parts, destroy, drop_wrap, drop_wrap_of, forget_parts, forget_these, is_wrapped, open, parts, seal_each, seal_new,
    wrap_for,
};
pub use sign::{SIGNED_BY, Signed, agrees, is_signed, is_signed_by, public_key, sign};
pub use to_pairs::{Moved, move_to_pairs};
