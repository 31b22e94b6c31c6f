//! Clusters as a table of cells: what is counted, what it is called, whose it is, then the numbers.

use super::{Table, harmless};
use crate::domain::statistics::clusters::{Clusters, MonthCount, Pair, PowerCluster};
use entity::words::{SubjectKind, UnitCategory};

const HEAD: [&str; 7] = ["月份", "按什么看", "名称", "所属", "本月（件）", "上月（件）", "同类单位本月平均（件）"];

/// The table: all together, then by kind, category, unit, power, step, organ, and month by month.
#[must_use]
pub fn clusters(found: &Clusters) -> Table {
    let line = |what: &str, name: &str, of: &str, pair: Pair| {
        [what, name, of]
            .map(str::to_owned)
            .into_iter()
            .chain([pair.this.to_string(), pair.last.to_string(), String::new()])
            .collect::<Vec<_>>()
    };
    let mut lines = vec![line("全县", "收到举报", "", found.received), line("全县", "超期", "", found.overdue)];
    lines.extend(found.kinds.iter().map(|(kind, pair)| line("举报对象", subject(*kind), "", *pair)));
    lines.extend(found.categories.iter().map(|one| line("单位类别", category(one.category), "", one.reports)));
    lines.extend(found.units.iter().map(|one| {
        let mut cells = line("单位", &one.unit.name, "", one.reports);
        if let Some(mean) = cells.last_mut() {
            *mean = format!("{:.1}", one.mean);
        }
        cells
    }));
    lines.extend(found.powers.iter().map(|one| line("权力", &one.name, &one.unit, one.reports)));
    lines.extend(found.steps.iter().map(|one| line("环节", &step(one), &one.unit, one.reports)));
    lines.extend(found.organs.iter().map(|(organ, pair)| line("超期的纪检组织", &organ.name, "", *pair)));
    lines.extend(found.ratings.iter().map(|one| {
        let score = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let cells = ["评价（分）", &one.unit.name, "", &score(one.this.score), &score(one.last.score), ""];
        cells.map(str::to_owned).into()
    }));
    let month = found.month.to_string();
    let own = lines.into_iter().map(|line| std::iter::once(month.clone()).chain(line).map(harmless).collect());
    let rows = own.chain(found.months.iter().flat_map(month_lines)).collect();
    Table { name: "举报分布", head: HEAD.map(str::to_owned).into(), words: 4, rows }
}

/// What a month of the trend says: these lines have no month before.
fn month_lines(one: &MonthCount) -> [Vec<String>; 2] {
    let line = |name: &str, count: i64| {
        let cells =
            [one.month.to_string(), "各月".to_owned(), name.to_owned(), String::new(), count.to_string(), String::new(), String::new()];
        cells.into()
    };
    [line("收到举报", one.received), line("超期", one.overdue)]
}

fn step(one: &PowerCluster) -> String {
    one.step.as_ref().map_or_else(String::new, |(number, title)| format!("{} 第 {number} 步 {title}", one.name))
}

const fn subject(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Unit => "单位",
        SubjectKind::Official => "干部",
        SubjectKind::Power => "权力",
        SubjectKind::Outcome => "办事结果",
    }
}

const fn category(category: UnitCategory) -> &'static str {
    match category {
        UnitCategory::CoreOrgan => "县四大机构",
        UnitCategory::Department => "县级部门",
        UnitCategory::Town => "乡镇",
        UnitCategory::Village => "村",
        UnitCategory::Community => "社区",
        UnitCategory::School => "学校",
        UnitCategory::Hospital => "医院",
        UnitCategory::Enterprise => "国有企业",
    }
}
