//! Somebody with an open connection: who it is, asked anew whenever something is to be told.

use crate::domain::{reporters, staff};
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{CountyId, SessionId};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::watch;

/// One open connection.
pub struct Seat {
    pub(super) number: u64,
    proof: Proof,
    /// The county that the proof belongs to.
    pub(super) home: Option<CountyId>,
    over: watch::Sender<bool>,
}

/// What lets the connection see anything, looked at anew each time.
enum Proof {
    Session(SessionId),
    /// A phone's token: it ends by itself.
    Token(String),
    Nothing,
}

impl Seat {
    /// A seat of the actor that this token gave.
    pub(super) fn new(number: u64, actor: &Actor, token: Option<&str>) -> Self {
        let proof = match (actor, token) {
            (Actor::Staff(staff), _) => Proof::Session(staff.session_id),
            (Actor::Reporter(_), Some(token)) => Proof::Token(token.to_owned()),
            _ => Proof::Nothing,
        };
        let home = match actor {
            Actor::Staff(staff) => Some(staff.county_id),
            Actor::Reporter(reporter) => Some(reporter.county_id),
            Actor::Nobody | Actor::Client(_) | Actor::System => None,
        };
        Self { number, proof, home, over: watch::channel(false).0 }
    }

    /// Waits until whoever sits here has no right to any more.
    pub async fn ended(&self) {
        // The sender is a part of this seat: it can't be gone.
        let _ = self.over.subscribe().wait_for(|over| *over).await;
    }

    pub(super) fn is_over(&self) -> bool {
        *self.over.borrow()
    }

    pub(super) fn end(&self) {
        self.over.send_replace(true);
    }

    /// Who it is now, as this county knows him; none, and the seat ends, if the session or the token has ended. In another
    /// county than its own a proof proves nothing: there he is somebody with a query code at most.
    pub(super) async fn now(&self, tx: &Tx) -> Outcome<Option<Actor>> {
        if self.is_over() {
            return Ok(None);
        }
        if self.home.is_some_and(|home| home != tx.county.id) {
            return Ok(Some(Actor::Nobody));
        }
        let actor = match &self.proof {
            Proof::Session(id) => staff::actor_of_session(tx, *id).await?.map(Actor::Staff),
            Proof::Token(token) => reporters::actor_from_token(&tx.kernel, token)?.map(Actor::Reporter),
            Proof::Nothing => Some(Actor::Nobody),
        };
        if actor.is_none() {
            self.end();
        }
        Ok(actor)
    }

    const fn session(&self) -> Option<SessionId> {
        match self.proof {
            Proof::Session(id) => Some(id),
            _ => None,
        }
    }
}

/// Ends the seats of this county whose session has ended or whose token has run out.
pub(super) async fn end_the_worn(tx: &Tx, seats: &[Arc<Seat>]) -> Outcome<()> {
    let seats = seats.iter().filter(|seat| seat.home == Some(tx.county.id));
    let sessions: BTreeSet<_> = seats.clone().filter_map(|seat| seat.session()).collect();
    let living = staff::living_sessions(tx, &sessions.into_iter().collect::<Vec<_>>()).await?;
    for seat in seats {
        let lives = match &seat.proof {
            Proof::Session(id) => living.contains(id),
            Proof::Token(token) => reporters::actor_from_token(&tx.kernel, token)?.is_some(),
            Proof::Nothing => true,
        };
        if !lives {
            seat.end();
        }
    }
    Ok(())
}
