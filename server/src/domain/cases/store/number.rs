//! The number under which people speak of a case.

use crate::kernel::{Failure, Outcome, Tx};
use entity::case;
use sea_orm::TryInsertResult;
use sea_orm::sea_query::OnConflict;

/// Crockford's digits, without letters that look like others.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Tries before the number is a fault: of a million cases a year every thirtieth number is taken.
const TRIES: usize = 8;

/// Adds the case under a number that is free; as it was added.
///
/// # Errors
/// A fault of the database, or if no free number was found.
pub async fn add_numbered(tx: &Tx, mut row: case::Model) -> Outcome<case::Model> {
    for _ in 0..TRIES {
        row.number = number(tx);
        let insert = tx.rows().insert::<_, case::ActiveModel>(row.clone()).on_conflict(OnConflict::new().do_nothing().to_owned());
        if matches!(insert.try_insert().exec_without_returning(tx).await?, TryInsertResult::Inserted(rows) if rows > 0) {
            return Ok(row);
        }
    }
    Err(Failure::fault(format!("no free case number in {TRIES} tries")))
}

/// Year and five letters by chance: a number that counts would tell how many people report.
fn number(tx: &Tx) -> String {
    let letters = tx.random::<5>().map(|byte| LETTERS.get(usize::from(byte % 32)).map_or('0', |letter| char::from(*letter)));
    format!("{}-{}", tx.now.in_china().year(), letters.iter().collect::<String>())
}
