//! Numbers of officials: only their keyed hashes are written.

use super::count::Count;
use crate::domain::keys::same;
use crate::domain::reporters::phone_hash;
use crate::kernel::{Outcome, Phone, Tx};
use entity::id::OfficialId;
use entity::official_phone;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::BTreeMap;

/// Writes what changed.
///
/// # Errors
/// A fault of the database or of the key folder.
pub(super) async fn write(tx: &Tx, phones: Vec<(OfficialId, Option<Phone>)>) -> Outcome<Count> {
    let mut count = Count { table: "officials.csv phone", added: 0, changed: 0 };
    for some in phones.chunks(500) {
        let ids = some.iter().map(|(official, _)| *official);
        let rows = tx.rows().find::<official_phone::Entity>().filter(official_phone::Column::OfficialId.is_in(ids)).all(tx).await?;
        let known: BTreeMap<_, _> = rows.into_iter().map(|row| (row.official_id, row.phone_hash)).collect();
        for (official, phone) in some {
            let hash = phone.as_ref().map(|phone| phone_hash(&tx.kernel.keys, phone)).transpose()?;
            change(tx, *official, (known.get(official), hash), &mut count).await?;
        }
    }
    Ok(count)
}

async fn change(tx: &Tx, official: OfficialId, (was, is): (Option<&Vec<u8>>, Option<Vec<u8>>), count: &mut Count) -> Outcome<()> {
    let own = official_phone::Column::OfficialId.eq(official);
    match (was, is) {
        (None, None) => return Ok(()),
        (Some(was), Some(is)) if same(was, &is) => return Ok(()),
        (None, Some(phone_hash)) => {
            let row = official_phone::Model { county_id: tx.county.id, id: tx.mint(), official_id: official, phone_hash };
            tx.add(row).await?;
            count.added += 1;
            return Ok(());
        }
        (Some(_), Some(is)) => {
            let update = tx.rows().update::<official_phone::Entity>().col_expr(official_phone::Column::PhoneHash, Expr::value(is));
            update.filter(own).exec(tx).await?;
        }
        (Some(_), None) => {
            tx.rows().delete::<official_phone::Entity>().filter(own).exec(tx).await?;
        }
    }
    count.changed += 1;
    Ok(())
}
