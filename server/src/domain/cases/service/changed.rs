//! Two officers act on one case: the first wins, and the second is told what changed since he looked.

use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::cases::telling;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::case_event;
use entity::id::CaseId;
use entity::words::{ActorKind, CaseEventKind, StaffRole};
use serde_json::Value;

/// More steps than that are told by their number.
const MOST_TOLD: usize = 3;

/// A case as its page showed it to whoever acts on it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseAt {
    /// The case.
    pub id: CaseId,
    /// Its version then; none where no page was looked at.
    pub version: Option<i32>,
}

impl From<CaseId> for CaseAt {
    fn from(id: CaseId) -> Self {
        Self { id, version: None }
    }
}

/// Whether the case still stands as its page showed it.
///
/// # Errors
/// Refused as a conflict, with who did what since then.
pub(super) async fn check(tx: &Tx, loaded: &Loaded, at: CaseAt) -> Outcome<()> {
    match at.version {
        Some(seen) if seen != loaded.case.version => Err(told(tx, loaded, seen).await?),
        _ => Ok(()),
    }
}

/// Why a step was not taken: of a conflict, what the faster one did; whoever may not see the case any more is told that it
/// changed and nothing else.
pub(super) async fn why(ctx: &Ctx, tx: &Tx, (loaded, failure): (&Loaded, Failure)) -> Failure {
    let is_conflict = |all: &[crate::kernel::UserError]| all.iter().any(|one| one.code == ErrorCode::Conflict);
    match failure {
        Failure::Refused(all) if is_conflict(&all) => match store::find(tx, &ctx.actor, loaded.case.id).await {
            Ok(now) => told(tx, &now, loaded.case.version).await.unwrap_or_else(|fault| fault),
            Err(Failure::Refused(_)) => CaseRefusal::Changed.into(),
            Err(fault) => fault,
        },
        other => other,
    }
}

async fn told(tx: &Tx, loaded: &Loaded, seen: i32) -> Outcome<Failure> {
    let since = loaded.events.iter().filter(|event| version_of(event) > i64::from(seen) && is_told(event.kind));
    let since: Vec<_> = since.collect();
    if since.is_empty() {
        return Ok(CaseRefusal::Changed.into());
    }
    let staff = store::staff(tx).await?;
    let role = |event: &case_event::Model| {
        let held = |role| staff.iter().any(|one| Some(one.account) == event.account_id && one.role == role);
        match event.actor {
            ActorKind::Reporter => "举报人",
            ActorKind::Client | ActorKind::System => "系统",
            ActorKind::Staff if event.account_id.is_some() && event.account_id == loaded.case.handler_id => "承办人",
            ActorKind::Staff if held(StaffRole::Head) => "负责人",
            ActorKind::Staff => "经办人",
        }
    };
    let line = |event: &&case_event::Model| {
        let at = event.at.in_china();
        let (month, day, hour, minute) = (u8::from(at.month()), at.day(), at.hour(), at.minute());
        format!("{month} 月 {day} 日 {hour}:{minute:02}，{}：{}", role(event), telling::what(loaded, event))
    };
    let lines: Vec<_> = since.iter().rev().take(MOST_TOLD).map(line).collect();
    let more = if since.len() > MOST_TOLD { format!("（一共 {} 步）", since.len()) } else { String::new() };
    Ok(Failure::refuse(ErrorCode::Conflict, format!("您打开以后，有人动过这一件。{}{more}。请看过再办。", lines.join("；"))))
}

/// Which step of the case an event belongs to.
fn version_of(event: &case_event::Model) -> i64 {
    event.facts.get("version").and_then(Value::as_i64).unwrap_or_default()
}

/// Looking changes nothing, and a reporter's code is no officer's business.
const fn is_told(kind: CaseEventKind) -> bool {
    !matches!(kind, CaseEventKind::ContentOpened | CaseEventKind::OriginalOpened) && !telling::is_about_code(kind)
}
