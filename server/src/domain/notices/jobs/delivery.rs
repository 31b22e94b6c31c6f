//! Asking after messages that the gateway took and of which no report came: a bounded number a round, each later and later.

use super::sms::look_up;
use crate::domain::notices::{model, rules, service, store};
use crate::kernel::{County, Ctx, Outcome, Phone};
use crate::ports::Ports;
use crate::ports::sms::Found;
use entity::id::NoticeId;
use entity::words::NoticeState;
use time::Date;

/// Messages of one county and round, so that a round never takes long and the gateway is not asked too much.
const ROUND: u64 = 50;

/// One message that is asked after.
struct Asked {
    phone: Phone,
    days: Vec<Date>,
    out_id: String,
}

/// Asks after what is due in a county; how many messages turned out to have arrived or not.
///
/// # Errors
/// A fault of the database. A gateway that does not answer ends the round; it is asked again in a later one.
pub async fn ask_after(ctx: &Ctx, ports: &Ports, county: &County) -> Outcome<usize> {
    if !ports.sms.can_look_up() {
        return Ok(0);
    }
    let tx = ctx.read(county).await?;
    let due = store::due_looks(&tx, tx.now, ROUND).await?;
    drop(tx);
    let mut settled = 0;
    for id in due {
        let Some(asked) = begin(ctx, county, id).await? else { continue };
        match look_up(&*ports.sms, &asked.phone, &asked.days, &asked.out_id).await {
            Ok(found) => settled += usize::from(end(ctx, county, (id, &asked.out_id), found).await?),
            Err(why) => {
                tracing::warn!(county = %county.code, why, "the gateway could not be asked what arrived");
                break;
            }
        }
    }
    Ok(settled)
}

/// First transaction: the next look is written down before this one, so that of two workers one asks, and a gateway that
/// never answers is asked five times and no more.
async fn begin(ctx: &Ctx, county: &County, id: NoticeId) -> Outcome<Option<Asked>> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(None) };
    let is_due = row.state == NoticeState::Sent && row.look_at.is_some_and(|at| at <= tx.now);
    let (true, Some(tried_at)) = (is_due, row.tried_at) else { return Ok(None) };
    let phone = service::open_phone(&tx, &row).await?;
    let asked = Asked { phone, days: rules::days(tried_at), out_id: row.out_id.clone().unwrap_or_default() };
    store::save(&tx, entity::notice::Model { look_at: rules::next_look(tried_at, tx.now), ..row }).await?;
    tx.commit().await?;
    Ok(Some(asked))
}

/// Second transaction: what the gateway said, unless a report said it meanwhile.
async fn end(ctx: &Ctx, county: &County, (id, out_id): (NoticeId, &str), found: Found) -> Outcome<bool> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(false) };
    if row.out_id.as_deref() != Some(out_id) {
        return Ok(false);
    }
    let Some(row) = model::after_asking(row, found, tx.now) else { return Ok(false) };
    metrics::counter!("lianjing_sms_total", "state" => format!("{:?}", row.state)).increment(1);
    service::settle(&tx, row).await?;
    tx.commit().await?;
    Ok(true)
}
