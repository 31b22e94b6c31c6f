//! The demonstration: four real counties filled with invented departments, powers, people, staff and cases.
//!
//! Invariants: 1. everything but divisions and law is invented and marked so (`is_demo`, 演示数据). 2. What is filled
//! comes from `demo/` and a fixed seed; keys, passwords and codes of reporters come from chance. 3. A county that is
//! there already is left alone, unless its stories were cut off: then they are told to their end. 4. Cases are made through the verbs of `cases`, so that sealing, clocks and ledger are
//! real; only their time lies in the past. 5. It goes into no database that holds a county of somebody else.

mod cases;
mod content;
mod dice;
mod plan;
mod rows;
mod staff;
mod wording;

use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::kernel::{County, Ctx, ErrorCode, Failure, Kernel, Outcome};
use content::{Content, CountyPlan};
use entity::county;
use entity::id::CountyId;
use entity::scope::{platform_insert, platform_rows};
use plan::Plan;
use rows::Rows;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DatabaseConnection, DbBackend, QueryFilter as _, QueryOrder as _, Statement};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use time::Duration;

pub use cases::{DemoReport, FILE as REPORTS_FILE};
pub use plan::Extent;
pub use rows::Counts;
pub use staff::{DemoAccount, FILE as ACCOUNTS_FILE};

/// Division code of the county that the demonstration is about: 苍溪县.
pub const HOME: &str = "510824";

/// The county was set up so many days ago; units, officials and staff date from then.
const AGE: Duration = Duration::days(400);

/// Ledger entries that say how far a county is: its rows are there, and its stories are told.
const FILLED: &str = "demo.filled";
const TOLD: &str = "demo.told";

/// What is to be filled, and where the list of accounts goes.
#[derive(Clone, Debug)]
pub struct Options {
    /// How much.
    pub extent: Extent,
    /// Folder of `demo-accounts.json` and `demo-reports.json`.
    pub data: PathBuf,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Names of counties that were filled, with their numbers.
    pub filled: Vec<(String, Counts)>,
    /// Names of counties that were there already.
    pub kept: Vec<String>,
    /// Accounts that were made.
    pub accounts: usize,
    /// Cases that were made.
    pub cases: usize,
}

/// What the demonstration knows of a real county: names, nothing invented.
#[derive(Clone, Debug)]
pub struct KnownCounty {
    /// Its name.
    pub name: String,
    /// For buttons.
    pub short_name: String,
    /// What it calls its towns.
    pub town_label: String,
    /// Its commission.
    pub commission: String,
    /// The organ above it.
    pub above: String,
}

/// The county with this division code, if the demonstration knows it.
///
/// # Errors
/// A fault of the demonstration's files.
pub fn known_county(code: &str) -> Outcome<Option<KnownCounty>> {
    let plan = Content::load()?.counties.into_iter().find(|plan| plan.code == code);
    Ok(plan.map(|plan| KnownCounty {
        name: plan.name,
        short_name: plan.short_name,
        town_label: plan.town_label,
        commission: plan.commission,
        above: plan.above,
    }))
}

/// Lets nothing invented into a database of real reports.
///
/// # Errors
/// Refused if it holds a county that the demonstration did not make. A database without tables holds none.
pub async fn refuse_real(db: &DatabaseConnection) -> Outcome<()> {
    let backend = db.get_database_backend();
    let tables = match backend {
        DbBackend::Postgres => "SELECT CASE WHEN to_regclass('county') IS NULL THEN 0 ELSE 1 END AS there",
        _ => "SELECT CASE WHEN COUNT(*) = 0 THEN 0 ELSE 1 END AS there FROM sqlite_master WHERE name = 'county'",
    };
    let row = db.query_one_raw(Statement::from_string(backend, tables)).await?;
    if row.map(|row| row.try_get::<i32>("", "there")).transpose()?.unwrap_or_default() == 0 {
        return Ok(());
    }
    let real = platform_rows::<county::Entity>().filter(county::Column::IsDemo.eq(false)).order_by_asc(county::Column::Code);
    let Some(real) = real.one(db).await? else { return Ok(()) };
    let told = format!("这个数据库里有真实的县（{} {}），不能放演示数据。演示请另用一个数据库和数据目录。", real.code, real.name);
    Err(Failure::refuse(ErrorCode::State, told))
}

/// Fills the database with the demonstration. A county that is there already is left as it is, but for stories that
/// were cut off in their middle.
///
/// # Errors
/// As [`refuse_real`]; a fault of the database, or of the demonstration's files.
pub async fn fill(kernel: &Arc<Kernel>, options: &Options) -> Outcome<Summary> {
    refuse_real(kernel.db.platform()).await?;
    let content = Content::load()?;
    let mut summary = Summary::default();
    for county in &content.counties {
        match kernel.tenants.by_code(&county.code).await? {
            Some(there) if cases::are_told(kernel, &there).await? => {
                summary.kept.push(county.name.clone());
                continue;
            }
            Some(_) => {}
            None => {
                let (counts, accounts) = fill_county(kernel, &content, county, options).await?;
                summary.filled.push((county.name.clone(), counts));
                summary.accounts += accounts;
            }
        }
        summary.cases += cases::tell(kernel, &content, county, options).await?;
    }
    Ok(summary)
}

/// One county, in one transaction. The list of accounts is written before the commit: accounts that nobody can use
/// would be worse than a list of accounts that are not there.
async fn fill_county(kernel: &Arc<Kernel>, content: &Content, plan: &CountyPlan, options: &Options) -> Outcome<(Counts, usize)> {
    let plan = Plan::of(content, plan, options.extent)?;
    let now = Ctx::system(kernel).now;
    let ctx = Ctx { now: now.after(-AGE), ..Ctx::system(kernel) };
    let county = new_county(&ctx, plan.county);
    let today = now.in_china().date();
    // Ids and hashes are made before the transaction that writes: hashing takes long and needs no writer's place.
    let mut rows = Rows::make(&ctx.read(&county).await?, content, &plan, today)?;
    let hired = staff::hire(kernel, std::mem::take(&mut rows.staff)).await?;
    let counts = rows.counts();
    let tx = ctx.write(&county).await?;
    platform_insert(county_row(&county, &ctx, plan.county)).exec_without_returning(&tx).await?;
    rows.write(&tx).await?;
    // Somebody may show it in the evening: then too its messages appear at once.
    notices::without_quiet_hours(&tx).await?;
    let accounts = staff::write(&tx, hired).await?;
    let facts = json!({ "units": counts.units, "powers": counts.powers, "accounts": accounts.len() });
    ledger::append(&tx, &ctx.actor, Entry::public(FILLED, county.id, facts)).await?;
    staff::save(&options.data, &county.code, &accounts)?;
    tx.commit().await?;
    Ok((counts, accounts.len()))
}

fn new_county(ctx: &Ctx, plan: &CountyPlan) -> County {
    let random = crate::kernel::clock::random(&*ctx.kernel.chance);
    let id = CountyId(entity::id::mint(ctx.now.0, plan.number, random));
    County { id, number: plan.number, code: plan.code.clone(), name: plan.name.clone() }
}

fn county_row(county: &County, ctx: &Ctx, plan: &CountyPlan) -> county::Model {
    county::Model {
        id: county.id,
        number: county.number.into(),
        code: county.code.clone(),
        name: county.name.clone(),
        short_name: plan.short_name.clone(),
        town_label: plan.town_label.clone(),
        is_demo: true,
        footer: plan.footer.clone(),
        created_at: ctx.now,
    }
}
