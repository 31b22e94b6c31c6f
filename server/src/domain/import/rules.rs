//! rules.csv: the county's rule library.

use super::cells::{Cells, first};
use super::load::Known;
use super::sheet::Book;
use super::write::Plan;
use crate::kernel::Tx;
use entity::rule;
use std::collections::BTreeSet;

/// Reads the file; later files may cite its rules.
pub(super) fn plan(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for row in &book.take("rules.csv") {
        let mut cells = Cells { book, row };
        let code = cells.code("code");
        let was = known.rules.get(&code).cloned();
        let model = rule::Model {
            county_id: tx.county.id,
            id: was.as_ref().map_or_else(|| tx.mint(), |row| row.id),
            name: cells.text("name", 120),
            area: cells.text("area", 40),
            issuer: cells.text("issuer", 80),
            document_no: cells.optional("document_no", 60),
            issued_on: cells.day("issued_on"),
            ended_on: cells.day("ended_on"),
            text: cells.text("text", 2000),
            code,
        };
        if first(&mut seen, model.code.clone(), book, row, "code") {
            plan.rules.put(was.as_ref(), model.clone());
            known.rules.insert(model.code.clone(), model);
        }
    }
}
