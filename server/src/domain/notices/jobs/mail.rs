//! One mail, which only rings: it says that something lies in the in-box, never what.
//!
//! Mail knows no look-up. A try that nobody knows about is not made again: the server gets each mail at most once, and
//! what it would have pointed at lies in the in-box.

use super::{NoticeJob, night, read};
use crate::domain::notices::model::{self, Next, SendState};
use crate::domain::notices::{store, texts};
use crate::kernel::clock::random;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use crate::ports::Ports;
use crate::ports::mail::Mail;
use entity::id::NoticeId;
use entity::notice;
use entity::words::NoticeChannel;
use serde_json::Value;

/// What a first transaction decided.
enum Step {
    Ended(Next),
    Send(Mail, i32),
}

/// Works `notices.mail`.
///
/// # Errors
/// When to come back.
pub async fn mail(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: NoticeJob = read(payload)?;
    let next = match (begin(&ctx, &county, (job.notice_id, ports.mail.is_some())).await?, &ports.mail) {
        (Step::Ended(next), _) => next,
        (Step::Send(..), None) => Next::Done,
        (Step::Send(mail, attempt), Some(mailer)) => {
            let outcome = mailer.send(&mail).await;
            let [jitter] = random(&*ctx.kernel.chance);
            end(&ctx, &county, (job.notice_id, attempt), |row, now| model::after_mail(row, outcome, now, jitter)).await?
        }
    };
    match next {
        Next::Done | Next::Again => Ok(()),
        Next::Wait { after, why } => Err(JobError::Wait { after, why }),
        Next::Park(why) => Err(JobError::Park(why)),
    }
}

/// First transaction: the try is written down before the server is touched.
async fn begin(ctx: &Ctx, county: &County, (id, has_server): (NoticeId, bool)) -> Outcome<Step> {
    let done = || Ok(Step::Ended(Next::Done));
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return done() };
    if row.channel != NoticeChannel::Mail {
        return done();
    }
    let step = match model::state(&row) {
        SendState::Ended => return done(),
        SendState::Open => give_up(&tx, row, "UNKNOWN").await?,
        SendState::Free if !has_server => give_up(&tx, row, "NO_SERVER").await?,
        SendState::Free => match night(&tx, &row).await? {
            (Some(held), _) => {
                store::save(&tx, model::hold_back(row, held.until, tx.now)).await?;
                Step::Ended(held.next(tx.now))
            }
            (None, _) => new_try(&tx, row).await?,
        },
    };
    tx.commit().await?;
    Ok(step)
}

/// Nothing is sent to who has looked meanwhile, has no address any more, or must keep away from all there is.
async fn new_try(tx: &Tx, row: notice::Model) -> Outcome<Step> {
    let Some(account) = row.account_id else { return give_up(tx, row, "NO_LONGER_WANTED").await };
    let to = store::email(tx, account).await?;
    let owner = store::owner(tx, account).await?;
    let (Some(to), Some(owner)) = (to, owner) else { return give_up(tx, row, "NO_LONGER_WANTED").await };
    if store::count_unread(tx, &owner, row.created_at).await? == 0 {
        return give_up(tx, row, "NO_LONGER_WANTED").await;
    }
    let row = model::begin(row, tx.now);
    let (subject, text) = texts::mail::written(tx).await?;
    let mail = Mail { to, subject, text, id: row.id.to_string(), at: row.created_at };
    let attempt = row.attempts;
    store::save(tx, row).await?;
    Ok(Step::Send(mail, attempt))
}

async fn give_up(tx: &Tx, row: notice::Model, why: &str) -> Outcome<Step> {
    let row = model::give_up(row, why, tx.now);
    tell(&row);
    store::save(tx, row).await?;
    Ok(Step::Ended(Next::Done))
}

/// Second transaction: what came of the try.
async fn end(
    ctx: &Ctx,
    county: &County,
    (id, attempt): (NoticeId, i32),
    change: impl FnOnce(notice::Model, entity::moment::Moment) -> (notice::Model, Next),
) -> Outcome<Next> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(Next::Done) };
    if model::state(&row) != SendState::Open || row.attempts != attempt {
        return Ok(Next::Done);
    }
    let (row, next) = change(row, tx.now);
    tell(&row);
    store::save(&tx, row).await?;
    tx.commit().await?;
    Ok(next)
}

/// For the operator: ids and codes, never an address.
fn tell(row: &notice::Model) {
    let state = format!("{:?}", row.state);
    metrics::counter!("lianjing_mails_total", "state" => state.clone()).increment(1);
    if let Some(error) = row.error.as_deref().filter(|error| *error != "NO_LONGER_WANTED") {
        tracing::warn!(notice = %row.id, state, attempt = row.attempts, error, "a mail did not go its way");
    }
}
