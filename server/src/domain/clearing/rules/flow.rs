//! Steps and the ways between them: numbered, all reached, branches and returns with their condition. Where no way is written
//! on from a step, and none to the next one, the next one follows.

use crate::domain::clearing::model::{Step, Way};
use std::collections::BTreeSet;

/// The most steps of a flow, and so the highest number.
pub const MOST_STEPS: usize = 40;

/// Ways as they are kept: one that leads to an earlier step is a return, and steps between which nothing else is said follow
/// each other. Without any way, none: there all do.
#[must_use]
pub fn ordered(steps: &[Step], mut ways: Vec<Way>) -> Vec<Way> {
    for way in &mut ways {
        way.is_return = way.is_return || way.to < way.from;
    }
    let plain = following(steps, &ways);
    if !ways.is_empty() && !plain.is_empty() {
        ways.extend(plain);
        ways.sort_by_key(|way| way.from);
    }
    ways
}

/// From each step that nothing leads on from to the next one, if nothing leads there.
fn following(steps: &[Step], ways: &[Way]) -> Vec<Way> {
    let numbers: BTreeSet<i32> = steps.iter().map(|step| step.number).collect();
    let onward = || ways.iter().filter(|way| !way.is_return);
    let is_open = |from: i32, to: i32| {
        !onward().any(|way| way.from == from || way.to == to) && !ways.iter().any(|way| (way.from, way.to) == (from, to))
    };
    let pairs = numbers.iter().zip(numbers.iter().skip(1)).filter(|(from, to)| is_open(**from, **to));
    pairs.map(|(from, to)| Way { from: *from, to: *to, condition: None, is_return: false }).collect()
}

/// What is wrong with a flow, in sentences.
#[must_use]
pub fn faults(steps: &[Step], ways: &[Way]) -> Vec<String> {
    let numbers: BTreeSet<i32> = steps.iter().map(|step| step.number).collect();
    if numbers.len() < steps.len() {
        return vec!["有两步编号一样。".to_owned()];
    }
    if numbers.iter().any(|number| !(1..=99).contains(number)) {
        return vec!["编号从 1 开始，最大 99。".to_owned()];
    }
    let mut found: Vec<String> = ways.iter().flat_map(|way| faults_of(way, &numbers)).collect();
    let mut seen = BTreeSet::new();
    for way in ways.iter().filter(|way| !seen.insert((way.from, way.to))) {
        found.push(format!("从第 {} 步到第 {} 步的路写了两次。", way.from, way.to));
    }
    if found.is_empty() && !ways.is_empty() {
        found.extend(branches(&numbers, ways));
    }
    found
}

fn faults_of(way: &Way, numbers: &BTreeSet<i32>) -> Vec<String> {
    let mut found = Vec::new();
    for number in [way.from, way.to] {
        if !numbers.contains(&number) {
            found.push(format!("流程里没有第 {number} 步。"));
        }
    }
    if way.from == way.to {
        found.push(format!("第 {} 步不能走到它自己。", way.from));
    } else if way.is_return && way.to > way.from {
        found.push(format!("从第 {} 步到第 {} 步是往前走，不是退回。", way.from, way.to));
    } else if way.is_return && way.condition.is_none() {
        found.push(format!("从第 {} 步退回第 {} 步，请写明什么情况退回。", way.from, way.to));
    }
    found
}

/// A step with two ways on says when each is taken; each step but the first is reached from an earlier one.
fn branches(numbers: &BTreeSet<i32>, ways: &[Way]) -> Vec<String> {
    let onward = || ways.iter().filter(|way| !way.is_return);
    let mut found = Vec::new();
    for number in numbers {
        let own: Vec<&Way> = onward().filter(|way| way.from == *number).collect();
        if own.len() > 1 && own.iter().any(|way| way.condition.is_none()) {
            found.push(format!("从第 {number} 步出去有 {} 条路，请写明各在什么情况下走。", own.len()));
        }
    }
    for number in numbers.iter().skip(1).filter(|number| !onward().any(|way| way.to == **number)) {
        found.push(format!("没有一条路走到第 {number} 步。"));
    }
    found
}
