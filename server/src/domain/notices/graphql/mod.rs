//! Notices in the schema: the in-box, and what a county sets.

mod inbox;
mod quiet;

pub use inbox::{MarkNoticesReadInput, MarkNoticesReadPayload, StaffNotice};
pub use quiet::{QuietHoursPayload, QuietHoursSettings, SetQuietHoursInput};

use crate::domain::notices::service;
use crate::kernel::graphql::errors::{ctx_of, required};
use async_graphql::{Context, Object, Result};

/// Questions about notices.
#[derive(Default)]
pub struct NoticesQuery;

#[Object]
impl NoticesQuery {
    /// 静默时段 of the viewer's county, for its administrator.
    async fn quiet_hours(&self, context: &Context<'_>) -> Result<QuietHoursSettings> {
        let ctx = ctx_of(context)?;
        Ok(required(ctx, service::quiet_hours(ctx).await)?.into())
    }
}

/// What can be done with notices.
#[derive(Default)]
pub struct NoticesMutation;

#[Object]
impl NoticesMutation {
    /// Marks notices as read; all or none.
    async fn mark_notices_read(&self, context: &Context<'_>, input: MarkNoticesReadInput) -> Result<MarkNoticesReadPayload> {
        MarkNoticesReadPayload::of(ctx_of(context)?, &input).await
    }

    /// Sets the 静默时段 of the viewer's county, in which nothing goes out that can wait; by its administrator.
    async fn set_quiet_hours(&self, context: &Context<'_>, input: SetQuietHoursInput) -> Result<QuietHoursPayload> {
        QuietHoursPayload::of(ctx_of(context)?, &input).await
    }
}
