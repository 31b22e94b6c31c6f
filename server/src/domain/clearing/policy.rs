//! Who may clear a unit's list of powers, and who of the county looks at it. Versions are for everybody.

use super::refusal::ClearingRefusal as Refusal;
use crate::kernel::{Actor, Failure, Outcome, StaffActor};
use entity::id::{AccountId, UnitId};
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 看清单草稿.
    Read,
    /// The list of one's own.
    ReadList,
    /// 开始清权.
    Start,
    /// 改内容, 决定, 删掉新增的, 收进来.
    Edit,
    /// 送审, 撤回.
    Send,
    /// 退回.
    Return,
    /// 公布.
    Publish,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The unit whose list it is.
    pub unit: Option<UnitId>,
    /// 县四大机构: their reviewers look at every unit's list.
    pub core: Vec<UnitId>,
    /// Who wrote in the round.
    pub authors: Vec<AccountId>,
    /// It was sent to the county once.
    pub is_sent: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
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
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides. Of the facts the list needs the core organs alone.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let is_unit = units_of(staff).any(|unit| Some(unit) == facts.unit);
    let is_county = reviews_for_county(staff, &facts.core);
    match action {
        Action::ReadList if is_county || units_of(staff).next().is_some() => Decision::Allow,
        Action::ReadList => Decision::Refuse(Refusal::NoPart),
        Action::Start if is_unit => Decision::Allow,
        // Units are public: whoever is somewhere else may know that this one has a list.
        Action::Start => Decision::Refuse(Refusal::NotOfUnit),
        _ if !(is_unit || is_county && facts.is_sent) => Decision::Hide,
        Action::Read => Decision::Allow,
        Action::Edit | Action::Send if is_unit => Decision::Allow,
        Action::Edit | Action::Send => Decision::Refuse(Refusal::NotOfUnit),
        Action::Return | Action::Publish if !is_county => Decision::Refuse(Refusal::CountyOnly),
        Action::Return | Action::Publish if is_unit => Decision::Refuse(Refusal::OwnList),
        Action::Return | Action::Publish if facts.authors.iter().any(|author| staff.is_me(*author)) => Decision::Refuse(Refusal::OwnDraft),
        Action::Return | Action::Publish => Decision::Allow,
    }
}

/// Units whose lists the actor clears.
pub fn units_of(staff: &StaffActor) -> impl Iterator<Item = UnitId> {
    let clears = |role: StaffRole| matches!(role, StaffRole::Publisher | StaffRole::Reviewer);
    staff.roles.iter().filter(move |held| clears(held.role)).filter_map(|held| held.unit_id)
}

/// Whether the actor looks at lists for the county.
#[must_use]
pub fn reviews_for_county(staff: &StaffActor, core: &[UnitId]) -> bool {
    let mut reviewed = staff.roles.iter().filter(|held| held.role == StaffRole::Reviewer).filter_map(|held| held.unit_id);
    reviewed.any(|unit| core.contains(&unit))
}
