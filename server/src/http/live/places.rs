//! How many connections there may be: in all, of strangers, and of one person. Officers always find a place before strangers.

use entity::id::SessionId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Connections of one session or one phone.
const EACH: usize = 8;

/// Whose connection it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// An officer's device.
    Session(SessionId),
    /// A reporter's, by the keyed hash of the phone.
    Phone(Vec<u8>),
    /// Somebody with a query code at most.
    Anybody,
}

#[derive(Default)]
struct Taken {
    all: usize,
    /// It was not said yet who asks.
    waiting: usize,
    /// Everybody but officers.
    strangers: usize,
    each: HashMap<Whose, usize>,
}

/// All places of a process.
pub struct Places {
    most: usize,
    taken: Mutex<Taken>,
}

impl Places {
    /// So many in all.
    #[must_use]
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, taken: Mutex::default() })
    }

    /// A place for somebody of whom nothing is known yet; none if too many are taken.
    #[must_use]
    pub fn enter(self: &Arc<Self>) -> Option<Place> {
        let mut taken = self.taken();
        if taken.all >= self.most || taken.waiting >= self.most.div_ceil(4) {
            return None;
        }
        taken.all += 1;
        taken.waiting += 1;
        drop(taken);
        metrics::gauge!("lianjing_live_connections").increment(1.0);
        Some(Place { places: Arc::clone(self), whose: None })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection's place; free again once it is let go of.
pub struct Place {
    places: Arc<Places>,
    whose: Option<Whose>,
}

impl Place {
    /// Gives the place to this person; false if he has too many, or strangers have.
    #[must_use]
    pub fn belongs_to(&mut self, whose: Whose) -> bool {
        let mut taken = self.places.taken();
        let is_stranger = !matches!(whose, Whose::Session(_));
        let own = taken.each.get(&whose).copied().unwrap_or_default();
        let is_full = is_stranger && taken.strangers >= self.places.most.div_ceil(2);
        if is_full || whose != Whose::Anybody && own >= EACH || self.whose.is_some() {
            return false;
        }
        taken.waiting -= 1;
        taken.strangers += usize::from(is_stranger);
        *taken.each.entry(whose.clone()).or_default() += 1;
        drop(taken);
        self.whose = Some(whose);
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.all -= 1;
        match self.whose.take() {
            None => taken.waiting -= 1,
            Some(whose) => {
                taken.strangers -= usize::from(!matches!(whose, Whose::Session(_)));
                let left = taken.each.get(&whose).copied().unwrap_or_default().saturating_sub(1);
                if left == 0 {
                    taken.each.remove(&whose);
                } else {
                    taken.each.insert(whose, left);
                }
            }
        }
        drop(taken);
        metrics::gauge!("lianjing_live_connections").decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session(n: u128) -> Whose {
        Whose::Session(SessionId(Uuid::from_u128(n)))
    }

    #[test]
    fn strangers_leave_room_for_officers() {
        let places = Places::new(8);
        let sits = |whose: &Whose| {
            let mut place = places.enter()?;
            place.belongs_to(whose.clone()).then_some(place)
        };
        let strangers: Vec<_> = (0..8).map_while(|_| sits(&Whose::Anybody)).collect();
        assert_eq!(strangers.len(), 4);
        let officers: Vec<_> = (0..8).map_while(|n| sits(&session(n))).collect();
        assert_eq!(officers.len(), 4);
        assert!(places.enter().is_none(), "all are taken");
        drop(strangers);
        let silent: Vec<_> = (0..8).map_while(|_| places.enter()).collect();
        assert_eq!(silent.len(), 2, "who says nothing holds a quarter at most");
        drop((officers, silent));
        assert_eq!((0..8).map_while(|n| sits(&session(n))).collect::<Vec<_>>().len(), 8, "all are free again");
    }

    #[test]
    fn one_person_has_so_many_and_no_more() {
        let places = Places::new(100);
        let sits = |whose: Whose| {
            let mut place = places.enter()?;
            place.belongs_to(whose).then_some(place)
        };
        let mine: Vec<_> = (0..20).map_while(|_| sits(session(1))).collect();
        assert_eq!(mine.len(), EACH);
        assert!(sits(session(2)).is_some() && sits(Whose::Phone(vec![1])).is_some());
        drop(mine);
        assert!(sits(session(1)).is_some());
        assert_eq!(places.taken().each.len(), 0, "nothing is kept of those who left");
    }
}
