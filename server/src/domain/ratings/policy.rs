//! Who rates, who reads what was rated, who keeps the indicators.

use crate::domain::reporters::ReporterRefusal;
use crate::kernel::{Actor, ErrorCode, Failure, Outcome, StaffActor};
use entity::id::OrganId;
use entity::words::{PhonePurpose, StaffRole};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// 评价.
    Rate,
    /// See figures inside: places, months, bursts.
    ReadFigures,
    /// 看差评的原因.
    ReadReasons,
    /// 复核集中评价: say whether a burst counts.
    ReviewBurst,
    /// 设指标.
    SetIndicators,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// The county commission.
    pub commission: Option<OrganId>,
    /// The sheet says 1 or 2 somewhere.
    pub is_low: bool,
    /// The actor must keep away from the subject (回避).
    pub keeps_away: bool,
    /// The subject is an official managed above the county.
    pub is_above: bool,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// A phone proven for this is needed.
    CodeRequired,
    /// As if there were nothing.
    Hide,
    /// Somebody else does this.
    Refuse(&'static str),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::CodeRequired => Err(ReporterRefusal::CodeRequired.into()),
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(why) => Err(Failure::refuse(ErrorCode::Forbidden, why)),
        }
    }
}

/// Decides.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    if action == Action::Rate {
        let proven = actor.reporter(PhonePurpose::Rate).is_some();
        return if proven || !facts.is_low { Decision::Allow } else { Decision::CodeRequired };
    }
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let heads = holds(staff, facts, StaffRole::Head);
    let reads = heads || holds(staff, facts, StaffRole::Handler);
    match action {
        Action::ReadFigures | Action::ReadReasons if !reads => Decision::Refuse("只有县纪委监委的负责人和承办人能看评价的内部数据。"),
        Action::ReviewBurst | Action::SetIndicators if !heads => Decision::Refuse("只有县纪委监委的负责人能办这件事。"),
        Action::ReadReasons | Action::ReviewBurst if facts.keeps_away => Decision::Hide,
        Action::ReadReasons if facts.is_above => Decision::Refuse("他由上级管理，差评的原因封存着，只交给上级纪检组织。"),
        _ => Decision::Allow,
    }
}

fn holds(staff: &StaffActor, facts: &Facts, role: StaffRole) -> bool {
    facts.commission.is_some_and(|organ| staff.is_in(role, organ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, SessionId, UnitId};
    use std::fmt::Write as _;
    use uuid::Uuid;

    const fn organ(n: u128) -> OrganId {
        OrganId(Uuid::from_u128(n))
    }

    fn staff(role: StaffRole, organ_id: Option<OrganId>) -> Actor {
        let (county_id, account_id, session_id) = (CountyId(Uuid::nil()), AccountId(Uuid::nil()), SessionId(Uuid::nil()));
        let unit_id = (role == StaffRole::Publisher).then_some(UnitId(Uuid::nil()));
        let roles = vec![HeldRole { role, unit_id, organ_id }];
        Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
    }

    fn villager(purpose: PhonePurpose) -> Actor {
        let (county_id, contact_id) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()));
        Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })
    }

    /// What is asked, its name, and the root fields that ask for it.
    fn rows() -> Vec<(Action, Facts, &'static str, &'static str)> {
        let facts = Facts { commission: Some(organ(9)), ..Facts::default() };
        let low = Facts { is_low: true, ..facts };
        let away = Facts { keeps_away: true, ..facts };
        let above = Facts { is_above: true, ..facts };
        vec![
            (Action::Rate, facts, "评价，没有选“差”", ""),
            (Action::Rate, low, "评价，选了“差”", ""),
            (Action::ReadFigures, facts, "看排序、各月、集中评价", "ratingRanking、ratingTrend、ratingBursts"),
            (Action::ReadReasons, facts, "看差评的原因", "openRatingReasons"),
            (Action::ReadReasons, away, "看差评的原因，要回避的", ""),
            (Action::ReadReasons, above, "看差评的原因，上级管理的干部", ""),
            (Action::ReviewBurst, facts, "复核集中评价", "reviewRatingBurst"),
            (Action::ReviewBurst, away, "复核集中评价，要回避的", ""),
            (Action::SetIndicators, facts, "设指标", "setIndicators"),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "评价：谁能做什么（指标人人可看；公开的只有总分，满十份才有）\n".to_owned();
        for (who, actor) in [
            ("县纪委监委负责人", staff(StaffRole::Head, Some(organ(9)))),
            ("县纪委监委承办人", staff(StaffRole::Handler, Some(organ(9)))),
            ("县纪委监委启封人", staff(StaffRole::Custodian, Some(organ(9)))),
            ("乡镇纪委负责人", staff(StaffRole::Head, Some(organ(1)))),
            ("单位公开发布人", staff(StaffRole::Publisher, None)),
            ("县管理员", staff(StaffRole::CountyAdmin, None)),
            ("审计员", staff(StaffRole::Auditor, None)),
            ("干部本人", staff(StaffRole::Official, None)),
            ("有评价手机码的群众", villager(PhonePurpose::Rate)),
            ("有别的手机码的群众", villager(PhonePurpose::Report)),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ] {
            let _ = write!(table, "\n{who}\n");
            for (action, facts, name, _) in rows() {
                let answer = match decide(&actor, action, &facts) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::CodeRequired => "先验证手机号",
                    Decision::Hide => "当作没有",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("ratings", &(table + &policy_text::interfaces(rows().into_iter().map(|(_, _, name, fields)| (name, fields)))));
    }
}
