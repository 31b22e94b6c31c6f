//! Tables of the pure rules.

use super::*;
use crate::domain::clearing::model::{Basis, Part, Step, Way};
use crate::kernel::Failure;
use entity::words::PowerKind;

fn content(name: &str, bases: &[&str]) -> Content {
    let basis = |law: &&str| Basis { law: (*law).to_owned(), article: None, text: "按规定办理。".to_owned() };
    Content {
        name: name.to_owned(),
        kind: PowerKind::External,
        administrative_type: "行政给付".to_owned(),
        summary: "谁家能吃低保".to_owned(),
        is_major: false,
        exercising_body: "村民委员会".to_owned(),
        supervising_body: "村务监督委员会".to_owned(),
        accountable_body: "镇纪委".to_owned(),
        bases: bases.iter().map(basis).collect(),
        standards: Vec::new(),
        guides: Vec::new(),
        steps: Vec::new(),
        ways: Vec::new(),
        risks: Vec::new(),
    }
}

fn step(number: i32) -> Step {
    let (title, actor, duty) = (format!("第{number}件事"), "村委会".to_owned(), "开会".to_owned());
    Step { number, title, actor, duty, time_limit: None, document: None }
}

fn way(from: i32, to: i32, condition: Option<&str>) -> Way {
    Way { from, to, condition: condition.map(str::to_owned), is_return: to < from }
}

#[test]
fn without_a_legal_basis_nothing_but_an_end_is_decided() {
    use ClearingRefusal as R;
    use ItemDecision as D;
    let old = |is_changed, has_basis| ItemFacts { is_new: false, is_changed, has_basis };
    let new = |has_basis| ItemFacts { is_new: true, is_changed: false, has_basis };
    for (decision, facts, expected) in [
        (D::Kept, old(false, true), Ok(())),
        (D::Kept, old(false, false), Err(R::NoBasis)),
        (D::Kept, old(true, true), Err(R::ContentChanged)),
        (D::Adjusted, old(true, true), Ok(())),
        (D::Adjusted, old(false, true), Err(R::NothingChanged)),
        (D::Adjusted, old(true, false), Err(R::NoBasis)),
        (D::Cancelled, old(false, false), Ok(())),
        (D::Cancelled, old(true, true), Ok(())),
        (D::Added, old(true, true), Err(R::IsOld)),
        (D::Added, new(true), Ok(())),
        (D::Added, new(false), Err(R::NoBasis)),
        (D::Kept, new(true), Err(R::IsNew)),
        (D::Cancelled, new(true), Err(R::IsNew)),
    ] {
        assert_eq!(may_decide(decision, facts), expected, "{decision:?} {facts:?}");
        let left = Some(decision).filter(|decision| expected.is_ok() && *decision != D::Cancelled);
        assert_eq!(still(Some(decision), facts), left, "{decision:?} {facts:?}");
    }
}

#[test]
fn each_item_that_is_not_ready_is_named() {
    let fine = ItemFacts { is_new: false, is_changed: false, has_basis: true };
    let bare = ItemFacts { has_basis: false, ..fine };
    let items = [
        ("低保评议", Some(ItemDecision::Kept), None, fine),
        ("盖章", None, None, fine),
        ("收费", Some(ItemDecision::Kept), None, bare),
        ("检查", Some(ItemDecision::Cancelled), None, bare),
        ("罚款", Some(ItemDecision::Cancelled), Some("没有依据"), bare),
    ];
    let told: Vec<_> = faults(items.into_iter()).into_iter().map(|fault| fault.message).collect();
    let expected =
        ["第 2 项“盖章”还没有决定保留、调整、取消还是新增。", "第 3 项“收费”没有法律依据，不能保留。", "第 4 项“检查”还没有写理由。"];
    assert_eq!(told, expected);
    assert_eq!(faults(std::iter::empty()).len(), 1);
    let many = faults((0..50).map(|_| ("盖章", None, None, fine)));
    assert_eq!((many.len(), many.last().unwrap().message.as_str()), (21, "还有 30 项没有办好。"));
}

#[test]
fn two_contents_stand_side_by_side() {
    let before = content("低保评议", &["甲法", "乙办法", "丙规定"]);
    let mut after = content("低保对象评议", &["甲法", "丁办法", "丙规定", "戊通知"]);
    after.is_major = true;
    let found = compare(Some(&before), Some(&after));
    assert_eq!(found.iter().map(|change| change.part).collect::<Vec<_>>(), [Part::Name, Part::IsMajor, Part::LegalBases]);
    let text = |law: &str| Some(format!("《{law}》：按规定办理。"));
    let lines: Vec<_> = found[2].lines.iter().map(|line| (line.before.clone(), line.after.clone())).collect();
    let expected = [("甲法", "甲法"), ("乙办法", "丁办法"), ("丙规定", "丙规定")].map(|(old, new)| (text(old), text(new)));
    assert_eq!(lines, expected.into_iter().chain([(None, text("戊通知"))]).collect::<Vec<_>>());
    assert_eq!(differing(&before, &after), [Part::Name, Part::IsMajor, Part::LegalBases]);
    assert_eq!(compare(Some(&before), Some(&before)), []);
    assert!(compare(None, Some(&after)).iter().all(|change| change.lines.iter().all(|line| line.before.is_none())));
    assert!(compare(Some(&before), None).iter().all(|change| change.lines.iter().all(|line| line.after.is_none())));
}

#[test]
fn a_flow_says_when_each_way_is_taken() {
    let four = || (1..=4).map(step).collect::<Vec<_>>();
    assert_eq!(flow::faults(&four(), &[]), Vec::<String>::new(), "without ways the steps follow each other");
    let good = [way(1, 2, None), way(2, 3, Some("一般")), way(2, 4, Some("重大")), way(3, 1, Some("资料不全"))];
    assert_eq!(flow::faults(&four(), &good), Vec::<String>::new());
    for (ways, fault) in [
        (vec![way(1, 5, None)], "流程里没有第 5 步。"),
        (vec![way(2, 2, None)], "第 2 步不能走到它自己。"),
        (vec![way(1, 2, None), way(2, 1, None)], "从第 2 步退回第 1 步，请写明什么情况退回。"),
        (vec![Way { is_return: true, ..way(1, 2, Some("x")) }], "从第 1 步到第 2 步是往前走，不是退回。"),
        (vec![way(1, 2, None), way(1, 2, None)], "从第 1 步到第 2 步的路写了两次。"),
        (vec![way(1, 2, None), way(1, 3, Some("重大")), way(3, 4, None)], "从第 1 步出去有 2 条路，请写明各在什么情况下走。"),
        (vec![way(1, 2, None), way(2, 3, None)], "没有一条路走到第 4 步。"),
    ] {
        assert_eq!(flow::faults(&four(), &ways), [fault]);
    }
    assert_eq!(flow::faults(&[step(1), step(1)], &[]), ["有两步编号一样。"]);
    assert_eq!(flow::faults(&[step(0)], &[]), ["编号从 1 开始，最大 99。"]);
    assert!(flow::ordered(&four(), vec![Way { is_return: false, ..way(3, 1, None) }])[2].is_return);
}

#[test]
fn steps_between_which_nothing_is_said_follow_each_other() {
    let four: Vec<Step> = (1..=4).map(step).collect();
    let led = |ways: &[Way]| -> Vec<(i32, i32)> { flow::ordered(&four, ways.to_vec()).iter().map(|way| (way.from, way.to)).collect() };
    assert_eq!(led(&[]), [], "all of them do");
    assert_eq!(led(&[way(3, 1, Some("资料不全"))]), [(1, 2), (2, 3), (3, 1), (3, 4)], "one return makes no list of all ways necessary");
    let branch = [way(1, 2, Some("一般")), way(1, 3, Some("重大")), way(2, 4, None)];
    assert_eq!(led(&branch), [(1, 2), (1, 3), (2, 4)], "what ends in the middle goes on ending there");
    assert_eq!(led(&[way(1, 2, Some("一般")), way(1, 3, Some("重大"))]), [(1, 2), (1, 3), (3, 4)]);
    for ways in [vec![], branch.to_vec(), vec![way(4, 2, Some("退回"))]] {
        assert_eq!(flow::faults(&four, &flow::ordered(&four, ways)), Vec::<String>::new());
    }
    let cut = [way(1, 3, None), way(3, 4, None)];
    assert_eq!(flow::faults(&four, &flow::ordered(&four, cut.to_vec())), ["没有一条路走到第 2 步。"], "what is jumped over is told");
}

#[test]
fn every_faulty_part_is_told_with_its_place() {
    let mut bad = content("", &["甲法", ""]);
    bad.steps = vec![Step { duty: "x".repeat(301), ..step(1) }];
    let Err(Failure::Refused(told)) = checked(bad) else { panic!("refused") };
    let told: Vec<_> = told.iter().map(|one| (one.field.unwrap(), one.message.as_str())).collect();
    let expected = [
        ("name", "这里还没有填。"),
        ("legalBases", "第 2 条依据：这里还没有填。"),
        ("steps", "第 1 步：太长了，最多 300 个字，现在有 301 个。"),
    ];
    assert_eq!(told, expected);
    let good = content(" 低保评议\u{200B} ", &["甲法"]);
    assert_eq!(checked(good).unwrap(), content("低保评议", &["甲法"]));
}
