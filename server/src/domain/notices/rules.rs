//! Pure decisions about notices: which template, which words, how long to wait, which days to look up.

use crate::ports::sms::SmsTemplate;
use entity::id::NoticeId;
use entity::moment::Moment;
use entity::words::NoticeKind;
use serde_json::Value;
use time::{Date, Duration};

/// How long a try that nobody knows about may still show up at the gateway; longer than any call may take.
pub const SETTLING: Duration = Duration::seconds(90);
/// How soon an unclear try is looked up first.
pub const FIRST_LOOK_UP: Duration = Duration::seconds(10);
/// Between look-ups, and after one that failed.
pub const LOOK_UP_PAUSE: Duration = Duration::seconds(15);
/// Between tries while the operator has to mend sign name, account or balance.
pub const OPERATOR_PAUSE: Duration = Duration::hours(1);
/// A notice that could not be sent for so long is left to a person.
pub const PATIENCE: Duration = Duration::days(3);
/// The gateway answers look-ups for thirty days.
pub const LOOK_UP_REACH: Duration = Duration::days(29);
const FIRST_PAUSE: i64 = 3;
const LONGEST_PAUSE: i64 = 15 * 60;

/// Whether a reporter can cause it as often as he likes.
#[must_use]
pub const fn comes_again(kind: NoticeKind) -> bool {
    use NoticeKind as K;
    matches!(kind, K::HandlerSupplement | K::HandlerAnswered | K::HandlerWithdrawing | K::HandlerKept | K::HandlerFollowUp)
}

/// The template of a notice to a reporter and its variables; none for kinds that go to staff.
#[must_use]
pub fn template(kind: NoticeKind, params: &Value) -> Option<(SmsTemplate, Vec<(&'static str, String)>)> {
    match kind {
        NoticeKind::PhoneCode => Some((SmsTemplate::PhoneCode, Vec::new())),
        NoticeKind::Received => Some((SmsTemplate::Received, Vec::new())),
        NoticeKind::Replied => Some(with_day(SmsTemplate::Answer, params)),
        NoticeKind::Withdrawing => Some(with_day(SmsTemplate::Withdrawing, params)),
        NoticeKind::Accepted
        | NoticeKind::Declined
        | NoticeKind::Transferred
        | NoticeKind::InvestigationStarted
        | NoticeKind::Filed
        | NoticeKind::Escalated
        | NoticeKind::Settled
        | NoticeKind::Withdrawn
        | NoticeKind::Continued
        | NoticeKind::TermChanged => Some((SmsTemplate::News, Vec::new())),
        NoticeKind::UploadStopped | NoticeKind::UploadLapsed => Some((SmsTemplate::Unfinished, Vec::new())),
        NoticeKind::CodeAsked | NoticeKind::CodeReady | NoticeKind::CodeTaken => Some((SmsTemplate::NewCode, Vec::new())),
        NoticeKind::HandlerNew
        | NoticeKind::HandlerDue
        | NoticeKind::HandlerOverdue
        | NoticeKind::HandlerEscalated
        | NoticeKind::HandlerLeft
        | NoticeKind::HandlerSupplement
        | NoticeKind::HandlerWithdrawing
        | NoticeKind::HandlerKept
        | NoticeKind::HandlerWithdrawn
        | NoticeKind::HandlerAnswered
        | NoticeKind::HandlerSettled
        | NoticeKind::Urged
        | NoticeKind::DeadlineAsked
        | NoticeKind::DeadlineDecided
        | NoticeKind::SuperiorMissing
        | NoticeKind::ManyReports
        | NoticeKind::PowerHalted
        | NoticeKind::HaltAnswered
        | NoticeKind::PowerResumed => None,
        turns => is_news_of_turns(turns).then(|| (SmsTemplate::News, Vec::new())),
    }
}

/// A template that names a day, or news where none is known.
fn with_day(template: SmsTemplate, params: &Value) -> (SmsTemplate, Vec<(&'static str, String)>) {
    match params.get("day").and_then(Value::as_str).and_then(day_text) {
        Some(day) => (template, vec![("day", day)]),
        None => (SmsTemplate::News, Vec::new()),
    }
}

/// Whether it tells the reporter, by a message that names nothing, of material or of the question whether it is really
/// solved; the others of these turns go to staff.
const fn is_news_of_turns(kind: NoticeKind) -> bool {
    use NoticeKind as K;
    matches!(kind, K::MaterialAsked | K::MaterialReminder | K::MaterialSeen | K::FollowUp)
}

/// What stands in a staff member's in-box.
#[must_use]
pub fn inbox_text(kind: NoticeKind, params: &Value) -> String {
    let named = |key: &str| params.get(key).and_then(Value::as_str);
    match (kind, named("organ"), named("number")) {
        (NoticeKind::Urged, Some(organ), Some(number)) => format!("{organ}的办理件 {number} 超过时限，请督办。"),
        (NoticeKind::SuperiorMissing, Some(organ), Some(number)) => {
            format!("{organ}没有登记上级纪检组织，办理件 {number} 超过时限没有人督办。请在组织名册中补上。")
        }
        (NoticeKind::DeadlineAsked, Some(organ), Some(number)) => format!("{organ}为办理件 {number} 申请暂停或者延长期限，请批。"),
        (NoticeKind::HandlerDue, ..) => due_text(params).unwrap_or_else(|| staff_text(kind).to_owned()),
        _ => staff_text(kind).to_owned(),
    }
}

/// The morning's notice: how many cases, and the soonest day.
fn due_text(params: &Value) -> Option<String> {
    let count = params.get("count").and_then(Value::as_u64)?;
    let soonest = day_text(params.get("soonest").and_then(Value::as_str)?)?;
    Some(match count {
        1 => format!("有 1 件办理件快到期：{soonest}。"),
        _ => format!("有 {count} 件办理件快到期，最近的一件 {soonest}。"),
    })
}

/// What stands in a staff member's mail; it names nothing.
#[must_use]
pub const fn staff_text(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::HandlerNew => "有一件新的办理件，请查看。",
        NoticeKind::HandlerDue => "有办理件快到期了，请抓紧办理。",
        NoticeKind::HandlerOverdue => "一件办理件已经超过时限。",
        NoticeKind::HandlerEscalated => "一件办理件进入复核，亮红灯。",
        NoticeKind::HandlerLeft => "一件办理件的承办人不能再办，请重新分派。",
        NoticeKind::HandlerSupplement => "举报人补充了材料，请查看。",
        NoticeKind::HandlerWithdrawing => "举报人申请撤回，3 天后生效。",
        NoticeKind::HandlerKept => "举报人不撤回了，请接着办。",
        NoticeKind::HandlerWithdrawn => "举报人的撤回生效了。",
        NoticeKind::HandlerAnswered => "举报人评价了答复，请查看。",
        NoticeKind::HandlerSettled => "评价期满，一件办理件办结。",
        NoticeKind::Urged => "下级纪检组织有一件办理件超过时限，请督办。",
        NoticeKind::DeadlineAsked => "下级纪检组织申请暂停或者延长期限，请批。",
        NoticeKind::DeadlineDecided => "暂停或者延长期限的申请有了批复，请查看。",
        NoticeKind::PowerHalted => "本单位有一项权力被叫停，请整改后答复。",
        NoticeKind::HaltAnswered => "被叫停的单位作了整改答复，请查看。",
        NoticeKind::PowerResumed => "本单位被叫停的一项权力恢复了。",
        NoticeKind::SuperiorMissing => "一件办理件找不到上级纪检组织，请在组织名册中补上。",
        NoticeKind::ManyReports => "今天对同一个单位的举报特别多，请看列表里今天提交的办理件。",
        NoticeKind::HandlerMaterialWaits => "举报人补充的材料还没有确认，一件办理件因此不能办结，请查看。",
        NoticeKind::HandlerMaterialNone => "举报人说没有要补充的材料。",
        NoticeKind::HandlerMaterialLapsed => "要举报人补充的材料到期没有来。",
        NoticeKind::HandlerFollowUp => "回访时举报人说还没有解决，请查看。",
        NoticeKind::KinshipEnding => "有人申请撤销亲属申报，请批。",
        NoticeKind::KinshipDecided => "撤销亲属申报的申请有了批复，请查看。",
        _ => "办理件有新进展。",
    }
}

/// `2026-12-07` as a villager reads it: 12月7日.
fn day_text(day: &str) -> Option<String> {
    let day = Date::parse(day, time::macros::format_description!("[year]-[month]-[day]")).ok()?;
    Some(format!("{}月{}日", u8::from(day.month()), day.day()))
}

/// Our id of a try at the gateway: the notice, so that a report finds its county, and the number of the try.
#[must_use]
pub fn out_id(notice: NoticeId, attempt: i32) -> String {
    format!("{notice}-{attempt}")
}

/// The notice that a try belonged to.
#[must_use]
pub fn notice_of(out_id: &str) -> Option<NoticeId> {
    let (notice, attempt) = out_id.rsplit_once('-')?;
    attempt.parse::<u32>().ok()?;
    notice.parse().ok()
}

/// The days in China under which the gateway may have filed a try: it may have read it just after midnight.
#[must_use]
pub fn days(tried_at: Moment) -> Vec<Date> {
    let first = tried_at.in_china().date();
    let last = tried_at.after(SETTLING).in_china().date();
    if first == last { vec![first] } else { vec![first, last] }
}

/// How much longer to wait before an unclear try may be given up for lost; none: now.
#[must_use]
pub fn unsettled(tried_at: Moment, look_ups: i32, now: Moment) -> Option<Duration> {
    let left = SETTLING - now.since(tried_at);
    if left > Duration::ZERO {
        return Some(left.max(Duration::SECOND));
    }
    (look_ups < 2).then_some(LOOK_UP_PAUSE)
}

/// Between tries while the gateway cannot be reached: growing, with up to a quarter more by chance.
#[must_use]
pub fn back_off(attempts: i32, jitter: u8) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or_default();
    let seconds = (FIRST_PAUSE << doublings).min(LONGEST_PAUSE);
    Duration::milliseconds(seconds * 1_000 + seconds * 250 * i64::from(jitter) / 255)
}

/// Between tries when the gateway says "limit": its shortest limits are a minute, the others an hour and a day.
#[must_use]
pub fn limit_pause(kind: NoticeKind, attempts: i32) -> Duration {
    match (kind, attempts) {
        (NoticeKind::PhoneCode, _) => Duration::minutes(1),
        (_, ..=1) => Duration::minutes(10),
        _ => Duration::hours(1),
    }
}

/// A code from outside, fit for a column and a log.
#[must_use]
pub fn code(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "_:.-".contains(*c)).take(60).collect()
}
