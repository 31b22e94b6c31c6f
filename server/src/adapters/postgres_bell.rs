//! The bell between processes: LISTEN and NOTIFY of PostgreSQL. A hint: what is missed is found by looking.
//!
//! The message is the county's number and nothing else. It is sent beside the transactions, not within them: a commit that
//! notifies waits for every other one that does. On a cluster spread by county both act on the node that one is connected
//! to; connected through a pooler that shares connections between transactions nothing is heard. Either way only the hint
//! is lost.

use crate::kernel::Kernel;
use crate::kernel::bell::Ring;
use crate::kernel::clock::random;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

const CHANNEL: &str = "lianjing_changed";
/// What rings within this time is passed on together.
const TOGETHER: Duration = Duration::from_millis(50);
/// Until a lost connection is tried again: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LAST_PAUSE: Duration = Duration::from_mins(1);

/// Passes on what rings here, for as long as it runs.
pub async fn pass_on(kernel: Arc<Kernel>) {
    let mut bell = kernel.db.bell.listen();
    while let Some(first) = bell.next().await {
        sleep(TOGETHER).await;
        let rung = std::iter::once(first).chain(std::iter::from_fn(|| bell.waiting()));
        // What was heard from others is not ours to pass on: it would never end.
        let counties: BTreeSet<u16> = rung.filter_map(|ring| if let Ring::Here(county) = ring { Some(county) } else { None }).collect();
        for county in counties {
            let sql = "SELECT pg_notify($1, $2)";
            let values = [CHANNEL.into(), county.to_string().into()];
            if let Err(error) = kernel.db.platform().execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await {
                tracing::warn!(%error, "other processes could not be told of a change; they find it by looking");
            }
        }
    }
}

/// Rings for what rings elsewhere, for as long as it runs, on a connection of its own.
pub async fn hear(kernel: Arc<Kernel>, url: String) {
    let mut pause = FIRST_PAUSE;
    loop {
        match listening(&url).await {
            Ok(mut listener) => {
                pause = FIRST_PAUSE;
                metrics::gauge!("lianjing_live_listening").set(1.0);
                // Whatever rang before is not heard any more.
                kernel.db.bell.ring(Ring::Anywhere);
                while let Ok(Some(heard)) = listener.try_recv().await {
                    kernel.db.bell.ring(heard.payload().parse().map_or(Ring::Anywhere, Ring::Elsewhere));
                }
                tracing::warn!("the connection that hears of changes was lost");
            }
            Err(error) => tracing::warn!(%error, "changes made by other processes can't be heard of; they are found by looking"),
        }
        metrics::gauge!("lianjing_live_listening").set(0.0);
        let [chance] = random::<1>(&*kernel.chance);
        // Several processes that lost the same database do not come back in the same moment.
        sleep(pause.mul_f64(0.75 + f64::from(chance) / 512.0)).await;
        pause = (pause * 2).min(LAST_PAUSE);
    }
}

async fn listening(url: &str) -> Result<PgListener, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}
