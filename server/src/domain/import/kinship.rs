//! kinships.csv: declared kinship between officials, a reason to keep away (回避).

use super::cells::{Cells, first, reference};
use super::load::{Known, pair};
use super::sheet::Book;
use super::write::Plan;
use crate::kernel::Tx;
use entity::kinship;
use std::collections::BTreeSet;

/// Reads the file. A pair is known by its two officials, whoever stands first; `is_ended` takes it back.
pub(super) fn plan(tx: &Tx, book: &mut Book, known: &Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for row in &book.take("kinships.csv") {
        let mut cells = Cells { book, row };
        let relation = cells.text("relation", 20);
        let is_ended = cells.yes("is_ended", false);
        let find = |code: &str| known.officials.get(code).map(|row| row.id);
        let official = reference(&mut cells, "official_code", find, "干部");
        let relative = reference(&mut cells, "relative_code", find, "干部");
        let (Some(official_id), Some(relative_id)) = (official, relative) else { continue };
        if official_id == relative_id {
            cells.fault("relative_code", "不能和自己是亲属。");
            continue;
        }
        let key = pair(official_id, relative_id);
        if !first(&mut seen, key, book, row, "relative_code") {
            continue;
        }
        match (known.kinships.get(&key), is_ended) {
            (Some(was), true) => plan.kinships_gone.push(was.id),
            // What the register says counts for both.
            (Some(was), false) => plan.kinships.put(Some(was), kinship::Model { relation, is_noted: true, ..was.clone() }),
            (None, true) => {}
            (None, false) => {
                let declared_at = tx.now;
                let (county_id, id) = (tx.county.id, tx.mint());
                let said = kinship::Model {
                    county_id,
                    id,
                    official_id,
                    relative_id,
                    relation,
                    declared_at,
                    is_noted: true,
                    answered_by: None,
                    answered_at: None,
                };
                plan.kinships.put(None, said);
            }
        }
    }
}
