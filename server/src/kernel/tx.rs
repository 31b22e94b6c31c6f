//! One tenant's transaction: rows, ids and chance of one verb, and its one commit.

use crate::kernel::clock::random;
use crate::kernel::db::RawTx;
use crate::kernel::error::{Failure, Outcome};
use crate::kernel::ground::Kernel;
use crate::kernel::tenants::County;
use entity::id::{TypedId, mint};
use entity::moment::Moment;
use entity::scope::Scope;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// One tenant's transaction: state, ledger entry and outbox row commit together or not at all.
pub struct Tx {
    raw: RawTx,
    /// The tenant.
    pub county: County,
    /// The time of the verb: one verb has one time.
    pub now: Moment,
    /// The ground: keys, settings, chance.
    pub kernel: Arc<Kernel>,
    statements: Arc<AtomicU32>,
    work_left: AtomicBool,
}

impl Tx {
    pub(super) fn new(raw: RawTx, county: County, kernel: &Arc<Kernel>, now: Moment, statements: &Arc<AtomicU32>) -> Self {
        let (kernel, statements) = (Arc::clone(kernel), Arc::clone(statements));
        Self { raw, county, now, kernel, statements, work_left: AtomicBool::new(false) }
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

    /// Makes all of it true at once.
    ///
    /// # Errors
    /// A fault of the database; nothing was written then.
    pub async fn commit(self) -> Outcome<()> {
        self.raw.inner.commit().await.map_err(Failure::from)?;
        if self.work_left.load(Ordering::Relaxed) {
            self.kernel.db.wake.notify_one();
        }
        Ok(())
    }

    fn count(&self) -> &DatabaseTransaction {
        self.statements.fetch_add(1, Ordering::Relaxed);
        &self.raw.inner
    }
}

/// In tests every statement on a tenant's table must name the county, or a cluster would ask all its machines.
fn names_county(sql: &str) -> Result<(), DbErr> {
    let platform = ["county\"", "phone_limit", "used_challenge", "sticker_index"];
    if cfg!(debug_assertions) && !sql.contains("county_id") && !platform.iter().any(|table| sql.contains(table)) {
        return Err(DbErr::Custom(format!("a statement does not name its county: {sql}")));
    }
    Ok(())
}

#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.raw.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        names_county(&statement.sql)?;
        self.count().execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        names_county(sql)?;
        self.count().execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        names_county(&statement.sql)?;
        self.count().query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        names_county(&statement.sql)?;
        self.count().query_all_raw(statement).await
    }

    fn support_returning(&self) -> bool {
        self.raw.inner.support_returning()
    }
}
