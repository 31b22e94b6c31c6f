//! 更正 and 拿掉: what stood there stays beside it, or only that something did.

use super::begin::{Begun, begin};
use super::files::empty_all;
use super::publish::last_day;
use super::{Words, checked, hash_of, must_be_new, pairs_in};
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::model::{Column, RemovalReason};
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::rules::{Checked, pairs_of};
use crate::domain::outcomes::store;
use crate::domain::removals;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, StaffActor, Tx};
use entity::id::OutcomeId;
use entity::words::CorrectionReason;
use entity::{outcome, outcome_earlier, outcome_file};
use sea_orm::sea_query::Expr;
use serde_json::json;
use std::collections::BTreeMap;
use time::Date;

/// What an outcome is to say instead.
#[derive(Clone, Debug)]
pub struct CorrectOutcome {
    /// Which outcome.
    pub id: OutcomeId,
    /// The revision that was read.
    pub revision: i64,
    /// Why.
    pub reason: CorrectionReason,
    /// What it is, in a line; never personal.
    pub title: String,
    /// The day on which it was decided, or came about.
    pub decided_on: Date,
    /// Values by the key of their column.
    pub values: BTreeMap<String, String>,
}

/// Corrects an outcome. What stood there stays, marked as corrected; for privacy only that something did.
///
/// # Errors
/// Hidden if there is none; refused unless by a publisher of its unit or of one above it, with every faulty field, if another
/// changed it meanwhile, and if the same was published already.
pub async fn correct(ctx: &Ctx, input: CorrectOutcome) -> Outcome<OutcomeId> {
    let Begun { staff, tx, row, version, columns } = begin(ctx, (input.id, input.revision), Action::Correct).await?;
    let today = store::today(&tx);
    let is_over = row.personal_until.is_some_and(|last| last < today);
    // What has passed its term is asked for by nobody any more, and taken from nobody.
    let asked: Vec<Column> = columns.iter().filter(|column| !(is_over && column.is_personal)).cloned().collect();
    let words = Words { title: &input.title, decided_on: input.decided_on, values: &input.values };
    let new = checked(&asked, &words, today)?;
    let hash = hash_of(&tx.kernel.keys, (row.unit_id, row.kind_id), input.decided_on, &new)?;
    if hash == row.hash {
        return Err(Failure::refuse(ErrorCode::Invalid, "和现在公开的一模一样，没有改动。"));
    }
    store::hold_unit(&tx, row.unit_id).await?;
    must_be_new(&tx, &hash).await?;
    keep_earlier(&tx, (&row, staff), input.reason).await?;
    store::drop_pairs(&tx, (row.decided_on, row.id), pairs_in(&columns, &row)?, false).await?;
    let until = row.personal_until.or_else(|| last_day(&tx, version.personal_days, &new));
    store::add_pairs(&tx, (input.decided_on, row.id), pairs_of(&columns, &new, until)).await?;
    put(&tx, &row, (&new, input.decided_on, until), hash).await?;
    let facts = json!({ "unit": row.unit_id, "why": input.reason });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.correct", row.id, facts)).await?;
    tx.commit().await?;
    Ok(input.id)
}

async fn put(tx: &Tx, row: &outcome::Model, (new, on, until): (&Checked, Date, Option<Date>), hash: Vec<u8>) -> Outcome<()> {
    let now = Some(tx.now);
    // Also where nothing personal is left: what stood there before has the same term, and the sweep looks for this cell.
    let personal = until.map(|_| json!(new.personal));
    store::change(tx, row, |update| {
        update
            .col_expr(outcome::Column::Title, Expr::value(Some(new.title.clone())))
            .col_expr(outcome::Column::DecidedOn, Expr::value(on))
            .col_expr(outcome::Column::Open, Expr::value(Some(json!(new.open))))
            .col_expr(outcome::Column::Personal, Expr::value(personal))
            .col_expr(outcome::Column::PersonalUntil, Expr::value(until))
            .col_expr(outcome::Column::Hash, Expr::value(hash))
            .col_expr(outcome::Column::CorrectedAt, Expr::value(now))
    })
    .await
}

/// What stood there so far; where privacy asks for it, only that something did, and of all before it too.
async fn keep_earlier(tx: &Tx, (row, staff): (&outcome::Model, &StaffActor), reason: CorrectionReason) -> Outcome<()> {
    let is_kept = reason != CorrectionReason::Privacy;
    if !is_kept {
        store::empty_earlier(tx, row.id, false).await?;
        empty_all(tx, row.id, false).await?;
        removals::note(tx).await?;
    }
    let no = store::earlier(tx, &[row.id]).await?.first().map_or(1, |last| last.no.saturating_add(1));
    let earlier = outcome_earlier::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        outcome_id: row.id,
        no,
        kind_version_id: row.kind_version_id,
        title: row.title.clone().filter(|_| is_kept),
        decided_on: is_kept.then_some(row.decided_on),
        open: row.open.clone().filter(|_| is_kept),
        personal: row.personal.clone().filter(|_| is_kept),
        hash: row.hash.clone(),
        reason,
        replaced_by: staff.account_id,
        replaced_at: tx.now,
    };
    Ok(tx.add(earlier).await?)
}

/// Takes away all that an outcome says, to protect somebody. Its place stays, with unit, kind and day.
///
/// # Errors
/// Hidden if there is none; refused unless by a publisher of its unit or of one above it, or the county's administrator, for what
/// protects nobody unless by the administrator, and if another changed it meanwhile.
pub async fn remove(ctx: &Ctx, (id, revision): (OutcomeId, i64), why: RemovalReason) -> Outcome<OutcomeId> {
    let Begun { tx, row, columns, .. } = begin(ctx, (id, revision), Action::Remove).await?;
    if removal_of(&row, &store::files(&tx, &[row.id]).await?) == Action::RemoveOpen {
        decide(&ctx.actor, Action::RemoveOpen, &[]).check()?;
    }
    store::empty_earlier(&tx, row.id, false).await?;
    empty_all(&tx, row.id, false).await?;
    store::drop_pairs(&tx, (row.decided_on, row.id), pairs_in(&columns, &row)?, false).await?;
    let (no_words, nothing, now): (Option<String>, Option<serde_json::Value>, _) = (None, None, Some(tx.now));
    store::change(&tx, &row, |update| {
        update
            .col_expr(outcome::Column::Title, Expr::value(no_words))
            .col_expr(outcome::Column::Open, Expr::value(nothing.clone()))
            .col_expr(outcome::Column::Personal, Expr::value(nothing))
            .col_expr(outcome::Column::RemovedAt, Expr::value(now))
    })
    .await?;
    removals::note(&tx).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.remove", row.id, json!({ "unit": row.unit_id, "why": why }))).await?;
    tx.commit().await?;
    Ok(id)
}

/// What it is to take this outcome away: where nothing in it was ever personal, nobody is protected by it.
pub fn removal_of(row: &outcome::Model, files: &[outcome_file::Model]) -> Action {
    let has_files = files.iter().any(|file| file.outcome_id == row.id && file.removed_at.is_none());
    if row.personal_until.is_some() || has_files { Action::Remove } else { Action::RemoveOpen }
}
