//! The table of who may do what with archives, as an officer can read it.

use super::policy::*;
use crate::kernel::{Actor, HeldRole, ReporterActor, StaffActor, policy_text};
use entity::id::{AccountId, ContactId, CountyId, OfficialId, OrganId, SessionId};
use entity::words::{PhonePurpose, StaffRole};
use std::fmt::Write as _;
use time::macros::date;
use uuid::Uuid;

/// Each with its name and the root fields that ask for it.
const ACTIONS: [(Action, &str, &str); 8] = [
    (Action::Open, "写明用途，打开档案", "openArchive"),
    (Action::Read, "看打开的档案、摘要和打印件", "archive、exportArchiveSummary"),
    (Action::HandOver, "移交打开的档案", "handOverArchive"),
    (Action::TakeIn, "接收外县的移交单、登记回执", "takeInArchive、enterArchiveReceipt"),
    (Action::List, "看自己的查阅记录、移交记录", "archiveOpenings、archiveTransfers"),
    (Action::Own, "看自己的档案、说明、申报", "ownArchive、answerArchive、declareMatter"),
    (Action::ReadKinds, "看申报类别", "archiveKinds"),
    (Action::Name, "定申报类别、登记外县公钥", "nameArchiveKind、endArchiveKind、archivePeers、nameArchivePeer"),
];

const fn organ(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

fn staff(role: Option<StaffRole>, organ_id: Option<OrganId>, has_official: bool) -> Actor {
    Actor::Staff(StaffActor {
        county_id: CountyId(Uuid::nil()),
        account_id: AccountId(Uuid::nil()),
        session_id: SessionId(Uuid::nil()),
        name: String::new(),
        official_id: has_official.then(|| OfficialId(Uuid::nil())),
        former: Vec::new(),
        roles: role.map(|role| HeldRole { role, unit_id: None, organ_id }).into_iter().collect(),
    })
}

fn columns() -> Vec<(&'static str, Actor, Facts)> {
    use StaffRole as R;
    let opening = Some(OpeningFacts { is_mine: true, over: None });
    let facts = Facts { is_near: false, opening, commission: Some(organ(9)) };
    let others = Facts { opening: Some(OpeningFacts { is_mine: false, over: None }), ..facts };
    let over = Facts { opening: Some(OpeningFacts { is_mine: true, over: Some(date!(2026 - 03 - 02)) }), ..facts };
    let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
    vec![
        ("档案查阅人，自己打开的", staff(Some(R::Personnel), None, true), facts),
        ("档案查阅人，自己打开的，已经到期", staff(Some(R::Personnel), None, true), over),
        ("档案查阅人，别人打开的", staff(Some(R::Personnel), None, true), others),
        ("档案查阅人，是他本人或者要回避的人", staff(Some(R::Personnel), None, true), Facts { is_near: true, ..facts }),
        ("档案查阅人，账号没有对应干部", staff(Some(R::Personnel), None, false), facts),
        ("干部本人", staff(Some(R::Official), None, true), facts),
        ("县纪委监委负责人", staff(Some(R::Head), Some(organ(9)), true), facts),
        ("别的组织的负责人", staff(Some(R::Head), Some(organ(1)), true), facts),
        ("承办人", staff(Some(R::Handler), Some(organ(1)), true), facts),
        ("启封人", staff(Some(R::Custodian), Some(organ(9)), true), facts),
        ("县管理员", staff(Some(R::CountyAdmin), None, false), facts),
        ("审计员", staff(Some(R::Auditor), None, false), facts),
        ("公开发布人", staff(Some(R::Publisher), None, false), facts),
        ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose }), facts),
        ("没有登录的人", Actor::Nobody, facts),
        ("平台本身", Actor::System, facts),
    ]
}

#[test]
fn the_table_is_as_written() {
    let mut table = "廉洁档案：谁能做什么（对应干部：账号是哪一名干部的）\n".to_owned();
    for (who, actor, facts) in columns() {
        let _ = write!(table, "\n{who}\n");
        for (action, name, _) in ACTIONS {
            let answer = match decide(&actor, action, &facts) {
                Decision::Allow => "可以",
                Decision::SignIn => "先登录",
                Decision::Hide => "当作不存在",
                Decision::Refuse(_) => "说明原因后拒绝",
            };
            let _ = writeln!(table, "  {name}：{answer}");
        }
    }
    policy_text::agree("archives", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
}
