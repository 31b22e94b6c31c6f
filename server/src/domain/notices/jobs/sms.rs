//! One message: held back or tried, and what became of an unclear try.

use super::{Held, NoticeJob, alarm, night, read};
use crate::domain::notices::model::{self, Next, SendState};
use crate::domain::notices::rules::quiet;
use crate::domain::notices::{rules, service, store, texts};
use crate::domain::reporters;
use crate::domain::settings::{self, Key};
use crate::kernel::clock::random;
use crate::kernel::{County, Ctx, Failure, JobError, Outcome, Phone, Tx};
use crate::ports::Ports;
use crate::ports::sms::{Found, Sms, SmsGateway};
use entity::id::{NoticeId, PhoneCodeId};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeKind, SmsSort};
use serde::Deserialize;
use serde_json::Value;
use time::Date;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CodeJob {
    phone_code_id: PhoneCodeId,
}

/// What a first transaction decided, to be done outside of any.
enum Step {
    Ended(Next),
    Send(Sms, i32),
    LookUp { phone: Phone, days: Vec<Date>, out_id: String, attempt: i32 },
}

/// Works `notices.send`.
///
/// # Errors
/// When to come back.
pub async fn send(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: NoticeJob = read(payload)?;
    work(&ctx, &*ports.sms, &county, job.notice_id).await
}

/// Works `reporters.send_code`: the code becomes a notice, which has the same UUID so that there is never a second one.
///
/// # Errors
/// When to come back.
pub async fn send_code(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: CodeJob = read(payload)?;
    let id = NoticeId(job.phone_code_id.0);
    note_code(&ctx, &county, id, job.phone_code_id).await?;
    work(&ctx, &*ports.sms, &county, id).await
}

async fn note_code(ctx: &Ctx, county: &County, id: NoticeId, phone_code_id: PhoneCodeId) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    if store::lock(&tx, id).await?.is_none() {
        tx.add(notice::Model { phone_code_id: Some(phone_code_id), ..service::blank(&tx, id, NoticeKind::PhoneCode) }).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn work(ctx: &Ctx, gateway: &dyn SmsGateway, county: &County, id: NoticeId) -> Result<(), JobError> {
    loop {
        let next = match begin(ctx, county, (id, gateway.can_look_up())).await? {
            Step::Ended(next) => next,
            Step::Send(sms, attempt) => {
                let outcome = gateway.send(&sms).await;
                let [jitter] = random(&*ctx.kernel.chance);
                end(ctx, county, (id, attempt), |row, now| model::after_send(row, outcome, now, jitter)).await?
            }
            Step::LookUp { phone, days, out_id, attempt } => match look_up(gateway, &phone, &days, &out_id).await {
                Ok(found) => end(ctx, county, (id, attempt), |row, now| model::after_look_up(row, found, now)).await?,
                Err(why) => Next::Wait { after: rules::LOOK_UP_PAUSE, why },
            },
        };
        match next {
            Next::Done => return Ok(()),
            Next::Again => {}
            Next::Wait { after, why } => return Err(JobError::Wait { after, why }),
            Next::Park(why) => return Err(JobError::Park(why)),
        }
    }
}

/// First transaction: a new try is written down as SENDING, or an open one is found and is to be looked up.
async fn begin(ctx: &Ctx, county: &County, (id, can_look_up): (NoticeId, bool)) -> Outcome<Step> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(Step::Ended(Next::Done)) };
    let step = match model::state(&row) {
        SendState::Ended => return Ok(Step::Ended(Next::Done)),
        SendState::Free => match held(&tx, &row).await? {
            Some(held) => hold(&tx, row, &held).await?,
            None => new_try(&tx, row).await?,
        },
        SendState::Open if !can_look_up => {
            let (row, next) = model::without_look_up(row, tx.now);
            tell(&row, &next);
            service::settle(&tx, row).await?;
            Step::Ended(next)
        }
        SendState::Open => open_try(&tx, row).await?,
    };
    tx.commit().await?;
    Ok(step)
}

/// Why the message is not tried now: the night, or the county's day is used up. Otherwise it takes its place in the day.
async fn held(tx: &Tx, row: &notice::Model) -> Outcome<Option<Held>> {
    let (held, hours) = night(tx, row).await?;
    let (sort, today) = (rules::sort(row.kind), quiet::midnight(tx.now));
    if held.is_some() || sort == SmsSort::Codes || row.tried_at.is_some_and(|at| at >= today) {
        return Ok(held);
    }
    let cap = settings::of_county(tx, Key::NoticesADay).await?;
    match store::take_place(tx, (today, sort), cap).await? {
        Some(taken) if taken == cap => alarm::used_up(tx, sort).await.map(|()| None),
        Some(_) => Ok(None),
        None => Ok(Some(Held::until(tx, quiet::next_morning(hours, tx.now), "the day's messages are used up"))),
    }
}

async fn hold(tx: &Tx, row: notice::Model, held: &Held) -> Outcome<Step> {
    store::save(tx, model::hold_back(row, held.until, tx.now)).await?;
    Ok(Step::Ended(held.next(tx.now)))
}

async fn new_try(tx: &Tx, mut row: notice::Model) -> Outcome<Step> {
    let mut code = None;
    if let Some(phone_code_id) = row.phone_code_id {
        let Some(drawn) = reporters::draw_code(tx, phone_code_id).await? else {
            store::save(tx, model::give_up(row, "NO_LONGER_WANTED", tx.now)).await?;
            return Ok(Step::Ended(Next::Done));
        };
        row.contact_id = Some(drawn.contact_id);
        code = Some(("code", drawn.code.to_string()));
    }
    let row = model::begin(row, tx.now);
    let (template, mut params) = rules::template(row.kind, &row.params).ok_or_else(|| Failure::fault("a notice to staff has no SMS"))?;
    params.extend(code);
    let said = texts::said(tx, template, &params).await?;
    let (phone, attempt, out_id) = (service::open_phone(tx, &row).await?, row.attempts, row.out_id.clone().unwrap_or_default());
    store::save(tx, row).await?;
    Ok(Step::Send(Sms { phone, template, params, said, out_id }, attempt))
}

async fn open_try(tx: &Tx, row: notice::Model) -> Outcome<Step> {
    let tried_at = row.tried_at.unwrap_or(row.created_at);
    if tx.now.since(tried_at) > rules::LOOK_UP_REACH {
        service::settle(tx, model::give_up(row, "UNKNOWN", tx.now)).await?;
        return Ok(Step::Ended(Next::Done));
    }
    let phone = service::open_phone(tx, &row).await?;
    Ok(Step::LookUp { phone, days: rules::days(tried_at), out_id: row.out_id.unwrap_or_default(), attempt: row.attempts })
}

/// Second transaction: what came of a try, unless a report settled it meanwhile.
async fn end(
    ctx: &Ctx,
    county: &County,
    (id, attempt): (NoticeId, i32),
    change: impl FnOnce(notice::Model, Moment) -> (notice::Model, Next),
) -> Outcome<Next> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(Next::Done) };
    if model::state(&row) != SendState::Open || row.attempts != attempt {
        return Ok(Next::Done);
    }
    let (row, next) = change(row, tx.now);
    tell(&row, &next);
    service::settle(&tx, row).await?;
    tx.commit().await?;
    Ok(next)
}

/// Asks the gateway under each day that it may have filed the message under.
pub(super) async fn look_up(gateway: &dyn SmsGateway, phone: &Phone, days: &[Date], out_id: &str) -> Result<Found, String> {
    for day in days {
        match gateway.look_up(phone, *day, out_id).await? {
            Found::Nothing => {}
            found => return Ok(found),
        }
    }
    Ok(Found::Nothing)
}

/// For the operator: ids and codes, never a number.
fn tell(row: &notice::Model, next: &Next) {
    let state = format!("{:?}", row.state);
    metrics::counter!("lianjing_sms_total", "state" => state.clone()).increment(1);
    match next {
        Next::Done if row.error.is_none() => tracing::debug!(notice = %row.id, state, "a message went its way"),
        _ => {
            tracing::warn!(notice = %row.id, state, attempt = row.attempts, error = row.error.as_deref().unwrap_or("-"), "a message did not");
        }
    }
}
