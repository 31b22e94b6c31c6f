//! The verbs of a person with a phone.

pub mod guess;
pub mod request;
pub mod send;
pub mod upload;
pub mod verify;

use crate::domain::reporters::refusal::ReporterRefusal;
use crate::kernel::{County, Ctx, Outcome};

/// The county meant: the one named, the home county, or the only one.
async fn county_meant(ctx: &Ctx, code: Option<&str>) -> Outcome<County> {
    if let Some(code) = code.or(ctx.kernel.settings.home_county.as_deref()) {
        return ctx.county(code).await;
    }
    match ctx.kernel.tenants.all().await?.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(ReporterRefusal::WhichCounty.into()),
    }
}
