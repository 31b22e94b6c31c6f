//! Signing in and out.

use super::objects::Viewer;
use super::query::viewer_of;
use crate::domain::staff::graphql::{RequestCookies, SignOutPayload, UserAgent, forget, forget_hand, keep, keep_device, keep_hand};
use crate::domain::staff::{self, Browser, Opened, SecondFactor, SignIn, TakeAccess};
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Actor, Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};

/// The first step of signing in.
#[derive(InputObject)]
pub struct SignInInput {
    /// Division code of the county.
    county: String,
    /// Name for signing in.
    login: String,
    /// Password.
    password: String,
}

/// What the first step gave.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// For `verifySecondFactor`, within five minutes; for `takeAccess`, within twenty.
    challenge: Option<String>,
    /// What must be made anew first; if there is anything, `takeAccess` comes next, and nothing else works before.
    needs: Vec<AccessNeed>,
    /// For a new second factor: the address for an authenticator app. Another first step gives another one.
    totp_uri: Option<String>,
    /// Why there is none.
    errors: Vec<UserError>,
}

/// What somebody must make anew before an account opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::domain::staff::AccessNeed")]
pub enum AccessNeed {
    /// A password of one's own, in the place of a first one.
    NewPassword,
    /// A second factor of one's own.
    NewSecondFactor,
}

/// Making access that somebody else handed over one's own.
#[derive(InputObject)]
pub struct TakeAccessInput {
    /// What the first step gave.
    challenge: String,
    /// Six digits of the authenticator app: of the new address, if one was given, or of the second factor that stands.
    code: String,
    /// A password of one's own, 12 to 64 characters, where one is needed.
    new_password: Option<String>,
}

/// The second step of signing in.
#[derive(InputObject)]
pub struct VerifySecondFactorInput {
    /// What the first step gave.
    challenge: String,
    /// Six digits of the authenticator app.
    code: String,
}

/// Asks for new tokens; the refresh token comes in its cookie.
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// Not looked at.
    #[graphql(name = "clientMutationId")]
    _client_mutation_id: Option<String>,
}

/// An open session. The refresh token is set as a cookie.
#[derive(SimpleObject)]
pub struct SessionPayload {
    /// For the header `Authorization: Bearer …`.
    access_token: Option<String>,
    /// When the access token ends.
    expires_at: Option<DateTime>,
    /// Who is signed in.
    viewer: Option<Viewer>,
    /// Why there is no session.
    errors: Vec<UserError>,
}

/// Which session to end.
#[derive(InputObject)]
pub struct EndSessionInput {
    /// One of the viewer's own.
    session_id: ID,
}

/// Mutations around a session.
#[derive(Default)]
pub struct SigningMutation;

#[Object]
impl SigningMutation {
    /// First step: login and password.
    async fn sign_in(&self, context: &Context<'_>, input: SignInInput) -> Result<SignInPayload> {
        let ctx = ctx_of(context)?;
        let SignInInput { county, login, password } = input;
        let (step, errors) = answer(ctx, staff::sign_in(ctx, SignIn { county, login, password, device: device(context) }).await)?;
        let Some(step) = step else { return Ok(SignInPayload { challenge: None, needs: Vec::new(), totp_uri: None, errors }) };
        let needs = step.needs.into_iter().map(AccessNeed::from).collect();
        Ok(SignInPayload { challenge: Some(step.challenge), needs, totp_uri: step.totp_uri.map(|uri| uri.to_string()), errors })
    }

    /// Second step with access that somebody else handed over: sets a password and a second factor of one's own, and
    /// signs in. Sets the refresh cookie.
    async fn take_access(&self, context: &Context<'_>, input: TakeAccessInput) -> Result<SessionPayload> {
        let ctx = ctx_of(context)?;
        let TakeAccessInput { challenge, code, new_password } = input;
        let opened = staff::take_access(ctx, TakeAccess { challenge, code, new_password, browser: browser(context) }).await;
        payload(context, ctx, opened).await
    }

    /// Second step: the code of the authenticator app. Sets the refresh cookie.
    async fn verify_second_factor(&self, context: &Context<'_>, input: VerifySecondFactorInput) -> Result<SessionPayload> {
        let ctx = ctx_of(context)?;
        let VerifySecondFactorInput { challenge, code } = input;
        let opened = staff::verify_second_factor(ctx, SecondFactor { challenge, code, browser: browser(context) }).await;
        payload(context, ctx, opened).await
    }

    /// New tokens for the holder of the refresh cookie; each cookie works once.
    #[graphql(name = "refreshSession")]
    async fn refresh_session(&self, context: &Context<'_>, input: Option<RefreshSessionInput>) -> Result<SessionPayload> {
        drop(input);
        let ctx = ctx_of(context)?;
        let refresh = context.data_opt::<RequestCookies>().and_then(|cookies| cookies.refresh.as_deref());
        let opened = staff::refresh(ctx, refresh).await;
        if matches!(opened, Err(Failure::SignInNeeded)) && refresh.is_some() {
            context.append_http_header("Set-Cookie", forget(ctx));
            context.append_http_header("Set-Cookie", forget_hand(ctx));
        }
        payload(context, ctx, opened).await
    }

    /// Ends the session that asks, and removes the refresh cookie.
    async fn sign_out(&self, context: &Context<'_>) -> Result<SignOutPayload> {
        let ctx = ctx_of(context)?;
        let (_, errors) = answer(ctx, staff::sign_out(ctx).await)?;
        context.append_http_header("Set-Cookie", forget(ctx));
        context.append_http_header("Set-Cookie", forget_hand(ctx));
        Ok(SignOutPayload { errors })
    }

    /// Ends one of the viewer's sessions, for example that of a lost phone.
    async fn end_session(&self, context: &Context<'_>, input: EndSessionInput) -> Result<SignOutPayload> {
        let ctx = ctx_of(context)?;
        let ended = match ids::parse("sessionId", &input.session_id) {
            Ok(id) => staff::end_session(ctx, id).await,
            Err(refusal) => Err(Failure::Refused(vec![refusal])),
        };
        let (_, errors) = answer(ctx, ended)?;
        Ok(SignOutPayload { errors })
    }
}

fn browser(context: &Context<'_>) -> Browser {
    let user_agent = context.data_opt::<UserAgent>().map(|agent| agent.0.clone()).filter(|agent| !agent.is_empty());
    Browser { user_agent, device: device(context) }
}

/// The cookie by which a device is known that signed in before.
pub(super) fn device(context: &Context<'_>) -> Option<String> {
    context.data_opt::<RequestCookies>().and_then(|cookies| cookies.device.clone())
}

async fn payload(context: &Context<'_>, ctx: &Ctx, opened: Outcome<Opened>) -> Result<SessionPayload> {
    let (opened, errors) = answer(ctx, opened)?;
    let Some(opened) = opened else { return Ok(SessionPayload { access_token: None, expires_at: None, viewer: None, errors }) };
    context.append_http_header("Set-Cookie", keep(ctx, &opened.refresh));
    if let Some(device) = &opened.device {
        context.append_http_header("Set-Cookie", keep_device(ctx, device));
    }
    // A refreshed session keeps its key: only the cookie's time begins anew.
    let held_before = || ctx.hand.as_ref().filter(|hand| hand.session == opened.claims.session).map(|hand| hand.cookie().into());
    if let Some(hand) = opened.hand.clone().or_else(held_before) {
        context.append_http_header("Set-Cookie", keep_hand(ctx, &hand));
    }
    let held = required(ctx, staff::load_actor(&ctx.kernel, &opened.claims).await)?;
    let now_signed_in = Ctx { actor: held.map_or(Actor::Nobody, Actor::Staff), ..ctx.clone() };
    let viewer = required(ctx, viewer_of(&now_signed_in).await)?;
    Ok(SessionPayload { access_token: Some(opened.access_token), expires_at: Some(DateTime(opened.expires_at)), viewer, errors })
}
