//! One look at a county: what happened, and who of those who wait may be told of it.
//!
//! Who may not see a case is told nothing, and nothing ends for him in that moment either: that he lost sight of it is found
//! at a time of his own, so that no message says when something happened to what he may not know of.

use super::desks::Waiting;
use super::log::{Fresh, Log};
use super::seat::end_the_worn;
use super::sight::Sight;
use super::version;
use super::watcher::{Watcher, What};
use crate::domain::cases::store::{self, Loaded};
use crate::kernel::{Actor, Failure, Outcome, Tx};
use entity::id::CaseId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::time::Instant;

/// Looks and tells. `next` is when a watcher whose time has come is asked about everything again.
pub(super) async fn look(tx: Tx, log: &mut Log, waiting: &Waiting, (now, next): (Instant, Instant)) -> Outcome<()> {
    end_the_worn(&tx, &waiting.seats).await?;
    let fresh = log.fresh(&tx).await?;
    let mut looking = Looking { tx, fresh, cases: BTreeMap::new(), broken: BTreeSet::new(), sights: BTreeMap::new() };
    for watcher in waiting.watchers.iter().filter(|watcher| !watcher.is_over()) {
        let is_due = watcher.is_due(now, next);
        match &watcher.what {
            What::Inbox => looking.inbox(watcher, is_due).await?,
            What::Case(id) => looking.case(watcher, *id, is_due).await?,
            What::Reports { cases, .. } => looking.reports(watcher, cases.keys(), is_due).await?,
        }
    }
    log.keep(&looking.fresh, &looking.broken);
    Ok(())
}

struct Looking {
    tx: Tx,
    fresh: Fresh,
    /// Loaded for nobody; none for what can't be loaded.
    cases: BTreeMap<CaseId, Option<Arc<Loaded>>>,
    /// What should be there and could not be loaded.
    broken: BTreeSet<CaseId>,
    /// By the seat's number; none for a seat that is over.
    sights: BTreeMap<u64, Option<Sight>>,
}

impl Looking {
    async fn inbox(&mut self, watcher: &Watcher, is_due: bool) -> Outcome<()> {
        if is_due && self.sight(watcher).await?.is_some_and(|sight| !sight.works_on_cases()) {
            watcher.end();
            return Ok(());
        }
        let touched = self.fresh.cases.iter().filter(|(_, kinds)| kinds.iter().any(|kind| version::is_news_to_staff(*kind)));
        for id in touched.map(|(id, _)| *id).collect::<Vec<_>>() {
            let Some(loaded) = self.loaded(id).await? else { continue };
            // By what he could see a little while ago: most officers have nothing to do with most cases.
            if watcher.sight().reads(&loaded) && self.sight(watcher).await?.is_some_and(|sight| sight.reads(&loaded)) {
                watcher.tell(id, version::to_staff(&loaded));
            }
        }
        Ok(())
    }

    async fn case(&mut self, watcher: &Watcher, id: CaseId, is_due: bool) -> Outcome<()> {
        if !is_due && !self.fresh.cases.contains_key(&id) {
            return Ok(());
        }
        let Some(sight) = self.sight(watcher).await? else { return Ok(()) };
        match self.loaded(id).await? {
            Some(loaded) if sight.reads(&loaded) => watcher.tell(id, version::to_staff(&loaded)),
            _ if is_due => watcher.end(),
            _ => {}
        }
        Ok(())
    }

    async fn reports(&mut self, watcher: &Watcher, all: impl Iterator<Item = &CaseId> + Send, is_due: bool) -> Outcome<()> {
        let What::Reports { code_hash, .. } = &watcher.what else { return Ok(()) };
        let asked: Vec<_> = all.copied().filter(|id| is_due || self.fresh.cases.contains_key(id)).collect();
        if asked.is_empty() {
            return Ok(());
        }
        let Some(sight) = self.sight(watcher).await? else { return Ok(()) };
        let mut seen = 0_usize;
        for id in asked {
            let Some(loaded) = self.loaded(id).await? else { continue };
            if sight.follows(&loaded, code_hash.as_deref()) {
                seen += 1;
                watcher.tell(id, version::to_reporter(&loaded));
            }
        }
        if is_due && seen == 0 {
            watcher.end();
        }
        Ok(())
    }

    /// What the watcher's viewer may see now, asked once a look.
    async fn sight(&mut self, watcher: &Watcher) -> Outcome<Option<Sight>> {
        let number = watcher.seat.number;
        if !self.sights.contains_key(&number) {
            let sight = match watcher.seat.now(&self.tx).await? {
                Some(actor) => Some(Sight::of(&self.tx, actor).await?),
                None => None,
            };
            self.sights.insert(number, sight);
        }
        let sight = self.sights.get(&number).cloned().flatten();
        if let Some(sight) = &sight {
            watcher.keep_sight(sight);
        }
        Ok(sight)
    }

    /// A case by itself: one that can't be loaded keeps no news of others back.
    async fn loaded(&mut self, id: CaseId) -> Outcome<Option<Arc<Loaded>>> {
        if let Some(known) = self.cases.get(&id) {
            return Ok(known.clone());
        }
        let loaded = match store::load(&self.tx, &Actor::Nobody, id).await {
            Ok(loaded) => Some(Arc::new(loaded)),
            Err(Failure::Refused(_)) => None,
            Err(fault) => {
                tracing::error!(case = %id, error = %fault, "nobody can be told of a case that can't be loaded");
                self.broken.insert(id);
                None
            }
        };
        self.cases.insert(id, loaded.clone());
        Ok(loaded)
    }
}
