//! A county's own words as the trail shows them.

use crate::kernel::{Outcome, Tx};
use entity::notice_text;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::BTreeMap;

/// The words of these messages under these numbers, and those before them; standard texts are left out.
pub async fn said(tx: &Tx, wanted: &[(String, i32)]) -> Outcome<BTreeMap<(String, i32), String>> {
    let templates = wanted.iter().map(|(template, _)| template.as_str());
    let numbers = wanted.iter().flat_map(|(_, no)| [*no, no.saturating_sub(1)]);
    let rows = tx.rows().find::<notice_text::Entity>().filter(notice_text::Column::Template.is_in(templates));
    let rows = rows.filter(notice_text::Column::No.is_in(numbers)).all(tx).await?;
    let words = |row: notice_text::Model| {
        let said = [row.subject, row.words].into_iter().flatten().collect::<Vec<_>>();
        (!said.is_empty()).then(|| ((row.template, row.no), said.join("\n")))
    };
    Ok(rows.into_iter().filter_map(words).collect())
}
