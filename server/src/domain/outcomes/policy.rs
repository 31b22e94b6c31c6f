//! Who sets kinds, publishes and corrects. What is published everybody reads, so nothing is hidden here.

use crate::kernel::Actor;
use crate::kernel::staff_decision::Decision;
use entity::id::UnitId;
use entity::words::StaffRole;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// 设类别: say which columns a kind has.
    SetKind,
    /// 公开 an outcome.
    Publish,
    /// 导入 a spreadsheet, take an import back, and see one's imports.
    Import,
    /// 更正 one, and attach to it.
    Correct,
    /// 拿掉 what one says, to protect somebody, or an attachment.
    Remove,
    /// 拿掉 one that has neither a personal column nor an attachment: whom it protects somebody else than its publisher decides.
    RemoveOpen,
}

/// Decides. `chain` is the unit that publishes and all above it: a town's publisher publishes for its villages too.
#[must_use]
pub fn decide<'a>(actor: &'a Actor, action: Action, chain: &[UnitId]) -> Decision<'a> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let holds = |unit: &UnitId| staff.roles.iter().any(|held| held.role == StaffRole::Publisher && held.unit_id == Some(*unit));
    let (publishes, administers) = (chain.iter().any(holds), staff.is(StaffRole::CountyAdmin));
    let (may, otherwise) = match action {
        Action::SetKind => (administers, "只有县管理员能设结果的类别和列。"),
        Action::Publish | Action::Import | Action::Correct => (publishes, "只有这个单位或者上级单位的公开发布人能公开、导入、更正。"),
        Action::Remove => (publishes || administers, "只有这个单位或者上级单位的公开发布人，或者县管理员，能拿掉。"),
        Action::RemoveOpen => (administers, "这一条没有个人信息的列，也没有附件。写错了的请更正；确实要拿掉的，请县管理员来做。"),
    };
    if may { Decision::Allow(staff) } else { Decision::Refuse(otherwise) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, SessionId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn staff(role: StaffRole, unit_id: Option<UnitId>) -> Actor {
        Actor::Staff(StaffActor {
            county_id: CountyId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            session_id: SessionId(Uuid::nil()),
            name: String::new(),
            official_id: None,
            former: Vec::new(),
            roles: vec![HeldRole { role, unit_id, organ_id: None }],
        })
    }

    fn columns() -> [(&'static str, Actor); 11] {
        let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
        [
            ("本单位公开发布人", staff(StaffRole::Publisher, Some(unit(1)))),
            ("上级单位（乡镇）公开发布人", staff(StaffRole::Publisher, Some(unit(2)))),
            ("别的单位公开发布人", staff(StaffRole::Publisher, Some(unit(3)))),
            ("本单位公开审核人", staff(StaffRole::Reviewer, Some(unit(1)))),
            ("县管理员（只管本县的）", staff(StaffRole::CountyAdmin, None)),
            ("纪检组织负责人", staff(StaffRole::Head, None)),
            ("审计员", staff(StaffRole::Auditor, None)),
            ("干部本人", staff(StaffRole::Official, None)),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    /// Each with its name and the root fields that ask for it.
    const ACTIONS: [(Action, &str, &str); 6] = [
        (Action::SetKind, "设类别和列", "setOutcomeKind"),
        (Action::Publish, "公开", "publishOutcome"),
        (Action::Import, "导入表格、撤回导入、看导入记录", "outcomeImports、rollBackOutcomeImport"),
        (Action::Correct, "更正、附上附件", "correctOutcome"),
        (Action::Remove, "为保护个人隐私拿掉、拿掉附件", "removeOutcome、detachOutcomeFile"),
        (Action::RemoveOpen, "拿掉没有个人信息的列、也没有附件的一条", "removeOutcome"),
    ];

    #[test]
    fn the_table_is_as_written() {
        let mut table = "行权结果：谁能做什么（公开的内容人人可看，个人信息到期为止）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, &[unit(1), unit(2)]) {
                    Decision::Allow(_) => "可以",
                    Decision::Refuse(_) => "说明原因后拒绝",
                    Decision::SignIn => "先登录",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("outcomes", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
    }
}
