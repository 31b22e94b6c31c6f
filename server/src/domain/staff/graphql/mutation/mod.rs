//! Signing in and out; making accounts, giving and ending roles, new access.

mod people;
mod signing;

use async_graphql::MergedObject;

/// Mutations of this module.
#[derive(Default, MergedObject)]
pub struct StaffMutation(signing::SigningMutation, people::PeopleMutation);
