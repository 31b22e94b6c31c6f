//! 短信没有送到: the handler is told, and a custodian may open the number to tell the reporter in another way.

use crate::domain::cases::policy::{self, Action, Decision, Facts};
use crate::domain::cases::rules::custody::{custody, hands};
use crate::domain::cases::rules::recusal::{Member, concerns};
use crate::domain::cases::service::tell;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::{self, Recusals};
use crate::domain::keys::{self, Holder};
use crate::domain::notices::{self, CaseNotice, Undelivered};
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, clean};
use crate::kernel::{County, Ctx, Failure, JobError, Outcome, Phone, Tx};
use crate::ports::Ports;
use entity::id::{CaseId, EnvelopeId, NoticeId, OfficialId, SealedPartId};
use entity::moment::Moment;
use entity::words::{CaseEventKind, EnvelopeKind, NoticeKind, PartKind, StaffRole};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Why somebody opens a number, in his own words.
const WHY: Bounds = Bounds { min: 5, max: 500 };
/// Shown to a custodian at most.
pub const MOST_UNREACHED: usize = 200;

/// A case whose reporter could not be told, as a custodian sees it: enough to talk with its handler, and no more.
pub struct Unreached {
    /// The case with its rows.
    pub loaded: Loaded,
    /// The message that did not arrive.
    pub message: Undelivered,
}

impl Unreached {
    /// Whether somebody opened the number because of this message.
    fn is_seen_to(&self) -> bool {
        self.loaded.events.iter().any(|event| event.kind == CaseEventKind::PhoneOpened && event.at >= self.message.at)
    }
}

/// A number that was opened, and everybody who opened it.
pub struct OpenedPhone {
    /// The number.
    pub phone: Phone,
    /// Each opening, oldest first, this one too.
    pub openings: Vec<Opening>,
}

/// One opening of a reporter's number.
#[derive(Clone, Debug)]
pub struct Opening {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: SealedText,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NoticeJob {
    notice_id: NoticeId,
}

/// Works `notices.not_delivered`: tells the case's handler and heads, once a message.
///
/// # Errors
/// When to come back.
pub async fn not_delivered_job(ctx: Ctx, _: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: NoticeJob = serde_json::from_value(payload).map_err(|error| JobError::Park(format!("payload: {error}")))?;
    let tx = ctx.write(&county).await?;
    let Some(case_id) = notices::note_failure(&tx, job.notice_id).await? else { return Ok(()) };
    let Some(row) = store::by_ids(&tx, &[case_id]).await?.pop() else { return Ok(()) };
    if let Some(loaded) = store::rows(&tx, &ctx.actor, vec![row]).await?.pop() {
        tell::handler(&tx, &loaded, NoticeKind::HandlerUndelivered).await?;
    }
    Ok(tx.commit().await?)
}

/// Messages to the reporter of a case that the viewer was shown, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn messages_of(ctx: &Ctx, id: CaseId) -> Outcome<Vec<CaseNotice>> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    notices::of_case(&tx, id).await
}

/// Cases whose reporter could not be told the last thing, and whose number the viewer may open, at most 200: first those
/// whose number nobody has opened since, each newest first. So whatever was seen to makes room for the next.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn undelivered(ctx: &Ctx) -> Outcome<Vec<Unreached>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    unreached(ctx, &tx, None).await
}

/// Opens the number of the reporter of a case who could not be told by message. The reason is kept for custodians, the
/// opening stands on the ledger and on the page of the case, and the reporter sees that it happened.
///
/// # Errors
/// Hidden from everybody but the custodians of the organ above, and when the last message arrived or is on its way; refused
/// without a reason.
pub async fn open_reporter_phone(ctx: &Ctx, id: CaseId, reason: &str) -> Outcome<OpenedPhone> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    // By the same way as the list: one that is hidden costs as many statements as one that is not there.
    let Unreached { loaded, message } = unreached(ctx, &tx, Some(id)).await?.pop().ok_or_else(Failure::hidden)?;
    let reason = clean("reason", reason, WHY).map_err(|error| Failure::Refused(vec![error]))?;
    let organ = Custodians::of(&tx).await?.organ(&loaded);
    let (envelope, part) = seal_why(&tx, reason).await?;
    let facts = json!({ "notice": message.notice_id, "envelope": envelope, "version": loaded.case.version });
    store::add_event(&tx, &ctx.actor, (id, CaseEventKind::PhoneOpened), (organ, Some(part)), facts).await?;
    let entry = json!({ "case": id, "notice": message.notice_id, "organ": organ });
    let phone = notices::show_phone(&tx, loaded.report.contact_id, (&ctx.actor, entry)).await?;
    let openings = openings(&tx, &store::load(&tx, &ctx.actor, id).await?).await?;
    tx.commit().await?;
    Ok(OpenedPhone { phone, openings })
}

/// Messages that did not arrive, whose case's number the viewer may open; of all cases, or of one. Only those count that he
/// may open: what is hidden from him takes no place in his list. Whoever is no custodian may open none, and for him nothing
/// is read.
async fn unreached(ctx: &Ctx, tx: &Tx, only: Option<CaseId>) -> Outcome<Vec<Unreached>> {
    if !ctx.actor.staff().is_some_and(|staff| staff.is(StaffRole::Custodian)) {
        return Ok(Vec::new());
    }
    let custodians = Custodians::of(tx).await?;
    let (mut found, mut opened, mut before) = (Vec::new(), Vec::new(), None);
    loop {
        let (page, next) = notices::undelivered(tx, (only, before)).await?;
        let (seen_to, open): (Vec<_>, Vec<_>) = openable(ctx, tx, (&custodians, page)).await?.into_iter().partition(Unreached::is_seen_to);
        found.extend(open);
        opened.extend(seen_to);
        opened.truncate(MOST_UNREACHED);
        before = next;
        if before.is_none() || found.len() >= MOST_UNREACHED {
            found.append(&mut opened);
            found.truncate(MOST_UNREACHED);
            return Ok(found);
        }
    }
}

/// Those among the messages whose case's number the viewer may open.
async fn openable(ctx: &Ctx, tx: &Tx, (custodians, messages): (&Custodians, Vec<Undelivered>)) -> Outcome<Vec<Unreached>> {
    let ids: Vec<_> = messages.iter().map(|message| message.case_id).collect();
    let rows = store::by_ids(tx, &ids).await?;
    let mut known: BTreeMap<_, _> = store::rows(tx, &ctx.actor, rows).await?.into_iter().map(|loaded| (loaded.case.id, loaded)).collect();
    let found = messages.into_iter().filter_map(|message| {
        let loaded = known.remove(&message.case_id)?;
        let facts = Facts { custody: custodians.organ(&loaded), ..loaded.facts(false) };
        let is_allowed = policy::decide(&ctx.actor, Action::OpenPhone, &facts) == Decision::Allow;
        is_allowed.then_some(Unreached { loaded, message })
    });
    Ok(found.collect())
}

/// The county's custodians, from whom each must keep away, and who handles and heads where.
struct Custodians {
    members: Vec<Member>,
    workers: Vec<Member>,
    recusals: BTreeMap<OfficialId, Recusals>,
}

impl Custodians {
    async fn of(tx: &Tx) -> Outcome<Self> {
        let members = store::custodians(tx).await?;
        let officials: BTreeSet<_> = members.iter().map(|member| member.official).collect();
        let recusals = directory::recusals_of(tx, &officials.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self { members, workers: store::staff(tx).await?, recusals })
    }

    /// The organ whose custodians may open the number of this case.
    fn organ(&self, loaded: &Loaded) -> Option<entity::id::OrganId> {
        let places = loaded.places();
        let facts = loaded.facts(false);
        let organs: Vec<_> = facts.earlier.iter().copied().chain([facts.organ]).collect();
        let has_a_hand = hands(&self.workers, &organs, facts.handler);
        let is_free = |member: &&Member| {
            let is_near = self.recusals.get(&member.official).is_some_and(|near| concerns(near, &places));
            !is_near && !has_a_hand.contains(&member.account)
        };
        let free: Vec<_> = self.members.iter().filter(is_free).copied().collect();
        custody(&loaded.ground.organs, loaded.case.organ_id, &free)
    }
}

/// Seals a reason for custodians: it may say what stands in no clear text.
async fn seal_why(tx: &Tx, reason: String) -> Outcome<(EnvelopeId, SealedPartId)> {
    let key = keys::seal_new(tx, EnvelopeKind::Opening, &[Holder::Custodian]).await?;
    let part = keys::add_part(tx, &key, PartKind::Reason, &SealedText::new(reason)).await?;
    Ok((key.envelope_id, part))
}

/// All openings of a case's number, with their reasons.
async fn openings(tx: &Tx, loaded: &Loaded) -> Outcome<Vec<Opening>> {
    let mut all = Vec::new();
    for event in loaded.events.iter().filter(|event| event.kind == CaseEventKind::PhoneOpened) {
        let envelope = event.facts.get("envelope").cloned().unwrap_or_default();
        let envelope: EnvelopeId = serde_json::from_value(envelope).map_err(Failure::fault)?;
        let reason = match keys::open(tx, envelope, Holder::Custodian).await {
            // A new custodian calls the reporter all the same: colleagues' reasons can be read later.
            Err(shut) if keys::is_shut(&shut) => SealedText::new("（要等另一位启封人登录一次，才看得到）".to_owned()),
            opened => keys::parts(tx, &opened?).await?.pop().ok_or_else(|| Failure::fault("an opening without a reason"))?.text,
        };
        let by = event.account_id.and_then(|id| loaded.ground.names.get(&id).cloned()).unwrap_or_default();
        all.push(Opening { at: event.at, by, reason });
    }
    Ok(all)
}
