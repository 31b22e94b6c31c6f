//! 二维码入口: what a code on a wall stands for, and the poster that carries it.
//!
//! Invariants: 1. a code is made by chance, unique over the platform, never a database key. 2. A revoked code leads
//! nowhere. 3. A scan is counted without anything about who scanned. 4. A code of a moved unit leads to its successor.

mod code;
pub mod graphql;
pub mod poster;
mod service;
mod store;

pub use code::StickerCode;
pub use service::{Found, Target, count_scan, find, poster_for, revoke, sticker_for, stickers_of_unit};
