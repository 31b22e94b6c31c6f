//! What the calendar asks for: tasks that run again and again, in each county that has something due.

use crate::domain::{
    cases, clients, ledger, ledger_tree, media, notices, open_data, opinions, outcomes, ratings, reporters, staff, subsidies,
};
use crate::kernel::one_tx::one_at_a_time;
use crate::kernel::{County, Ctx, JobFuture, Kernel, Outcome, outbox};
use crate::ports::Ports;
use entity::id::CountyId;
use sea_orm::{ConnectionTrait as _, Statement, Value};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One task. It may run in two workers at once, so it must be idempotent.
pub struct Task {
    /// Its name, for the log.
    pub name: &'static str,
    /// How often it is looked after.
    pub every: Duration,
    /// In which counties.
    pub counties: Counties,
    /// What is done in one county.
    pub run: fn(Ctx, Ports, County) -> JobFuture,
}

/// In which counties a task runs.
#[derive(Clone, Copy, Debug)]
pub enum Counties {
    /// In all.
    All,
    /// Where a running deadline is due.
    WithDueDeadline,
    /// Where the morning of a running deadline has come.
    WithDueReminder,
    /// Where a public entry of the ledger waits for its leaf.
    WithWaitingEntry,
}

/// Counties with a clock that has run out, each by one look into the index of running clocks, as the sweeping role.
pub const WITH_DUE_DEADLINE: &str = "SELECT c.id AS county_id FROM county c WHERE EXISTS \
    (SELECT 1 FROM deadline d WHERE d.county_id = c.id AND d.state = 'RUNNING' AND d.due_at < $1)";
/// Counties where somebody is to be reminded of a clock.
pub const WITH_DUE_REMINDER: &str = "SELECT c.id AS county_id FROM county c WHERE EXISTS \
    (SELECT 1 FROM deadline d WHERE d.county_id = c.id AND d.state = 'RUNNING' AND d.remind_at IS NOT NULL AND d.remind_at <= $1)";
/// Counties where a public entry of the ledger has no leaf yet.
pub const WITH_WAITING_ENTRY: &str = "SELECT c.id AS county_id FROM county c WHERE EXISTS \
    (SELECT 1 FROM ledger_entry e WHERE e.county_id = c.id AND e.class = 'PUBLIC' AND e.leaf_index IS NULL)";

/// All tasks, put together from the modules.
const TASKS: &[Task] = &[
    Task { name: "cases.deadlines", every: Duration::from_secs(5), counties: Counties::WithDueDeadline, run: deadlines },
    Task { name: "cases.reminders", every: Duration::from_mins(1), counties: Counties::WithDueReminder, run: reminders },
    Task {
        name: "ledger.merge",
        every: Duration::from_secs(1),
        counties: Counties::WithWaitingEntry,
        run: |ctx, _, county| Box::pin(ledger_tree::merge_job(ctx, county)),
    },
    Task {
        name: "ledger.batches",
        every: Duration::from_secs(30),
        counties: Counties::All,
        run: |ctx, _, county| Box::pin(ledger_tree::batch_job(ctx, county)),
    },
    Task {
        name: "cases.calendar",
        every: Duration::from_mins(10),
        counties: Counties::All,
        run: |ctx, ports, county| Box::pin(cases::calendar_job(ctx.by_calendar(), ports, county, serde_json::Value::Null)),
    },
    Task {
        name: "cases.staffing",
        every: Duration::from_mins(5),
        counties: Counties::All,
        run: |ctx, ports, county| Box::pin(cases::staffing_job(ctx.by_calendar(), ports, county, serde_json::Value::Null)),
    },
    Task { name: "cases.unit_alarms", every: Duration::from_mins(5), counties: Counties::All, run: unit_alarms },
    Task {
        name: "media.sweep",
        every: Duration::from_mins(15),
        counties: Counties::All,
        run: |ctx, ports, county| Box::pin(media::sweep_job(ctx, ports, county)),
    },
    Task {
        name: "cases.uploads",
        every: Duration::from_mins(15),
        counties: Counties::All,
        run: |ctx, ports, county| Box::pin(cases::uploads_job(ctx, ports, county)),
    },
    Task {
        name: "outcomes.terms",
        every: Duration::from_mins(15),
        counties: Counties::All,
        run: |ctx, _, county| Box::pin(outcomes::sweep_job(ctx.by_calendar(), county)),
    },
    Task {
        name: "ratings.night",
        every: Duration::from_mins(10),
        counties: Counties::All,
        run: |ctx, _, county| Box::pin(ratings::night_job(ctx, county)),
    },
    Task {
        name: "ratings.batches",
        every: Duration::from_hours(1),
        counties: Counties::All,
        run: |ctx, _, county| Box::pin(ratings::batch_job(ctx, county)),
    },
    Task {
        name: "open_data.nightly",
        every: Duration::from_mins(10),
        counties: Counties::All,
        run: |ctx, _, county| Box::pin(open_data::nightly_job(ctx.by_calendar(), county)),
    },
    Task { name: "opinions.due", every: Duration::from_mins(5), counties: Counties::All, run: opinions_due },
    Task { name: "notices.ask_after", every: Duration::from_mins(5), counties: Counties::All, run: ask_after },
    Task { name: "sweep", every: Duration::from_hours(1), counties: Counties::All, run: sweep },
];

/// Forgets what nobody needs any more. Entries of the ledger, cases and what people were told of them are never among it.
fn sweep(ctx: Ctx, _: Ports, county: County) -> JobFuture {
    Box::pin(async move {
        outbox::sweep(&ctx, &county).await?;
        notices::sweep(&ctx, &county).await?;
        reporters::sweep(&ctx, &county).await?;
        staff::sweep(&ctx, &county).await?;
        subsidies::sweep(&ctx, &county).await?;
        cases::sweep(&ctx.by_calendar(), &county).await?;
        ledger::sweep(&ctx, &county).await?;
        clients::sweep(&ctx, &county).await?;
        Ok(())
    })
}

fn ask_after(ctx: Ctx, ports: Ports, county: County) -> JobFuture {
    Box::pin(async move {
        notices::ask_after(&ctx, &ports, &county).await?;
        Ok(())
    })
}

fn opinions_due(ctx: Ctx, _: Ports, county: County) -> JobFuture {
    Box::pin(async move {
        opinions::due_job(&ctx.by_calendar(), &county).await?;
        Ok(())
    })
}

fn unit_alarms(ctx: Ctx, _: Ports, county: County) -> JobFuture {
    Box::pin(async move { Ok(cases::unit_alarms(&ctx.by_calendar(), &county).await?) })
}

fn deadlines(ctx: Ctx, _: Ports, county: County) -> JobFuture {
    Box::pin(async move {
        cases::deadlines_due(&ctx.by_calendar(), &county).await?;
        Ok(())
    })
}

fn reminders(ctx: Ctx, _: Ports, county: County) -> JobFuture {
    Box::pin(async move {
        cases::reminders_due(&ctx.by_calendar(), &county).await?;
        Ok(())
    })
}

/// When each task ran last.
#[derive(Default)]
pub struct Calendar(HashMap<&'static str, Instant>);

impl Calendar {
    /// Works the tasks whose interval is over.
    pub async fn work_due(&mut self, kernel: &Arc<Kernel>, ports: &Ports) {
        for task in TASKS {
            if self.0.get(task.name).is_none_or(|last| last.elapsed() >= task.every) {
                self.0.insert(task.name, Instant::now());
                work(kernel, ports, task).await;
            }
        }
    }
}

/// Works every task once, whenever it ran last.
pub async fn work_all(kernel: &Arc<Kernel>, ports: &Ports) {
    for task in TASKS {
        work(kernel, ports, task).await;
    }
}

async fn work(kernel: &Arc<Kernel>, ports: &Ports, task: &Task) {
    let counties = match counties(kernel, task.counties).await {
        Ok(counties) => counties,
        Err(failure) => return tracing::error!(task = task.name, error = %failure, "a task could not find its counties"),
    };
    for county in counties {
        let code = county.code.clone();
        if let Err(error) = one_at_a_time((task.run)(Ctx::system(kernel), ports.clone(), county)).await {
            metrics::counter!("lianjing_task_failures_total", "task" => task.name).increment(1);
            tracing::error!(task = task.name, county = code, ?error, "a task failed and is tried again at its next time");
        }
    }
}

async fn counties(kernel: &Arc<Kernel>, which: Counties) -> Outcome<Vec<County>> {
    let sql = match which {
        Counties::All => return Ok(kernel.tenants.all().await?.to_vec()),
        Counties::WithDueDeadline => WITH_DUE_DEADLINE,
        Counties::WithDueReminder => WITH_DUE_REMINDER,
        Counties::WithWaitingEntry => WITH_WAITING_ENTRY,
    };
    let db = kernel.db.sweep();
    let values = Some(Value::from(kernel.calendar.now())).filter(|_| sql.contains("$1"));
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut counties = Vec::with_capacity(rows.len());
    for row in rows {
        let id: CountyId = row.try_get("", "county_id")?;
        counties.push(kernel.tenants.by_id(id).await?);
    }
    Ok(counties)
}
