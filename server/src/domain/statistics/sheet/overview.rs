//! An overview as a table of cells, without one that a program of tables would take for a formula.

use super::{Table, harmless};
use crate::domain::cases::DueSpan;
use crate::domain::statistics::model::{Figures, HandlerFigures, OrganFigures, Overview};
use crate::domain::statistics::rules::{Period, Times};
use entity::words::{CaseState, SubjectKind};

const STATES: [(CaseState, &str); 6] = [
    (CaseState::Submitted, "还没定收不收"),
    (CaseState::Accepted, "已收下"),
    (CaseState::Investigating, "正在查"),
    (CaseState::CaseFiled, "已立案"),
    (CaseState::Replied, "已答复，等回话"),
    (CaseState::Declined, "没有收，等回话"),
];
const SUBJECTS: [(SubjectKind, &str); 4] = [
    (SubjectKind::Unit, "先说到单位"),
    (SubjectKind::Official, "先说到干部"),
    (SubjectKind::Power, "先说到权力"),
    (SubjectKind::Outcome, "先说到结果"),
];
const DUES: [(DueSpan, &str); 5] = [
    (DueSpan::Overdue, "已超期"),
    (DueSpan::Day, "今明两天到期"),
    (DueSpan::Week, "7 天内到期"),
    (DueSpan::Later, "更晚到期"),
    (DueSpan::Waiting, "没有期限在走"),
];
const TIMES: [&str; 6] = ["定收不收（件）", "一半不超过（天）", "九成不超过（天）", "答复（件）", "一半不超过（天）", "九成不超过（天）"];

/// The table: everything together, each organ, each handler. All lines are as long as the head.
#[must_use]
pub fn overview(overview: &Overview) -> Table {
    let period = [overview.on.to_string(), format!("{}，{} 到 {}", period_name(overview.period), overview.days.from, overview.days.to)];
    let organs = overview.organs.iter().map(organ);
    let handlers = overview.handlers.iter().map(handler);
    let lines = [all(&overview.total)].into_iter().chain(organs).chain(handlers);
    let rows = lines.map(|line| period.iter().cloned().chain(line).map(harmless).collect()).collect();
    Table { name: "统计", head: head().into_iter().map(str::to_owned).collect(), words: 5, rows }
}

fn head() -> Vec<&'static str> {
    let numbers = ["没办结", "黄灯", "红灯", "还没分派"].into_iter();
    let names = |all: &[(_, &'static str)]| all.iter().map(|(_, name)| *name).collect::<Vec<_>>();
    let states: Vec<_> = STATES.iter().map(|(_, name)| *name).collect();
    let subjects: Vec<_> = SUBJECTS.iter().map(|(_, name)| *name).collect();
    let first = ["统计日", "办理用时的时段", "行", "纪检组织", "承办人"].into_iter();
    first.chain(numbers).chain(names(&DUES)).chain(states).chain(subjects).chain(TIMES).chain(["要公开的结果"]).collect()
}

fn all(figures: &Figures) -> Vec<String> {
    line(["全部", "", ""], figures)
}

fn organ(one: &OrganFigures) -> Vec<String> {
    line(["纪检组织", &one.placed.organ.name, ""], &one.figures)
}

fn handler(one: &HandlerFigures) -> Vec<String> {
    let name = one.handler.as_ref().map_or("还没分派", |(_, name)| name.as_str());
    let none = String::new;
    let first = ["承办人", &one.organ.name, name].map(str::to_owned).into_iter().chain([one.open.to_string(), none(), none(), none()]);
    let dues = DUES.iter().map(|(span, _)| count(one.dues.get(span)));
    let rest = std::iter::repeat_with(none).take(STATES.len() + SUBJECTS.len() + TIMES.len() + 1);
    first.chain(dues).chain(rest).collect()
}

fn line(names: [&str; 3], figures: &Figures) -> Vec<String> {
    let numbers = [figures.open, figures.yellow, figures.red, figures.unassigned].map(|number| number.to_string());
    let dues = DUES.iter().map(|(span, _)| count(figures.dues.get(span)));
    let states = STATES.iter().map(|(state, _)| count(figures.states.get(state)));
    let subjects = SUBJECTS.iter().map(|(kind, _)| count(figures.subjects.get(kind)));
    let times = times(&figures.acceptance).into_iter().chain(times(&figures.result));
    let words = names.map(str::to_owned).into_iter();
    words.chain(numbers).chain(dues).chain(states).chain(subjects).chain(times).chain([figures.unpublished.to_string()]).collect()
}

fn times(times: &Times) -> [String; 3] {
    let days = |days: Option<f64>| days.map_or_else(String::new, |days| format!("{days:.1}"));
    [times.decisions.to_string(), days(times.p50), days(times.p90)]
}

fn count(number: Option<&i64>) -> String {
    number.copied().unwrap_or_default().to_string()
}

const fn period_name(period: Period) -> &'static str {
    match period {
        Period::ThisQuarter => "本季度",
        Period::LastQuarter => "上季度",
        Period::ThisYear => "今年",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MARK, csv};
    use super::*;
    use crate::domain::directory::OrganFacts;
    use crate::domain::statistics::rules::{Days, Placed};
    use entity::id::{AccountId, OrganId};
    use entity::words::OrganKind;
    use std::collections::BTreeMap;
    use time::macros::date;
    use uuid::Uuid;

    fn organ_called(name: &str) -> OrganFacts {
        OrganFacts {
            id: OrganId(Uuid::nil()),
            code: "town".to_owned(),
            name: name.to_owned(),
            kind: OrganKind::TownCommittee,
            unit_id: None,
            superior_id: None,
            coverage: Vec::new(),
            telephone: None,
            advice: None,
            external: false,
        }
    }

    fn overview_of(organ: &str, handler: &str) -> Overview {
        let figures = Figures {
            open: 7,
            yellow: 6,
            red: 1,
            unpublished: 3,
            dues: BTreeMap::from([(DueSpan::Overdue, 2), (DueSpan::Later, 5)]),
            acceptance: Times { decisions: 6, p50: Some(3.0), p90: Some(12.5) },
            ..Figures::default()
        };
        let organs =
            vec![OrganFigures { placed: Placed { organ: organ_called(organ), depth: 0 }, can_list: true, figures: figures.clone() }];
        let handler = Some((AccountId(Uuid::nil()), handler.to_owned()));
        let handlers = vec![HandlerFigures { organ: organ_called(organ), handler, open: 4, dues: BTreeMap::from([(DueSpan::Overdue, 2)]) }];
        let days = Days { from: date!(2026 - 01 - 01), to: date!(2026 - 03 - 31) };
        Overview { on: date!(2026 - 03 - 02), period: Period::ThisQuarter, days, total: figures, organs, handlers }
    }

    #[test]
    fn every_line_is_as_long_as_the_head() {
        let text = csv(&overview(&overview_of("龙山镇纪委", "演示甲"))).unwrap();
        assert!(text.starts_with(MARK));
        let mut lines = ::csv::ReaderBuilder::new().from_reader(text.trim_start_matches(MARK).as_bytes());
        let length = lines.headers().unwrap().len();
        let lines: Vec<_> = lines.records().map(Result::unwrap).collect();
        assert_eq!((lines.len(), length), (3, 31));
        assert_eq!(lines[1].iter().skip(2).take(8).collect::<Vec<_>>(), ["纪检组织", "龙山镇纪委", "", "7", "6", "1", "0", "2"]);
        assert_eq!(lines[1].iter().skip(24).collect::<Vec<_>>(), ["6", "3.0", "12.5", "0", "", "", "3"]);
        assert_eq!(lines[2].iter().skip(2).take(8).collect::<Vec<_>>(), ["承办人", "龙山镇纪委", "演示甲", "4", "", "", "", "2"]);
    }

    #[test]
    fn no_name_is_a_formula() {
        for name in ["=HYPERLINK(\"http://x\")", "+1", "-1", "@sum", "\t=1", "\r=1", "＝1"] {
            let text = csv(&overview(&overview_of(name, name))).unwrap();
            let mut lines = ::csv::ReaderBuilder::new().from_reader(text.trim_start_matches(MARK).as_bytes());
            for line in lines.records().map(Result::unwrap).skip(1) {
                assert_eq!(line.get(3), Some(format!("'{name}").as_str()));
            }
        }
    }
}
