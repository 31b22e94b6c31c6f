//! The SQL of what the archives own: openings, kinds, matters, answers, transfers, keys of others.

use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, ArchiveKindId, ArchiveMatterId, ArchiveOpeningId, ArchiveTransferId, OfficialId, SealedPartId, UnitId};
use entity::words::TransferWay;
use entity::{
    archive_file, archive_kind, archive_matter, archive_note, archive_opening, archive_peer, archive_transfer, official, post,
    post_version, unit,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};

/// Transfers in a list at most; nobody has as many at once.
const MOST_TRANSFERS: u64 = 200;
/// Kinds in a list at most, ended ones too.
const MOST_KINDS: u64 = 200;

/// An official, held until the transaction ends: two who write into his archive come one after the other.
pub async fn hold_official(tx: &Tx, id: OfficialId) -> Outcome<official::Model> {
    tx.rows().one::<official::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// An official.
pub async fn official(tx: &Tx, id: OfficialId) -> Outcome<official::Model> {
    tx.rows().one::<official::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Officials by id.
pub async fn officials(tx: &Tx, ids: BTreeSet<OfficialId>) -> Outcome<BTreeMap<OfficialId, official::Model>> {
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// All posts of an official.
pub async fn posts(tx: &Tx, of: OfficialId) -> Outcome<Vec<post::Model>> {
    Ok(tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.eq(of)).order_by_asc(post::Column::Id).all(tx).await?)
}

/// What was known of his posts before they were corrected, the first one first.
pub async fn post_versions(tx: &Tx, of: OfficialId) -> Outcome<Vec<post_version::Model>> {
    let rows = tx.rows().find::<post_version::Entity>().filter(post_version::Column::OfficialId.eq(of));
    Ok(rows.order_by_asc(post_version::Column::KnownUntil).order_by_asc(post_version::Column::Id).all(tx).await?)
}

/// Units by id.
pub async fn units(tx: &Tx, ids: BTreeSet<UnitId>) -> Outcome<BTreeMap<UnitId, unit::Model>> {
    let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Where the words of an official's archive lie; none before the first.
pub async fn file_of(tx: &Tx, of: OfficialId) -> Outcome<Option<archive_file::Model>> {
    Ok(tx.rows().find::<archive_file::Entity>().filter(archive_file::Column::OfficialId.eq(of)).one(tx).await?)
}

/// An opening.
pub async fn opening(tx: &Tx, id: ArchiveOpeningId) -> Outcome<archive_opening::Model> {
    tx.rows().one::<archive_opening::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Openings of these accounts, the newest first; one row more than asked for.
pub async fn openings(tx: &Tx, of: &[AccountId], page: &PageQuery) -> Outcome<Vec<archive_opening::Model>> {
    let mut rows = tx.rows().find::<archive_opening::Entity>().filter(archive_opening::Column::AccountId.is_in(of.iter().copied()));
    if let Some(cursor) = &page.after {
        let last: Option<ArchiveOpeningId> = cursor.first().and_then(|id| id.parse().ok());
        let last = last.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        rows = rows.filter(archive_opening::Column::Id.lt(last));
    }
    Ok(rows.order_by_desc(archive_opening::Column::Id).limit(page.first.saturating_add(1)).all(tx).await?)
}

/// Kinds, those that may be declared first, then by name.
pub async fn kinds(tx: &Tx) -> Outcome<Vec<archive_kind::Model>> {
    let rows = tx.rows().find::<archive_kind::Entity>().order_by(archive_kind::Column::EndedAt.is_null(), sea_orm::Order::Desc);
    Ok(rows.order_by_asc(archive_kind::Column::Name).order_by_asc(archive_kind::Column::Id).limit(MOST_KINDS).all(tx).await?)
}

/// A kind, held until the transaction ends: what is declared while it ends is declared before or not at all.
pub async fn hold_kind(tx: &Tx, id: ArchiveKindId) -> Outcome<archive_kind::Model> {
    tx.rows().one::<archive_kind::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// The kind of this name that may be declared.
pub async fn kind_named(tx: &Tx, name: &str) -> Outcome<Option<archive_kind::Model>> {
    Ok(tx.rows().find::<archive_kind::Entity>().filter(archive_kind::Column::OpenName.eq(name)).one(tx).await?)
}

/// A kind ends.
pub async fn end_kind(tx: &Tx, id: ArchiveKindId, by: AccountId) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<archive_kind::Entity>()
        .col_expr(archive_kind::Column::OpenName, Expr::value(Option::<String>::None))
        .col_expr(archive_kind::Column::EndedBy, Expr::value(Some(by)))
        .col_expr(archive_kind::Column::EndedAt, Expr::value(Some(tx.now)));
    update.filter(archive_kind::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Takes the words of a kind's matters out of their rows; the sealed texts that nothing refers to any more.
pub async fn empty_matters(tx: &Tx, kind: ArchiveKindId) -> Outcome<Vec<SealedPartId>> {
    let of_kind = archive_matter::Column::KindId.eq(kind);
    let rows = tx.rows().find::<archive_matter::Entity>().filter(of_kind.clone()).filter(archive_matter::Column::PartId.is_not_null());
    let parts: Vec<Option<SealedPartId>> = rows.select_only().column(archive_matter::Column::PartId).into_tuple().all(tx).await?;
    let update = tx.rows().update::<archive_matter::Entity>().filter(of_kind);
    update.col_expr(archive_matter::Column::PartId, Expr::value(Option::<SealedPartId>::None)).exec(tx).await?;
    Ok(parts.into_iter().flatten().collect())
}

/// What an official declared, version by version.
pub async fn matters(tx: &Tx, of: OfficialId) -> Outcome<Vec<archive_matter::Model>> {
    let rows = tx.rows().find::<archive_matter::Entity>().filter(archive_matter::Column::OfficialId.eq(of));
    Ok(rows.order_by_asc(archive_matter::Column::RootId).order_by_asc(archive_matter::Column::No).all(tx).await?)
}

/// The versions of one matter of an official, the first one first.
pub async fn versions(tx: &Tx, of: OfficialId, root: ArchiveMatterId) -> Outcome<Vec<archive_matter::Model>> {
    let such = Condition::all().add(archive_matter::Column::OfficialId.eq(of)).add(archive_matter::Column::RootId.eq(root));
    Ok(tx.rows().find::<archive_matter::Entity>().filter(such).order_by_asc(archive_matter::Column::No).all(tx).await?)
}

/// What an official answered, the oldest first.
pub async fn notes(tx: &Tx, of: OfficialId) -> Outcome<Vec<archive_note::Model>> {
    let rows = tx.rows().find::<archive_note::Entity>().filter(archive_note::Column::OfficialId.eq(of));
    Ok(rows.order_by_asc(archive_note::Column::WrittenAt).order_by_asc(archive_note::Column::Id).all(tx).await?)
}

/// Transfers of one official, or of all; the newest first.
pub async fn transfers(tx: &Tx, of: Option<OfficialId>) -> Outcome<Vec<archive_transfer::Model>> {
    let mut rows = tx.rows().find::<archive_transfer::Entity>();
    if let Some(official) = of {
        rows = rows.filter(archive_transfer::Column::OfficialId.eq(official));
    }
    let rows = rows.order_by_desc(archive_transfer::Column::MadeAt).order_by_desc(archive_transfer::Column::Id);
    Ok(rows.limit(MOST_TRANSFERS).all(tx).await?)
}

/// A transfer, held until the transaction ends.
pub async fn hold_transfer(tx: &Tx, id: ArchiveTransferId) -> Outcome<archive_transfer::Model> {
    tx.rows().one::<archive_transfer::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// The transfer of this sheet, if it went this way before.
pub async fn transfer_of(tx: &Tx, way: TransferWay, hash: &[u8]) -> Outcome<Option<archive_transfer::Model>> {
    let rows = tx.rows().find::<archive_transfer::Entity>().filter(archive_transfer::Column::Way.eq(way));
    Ok(rows.filter(archive_transfer::Column::SheetHash.eq(hash)).one(tx).await?)
}

/// Enters a receipt; false if somebody was faster.
pub async fn receive(tx: &Tx, id: ArchiveTransferId, receipt: &str) -> Outcome<bool> {
    let update = tx.rows().update::<archive_transfer::Entity>().filter(archive_transfer::Column::Id.eq(id));
    let update = update.filter(archive_transfer::Column::Receipt.is_null());
    let update = update.col_expr(archive_transfer::Column::Receipt, Expr::value(receipt));
    Ok(update.col_expr(archive_transfer::Column::ReceivedAt, Expr::value(Some(tx.now))).exec(tx).await?.rows_affected == 1)
}

/// Keys of counties outside the platform, by code; those of one county, or of all.
pub async fn peers(tx: &Tx, code: Option<&str>) -> Outcome<Vec<archive_peer::Model>> {
    let mut rows = tx.rows().find::<archive_peer::Entity>();
    if let Some(code) = code {
        rows = rows.filter(archive_peer::Column::CountyCode.eq(code));
    }
    Ok(rows.order_by_asc(archive_peer::Column::CountyCode).order_by_asc(archive_peer::Column::Id).all(tx).await?)
}
