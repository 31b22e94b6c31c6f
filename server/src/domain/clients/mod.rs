//! 接口客户端: third parties' programs that a county registered, what they may ask and how much, and whom they are told for.
//!
//! Words: a *client* is a program; its *secret* opens the door to tokens; a *scope* is what it may do beyond what everybody
//! may; a *quota* is how much it may ask for in a minute and in a day, by the schema's own count.
//!
//! Invariants: 1. A secret is shown once and kept as a keyed hash; unknown, wrong and ended credentials are answered alike,
//! and wrong ones never keep good ones out. 2. A client reads what everybody may read, and of its own webhooks; no scope opens a
//! case, a name or a number. 3. What it may do is asked of the database at each request: what is ended is over at once.
//! 4. A request is counted before it is run, by one statement, whichever process answers it.

pub mod graphql;
mod model;
mod policy;
#[cfg(test)]
mod policy_tests;
mod service;
mod store;
pub mod webhooks;

pub use model::{Claims, ClientRow, Granted, NewClient, NotGranted, Secret, Shown, TOKEN_LIFE};
pub use service::quota::{Left, Spent, charge};
pub use service::token::{actor_from_token, grant, load_actor};
pub use service::{all, end, register, rotate, sweep};
