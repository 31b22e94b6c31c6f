//! A subscription in force, as its reader holds it.

use super::desks::Desks;
use super::watcher::{News, Watcher, What};
use entity::id::{CaseId, CountyId, ReportId};
use futures_util::Stream;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A subscription in force; letting go of it ends it.
pub struct Watch {
    pub(super) watcher: Arc<Watcher>,
    pub(super) county: CountyId,
    pub(super) desks: Arc<Desks>,
}

impl Watch {
    /// What happens from now on, until the viewer has no right to it any more.
    pub fn news(self) -> impl Stream<Item = News> + Send {
        futures_util::stream::unfold(self, |watch| async move {
            let news = watch.watcher.next().await?;
            metrics::counter!("lianjing_live_events_total", "kind" => watch.watcher.what.kind()).increment(1);
            Some((news, watch))
        })
    }

    /// The reports behind the cases.
    #[must_use]
    pub fn reports(&self) -> BTreeMap<CaseId, ReportId> {
        match &self.watcher.what {
            What::Reports { cases, .. } => cases.clone(),
            What::Inbox | What::Case(_) => BTreeMap::new(),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.desks.leave(self.county, &self.watcher);
    }
}
