//! What somebody may see now: the one `decide`, for the actor as he is and whom he must keep away from.

use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::rules::recusal;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::Recusals;
use crate::kernel::{Actor, Outcome, StaffActor, Tx};
use entity::words::StaffRole;

/// An actor with what recusal needs of him.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    actor: Actor,
    recusals: Recusals,
}

impl Sight {
    pub(super) async fn of(tx: &Tx, actor: Actor) -> Outcome<Self> {
        Ok(Self { recusals: store::recusals_of(tx, &actor).await?, actor })
    }

    /// Whether an officer may read this case, which was loaded for nobody.
    pub(super) fn reads(&self, loaded: &Loaded) -> bool {
        let mut facts = loaded.facts(false);
        facts.is_recused = recusal::concerns(&self.recusals, &loaded.places());
        policy::decide(&self.actor, Action::Read, &facts) == Decision::Allow
    }

    /// Whether a reporter may read how this case stands, with the code whose hash this is or with his phone.
    pub(super) fn follows(&self, loaded: &Loaded, code_hash: Option<&[u8]>) -> bool {
        let has_code = code_hash.is_some_and(|hash| hash == loaded.report.query_code_hash);
        policy::decide(&self.actor, Action::ReadStatus, &loaded.facts(has_code)) == Decision::Allow
    }

    /// Whether there is an organ whose cases are his work.
    pub(super) fn works_on_cases(&self) -> bool {
        let works = |staff: &StaffActor| staff.official_id.is_some() && !staff.organs(&[StaffRole::Handler, StaffRole::Head]).is_empty();
        self.actor.staff().is_some_and(works)
    }
}
