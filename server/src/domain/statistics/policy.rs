//! Who sees figures over cases. Numbers of people's reports are nothing for who administers or audits.

use super::refusal::StatisticsRefusal;
use crate::kernel::{Actor, Failure, Outcome};
use entity::id::OrganId;
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 看统计: of the organs that one heads, and of those below.
    ReadOverview,
    /// 导出: the same as a file.
    Export,
    /// 看举报分布: where reports cluster over the county.
    ReadClusters,
    /// 导出举报分布: the same as a file.
    ExportClusters,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// Say why not.
    Refuse(StatisticsRefusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides. Of an account without an official nobody can tell from what it must keep away: it sees no figure. `commission` is
/// the county commission, for what is told over the whole county.
#[must_use]
pub fn decide(actor: &Actor, action: Action, commission: Option<OrganId>) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let heads_commission = commission.is_some_and(|organ| staff.is_in(StaffRole::Head, organ));
    let (may, otherwise) = match action {
        Action::ReadOverview | Action::Export => (staff.is(StaffRole::Head), StatisticsRefusal::HeadsOnly),
        Action::ReadClusters | Action::ExportClusters => (heads_commission, StatisticsRefusal::CommissionOnly),
    };
    if may && staff.official_id.is_some() { Decision::Allow } else { Decision::Refuse(otherwise) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, OfficialId, OrganId, SessionId, UnitId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    /// Each with its name and the root fields that ask for it.
    const ACTIONS: [(Action, &str, &str); 4] = [
        (Action::ReadOverview, "看统计", "overview"),
        (Action::Export, "导出", "exportOverview"),
        (Action::ReadClusters, "看全县举报分布", "reportClusters"),
        (Action::ExportClusters, "导出全县举报分布", "exportReportClusters"),
    ];
    /// The county commission.
    const COMMISSION: OrganId = OrganId(Uuid::nil());

    fn staff(role: StaffRole, is_official: bool) -> Actor {
        let nil = Uuid::nil();
        let (unit_id, organ_id) = match role {
            StaffRole::Publisher | StaffRole::Reviewer => (Some(UnitId(nil)), None),
            StaffRole::Handler | StaffRole::Head | StaffRole::Custodian => (None, Some(OrganId(nil))),
            _ => (None, None),
        };
        Actor::Staff(StaffActor {
            county_id: CountyId(nil),
            account_id: AccountId(nil),
            session_id: SessionId(nil),
            name: String::new(),
            official_id: is_official.then_some(OfficialId(nil)),
            former: Vec::new(),
            roles: vec![HeldRole { role, unit_id, organ_id }],
        })
    }

    /// A head of another organ.
    fn lower_head() -> Actor {
        let mut head = staff(StaffRole::Head, true);
        if let Actor::Staff(staff) = &mut head {
            staff.roles = vec![HeldRole { role: StaffRole::Head, unit_id: None, organ_id: Some(OrganId(Uuid::from_u128(1))) }];
        }
        head
    }

    fn columns() -> Vec<(&'static str, Actor)> {
        let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
        vec![
            ("县纪委监委的负责人", staff(StaffRole::Head, true)),
            ("别的纪检组织的负责人", lower_head()),
            ("没有对应干部的负责人", staff(StaffRole::Head, false)),
            ("承办人", staff(StaffRole::Handler, true)),
            ("启封人", staff(StaffRole::Custodian, true)),
            ("县管理员", staff(StaffRole::CountyAdmin, true)),
            ("审计员", staff(StaffRole::Auditor, true)),
            ("档案查阅人", staff(StaffRole::Personnel, true)),
            ("公开发布人", staff(StaffRole::Publisher, true)),
            ("公开审核人", staff(StaffRole::Reviewer, true)),
            ("干部本人", staff(StaffRole::Official, true)),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "统计：谁能看（本组织和下级组织的数字；要回避的办理件不算在内）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, Some(COMMISSION)) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("statistics", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
    }
}
