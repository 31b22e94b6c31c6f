//! The SQL of the paper key.

use crate::domain::keys::pair::Sealed;
use crate::kernel::{Outcome, Tx};
use entity::id::{OrganKeyId, PaperKeyId};
use entity::{paper_key, recovery_wrap};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

/// The county's paper.
pub async fn current(tx: &Tx) -> Outcome<Option<paper_key::Model>> {
    Ok(tx.rows().find::<paper_key::Entity>().order_by_desc(paper_key::Column::Id).one(tx).await?)
}

/// What the paper opens.
pub async fn wraps(tx: &Tx, paper: PaperKeyId) -> Outcome<Vec<recovery_wrap::Model>> {
    let rows = tx.rows().find::<recovery_wrap::Entity>().filter(recovery_wrap::Column::PaperKeyId.eq(paper));
    Ok(rows.order_by_asc(recovery_wrap::Column::Id).all(tx).await?)
}

/// One more pair that the paper opens; nothing if it does.
pub async fn add(tx: &Tx, (organ_key_id, paper_key_id): (OrganKeyId, PaperKeyId), sealed: Sealed) -> Outcome<()> {
    let (county_id, id, created_at) = (tx.county.id, tx.mint(), tx.now);
    let (encapped, sealed) = (sealed.encapped, sealed.text);
    let row = recovery_wrap::Model { county_id, id, organ_key_id, paper_key_id, encapped, sealed, created_at };
    let insert = tx.rows().insert::<_, recovery_wrap::ActiveModel>(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    insert.try_insert().exec_without_returning(tx).await?;
    Ok(())
}

/// Every paper is void.
pub async fn forget(tx: &Tx) -> Outcome<()> {
    tx.rows().delete::<recovery_wrap::Entity>().exec(tx).await?;
    tx.rows().delete::<paper_key::Entity>().exec(tx).await?;
    Ok(())
}
