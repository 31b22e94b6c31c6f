//! The in-box as the schema shows it.

use crate::domain::notices::{rules, service};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{ID, InputObject, Result, SimpleObject};
use entity::id::NoticeId;
use entity::notice;

/// 通知: one message in a staff member's in-box.
#[derive(Clone, Debug, SimpleObject)]
pub struct StaffNotice {
    /// Its id.
    pub id: ID,
    /// When it was written.
    pub at: DateTime,
    /// What it says; it never names a subject.
    pub text: String,
    /// The case to open; none where the viewer is only to urge an organ below.
    pub case_id: Option<ID>,
    /// The halt (叫停) that it tells of.
    pub halt_id: Option<ID>,
    /// The publication (结果公开) that waits, was returned or is done.
    pub publication_id: Option<ID>,
    /// The round of 清权 that waits, was returned or is done.
    pub clearing_id: Option<ID>,
    /// The opinion (意见建议) that came, waits, or is overdue.
    pub opinion_id: Option<ID>,
    /// Code of the power whose page says more.
    pub power_code: Option<String>,
    /// Whether it was read.
    pub read: bool,
}

/// Which notices were read.
#[derive(InputObject)]
pub struct MarkNoticesReadInput {
    /// At most 100.
    ids: Vec<ID>,
}

/// Whether it was done.
#[derive(SimpleObject)]
pub struct MarkNoticesReadPayload {
    /// Why not.
    errors: Vec<UserError>,
}

impl MarkNoticesReadPayload {
    /// Asks the verb.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, input: &MarkNoticesReadInput) -> Result<Self> {
        let outcome = match parsed(&input.ids) {
            Ok(ids) => service::mark_read(ctx, ids).await,
            Err(failure) => Err(failure),
        };
        let (_, errors) = answer(ctx, outcome)?;
        Ok(Self { errors })
    }
}

fn parsed(texts: &[ID]) -> Outcome<Vec<NoticeId>> {
    texts.iter().map(|id| ids::parse("ids", id).map_err(|refusal| Failure::Refused(vec![refusal]))).collect()
}

impl From<notice::Model> for StaffNotice {
    fn from(row: notice::Model) -> Self {
        Self {
            id: ids::show(row.id),
            at: DateTime(row.created_at),
            text: rules::inbox_text(row.kind, &row.params),
            // Whoever urges or answers a request stands above: the case, whose number he reads, is not his to open.
            // A publication leads to its draft: who approves it need not see its case.
            case_id: row.case_id.filter(|_| row.params.get("number").or_else(|| row.params.get("publication")).is_none()).map(ids::show),
            halt_id: row.params.get("halt").and_then(|id| id.as_str()).map(ids::show),
            publication_id: row.params.get("publication").and_then(|id| id.as_str()).map(ids::show),
            power_code: row.params.get("power").and_then(|code| code.as_str()).map(str::to_owned),
            opinion_id: row.params.get("opinion").and_then(|id| id.as_str()).map(ids::show),
            clearing_id: row.params.get("clearing").and_then(|id| id.as_str()).map(ids::show),
            read: row.read_at.is_some(),
        }
    }
}
