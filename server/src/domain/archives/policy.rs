//! Who opens, reads, answers and hands over archives, and who names what may be declared for them.

use super::refusal::ArchiveRefusal;
use crate::kernel::{Actor, Failure, Outcome, StaffActor};
use entity::id::OrganId;
use entity::words::StaffRole;
use time::Date;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 查阅: opens an archive for a stated purpose.
    Open,
    /// Reads what was opened, its summary and its paper.
    Read,
    /// 移交: hands over what was opened.
    HandOver,
    /// 接收: takes in a sheet from another county, or a receipt.
    TakeIn,
    /// The lists of one's own openings, and of transfers.
    List,
    /// One's own archive: reads, answers, declares.
    Own,
    /// The kinds of matters that may be declared.
    ReadKinds,
    /// 定申报类别, and the keys of counties outside.
    Name,
}

/// An opening, as far as the answer depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningFacts {
    /// Whether it is the actor's.
    pub is_mine: bool,
    /// Its last day, if that is over.
    pub over: Option<Date>,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// It is the actor's own archive, or that of somebody from whom he must keep away.
    pub is_near: bool,
    /// The opening; needed for [`Action::Read`] and [`Action::HandOver`].
    pub opening: Option<OpeningFacts>,
    /// The county commission.
    pub commission: Option<OrganId>,
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
    Refuse(ArchiveRefusal),
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
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    use ArchiveRefusal as R;
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let heads = facts.commission.is_some_and(|organ| staff.is_in(StaffRole::Head, organ));
    let keeps = staff.is(StaffRole::Personnel);
    match action {
        Action::Open | Action::TakeIn => keeping(staff, facts),
        Action::Read | Action::HandOver => reading(staff, facts),
        Action::List if !keeps => Decision::Refuse(R::NotPersonnel),
        Action::Own if staff.official_id.is_none() => Decision::Refuse(R::NoOfficial),
        Action::ReadKinds if !keeps && !heads && staff.official_id.is_none() => Decision::Refuse(R::NoPart),
        Action::Name if !heads => Decision::Refuse(R::NotCommission),
        Action::List | Action::Own | Action::ReadKinds | Action::Name => Decision::Allow,
    }
}

/// Whoever keeps the files may, unless he is near the official, or nobody can tell whether he is.
fn keeping(staff: &StaffActor, facts: &Facts) -> Decision {
    match staff.official_id {
        _ if !staff.is(StaffRole::Personnel) => Decision::Refuse(ArchiveRefusal::NotPersonnel),
        None => Decision::Refuse(ArchiveRefusal::NobodyBehind),
        Some(_) if facts.is_near => Decision::Refuse(ArchiveRefusal::Near),
        Some(_) => Decision::Allow,
    }
}

/// Another one's opening does not exist for him.
fn reading(staff: &StaffActor, facts: &Facts) -> Decision {
    match facts.opening {
        _ if !staff.is(StaffRole::Personnel) => Decision::Refuse(ArchiveRefusal::NotPersonnel),
        Some(opening) if opening.is_mine => match (keeping(staff, facts), opening.over) {
            (Decision::Allow, Some(on)) => Decision::Refuse(ArchiveRefusal::Over(on)),
            (decision, _) => decision,
        },
        _ => Decision::Hide,
    }
}
