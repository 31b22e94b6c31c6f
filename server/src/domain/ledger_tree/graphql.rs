//! The log as the schema shows it: for everybody, and nothing of it says what an entry is about.

use crate::domain::keys;
use crate::domain::ledger_tree::Promise;
use crate::domain::ledger_tree::head::{Head, count};
use crate::domain::ledger_tree::read::{self, Inclusion, MOST_LEAVES, Restore};
use crate::domain::ledger_tree::tree::{Hash, hash_of};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::page::{STATEMENTS, whole_cost};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::ledger_head;

/// Leaves of one answer if nobody says how many.
const SOME_LEAVES: i32 = 256;
/// Days of one answer if nobody says how many.
const SOME_DAYS: i32 = 7;

/// Queries of the log.
#[derive(Debug, Default)]
pub struct LedgerTreeQuery;

#[Object]
impl LedgerTreeQuery {
    /// 树头: the newest signed root of a county's log; null where nothing was logged yet.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn ledger_head(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
    ) -> Result<Option<LedgerHead>> {
        let ctx = ctx_of(context)?;
        required(ctx, newest_head(ctx, &county).await)
    }

    /// The last head of each day, the newest first; at most 31 days.
    #[graphql(complexity = "whole_cost(first.unwrap_or(SOME_DAYS).clamp(1, 31).try_into().unwrap_or(31), child_complexity)")]
    async fn ledger_heads(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "Only days before this one.")] before: Option<Date>,
        #[graphql(desc = "How many days; 7 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<LedgerHead>> {
        let ctx = ctx_of(context)?;
        let county = required(ctx, ctx.county(&county).await)?;
        let days = u64::try_from(first.unwrap_or(SOME_DAYS)).unwrap_or(1);
        let rows = required(ctx, read::daily_heads(ctx, &county, before.map(|day| day.0), days).await)?;
        Ok(rows.iter().map(|row| LedgerHead::of(&county.code, row)).collect())
    }

    /// Where a commitment, as it stands on a receipt, stands in the log; null as long as it is not there. It is asked and
    /// answered alike for leaves that stand for something and for those that stand for nothing.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn ledger_inclusion(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "64 hex digits.")] commitment: String,
        #[graphql(desc = "Size of the head that it is proven under; the newest one if nothing is said.")] size: Option<i64>,
    ) -> Result<Option<LedgerInclusion>> {
        let ctx = ctx_of(context)?;
        let county = required(ctx, ctx.county(&county).await)?;
        let commitment = required(ctx, commitment_of(&commitment))?;
        let found = required(ctx, read::inclusion(ctx, &county, &commitment, size.map(count)).await)?;
        Ok(found.map(|found| LedgerInclusion::of(&county.code, &found)))
    }

    /// The hashes that prove that the log of one size is the beginning of that of another (RFC 9162, 2.1.4).
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn ledger_consistency(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "Leaves of the smaller tree, 1 or more.")] older: i64,
        #[graphql(desc = "Leaves of the larger one, at most the newest head's.")] newer: i64,
    ) -> Result<Vec<String>> {
        let ctx = ctx_of(context)?;
        let county = required(ctx, ctx.county(&county).await)?;
        let path = required(ctx, read::consistency(ctx, &county, (count(older), count(newer))).await)?;
        Ok(in_hex(&path))
    }

    /// Commitments of the log in their order, in hex.
    #[graphql(complexity = "whole_cost(10, child_complexity)")]
    async fn ledger_leaves(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
        #[graphql(desc = "Number of the first leaf; 0 is the log's first.")] start: i64,
        #[graphql(desc = "How many, at most 500; 256 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<String>> {
        let ctx = ctx_of(context)?;
        let county = required(ctx, ctx.county(&county).await)?;
        let most = u64::try_from(first.unwrap_or(SOME_LEAVES)).unwrap_or(1).min(MOST_LEAVES);
        let rows = required(ctx, read::leaves(ctx, &county, count(start), most).await)?;
        Ok(rows.iter().map(|row| hex::encode(&row.commitment)).collect())
    }

    /// 恢复: when a county's data came back from a backup, the newest first, at most 20. What was logged after that backup may
    /// be lost: whoever kept a head of it finds no consistency, and reads here why.
    #[graphql(complexity = "whole_cost(20, child_complexity)")]
    async fn ledger_restores(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Six-digit division code.")] county: String,
    ) -> Result<Vec<LedgerRestore>> {
        let ctx = ctx_of(context)?;
        let county = required(ctx, ctx.county(&county).await)?;
        let rows = required(ctx, read::restores(ctx, &county).await)?;
        Ok(rows.into_iter().map(LedgerRestore::from).collect())
    }
}

/// The newest head of the county with this code; none where nothing was logged yet.
///
/// # Errors
/// Refused if there is no such county.
pub async fn newest_head(ctx: &Ctx, county: &str) -> Outcome<Option<LedgerHead>> {
    let county = ctx.county(county).await?;
    let row = read::last_head(ctx, &county).await?;
    Ok(row.map(|row| LedgerHead::of(&county.code, &row)))
}

/// 32 bytes from hex.
fn commitment_of(text: &str) -> Outcome<Hash> {
    let bytes = hex::decode(text.trim()).ok().and_then(|bytes| hash_of(&bytes));
    bytes.ok_or_else(|| Failure::field(ErrorCode::Invalid, "commitment", "留痕承诺是 64 位十六进制数，照回执上的抄。"))
}

fn in_hex(path: &[Hash]) -> Vec<String> {
    path.iter().map(hex::encode).collect()
}

/// 树头: size and root of a county's log, signed by the county.
#[derive(Clone, Debug, SimpleObject)]
pub struct LedgerHead {
    /// Leaves below the root.
    pub size: i64,
    /// Root of the tree (RFC 9162, 2.1.1), in hex.
    pub root: String,
    /// When.
    pub at: DateTime,
    /// The day in China.
    pub day: Date,
    /// The signed text, `{"at":…,"county":"…","root":"…","size":…}`, with `at` in Unix milliseconds.
    pub text: String,
    /// How it is signed: Ed25519 over `lianjing ledger head v1`, a line feed, and the text.
    pub signed_by: String,
    /// The signature, in hex.
    pub signature: String,
    /// Name of the county's key.
    pub key_id: String,
    /// Its public half, in hex. That it is the county's must be known in another way.
    pub public_key: String,
}

/// That a leaf stands in the tree under a head.
#[derive(Clone, Debug, SimpleObject)]
pub struct LedgerInclusion {
    /// The head.
    pub head: LedgerHead,
    /// Place of the leaf.
    pub leaf_index: i64,
    /// The proof (RFC 9162, 2.1.3), from the leaf upwards, in hex.
    pub path: Vec<String>,
}

/// 恢复: what the entry of a restore says. SHA-256 over the salt and the SHA-256 of the entry is the leaf's commitment.
#[derive(Clone, Debug, SimpleObject)]
pub struct LedgerRestore {
    /// Place of its leaf.
    pub leaf_index: i64,
    /// The entry, one line of JSON.
    pub entry: String,
    /// The salt, in hex.
    pub salt: String,
}

/// 留痕承诺: the county's signature that the submission's entry will be a leaf of its public log, within a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct LedgerPromise {
    /// What the leaf will hold, in hex.
    pub commitment: String,
    /// How it is signed: Ed25519 over `lianjing ledger promise v1`, a line feed, and
    /// `{"commitment":"…","contentHash":"…","county":"…","day":"…"}`.
    pub signed_by: String,
    /// The signature, in hex.
    pub signature: String,
    /// Name of the county's key.
    pub key_id: String,
    /// Its public half, in hex. That it is the county's must be known in another way.
    pub public_key: String,
}

/// A number as the schema shows it.
fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl LedgerHead {
    fn of(county: &str, row: &ledger_head::Model) -> Self {
        Self {
            size: row.size,
            root: hex::encode(&row.root),
            at: DateTime(row.at),
            day: Date(row.day),
            text: Head::of_row(county, row).text(),
            signed_by: keys::SIGNED_BY.to_owned(),
            signature: hex::encode(&row.signature),
            key_id: row.key_id.clone(),
            public_key: hex::encode(&row.public_key),
        }
    }
}

impl LedgerInclusion {
    fn of(county: &str, found: &Inclusion) -> Self {
        Self { head: LedgerHead::of(county, &found.head), leaf_index: number(found.leaf_index), path: in_hex(&found.path) }
    }
}

impl From<Restore> for LedgerRestore {
    fn from(told: Restore) -> Self {
        Self { leaf_index: number(told.leaf_index), entry: told.entry, salt: hex::encode(told.salt) }
    }
}

impl From<Promise> for LedgerPromise {
    fn from(promise: Promise) -> Self {
        let Promise { commitment, signed } = promise;
        Self {
            commitment: hex::encode(commitment),
            signed_by: keys::SIGNED_BY.to_owned(),
            signature: hex::encode(signed.signature),
            key_id: signed.key_id,
            public_key: hex::encode(signed.public_key),
        }
    }
}
