//! 推送: addresses of clients that are told of each change in public, one after the other.
//!
//! Invariants: 1. What is sent is signed (Standard Webhooks: id, timestamp and body under HMAC-SHA256); the id is the same in each
//! try, so that a receiver tells a copy. 2. Secrets are made from the key folder, and stored nowhere. 3. One change is sent until
//! it is taken; the next one waits for it. Nothing is lost, and after twelve tries a person must look. 4. Where an address leads is
//! checked when it is registered and each time it is told. 5. No transaction is open while something is sent.

mod jobs;
mod sign;
pub(super) mod store;
mod verbs;

pub use jobs::{DELIVER, deliver_job, noted_job};
pub use verbs::{WebhookRow, end, of_county, own, register, resume, rotate};
