//! Who moves officials, who declares kinship, who reads and ends it.

use super::refusal::OfficialRefusal;
use crate::kernel::{Actor, Failure, Outcome};
use entity::id::OrganId;
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 登记干部变动, and the list of posts for it.
    Move,
    /// 申报亲属关系, with whom, and the list of one's own.
    Declare,
    /// All that was declared in the county.
    ReadAll,
    /// 登记回避: that the relative keeps away too, or not; and the list of what waits for it.
    Note,
    /// 申请撤销, by either side.
    AskEnding,
    /// 批撤销.
    DecideEnding,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// It is about the actor himself: his move, or a kinship that he or his kin declared.
    pub is_own: bool,
    /// The actor is one of both who are kin by it.
    pub is_side: bool,
    /// The county commission.
    pub commission: Option<OrganId>,
    /// The organ whose heads answer.
    pub approver: Option<OrganId>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// Answer as if there were no such thing.
    Hide,
    /// Say why not.
    Refuse(OfficialRefusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: Facts) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let when = |may: bool, otherwise: Decision| if may { Decision::Allow } else { otherwise };
    match action {
        Action::Move if facts.is_own => Decision::Refuse(OfficialRefusal::OwnMove),
        Action::Move => {
            let may = staff.is(StaffRole::CountyAdmin) || staff.is(StaffRole::Personnel);
            when(may, Decision::Refuse(OfficialRefusal::NotPersonnel))
        }
        Action::Declare => when(staff.official_id.is_some(), Decision::Refuse(OfficialRefusal::NoOfficial)),
        Action::ReadAll => {
            let is_of = |organ| staff.is_in(StaffRole::Head, organ) || staff.is_in(StaffRole::Custodian, organ);
            when(facts.commission.is_some_and(is_of), Decision::Hide)
        }
        // What others declared does not exist for him.
        Action::AskEnding => when(staff.official_id.is_some() && facts.is_side, Decision::Hide),
        Action::Note => {
            let heads = facts.approver.is_some_and(|organ| staff.is_in(StaffRole::Head, organ));
            when(heads && !facts.is_side && staff.official_id.is_some(), Decision::Hide)
        }
        Action::DecideEnding if !facts.approver.is_some_and(|organ| staff.is_in(StaffRole::Head, organ)) => Decision::Hide,
        Action::DecideEnding => when(!facts.is_own, Decision::Refuse(OfficialRefusal::OwnEnding)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, OfficialId, SessionId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    /// Each with its name and the root fields that ask for it.
    const ACTIONS: [(Action, &str, &str); 6] = [
        (Action::Move, "登记干部变动", "moveOfficial、officialPosts、organsToJoin"),
        (Action::Declare, "申报亲属关系", "declareKinship、kinships、officialsCalled"),
        (Action::ReadAll, "看全县的申报", ""),
        (Action::Note, "登记对方回避（不是双方之一）", "noteKinship、kinshipNotes"),
        (Action::AskEnding, "申请撤销申报（双方都可以）", "askKinshipEnding"),
        (Action::DecideEnding, "批撤销申报", "decideKinshipEnding、kinshipEndings"),
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
        let facts = Facts { is_own: false, is_side: false, commission: Some(organ(9)), approver: Some(organ(1)) };
        let own = Facts { is_own: true, is_side: true, ..facts };
        let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
        vec![
            ("县管理员", staff(Some(R::CountyAdmin), None, false), facts),
            ("县管理员，变动是自己的", staff(Some(R::CountyAdmin), None, true), own),
            ("档案查阅人", staff(Some(R::Personnel), None, false), facts),
            ("承办人，申报是自己的", staff(Some(R::Handler), Some(organ(1)), true), own),
            ("承办人，申报是别人的", staff(Some(R::Handler), Some(organ(1)), true), facts),
            ("批的组织的负责人", staff(Some(R::Head), Some(organ(1)), true), facts),
            ("批的组织的负责人，申报是自己的", staff(Some(R::Head), Some(organ(1)), true), own),
            ("别的组织的负责人", staff(Some(R::Head), Some(organ(2)), true), facts),
            ("县纪委负责人", staff(Some(R::Head), Some(organ(9)), true), facts),
            ("县纪委启封人", staff(Some(R::Custodian), Some(organ(9)), true), facts),
            ("审计员", staff(Some(R::Auditor), None, false), facts),
            ("没有角色、没有对应干部的人", staff(None, None, false), facts),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose }), facts),
            ("没有登录的人", Actor::Nobody, facts),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "干部变动、亲属申报：谁能做什么\n".to_owned();
        for (who, actor, facts) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, facts) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Hide => "当作不存在",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("officials", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
    }
}
