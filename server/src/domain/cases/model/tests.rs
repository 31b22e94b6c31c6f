//! The life of a case as a table, and what no order of steps may break.

use super::*;
use crate::domain::cases::refusal::MaterialRefusal;
use entity::words::CaseState as S;
use proptest::prelude::*;

const DAY: i64 = 86_400_000;
const BEGIN: Moment = Moment(1_772_413_200_000);

fn later(days: i64) -> Moment {
    Moment(BEGIN.0 + days * DAY)
}

fn fresh() -> Standing {
    submitted(BEGIN).next
}

fn replied() -> Standing {
    let investigated = fresh().accept(later(1)).unwrap().next.start_investigation().unwrap().next;
    investigated.reply(later(10)).unwrap().next
}

fn kinds(clocks: &[Terms]) -> Vec<DeadlineKind> {
    clocks.iter().map(|clock| clock.kind).collect()
}

#[test]
fn the_straight_way() {
    let first = submitted(BEGIN);
    assert_eq!((first.next.state, first.next.light), (S::Submitted, Light::Yellow));
    assert_eq!(kinds(&first.starts), [DeadlineKind::Acceptance]);
    let accepted = first.next.accept(later(1)).unwrap();
    assert_eq!(kinds(&accepted.starts), [DeadlineKind::Result]);
    let investigating = accepted.next.start_investigation().unwrap().next;
    let filed = investigating.file(later(5)).unwrap();
    assert_eq!(filed.starts[0].starts_at, later(1), "three months run from acceptance, not from filing");
    let replied = filed.next.reply(later(20)).unwrap();
    assert_eq!((replied.next.state, replied.next.light), (S::Replied, Light::Yellow));
    assert_eq!(
        (kinds(&replied.starts), kinds(&replied.told)),
        (vec![DeadlineKind::Answer, DeadlineKind::PublishResult], vec![DeadlineKind::TellResult])
    );
    let settled = replied.next.settle(later(40)).unwrap().next;
    assert_eq!((settled.state, settled.light, settled.closed_at), (S::Settled, Light::None, Some(later(40))));
}

#[test]
fn not_satisfied_climbs_once_and_the_review_ends_it() {
    let climbed = replied().answer(false, later(12)).unwrap();
    let next = climbed.next;
    assert_eq!((next.state, next.light, next.turn), (S::Accepted, Light::Red, Turn::Review));
    assert_eq!((climbed.starts[0].starts_at, climbed.starts[0].due_on()), (later(12), later(43).in_china().date()));
    assert!(matches!(next.answer(true, later(13)), Err(CaseRefusal::NothingToAnswer(S::Accepted))), "no change after climbing");
    let reviewed = next.start_investigation().unwrap().next.reply(later(20)).unwrap().next;
    assert_eq!(reviewed.light, Light::Red);
    let ended = reviewed.answer(false, later(21)).unwrap().next;
    assert_eq!((ended.state, ended.light, ended.satisfied, ended.turn), (S::Settled, Light::None, Some(false), Turn::Review));
    let changed = ended.answer(true, later(30)).unwrap().next;
    assert_eq!((changed.state, changed.satisfied, changed.closed_at), (S::Settled, Some(true), ended.closed_at));
    assert_eq!(ended.answer(true, later(36)), Err(CaseRefusal::AnswerTooLate));
}

#[test]
fn a_filed_case_has_three_months_at_the_review_too() {
    let investigated = fresh().accept(later(1)).unwrap().next.start_investigation().unwrap().next;
    let replied = investigated.file(later(2)).unwrap().next.reply(later(9)).unwrap().next;
    let climbed = replied.answer(false, later(10)).unwrap();
    assert_eq!(climbed.starts[0].due_on(), later(102).in_china().date(), "three months");
    assert_eq!(climbed.next.start_investigation().unwrap().next.file(later(11)), Err(CaseRefusal::FiledBefore));
}

#[test]
fn an_answer_may_be_changed_for_fifteen_days() {
    let content = replied().answer(true, later(11)).unwrap().next;
    assert_eq!((content.state, content.satisfied), (S::Replied, Some(true)));
    assert_eq!(content.answer(false, later(25)).unwrap().next.turn, Turn::Review);
    assert_eq!(content.answer(false, later(26)), Err(CaseRefusal::AnswerTooLate));
}

#[test]
fn a_decline_climbs_in_the_same_way_and_is_otherwise_an_end() {
    let declined = fresh().decline(later(1)).unwrap();
    assert_eq!((declined.next.state, declined.next.light), (S::Declined, Light::Yellow));
    let climbed = declined.next.answer(false, later(2)).unwrap().next;
    assert_eq!((climbed.state, climbed.light, climbed.turn), (S::Accepted, Light::Red, Turn::Review));
    let ended = declined.next.settle(later(17)).unwrap().next;
    assert_eq!((ended.state, ended.light), (S::Declined, Light::None));
    assert!(ended.decline(later(18)).is_err() && climbed.decline(later(3)).is_err());
}

#[test]
fn a_withdrawal_waits_three_days_and_may_be_taken_back() {
    let asked = fresh().ask_withdrawal(BEGIN).unwrap();
    assert_eq!(asked.next.state, S::Submitted);
    assert_eq!(asked.next.ask_withdrawal(later(1)), Err(CaseRefusal::WithdrawalAsked));
    assert_eq!(asked.next.withdraw(later(3)), Err(CaseRefusal::NoWithdrawal));
    assert_eq!(asked.next.cancel_withdrawal(later(2)).unwrap().next, fresh());
    let gone = asked.next.withdraw(later(4)).unwrap().next;
    assert_eq!((gone.state, gone.light), (S::Withdrawn, Light::None));
    assert!(gone.supplement().is_err() && gone.accept(later(5)).is_err());
}

#[test]
fn nothing_closes_over_new_material() {
    let more = fresh().supplement().unwrap().next;
    for refused in [more.decline(later(1)), more.transfer_outside(later(1))] {
        assert_eq!(refused, Err(CaseRefusal::Material(MaterialRefusal::Unseen(1))));
    }
    let investigated = more.accept(later(1)).unwrap().next.start_investigation().unwrap().next;
    assert_eq!(investigated.reply(later(2)), Err(CaseRefusal::Material(MaterialRefusal::Unseen(1))));
    assert!(investigated.acknowledge(later(2)).unwrap().next.reply(later(2)).is_ok());
    let late = replied().supplement().unwrap().next;
    assert_eq!(late.settle(later(26)), Err(CaseRefusal::Material(MaterialRefusal::Unseen(1))));
    let held = late.hold_closing(later(26)).unwrap();
    assert_eq!(held.starts[0].due_on(), later(31).in_china().date(), "five days more");
    let seen = held.next.acknowledge(later(30)).unwrap();
    assert_eq!((seen.cancelled, seen.starts[0].due_on()), (vec![DeadlineKind::Answer], later(35).in_china().date()));
    assert!(seen.next.settle(later(36)).is_ok());
    assert!(late.acknowledge(later(11)).unwrap().starts.is_empty(), "no day comes nearer");
    let withdrawing = fresh().ask_withdrawal(BEGIN).unwrap().next.supplement().unwrap().next;
    assert_eq!(withdrawing.withdraw(later(4)), Err(CaseRefusal::Material(MaterialRefusal::Unseen(1))));
    assert_eq!(withdrawing.hold_closing(later(4)).unwrap().starts[0].due_on(), later(7).in_china().date());
}

#[test]
fn asked_again_opens_the_review_once() {
    let settled = replied().settle(later(26)).unwrap();
    assert_eq!(kinds(&settled.starts), [DeadlineKind::FollowUp]);
    assert_eq!(settled.next.answer_follow_up(false, true, later(60)), Err(CaseRefusal::Material(MaterialRefusal::NoFollowUp)));
    let asked = settled.next.ask_follow_up(later(55)).unwrap().next;
    assert_eq!(asked.answer_follow_up(false, false, later(56)).unwrap().next.state, S::Settled, "nothing new");
    assert_eq!(asked.answer_follow_up(true, true, later(56)).unwrap().next.state, S::Settled);
    assert_eq!(asked.answer_follow_up(false, true, later(90)), Err(CaseRefusal::Material(MaterialRefusal::TooLate)));
    let climbed = asked.answer_follow_up(false, true, later(56)).unwrap().next;
    assert_eq!((climbed.state, climbed.light, climbed.turn, climbed.closed_at), (S::Accepted, Light::Red, Turn::Review, None));
    assert_eq!((climbed.unseen, climbed.follow_up_until), (1, None), "the review must look at it");
    let review = climbed.acknowledge(later(57)).unwrap().next.start_investigation().unwrap().next.reply(later(60)).unwrap().next;
    let ended = review.settle(later(76)).unwrap().next.ask_follow_up(later(105)).unwrap().next;
    assert_eq!(ended.answer_follow_up(false, true, later(106)).unwrap().next.state, S::Settled, "two levels end it");
}

#[test]
fn a_reply_overtakes_a_withdrawal() {
    let investigated = fresh().accept(later(1)).unwrap().next.start_investigation().unwrap().next;
    let waiting = investigated.ask_withdrawal(later(2)).unwrap().next;
    let replied = waiting.reply(later(3)).unwrap();
    assert_eq!((replied.next.withdraw_at, replied.cancelled), (None, vec![DeadlineKind::Withdrawal]));
}

#[test]
fn a_transfer_outside_is_an_end_and_one_inside_is_not() {
    let inside = fresh().transfer_inside(later(1)).unwrap();
    assert_eq!((inside.next, kinds(&inside.starts)), (fresh(), vec![DeadlineKind::Forward]));
    assert!(inside.met.contains(&DeadlineKind::Forward) && !inside.met.contains(&DeadlineKind::Acceptance));
    let handed = fresh().transfer_outside(later(1)).unwrap();
    let outside = handed.next;
    assert_eq!(
        (outside.state, outside.light, kinds(&handed.starts)),
        (S::Transferred, Light::None, vec![DeadlineKind::Receipt, DeadlineKind::Answer])
    );
    let answers = [outside.taken_outside(), outside.taken_back(later(3)).unwrap()];
    assert!(answers.iter().all(|step| step.met == [DeadlineKind::Receipt]), "either way its clock ends");
    assert_eq!(
        (answers[0].cancelled.len(), answers[1].cancelled.clone()),
        (0, vec![DeadlineKind::Answer]),
        "what is here again is not answered"
    );
    let climbed = outside.answer(false, later(3)).unwrap();
    assert_eq!((climbed.next.state, climbed.next.turn, climbed.next.light), (S::Accepted, Turn::Review, Light::Red));
    assert!(climbed.cancelled.contains(&DeadlineKind::Receipt));
    assert_eq!(outside.answer(false, later(20)), Err(CaseRefusal::AnswerTooLate));
    assert!(outside.settle(later(20)).is_err(), "it has ended before");
}

#[test]
fn only_the_review_takes_an_external_result() {
    let first = fresh().accept(later(1)).unwrap().next;
    assert_eq!(first.external_result(later(2)), Err(CaseRefusal::NotExternal));
    let climbed = replied().answer(false, later(12)).unwrap().next;
    let entered = climbed.external_result(later(30)).unwrap();
    assert_eq!((entered.next.state, entered.event), (S::Replied, CaseEventKind::ExternalResult));
}

fn step(standing: Standing, which: u8, now: Moment) -> Stepped {
    match which {
        0 => standing.accept(now),
        1 => standing.decline(now),
        2 => standing.transfer_inside(now),
        3 => standing.transfer_outside(now),
        4 => standing.start_investigation(),
        5 => standing.file(now),
        6 => standing.reply(now),
        7 => standing.external_result(now),
        8 => standing.answer(true, now),
        9 => standing.answer(false, now),
        10 => standing.settle(now),
        11 => standing.ask_withdrawal(now),
        12 => standing.cancel_withdrawal(now),
        13 => standing.withdraw(now),
        14 => standing.acknowledge(now),
        15 => standing.hold_closing(now),
        16 => standing.ask_material(10, now),
        17 => standing.has_no_material(),
        18 => standing.ask_follow_up(now),
        19 => standing.answer_follow_up(false, true, now),
        _ => standing.supplement(),
    }
}

proptest! {
    #[test]
    fn no_order_of_steps_breaks_the_rules(steps in proptest::collection::vec((0u8..21, 0i64..6), 1..80)) {
        let (mut standing, mut now, mut climbs) = (fresh(), BEGIN, 0);
        for (which, days) in steps {
            now = Moment(now.0 + days * DAY);
            let Ok(taken) = step(standing, which, now) else { continue };
            let next = taken.next;
            prop_assert!(next.turn >= standing.turn, "an instance never goes back");
            prop_assert!(!standing.is_filed || next.is_filed);
            let closes = standing.closed_at.is_none() && next.closed_at.is_some() || standing.replied_at != next.replied_at && next.replied_at.is_some();
            prop_assert!(!closes || standing.unseen == 0 || taken.event == CaseEventKind::Answered, "nothing closes over new material but the reporter's own word");
            climbs += u8::from(next.turn != standing.turn);
            let is_end = matches!(next.state, S::Settled | S::Transferred | S::Withdrawn);
            prop_assert_eq!(next.closed_at.is_some(), is_end || next.state == S::Declined && next.light == Light::None);
            prop_assert_eq!(next.light == Light::None, next.closed_at.is_some());
            prop_assert_eq!(next.light == Light::Red, next.turn == Turn::Review && next.closed_at.is_none());
            prop_assert!(next.closed_at.is_none() || next.withdraw_at.is_none());
            prop_assert!(taken.starts.iter().all(|clock| clock.due_at() >= clock.starts_at));
            standing = next;
        }
        prop_assert!(climbs <= 1, "two levels end it");
    }
}
