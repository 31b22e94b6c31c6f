//! The SQL of subsidies and guesses.

use crate::kernel::{Failure, Outcome, Tx};
use entity::id::{SubsidyGuessId, SubsidyId, UnitId};
use entity::moment::Moment;
use entity::{account, subsidy, subsidy_guess, unit};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement};
use time::Date;

/// No household has more payments; the latest are shown.
const MOST: u64 = 200;

/// A list that another one takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What it is named by: its first row.
    pub id: SubsidyId,
    /// How many rows it has.
    pub rows: i64,
    /// Their sum in fen.
    pub amount: i64,
    /// When it was given.
    pub listed_at: Moment,
    /// The name of who gave it; none for lists of before that was kept.
    pub listed_by: Option<String>,
}

/// Takes away what a unit said was paid of a kind in a year.
pub async fn drop_list(tx: &Tx, unit: UnitId, (kind, year): (&str, i32)) -> Outcome<()> {
    let rows = tx.rows().delete::<subsidy::Entity>().filter(subsidy::Column::UnitId.eq(unit));
    rows.filter(subsidy::Column::Kind.eq(kind)).filter(subsidy::Column::Year.eq(year)).exec(tx).await?;
    Ok(())
}

/// What a unit says was paid of a kind in a year, as a whole; none if it says nothing.
pub async fn listing(tx: &Tx, unit: UnitId, (kind, year): (&str, i32)) -> Outcome<Option<Replaced>> {
    let of = || {
        let rows = tx.rows().find::<subsidy::Entity>().filter(subsidy::Column::UnitId.eq(unit));
        rows.filter(subsidy::Column::Kind.eq(kind)).filter(subsidy::Column::Year.eq(year))
    };
    let Some(first) = of().order_by_asc(subsidy::Column::Id).limit(1).one(tx).await? else { return Ok(None) };
    let sum = Expr::col(subsidy::Column::Amount).sum().cast_as(Alias::new("bigint"));
    let all = of().select_only().expr(Expr::col(subsidy::Column::Id).count()).expr(sum).into_tuple::<(i64, i64)>().one(tx).await?;
    let (rows, amount) = all.unwrap_or_default();
    let listed_by = match first.listed_by {
        Some(account) => tx.rows().one::<account::Entity, _>(account).one(tx).await?.map(|row| row.name),
        None => None,
    };
    Ok(Some(Replaced { id: first.id, rows, amount, listed_at: first.listed_at, listed_by }))
}

/// What was paid to a household, by any of these hashes, the latest first.
pub async fn of_household(tx: &Tx, hashes: Vec<Vec<u8>>) -> Outcome<Vec<subsidy::Model>> {
    let rows = tx.rows().find::<subsidy::Entity>().filter(subsidy::Column::HouseholdHash.is_in(hashes));
    let rows = rows.order_by_desc(subsidy::Column::Year).order_by_desc(subsidy::Column::PaidOn).order_by_asc(subsidy::Column::Id);
    Ok(rows.limit(MOST).all(tx).await?)
}

/// Holds a unit's row, so that of two who give a list the second takes the first one's place.
pub async fn hold_unit(tx: &Tx, id: UnitId) -> Outcome<()> {
    let held = tx.rows().one::<unit::Entity, _>(id).lock_exclusive().select_only().column(unit::Column::Id);
    held.into_tuple::<UnitId>().one(tx).await?;
    Ok(())
}

/// How often it was looked in vain today with this hash; held until the transaction ends, so that looks at the same time all
/// count.
pub async fn held_guesses(tx: &Tx, hash: &[u8], day: Date) -> Outcome<subsidy_guess::Model> {
    let sql = "INSERT INTO subsidy_guess (county_id, id, hash, day, count, made_at) VALUES ($1, $2, $3, $4, 0, $5) \
               ON CONFLICT (county_id, hash, day) DO NOTHING";
    let id: SubsidyGuessId = tx.mint();
    let values = [tx.county.id.into(), id.into(), hash.to_vec().into(), day.into(), tx.now.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    let rows = tx.rows().find::<subsidy_guess::Entity>().filter(subsidy_guess::Column::Hash.eq(hash));
    let row = rows.filter(subsidy_guess::Column::Day.eq(day)).lock_exclusive().one(tx).await?;
    row.ok_or_else(|| Failure::fault("a count of guesses that is gone"))
}

/// One more look in vain.
pub async fn count_guess(tx: &Tx, row: &subsidy_guess::Model) -> Outcome<()> {
    let update = tx.rows().update::<subsidy_guess::Entity>().filter(subsidy_guess::Column::Id.eq(row.id));
    update.col_expr(subsidy_guess::Column::Count, Expr::value(row.count.saturating_add(1))).exec(tx).await?;
    Ok(())
}
