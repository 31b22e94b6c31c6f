//! The table of who may do what with opinions.

use super::policy::{Action, Decision, Facts, decide};
use crate::kernel::{Actor, HeldRole, ReporterActor, StaffActor, policy_text};
use entity::id::{AccountId, ContactId, CountyId, OrganId, SessionId, UnitId};
use entity::words::{PhonePurpose, StaffRole};
use std::fmt::Write as _;
use uuid::Uuid;

/// Each with its name and the root fields that ask for it.
const ACTIONS: [(Action, &str, &str); 10] = [
    (Action::Submit, "提意见", "submitOpinion"),
    (Action::ReadOwn, "看自己提的意见", "myOpinions"),
    (Action::FollowUp, "追问", "followUpOpinion"),
    (Action::Rate, "打分", "rateOpinion"),
    (Action::Read, "像单位那样看一条意见", ""),
    (Action::ReadList, "看收件箱", "opinions"),
    (Action::Answer, "标为已读、分办、答复、写进新一版清单", "readOpinion、assignOpinion、replyOpinion、adoptOpinion、opinionsOfClearing"),
    (Action::Publish, "公开、不公开", "publishOpinion、refuseOpinion"),
    (Action::Urge, "督办", "urgeOpinion"),
    (Action::Measure, "看各单位答复得怎么样", "opinionMeasures"),
];

const fn unit(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

const fn organ(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

fn staff(role: StaffRole, unit_id: Option<UnitId>, organ_id: Option<OrganId>) -> Actor {
    let (county_id, account_id, session_id) = (CountyId(Uuid::nil()), AccountId(Uuid::nil()), SessionId(Uuid::nil()));
    let roles = vec![HeldRole { role, unit_id, organ_id }];
    Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
}

fn villager(purpose: PhonePurpose, phone: u8) -> Actor {
    let (county_id, contact_id) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()));
    Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: vec![phone], purpose })
}

fn columns() -> Vec<(&'static str, Actor)> {
    let (of_organ, of_unit) = (|role, n| staff(role, None, Some(organ(n))), |role, n| staff(role, Some(unit(n)), None));
    vec![
        ("提意见的人（手机码）", villager(PhonePurpose::Opinion, 1)),
        ("别人（手机码）", villager(PhonePurpose::Opinion, 2)),
        ("提意见的人，手机码是别的用途", villager(PhonePurpose::Track, 1)),
        ("答复单位的公开发布人", of_unit(StaffRole::Publisher, 1)),
        ("答复单位的公开审核人", of_unit(StaffRole::Reviewer, 1)),
        ("别的单位的公开发布人", of_unit(StaffRole::Publisher, 2)),
        ("县纪委监委负责人", of_organ(StaffRole::Head, 9)),
        ("县纪委监委承办人", of_organ(StaffRole::Handler, 9)),
        ("别的纪检组织负责人", of_organ(StaffRole::Head, 1)),
        ("县管理员", staff(StaffRole::CountyAdmin, None, None)),
        ("审计员", staff(StaffRole::Auditor, None, None)),
        ("干部本人", staff(StaffRole::Official, None, None)),
        ("没有登录的人", Actor::Nobody),
        ("平台本身", Actor::System),
    ]
}

const fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "可以",
        Decision::SignIn => "先登录",
        Decision::CodeRequired => "先验证手机号",
        Decision::Hide => "当作没有",
        Decision::Refuse(_) => "说明原因后拒绝",
    }
}

#[test]
fn the_table_is_as_written() {
    let mut table = "意见建议：谁能做什么（前一个是没有公开的，后一个是公开了的；公开了的人人可看）\n".to_owned();
    let hidden = Facts { units: vec![unit(1)], commission: Some(organ(9)), phone_hash: vec![1], ..Facts::default() };
    let public = Facts { is_public: true, ..hidden.clone() };
    let away = [&hidden, &public].map(|facts| Facts { keeps_away: true, ..facts.clone() });
    for (who, actor) in columns() {
        let _ = write!(table, "\n{who}\n");
        for (action, name, _) in ACTIONS {
            let said = [&hidden, &public].map(|facts| word(decide(&actor, action, facts)));
            let _ = writeln!(table, "  {name}：{}｜{}", said[0], said[1]);
        }
        let said = away.each_ref().map(|facts| word(decide(&actor, Action::Publish, facts)));
        let _ = writeln!(table, "  公开、不公开，提的是本人或要回避的人：{}｜{}", said[0], said[1]);
    }
    policy_text::agree("opinions", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
}

#[test]
fn nobody_publishes_what_is_about_himself_or_who_is_near_him() {
    let facts = Facts { units: vec![unit(1)], commission: Some(organ(9)), keeps_away: true, ..Facts::default() };
    let (publisher, head) = (staff(StaffRole::Publisher, Some(unit(1)), None), staff(StaffRole::Head, None, Some(organ(9))));
    for actor in [&publisher, &head] {
        assert!(matches!(decide(actor, Action::Publish, &facts), Decision::Refuse(_)));
        assert_eq!(decide(actor, Action::Read, &facts), Decision::Allow);
    }
    assert_eq!(decide(&publisher, Action::Answer, &facts), Decision::Allow, "the unit answers what is said of its people");
}

#[test]
fn what_the_commission_decided_the_unit_does_not_undo() {
    let facts = Facts { units: vec![unit(1)], commission: Some(organ(9)), is_of_county: true, ..Facts::default() };
    let publisher = staff(StaffRole::Publisher, Some(unit(1)), None);
    assert!(matches!(decide(&publisher, Action::Publish, &facts), Decision::Refuse(_)));
    assert_eq!(decide(&staff(StaffRole::Head, None, Some(organ(9))), Action::Publish, &facts), Decision::Allow);
    assert_eq!(decide(&publisher, Action::Answer, &facts), Decision::Allow);
}
