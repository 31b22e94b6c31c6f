//! Which of many sessions have not ended: one statement, for whoever holds connections open.

use crate::kernel::{Outcome, Tx};
use entity::id::SessionId;
use entity::session;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::BTreeSet;

/// Sessions of one statement.
const AT_ONCE: usize = 500;

/// Those of the sessions that neither ended nor ran out. What one may still see is for
/// [`actor_of_session`](crate::domain::staff::actor_of_session) to say: this only tells quickly who is gone.
///
/// # Errors
/// A fault of the database.
pub async fn living_sessions(tx: &Tx, ids: &[SessionId]) -> Outcome<BTreeSet<SessionId>> {
    let mut living = BTreeSet::new();
    for some in ids.chunks(AT_ONCE) {
        let rows = tx.rows().find::<session::Entity>().filter(session::Column::Id.is_in(some.iter().copied()));
        let rows = rows.filter(session::Column::EndedAt.is_null()).filter(session::Column::ExpiresAt.gt(tx.now));
        living.extend(rows.select_only().column(session::Column::Id).into_tuple::<SessionId>().all(tx).await?);
    }
    Ok(living)
}
