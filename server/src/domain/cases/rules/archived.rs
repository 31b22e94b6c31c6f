//! What of a case counts in an official's archive (电子廉洁档案): the turn that ended last, and nothing of one that is under way.

use entity::moment::Moment;
use entity::words::CaseEventKind;
use entity::{case_event, conclusion, instance};

/// A turn of a case that ended with a conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// 1 初办, 2 复核.
    pub instance_no: i32,
    /// When nothing could be objected to any more.
    pub at: Moment,
}

/// The last turn that was concluded and settled by `until`. A first turn is settled when nobody objected in time, a review
/// also by its reporter's answer; what is open again leaves the turn before as it stood, and what was declined concludes nothing.
#[must_use]
pub fn settled(
    events: &[case_event::Model],
    (instances, conclusions): (&[instance::Model], &[conclusion::Model]),
    until: Moment,
) -> Option<Settled> {
    let turn_at = |at: Moment| instances.iter().filter(|turn| turn.started_at <= at).map(|turn| turn.no).max();
    let mut last: Option<Settled> = None;
    for event in events.iter().filter(|event| event.at <= until) {
        let Some(instance_no) = turn_at(event.at) else { continue };
        let ends = match event.kind {
            CaseEventKind::Settled => true,
            CaseEventKind::Answered => instance_no > 1,
            _ => false,
        };
        let is_concluded = conclusions.iter().any(|one| one.instance_no == instance_no && one.concluded_at <= event.at);
        if ends && is_concluded && last.is_none_or(|known| known.instance_no < instance_no) {
            last = Some(Settled { instance_no, at: event.at });
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::words::{ActorKind, Finding};
    use serde_json::json;
    use uuid::Uuid;

    fn event(at: i64, kind: CaseEventKind) -> case_event::Model {
        let (county_id, id, case_id) = (Uuid::nil().into(), Uuid::nil().into(), Uuid::nil().into());
        let (actor, facts) = (ActorKind::System, json!({}));
        case_event::Model { county_id, id, case_id, at: Moment(at), kind, actor, account_id: None, organ_id: None, part_id: None, facts }
    }

    fn turn(no: i32, at: i64) -> instance::Model {
        instance::Model {
            county_id: Uuid::nil().into(),
            id: Uuid::nil().into(),
            case_id: Uuid::nil().into(),
            no,
            organ_id: Uuid::nil().into(),
            started_at: Moment(at),
            ended_at: None,
            finding: None,
            reply_part_id: None,
            replied_at: None,
            measures: json!([]),
        }
    }

    fn conclusion(instance_no: i32, at: i64) -> conclusion::Model {
        conclusion::Model {
            county_id: Uuid::nil().into(),
            id: Uuid::nil().into(),
            case_id: Uuid::nil().into(),
            instance_no,
            version: 1,
            organ_id: Uuid::nil().into(),
            finding: Finding::Substantiated,
            measures: json!([]),
            reply_part_id: Uuid::nil().into(),
            reason_part_id: None,
            concluded_by: None,
            concluded_at: Moment(at),
        }
    }

    #[test]
    fn only_what_nobody_can_object_to_any_more_counts() {
        use CaseEventKind as K;
        let (turns, both) = ([turn(1, 0), turn(2, 30)], [conclusion(1, 10), conclusion(2, 40)]);
        let at = |no, at| Some(Settled { instance_no: no, at: Moment(at) });
        // Concluded, and satisfied: the reporter may think better of it, so it is not over.
        assert_eq!(settled(&[event(11, K::Answered)], (&turns[..1], &both[..1]), Moment(99)), None);
        let first = [event(20, K::Settled), event(30, K::Escalated), event(45, K::Answered), event(46, K::Answered)];
        assert_eq!(settled(&first[..1], (&turns[..1], &both[..1]), Moment(99)), at(1, 20));
        assert_eq!(settled(&first, (&turns, &both), Moment(19)), None, "not yet");
        assert_eq!(settled(&first, (&turns, &both), Moment(44)), at(1, 20), "a review that runs changes nothing");
        assert_eq!(settled(&first, (&turns, &both), Moment(99)), at(2, 45), "and its end does");
        assert_eq!(settled(&first[1..], (&turns, &both), Moment(44)), None, "an objection before the end: nothing was concluded");
        assert_eq!(settled(&[event(50, K::Settled)], (&turns, &both[..1]), Moment(99)), None, "a review that declined concludes nothing");
        assert_eq!(settled(&[event(50, K::Settled)], (&turns[..1], &[]), Moment(99)), None, "nor does a decline");
    }
}
