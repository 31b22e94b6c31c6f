//! The SQL of clearing; decides nothing.

mod people;
mod register;
mod rounds;
mod versions;

pub use people::{clearing_for, reviewing_for};
pub use register::{Children, codes_beginning, of_units, put_power, replace_children, take_down, units_with_lists};
pub use rounds::{
    Shown, add_items, authors, change, changes, changes_of, core_units, count, count_items, count_new, drop_item, ended_before, held,
    hold_unit, item, items, items_page, last_ordinal, open_of, page, place_of, powers, powers_in, put_item, round,
};
pub use versions::{added_in, counts, items_of, last, of_unit, page_of, version};

use crate::kernel::{Outcome, Tx};
use entity::scope::Tenant;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter as _};

/// Writes a whole row over the one that is there.
async fn rewrite<E, M, A>(tx: &Tx, row: M, is_it: SimpleExpr) -> Outcome<()>
where
    E: Tenant + EntityTrait<Model = M>,
    M: IntoActiveModel<A> + ModelTrait<Entity = E> + Send,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let mut values = row.into_active_model().reset_all();
    // The county spreads the rows over machines: it is never written again.
    values.not_set(E::county_column());
    tx.rows().update::<E>().set(values).filter(is_it).exec(tx).await?;
    Ok(())
}
