//! A case told line by line: to its reporter without any name of staff, to officers with who did what.

use super::model::{OPEN, Turn};
use super::rules::deadlines;
use super::store::Loaded;
use super::words;
use crate::kernel::secret::SealedText;
use entity::case_event;
use entity::id::{AccountId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{ActorKind, CaseEventKind as Event, CaseState, DeadlineKind, DeadlineState};
use serde::de::DeserializeOwned;
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
}

/// Sealed reasons that the viewer may read.
type Reasons<'a> = &'a [(SealedPartId, SealedText)];

/// The timeline as the reporter reads it.
#[must_use]
pub fn to_reporter(loaded: &Loaded, reasons: Reasons<'_>) -> Vec<Line> {
    let shown = loaded.events.iter().filter(|event| !is_among_officers(event.kind));
    shown
        .map(|event| Line {
            at: event.at,
            title: title(loaded, event, "您"),
            detail: reason(event, reasons).filter(|_| is_for_reporter(event.kind)),
            by: match event.actor {
                ActorKind::Reporter => "您".to_owned(),
                ActorKind::Staff => acting_organ(loaded, event),
                ActorKind::System => "系统".to_owned(),
            },
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
            title: title(loaded, event, "举报人"),
            detail: reason(event, reasons),
            by: match event.actor {
                ActorKind::Reporter => "举报人".to_owned(),
                ActorKind::Staff => name(event.account_id).unwrap_or_else(|| acting_organ(loaded, event)),
                ActorKind::System => "系统".to_owned(),
            },
        })
        .collect()
}

/// What happened, as colleagues say it.
#[must_use]
pub fn what(loaded: &Loaded, event: &case_event::Model) -> String {
    title(loaded, event, "举报人")
}

fn title(loaded: &Loaded, event: &case_event::Model, reporter: &str) -> String {
    let organ = |key: &str| fact::<OrganId>(event, key).map(|id| organ_name(loaded, id)).unwrap_or_default();
    match event.kind {
        Event::Answered if fact(event, "satisfied") == Some(true) => format!("{reporter}表示满意"),
        Event::Answered => format!("{reporter}表示不满意，两级办理到此结束"),
        Event::Escalated => format!("{reporter}表示不满意，转到{}复核，亮红灯", organ("to")),
        Event::Supplemented if fact(event, "asked") == Some(true) => "按要求补充了材料".to_owned(),
        Event::MaterialAsked => format!("请{reporter}在 {} 天以内补充材料", fact::<u16>(event, "days").unwrap_or_default()),
        Event::MaterialNone => format!("{reporter}说没有要补充的"),
        Event::FollowUpAsked => format!("回访：问{reporter}这件事是不是真的解决了"),
        Event::FollowUpAnswered if fact(event, "solved") == Some(true) => format!("回访时{reporter}说解决了"),
        Event::FollowUpAnswered => format!("回访时{reporter}说还没有解决"),
        Event::SteppedAside => format!("申请回避（{}）", fact(event, "reason").map_or("没有写原因", words::step_aside)),
        Event::Settled if loaded.case.state == CaseState::Declined => "评价期满，办结".to_owned(),
        Event::Settled if loaded.case.instance_no > 1 => "两级办理终结，熄灯".to_owned(),
        Event::Declined => {
            fact(event, "ground").map_or_else(|| plain(event.kind).to_owned(), |ground| format!("不予受理：{}", words::ground(ground)))
        }
        Event::JointInvited => format!("请{}联合办理", organ("helper")),
        Event::JointEnded => format!("{}的联合办理结束", organ("helper")),
        Event::Transferred if fact::<String>(event, "why").as_deref() == Some("ABOUT_MORE") => {
            format!("按回避和管辖的规定，转给{}办理", organ("to"))
        }
        Event::Transferred if event.facts.get("why").is_some() => {
            format!("{}{}，转给{}办理", organ("from"), words::moved(fact(event, "why")), organ("to"))
        }
        Event::Transferred if event.facts.get("to").is_some() => format!("转给{}办理", organ("to")),
        Event::Overdue => {
            let clock = fact(event, "kind").map_or("办理", words::deadline);
            let urged = if is_urged(event) { "，已催办" } else { "" };
            format!("超过了“{clock}”的期限{urged}")
        }
        Event::PhoneOpened => format!("因为短信没有送到，打开了{reporter}的手机号"),
        kind => about_clock(event).unwrap_or_else(|| plain(kind).to_owned()),
    }
}

/// What became of a clock, with the days that the event names.
fn about_clock(event: &case_event::Model) -> Option<String> {
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
            let clock = fact(event, "kind").map_or("办理", words::deadline);
            format!("放假安排变了，“{clock}”的期限从 {}改到 {}", named("from")?, named("to")?)
        }
        _ => return None,
    })
}

/// What happened, where the kind says all of it.
const fn plain(kind: Event) -> &'static str {
    match kind {
        Event::Submitted => "提交举报，亮黄灯",
        Event::Accepted => "已受理",
        Event::Assigned => "分派承办人",
        Event::InvestigationStarted => "开始核查",
        Event::CaseFiled => "已立案，办理期限延为三个月",
        Event::Replied => "作出答复",
        Event::Answered => "作出评价",
        Event::Escalated => "转到上一级复核，亮红灯",
        Event::Settled => "办结，熄灯",
        Event::Declined => "不予受理",
        Event::Transferred => "转出本平台",
        Event::Supplemented => "补充了材料",
        Event::WithdrawalAsked => "申请撤回，期满后生效",
        Event::WithdrawalCancelled => "不撤回了，继续办理",
        Event::Withdrawn => "撤回生效，不再办理",
        Event::Overdue => "超过了期限",
        Event::SuperiorMissing => "没有登记上级纪检组织，已报县纪委",
        Event::ContentOpened => "打开了举报内容",
        Event::OriginalOpened => "取了一份原件",
        Event::PhoneOpened => "因为短信没有送到，打开了手机号",
        Event::ExternalResult => "上级作出答复",
        Event::HandlerLeft => "承办人不能再办这件，等重新分派",
        Event::SubjectAdded => "增加了反映对象",
        Event::HandedOver => "移交县外的上级，期限照算",
        Event::Continued => "举报人撤回了，经研究继续办",
        Event::CodeAsked => "有人用这个手机号申请补发查询码，期满后可以领",
        Event::CodeStopped => "取消了补发查询码，原来的继续用",
        Event::CodeReady => "新查询码可以领了",
        Event::CodeTaken => "领了新查询码，原来的作废",
        Event::CodeLapsed => "新查询码没有人领，原来的继续用",
        Event::DeadlineAsked => "申请暂停或者延长办理期限",
        Event::DeadlinePaused => "办理期限暂停",
        Event::DeadlineExtended => "办理期限延长",
        Event::DeadlineRefused => "没有批准暂停或者延长",
        Event::DeadlineResumed => "恢复计时",
        Event::CalendarMoved => "放假安排变了，期限重新算过",
        Event::ResultPublished => "公开了办理结果",
        kind => words::turn(kind),
    }
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
    let about_malice = matches!(kind, E::MaliceProposed | E::MaliceRefused);
    about_request
        || about_turn
        || about_malice
        || matches!(kind, E::Assigned | E::HandlerLeft | E::SubjectAdded | E::ContentOpened | E::OriginalOpened | E::SuperiorMissing)
        || matches!(kind, E::SteppedAside)
}

/// Steps whose words are written to the reporter, or by him. Whatever is not named here is for colleagues.
const fn is_for_reporter(kind: Event) -> bool {
    use Event as E;
    let by_organ = matches!(kind, E::Accepted | E::Declined | E::Transferred | E::Continued | E::MaterialAsked | E::MaterialSeen);
    by_organ || matches!(kind, E::Answered | E::Escalated | E::WithdrawalAsked | E::WithdrawalCancelled)
}

/// Whether somebody could be told that the day was missed.
fn is_urged(event: &case_event::Model) -> bool {
    fact::<u64>(event, "told") != Some(0)
}

fn reason(event: &case_event::Model, reasons: Reasons<'_>) -> Option<String> {
    let part = event.part_id?;
    reasons.iter().find(|(id, _)| *id == part).filter(|_| !is_reply(event)).map(|(_, text)| text.reveal().to_owned())
}

const fn is_reply(event: &case_event::Model) -> bool {
    matches!(event.kind, Event::Replied | Event::Corrected | Event::ExternalResult | Event::Supplemented)
}

fn fact<T: DeserializeOwned>(event: &case_event::Model, key: &str) -> Option<T> {
    event.facts.get(key).and_then(|value| serde_json::from_value(value.clone()).ok())
}

fn acting_organ(loaded: &Loaded, event: &case_event::Model) -> String {
    let organ = fact::<OrganId>(event, "from").or(event.organ_id).unwrap_or(loaded.case.organ_id);
    organ_name(loaded, organ)
}

fn organ_name(loaded: &Loaded, id: OrganId) -> String {
    loaded.ground.organ(id).map_or_else(|| "纪检组织".to_owned(), |organ| organ.name.clone())
}

/// One sentence for the reporter: what comes next, and by when.
#[must_use]
pub fn next_for_reporter(loaded: &Loaded) -> String {
    if let Some(at) = loaded.case.withdraw_at {
        return format!("您已申请撤回，{}过后生效。在那以前可以反悔。", words::day(at));
    }
    let standing = loaded.standing();
    let organ = organ_name(loaded, loaded.case.organ_id);
    let until = standing.answer_until.map(words::day).unwrap_or_default();
    match (loaded.case.state, standing.turn) {
        (state, _) if OPEN.contains(&state) => match standing.material_until {
            Some(until) => format!("请您在{}以前补充材料，没有就说一声。{}", words::day(until), next_of_organ(loaded, &organ)),
            None => next_of_organ(loaded, &organ),
        },
        (CaseState::Declined, _) if standing.closed_at.is_some() => "这件不予受理，已经结束。有新的情况可以重新举报。".to_owned(),
        (CaseState::Declined, _) => format!("{organ}没有受理。您不同意的话，请在{until}以前说“不满意”，会转到上一级。"),
        (CaseState::Replied, Turn::First) if standing.satisfied == Some(true) => format!("您已表示满意。{until}以前还可以改，之后办结。"),
        (CaseState::Replied, Turn::First) => format!("请看答复，在{until}以前说满意不满意。不满意就转到上一级复核；不说就办结。"),
        (CaseState::Replied, Turn::Review) => format!("这是复核答复，请在{until}以前说满意不满意。两级办理到此结束。"),
        (CaseState::Settled, Turn::Review) if standing.follow_up_until.is_none() => ended(loaded),
        (CaseState::Transferred, _) => "这件已经转出本平台，由接收的单位办理。".to_owned(),
        (CaseState::Withdrawn, _) => "您已撤回，这件不再办理。".to_owned(),
        _ => match standing.follow_up_until {
            Some(until) => format!("请您在{}以前告诉我们，这件事是不是真的解决了。", words::day(until)),
            None => "这件已经办结。有新的情况可以重新举报。".to_owned(),
        },
    }
}

/// 两级终结: what it means, for the reporter.
fn ended(loaded: &Loaded) -> String {
    let name =
        |no: i32| loaded.instances.iter().find(|turn| turn.no == no).map(|turn| organ_name(loaded, turn.organ_id)).unwrap_or_default();
    let finding = loaded.finding().map(|finding| format!("，结论是“{}”", words::finding(finding))).unwrap_or_default();
    let (first, review) = (name(1), name(2));
    format!("这件由{first}初办、{review}复核{finding}，两级办理已经终结，同样的内容不再办理。有新的线索，可以重新举报。")
}

fn next_of_organ(loaded: &Loaded, organ: &str) -> String {
    let Some(clock) = loaded.due() else { return format!("等{organ}办理。") };
    let day = words::day(clock.due_at);
    let act = if loaded.case.state == CaseState::Submitted { "告诉您是否受理" } else { "答复您" };
    if clock.state == DeadlineState::Missed || clock.due_at < loaded.ground.now {
        let missed = |event: &&case_event::Model| event.kind == Event::Overdue && fact(event, "kind") == Some(clock.kind);
        let urged = loaded.events.iter().rfind(missed).is_some_and(is_urged);
        return format!("{organ}应在{day}以前{act}，已经超过期限{}。", if urged { "，系统已催办" } else { "" });
    }
    format!("{organ}最迟{day}{act}。")
}

/// What an officer has to do next, as the title of a line in a list.
#[must_use]
pub fn next_act(loaded: &Loaded) -> &'static str {
    let is_forwarded = loaded.last(DeadlineKind::Forward).is_some_and(|clock| clock.ended_at.is_none());
    match loaded.case.state {
        _ if loaded.case.closed_at.is_none() && loaded.standing().unseen > 0 => "看举报人补充的材料",
        CaseState::Submitted if is_forwarded => "签收转来的举报",
        CaseState::Submitted => "决定是否受理",
        _ if loaded.is_external() && loaded.case.state == CaseState::Accepted => "录入上级的结果",
        CaseState::Accepted if loaded.standing().turn == Turn::Review => "开始复核",
        CaseState::Accepted => "开始核查",
        CaseState::Investigating | CaseState::CaseFiled => "答复举报人",
        CaseState::Replied | CaseState::Declined if loaded.case.closed_at.is_none() => "等举报人评价",
        CaseState::Replied | CaseState::Settled => "已办结",
        CaseState::Declined => "不予受理，已结束",
        CaseState::Transferred if loaded.turns.open_hand_over().is_some() => "等接收单位回执",
        CaseState::Transferred => "已转出",
        CaseState::Withdrawn => "举报人已撤回",
    }
}
