//! Who is to hold which organ's key today.

use crate::domain::keys::Seat;
use crate::domain::staff::store::{county, statement};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, OrganId};
use entity::words::StaffRole;
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult};

const SEATS: &str = "SELECT g.account_id, g.organ_id, g.role FROM role_grant g \
    JOIN account a ON a.county_id = g.county_id AND a.id = g.account_id AND a.state = 'ACTIVE' \
    WHERE g.county_id = $1 AND g.state = 'ACTIVE' AND g.role IN ('HANDLER', 'HEAD', 'CUSTODIAN') \
        AND g.valid_from <= $2 AND (g.valid_until IS NULL OR g.valid_until >= $2)";

/// Handlers and heads sit in their organs, custodians with each other.
pub async fn seats(tx: &Tx) -> Outcome<Vec<Seat>> {
    let today = tx.now.in_china().date();
    let rows = tx.query_all_raw(statement(tx, SEATS, [county(tx), sea_orm::Value::from(today)])).await?;
    let read = |row: &QueryResult| {
        let organ = row.try_get::<Option<OrganId>>("", "organ_id")?;
        let is_custodian = row.try_get::<StaffRole>("", "role")? == StaffRole::Custodian;
        Ok(Seat { organ: organ.filter(|_| !is_custodian), account: row.try_get::<AccountId>("", "account_id")? })
    };
    Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
}
