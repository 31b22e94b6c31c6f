//! The SQL of phone codes, limits and upload grants.

use crate::domain::reporters::limits::TRIES;
use crate::kernel::{Outcome, Tx};
use entity::id::{ContactId, EnvelopeId, PhoneCodeId, UploadGrantId, mint};
use entity::moment::Moment;
use entity::scope::{platform_rows, platform_update};
use entity::words::PhonePurpose;
use entity::{contact, phone_code, phone_limit, upload_grant};
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Statement, Value};
use serde_json::json;
use uuid::Uuid;

/// Marks a proof as spent; false if it was spent before. The unique key decides a race.
pub async fn spend_proof(tx: &Tx, hash: Vec<u8>, expires_at: Moment) -> Outcome<bool> {
    let sql = "INSERT INTO used_challenge (hash, expires_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
    Ok(tx.execute_raw(statement(tx, sql, [hash.into(), expires_at.0.into()])).await?.rows_affected() == 1)
}

/// Forgets proofs whose challenge has ended: they would be refused for that.
pub async fn forget_spent_proofs(tx: &Tx) -> Outcome<()> {
    tx.execute_raw(statement(tx, "DELETE FROM used_challenge WHERE expires_at < $1", [tx.now.0.into()])).await?;
    Ok(())
}

/// What the phone asked for, with its row locked until the transaction ends.
pub async fn lock_sends(tx: &Tx, phone_hash: &[u8]) -> Outcome<Vec<Moment>> {
    let row = lock_limits(tx, phone_hash).await?;
    Ok(row.and_then(|row| serde_json::from_value(row.sends).ok()).unwrap_or_default())
}

/// The query codes that the phone came with and that there are not, with its row locked until the transaction ends.
pub async fn lock_wrong_codes(tx: &Tx, phone_hash: &[u8]) -> Outcome<Vec<Moment>> {
    let row = lock_limits(tx, phone_hash).await?;
    Ok(row.and_then(|row| serde_json::from_value(row.wrong_codes).ok()).unwrap_or_default())
}

/// Holds the phone's row until the transaction ends.
pub async fn hold_limits(tx: &Tx, phone_hash: &[u8]) -> Outcome<()> {
    // An update that changes nothing takes the row's lock on PostgreSQL, also when the row is new.
    let sql = "INSERT INTO phone_limit (phone_hash, sends) VALUES ($1, '[]') \
               ON CONFLICT (phone_hash) DO UPDATE SET phone_hash = excluded.phone_hash";
    tx.execute_raw(statement(tx, sql, [phone_hash.to_vec().into()])).await?;
    Ok(())
}

async fn lock_limits(tx: &Tx, phone_hash: &[u8]) -> Outcome<Option<phone_limit::Model>> {
    hold_limits(tx, phone_hash).await?;
    Ok(platform_rows::<phone_limit::Entity>().filter(phone_limit::Column::PhoneHash.eq(phone_hash)).one(tx).await?)
}

/// Remembers the wrong query codes of a phone.
pub async fn keep_wrong_codes(tx: &Tx, phone_hash: &[u8], wrong: &[Moment]) -> Outcome<()> {
    platform_update::<phone_limit::Entity>()
        .col_expr(phone_limit::Column::WrongCodes, sea_orm::sea_query::Expr::value(json!(wrong)))
        .filter(phone_limit::Column::PhoneHash.eq(phone_hash))
        .exec(tx)
        .await?;
    Ok(())
}

/// Holds the county's row until the transaction ends.
pub async fn lock_county(tx: &Tx) -> Outcome<()> {
    // As above. A lock of this kind leaves those free who write rows that refer to the county.
    tx.execute_raw(statement(tx, "UPDATE \"county\" SET name = name WHERE id = $1", [county(tx)])).await?;
    Ok(())
}

/// Remembers what the phone asked for.
pub async fn keep_sends(tx: &Tx, phone_hash: &[u8], sends: &[Moment]) -> Outcome<()> {
    platform_update::<phone_limit::Entity>()
        .col_expr(phone_limit::Column::Sends, sea_orm::sea_query::Expr::value(json!(sends)))
        .filter(phone_limit::Column::PhoneHash.eq(phone_hash))
        .exec(tx)
        .await?;
    Ok(())
}

/// Codes asked for in this county since `start`.
pub async fn codes_since(tx: &Tx, start: Moment) -> Outcome<u64> {
    // Ids begin with their time, so that the key finds the day.
    let first = PhoneCodeId(mint(start.0, 0, [0; 9]));
    Ok(tx.rows().find::<phone_code::Entity>().filter(phone_code::Column::Id.gte(first)).count(tx).await?)
}

/// One code.
pub async fn code(tx: &Tx, id: PhoneCodeId) -> Outcome<Option<phone_code::Model>> {
    Ok(tx.rows().one::<phone_code::Entity, _>(id).one(tx).await?)
}

/// The code of this phone and purpose that was asked for last.
pub async fn latest_asked(tx: &Tx, phone_hash: &[u8], purpose: PhonePurpose) -> Outcome<Option<phone_code::Model>> {
    Ok(codes_of(tx, phone_hash, purpose).one(tx).await?)
}

/// The code of this phone and purpose that was sent last.
pub async fn latest_sent(tx: &Tx, phone_hash: &[u8], purpose: PhonePurpose) -> Outcome<Option<phone_code::Model>> {
    Ok(codes_of(tx, phone_hash, purpose).filter(phone_code::Column::CodeHash.is_not_null()).one(tx).await?)
}

fn codes_of(tx: &Tx, phone_hash: &[u8], purpose: PhonePurpose) -> sea_orm::Select<phone_code::Entity> {
    tx.rows()
        .find::<phone_code::Entity>()
        .filter(phone_code::Column::PhoneHash.eq(phone_hash))
        .filter(phone_code::Column::Purpose.eq(purpose))
        .order_by_desc(phone_code::Column::RequestedAt)
        .order_by_desc(phone_code::Column::Id)
}

/// Keeps the hash of the code that goes out now.
pub async fn keep_drawn(tx: &Tx, id: PhoneCodeId, code_hash: Vec<u8>, expires_at: Moment) -> Outcome<()> {
    use sea_orm::sea_query::Expr;
    tx.rows()
        .update::<phone_code::Entity>()
        .col_expr(phone_code::Column::CodeHash, Expr::value(code_hash))
        .col_expr(phone_code::Column::SentAt, Expr::value(tx.now.0))
        .col_expr(phone_code::Column::ExpiresAt, Expr::value(expires_at.0))
        .filter(phone_code::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Counts one try before anything is compared, so that guesses made at the same time count too. Answers how many
/// tries were made, this one included; none if no try is left or the code was used.
pub async fn count_try(tx: &Tx, id: PhoneCodeId) -> Outcome<Option<i32>> {
    let sql = "UPDATE phone_code SET attempts = attempts + 1 \
               WHERE county_id = $1 AND id = $2 AND attempts < $3 AND verified_at IS NULL RETURNING attempts";
    let row = tx.query_one_raw(statement(tx, sql, [county(tx), Uuid::from(id).into(), TRIES.into()])).await?;
    Ok(row.map(|row| row.try_get("", "attempts")).transpose()?)
}

/// The code was right: it works no second time.
pub async fn mark_verified(tx: &Tx, id: PhoneCodeId) -> Outcome<()> {
    tx.rows()
        .update::<phone_code::Entity>()
        .col_expr(phone_code::Column::VerifiedAt, sea_orm::sea_query::Expr::value(tx.now.0))
        .filter(phone_code::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Gives leave to upload, or renews it; answers the grant's id.
pub async fn put_grant(tx: &Tx, row: upload_grant::Model) -> Outcome<UploadGrantId> {
    let sql = "INSERT INTO upload_grant (county_id, id, contact_id, phone_hash, submission_hash, expires_at, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) \
               ON CONFLICT (county_id, phone_hash, submission_hash) DO UPDATE SET expires_at = excluded.expires_at RETURNING id";
    let values = [
        county(tx),
        Uuid::from(row.id).into(),
        Uuid::from(row.contact_id).into(),
        row.phone_hash.into(),
        row.submission_hash.into(),
        row.expires_at.0.into(),
        row.created_at.0.into(),
    ];
    let found = tx.query_one_raw(statement(tx, sql, values)).await?;
    let id = found.map(|found| found.try_get::<Uuid>("", "id")).transpose()?;
    Ok(id.map_or(row.id, UploadGrantId))
}

/// The grant of this phone for this submission, whether or not it still holds.
pub async fn grant(tx: &Tx, phone_hash: &[u8], submission_hash: &[u8]) -> Outcome<Option<upload_grant::Model>> {
    let rows = tx.rows().find::<upload_grant::Entity>();
    let rows = rows.filter(upload_grant::Column::PhoneHash.eq(phone_hash));
    Ok(rows.filter(upload_grant::Column::SubmissionHash.eq(submission_hash)).one(tx).await?)
}

/// For how many submissions the phone got leave in this county since `start`.
pub async fn grants_since(tx: &Tx, phone_hash: &[u8], start: Moment) -> Outcome<u64> {
    let rows = tx.rows().find::<upload_grant::Entity>().filter(upload_grant::Column::PhoneHash.eq(phone_hash));
    Ok(rows.filter(upload_grant::Column::CreatedAt.gt(start)).count(tx).await?)
}

/// Moves the end of a grant that still holds; false if there is none.
pub async fn renew_grant(tx: &Tx, phone_hash: &[u8], submission_hash: &[u8], expires_at: Moment) -> Outcome<bool> {
    let done = tx
        .rows()
        .update::<upload_grant::Entity>()
        .col_expr(upload_grant::Column::ExpiresAt, sea_orm::sea_query::Expr::value(expires_at.0))
        .filter(upload_grant::Column::PhoneHash.eq(phone_hash))
        .filter(upload_grant::Column::SubmissionHash.eq(submission_hash))
        .filter(upload_grant::Column::ExpiresAt.gt(tx.now))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Some contacts made before this moment that nothing points at, with their envelopes.
pub async fn left_contacts(tx: &Tx, before: Moment) -> Outcome<Vec<(ContactId, EnvelopeId)>> {
    let sql = "SELECT c.id, c.envelope_id FROM contact c WHERE c.county_id = $1 AND c.created_at < $2 \
               AND NOT EXISTS (SELECT 1 FROM phone_code p WHERE p.county_id = c.county_id AND p.contact_id = c.id) \
               AND NOT EXISTS (SELECT 1 FROM upload_grant g WHERE g.county_id = c.county_id AND g.contact_id = c.id) \
               AND NOT EXISTS (SELECT 1 FROM report r WHERE r.county_id = c.county_id AND r.contact_id = c.id) \
               AND NOT EXISTS (SELECT 1 FROM opinion o WHERE o.county_id = c.county_id AND o.contact_id = c.id) \
               AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.county_id = c.county_id AND n.contact_id = c.id) LIMIT 100";
    let rows = tx.query_all_raw(statement(tx, sql, [county(tx), before.into()])).await?;
    Ok(rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "envelope_id")?))).collect::<Result<_, sea_orm::DbErr>>()?)
}

/// Deletes a contact.
pub async fn forget_contact(tx: &Tx, id: ContactId) -> Outcome<()> {
    tx.rows().delete::<contact::Entity>().filter(contact::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

fn county(tx: &Tx) -> Value {
    Uuid::from(tx.county.id).into()
}

fn statement<const N: usize>(tx: &Tx, sql: &'static str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}
