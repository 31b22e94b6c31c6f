//! Whatever is done to a clock in whatever order, its rows give the same day and the same arithmetic again.

use super::holds::{Holds, Moved};
use super::*;
use crate::domain::calendar::Calendar;
use entity::id::{AccountId, CalendarDayId, CaseId, CountyId, DeadlineId, DeadlineRequestId, EnvelopeId, OrganId, SealedPartId};
use entity::moment::Moment;
use entity::words::{CalendarDayKind, DeadlineRequestKind, DeadlineRequestState, DeadlineState};
use entity::{calendar_day, deadline, deadline_request};
use proptest::prelude::*;
use serde_json::json;
use time::{Date, Duration};
use uuid::Uuid;

const DAY: i64 = 86_400_000;

/// What can happen to a clock on one day.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Paused(i64),
    Resumed,
    Extended(i32),
    Rest(i64),
    Work(i64),
    AsAnnounced(i64),
    Filed,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        (0i64..70).prop_map(Happens::Paused),
        Just(Happens::Resumed),
        (1i32..40).prop_map(Happens::Extended),
        (1i64..30).prop_map(Happens::Rest),
        (1i64..30).prop_map(Happens::Work),
        (1i64..30).prop_map(Happens::AsAnnounced),
        Just(Happens::Filed),
    ]
}

/// The rows of one clock and all that bears on it.
struct Rows {
    clock: deadline::Model,
    /// Clocks of the term that a filing ended.
    ended: Vec<deadline::Model>,
    requests: Vec<deadline_request::Model>,
    days: Vec<calendar_day::Model>,
}

impl Rows {
    fn begin(terms: Terms) -> Self {
        let clock = terms.reckon(Calendar::announced(), &Holds::default());
        Self { clock: row(&clock, None), ended: Vec::new(), requests: Vec::new(), days: Vec::new() }
    }

    /// What was granted to a clock with so many decisions.
    fn holds(&self, clock: &deadline::Model, decisions: i32) -> Holds {
        let moved = clock.moved_on.zip(clock.moved_from).map(|(on, from)| Moved { on, from });
        Holds::of(self.requests.iter(), moved, decisions)
    }

    /// As the service does it after each change.
    fn count_anew(&mut self, terms: Terms, today: Date, is_calendar: bool) {
        let calendar = Calendar::announced().with(&self.days);
        let counted = if is_calendar { self.clock.decisions } else { decisions(&self.requests) };
        let mut holds = self.holds(&self.clock, counted);
        let due_on = terms.reckon(&calendar, &holds).due_on;
        if is_calendar && due_on != self.clock.due_on {
            holds.moved = Some(Moved { on: today, from: self.clock.due_on });
        }
        self.clock = row(&terms.reckon(&calendar, &holds), holds.moved);
    }

    /// From what stands in the rows, and nothing else.
    fn again(&self, clock: &deadline::Model) -> Clock {
        let (terms, version) = replay(clock).expect("a rule that can be read");
        let calendar = match &version {
            Some(version) => {
                let days: Vec<_> = self.days.iter().filter(|day| day.no <= version.no).cloned().collect();
                Calendar::edition(&version.edition).expect("a known edition").with(&days)
            }
            None => Calendar::default(),
        };
        terms.reckon(&calendar, &self.holds(clock, clock.decisions))
    }
}

fn row(clock: &Clock, moved: Option<Moved>) -> deadline::Model {
    deadline::Model {
        county_id: CountyId(Uuid::nil()),
        id: DeadlineId(Uuid::nil()),
        case_id: CaseId(Uuid::nil()),
        instance_no: 1,
        kind: clock.terms.kind,
        cause: clock.terms.cause,
        starts_at: clock.terms.starts_at,
        rule: clock.rule.clone(),
        due_at: clock.due_at,
        due_on: clock.due_on,
        sum: json!(clock.sum),
        is_provisional: clock.is_provisional,
        state: DeadlineState::Running,
        ended_at: None,
        reminded: 0,
        remind_at: None,
        moved_on: moved.map(|moved| moved.on),
        moved_from: moved.map(|moved| moved.from),
        decisions: clock.decisions,
        tries: 0,
        retry_at: None,
    }
}

fn request(no: i32, asked: Asked, today: Date, terms: Terms) -> deadline_request::Model {
    let (kind, days, until_on) = match asked {
        Asked::Pause(until) => (DeadlineRequestKind::Pause, None, Some(until)),
        Asked::Extension(days) => (DeadlineRequestKind::Extension, Some(days), None),
    };
    let number = Uuid::from_u128(u128::try_from(no).unwrap());
    deadline_request::Model {
        county_id: CountyId(Uuid::nil()),
        id: DeadlineRequestId(number),
        case_id: CaseId(Uuid::nil()),
        instance_no: 1,
        clock: terms.kind,
        starts_at: terms.starts_at,
        kind,
        state: DeadlineRequestState::Granted,
        days,
        until_on,
        organ_id: OrganId(Uuid::nil()),
        approver_id: OrganId(Uuid::nil()),
        is_entered: no % 2 == 0,
        envelope_id: EnvelopeId(Uuid::nil()),
        asked_part_id: SealedPartId(Uuid::nil()),
        decided_part_id: None,
        asked_by: AccountId(Uuid::nil()),
        asked_at: Moment(0),
        decided_by: None,
        decided_at: Some(Moment(0)),
        from_on: until_on.map(|_| today),
        ended_on: until_on,
        granted_no: Some(no),
        resumed_no: None,
    }
}

proptest! {
    #[test]
    fn rows_give_the_same_day_again(
        start in 1_767_000_000_000i64..1_790_000_000_000,
        is_working: bool,
        steps in proptest::collection::vec((happens(), 0i64..9), 0..12),
    ) {
        let mut terms = if is_working { acceptance(Moment(start)) } else { result(ResultFrom::Acceptance, Moment(start), false) };
        let mut rows = Rows::begin(terms);
        let mut now = Moment(start);
        for (step, days) in steps {
            now = Moment(now.0 + days * DAY);
            let today = now.in_china().date();
            if now > rows.clock.due_at {
                break;
            }
            let (before, set) = (rows.clock.due_on, |ahead, kind| (today + Duration::days(ahead), kind));
            let day = match step {
                Happens::Rest(ahead) => Some(set(ahead, CalendarDayKind::Rest)),
                Happens::Work(ahead) => Some(set(ahead, CalendarDayKind::Work)),
                Happens::AsAnnounced(ahead) => Some(set(ahead, CalendarDayKind::AsAnnounced)),
                _ => None,
            };
            if let Some((day_on, kind)) = day {
                let (no, id) = (i32::try_from(rows.days.len() + 1).unwrap(), CalendarDayId(Uuid::nil()));
                let (county_id, set_by) = (CountyId(Uuid::nil()), AccountId(Uuid::nil()));
                rows.days.push(calendar_day::Model { county_id, id, no, day_on, kind, reason: "县庆".to_owned(), set_by, set_at: now });
            }
            let asked = match step {
                Happens::Paused(days) => Some(Asked::Pause(today + Duration::days(days))),
                Happens::Extended(days) => Some(Asked::Extension(days)),
                _ => None,
            };
            if let Some(asked) = asked.filter(|asked| why_not(*asked, &rows.holds(&rows.clock, rows.clock.decisions), today).is_none()) {
                rows.requests.push(request(decisions(&rows.requests) + 1, asked, today, terms));
            }
            let resuming = decisions(&rows.requests) + 1;
            if matches!(step, Happens::Resumed)
                && let Some(pause) = rows.requests.iter_mut().find(|row| row.ended_on.is_some_and(|end| today <= end))
            {
                (pause.ended_on, pause.resumed_no) = (today.previous_day(), Some(resuming));
            }
            if matches!(step, Happens::Filed) && !is_working {
                rows.ended.push(rows.clock.clone());
                terms = result(ResultFrom::Acceptance, Moment(start), true);
            }
            rows.count_anew(terms, today, day.is_some());
            for clock in rows.ended.iter().chain([&rows.clock]) {
                let again = rows.again(clock);
                prop_assert_eq!(again.due_on, clock.due_on);
                prop_assert_eq!(again.due_at, clock.due_at);
                prop_assert_eq!(json!(again.sum), clock.sum.clone());
                prop_assert_eq!(&again.rule, &clock.rule);
                prop_assert_eq!(again.is_provisional, clock.is_provisional);
            }
            prop_assert!(rows.clock.due_on >= today, "nothing that happens lets a clock run out in the past: {:?}", step);
            prop_assert!(!matches!(step, Happens::Paused(_) | Happens::Extended(_)) || rows.clock.due_on >= before);
        }
    }
}
