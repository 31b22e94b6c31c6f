//! The rule library in the schema: everybody reads it.

use super::store;
use crate::domain::directory::graphql::split;
use crate::kernel::graphql::errors::{ctx_of, optional, required};
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::scalars::Date;
use crate::kernel::page::{PageQuery, list_cost};
use crate::kernel::{Ctx, Failure, Outcome, text};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::{CountyId, RuleId};
use entity::rule;

/// The most characters that are looked for.
const LONGEST: usize = 40;

/// Queries of the rule library.
#[derive(Debug, Default)]
pub struct RulesQuery;

#[Object]
impl RulesQuery {
    /// 制度库: the county's rules that hold today, by code.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each argument is one of the schema's")]
    async fn rules(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Only those whose name or area has this text.")] text: Option<String>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<RuleConnection> {
        let ctx = ctx_of(context)?;
        let page = PageQuery::parse(first, after.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]));
        required(ctx, listed(ctx, &county, (text, page)).await)
    }

    /// 规章制度 of the library by its code, one that holds no more too; null if there is none.
    async fn rule(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Its code.")] code: String,
    ) -> Result<Option<Rule>> {
        let ctx = ctx_of(context)?;
        optional(ctx, one(ctx, &county, &code).await)
    }
}

async fn one(ctx: &Ctx, county: &str, code: &str) -> Outcome<Rule> {
    let tx = ctx.read(&ctx.county(county).await?).await?;
    Ok(Rule::new(&store::by_code(&tx, text::sought(code)?).await?, tx.now.in_china().date()))
}

async fn listed(ctx: &Ctx, county: &str, (text, page): (Option<String>, Outcome<PageQuery>)) -> Outcome<RuleConnection> {
    let (page, tx) = (page?, ctx.read(&ctx.county(county).await?).await?);
    let text: Option<String> = text.map(|text| text.trim().chars().take(LONGEST).collect()).filter(|text: &String| !text.is_empty());
    let rows = store::page(&tx, text.as_deref(), &page).await?;
    let (rows, page_info) = split(page.page(rows, |row| vec![row.code.clone()]));
    let today = tx.now.in_china().date();
    Ok(RuleConnection { nodes: rows.iter().map(|row| Rule::new(row, today)).collect(), page_info })
}

/// 规章制度 of the county's library.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Rule {
    /// The county and the rule's id, for what other modules add.
    #[graphql(skip)]
    pub id: (CountyId, RuleId),
    /// Stable code within the county.
    pub code: String,
    /// Its name, without 《》.
    pub name: String,
    /// 方面: what it is about.
    pub area: String,
    /// Who issued it.
    pub issuer: String,
    /// 文号.
    pub document_no: Option<String>,
    /// When it was issued.
    pub issued_on: Option<Date>,
    /// Whether it holds no more (废止).
    pub is_ended: bool,
    /// What it says, in short.
    pub text: String,
}

/// A page of the rule library.
#[derive(Debug, SimpleObject)]
pub struct RuleConnection {
    /// The rules, by code.
    pub nodes: Vec<Rule>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

impl Rule {
    /// As it stands on this day.
    #[must_use]
    pub fn new(row: &rule::Model, today: time::Date) -> Self {
        Self {
            id: (row.county_id, row.id),
            code: row.code.clone(),
            name: row.name.clone(),
            area: row.area.clone(),
            issuer: row.issuer.clone(),
            document_no: row.document_no.clone(),
            issued_on: row.issued_on.map(Date),
            is_ended: !store::holds(row, today),
            text: row.text.clone(),
        }
    }
}
