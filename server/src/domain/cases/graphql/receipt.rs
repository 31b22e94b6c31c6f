//! 回执: what a reporter keeps of a submission.

use crate::domain::ledger_tree::graphql::LedgerPromise;
use crate::domain::reports;
use crate::kernel::County;
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::Date;
use async_graphql::{ID, SimpleObject};
use entity::moment::Moment;

/// The fingerprint of what was submitted when, with the county's signed promise.
#[derive(Clone, Debug, SimpleObject)]
pub struct Receipt {
    /// The county's name.
    pub county: String,
    /// Its division code.
    pub county_code: String,
    /// The day.
    pub day: Date,
    /// In hex: SHA-256 of the salt's 16 bytes followed by `{"mediaIds":[…],"otherNames":[…],"text":"…"}` in UTF-8, without
    /// spaces, with the reporter's words as the status page shows them.
    pub content_hash: String,
    /// The salt, in hex.
    pub salt: String,
    /// The evidence that came with it, in the order in which it was hashed.
    pub media_ids: Vec<ID>,
    /// The signed promise of a leaf; null for a report from before there were promises.
    pub promise: Option<LedgerPromise>,
    /// The same in words, to keep; it says how the hash is taken and the signature checked.
    pub text: String,
}

impl Receipt {
    /// The receipt of a submission of that moment.
    #[must_use]
    pub fn of(county: County, submitted_at: Moment, kept: reports::Receipt) -> Self {
        let day = submitted_at.in_china().date();
        Self {
            text: kept.in_words((&county.name, &county.code), day),
            county: county.name,
            county_code: county.code,
            promise: kept.promise.map(LedgerPromise::from),
            day: Date(day),
            content_hash: hex::encode(kept.content_hash),
            salt: hex::encode(kept.salt),
            media_ids: kept.media_ids.into_iter().map(show).collect(),
        }
    }
}
