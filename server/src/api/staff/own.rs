//! What somebody changes about his own account.

use super::signing::device;
use crate::domain::staff::{self, ChangePassword, SetMail};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

/// A new password for oneself.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The one that holds.
    current_password: String,
    /// Six digits of the authenticator app.
    code: String,
    /// The new one: 12 to 64 characters, not the login, not the name, not one that others try first.
    new_password: String,
}

/// A mail address for oneself.
#[derive(InputObject)]
pub struct SetMailInput {
    /// The address; without one no notice is mailed any more.
    email: Option<String>,
    /// The password that holds.
    current_password: String,
}

/// Nothing but refusals.
#[derive(SimpleObject)]
pub struct OwnAccountPayload {
    /// Why it was not done.
    errors: Vec<UserError>,
}

/// Mutations around one's own account.
#[derive(Default)]
pub struct OwnMutation;

#[Object]
impl OwnMutation {
    /// Changes one's own password; ends one's other sessions.
    async fn change_password(&self, context: &Context<'_>, input: ChangePasswordInput) -> Result<OwnAccountPayload> {
        let ctx = ctx_of(context)?;
        let ChangePasswordInput { current_password: current, code, new_password: new } = input;
        let change = ChangePassword { current, code, new, device: device(context) };
        let (_, errors) = answer(ctx, staff::change_password(ctx, change).await)?;
        Ok(OwnAccountPayload { errors })
    }

    /// Sets or removes the address that one's notices are mailed to; no mail names a case.
    async fn set_mail(&self, context: &Context<'_>, input: SetMailInput) -> Result<OwnAccountPayload> {
        let ctx = ctx_of(context)?;
        let set = SetMail { email: input.email, current: input.current_password, device: device(context) };
        let (_, errors) = answer(ctx, staff::set_mail(ctx, set).await)?;
        Ok(OwnAccountPayload { errors })
    }
}
