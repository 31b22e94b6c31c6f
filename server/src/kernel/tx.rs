//! One tenant's transaction: rows, ids and chance of one verb, and its one commit.

use crate::kernel::bell::Ring;
use crate::kernel::clock::random;
use crate::kernel::db::RawTx;
use crate::kernel::error::{Failure, Outcome};
use crate::kernel::ground::Kernel;
use crate::kernel::hand::Hand;
use crate::kernel::one_state::Lent;
use crate::kernel::one_tx::Only;
use crate::kernel::tenants::County;
use entity::id::{TypedId, mint};
use entity::moment::Moment;
use entity::scope::Scope;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// What the statements go through.
pub(super) enum Raw {
    /// A transaction of its own, the only one of its steps.
    Own { raw: RawTx, _only: Only },
    /// The one that all fields of a question share.
    Lent(Lent),
}

impl Raw {
    pub(super) const fn own(only: Only, raw: RawTx) -> Self {
        Self::Own { raw, _only: only }
    }
}

/// One tenant's transaction: state, ledger entry and outbox row commit together or not at all.
pub struct Tx {
    raw: Raw,
    /// The tenant.
    pub county: County,
    /// The time of the verb: one verb has one time.
    pub now: Moment,
    /// The ground: keys, settings, chance.
    pub kernel: Arc<Kernel>,
    /// What the browser opens its owner's private key with, if it brought that.
    pub hand: Option<Hand>,
    statements: Arc<AtomicU32>,
    work_left: AtomicBool,
    rings: AtomicBool,
}

impl Tx {
    pub(super) fn new(raw: Raw, county: County, kernel: &Arc<Kernel>, now: Moment, statements: &Arc<AtomicU32>) -> Self {
        let (kernel, statements) = (Arc::clone(kernel), Arc::clone(statements));
        let (work_left, rings) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { raw, county, now, kernel, hand: None, statements, work_left, rings }
    }

    pub(super) fn in_hand(self, hand: Option<Hand>) -> Self {
        Self { hand, ..self }
    }

    /// The tenant's rows: `tx.rows().find::<unit::Entity>()`.
    #[must_use]
    pub const fn rows(&self) -> Scope {
        Scope(self.county.id)
    }

    /// A new id of this county.
    #[must_use]
    pub fn mint<I: TypedId>(&self) -> I {
        I::from(mint(self.now.0, self.county.number, random(&*self.kernel.chance)))
    }

    /// A new id of this county that tells the day in China and no hour of it.
    #[must_use]
    pub fn mint_of_day<I: TypedId>(&self) -> I {
        let day = Moment::from(self.now.in_china().replace_time(time::Time::MIDNIGHT));
        I::from(mint(day.0, self.county.number, random(&*self.kernel.chance)))
    }

    /// N random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        random(&*self.kernel.chance)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn add<M, A>(&self, row: M) -> Result<(), DbErr>
    where
        M: sea_orm::IntoActiveModel<A>,
        A: sea_orm::ActiveModelTrait + Send,
        A::Entity: entity::scope::Tenant,
    {
        self.rows().insert(row).exec_without_returning(self).await.map(drop)
    }

    /// Adds rows, a bounded number in one statement.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn add_all<M, A>(&self, rows: Vec<M>) -> Result<(), DbErr>
    where
        M: sea_orm::IntoActiveModel<A> + Send,
        A: sea_orm::ActiveModelTrait + Send,
        A::Entity: entity::scope::Tenant,
    {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(500).collect();
            self.rows().insert_all(some).exec_without_returning(self).await?;
        }
        Ok(())
    }

    /// The worker is to look after the commit.
    pub fn leave_work(&self) {
        self.work_left.store(true, Ordering::Relaxed);
    }

    /// The bell is to ring after the commit: something changed that people may be waiting for.
    pub fn ring(&self) {
        self.rings.store(true, Ordering::Relaxed);
    }

    /// Makes all of it true at once.
    ///
    /// # Errors
    /// A fault of the database; nothing was written then.
    pub async fn commit(self) -> Outcome<()> {
        // What is lent only reads: there is nothing to make true.
        if let Raw::Own { raw, .. } = self.raw {
            raw.inner.commit().await.map_err(Failure::from)?;
        }
        if self.work_left.load(Ordering::Relaxed) {
            self.kernel.db.wake.notify_one();
        }
        if self.rings.load(Ordering::Relaxed) {
            self.kernel.db.bell.ring(Ring::Here(self.county.number));
        }
        Ok(())
    }

    fn count(&self) -> Result<&DatabaseTransaction, DbErr> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &self.raw {
            Raw::Own { raw, .. } => Ok(&raw.inner),
            Raw::Lent(lent) => lent.inner(),
        }
    }

    /// What came of a statement.
    fn noted<T>(&self, came: Result<T, DbErr>) -> Result<T, DbErr> {
        if let (Raw::Lent(lent), Err(_)) = (&self.raw, &came) {
            lent.breaks();
        }
        came
    }
}

/// What a cluster spread by county refuses in a statement, or answers by asking all its machines.
const UNSPREADABLE: [&str; 7] = ["now()", "random()", "gen_random_uuid()", "current_timestamp", "county_id::", "merge into", "set_config("];

/// In tests every statement on a tenant's table must name the county once for each table that it reads or writes, and
/// must say nothing that a cluster refuses.
fn can_be_spread(sql: &str) -> Result<(), DbErr> {
    let platform = ["county\"", "phone_limit", "used_challenge", "sticker_index"];
    if !cfg!(debug_assertions) || platform.iter().any(|table| sql.contains(table)) {
        return Ok(());
    }
    let lower = sql.to_lowercase();
    if let Some(word) = UNSPREADABLE.iter().find(|word| lower.contains(**word)) {
        return Err(DbErr::Custom(format!("a statement says {word}: {sql}")));
    }
    let update = usize::from(lower.starts_with("update "));
    let tables = update + [" join ", " from ", "insert into "].iter().map(|word| lower.matches(word).count()).sum::<usize>();
    // What a question only shows says nothing of where it looks.
    let looks = lower.split_once(" from ").filter(|_| lower.starts_with("select ")).map_or(lower.as_str(), |(_, looks)| looks);
    if looks.matches("county_id").count() < tables.max(1) {
        return Err(DbErr::Custom(format!("a statement does not name its county for each table: {sql}")));
    }
    Ok(())
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.kernel.db.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        can_be_spread(&statement.sql)?;
        self.noted(self.count()?.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        can_be_spread(sql)?;
        self.noted(self.count()?.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        can_be_spread(&statement.sql)?;
        self.noted(self.count()?.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        can_be_spread(&statement.sql)?;
        self.noted(self.count()?.query_all_raw(statement).await)
    }

    fn support_returning(&self) -> bool {
        self.kernel.db.platform().support_returning()
    }
}

#[cfg(test)]
mod tests {
    use super::can_be_spread;

    #[test]
    fn a_statement_names_its_county_for_each_table() {
        for good in [
            r#"SELECT "id" FROM "unit" WHERE "unit"."county_id" = $1"#,
            "SELECT 1 FROM session s JOIN account a ON a.county_id = s.county_id WHERE s.county_id = $1",
            "UPDATE outbox SET id = $2 WHERE county_id = $1 AND id IN (SELECT id FROM outbox WHERE county_id = $1 FOR UPDATE SKIP LOCKED)",
            r#"INSERT INTO "outbox" ("county_id", "id") VALUES ($1, $2)"#,
            r#"SELECT "id" FROM "county" WHERE "code" = $1"#,
        ] {
            assert!(can_be_spread(good).is_ok(), "{good}");
        }
        for bad in [
            "SELECT id FROM unit WHERE id = $1",
            "SELECT county_id, id FROM unit WHERE id = $1",
            "SELECT 1 FROM session s JOIN account a ON a.id = s.account_id WHERE s.county_id = $1",
            "UPDATE outbox SET run_at = now() WHERE county_id = $1",
            "SELECT 1 FROM unit WHERE county_id::text = $1",
            "SELECT set_config('app.county_id', $1, true)",
        ] {
            assert!(can_be_spread(bad).is_err(), "{bad}");
        }
    }
}
