//! One subscription: what it waits for, and what it has not been told yet. That is bounded: who reads slowly is told
//! "look again" instead of everything.

use super::seat::Seat;
use super::sight::Sight;
use entity::id::{CaseId, ReportId};
use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio::time::Instant;

/// Cases that one event names; beyond them it only says that there is more.
const MOST: usize = 20;

/// What a subscription waits for.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Whatever comes or changes in an officer's in-box.
    Inbox,
    /// One case, for an officer.
    Case(CaseId),
    /// Reports of somebody who has the query code, as its keyed hash, or the phone.
    Reports { cases: BTreeMap<CaseId, ReportId>, code_hash: Option<Vec<u8>> },
}

impl What {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Case(_) => "case",
            Self::Reports { .. } => "report",
        }
    }
}

/// What is told at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Cases with their versions as the viewer sees them.
    pub cases: BTreeMap<CaseId, String>,
    /// There is more than is named.
    pub look_again: bool,
}

pub(super) struct Watcher {
    pub(super) seat: Arc<Seat>,
    pub(super) what: What,
    state: Mutex<State>,
    changed: Notify,
}

struct State {
    untold: News,
    /// Versions that the viewer knows, of the cases that he named.
    known: BTreeMap<CaseId, String>,
    /// What the viewer could see when it was last asked: only to leave out quickly what is none of his business.
    sight: Sight,
    again_at: Instant,
    is_over: bool,
}

impl Watcher {
    /// Of a viewer who may see this much, and knows these versions.
    pub(super) fn new(seat: Arc<Seat>, what: What, (sight, known): (Sight, BTreeMap<CaseId, String>), again_at: Instant) -> Self {
        let state = State { untold: News::default(), known, sight, again_at, is_over: false };
        metrics::gauge!("lianjing_live_subscriptions", "kind" => what.kind()).increment(1.0);
        Self { seat, what, state: Mutex::new(state), changed: Notify::new() }
    }

    /// Tells of a case, unless the viewer knows this version.
    pub(super) fn tell(&self, case: CaseId, version: String) {
        let mut state = self.state();
        if !matches!(self.what, What::Inbox) {
            if state.known.get(&case) == Some(&version) {
                return;
            }
            state.known.insert(case, version.clone());
        }
        let untold = &mut state.untold;
        if untold.look_again || untold.cases.len() >= MOST && !untold.cases.contains_key(&case) {
            *untold = News { cases: BTreeMap::new(), look_again: true };
        } else {
            untold.cases.insert(case, version);
        }
        drop(state);
        self.changed.notify_one();
    }

    /// The viewer has no right to it any more: what was not told yet is not told.
    pub(super) fn end(&self) {
        let mut state = self.state();
        state.is_over = true;
        state.untold = News::default();
        drop(state);
        self.changed.notify_one();
    }

    pub(super) fn is_over(&self) -> bool {
        self.seat.is_over() || self.state().is_over
    }

    /// Whether it is time to ask again for everything, whatever was rung; if so the next time is this.
    pub(super) fn is_due(&self, now: Instant, next: Instant) -> bool {
        let mut state = self.state();
        let is_due = state.again_at <= now;
        if is_due {
            state.again_at = next;
        }
        is_due
    }

    pub(super) fn sight(&self) -> Sight {
        self.state().sight.clone()
    }

    pub(super) fn keep_sight(&self, sight: &Sight) {
        self.state().sight = sight.clone();
    }

    /// What has not been told yet; none once it is over.
    pub(super) async fn next(&self) -> Option<News> {
        loop {
            if self.is_over() {
                return None;
            }
            let untold = mem::take(&mut self.state().untold);
            if untold != News::default() {
                return Some(untold);
            }
            tokio::select! {
                () = self.changed.notified() => {}
                () = self.seat.ended() => {}
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        metrics::gauge!("lianjing_live_subscriptions", "kind" => self.what.kind()).decrement(1.0);
    }
}
