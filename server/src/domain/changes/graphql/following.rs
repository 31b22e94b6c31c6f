//! Following a county's changes over an open connection: looked for at each ring, and now and then without one.

use super::objects::Change;
use crate::domain::changes;
use crate::kernel::bell::{Listener, Ring};
use crate::kernel::page::PageQuery;
use crate::kernel::{County, Ctx, Failure, Outcome};
use entity::change;
use futures_util::{Stream, stream};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::time::sleep;

/// Changes that are read at once: what a slow reader does not take is not kept.
const AT_ONCE: u64 = 50;
/// Between two looks, however often it rings.
const PAUSE: Duration = Duration::from_millis(500);
/// A ring may be missed; then it is looked all the same.
const WITHOUT_RING: Duration = Duration::from_secs(30);

struct Following {
    ctx: Ctx,
    county: County,
    after: i64,
    read: VecDeque<change::Model>,
    bell: Listener,
}

/// Changes behind a cursor, or from now on, for as long as somebody listens.
///
/// # Errors
/// Refused without such a county, or for a cursor that is none; a fault of the database.
pub async fn begin(ctx: &Ctx, county: &str, after: Option<&str>) -> Outcome<impl Stream<Item = Change> + use<>> {
    let page = PageQuery::parse(None, after).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let county = ctx.county(county).await?;
    let bell = ctx.kernel.db.bell.listen();
    let (after, read) = match &page.after {
        None => (changes::head(&ctx.read(&county).await?).await?, VecDeque::new()),
        // Also tells at once whether the cursor is one.
        Some(_) => (0, VecDeque::from(changes::changes(ctx, &county, &page).await?.page.nodes)),
    };
    let after = if page.after.is_some() { number(&page).unwrap_or(after) } else { after };
    let following = Following { ctx: ctx.clone(), county, after, read, bell };
    Ok(stream::unfold(following, |mut following| async move { following.next().await.map(|change| (change, following)) }))
}

fn number(page: &PageQuery) -> Option<i64> {
    page.after.as_ref()?.first()?.parse().ok()
}

impl Following {
    async fn next(&mut self) -> Option<Change> {
        loop {
            if let Some(row) = self.read.pop_front() {
                self.after = row.number;
                return Some(Change::from(row));
            }
            match self.look().await {
                Ok(rows) if !rows.is_empty() => self.read = rows.into(),
                Ok(_) => self.rings().await?,
                Err(failure) => {
                    tracing::warn!(request_id = %self.ctx.request_id, error = %failure, "changes could not be read and are looked for again");
                    sleep(WITHOUT_RING).await;
                }
            }
        }
    }

    async fn look(&self) -> Outcome<Vec<change::Model>> {
        changes::next(&self.ctx.read(&self.county).await?, self.after, AT_ONCE).await
    }

    /// Waits until there may be something; none once nobody can ring any more.
    async fn rings(&mut self) -> Option<()> {
        let until = sleep(WITHOUT_RING);
        tokio::pin!(until);
        loop {
            let ring = tokio::select! {
                ring = self.bell.next() => ring?,
                () = &mut until => return Some(()),
            };
            if self.is_ours(ring) {
                break;
            }
        }
        self.settles().await
    }

    /// Much may ring at once: one look does for all of it.
    async fn settles(&mut self) -> Option<()> {
        sleep(PAUSE).await;
        while self.bell.waiting().is_some() {}
        Some(())
    }

    fn is_ours(&self, ring: Ring) -> bool {
        match ring {
            Ring::Here(number) | Ring::Elsewhere(number) => number == self.county.number,
            Ring::Anywhere => true,
        }
    }
}
