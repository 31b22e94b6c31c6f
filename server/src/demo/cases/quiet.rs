//! Afterwards: messages of the past count as sent, and what is old in an in-box has been read.

use super::Scene;
use crate::demo::TOLD;
use crate::domain::clearing;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::SEND;
use crate::domain::open_data;
use crate::domain::removals::NOTED;
use crate::domain::staff::SIGHT_CHANGED;
use crate::kernel::outbox::enqueue;
use crate::kernel::{Actor, Outcome, Tx};
use entity::moment::Moment;
use entity::words::{NoticeChannel, NoticeKind, NoticeState};
use entity::{notice, outbox};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum as _, ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use time::Duration;

/// Nobody gets an SMS about what a demonstration invented.
pub(super) async fn settle_notices(scene: &Scene<'_>, now: Moment) -> Outcome<()> {
    let ctx = scene.at(now, Actor::System);
    let tx = ctx.write(&scene.county).await?;
    let sms = tx.rows().update::<notice::Entity>().filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    let sms = sms.filter(notice::Column::State.eq(NoticeState::Queued));
    sms.col_expr(notice::Column::State, Expr::value(NoticeState::Sent.to_value())).exec(&tx).await?;
    one_did_not_arrive(&tx).await?;
    let old = tx.rows().update::<notice::Entity>().filter(notice::Column::Channel.eq(NoticeChannel::Inbox));
    let old = old.filter(notice::Column::CreatedAt.lt(now.after(-Duration::days(3))));
    old.col_expr(notice::Column::ReadAt, Expr::value(now)).exec(&tx).await?;
    // Whom a declared kinship keeps away is looked for every few minutes anyway; no list of the demonstration takes an opinion up.
    let topics = outbox::Column::Topic.is_in([SEND, SIGHT_CHANGED, NOTED, clearing::PUBLISHED]);
    let jobs = tx.rows().update::<outbox::Entity>().filter(topics).filter(outbox::Column::DoneAt.is_null());
    jobs.col_expr(outbox::Column::DoneAt, Expr::value(now)).exec(&tx).await?;
    // The first files come with the demonstration, not with its first night.
    enqueue(&tx, open_data::BUILD, json!({}), now).await?;
    ledger::append(&tx, &ctx.actor, Entry::public(TOLD, scene.county.id, json!({}))).await?;
    tx.commit().await
}

/// The youngest case that was accepted: its reporter's phone was switched off, so that handlers and custodians have
/// something to look at.
async fn one_did_not_arrive(tx: &Tx) -> Outcome<()> {
    let accepted = tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(NoticeKind::Accepted));
    let Some(row) = accepted.order_by_desc(notice::Column::Id).one(tx).await? else { return Ok(()) };
    let failed = tx.rows().update::<notice::Entity>().filter(notice::Column::Id.eq(row.id));
    let failed = failed.col_expr(notice::Column::State, Expr::value(NoticeState::Failed.to_value()));
    let failed = failed.col_expr(notice::Column::Error, Expr::value("NOT_DELIVERED"));
    failed.col_expr(notice::Column::NotedAt, Expr::value(tx.now)).exec(tx).await?;
    Ok(())
}
