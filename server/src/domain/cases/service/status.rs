//! 查进度: what the reporter sees by query code, by phone code, and by both.

use super::touches::{Touch, touches};
use crate::domain::cases::policy::{self, Action, Decision, REPORTER_ACTS};
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder, query_code};
use crate::domain::media::Viewer;
use crate::domain::reporters::{self, ReporterRefusal};
use crate::domain::reports::{self, Content};
use crate::kernel::secret::QueryCode;
use crate::kernel::{Actor, County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::ReportId;
use entity::report;
use entity::words::{CaseEventKind, PhonePurpose};
use std::collections::BTreeMap;

/// A report as its reporter may see it now.
pub struct ReporterView {
    /// The case with its rows.
    pub loaded: Loaded,
    /// What may be done with what was shown.
    pub can: Vec<Action>,
    /// Own text and replies: only with both codes.
    pub content: Option<Content>,
    /// Which roles touched the case: only with both codes.
    pub touches: Option<Vec<Touch>>,
    /// Further reports of the same phone in this county, for a phone code alone.
    pub others: Vec<Self>,
}

/// A report found by its query code, with the actor as this county knows him.
pub(super) struct Found {
    pub tx: Tx,
    pub loaded: Loaded,
    pub actor: Actor,
    pub code: QueryCode,
}

/// The state of a report: by query code, by a phone proven for tracking, or by both.
///
/// # Errors
/// Hidden if there is none; refused if neither was shown.
pub async fn report_status(ctx: &Ctx, code: Option<&str>, county: Option<&str>) -> Outcome<ReporterView> {
    if let Some(code) = shown(code) {
        let found = by_code(ctx, code).await?;
        return view(&found.tx, &found.actor, found.loaded, Some(&found.code)).await;
    }
    by_phone(ctx, county).await
}

/// Reports whose news a reporter may be told.
pub struct Followed {
    /// Where they were filed.
    pub county: County,
    /// The one of the query code, or all of the phone.
    pub reports: Vec<ReportId>,
    /// The code's keyed hash, if one was shown.
    pub code_hash: Option<Vec<u8>>,
}

/// The reports behind what was shown, as [`report_status`] finds them.
///
/// # Errors
/// As [`report_status`].
pub async fn followed(ctx: &Ctx, code: Option<&str>, county: Option<&str>) -> Outcome<Followed> {
    if let Some(code) = shown(code) {
        let found = by_code(ctx, code).await?;
        let report = &found.loaded.report;
        let code_hash = Some(report.query_code_hash.clone());
        return Ok(Followed { county: found.tx.county.clone(), reports: vec![report.id], code_hash });
    }
    let (tx, found) = of_phone(ctx, county).await?;
    Ok(Followed { county: tx.county.clone(), reports: found.iter().map(|loaded| loaded.report.id).collect(), code_hash: None })
}

fn shown(code: Option<&str>) -> Option<&str> {
    code.filter(|code| !code.trim().is_empty())
}

async fn by_code(ctx: &Ctx, code: &str) -> Outcome<Found> {
    let code = parse(code)?;
    let county = ctx.kernel.tenants.by_number(query_code::county_number(&code)).await?.ok_or_else(Failure::hidden)?;
    // A phone that comes with a code may have to be counted.
    let tx = if matches!(ctx.actor, Actor::Reporter(_)) { ctx.write(&county).await? } else { ctx.read(&county).await? };
    find(ctx, tx, code, Action::ReadStatus).await
}

/// The state of a report that was just submitted, for its reporter.
///
/// # Errors
/// Hidden if there is none.
pub async fn status_of(ctx: &Ctx, county: &County, id: ReportId) -> Outcome<ReporterView> {
    let tx = ctx.read(county).await?;
    Ok(just_filed(of_report(&tx, &Actor::Nobody, id).await?))
}

/// What the reporter sees of a report right after filing it: nothing can be done with it until the codes are shown.
pub(super) const fn just_filed(loaded: Loaded) -> ReporterView {
    ReporterView { loaded, can: Vec::new(), content: None, touches: None, others: Vec::new() }
}

/// All reports of the proven phone in its county, the newest first and the others behind it.
async fn by_phone(ctx: &Ctx, county: Option<&str>) -> Outcome<ReporterView> {
    let (tx, found) = of_phone(ctx, county).await?;
    let mut views = Vec::new();
    for loaded in found {
        views.push(view(&tx, &ctx.actor, loaded, None).await?);
    }
    let mut views = views.into_iter();
    let newest = views.next().ok_or_else(Failure::hidden)?;
    Ok(ReporterView { others: views.collect(), ..newest })
}

async fn of_phone(ctx: &Ctx, county: Option<&str>) -> Outcome<(Tx, Vec<Loaded>)> {
    let Some(reporter) = ctx.actor.reporter(PhonePurpose::Track) else {
        return Err(Failure::field(ErrorCode::CodeRequired, "queryCode", "请填查询码，或者用手机验证码查。"));
    };
    let proven_in = ctx.kernel.tenants.by_id(reporter.county_id).await?;
    if county.is_some_and(|code| code != proven_in.code) {
        return Err(Failure::hidden());
    }
    let tx = ctx.read(&proven_in).await?;
    let rows = reports::by_phone(&tx, &reporter.phone_hash).await?;
    let order: BTreeMap<_, _> = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let mut cases = store::by_reports(&tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    cases.sort_by_key(|case| order.get(&case.report_id).copied());
    let found = store::rows(&tx, &ctx.actor, cases).await?;
    for loaded in &found {
        policy::decide(&ctx.actor, Action::ReadStatus, &loaded.facts(false)).check()?;
    }
    Ok((tx, found))
}

/// Opens a verb of the reporter: query code and a phone proven for tracking, of the same report.
pub(super) async fn begin(ctx: &Ctx, code: &str, action: Action) -> Outcome<Found> {
    if ctx.actor.reporter(PhonePurpose::Track).is_none() {
        parse(code)?;
        return Err(CaseRefusal::BothCodes.into());
    }
    begin_by_code(ctx, code, action).await
}

/// Opens a verb for which the query code alone may be enough.
pub(super) async fn begin_by_code(ctx: &Ctx, code: &str, action: Action) -> Outcome<Found> {
    let code = parse(code)?;
    let county = ctx.kernel.tenants.by_number(query_code::county_number(&code)).await?.ok_or_else(no_report)?;
    let tx = ctx.write(&county).await?;
    find(ctx, tx, code, action).await
}

/// Opens a verb for which the report's own phone, proven for tracking, may be enough.
pub(super) async fn begin_by_phone(ctx: &Ctx, id: ReportId, action: Action) -> Outcome<(Tx, Loaded)> {
    ctx.actor.reporter(PhonePurpose::Track).ok_or(ReporterRefusal::CodeRequired)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let loaded = of_report(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, action, &loaded.facts(false)).check()?;
    Ok((tx, loaded))
}

/// Whether the reporter may do this once more today. Of two at once the second is refused by the case's version, so
/// counting is enough.
pub(super) fn within_day(tx: &Tx, loaded: &Loaded, kind: CaseEventKind, (most, refusal): (usize, ReporterRefusal)) -> Outcome<()> {
    let today = loaded.events.iter().filter(|event| event.kind == kind && tx.now.since(event.at) < reporters::A_DAY);
    if today.count() < most { Ok(()) } else { Err(refusal.into()) }
}

/// What the reporter sees after a verb that the phone alone allowed.
pub(super) async fn after_by_phone(ctx: &Ctx, id: ReportId) -> Outcome<ReporterView> {
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let loaded = of_report(&tx, &ctx.actor, id).await?;
    policy::decide(&ctx.actor, Action::ReadStatus, &loaded.facts(false)).check()?;
    view(&tx, &ctx.actor, loaded, None).await
}

pub(super) async fn of_report(tx: &Tx, actor: &Actor, id: ReportId) -> Outcome<Loaded> {
    let case = store::by_reports(tx, &[id]).await?;
    store::rows(tx, actor, case).await?.pop().ok_or_else(Failure::hidden)
}

/// What the reporter sees after a verb.
pub(super) async fn after(ctx: &Ctx, code: &QueryCode) -> Outcome<ReporterView> {
    let county = ctx.kernel.tenants.by_number(query_code::county_number(code)).await?.ok_or_else(no_report)?;
    // Read only: the verb's own transaction may still hold the phone's row.
    let tx = ctx.read(&county).await?;
    let report = reports::by_code(&tx, code).await?.ok_or_else(no_report)?;
    let found = found(ctx, tx, (report, code.clone()), Action::ReadStatus).await?;
    view(&found.tx, &found.actor, found.loaded, Some(&found.code)).await
}

async fn find(ctx: &Ctx, tx: Tx, code: QueryCode, action: Action) -> Outcome<Found> {
    let (tx, report) = report_of(ctx, tx, &code).await?;
    found(ctx, tx, (report, code), action).await
}

async fn found(ctx: &Ctx, tx: Tx, (report, code): (report::Model, QueryCode), action: Action) -> Outcome<Found> {
    // A phone proven in another county is no proof here.
    let is_of_here = matches!(&ctx.actor, Actor::Reporter(reporter) if reporter.county_id == tx.county.id);
    let actor = if is_of_here { ctx.actor.clone() } else { Actor::Nobody };
    let case = store::by_reports(&tx, &[report.id]).await?;
    let loaded = store::rows(&tx, &actor, case).await?.pop().ok_or_else(no_report)?;
    policy::decide(&actor, action, &loaded.facts(true)).check()?;
    Ok(Found { tx, loaded, actor, code })
}

/// The report with this code. A phone that comes with codes that there are not is counted, and after too many of them
/// right and wrong ones get the same answer.
async fn report_of(ctx: &Ctx, tx: Tx, code: &QueryCode) -> Outcome<(Tx, report::Model)> {
    // Nobody files by program, so a program has no code of its own: to it there is no report.
    if matches!(ctx.actor, Actor::Client(_)) {
        return Err(no_report());
    }
    let Actor::Reporter(reporter) = &ctx.actor else {
        let report = reports::by_code(&tx, code).await?.ok_or_else(no_report)?;
        return Ok((tx, report));
    };
    reporters::before_query_code(&tx, &reporter.phone_hash).await?;
    if let Some(report) = reports::by_code(&tx, code).await? {
        return Ok((tx, report));
    }
    reporters::count_wrong_query_code(&tx, &reporter.phone_hash).await?;
    tx.commit().await?;
    Err(no_report())
}

async fn view(tx: &Tx, actor: &Actor, loaded: Loaded, code: Option<&QueryCode>) -> Outcome<ReporterView> {
    let facts = loaded.facts(code.is_some());
    let can = policy::viewer_can(actor, &REPORTER_ACTS, &facts);
    let content = match code {
        Some(code) if policy::decide(actor, Action::ReadOwnContent, &facts) == Decision::Allow => {
            let key = keys::open(tx, loaded.report.content_envelope_id, Holder::Reporter(code)).await?;
            let viewer = Viewer::Reporter(loaded.report.phone_hash.clone());
            Some(reports::content(tx, &loaded.report, &key, &viewer).await?)
        }
        _ => None,
    };
    let touches = if content.is_some() { Some(touches(tx, &loaded).await?) } else { None };
    Ok(ReporterView { loaded, can, content, touches, others: Vec::new() })
}

fn parse(code: &str) -> Outcome<QueryCode> {
    query_code::parse(code).map_err(|error| Failure::Refused(vec![error]))
}

fn no_report() -> Failure {
    Failure::field(ErrorCode::NotFound, "queryCode", "没有找到这个查询码对应的举报，请对照回执再看一遍。")
}
