//! Tables for the pure parts of notices: what each outcome makes of a row, and when a try may be given up.

use crate::domain::notices::model::{
    Next, Report, SendState, after_asking, after_look_up, after_mail, after_report, after_send, begin, hold_back, state, without_look_up,
};
use crate::domain::notices::rules;
use crate::kernel::Phone;
use crate::ports::mail::MailOutcome;
use crate::ports::sms::{Found, SendOutcome, Sms, SmsTemplate};
use entity::id::{CountyId, NoticeId, mint};
use entity::moment::Moment;
use entity::notice;
use entity::words::{NoticeChannel, NoticeKind, NoticeState, SmsSort};
use sea_orm::Iterable as _;
use serde_json::json;
use time::Duration;
use uuid::Uuid;

const BEGIN: Moment = Moment(1_772_413_200_000);

fn queued(kind: NoticeKind) -> notice::Model {
    notice::Model {
        county_id: CountyId(Uuid::nil()),
        id: NoticeId(mint(BEGIN.0, 7, [9; 9])),
        kind,
        channel: NoticeChannel::Sms,
        contact_id: None,
        phone_code_id: None,
        account_id: None,
        case_id: None,
        params: json!({}),
        state: NoticeState::Queued,
        attempts: 0,
        out_id: None,
        tried_at: None,
        look_ups: 0,
        provider_id: None,
        error: None,
        created_at: BEGIN,
        updated_at: BEGIN,
        read_at: None,
        not_before: None,
        look_at: None,
        noted_at: None,
        least: None,
    }
}

fn tried() -> notice::Model {
    begin(queued(NoticeKind::Accepted), BEGIN)
}

fn at(seconds: i64) -> Moment {
    BEGIN.after(Duration::seconds(seconds))
}

#[test]
fn a_try_stands_in_the_row_before_it_is_made() {
    let row = tried();
    assert_eq!((row.state, row.attempts, row.tried_at), (NoticeState::Sending, 1, Some(BEGIN)));
    assert_eq!(state(&row), SendState::Open);
    let out_id = row.out_id.unwrap();
    assert_eq!(rules::notice_of(&out_id), Some(row.id));
    assert!(out_id.len() <= 64);
    for foreign in ["", "-", "x-1", "notice_01h455vb4pex5vsknk084sn02q", "notice_01h455vb4pex5vsknk084sn02q--1"] {
        assert_eq!(rules::notice_of(foreign), None, "{foreign}");
    }
}

#[test]
fn each_outcome_has_its_next_step() {
    let sent = |kind, outcome| after_send(begin(queued(kind), BEGIN), outcome, at(1), 0);
    let refused = |operator| SendOutcome::Refused { code: "C".into(), operator };
    let (row, next) = sent(NoticeKind::Accepted, SendOutcome::Accepted { provider_id: "9".into() });
    assert_eq!((row.state, row.provider_id.as_deref(), next), (NoticeState::Sent, Some("9"), Next::Done));
    let (row, next) = sent(NoticeKind::Accepted, refused(false));
    assert_eq!((row.state, row.error.as_deref(), next), (NoticeState::Failed, Some("C"), Next::Done));
    let (row, next) = sent(NoticeKind::Accepted, refused(true));
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Wait { after: Duration::HOUR, why: "C".into() }));
    let (row, next) = sent(NoticeKind::PhoneCode, refused(true));
    assert_eq!((row.state, next), (NoticeState::Failed, Next::Done));
    let (row, next) = sent(NoticeKind::Accepted, SendOutcome::Limited { code: "L".into() });
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Wait { after: Duration::minutes(10), why: "L".into() }));
    let (row, next) = sent(NoticeKind::Accepted, SendOutcome::NotSent { error: "E".into() });
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Wait { after: Duration::seconds(3), why: "E".into() }));
    let (row, next) = sent(NoticeKind::Accepted, SendOutcome::Unknown { error: "E".into() });
    assert_eq!((row.state, next), (NoticeState::Sending, Next::Wait { after: Duration::seconds(10), why: "E".into() }));
}

#[test]
fn after_three_days_a_person_must_look_and_may_let_it_go_on() {
    let row = notice::Model { attempts: 40, ..tried() };
    let (row, next) = after_send(row, SendOutcome::NotSent { error: "E".into() }, at(4 * 86_400), 0);
    assert_eq!((row.state, next), (NoticeState::Parked, Next::Park("E".into())));
    assert_eq!(state(&row), SendState::Free);
}

#[test]
fn an_unclear_try_is_given_up_only_after_the_settling_time_and_two_look_ups() {
    let (row, next) = after_look_up(tried(), Found::Nothing, at(10));
    assert_eq!(
        (row.state, next),
        (NoticeState::Sending, Next::Wait { after: Duration::seconds(80), why: "not found at the gateway yet".into() })
    );
    let (row, next) = after_look_up(row, Found::Nothing, at(90));
    assert_eq!((row.state, row.attempts, next), (NoticeState::Queued, 1, Next::Again));
    let (row, next) = after_look_up(tried(), Found::Nothing, at(5_000));
    assert_eq!((row.state, matches!(next, Next::Wait { .. })), (NoticeState::Sending, true), "one look-up is not enough");
    let (row, next) = after_look_up(row, Found::Nothing, at(5_015));
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Again));
    let mut row = tried();
    for second in 1..90 {
        row = after_look_up(row, Found::Nothing, at(second)).0;
        assert_eq!(row.state, NoticeState::Sending, "it may still show up");
    }
}

#[test]
fn what_a_look_up_finds_ends_the_try() {
    let found = |found| after_look_up(tried(), found, at(20));
    assert_eq!((found(Found::Waiting).0.state, found(Found::Waiting).1), (NoticeState::Sent, Next::Done));
    assert_eq!((found(Found::Delivered).0.state, found(Found::Delivered).1), (NoticeState::Delivered, Next::Done));
    assert_eq!((found(Found::Failed).0.state, found(Found::Failed).1), (NoticeState::Failed, Next::Done));
}

#[test]
fn a_report_counts_once_and_only_for_its_message() {
    let (sent, _) = after_send(tried(), SendOutcome::Accepted { provider_id: "9".into() }, at(1), 0);
    let report = |out_id: &str, biz_id: &str, success| Report {
        out_id: out_id.into(),
        phone: None,
        biz_id: biz_id.into(),
        success,
        code: "UNKNOWN\u{0}码".into(),
    };
    let out_id = sent.out_id.clone().unwrap();
    let delivered = after_report(sent.clone(), &report(&out_id, "9", true), at(5)).unwrap();
    assert_eq!(delivered.state, NoticeState::Delivered);
    assert_eq!(after_report(delivered.clone(), &report(&out_id, "9", true), at(6)), None);
    assert_eq!(after_report(delivered, &report(&out_id, "9", false), at(6)), None);
    assert_eq!(after_report(sent.clone(), &report(&out_id, "8", false), at(5)), None, "another message");
    let failed = after_report(sent, &report(&out_id, "9", false), at(5)).unwrap();
    assert_eq!((failed.state, failed.error.as_deref()), (NoticeState::Failed, Some("UNKNOWN")));
    let open = after_report(tried(), &report(&out_id, "9", true), at(5)).unwrap();
    assert_eq!((open.state, open.provider_id.as_deref()), (NoticeState::Delivered, Some("9")), "better than a look-up");
}

#[test]
fn the_day_looked_up_is_that_of_the_try_and_of_the_minute_after_midnight() {
    let evening = Moment::from(time::macros::datetime!(2026-03-02 23:59:10 +8));
    assert_eq!(rules::days(evening), [time::macros::date!(2026 - 03 - 02), time::macros::date!(2026 - 03 - 03)]);
    assert_eq!(rules::days(BEGIN), [time::macros::date!(2026 - 03 - 02)]);
}

#[test]
fn officers_can_be_told_what_each_message_was_about_but_those_on_codes() {
    // Nor is what the author of an opinion is told a message about a case.
    let codes = [NoticeKind::PhoneCode, NoticeKind::CodeAsked, NoticeKind::CodeReady, NoticeKind::CodeTaken, NoticeKind::OpinionAnswered];
    for kind in NoticeKind::iter().filter(|kind| rules::template(*kind, &json!({})).is_some()) {
        assert_eq!(rules::about(kind).is_some(), !codes.contains(&kind), "{kind:?}");
    }
}

#[test]
fn no_kind_has_both_an_sms_and_an_in_box_or_neither() {
    for kind in NoticeKind::iter() {
        let to_staff = rules::inbox_text(kind, &json!({})) != "办理件有新进展。";
        // A mail has one text for all.
        assert_ne!(rules::template(kind, &json!({})).is_some(), to_staff || kind == NoticeKind::Mail, "{kind:?}");
    }
    let answer = rules::template(NoticeKind::Replied, &json!({ "day": "2026-03-17" })).unwrap();
    assert_eq!(answer, (SmsTemplate::Answer, vec![("day", "3月17日".to_owned())]));
    assert_eq!(rules::template(NoticeKind::Replied, &json!({ "day": 3 })).unwrap().0, SmsTemplate::News);
}

#[test]
fn pauses_grow_to_a_quarter_of_an_hour() {
    let seconds: Vec<_> = (1..=10).map(|attempts| rules::back_off(attempts, 0).whole_seconds()).collect();
    assert_eq!(seconds, [3, 6, 12, 24, 48, 96, 192, 384, 768, 900]);
    assert_eq!(rules::back_off(10, 255), Duration::milliseconds(1_125_000));
    assert_eq!(rules::back_off(i32::MAX, 0), rules::back_off(0, 0).max(Duration::minutes(15)));
}

#[test]
fn each_outcome_of_a_mail_has_its_next_step() {
    let sent = |outcome| after_mail(begin(queued(NoticeKind::Mail), BEGIN), outcome, at(1), 0);
    let (row, next) = sent(MailOutcome::Accepted);
    assert_eq!((row.state, row.look_at, next), (NoticeState::Sent, None, Next::Done));
    let (row, next) = sent(MailOutcome::Refused { code: "C".into() });
    assert_eq!((row.state, state(&row), next), (NoticeState::Parked, SendState::Free, Next::Park("C".into())));
    let (row, next) = sent(MailOutcome::Barred { code: "C".into() });
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Wait { after: Duration::HOUR, why: "C".into() }));
    let (row, next) = sent(MailOutcome::NotSent { error: "E".into() });
    assert_eq!((row.state, next), (NoticeState::Queued, Next::Wait { after: Duration::seconds(3), why: "E".into() }));
    let (row, next) = sent(MailOutcome::Unknown { error: "E".into() });
    assert_eq!((row.state, state(&row), next), (NoticeState::Failed, SendState::Ended, Next::Done), "never again");
}

#[test]
fn where_nobody_can_be_asked_an_unclear_try_is_the_last_one() {
    let (row, next) = without_look_up(tried(), at(30));
    assert_eq!((row.state, matches!(next, Next::Wait { after, .. } if after == Duration::seconds(60))), (NoticeState::Sending, true));
    let (row, next) = without_look_up(row, at(90));
    assert_eq!((row.state, row.error.as_deref(), next), (NoticeState::Failed, Some("UNKNOWN"), Next::Done));
}

#[test]
fn what_was_taken_is_asked_after_later_and_later_and_at_most_five_times() {
    let (mut row, _) = after_send(tried(), SendOutcome::Accepted { provider_id: "9".into() }, at(1), 0);
    let mut looks = Vec::new();
    while let Some(look) = row.look_at {
        looks.push(look.since(BEGIN).whole_minutes());
        row.look_at = rules::next_look(BEGIN, look);
    }
    assert_eq!(looks, [30, 120, 480, 1_440, 4_320]);
    let (code, _) = after_send(begin(queued(NoticeKind::PhoneCode), BEGIN), SendOutcome::Accepted { provider_id: "9".into() }, at(1), 0);
    let (own, _) = after_send(begin(queued(NoticeKind::CodeAsked), BEGIN), SendOutcome::Accepted { provider_id: "9".into() }, at(1), 0);
    assert_eq!((code.look_at, own.look_at), (None, None), "nobody is shown what became of it");
    for (found, expected) in [
        (Found::Nothing, None),
        (Found::Waiting, None),
        (Found::Delivered, Some(NoticeState::Delivered)),
        (Found::Failed, Some(NoticeState::Failed)),
    ] {
        assert_eq!(after_asking(row.clone(), found, at(9)).map(|row| row.state), expected, "{found:?}");
        let settled = notice::Model { state: NoticeState::Failed, ..row.clone() };
        assert_eq!(after_asking(settled, found, at(9)), None, "{found:?}");
    }
}

#[test]
fn what_was_held_back_has_not_been_tried_in_vain_meanwhile() {
    let held = hold_back(queued(NoticeKind::Accepted), at(3 * 86_400), at(0));
    let failed = |row, seconds| after_send(begin(row, at(seconds)), SendOutcome::NotSent { error: "E".into() }, at(seconds), 0).0.state;
    assert_eq!(failed(held.clone(), 5 * 86_400), NoticeState::Queued);
    assert_eq!(failed(held, 7 * 86_400), NoticeState::Parked);
    let parked = notice::Model { state: NoticeState::Parked, ..queued(NoticeKind::Accepted) };
    assert_eq!(failed(parked.clone(), 5 * 86_400), NoticeState::Parked);
    assert_eq!(hold_back(parked, at(5 * 86_400), at(0)).state, NoticeState::Queued, "it waits like any other");
}

#[test]
fn a_night_and_a_day_hold_back_no_code_and_nothing_that_was_just_asked_for() {
    let sorts = |sort| NoticeKind::iter().filter(move |kind| rules::template(*kind, &json!({})).is_some() && rules::sort(*kind) == sort);
    assert_eq!(sorts(SmsSort::Codes).collect::<Vec<_>>(), [NoticeKind::PhoneCode]);
    let asked: Vec<_> = sorts(SmsSort::Asked).collect();
    let expected = [
        NoticeKind::Received,
        NoticeKind::UploadStopped,
        NoticeKind::Escalated,
        NoticeKind::Withdrawing,
        NoticeKind::CodeAsked,
        NoticeKind::CodeTaken,
    ];
    assert_eq!(asked, expected);
    assert!(asked.into_iter().all(|kind| rules::is_urgent(kind) != (kind == NoticeKind::UploadStopped)));
    assert!(!sorts(SmsSort::Told).any(rules::is_urgent));
    let ends = |at: Moment| json!({ "files": { "a": at, "b": at.after(Duration::HOUR) } });
    let morning = at(8 * 3_600);
    for (left, can_wait) in [(Duration::minutes(119), false), (Duration::hours(2), true)] {
        assert_eq!(rules::can_wait(NoticeKind::UploadStopped, &ends(morning.after(left)), morning), can_wait, "{left}");
    }
    // An alarm to the administrator does not wait for the morning either.
    assert!(rules::is_urgent(NoticeKind::SmsUsedUp));
}

/// What somebody with a phone and nothing else can't follow.
const NOT_ON_A_PHONE: [&str; 9] = ["邮", "登录", "网站", "网址", "链接", "http", "App", "公众号", "账号"];
/// What no text names.
const NOT_FOR_A_MESSAGE: [&str; 8] = ["举报", "纪委", "纪检", "监委", "违纪", "干部", "村", "镇"];

#[test]
fn each_text_can_be_followed_with_a_phone_alone_and_names_nothing() {
    for kind in NoticeKind::iter() {
        let Some((template, mut params)) = rules::template(kind, &json!({ "day": "2026-03-17" })) else { continue };
        params.push(("code", "042917".to_owned()));
        let text = Sms { phone: Phone::opened(String::new()), template, params, said: None, out_id: String::new() }.text();
        let bad: Vec<_> = NOT_ON_A_PHONE.iter().chain(&NOT_FOR_A_MESSAGE).filter(|word| text.contains(**word)).collect();
        assert!(bad.is_empty() && text.chars().count() <= 65, "{kind:?}: {text} {bad:?}");
    }
}
