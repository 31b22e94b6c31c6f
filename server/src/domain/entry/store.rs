//! The SQL of stickers and of the platform's index of codes.

use crate::domain::directory::SubjectId;
use crate::kernel::Tx;
use entity::id::{CountyId, StickerId, UnitId};
use entity::scope::{platform_insert, platform_rows};
use entity::{sticker, sticker_index};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, QueryFilter as _, QueryOrder as _, QuerySelect as _};

/// Codes of one unit that are listed.
const MOST_LISTED: u64 = 20;

pub(super) async fn county_of_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<CountyId>, DbErr> {
    let row = platform_rows::<sticker_index::Entity>().filter(sticker_index::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(|row| row.county_id))
}

pub(super) async fn by_code(tx: &Tx, code: &str) -> Result<Option<sticker::Model>, DbErr> {
    let valid = tx.rows().find::<sticker::Entity>().filter(sticker::Column::RevokedAt.is_null());
    valid.filter(sticker::Column::Code.eq(code)).one(tx).await
}

/// The newest code of a target that was not withdrawn.
pub(super) async fn of_target(tx: &Tx, target: SubjectId) -> Result<Option<sticker::Model>, DbErr> {
    let valid = tx.rows().find::<sticker::Entity>().filter(sticker::Column::RevokedAt.is_null());
    let own = match target {
        SubjectId::Unit(id) => sticker::Column::UnitId.eq(id),
        SubjectId::Official(id) => sticker::Column::OfficialId.eq(id),
        SubjectId::Power(id) => sticker::Column::PowerId.eq(id),
    };
    valid.filter(own).order_by_desc(sticker::Column::CreatedAt).order_by_desc(sticker::Column::Id).one(tx).await
}

/// The newest codes of a unit, those withdrawn too.
pub(super) async fn all_of_unit(tx: &Tx, unit: UnitId) -> Result<Vec<sticker::Model>, DbErr> {
    let own = tx.rows().find::<sticker::Entity>().filter(sticker::Column::UnitId.eq(unit));
    own.order_by_desc(sticker::Column::CreatedAt).order_by_desc(sticker::Column::Id).limit(MOST_LISTED).all(tx).await
}

pub(super) async fn add(tx: &Tx, code: &str, target: SubjectId) -> Result<sticker::Model, DbErr> {
    platform_insert(sticker_index::Model { code: code.to_owned(), county_id: tx.county.id }).exec_without_returning(tx).await?;
    let row = sticker::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        code: code.to_owned(),
        kind: target.kind(),
        unit_id: if let SubjectId::Unit(id) = target { Some(id) } else { None },
        official_id: if let SubjectId::Official(id) = target { Some(id) } else { None },
        power_id: if let SubjectId::Power(id) = target { Some(id) } else { None },
        created_at: tx.now,
        revoked_at: None,
        scans: 0,
    };
    tx.add(row.clone()).await?;
    Ok(row)
}

pub(super) async fn count_scan(tx: &Tx, code: &str) -> Result<(), DbErr> {
    let one_more = Expr::col(sticker::Column::Scans).add(1);
    let update = tx.rows().update::<sticker::Entity>().filter(sticker::Column::Code.eq(code));
    update.col_expr(sticker::Column::Scans, one_more).exec(tx).await.map(drop)
}

/// Whether it was still valid until now.
pub(super) async fn revoke(tx: &Tx, id: StickerId) -> Result<bool, DbErr> {
    let update = tx.rows().update::<sticker::Entity>().filter(sticker::Column::Id.eq(id)).filter(sticker::Column::RevokedAt.is_null());
    let done = update.col_expr(sticker::Column::RevokedAt, Expr::value(tx.now)).exec(tx).await?;
    Ok(done.rows_affected == 1)
}
