//! Every step and edge is there, nothing lies over anything else, and the sentences read right.

use super::layout::{Layout, Rect};
use super::{Chart, Edge, Step};
use entity::words::RiskGrade;
use proptest::prelude::*;

fn step(number: i32, title: &str) -> Step {
    Step {
        number,
        title: title.to_owned(),
        actor: "镇民政办".to_owned(),
        duty: "按规定办理".to_owned(),
        time_limit: None,
        document: None,
        grade: None,
    }
}

fn edge(from: i32, to: i32, condition: &str) -> Edge {
    Edge { from, to, condition: Some(condition.to_owned()).filter(|text| !text.is_empty()), is_back: to <= from }
}

/// A plain line of four steps.
fn line() -> Chart {
    Chart::new(vec![step(1, "村民申请"), step(2, "小组讨论"), step(3, "村委会审核"), step(4, "张榜公布")], vec![])
}

/// Two ways that meet again.
fn branch() -> Chart {
    let titles = ["提出用章申请", "文书查验材料", "村主任签字", "村民代表会议讨论", "盖章并登记"];
    let steps = (1..).zip(titles).map(|(number, title)| step(number, title)).collect();
    let edges = vec![edge(1, 2, ""), edge(2, 3, "一般事项"), edge(2, 4, "涉及集体资产"), edge(3, 5, ""), edge(4, 5, "表决通过")];
    Chart::new(steps, edges)
}

/// Eight steps with two returns and two ends.
fn whole() -> Chart {
    let titles = ["农户申请", "镇里收件", "入户调查核对", "村里评议", "公示七天", "镇里审核", "批准，下月发钱", "不批准，书面说明理由"];
    let mut steps: Vec<_> = (1..).zip(titles).map(|(number, title)| step(number, title)).collect();
    for (step, grade) in steps.iter_mut().skip(2).zip([RiskGrade::B, RiskGrade::A, RiskGrade::C]) {
        step.grade = Some(grade);
    }
    let mut edges: Vec<_> = (1..6).map(|number| edge(number, number + 1, "")).collect();
    edges.extend([edge(2, 1, "资料不全"), edge(5, 3, "有人提出异议"), edge(6, 7, "符合条件"), edge(6, 8, "不符合条件")]);
    Chart::new(steps, edges)
}

fn overlaps(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// A line piece as a rectangle without thickness crosses the inside of a box.
fn crosses((x1, y1): (i32, i32), (x2, y2): (i32, i32), rect: Rect) -> bool {
    x1.max(x2) > rect.x && x1.min(x2) < rect.right() && y1.max(y2) > rect.y && y1.min(y2) < rect.bottom()
}

fn check(chart: &Chart) -> Result<(), TestCaseError> {
    let (layout, svg) = (Layout::of(chart), chart.svg());
    for step in &chart.steps {
        prop_assert_eq!(svg.matches(&format!("data-step=\"{}\"", step.number)).count(), 1);
    }
    for edge in &chart.edges {
        prop_assert_eq!(svg.matches(&format!("data-edge=\"{}-{}\"", edge.from, edge.to)).count(), 1);
    }
    let frames: Vec<Rect> = layout.frames.iter().map(|frame| frame.rect).collect();
    let labels: Vec<Rect> = layout.labels.iter().map(|label| label.rect).collect();
    for (at, one) in frames.iter().chain(&labels).enumerate() {
        prop_assert!(one.x >= 0 && one.right() <= 328 && one.y >= 0 && one.bottom() <= layout.height, "{one:?} outside");
        for other in frames.iter().chain(&labels).skip(at + 1) {
            prop_assert!(!overlaps(*one, *other), "{one:?} over {other:?}\n{svg}");
        }
    }
    for path in &layout.paths {
        prop_assert!(path.points.len() > 1);
        for (a, b) in path.points.iter().zip(path.points.iter().skip(1)) {
            prop_assert!(frames.iter().all(|frame| !crosses(*a, *b, *frame)), "{path:?} crosses a box\n{svg}");
            prop_assert!((0..=328).contains(&b.0) && (0..=layout.height).contains(&b.1), "{path:?} leaves the page");
        }
    }
    Ok(())
}

#[test]
fn the_three_real_charts_are_clean() {
    for (name, chart) in [("line", line()), ("branch", branch()), ("whole", whole())] {
        check(&chart).unwrap();
        if let Ok(folder) = std::env::var("LIANJING_CHARTS") {
            std::fs::write(format!("{folder}/{name}.svg"), chart.svg()).unwrap();
        }
    }
}

#[test]
fn the_sentences_read_right() {
    let text = whole().text();
    assert_eq!(text[0], "第 1 步 农户申请：按规定办理；谁办：镇民政办。");
    assert_eq!(text[1], "第 2 步 镇里收件：按规定办理；谁办：镇民政办；资料不全时退回第 1 步。");
    assert_eq!(text[5], "第 6 步 镇里审核：按规定办理；谁办：镇民政办；符合条件时到第 7 步；不符合条件时到第 8 步。");
    assert_eq!(text[7], "第 8 步 不批准，书面说明理由：按规定办理；谁办：镇民政办；到这一步办完。");
}

#[test]
fn hostile_text_stays_text() {
    let chart = Chart::new(vec![step(1, "<script>alert(1)</script>&\"")], vec![]);
    assert!(!chart.svg().contains("<script>"));
    assert!(line().svg().contains("<title>流程图</title><desc>共 4 步：1 村民申请；2 小组讨论；"), "what a screen reader says of it");
    assert_eq!(Chart::new(vec![], vec![]).svg(), "");
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let steps = proptest::collection::vec("[一-龥]{1,14}", 1..12);
    let edges = proptest::collection::vec((1..12i32, 1..12i32, "[一-龥]{0,12}"), 0..18);
    (steps, edges).prop_map(|(titles, edges)| {
        let steps = (1..).zip(&titles).map(|(number, title)| step(number, title)).collect();
        Chart::new(steps, edges.iter().map(|(from, to, condition)| edge(*from, *to, condition)).collect())
    })
}

proptest! {
    #[test]
    fn any_chart_is_whole_and_clean(chart in any_chart()) {
        check(&chart)?;
        prop_assert_eq!(chart.text().len(), chart.steps.len());
        for edge in &chart.edges {
            let said = &chart.text()[usize::try_from(edge.from - 1).unwrap()];
            let next = edge.to == edge.from + 1 && edge.condition.is_none();
            prop_assert!(next || said.contains(&format!("第 {} 步", edge.to)), "{edge:?} is not in {said}");
        }
    }
}
