//! What comes next, and who has the case: for its reporter, and as the title of a line for officers.

use super::facts::{Reasons, fact, is_urged, organ_name, sealed_fact};
use crate::domain::cases::model::{OPEN, Turn};
use crate::domain::cases::store::Loaded;
use crate::domain::cases::words;
use entity::case_event;
use entity::words::{CaseEventKind as Event, CaseState, DeadlineKind, DeadlineState, HandOverState};

/// One sentence for the reporter: what comes next, and by when.
#[must_use]
pub fn next_for_reporter(loaded: &Loaded, reasons: Reasons<'_>) -> String {
    if let Some(at) = loaded.case.withdraw_at {
        return format!("您申请了撤回，{}过后生效。在那以前可以反悔。", words::day(at));
    }
    let standing = loaded.standing();
    let organ = organ_name(loaded, loaded.case.organ_id);
    let until = standing.answer_until.map(words::day).unwrap_or_default();
    match (loaded.case.state, standing.turn) {
        (state, _) if OPEN.contains(&state) => match standing.material_until {
            Some(until) => format!("请您在 {}以前补充材料，没有就说一声。{}", words::day(until), next_of_organ(loaded, &organ)),
            None => next_of_organ(loaded, &organ),
        },
        (CaseState::Declined, _) if standing.closed_at.is_some() => "这件没有收，已经结束。有新的情况可以重新举报。".to_owned(),
        (CaseState::Declined, _) => format!("{organ}没有收。您不同意的话，请在 {until}以前说“不满意”，会转到上一级。"),
        (CaseState::Replied, Turn::First) if standing.satisfied == Some(true) => format!("您说了满意。{until}以前还可以改，之后办结。"),
        (CaseState::Replied, Turn::First) => format!("请看答复，在 {until}以前说满意不满意。不满意就转到上一级复核；不说就办结。"),
        (CaseState::Replied, Turn::Review) => format!("这是复核的答复，请在 {until}以前说满意不满意。两级办理到此结束。"),
        (CaseState::Settled, Turn::Review) if standing.follow_up_until.is_none() => ended(loaded),
        (CaseState::Transferred, _) => handed_over(loaded, reasons),
        (CaseState::Withdrawn, _) => "您撤回了，这件不再办。".to_owned(),
        _ => match standing.follow_up_until {
            Some(until) => format!("请您在 {}以前告诉我们，这件事是不是真的解决了。", words::day(until)),
            None => "这件已经办结。有新的情况可以重新举报。".to_owned(),
        },
    }
}

/// Who has the case now, or had it at its end: an organ, never a person. Who took it outside of the platform stands sealed, and
/// is told where the viewer may read it.
#[must_use]
pub fn held_by(loaded: &Loaded, reasons: Reasons<'_>) -> Option<String> {
    if loaded.case.state != CaseState::Transferred {
        return Some(organ_name(loaded, loaded.case.organ_id));
    }
    let handed = loaded.events.iter().rfind(|event| event.kind == Event::Transferred)?;
    sealed_fact(handed, "receiver", reasons).map(ToOwned::to_owned)
}

/// Whether it went outside and its reporter may still say that this is no answer to him.
#[must_use]
pub fn is_objectionable(loaded: &Loaded) -> bool {
    loaded.case.state == CaseState::Transferred && loaded.running(DeadlineKind::Answer).is_some()
}

/// What went out of the platform: to whom, whether there is a receipt, and until when the reporter may object.
fn handed_over(loaded: &Loaded, reasons: Reasons<'_>) -> String {
    let is_taken = loaded.turns.hand_overs.last().is_some_and(|sheet| sheet.state == HandOverState::Taken);
    let waits = if is_taken { "，对方签收了" } else { "，等对方的回执" };
    let until = loaded.running(DeadlineKind::Answer).map(|clock| words::day(clock.due_at));
    let object = until.map(|day| format!("您不同意的话，请在 {day}以前说“不满意”，会转到上一级。")).unwrap_or_default();
    match held_by(loaded, reasons) {
        Some(receiver) => format!("这件已经转到平台外，由{receiver}办{waits}。{object}"),
        None => format!("这件已经转到平台外，由接收的单位办{waits}。用查询码和手机验证码一起查，看得到是哪个单位。{object}"),
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
    let Some(clock) = loaded.due() else { return format!("等{organ}办。") };
    let day = words::day(clock.due_at);
    let act = if loaded.case.state == CaseState::Submitted { "告诉您收不收" } else { "答复您" };
    if clock.state == DeadlineState::Missed || clock.due_at < loaded.ground.now {
        let missed = |event: &&case_event::Model| event.kind == Event::Overdue && fact(event, "kind") == Some(clock.kind);
        let urged = loaded.events.iter().rfind(missed).is_some_and(is_urged);
        return format!("{organ}应在 {day}以前{act}，已经超过期限{}。", if urged { "，系统已催办" } else { "" });
    }
    format!("{organ}最晚 {day}{act}。")
}

/// What an officer has to do next, as the title of a line in a list.
#[must_use]
pub fn next_act(loaded: &Loaded) -> &'static str {
    let is_forwarded = loaded.last(DeadlineKind::Forward).is_some_and(|clock| clock.ended_at.is_none());
    match loaded.case.state {
        _ if loaded.case.closed_at.is_none() && loaded.standing().unseen > 0 => "看新材料",
        CaseState::Submitted if is_forwarded => "签收",
        CaseState::Submitted => "定收不收",
        _ if loaded.is_external() && loaded.case.state == CaseState::Accepted => "登记上级的结果",
        CaseState::Accepted => "开始查",
        CaseState::Investigating | CaseState::CaseFiled => "答复举报人",
        CaseState::Replied | CaseState::Declined if loaded.case.closed_at.is_none() => "等举报人回话",
        CaseState::Replied | CaseState::Settled => "已办结",
        CaseState::Declined => "没有收，已结束",
        CaseState::Transferred if loaded.turns.open_hand_over().is_some() => "等回执",
        CaseState::Transferred => "已转出",
        CaseState::Withdrawn => "举报人撤回了",
    }
}
