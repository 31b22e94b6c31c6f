//! 电子廉洁档案 in the schema.

mod inputs;
mod objects;
mod query;
mod records;
mod verbs;

pub use inputs::*;
pub use objects::*;
pub use query::ArchivesQuery;
pub use records::*;

use crate::domain::archives::service;
use crate::kernel::graphql::errors::ctx_by_calendar;
use async_graphql::{Context, Object, Result};

/// Changes of the archives.
#[derive(Debug, Default)]
pub struct ArchivesMutation;

#[Object]
impl ArchivesMutation {
    /// 查阅: opens an official's archive for a stated purpose, for thirty days; it stands on the ledger.
    async fn open_archive(&self, context: &Context<'_>, input: OpenArchiveInput) -> Result<OpenArchivePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (opening, errors) = verbs::told(ctx, verbs::open(ctx, input).await)?;
        Ok(OpenArchivePayload { opening: opening.map(Into::into), errors })
    }

    /// The one-page summary of an archive that the viewer opened, as PDF for the meeting; it stands on the ledger.
    async fn export_archive_summary(&self, context: &Context<'_>, input: ExportArchiveSummaryInput) -> Result<ExportArchiveSummaryPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (paper, errors) = verbs::told(ctx, verbs::paper(ctx, input).await)?;
        let (file_name, pdf) = paper.unzip();
        Ok(ExportArchiveSummaryPayload { file_name, pdf, errors })
    }

    /// The viewer answers what stands in his own archive; each answer stays.
    async fn answer_archive(&self, context: &Context<'_>, input: AnswerArchiveInput) -> Result<OwnArchivePayload> {
        let ctx = ctx_by_calendar(context)?;
        let AnswerArchiveInput { about, text } = input;
        let (archive, errors) = verbs::told(ctx, service::answer(ctx, service::AnswerArchive { about, text }).await)?;
        Ok(OwnArchivePayload { archive: archive.map(Into::into), errors })
    }

    /// The viewer declares a matter of himself, or another version of one; never public.
    async fn declare_matter(&self, context: &Context<'_>, input: DeclareMatterInput) -> Result<OwnArchivePayload> {
        let ctx = ctx_by_calendar(context)?;
        let (archive, errors) = verbs::told(ctx, verbs::declare(ctx, input).await)?;
        Ok(OwnArchivePayload { archive: archive.map(Into::into), errors })
    }

    /// Names a kind of matters that officials may declare, with the law that permits the county to hold them; by a head of the
    /// county commission. There is none before.
    async fn name_archive_kind(&self, context: &Context<'_>, input: NameArchiveKindInput) -> Result<ArchiveKindPayload> {
        let ctx = ctx_by_calendar(context)?;
        let NameArchiveKindInput { name, basis } = input;
        let (kind, errors) = verbs::told(ctx, service::name_kind(ctx, service::NameKind { name, basis }).await)?;
        Ok(ArchiveKindPayload { kind: kind.map(Into::into), errors })
    }

    /// Ends a kind: the words of its matters are deleted; by a head of the county commission.
    async fn end_archive_kind(&self, context: &Context<'_>, input: EndArchiveKindInput) -> Result<ArchiveKindPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (kind, errors) = verbs::told(ctx, verbs::end_kind(ctx, input).await)?;
        Ok(ArchiveKindPayload { kind: kind.map(Into::into), errors })
    }

    /// 移交: signs the archive that the viewer opened for another county; the file goes there.
    async fn hand_over_archive(&self, context: &Context<'_>, input: HandOverArchiveInput) -> Result<ArchiveTransferPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (done, errors) = verbs::told(ctx, verbs::hand_over(ctx, input).await)?;
        let (transfer, file) = done.unzip();
        Ok(ArchiveTransferPayload { transfer, file, errors })
    }

    /// 接收: takes in a sheet that another county signed; the file of the receipt goes back.
    async fn take_in_archive(&self, context: &Context<'_>, input: TakeInArchiveInput) -> Result<ArchiveTransferPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (done, errors) = verbs::told(ctx, verbs::take_in(ctx, input).await)?;
        let (transfer, file) = done.unzip();
        Ok(ArchiveTransferPayload { transfer, file, errors })
    }

    /// 回执: enters the signed receipt of the receiving county.
    async fn enter_archive_receipt(&self, context: &Context<'_>, input: EnterArchiveReceiptInput) -> Result<ArchiveTransferPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (transfer, errors) = verbs::told(ctx, verbs::enter_receipt(ctx, input).await)?;
        Ok(ArchiveTransferPayload { transfer, file: None, errors })
    }

    /// Enters the public key of a county outside the platform; by a head of the county commission.
    async fn name_archive_peer(&self, context: &Context<'_>, input: NameArchivePeerInput) -> Result<NameArchivePeerPayload> {
        let ctx = ctx_by_calendar(context)?;
        let NameArchivePeerInput { county_code, county_name, public_key, document } = input;
        let named = service::name_peer(ctx, service::NamePeer { county_code, county_name, public_key, document }).await;
        let (peer, errors) = verbs::told(ctx, named)?;
        Ok(NameArchivePeerPayload { peer: peer.map(Into::into), errors })
    }
}
