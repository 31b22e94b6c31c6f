//! Changing the foot of a county's pages; `County.footer` shows it.

use super::picture::MOST_BYTES;
use super::service::{self, Foot};
use crate::domain::directory::graphql::County;
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, required};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What is to stand at the foot.
#[derive(InputObject)]
pub struct SetFooterInput {
    /// 主办单位.
    operator: String,
    /// Telephone of the operator.
    telephone: String,
    /// 来访地址: where one can speak in person.
    address: Option<String>,
    /// ICP 备案号.
    icp: Option<String>,
    /// 公安联网备案号.
    security_filing: Option<String>,
    /// Where the privacy notice stands, `https://`; without it on the platform's own page.
    privacy_url: Option<String>,
    /// `CountyFooter.version` as it was read.
    version: i32,
}

/// What is to be in the emblem's slot.
#[derive(InputObject)]
pub struct SetEmblemInput {
    /// A PNG, JPEG or WebP of at most 40,000 bytes, as base64; without it the slot is emptied.
    image: Option<String>,
    /// `CountyFooter.version` as it was read.
    version: i32,
}

/// What became of it.
#[derive(SimpleObject)]
pub struct FooterPayload {
    /// The county as its pages show it.
    pub county: Option<County>,
    /// Why nothing was changed.
    pub errors: Vec<UserError>,
}

/// Changes of the foot.
#[derive(Debug, Default)]
pub struct SiteMutation;

#[Object]
impl SiteMutation {
    /// Changes what stands at the foot of the county's pages; by its administrator.
    async fn set_footer(&self, context: &Context<'_>, input: SetFooterInput) -> Result<FooterPayload> {
        let ctx = ctx_of(context)?;
        let SetFooterInput { operator, telephone, address, icp, security_filing, privacy_url, version } = input;
        let foot = Foot { operator, telephone, address, icp, security_filing, privacy_url };
        payload(ctx, service::set_footer(ctx, foot, version).await).await
    }

    /// Puts a picture into the emblem's slot, or empties it; by the county's administrator, who answers for its use.
    async fn set_emblem(&self, context: &Context<'_>, input: SetEmblemInput) -> Result<FooterPayload> {
        let ctx = ctx_of(context)?;
        let outcome = service::set_emblem(ctx, input.image.as_deref().map(decoded), input.version).await;
        payload(ctx, outcome).await
    }
}

/// What is no base64 is no picture; the verb says so after it has decided.
fn decoded(image: &str) -> Vec<u8> {
    if image.len() > MOST_BYTES.saturating_mul(2) { vec![0; MOST_BYTES + 1] } else { STANDARD.decode(image.trim()).unwrap_or_default() }
}

async fn payload(ctx: &Ctx, done: Outcome<()>) -> Result<FooterPayload> {
    let (done, errors) = answer(ctx, done)?;
    let county = if done.is_some() { Some(required(ctx, own(ctx).await)?) } else { None };
    Ok(FooterPayload { county, errors })
}

async fn own(ctx: &Ctx) -> Outcome<County> {
    let staff = ctx.actor.staff().ok_or_else(|| Failure::refuse(ErrorCode::Forbidden, "请先登录。"))?;
    County::by_id(ctx, staff.county_id).await
}
