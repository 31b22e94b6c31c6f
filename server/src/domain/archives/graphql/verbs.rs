//! From inputs to verbs.

use super::inputs::{
    DeclareMatterInput, EndArchiveKindInput, EnterArchiveReceiptInput, ExportArchiveSummaryInput, HandOverArchiveInput, OpenArchiveInput,
    TakeInArchiveInput,
};
use super::records::ArchiveTransfer;
use crate::domain::archives::model::Archive;
use crate::domain::archives::service::{self, DeclareMatter, EnterReceipt, HandOver, OpenArchive, OpeningView, TakeIn};
use crate::domain::directory;
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{ID, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::{archive_kind, archive_transfer};
use std::str::FromStr;

/// What a verb gave, or why not.
pub(super) fn told<T>(ctx: &Ctx, outcome: Outcome<T>) -> Result<(Option<T>, Vec<UserError>)> {
    answer(ctx, outcome)
}

/// An id; whoever is not signed in is told that first.
fn parsed<I: FromStr>(ctx: &Ctx, field: &'static str, id: &ID) -> Outcome<I> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    ids::parse(field, id).map_err(|refusal| Failure::Refused(vec![refusal]))
}

pub(super) async fn open(ctx: &Ctx, input: OpenArchiveInput) -> Outcome<OpeningView> {
    let OpenArchiveInput { official_id, purpose, reason, document } = input;
    let official = parsed(ctx, "officialId", &official_id)?;
    service::open(ctx, OpenArchive { official, purpose: purpose.into(), reason, document }).await
}

/// Name and content of the file.
pub(super) async fn paper(ctx: &Ctx, input: ExportArchiveSummaryInput) -> Outcome<(String, String)> {
    let opening = parsed(ctx, "openingId", &input.opening_id)?;
    let paper = service::paper(ctx, opening, input.known_on.map(|day| day.0)).await?;
    Ok((paper.name, STANDARD.encode(paper.bytes)))
}

pub(super) async fn declare(ctx: &Ctx, input: DeclareMatterInput) -> Outcome<Archive> {
    let DeclareMatterInput { kind_id, matter_id, on, text } = input;
    let matter = matter_id.map(|id| parsed(ctx, "matterId", &id)).transpose()?;
    service::declare(ctx, DeclareMatter { kind: parsed(ctx, "kindId", &kind_id)?, matter, on: on.0, text }).await
}

pub(super) async fn end_kind(ctx: &Ctx, input: EndArchiveKindInput) -> Outcome<archive_kind::Model> {
    service::end_kind(ctx, parsed(ctx, "kindId", &input.kind_id)?).await
}

pub(super) async fn hand_over(ctx: &Ctx, input: HandOverArchiveInput) -> Outcome<(ArchiveTransfer, String)> {
    let HandOverArchiveInput { opening_id, county_code, county_name, document } = input;
    let opening = parsed(ctx, "openingId", &opening_id)?;
    let (row, file) = service::hand_over(ctx, HandOver { opening, county_code, county_name, document }).await?;
    Ok((shown(ctx, row).await?, file))
}

pub(super) async fn take_in(ctx: &Ctx, input: TakeInArchiveInput) -> Outcome<(ArchiveTransfer, String)> {
    let official = parsed(ctx, "officialId", &input.official_id)?;
    let (row, file) = service::take_in(ctx, TakeIn { official, sheet: input.sheet }).await?;
    Ok((shown(ctx, row).await?, file))
}

pub(super) async fn enter_receipt(ctx: &Ctx, input: EnterArchiveReceiptInput) -> Outcome<ArchiveTransfer> {
    let transfer = parsed(ctx, "transferId", &input.transfer_id)?;
    let row = service::enter_receipt(ctx, EnterReceipt { transfer, receipt: input.receipt }).await?;
    shown(ctx, row).await
}

async fn shown(ctx: &Ctx, row: archive_transfer::Model) -> Outcome<ArchiveTransfer> {
    let tx = ctx.read(&ctx.county_of(row.id).await?).await?;
    let official = directory::official_by_id(&tx, row.official_id).await?;
    Ok(ArchiveTransfer::new(row, official.name))
}
