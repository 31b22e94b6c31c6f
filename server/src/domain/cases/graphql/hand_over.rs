//! 交接单 in the schema: the list of both sides, and one sheet as it is printed.

use crate::domain::cases::graphql::inputs::parsed;
use crate::domain::cases::service::{self, HandOverView, Material, OpenedHandOver};
use crate::domain::staff::graphql::StaffName;
use crate::kernel::graphql::errors::{ctx_by_calendar, optional, required};
use crate::kernel::graphql::ids::show;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::{Date, DateTime};
use crate::kernel::graphql::turn_words::{HandOverKind, HandOverState};
use crate::kernel::graphql::words::MediaKind;
use crate::kernel::page::{PageQuery, STATEMENTS, list_cost};
use crate::kernel::{Ctx, Failure};
use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use entity::id::{AccountId, HandOverId, OrganId};

/// 交接单: what went from one organ to another, signed.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct HandOver {
    /// Opaque id.
    pub id: ID,
    /// The case's number.
    pub case_number: String,
    /// 1, 2, … within the case.
    pub no: i32,
    /// To whom.
    pub kind: HandOverKind,
    /// How far it is.
    pub state: HandOverState,
    /// Who hands over.
    pub from_name: String,
    /// Who is to take it; of somebody who is no organ on file, the sheet says it.
    pub to_name: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime,
    /// By whom; none where the rules handed it over.
    pub signed_by: Option<StaffName>,
    /// The last day to take it or send it on.
    pub due_on: Date,
    /// When that was answered.
    pub answered_at: Option<DateTime>,
    /// By whom.
    pub answered_by: Option<StaffName>,
    #[graphql(skip)]
    row_id: HandOverId,
}

/// A sheet, opened: everything that stands on paper.
#[derive(Clone, Debug, SimpleObject)]
pub struct HandOverSheet {
    /// The county's name.
    pub county: String,
    /// Number of the case and of the sheet.
    pub number: String,
    /// Who hands over.
    pub from_name: String,
    /// Who is to take it.
    pub to_name: String,
    /// Why.
    pub reason: String,
    /// Who signed.
    pub signed_by: String,
    /// The day of the report.
    pub submitted_on: String,
    /// The hash on the reporter's receipt, in hex.
    pub content_hash: String,
    /// How often the reporter added something.
    pub supplements: i32,
    /// The evidence.
    pub materials: Vec<HandOverMaterial>,
    /// What the receiver said, with day and document where it came from outside.
    pub answer: Option<String>,
    /// The text that was signed, byte for byte: JSON with sorted keys.
    pub signed_text: String,
    /// Ed25519 over `lianjing hand-over v1`, a line feed and the signed text; in hex.
    pub signature: String,
    /// The county's public key, in hex.
    pub public_key: String,
    /// SHA-256 of the signed text, in hex, as it stands on the ledger.
    pub sheet_hash: String,
    /// Whether the county's key signed this text.
    pub valid: bool,
}

/// One piece of evidence on a sheet.
#[derive(Clone, Debug, SimpleObject)]
pub struct HandOverMaterial {
    /// Photo, sound or film.
    pub kind: MediaKind,
    /// Bytes.
    pub bytes: i32,
    /// SHA-256 of what was sent, in hex; none of what had not arrived whole.
    pub sha256: Option<String>,
}

#[ComplexObject]
impl HandOver {
    /// The sheet, opened; the first look of a day leaves an entry. Null for an organ that the case came to later.
    #[graphql(complexity = "STATEMENTS + child_complexity")]
    async fn sheet(&self, context: &Context<'_>) -> Result<Option<HandOverSheet>> {
        let ctx = ctx_by_calendar(context)?;
        let opened = required(ctx, service::open_hand_over(ctx, self.row_id).await)?;
        Ok(opened.map(HandOverSheet::new))
    }
}

/// Hand-overs of the viewer's organs.
#[derive(Debug, SimpleObject)]
pub struct HandOverConnection {
    /// The hand-overs, the newest first.
    pub nodes: Vec<HandOver>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// Queries of hand-overs.
#[derive(Debug, Default)]
pub struct HandOversQuery;

#[Object]
impl HandOversQuery {
    /// 交接单 of the viewer's organs, sent and received.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn hand_overs(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<HandOverConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|error| Failure::Refused(vec![error]));
        let found = required(ctx, service::hand_overs(ctx, &required(ctx, page)?).await)?;
        let page_info = PageInfo { has_next_page: found.has_next, end_cursor: found.end_cursor };
        Ok(HandOverConnection { nodes: found.nodes.into_iter().map(HandOver::from).collect(), page_info })
    }

    /// One 交接单, for both sides.
    async fn hand_over(&self, context: &Context<'_>, #[graphql(desc = "Its id.")] hand_over_id: ID) -> Result<Option<HandOver>> {
        let ctx = ctx_by_calendar(context)?;
        Ok(optional(ctx, found(ctx, &hand_over_id).await)?.map(HandOver::from))
    }
}

async fn found(ctx: &Ctx, id: &ID) -> crate::kernel::Outcome<HandOverView> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    service::hand_over_of(ctx, parsed("handOverId", id)?).await
}

impl From<HandOverView> for HandOver {
    fn from(HandOverView { row, loaded }: HandOverView) -> Self {
        let organ = |id: OrganId| loaded.ground.organ(id).map(|organ| organ.name.clone());
        let person = |id: AccountId| StaffName { id: show(id), name: loaded.ground.names.get(&id).cloned().unwrap_or_default() };
        Self {
            id: show(row.id),
            case_number: loaded.case.number.clone(),
            no: row.no,
            kind: row.kind.into(),
            state: row.state.into(),
            from_name: organ(row.from_organ_id).unwrap_or_default(),
            to_name: row.to_organ_id.and_then(organ),
            signed_at: DateTime(row.signed_at),
            signed_by: row.signed_by.map(person),
            due_on: Date(row.due_on),
            answered_at: row.answered_at.map(DateTime),
            answered_by: row.answered_by.map(person),
            row_id: row.id,
        }
    }
}

impl HandOverSheet {
    fn new(opened: OpenedHandOver) -> Self {
        let sheet = opened.sheet;
        Self {
            county: sheet.county,
            number: sheet.number,
            from_name: sheet.from,
            to_name: sheet.to,
            reason: sheet.reason,
            signed_by: sheet.signed_by,
            submitted_on: sheet.submitted_on,
            content_hash: sheet.content_hash,
            supplements: i32::try_from(sheet.supplements).unwrap_or(i32::MAX),
            materials: sheet.materials.into_iter().map(HandOverMaterial::from).collect(),
            answer: opened.answer.map(|answer| answer.reveal().to_owned()),
            signed_text: opened.text.reveal().to_owned(),
            signature: hex::encode(&opened.signature),
            public_key: hex::encode(&opened.public_key),
            sheet_hash: hex::encode(&opened.hash),
            valid: opened.is_signed,
        }
    }
}

impl From<Material> for HandOverMaterial {
    fn from(one: Material) -> Self {
        Self { kind: one.kind.into(), bytes: i32::try_from(one.bytes).unwrap_or(i32::MAX), sha256: one.sha256 }
    }
}
