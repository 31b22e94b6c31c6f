//! Who waits in which county.

use super::log::Log;
use super::seat::Seat;
use super::watcher::Watcher;
use crate::kernel::County;
use entity::id::CountyId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// All desks of this process, by county.
#[derive(Default)]
pub(super) struct Desks(Mutex<HashMap<CountyId, Desk>>);

/// Those who wait in one county.
struct Desk {
    county: County,
    /// Held during a look, and while somebody joins: nothing happens in between that nobody tells.
    log: Arc<tokio::sync::Mutex<Log>>,
    seats: Vec<Weak<Seat>>,
    watchers: Vec<Arc<Watcher>>,
}

/// Those who wait in a county, as they are now.
#[derive(Clone, Default)]
pub(super) struct Waiting {
    pub(super) seats: Vec<Arc<Seat>>,
    pub(super) watchers: Vec<Arc<Watcher>>,
}

impl Desks {
    pub(super) fn sit(&self, county: &County, seat: &Arc<Seat>) {
        self.all().entry(county.id).or_insert_with(|| Desk::of(county)).seats.push(Arc::downgrade(seat));
    }

    pub(super) fn join(&self, county: &County, watcher: &Arc<Watcher>) {
        self.all().entry(county.id).or_insert_with(|| Desk::of(county)).watchers.push(Arc::clone(watcher));
    }

    pub(super) fn leave(&self, county: CountyId, watcher: &Arc<Watcher>) {
        if let Some(desk) = self.all().get_mut(&county) {
            desk.watchers.retain(|other| !Arc::ptr_eq(other, watcher));
        }
    }

    pub(super) fn log(&self, county: &County) -> Arc<tokio::sync::Mutex<Log>> {
        Arc::clone(&self.all().entry(county.id).or_insert_with(|| Desk::of(county)).log)
    }

    pub(super) fn waiting(&self, county: CountyId) -> Waiting {
        let all = self.all();
        let Some(desk) = all.get(&county) else { return Waiting::default() };
        Waiting { seats: desk.seats.iter().filter_map(Weak::upgrade).collect(), watchers: desk.watchers.clone() }
    }

    /// Counties in which somebody waits; desks that everybody left are taken away.
    pub(super) fn counties(&self) -> Vec<County> {
        let mut all = self.all();
        all.retain(|_, desk| {
            desk.seats.retain(|seat| seat.strong_count() > 0);
            // A log that somebody holds belongs to a desk that he is just joining.
            !desk.seats.is_empty() || !desk.watchers.is_empty() || Arc::strong_count(&desk.log) > 1
        });
        all.values().map(|desk| desk.county.clone()).collect()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<CountyId, Desk>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    fn of(county: &County) -> Self {
        Self { county: county.clone(), log: Arc::default(), seats: Vec::new(), watchers: Vec::new() }
    }
}
