//! Pure decisions about notices: which template, which words, what can wait, how long, which days to look up.

mod lists;
pub mod quiet;
mod told;

use crate::ports::sms::SmsTemplate;
use entity::id::NoticeId;
use entity::moment::Moment;
use entity::words::{NoticeKind, SmsSort};
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
/// After a message went out: when it is asked after, if no report came. Networks give up after three days.
const LOOKS: [Duration; 5] = [Duration::minutes(30), Duration::hours(2), Duration::hours(8), Duration::hours(24), Duration::hours(72)];
/// So much time a sender needs to bring the rest of a film.
const LEFT_IN_THE_MORNING: Duration = Duration::hours(2);
const FIRST_PAUSE: i64 = 3;
const LONGEST_PAUSE: i64 = 15 * 60;

/// What a reporter, or a head below, can cause again and again, and what comes with each message to a phone that takes none.
pub const COMES_AGAIN: [NoticeKind; 7] = [
    NoticeKind::HandlerSupplement,
    NoticeKind::HandlerAnswered,
    NoticeKind::HandlerWithdrawing,
    NoticeKind::HandlerKept,
    NoticeKind::HandlerFollowUp,
    NoticeKind::DeadlineAsked,
    NoticeKind::HandlerUndelivered,
];

/// The template of a notice to a reporter and its variables; none for kinds that go to staff.
#[must_use]
pub fn template(kind: NoticeKind, params: &Value) -> Option<(SmsTemplate, Vec<(&'static str, String)>)> {
    let with_day = |template| match params.get("day").and_then(Value::as_str).and_then(day_text) {
        Some(day) => (template, vec![("day", day)]),
        None => (SmsTemplate::News, Vec::new()),
    };
    match kind {
        NoticeKind::PhoneCode => Some((SmsTemplate::PhoneCode, Vec::new())),
        NoticeKind::Received => Some((SmsTemplate::Received, Vec::new())),
        NoticeKind::Replied => Some(with_day(SmsTemplate::Answer)),
        NoticeKind::Withdrawing => Some(with_day(SmsTemplate::Withdrawing)),
        NoticeKind::Accepted
        | NoticeKind::Declined
        | NoticeKind::Transferred
        | NoticeKind::InvestigationStarted
        | NoticeKind::Filed
        | NoticeKind::Escalated
        | NoticeKind::Settled
        | NoticeKind::Withdrawn
        | NoticeKind::Continued
        | NoticeKind::TermChanged
        | NoticeKind::HandOverReturned
        | NoticeKind::Corrected
        | NoticeKind::MaliceFound => Some((SmsTemplate::News, Vec::new())),
        NoticeKind::MaterialAsked | NoticeKind::MaterialReminder | NoticeKind::MaterialSeen | NoticeKind::FollowUp => {
            Some((SmsTemplate::News, Vec::new()))
        }
        NoticeKind::UploadStopped | NoticeKind::UploadLapsed => Some((SmsTemplate::Unfinished, Vec::new())),
        NoticeKind::CodeAsked | NoticeKind::CodeReady | NoticeKind::CodeTaken => Some((SmsTemplate::NewCode, Vec::new())),
        NoticeKind::OpinionAnswered => Some((SmsTemplate::Opinion, Vec::new())),
        // Those to staff: that each kind has one way or the other is tested.
        _ => None,
    }
}

/// Whether a message goes out at any hour: somebody waits for it, asked for it in this moment, or must learn at once that
/// somebody else did.
#[must_use]
pub const fn is_urgent(kind: NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::PhoneCode
            | NoticeKind::Received
            | NoticeKind::Escalated
            | NoticeKind::Withdrawing
            | NoticeKind::CodeAsked
            | NoticeKind::CodeTaken
            | NoticeKind::SmsUsedUp
    )
}

/// Whether a notice may be kept back until then. That a film stopped half-way may, if so much of its time is left in the
/// morning that its sender can still bring the rest; `params` have the end of each file's time.
#[must_use]
pub fn can_wait(kind: NoticeKind, params: &Value, until: Moment) -> bool {
    let ends = params.get("files").and_then(Value::as_object).into_iter().flat_map(serde_json::Map::values).filter_map(Value::as_i64);
    let is_late = ends.min().is_some_and(|end| Moment(end) < until.after(LEFT_IN_THE_MORNING));
    !is_urgent(kind) && params.get("urgent").is_none() && !is_late
}

/// What a message is counted as in its county's day. Codes are counted where they are asked for; and what reporters
/// cause by themselves is counted apart from what organs tell, so that no crowd of reports silences a result.
#[must_use]
pub const fn sort(kind: NoticeKind) -> SmsSort {
    match kind {
        NoticeKind::PhoneCode => SmsSort::Codes,
        NoticeKind::UploadStopped => SmsSort::Asked,
        kind if is_urgent(kind) => SmsSort::Asked,
        _ => SmsSort::Told,
    }
}

/// What a message told its reporter, for officers; none for what a reporter does with his own code, which is not theirs.
#[must_use]
pub const fn about(kind: NoticeKind) -> Option<&'static str> {
    Some(match kind {
        NoticeKind::Received => "收到举报",
        NoticeKind::Accepted => "收下来办",
        NoticeKind::Declined => "没有收",
        NoticeKind::Transferred => "转给别的机关",
        NoticeKind::InvestigationStarted => "开始查",
        NoticeKind::Filed => "立案",
        NoticeKind::UploadStopped | NoticeKind::UploadLapsed => "资料没有传完",
        NoticeKind::Replied => "答复",
        NoticeKind::Escalated => "转到上一级复核",
        NoticeKind::Settled => "办结",
        NoticeKind::Withdrawing => "申请撤回",
        NoticeKind::Withdrawn => "撤回生效",
        NoticeKind::Continued => "撤回后继续办",
        NoticeKind::MaterialAsked => "请补充材料",
        NoticeKind::MaterialReminder => "提醒补充材料",
        NoticeKind::MaterialSeen => "看过新材料",
        NoticeKind::FollowUp => "回访",
        NoticeKind::TermChanged => "办理期限有变",
        NoticeKind::HandOverReturned => "退回，重新决定收不收",
        NoticeKind::Corrected => "更正了结论",
        NoticeKind::MaliceFound => "认定恶意举报",
        _ => return None,
    })
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
        (NoticeKind::MaliceProposed, Some(organ), Some(number)) => format!("{organ}就办理件 {number} 提请认定恶意举报，请批。"),
        (NoticeKind::HandlerTook | NoticeKind::CasesLeft, ..) => told::handed(kind, params),
        (NoticeKind::OrganChanged, Some(organ), _) => format!("县管理员改了纪检组织“{organ}”的登记，请核对。不对的话，请马上找县管理员。"),
        (NoticeKind::OrganAlone, Some(organ), _) => format!("纪检组织“{organ}”没有登记上级，超过时限没有人督办。请在组织名册中补上。"),
        (NoticeKind::OfficialMoved, ..) => told::moved(named("official")),
        (NoticeKind::HandlerDue, ..) => due_text(params).unwrap_or_else(|| staff_text(kind).to_owned()),
        (NoticeKind::SmsUsedUp, ..) if named("sort") == Some("CODES") => {
            "今天的短信验证码已经用完，零点以前不再发。举报人暂时要不到验证码，请告诉平台运维人员。".to_owned()
        }
        _ => told::of_kinship(kind).unwrap_or_else(|| staff_text(kind)).to_owned(),
    }
}

/// The morning's notice: how many cases, and the soonest day.
fn due_text(params: &Value) -> Option<String> {
    let count = params.get("count").and_then(Value::as_u64)?;
    let soonest = day_text(params.get("soonest").and_then(Value::as_str)?)?.replace('月', " 月 ").replace('日', " 日");
    Some(match count {
        1 => format!("有 1 件办理件快到期：{soonest}。"),
        _ => format!("有 {count} 件办理件快到期，最近的一件是 {soonest}。"),
    })
}

const fn staff_text(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::HandlerNew => "有一件新的办理件，请查看。",
        NoticeKind::HandlerDue => "有办理件快到期了，请抓紧办理。",
        NoticeKind::HandlerOverdue => "一件办理件已经超过时限。",
        NoticeKind::HandlerEscalated => "一件办理件进入复核，亮红灯。",
        NoticeKind::HandlerLeft => "一件办理件的承办人不能再办，请重新分派。",
        NoticeKind::HandlerLeaving => "本组织有承办人就要离任或者停用账号，请交接他手上的办理件。",
        NoticeKind::OrganChanged => "纪检组织的登记有改动，请核对。",
        NoticeKind::OrganAlone => "有纪检组织没有登记上级，请在组织名册中补上。",
        NoticeKind::HandlerSupplement => "举报人补充了材料，请查看。",
        NoticeKind::HandlerWithdrawing => "举报人申请撤回，期满后生效。",
        NoticeKind::HandlerKept => "举报人不撤回了，请接着办。",
        NoticeKind::HandlerWithdrawn => "举报人的撤回生效了。",
        NoticeKind::HandlerAnswered => "举报人回话了，请查看。",
        NoticeKind::HandlerSettled => "举报人回话的日子过了，一件办理件办结。",
        NoticeKind::HandlerUndelivered => "给举报人的短信没有送到，请看办理件，联系上级的启封人打电话告知。",
        NoticeKind::Urged => "下级纪检组织有一件办理件超过时限，请督办。",
        NoticeKind::DeadlineAsked => "下级纪检组织申请暂停或者延长期限，请批。",
        NoticeKind::DeadlineDecided => "暂停或者延长期限的申请有了批复，请查看。",
        NoticeKind::HandlerJoined => "有一件办理件请您的组织联合办理，请查看。",
        NoticeKind::MaliceProposed => "下级纪检组织提请认定恶意举报，请批。",
        NoticeKind::MaliceDecided => "认定恶意举报的提请有了批复，请查看。",
        NoticeKind::PowerHalted => "本单位有一项权力被叫停，请整改后答复。",
        NoticeKind::HaltAnswered => "被叫停的单位作了整改答复，请查看。",
        NoticeKind::PowerResumed => "本单位被叫停的一项权力恢复了。",
        NoticeKind::PublicationWaiting => "有一份要公开的结果，请审批。",
        NoticeKind::PublicationReturned => "送审的公开结果被退回，请修改。",
        NoticeKind::PublicationDone => "送审的结果已经公开。",
        NoticeKind::WithholdingWaiting => "有一件提请不公开结果，请在“公开结果”里审批。",
        NoticeKind::WithholdingDone => "一件是不是公开结果有了决定，请在“公开结果”里查看。",
        NoticeKind::SuperiorMissing => "一件办理件找不到上级纪检组织，请在组织名册中补上。",
        NoticeKind::ManyReports => "今天对同一个单位的举报特别多，请看列表里今天提交的办理件。",
        NoticeKind::HandlerMaterialWaits => "举报人补充的材料还没有确认，一件办理件因此不能办结，请查看。",
        NoticeKind::HandlerMaterialNone => "举报人说没有要补充的材料。",
        NoticeKind::HandlerMaterialLapsed => "要举报人补充的材料到期没有来。",
        NoticeKind::HandlerFollowUp => "回访时举报人说还没有解决，请查看。",
        NoticeKind::SmsUsedUp => "今天的通知短信到了上限，其余的明天早上接着发，一条不丢。请告诉平台运维人员。",
        _ => lists::text(kind),
    }
}

/// `2026-12-07` as it stands in a message, where each character is paid for: 12月7日.
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

/// When to ask next whether a message arrived that went out at `tried_at`: soon, then later and later, and no longer
/// once a gateway has nothing more to say.
#[must_use]
pub fn next_look(tried_at: Moment, now: Moment) -> Option<Moment> {
    LOOKS.iter().map(|span| tried_at.after(*span)).find(|at| *at > now)
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
