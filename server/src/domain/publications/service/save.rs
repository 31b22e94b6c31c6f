//! 改草稿: words, marks, and what the kind needs besides them; all of it sealed, and nothing public before it is approved.

use super::{Begun, begin, key_of, known, must_be, sealed, writers};
use crate::domain::ledger::{self, Entry};
use crate::domain::publications::model::{Draft, Terms};
use crate::domain::publications::policy::Action;
use crate::domain::publications::rules::{Mark, merged, suggested};
use crate::domain::publications::store;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, clean, line, written};
use crate::kernel::{Ctx, ErrorCode, Outcome};
use entity::id::PublicationId;
use entity::publication_version;
use entity::words::{PublicationKind, PublicationState};
use sea_orm::sea_query::Expr;
use serde_json::json;
use std::collections::BTreeSet;

const TITLE: Bounds = Bounds { min: 5, max: 60 };
const TEXT: Bounds = Bounds { min: 10, max: 8_000 };
const DOCUMENT: Bounds = Bounds { min: 0, max: 60 };
const WORD: Bounds = Bounds { min: 1, max: 60 };
const INSTEAD: Bounds = Bounds { min: 1, max: 20 };
const MOST_MARKS: usize = 300;

/// A draft as it was written.
pub struct SavePublication {
    /// The publication.
    pub id: PublicationId,
    /// The version at which it was read.
    pub version: i64,
    /// Title, before it is redacted.
    pub title: String,
    /// Words, before they are redacted.
    pub text: String,
    /// What is hidden, or may stand.
    pub marks: Vec<Mark>,
    /// What the kind needs.
    pub terms: Terms,
}

/// Saves a draft; what the program would hide besides is suggested anew.
///
/// # Errors
/// Hidden, or refused unless by its handler or a head of its organ, once it is sent, and for faulty fields.
pub async fn save(ctx: &Ctx, input: SavePublication) -> Outcome<()> {
    let Begun { staff, tx, row, version, case, .. } = begin(ctx, (input.id, input.version), Action::Save).await?;
    must_be(&version, &[PublicationState::Draft, PublicationState::Returned])?;
    let mut draft = checked(input, row.kind)?;
    let texts = [draft.title.as_str(), draft.text.as_str()];
    let suggestions = suggested(&texts, &known(&tx, &case, &row).await?);
    let marks = merged(&texts, std::mem::take(&mut draft.marks), suggestions);
    draft.marks = marks;
    let writers: BTreeSet<_> = writers(&version).into_iter().chain([version.drafted_by, staff.account_id]).collect();
    let part = sealed(&tx, &key_of(&tx, &row, row.organ_id).await?, &draft).await?;
    store::change(&tx, &row, |update| update).await?;
    store::change_version(&tx, version.id, |update| {
        update
            .col_expr(publication_version::Column::State, Expr::value(PublicationState::Draft))
            .col_expr(publication_version::Column::PartId, Expr::value(part))
            .col_expr(publication_version::Column::DraftedBy, Expr::value(staff.account_id))
            .col_expr(publication_version::Column::DraftedAt, Expr::value(tx.now))
            .col_expr(publication_version::Column::WrittenBy, Expr::value(json!(writers)))
    })
    .await?;
    let facts = json!({ "publication": row.id, "no": version.no });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.save", row.case_id, facts)).await?;
    tx.commit().await
}

fn checked(input: SavePublication, kind: PublicationKind) -> Outcome<Draft> {
    let mut refusals = Refusals::default();
    let title = refusals.take(line("title", &input.title, TITLE)).unwrap_or_default();
    let text = refusals.take(written("text", &input.text, TEXT)).unwrap_or_default();
    if input.marks.len() > MOST_MARKS {
        refusals.add(ErrorCode::TooLong, "marks", format!("最多标 {MOST_MARKS} 处。"));
    }
    let mut marks = Vec::with_capacity(input.marks.len().min(MOST_MARKS));
    for mark in input.marks.into_iter().take(MOST_MARKS) {
        let word = refusals.take(clean("marks", &mark.word, WORD));
        let instead = refusals.take(clean("marks", &mark.instead, INSTEAD));
        if let Some((word, instead)) = word.zip(instead) {
            marks.push(Mark { word, instead, ..mark });
        }
    }
    let number = input.terms.document_number.as_deref().unwrap_or_default();
    let number = refusals.take(clean("documentNumber", number, DOCUMENT)).filter(|number| !number.is_empty());
    refusals.check()?;
    Ok(Draft { title, text, marks, terms: Terms { document_number: number, ..input.terms }.of_kind(kind) })
}
