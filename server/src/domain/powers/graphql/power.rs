//! A power as the API shows it. Its page reaches into later modules: the fields that need more than its row stand in
//! `api/power.rs`.

use crate::domain::directory;
use crate::domain::directory::graphql::{Unit, split};
use crate::domain::powers::{self, CheckRow, Flow, HaltRow, Papers, PowersFound, RiskRow};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::{ids, words};
use crate::kernel::{County as Tenant, Ctx, Outcome};
use async_graphql::{ID, SimpleObject};
use entity::id::{PowerId, UnitId};
use entity::power;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// 权力事项: one item of a unit's power list.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Power {
    /// Opaque id.
    pub id: ID,
    /// Code within the county.
    pub code: String,
    /// Name.
    pub name: String,
    /// 外部职权, 内部管理 or 岗位.
    pub kind: words::PowerKind,
    /// 许可, 处罚, 监管 and so on.
    pub administrative_type: String,
    /// What it is, in everyday words.
    pub summary: String,
    /// Whether it is one of 三重一大.
    pub is_major: bool,
    /// 行权主体.
    pub exercising_body: String,
    /// 监督主体.
    pub supervising_body: String,
    /// 追责主体.
    pub accountable_body: String,
    /// The row's id.
    #[graphql(skip)]
    pub power_id: PowerId,
    /// What was read together with it.
    #[graphql(skip)]
    pub batch: Arc<Batch>,
}

/// A body of a power that is a unit of the county, or an organ of one.
#[derive(Clone, Debug, SimpleObject)]
pub struct PowerBody {
    /// The words as the power has them.
    pub words: String,
    /// Code of the unit that they name.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
}

/// The powers that were read together: what one of them wants is read for all, so that the number of statements
/// does not grow with the list.
#[derive(Debug)]
pub struct Batch {
    /// The tenant.
    pub county: Tenant,
    /// The powers.
    pub ids: Vec<PowerId>,
    /// Risk points of all of them; the risk register fills it.
    pub risks: OnceCell<Vec<RiskRow>>,
    /// Which of them are stopped; the halts fill it, and the two below.
    pub halted: OnceCell<BTreeSet<PowerId>>,
    /// Every 叫停 of them.
    pub halts: OnceCell<Vec<HaltRow>>,
    /// Every 过程检查 of them; the checks fill it, and the one below.
    pub checks: OnceCell<Vec<CheckRow>>,
    /// Whether the viewer may check powers of this unit.
    pub may_check: OnceCell<bool>,
    /// Whether the viewer may stop powers of this unit.
    pub may_halt: OnceCell<bool>,
    /// The unit whose powers they are.
    pub unit_id: UnitId,
    unit: OnceCell<Unit>,
    papers: OnceCell<Papers>,
    flow: OnceCell<Flow>,
}

/// A page of powers.
#[derive(Debug, SimpleObject)]
pub struct PowerConnection {
    /// The powers.
    pub nodes: Vec<Power>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

impl Power {
    /// The published power with this code.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_code(ctx: &Ctx, county: &str, code: &str) -> Outcome<Self> {
        let county = ctx.county(county).await?;
        let tx = ctx.read(&county).await?;
        Ok(Self::alone(&county, powers::power_by_code(&tx, code).await?))
    }

    /// One power that was read by itself.
    #[must_use]
    pub fn alone(county: &Tenant, row: power::Model) -> Self {
        let batch = Arc::new(Batch::new(county, vec![row.id], row.unit_id));
        Self::in_batch(row, &batch)
    }

    fn in_batch(row: power::Model, batch: &Arc<Batch>) -> Self {
        Self {
            id: ids::show(row.id),
            code: row.code,
            name: row.name,
            kind: row.kind.into(),
            administrative_type: row.administrative_type,
            summary: row.summary,
            is_major: row.is_major,
            exercising_body: row.exercising_body,
            supervising_body: row.supervising_body,
            accountable_body: row.accountable_body,
            power_id: row.id,
            batch: Arc::clone(batch),
        }
    }
}

impl Batch {
    fn new(county: &Tenant, ids: Vec<PowerId>, unit_id: UnitId) -> Self {
        Self {
            county: county.clone(),
            ids,
            risks: OnceCell::new(),
            halted: OnceCell::new(),
            halts: OnceCell::new(),
            checks: OnceCell::new(),
            may_check: OnceCell::new(),
            may_halt: OnceCell::new(),
            unit_id,
            unit: OnceCell::new(),
            papers: OnceCell::new(),
            flow: OnceCell::new(),
        }
    }

    /// The unit whose powers they are.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn unit(&self, ctx: &Ctx) -> Outcome<&Unit> {
        let load = || async {
            let row = directory::unit_by_id(&ctx.read(&self.county).await?, self.unit_id).await?;
            Ok(Unit::plain(&self.county, row.unit))
        };
        self.unit.get_or_try_init(load).await
    }

    /// Legal bases, guides and discretion standards.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn papers(&self, ctx: &Ctx) -> Outcome<&Papers> {
        let load = || async { powers::batch_papers(&ctx.read(&self.county).await?, &self.ids).await };
        self.papers.get_or_try_init(load).await
    }

    /// Steps and edges.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn flow(&self, ctx: &Ctx) -> Outcome<&Flow> {
        let load = || async { powers::batch_flow(&ctx.read(&self.county).await?, &self.ids).await };
        self.flow.get_or_try_init(load).await
    }
}

impl PowerConnection {
    /// Powers of one unit that were read together.
    #[must_use]
    pub fn new(unit: &Unit, found: PowersFound) -> Self {
        let ids = found.page.nodes.iter().map(|row| row.id).collect();
        let batch = Batch { unit: OnceCell::new_with(Some(unit.clone())), ..Batch::new(&unit.tenant, ids, unit.row.id) };
        let batch = Arc::new(batch);
        let (rows, page_info) = split(found.page);
        Self {
            nodes: rows.into_iter().map(|row| Power::in_batch(row, &batch)).collect(),
            page_info,
            total_count: i32::try_from(found.total).unwrap_or(i32::MAX),
        }
    }
}
