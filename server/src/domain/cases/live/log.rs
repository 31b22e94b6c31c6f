//! What happened in a county's cases since somebody last looked: read from the events themselves, whoever rang or did not.

use crate::kernel::{Outcome, Tx};
use entity::case_event;
use entity::id::{CaseEventId, CaseId, mint};
use entity::moment::Moment;
use entity::words::CaseEventKind;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use time::Duration;

/// So far back each look begins. An event's id is as old as the request that made it, and a request may wait long for its
/// commit; clocks of two machines differ a little.
const OVERLAP: Duration = Duration::minutes(2);
/// Events of one statement.
const AT_ONCE: u64 = 500;

/// Events that were seen already, as far back as a look begins.
#[derive(Debug, Default)]
pub struct Log {
    seen: BTreeSet<CaseEventId>,
    looked_at: Option<Moment>,
}

/// What is new; to be given back with [`Log::keep`] once everybody was told.
#[derive(Debug)]
pub struct Fresh {
    ids: Vec<(CaseEventId, CaseId)>,
    begin: CaseEventId,
    at: Moment,
    /// The cases, each with what happened.
    pub cases: BTreeMap<CaseId, Vec<CaseEventKind>>,
}

impl Log {
    /// Events that were not seen yet. After a fault of the database the next look begins where the last good one did.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn fresh(&self, tx: &Tx) -> Outcome<Fresh> {
        // Ids of events are as old as the calendar that cases go by.
        let now = tx.kernel.calendar.now();
        let overlap = OVERLAP * i32::try_from(tx.kernel.settings.accelerate).unwrap_or(i32::MAX);
        let begin = self.looked_at.unwrap_or(now).min(now).after(-overlap);
        let begin = CaseEventId(mint(begin.0, 0, [0; 9]));
        let mut fresh = Fresh { ids: Vec::new(), begin, at: now, cases: BTreeMap::new() };
        let mut from = begin;
        loop {
            let rows = page(tx, from).await?;
            let last = rows.last().map(|(id, ..)| *id);
            for (id, case, kind) in rows.iter().filter(|(id, ..)| !self.seen.contains(id)) {
                fresh.ids.push((*id, *case));
                fresh.cases.entry(*case).or_default().push(*kind);
            }
            match last {
                Some(last) if u64::try_from(rows.len()).unwrap_or(u64::MAX) >= AT_ONCE => from = last,
                _ => return Ok(fresh),
            }
        }
    }

    /// Everybody was told of it, but for these cases: their events are read again as long as a look begins before them.
    pub fn keep(&mut self, fresh: &Fresh, untold: &BTreeSet<CaseId>) {
        self.seen.extend(fresh.ids.iter().filter(|(_, case)| !untold.contains(case)).map(|(id, _)| *id));
        self.seen = self.seen.split_off(&fresh.begin);
        self.looked_at = Some(fresh.at);
    }
}

async fn page(tx: &Tx, from: CaseEventId) -> Outcome<Vec<(CaseEventId, CaseId, CaseEventKind)>> {
    let rows = tx.rows().find::<case_event::Entity>().filter(case_event::Column::Id.gt(from));
    let rows = rows.order_by_asc(case_event::Column::Id).limit(AT_ONCE).select_only();
    let rows = rows.column(case_event::Column::Id).column(case_event::Column::CaseId).column(case_event::Column::Kind);
    Ok(rows.into_tuple().all(tx).await?)
}
