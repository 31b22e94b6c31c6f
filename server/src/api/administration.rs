//! What keeps a county in order, put together: accounts, organs, numbers, words, the foot, and whose cases go to whom.

use crate::api::staff::AccountsQuery;
use crate::domain::cases::graphql::{ReassignMutation, ReassignQuery};
use crate::domain::clients::graphql::{ClientsMutation, ClientsQuery, WebhooksMutation, WebhooksQuery};
use crate::domain::notices::texts::graphql::{TextsMutation, TextsQuery};
use crate::domain::notices::texts::mail::graphql::{MailTextMutation, MailTextQuery};
use crate::domain::organs::graphql::{OrgansMutation, OrgansQuery};
use crate::domain::settings::graphql::{SettingsMutation, SettingsQuery};
use crate::domain::site::graphql::SiteMutation;
use async_graphql::MergedObject;

/// Queries of the administration.
#[derive(MergedObject, Default)]
pub struct AdministrationQuery(
    AccountsQuery,
    OrgansQuery,
    SettingsQuery,
    TextsQuery,
    MailTextQuery,
    ReassignQuery,
    ClientsQuery,
    WebhooksQuery,
);

/// Mutations of the administration.
#[derive(MergedObject, Default)]
pub struct AdministrationMutation(
    OrgansMutation,
    SettingsMutation,
    TextsMutation,
    MailTextMutation,
    SiteMutation,
    ReassignMutation,
    ClientsMutation,
    WebhooksMutation,
);
