//! From what was counted to what the schema shows of the overview.

use super::{DueCount, Figures, HandlerFigures, OrganFigures, Overview, StateCount, SubjectCount, Times};
use crate::domain::staff::graphql::StaffName;
use crate::domain::statistics::{model, rules};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::scalars::Date;
use std::collections::BTreeMap;

impl From<model::Overview> for Overview {
    fn from(found: model::Overview) -> Self {
        Self {
            on: Date(found.on),
            period: found.period.into(),
            from: Date(found.days.from),
            to: Date(found.days.to),
            total: found.total.into(),
            organs: found.organs.into_iter().map(OrganFigures::from).collect(),
            handlers: found.handlers.into_iter().map(HandlerFigures::from).collect(),
        }
    }
}

impl From<model::OrganFigures> for OrganFigures {
    fn from(one: model::OrganFigures) -> Self {
        Self { organ: one.placed.organ.into(), depth: one.placed.depth.into(), can_list: one.can_list, figures: one.figures.into() }
    }
}

impl From<model::Figures> for Figures {
    fn from(found: model::Figures) -> Self {
        let states = found.states.into_iter().map(|(state, cases)| StateCount { state: state.into(), cases: whole(cases) });
        let subjects = found.subjects.into_iter().map(|(subject, cases)| SubjectCount { subject: subject.into(), cases: whole(cases) });
        Self {
            open: whole(found.open),
            yellow: whole(found.yellow),
            red: whole(found.red),
            unassigned: whole(found.unassigned),
            by_due: by_due(&found.dues),
            by_state: states.collect(),
            by_subject: subjects.collect(),
            unpublished: whole(found.unpublished),
            acceptance: found.acceptance.into(),
            result: found.result.into(),
        }
    }
}

impl From<model::HandlerFigures> for HandlerFigures {
    fn from(one: model::HandlerFigures) -> Self {
        let handler = one.handler.map(|(id, name)| StaffName { id: show(id), name });
        Self { organ: one.organ.into(), handler, open: whole(one.open), by_due: by_due(&one.dues) }
    }
}

impl From<rules::Times> for Times {
    fn from(times: rules::Times) -> Self {
        Self { decisions: i32::try_from(times.decisions).unwrap_or(i32::MAX), p50_days: times.p50, p90_days: times.p90 }
    }
}

fn by_due(dues: &BTreeMap<crate::domain::cases::DueSpan, i64>) -> Vec<DueCount> {
    let each = crate::domain::cases::DueSpan::ALL.into_iter();
    each.map(|due| DueCount { cases: whole(dues.get(&due).copied().unwrap_or_default()), due: due.into() }).collect()
}

fn whole(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
