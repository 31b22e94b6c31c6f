//! `lianjing parked`: the jobs that somebody must look at; shown, and taken up again when told.

use super::{say, told};
use crate::boot::{self, Faults};
use crate::config::Config;
use crate::kernel::{County, Ctx, Outcome};
use crate::worker::{parked_jobs, release_parked};
use clap::Args;
use entity::outbox;

/// Which jobs, and what becomes of them.
#[derive(Debug, Args)]
pub(super) struct Parked {
    /// Division code of one county; all counties if none is named.
    #[arg(long)]
    county: Option<String>,
    /// Only jobs of this topic, such as `notices.send`.
    #[arg(long)]
    topic: Option<String>,
    /// Takes them up again: the cause is mended.
    #[arg(long)]
    release: bool,
}

pub(super) async fn run(config: &Config, parked: &Parked) -> Result<(), Faults> {
    let app = boot::app(config).await?;
    let ctx = Ctx::system(&app.kernel);
    let counties = match &parked.county {
        Some(code) => vec![ctx.county(code).await.map_err(told)?],
        None => app.kernel.tenants.all().await.map_err(told)?.to_vec(),
    };
    let mut count = 0;
    for county in counties {
        for row in of_county(&ctx, &county, parked).await.map_err(told)? {
            say(&line(&county, &row))?;
            count += 1;
        }
    }
    let end = if parked.release { "taken up again" } else { "parked; nothing was changed" };
    say(&format!("{count} jobs {end}\n"))
}

/// A county's parked jobs as they were, released if that was asked for.
async fn of_county(ctx: &Ctx, county: &County, parked: &Parked) -> Outcome<Vec<outbox::Model>> {
    let topic = parked.topic.as_deref();
    let tx = ctx.write(county).await?;
    let rows = parked_jobs(&tx, topic).await?;
    if parked.release {
        release_parked(&tx, topic).await?;
        tx.commit().await?;
    }
    Ok(rows)
}

/// Topic, id, tries and why: no payload, which the operator does not need to know.
fn line(county: &County, row: &outbox::Model) -> String {
    let day = row.parked_at.map(|at| at.in_china().date().to_string()).unwrap_or_default();
    let why = row.last_error.as_deref().unwrap_or("-");
    format!("{} {} {} since {day}, {} tries: {why}\n", county.code, row.topic, row.id, row.attempts)
}
