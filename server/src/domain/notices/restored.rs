//! After a county was restored: whatever was still to be sent when the backup was made may have been sent since.
//!
//! Nobody but the gateway knows, and it would have to be asked about tries that no row tells of any more. So each waits for a
//! person: jobs are parked, their notices shown as not delivered. Codes are over by then, and wait for nobody.

use super::{MAIL, SEND};
use crate::domain::reporters::SEND_CODE;
use crate::kernel::{Outcome, Tx};
use entity::moment::Moment;
use entity::words::{NoticeChannel, NoticeKind, NoticeState};
use entity::{notice, outbox};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _};

/// Why a notice waits.
const RESTORED: &str = "RESTORED";

/// Parks what was still to be sent; how many jobs wait for a person now. `why` is for the operator.
///
/// # Errors
/// A fault of the database.
pub async fn restored(tx: &Tx, why: &str) -> Outcome<u64> {
    let kind = notice::Column::Kind;
    end(tx, Condition::all().add(kind.eq(NoticeKind::PhoneCode)), (NoticeState::Failed, "NO_LONGER_WANTED")).await?;
    end(tx, Condition::all().add(kind.ne(NoticeKind::PhoneCode)), (NoticeState::Parked, RESTORED)).await?;
    let open = || Condition::all().add(outbox::Column::DoneAt.is_null()).add(outbox::Column::ParkedAt.is_null());
    let free = Expr::value(Option::<Moment>::None);
    let of_codes = tx.rows().update::<outbox::Entity>().filter(open().add(outbox::Column::Topic.eq(SEND_CODE)));
    let done = of_codes.col_expr(outbox::Column::DoneAt, Expr::value(tx.now)).col_expr(outbox::Column::LeasedUntil, free.clone());
    done.exec(tx).await?;
    let to_send = tx.rows().update::<outbox::Entity>().filter(open().add(outbox::Column::Topic.is_in([SEND, MAIL])));
    let parked = to_send
        .col_expr(outbox::Column::ParkedAt, Expr::value(tx.now))
        .col_expr(outbox::Column::LastError, Expr::value(why))
        .col_expr(outbox::Column::LeasedUntil, free);
    Ok(parked.exec(tx).await?.rows_affected)
}

/// Ends what was on its way or waited for it.
async fn end(tx: &Tx, which: Condition, (state, error): (NoticeState, &str)) -> Outcome<()> {
    let waiting = tx.rows().update::<notice::Entity>().filter(which);
    let waiting = waiting.filter(notice::Column::State.is_in([NoticeState::Queued, NoticeState::Sending]));
    let waiting = waiting.filter(notice::Column::Channel.is_in([NoticeChannel::Sms, NoticeChannel::Mail]));
    let ended = waiting.col_expr(notice::Column::State, Expr::value(state)).col_expr(notice::Column::Error, Expr::value(error));
    ended.col_expr(notice::Column::UpdatedAt, Expr::value(tx.now)).exec(tx).await?;
    Ok(())
}
