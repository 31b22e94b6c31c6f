//! One job: its handler runs under a lease, and the row is told how it ended.

use crate::kernel::Kernel;
use crate::kernel::clock::random;
use crate::kernel::one_tx::one_at_a_time;
use crate::kernel::{County, Ctx, JobError, JobFuture};
use crate::ports::Ports;
use crate::worker::claim::{Claimed, End, finish, renew};
use crate::worker::registry;
use entity::outbox;
use std::sync::Arc;
use std::time::Duration;

/// After so many failed tries a person must look.
const MOST_TRIES: i32 = 12;
/// How often a lease is renewed; three times within its length.
const RENEW: Duration = Duration::from_secs(20);
/// A handler that takes longer hangs.
const LONGEST: Duration = Duration::from_mins(10);

/// Works one claimed job to some end. Nothing is lost if this is cut off: the lease runs out.
pub async fn work(kernel: &Arc<Kernel>, ports: &Ports, county: County, mut claimed: Claimed) {
    let Some(handler) = registry::handler(&claimed.row.topic) else {
        let why = format!("nobody handles {}", claimed.row.topic);
        return end(kernel, &county, &claimed, Err(JobError::Park(why))).await;
    };
    let future = handler(Ctx::system(kernel), ports.clone(), county.clone(), claimed.row.payload.clone());
    // A task of its own, so that a panic is a failed try and not the end of the worker.
    let mut task = Task(tokio::spawn(one_at_a_time(future)));
    let late = tokio::time::sleep(LONGEST);
    tokio::pin!(late);
    let result = loop {
        tokio::select! {
            joined = &mut task.0 => break joined.unwrap_or_else(|error| Err(JobError::Retry(format!("the handler broke: {error}")))),
            () = &mut late => break Err(JobError::Retry("the handler took too long".to_owned())),
            () = tokio::time::sleep(RENEW) => match renew(&Ctx::system(kernel), &county, claimed.row.id, claimed.leased_until).await {
                Ok(Some(until)) => claimed.leased_until = until,
                Ok(None) => break Err(JobError::Retry("the lease was lost".to_owned())),
                Err(failure) => tracing::warn!(job = %claimed.row.id, error = %failure, "a lease could not be renewed"),
            },
        }
    };
    drop(task);
    end(kernel, &county, &claimed, result).await;
}

/// A handler at work, stopped with whoever waits for it.
struct Task(tokio::task::JoinHandle<<JobFuture as Future>::Output>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn end(kernel: &Arc<Kernel>, county: &County, claimed: &Claimed, result: Result<(), JobError>) {
    let ctx = Ctx::system(kernel);
    let end = ending(&ctx, &claimed.row, result);
    tell(&claimed.row, &end);
    if let Err(failure) = finish(&ctx, county, claimed, end).await {
        // The lease runs out and the job is done again: handlers are idempotent.
        tracing::error!(job = %claimed.row.id, error = %failure, "a job's end could not be written");
    }
}

fn ending(ctx: &Ctx, row: &outbox::Model, result: Result<(), JobError>) -> End {
    match result {
        Ok(()) => End::Done,
        Err(JobError::Wait { after, why }) => End::Later { run_at: ctx.now.after(after), attempts: row.attempts, why },
        Err(JobError::Park(why)) => End::Parked { attempts: row.attempts.saturating_add(1), why },
        Err(JobError::Retry(why)) => {
            let attempts = row.attempts.saturating_add(1);
            if attempts >= MOST_TRIES {
                return End::Parked { attempts, why };
            }
            let [jitter] = random(&*ctx.kernel.chance);
            End::Later { run_at: ctx.now.after(back_off(attempts, jitter)), attempts, why }
        }
    }
}

/// Two seconds, doubled with each failure up to an hour, with up to a quarter more by chance.
fn back_off(attempts: i32, jitter: u8) -> time::Duration {
    let doublings = u32::try_from(attempts.clamp(1, 12)).unwrap_or_default();
    let millis = (1_000_i64 << doublings).min(3_600_000);
    time::Duration::milliseconds(millis + millis / 4 * i64::from(jitter) / 255)
}

/// For the operator: topics, ids and reasons.
fn tell(row: &outbox::Model, end: &End) {
    let topic = row.topic.clone();
    let result = match end {
        End::Done => "done",
        End::Later { attempts, .. } if *attempts == row.attempts => "waits",
        End::Later { attempts, why, .. } => {
            tracing::warn!(job = %row.id, topic, attempts, why, "a job failed and is tried again");
            "failed"
        }
        End::Parked { attempts, why } => {
            tracing::error!(job = %row.id, topic, attempts, why, "a job is parked: somebody must look");
            "parked"
        }
    };
    metrics::counter!("lianjing_jobs_total", "topic" => topic, "result" => result).increment(1);
}

#[cfg(test)]
mod tests {
    use super::back_off;

    #[test]
    fn pauses_grow_to_an_hour_and_no_further() {
        let seconds: Vec<_> = (1..=12).map(|attempts| back_off(attempts, 0).whole_seconds()).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600]);
        assert_eq!(back_off(12, 255).whole_seconds(), 4500);
    }
}
