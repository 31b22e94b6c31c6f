//! The SQL of accounts, roles and sessions.

mod accounts;
mod roles;
mod sessions;

pub use accounts::{
    account, account_by_login, accounts_page, count_attempt, keep_access, official_exists, set_retry, succeed, take_back, use_step,
};
pub use roles::{
    active_case_organs, add_grant, decide_grant, decide_reset, end_grant, grant, grants_of, heads, open_resets, organ_in_county,
    pending_grants, reset, same_grants, unit_exists, with_names,
};
pub use sessions::{end_all_sessions, end_session, held, locked_session, renew, session, sessions_of};

use crate::kernel::Tx;
use sea_orm::{ConnectionTrait as _, Statement, Value};
use uuid::Uuid;

fn county(tx: &Tx) -> Value {
    Uuid::from(tx.county.id).into()
}

fn statement<const N: usize>(tx: &Tx, sql: &'static str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}
