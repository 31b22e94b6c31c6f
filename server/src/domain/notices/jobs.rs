//! What the worker does with notices: one try, one look-up, one mail; each step between two transactions.

use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::model::{self, Next, SendState};
use crate::domain::notices::{rules, service, store, texts};
use crate::domain::reporters;
use crate::kernel::{Actor, County, Ctx, Failure, JobError, Outcome, Phone, Tx};
use crate::ports::Ports;
use crate::ports::sms::{Found, Sms, SmsGateway};
use entity::id::{NoticeId, PhoneCodeId};
use entity::notice;
use entity::words::{NoticeKind, PartKind};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NoticeJob {
    notice_id: NoticeId,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CodeJob {
    phone_code_id: PhoneCodeId,
}

/// What a first transaction decided, to be done outside of any.
enum Step {
    Done,
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

/// Works `notices.mail`. Mail knows no look-up: a crash at the wrong moment may send it twice.
///
/// # Errors
/// When to come back.
pub async fn mail(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: NoticeJob = read(payload)?;
    let Some(mailer) = ports.mail else { return Ok(()) };
    let tx = ctx.read(&county).await?;
    let Some(row) = store::notice(&tx, job.notice_id).await? else { return Ok(()) };
    let Some(account) = row.account_id else { return Ok(()) };
    // Who must keep away by now is not told that there is something.
    let Some(owner) = store::owner(&tx, account).await? else { return Ok(()) };
    if store::count_owned(&tx, &owner, &[row.id]).await? == 0 {
        return Ok(());
    }
    let Some(to) = store::email(&tx, account).await? else { return Ok(()) };
    drop(tx);
    let text = format!("{}\n\n请登录后查看：{}\n", rules::staff_text(row.kind), ctx.kernel.settings.public_url);
    mailer.send(&to, "您有新的通知", &text).await.map_err(JobError::Retry)
}

async fn work(ctx: &Ctx, gateway: &dyn SmsGateway, county: &County, id: NoticeId) -> Result<(), JobError> {
    loop {
        let next = match begin(ctx, county, id).await? {
            Step::Done => Next::Done,
            Step::Send(sms, attempt) => {
                let outcome = gateway.send(&sms).await;
                let jitter = crate::kernel::clock::random::<1>(&*ctx.kernel.chance)[0];
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
async fn begin(ctx: &Ctx, county: &County, id: NoticeId) -> Outcome<Step> {
    let tx = Ctx::system(&ctx.kernel).write(county).await?;
    let Some(row) = store::lock(&tx, id).await? else { return Ok(Step::Done) };
    let step = match model::state(&row) {
        SendState::Ended => return Ok(Step::Done),
        SendState::Free => new_try(&tx, row).await?,
        SendState::Open => open_try(&tx, row).await?,
    };
    tx.commit().await?;
    Ok(step)
}

async fn new_try(tx: &Tx, mut row: notice::Model) -> Outcome<Step> {
    let mut code = None;
    if let Some(phone_code_id) = row.phone_code_id {
        let Some(drawn) = reporters::draw_code(tx, phone_code_id).await? else {
            store::save(tx, model::give_up(row, "NO_LONGER_WANTED", tx.now)).await?;
            return Ok(Step::Done);
        };
        row.contact_id = Some(drawn.contact_id);
        code = Some(("code", drawn.code.to_string()));
    }
    let row = model::begin(row, tx.now);
    let (template, mut params) = rules::template(row.kind, &row.params).ok_or_else(|| Failure::fault("a notice to staff has no SMS"))?;
    params.extend(code);
    let said = texts::said(tx, template, &params).await?;
    let (phone, attempt, out_id) = (open_phone(tx, &row).await?, row.attempts, row.out_id.clone().unwrap_or_default());
    store::save(tx, row).await?;
    Ok(Step::Send(Sms { phone, template, params, said, out_id }, attempt))
}

async fn open_try(tx: &Tx, row: notice::Model) -> Outcome<Step> {
    let tried_at = row.tried_at.unwrap_or(row.created_at);
    if tx.now.since(tried_at) > rules::LOOK_UP_REACH {
        store::save(tx, model::give_up(row, "UNKNOWN", tx.now)).await?;
        return Ok(Step::Done);
    }
    let phone = open_phone(tx, &row).await?;
    Ok(Step::LookUp { phone, days: rules::days(tried_at), out_id: row.out_id.unwrap_or_default(), attempt: row.attempts })
}

/// Opens the phone of a notice, for the gateway; each time leaves an entry.
async fn open_phone(tx: &Tx, row: &notice::Model) -> Outcome<Phone> {
    let missing = || Failure::fault("a notice without a phone");
    let contact = store::contact(tx, row.contact_id.ok_or_else(missing)?).await?.ok_or_else(missing)?;
    let key = keys::open(tx, contact.envelope_id, Holder::Notice).await?;
    let parts = keys::parts(tx, &key).await?;
    let phone = parts.into_iter().find(|part| part.kind == PartKind::Phone).ok_or_else(missing)?;
    let facts = json!({ "notice": row.id, "attempt": row.attempts });
    ledger::append(tx, &Actor::System, Entry::sealed("notices.phone_opened", contact.id, facts)).await?;
    Ok(Phone::opened(phone.text.reveal().to_owned()))
}

/// Second transaction: what came of a try, unless a report settled it meanwhile.
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
    tell(&row, &next);
    store::save(&tx, row).await?;
    tx.commit().await?;
    Ok(next)
}

async fn look_up(gateway: &dyn SmsGateway, phone: &Phone, days: &[Date], out_id: &str) -> Result<Found, String> {
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

fn read<T: serde::de::DeserializeOwned>(payload: Value) -> Result<T, JobError> {
    serde_json::from_value(payload).map_err(|error| JobError::Park(format!("payload: {error}")))
}
