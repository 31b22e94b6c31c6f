//! Who may do what with an opinion: its author by phone, the unit that answers, the commission above; what is public is for all.

use super::refusal::OpinionRefusal as Refusal;
use crate::domain::reporters::ReporterRefusal;
use crate::kernel::{Actor, Failure, Outcome, StaffActor};
use entity::id::{OrganId, UnitId};
use entity::words::{PhonePurpose, StaffRole};

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 提意见.
    Submit,
    /// 看自己提的意见.
    ReadOwn,
    /// 追问.
    FollowUp,
    /// 打分.
    Rate,
    /// 看一条意见, as its unit or the commission sees it.
    Read,
    /// 看收件箱.
    ReadList,
    /// 标为已读, 分办, 答复.
    Answer,
    /// 公开, 不公开.
    Publish,
    /// 督办.
    Urge,
    /// 看各单位答复得怎么样.
    Measure,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who answers: the unit, and the one that followed it.
    pub units: Vec<UnitId>,
    /// The county's commission.
    pub commission: Option<OrganId>,
    /// Keyed hash of the author's phone.
    pub phone_hash: Vec<u8>,
    /// Everybody reads it.
    pub is_public: bool,
    /// The commission decided who may read it.
    pub is_of_county: bool,
    /// It is about the actor, or about somebody from whom he must keep away (回避).
    pub keeps_away: bool,
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
    /// Answer as if there were nothing.
    Hide,
    /// Say why not.
    Refuse(Refusal),
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
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides. Submitting and lists need no facts but the commission.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    match action {
        Action::Submit | Action::ReadOwn | Action::FollowUp | Action::Rate => by_phone(actor, action, facts),
        _ => match actor.staff() {
            None => Decision::SignIn,
            Some(staff) => by_staff(staff, action, facts),
        },
    }
}

fn by_phone(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    let Some(phone) = actor.reporter(PhonePurpose::Opinion) else { return Decision::CodeRequired };
    match action {
        Action::Submit | Action::ReadOwn => Decision::Allow,
        _ if phone.phone_hash == facts.phone_hash => Decision::Allow,
        _ => Decision::Hide,
    }
}

fn by_staff(staff: &StaffActor, action: Action, facts: &Facts) -> Decision {
    let answers = answering(staff).any(|unit| facts.units.contains(&unit));
    let publishes = held_units(staff, &[StaffRole::Publisher]).any(|unit| facts.units.contains(&unit));
    let oversees = oversees(staff, facts.commission);
    let heads = facts.commission.is_some_and(|organ| staff.is_in(StaffRole::Head, organ));
    let or = |may: bool, why: Refusal| if may { Decision::Allow } else { Decision::Refuse(why) };
    match action {
        Action::ReadList => or(oversees || answering(staff).next().is_some(), Refusal::NoPart),
        Action::Measure => or(oversees, Refusal::NotCommission),
        _ if !(answers || oversees || facts.is_public) => Decision::Hide,
        // What everybody reads is read as everybody reads it.
        Action::Read if !(answers || oversees) => Decision::Hide,
        Action::Read => Decision::Allow,
        Action::Answer => or(answers, Refusal::NotOfUnit),
        Action::Urge => or(oversees, Refusal::NotCommission),
        Action::Publish if facts.keeps_away && (heads || publishes) => Decision::Refuse(Refusal::KeepsAway),
        Action::Publish if heads => Decision::Allow,
        Action::Publish if oversees => Decision::Refuse(Refusal::NotHead),
        Action::Publish if publishes && facts.is_of_county => Decision::Refuse(Refusal::OfCounty),
        Action::Publish => or(publishes, Refusal::NotPublisher),
        Action::Submit | Action::ReadOwn | Action::FollowUp | Action::Rate => Decision::CodeRequired,
    }
}

/// Whether the actor watches over all opinions of the county: head or handler of its commission.
#[must_use]
pub fn oversees(staff: &StaffActor, commission: Option<OrganId>) -> bool {
    commission.is_some_and(|organ| [StaffRole::Head, StaffRole::Handler].into_iter().any(|role| staff.is_in(role, organ)))
}

/// Units for which the actor answers.
pub fn answering(staff: &StaffActor) -> impl Iterator<Item = UnitId> {
    held_units(staff, &[StaffRole::Publisher, StaffRole::Reviewer])
}

fn held_units(staff: &StaffActor, roles: &[StaffRole]) -> impl Iterator<Item = UnitId> {
    staff.roles.iter().filter(|held| roles.contains(&held.role)).filter_map(|held| held.unit_id)
}
