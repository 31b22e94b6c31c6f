//! Imports of spreadsheets, for those who publish; the file itself goes to `/staff-files/outcomes`.

use super::inputs::parsed;
use crate::domain::outcomes::import::{self, ImportRow};
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::page::{Page, PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};

/// An import of a spreadsheet.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeImport {
    /// Opaque id.
    pub id: ID,
    /// Name of the file.
    pub file_name: String,
    /// Name of the unit that publishes its rows.
    pub unit_name: String,
    /// How far it is.
    pub state: OutcomeImportState,
    /// Rows that are to be published.
    pub rows: i32,
    /// Rows that are published.
    pub done: i32,
    /// When it began.
    pub started_at: DateTime,
    /// Whether it can still be taken back as a whole.
    pub can_roll_back: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ImportState")]
pub enum OutcomeImportState {
    /// Its rows are being published; where it was cut off, the same file goes on with it.
    Writing,
    /// All are published.
    Done,
    /// Its rows are being taken away.
    RollingBack,
    /// All are gone.
    RolledBack,
}

/// A page of imports.
#[derive(Debug, SimpleObject)]
pub struct OutcomeImportConnection {
    /// The imports.
    pub nodes: Vec<OutcomeImport>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// 撤回.
#[derive(Debug, InputObject)]
pub struct RollBackOutcomeImportInput {
    /// Which import.
    pub import_id: ID,
}

/// Whether it is taken back.
#[derive(Debug, SimpleObject)]
pub struct RollBackOutcomeImportPayload {
    /// Its rows are being taken away.
    pub done: bool,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Queries of the imports.
#[derive(Debug, Default)]
pub struct OutcomeImportsQuery;

#[Object]
impl OutcomeImportsQuery {
    /// Imports of the units for which the viewer publishes, and his own; the latest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn outcome_imports(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OutcomeImportConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, listed(ctx, page).await)
    }
}

async fn listed(ctx: &Ctx, page: Outcome<PageQuery>) -> Outcome<OutcomeImportConnection> {
    let Page { nodes, has_next, end_cursor } = import::imports(ctx, &page?).await?;
    let page_info = PageInfo { has_next_page: has_next, end_cursor };
    Ok(OutcomeImportConnection { nodes: nodes.into_iter().map(OutcomeImport::from).collect(), page_info })
}

/// Changes of the imports.
#[derive(Debug, Default)]
pub struct OutcomeImportsMutation;

#[Object]
impl OutcomeImportsMutation {
    /// 撤回: takes all rows of an import away again, within seven days; by a publisher of its unit, or of one above it.
    async fn roll_back_outcome_import(
        &self,
        context: &Context<'_>,
        input: RollBackOutcomeImportInput,
    ) -> Result<RollBackOutcomeImportPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (done, errors) = answer(ctx, roll_back(ctx, &input.import_id).await)?;
        Ok(RollBackOutcomeImportPayload { done: done.is_some(), errors })
    }
}

async fn roll_back(ctx: &Ctx, id: &ID) -> Outcome<()> {
    import::roll_back(ctx, parsed("importId", id)?).await
}

impl From<ImportRow> for OutcomeImport {
    fn from(found: ImportRow) -> Self {
        let ImportRow { row, unit, can_roll_back } = found;
        Self {
            id: ids::show(row.id),
            file_name: row.file_name,
            unit_name: unit.name,
            state: row.state.into(),
            rows: row.rows,
            done: row.done,
            started_at: DateTime(row.started_at),
            can_roll_back,
        }
    }
}
