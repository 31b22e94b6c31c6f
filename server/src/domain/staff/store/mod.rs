//! The SQL of accounts, roles, sessions and tries at signing in.

mod accounts;
mod cards;
mod devices;
mod living;
mod officials;
mod roles;
mod said;
mod seats;
mod sessions;
mod tries;

pub use accounts::{
    Listed, account, account_by_login, account_names, accounts_page, clear_factor, keep_email, keep_factor, keep_password, link_official,
    locked_account, officials_behind, open_accounts_of, put_first_password, replace_factor, use_step, with_factor,
};
pub use cards::{
    all_grants_of, card, grants_in, last_used, put_card, put_closed_reason, put_last_day, put_state, refuse_resets, rename, unit_of,
};
pub use devices::{known_device, remember_device};
pub use living::living_sessions;
pub use officials::{hold_official, named, official_by_code, official_names, officials};
pub use roles::{
    active_case_organs, add_grant, decide_grant, decide_reset, end_grant, grant, grants_of, heads, held_on, hold_admins, hold_organ,
    open_resets, organ_by_code, organ_in_county, organ_names, pending_grants, reset, same_grants, unit_exists, unit_names, with_names,
};
pub use said::said;
pub use seats::seats;
pub use sessions::{end_all_sessions, end_other_sessions, end_session, held, locked_session, renew, session, sessions_of};
pub use tries::{FORGET, count_try, forget, retry_at, set_retry, take_back};

use crate::kernel::Tx;
use sea_orm::{ConnectionTrait as _, Statement, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

fn county(tx: &Tx) -> Value {
    Uuid::from(tx.county.id).into()
}

fn statement<const N: usize>(tx: &Tx, sql: &'static str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}

fn by_id<R, I: Ord>(rows: Vec<R>, id: impl Fn(&R) -> I) -> BTreeMap<I, R> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}
