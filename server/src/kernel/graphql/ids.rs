//! Ids on their way in and out.

use crate::kernel::{ErrorCode, UserError};
use async_graphql::ID;
use std::str::FromStr;

/// An id of the kind asked for.
///
/// # Errors
/// Refused as "not found", with the field: a wrong id and an unknown one look alike.
pub fn parse<I: FromStr>(field: &'static str, id: &ID) -> Result<I, UserError> {
    id.parse()
        .map_err(|_| UserError { code: ErrorCode::NotFound, field: Some(field), message: "没有找到，编号不对。".to_owned() })
}

/// An id for the client.
pub fn show(id: impl std::fmt::Display) -> ID {
    ID(id.to_string())
}
