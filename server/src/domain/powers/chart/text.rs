//! The chart in sentences.

use super::{Chart, Edge, Step};

/// One sentence a step: what is done, by whom, in what time, and where it goes on.
pub(super) fn sentences(chart: &Chart) -> Vec<String> {
    chart.steps.iter().map(|step| sentence(chart, step)).collect()
}

fn sentence(chart: &Chart, step: &Step) -> String {
    let mut parts = vec![format!("第 {} 步 {}：{}", step.number, step.title, plain(&step.duty))];
    let who = [Some(step.actor.as_str()), step.time_limit.as_deref()].into_iter().flatten().filter(|part| !part.is_empty());
    let who = who.collect::<Vec<_>>().join("，");
    if !who.is_empty() {
        parts.push(format!("谁办：{who}"));
    }
    if let Some(document) = step.document.as_deref().filter(|text| !text.is_empty()) {
        parts.push(format!("材料：{document}"));
    }
    parts.extend(ways(chart, step));
    format!("{}。", parts.join("；"))
}

fn ways(chart: &Chart, step: &Step) -> Vec<String> {
    let ways: Vec<&Edge> = chart.edges.iter().filter(|edge| edge.from == step.number).collect();
    if !ways.iter().any(|edge| !edge.is_back) {
        let mut said: Vec<_> = ways.iter().map(|edge| way(edge)).collect();
        said.push("到这一步办完".to_owned());
        return said;
    }
    let next = chart.steps.iter().map(|other| other.number).find(|number| *number > step.number);
    let plain_next = |edge: &&Edge| edge.condition.is_none() && !edge.is_back && Some(edge.to) == next;
    ways.iter().filter(|edge| !plain_next(edge)).map(|edge| way(edge)).collect()
}

fn way(edge: &Edge) -> String {
    let when = edge.condition.as_deref().map(when);
    match (when, edge.is_back) {
        (Some(when), true) => format!("{when}退回第 {} 步", edge.to),
        (None, true) => format!("可以退回第 {} 步", edge.to),
        (Some(when), false) => format!("{when}到第 {} 步", edge.to),
        (None, false) => format!("然后到第 {} 步", edge.to),
    }
}

/// "资料不全" is said as "资料不全时".
fn when(condition: &str) -> String {
    let condition = plain(condition);
    if condition.ends_with('时') || condition.ends_with('的') { format!("{condition}，") } else { format!("{condition}时") }
}

fn plain(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '，', '？', '?', '.'])
}
