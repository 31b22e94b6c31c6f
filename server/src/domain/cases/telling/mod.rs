//! A case told line by line: to its reporter without any name of staff, to officers with who did what.

mod facts;
mod next;

pub use next::{held_by, is_objectionable, next_act, next_for_reporter};

use super::happened::Reader;
use super::rules::deadlines;
use super::store::Loaded;
use super::words;
use entity::case_event;
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::{ActorKind, CaseEventKind as Event, CaseState};
use facts::{Reasons, fact, is_urged, organ_name, sealed_fact};
use time::Date;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// What happened.
    pub title: String,
    /// More about it, where the viewer may know it.
    pub detail: Option<String>,
    /// Who did it.
    pub by: String,
    /// The code of the publication that stands in public since; only for whoever may read the answer itself.
    pub publication: Option<String>,
}

/// The timeline as the reporter reads it.
#[must_use]
pub fn to_reporter(loaded: &Loaded, reasons: Reasons<'_>) -> Vec<Line> {
    let shown = loaded.events.iter().filter(|event| !is_among_officers(event.kind));
    shown
        .map(|event| Line {
            at: event.at,
            title: title(loaded, event, (Reader::Reporter, reasons)),
            detail: reason(event, reasons).filter(|_| is_for_reporter(event.kind)),
            by: match event.actor {
                ActorKind::Reporter => "您".to_owned(),
                ActorKind::Staff => acting_organ(loaded, event),
                ActorKind::Client | ActorKind::System => "系统".to_owned(),
            },
            publication: publication(event, reasons),
        })
        .collect()
}

/// The timeline as officers read it.
#[must_use]
pub fn to_staff(loaded: &Loaded, reasons: Reasons<'_>) -> Vec<Line> {
    let name = |id: Option<AccountId>| id.and_then(|id| loaded.ground.names.get(&id).cloned());
    let shown = loaded.events.iter().filter(|event| !is_about_code(event.kind));
    shown
        .map(|event| Line {
            at: event.at,
            title: title(loaded, event, (Reader::Staff, reasons)),
            detail: reason(event, reasons),
            by: match event.actor {
                ActorKind::Reporter => "举报人".to_owned(),
                ActorKind::Staff => name(event.account_id).unwrap_or_else(|| acting_organ(loaded, event)),
                ActorKind::Client | ActorKind::System => "系统".to_owned(),
            },
            publication: publication(event, reasons),
        })
        .collect()
}

/// What happened, as colleagues say it.
#[must_use]
pub fn what(loaded: &Loaded, event: &case_event::Model) -> String {
    title(loaded, event, (Reader::Staff, &[]))
}

fn title(loaded: &Loaded, event: &case_event::Model, (reader, reasons): (Reader, Reasons<'_>)) -> String {
    let reporter = reader.reporter();
    let organ = |key: &str| fact::<OrganId>(event, key).map(|id| organ_name(loaded, id)).unwrap_or_default();
    match event.kind {
        Event::Answered if fact(event, "satisfied") == Some(true) => format!("{reporter}说满意"),
        Event::Answered => format!("{reporter}说不满意，两级办理到此结束"),
        Event::Escalated => format!("{reporter}说不满意，转到{}复核，亮红灯", organ("to")),
        Event::Supplemented if fact(event, "asked") == Some(true) => "按要求补充了材料".to_owned(),
        Event::MaterialAsked => format!("请{reporter}在 {} 天以内补充材料", fact::<u16>(event, "days").unwrap_or_default()),
        Event::MaterialNone => format!("{reporter}说没有要补充的"),
        Event::FollowUpAsked => format!("回访：问{reporter}这件事是不是真的解决了"),
        Event::FollowUpAnswered if fact(event, "solved") == Some(true) => format!("回访时{reporter}说解决了"),
        Event::FollowUpAnswered => format!("回访时{reporter}说还没有解决"),
        Event::SteppedAside => format!("申请回避（{}）", fact(event, "reason").map_or("没有写原因", words::step_aside)),
        Event::Settled if loaded.case.state == CaseState::Declined => "回话的日子过了，办结，熄灯".to_owned(),
        Event::Settled if loaded.case.instance_no > 1 => "两级办理终结，熄灯".to_owned(),
        Event::Declined => {
            fact(event, "ground").map_or_else(|| reader.reads(event.kind).to_owned(), |ground| format!("没有收：{}", words::ground(ground)))
        }
        Event::JointInvited => format!("请{}联合办", organ("helper")),
        Event::JointEnded => format!("{}的联合办理结束", organ("helper")),
        Event::Transferred => transferred(loaded, event, (reader, reasons)),
        Event::HandedOver => event
            .organ_id
            .map_or_else(|| reader.reads(event.kind).to_owned(), |above| format!("移交{}，期限照算", organ_name(loaded, above))),
        Event::Overdue => {
            let urged = if is_urged(event) { "，已催办" } else { "" };
            format!("到期还没有{}{urged}", clock(event, reader))
        }
        Event::ResultWithheld => withheld(event, (reader, reasons)),
        Event::PhoneOpened => format!("因为短信没有送到，打开了{reporter}的手机号"),
        kind => about_clock(event, reader).unwrap_or_else(|| reader.reads(kind).to_owned()),
    }
}

/// To whom it went: an organ of the platform by name; somebody outside by name where the viewer may read it, for that lies
/// sealed.
fn transferred(loaded: &Loaded, event: &case_event::Model, (reader, reasons): (Reader, Reasons<'_>)) -> String {
    let organ = |key: &str| fact::<OrganId>(event, key).map(|id| organ_name(loaded, id)).unwrap_or_default();
    if fact::<String>(event, "why").as_deref() == Some("ABOUT_MORE") {
        return format!("按回避和管辖的规定，转给{}办", organ("to"));
    }
    if event.facts.get("why").is_some() {
        return format!("{}{}，转给{}办", organ("from"), words::moved(fact::<String>(event, "why").as_deref()), organ("to"));
    }
    if event.facts.get("to").is_some() {
        return format!("转给{}办", organ("to"));
    }
    match sealed_fact(event, "receiver", reasons) {
        Some(receiver) => format!("转到平台外，交给{receiver}办"),
        None => reader.reads(event.kind).to_owned(),
    }
}

/// That a result is not published; why is told to whoever may read of what the report was.
fn withheld(event: &case_event::Model, (reader, reasons): (Reader, Reasons<'_>)) -> String {
    let plain = reader.reads(event.kind);
    match fact(event, "reason").filter(|_| reader == Reader::Staff || !reasons.is_empty()) {
        Some(reason) => format!("{plain}（{}）", words::withheld(reason)),
        None => plain.to_owned(),
    }
}

/// What a clock asks for.
fn clock(event: &case_event::Model, reader: Reader) -> String {
    fact(event, "kind").map_or_else(|| "办理".to_owned(), |kind| words::deadline(kind, reader.reporter()))
}

/// What became of a clock, with the days that the event names.
fn about_clock(event: &case_event::Model, reader: Reader) -> Option<String> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let named = |key: &str| Date::parse(&fact::<String>(event, key)?, format).ok().map(deadlines::day);
    let due = || named("due").map(|due| format!("，改为 {due}以前答复")).unwrap_or_default();
    let days = || fact::<i32>(event, "days").unwrap_or_default();
    Some(match event.kind {
        Event::DeadlineAsked => match named("until") {
            Some(until) => format!("申请把办理期限暂停到 {until}"),
            None => format!("申请把办理期限延长 {} 天", days()),
        },
        Event::DeadlinePaused => format!("经上级批准，办理期限暂停到 {}{}", named("until")?, due()),
        Event::DeadlineExtended => format!("经上级批准，办理期限延长 {} 天{}", days(), due()),
        Event::DeadlineRefused => format!("没有批准{}", if named("until").is_some() { "暂停" } else { "延长" }),
        Event::DeadlineResumed => format!("恢复计时{}", due()),
        Event::CalendarMoved => {
            format!("放假安排变了，“{}”的期限从 {}改到 {}", clock(event, reader), named("from")?, named("to")?)
        }
        _ => return None,
    })
}

/// What a reporter does with his own code is not the officers' business.
pub(super) const fn is_about_code(kind: Event) -> bool {
    matches!(kind, Event::CodeAsked | Event::CodeStopped | Event::CodeReady | Event::CodeTaken | Event::CodeLapsed)
}

/// Steps that are the officers' business, or another's.
pub(super) const fn is_among_officers(kind: Event) -> bool {
    use Event as E;
    let about_request = matches!(kind, E::DeadlineAsked | E::DeadlineRefused);
    let about_turn = matches!(kind, E::JointInvited | E::JointEnded | E::NoteAdded | E::ClarificationNoted | E::ClarificationPrepared);
    let about_persons = matches!(kind, E::MaliceProposed | E::MaliceRefused | E::ClarificationPublished);
    about_request
        || about_turn
        || about_persons
        || matches!(kind, E::Assigned | E::HandlerLeft | E::SubjectAdded | E::ContentOpened | E::OriginalOpened | E::SuperiorMissing)
        || matches!(kind, E::SteppedAside)
}

/// Steps whose words are written to the reporter, or by him. Whatever is not named here is for colleagues.
const fn is_for_reporter(kind: Event) -> bool {
    use Event as E;
    let by_organ = matches!(kind, E::Accepted | E::Declined | E::Transferred | E::Continued | E::MaterialAsked | E::MaterialSeen);
    by_organ || matches!(kind, E::Answered | E::Escalated | E::WithdrawalAsked | E::WithdrawalCancelled)
}

fn reason(event: &case_event::Model, reasons: Reasons<'_>) -> Option<String> {
    let part = event.part_id?;
    reasons.iter().find(|(id, _)| *id == part).filter(|_| !is_reply(event)).map(|(_, text)| text.reveal().to_owned())
}

/// Where the result stands in public. A query code alone does not say of what the report was: nor does this then.
fn publication(event: &case_event::Model, reasons: Reasons<'_>) -> Option<String> {
    fact(event, "code").filter(|_| event.kind == Event::ResultPublished && !reasons.is_empty())
}

const fn is_reply(event: &case_event::Model) -> bool {
    matches!(event.kind, Event::Replied | Event::Corrected | Event::ExternalResult | Event::Supplemented)
}

fn acting_organ(loaded: &Loaded, event: &case_event::Model) -> String {
    let organ = fact::<OrganId>(event, "from").or(event.organ_id).unwrap_or(loaded.case.organ_id);
    organ_name(loaded, organ)
}
