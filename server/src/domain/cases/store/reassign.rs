//! The SQL of handing many cases over at once: held, read and written in a bounded number of statements.

use super::inbox::{Filter, visible};
use crate::domain::cases::refusal::CaseRefusal;
use crate::kernel::{Actor, Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::words::{ActorKind, CaseEventKind};
use entity::{case, case_event};
use sea_orm::sea_query::{Expr, ExprTrait as _, LockType};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;
use std::collections::BTreeMap;

/// So many ids at most in one statement.
const CHUNK: usize = 500;

/// The cases not closed that this account handles at the organ, or that nobody handles, of those that the viewer may see;
/// the oldest first, `most` at most. With `hold` nobody changes them until the transaction ends.
///
/// # Errors
/// A fault of the database.
pub async fn in_hands_of(
    tx: &Tx,
    filter: &Filter,
    (organ, handler): (OrganId, Option<AccountId>),
    (most, hold): (u64, bool),
) -> Outcome<Vec<case::Model>> {
    let rows = visible(tx, filter).filter(case::Column::OrganId.eq(organ)).filter(case::Column::ClosedAt.is_null());
    let whose = handler.map_or_else(|| case::Column::HandlerId.is_null(), |handler| case::Column::HandlerId.eq(handler));
    let rows = rows.filter(whose).order_by_asc(case::Column::Id).limit(most);
    let rows = if hold { rows.lock(LockType::NoKeyUpdate) } else { rows };
    Ok(rows.all(tx).await?)
}

/// Gives each case to whom it is shared out, or to nobody, with its event. The rows are held by this transaction.
///
/// # Errors
/// Refused as a conflict if one of them changed all the same; a fault of the database.
pub async fn reassign(tx: &Tx, actor: &Actor, moves: &[(&case::Model, Option<AccountId>)]) -> Outcome<()> {
    let mut by_taker: BTreeMap<Option<AccountId>, Vec<&case::Model>> = BTreeMap::new();
    for (case, taker) in moves {
        by_taker.entry(*taker).or_default().push(case);
    }
    for (taker, cases) in by_taker {
        for some in cases.chunks(CHUNK) {
            let update = tx
                .rows()
                .update::<case::Entity>()
                .col_expr(case::Column::HandlerId, Expr::value(taker))
                .col_expr(case::Column::Version, Expr::col(case::Column::Version).add(1))
                .filter(case::Column::Id.is_in(some.iter().map(|case| case.id)));
            if update.exec(tx).await?.rows_affected != u64::try_from(some.len()).unwrap_or(u64::MAX) {
                return Err(CaseRefusal::Changed.into());
            }
        }
    }
    Ok(tx.add_all(moves.iter().map(|(case, taker)| event(tx, actor, case, *taker)).collect()).await?)
}

fn event(tx: &Tx, actor: &Actor, case: &case::Model, taker: Option<AccountId>) -> case_event::Model {
    let kind = if taker.is_some() { CaseEventKind::Assigned } else { CaseEventKind::HandlerLeft };
    let facts = json!({ "handler": taker, "from": case.handler_id, "version": case.version.saturating_add(1) });
    case_event::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        case_id: case.id,
        at: tx.now,
        kind,
        actor: ActorKind::Staff,
        account_id: actor.staff().map(|staff| staff.account_id),
        organ_id: Some(case.organ_id),
        part_id: None,
        facts,
    }
}
