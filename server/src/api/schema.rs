//! The schema, put together from the modules.

use crate::api::administration::{AdministrationMutation, AdministrationQuery};
use crate::api::metered::Metered;
use crate::api::node::NodeQuery;
use crate::api::staff::{StaffMutation, StaffQuery, TrailQuery};
use crate::domain::archives::graphql::{ArchivesMutation, ArchivesQuery};
use crate::domain::calendar::graphql::{CalendarMutation, CalendarQuery};
use crate::domain::cases::graphql::{
    CasesMutation, CasesQuery, CasesSubscription, ClocksMutation, ClocksQuery, HandOversQuery, MaterialMutation, TurnsMutation, TurnsQuery,
};
use crate::domain::changes::graphql::{ChangesQuery, ChangesSubscription};
use crate::domain::checks::graphql::ChecksMutation;
use crate::domain::clearing::graphql::{ClearingMutation, ClearingQuery};
use crate::domain::directory::graphql::DirectoryQuery;
use crate::domain::entry::graphql::{EntryMutation, EntryQuery};
use crate::domain::halts::graphql::{HaltsMutation, HaltsQuery};
use crate::domain::ledger_tree::graphql::LedgerTreeQuery;
use crate::domain::notices::graphql::{NoticesMutation, NoticesQuery};
use crate::domain::officials::graphql::{OfficialsMutation, OfficialsQuery};
use crate::domain::opinions::graphql::{OpinionsMutation, OpinionsQuery};
use crate::domain::outcomes::graphql::{OutcomeImportsMutation, OutcomeImportsQuery, OutcomesMutation, OutcomesQuery};
use crate::domain::powers::graphql::PowersQuery;
use crate::domain::publications::graphql::{PublicationsMutation, PublicationsQuery};
use crate::domain::ratings::graphql::{RatingsMutation, RatingsQuery};
use crate::domain::reporters::graphql::{ReportersMutation, ReportersQuery};
use crate::domain::rules::graphql::RulesQuery;
use crate::domain::statistics::graphql::{StatisticsMutation, StatisticsQuery};
use crate::domain::subsidies::graphql::SubsidiesMutation;
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::one_tx::one_at_a_time;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo};
use async_graphql::{MergedObject, MergedSubscription, Schema, SchemaBuilder};
use std::sync::Arc;

/// Everything that can be asked.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct Query(
    DirectoryQuery,
    PowersQuery,
    RulesQuery,
    ClearingQuery,
    OutcomesQuery,
    OutcomeImportsQuery,
    EntryQuery,
    ReportersQuery,
    StaffQuery,
    AdministrationQuery,
    TrailQuery,
    NoticesQuery,
    CalendarQuery,
    CasesQuery,
    ClocksQuery,
    HandOversQuery,
    TurnsQuery,
    OfficialsQuery,
    HaltsQuery,
    PublicationsQuery,
    RatingsQuery,
    ArchivesQuery,
    OpinionsQuery,
    StatisticsQuery,
    LedgerTreeQuery,
    ChangesQuery,
    NodeQuery,
);

/// Everything that can be changed.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(
    ClearingMutation,
    ChecksMutation,
    OutcomesMutation,
    OutcomeImportsMutation,
    SubsidiesMutation,
    EntryMutation,
    ReportersMutation,
    NoticesMutation,
    StaffMutation,
    AdministrationMutation,
    CalendarMutation,
    CasesMutation,
    ClocksMutation,
    TurnsMutation,
    MaterialMutation,
    OfficialsMutation,
    HaltsMutation,
    PublicationsMutation,
    RatingsMutation,
    ArchivesMutation,
    OpinionsMutation,
    StatisticsMutation,
);

/// Everything that one can be told of.
#[derive(MergedSubscription, Default)]
#[graphql(name = "Subscription")]
pub struct Subscription(CasesSubscription, ChangesSubscription);

/// The schema that is served and exported.
pub type LianjingSchema = Schema<Query, Mutation, Subscription>;

/// Builds the schema with the limits that the library itself keeps.
#[must_use]
pub fn build(limits: &ApiLimits) -> LianjingSchema {
    builder(limits).finish()
}

fn builder(limits: &ApiLimits) -> SchemaBuilder<Query, Mutation, Subscription> {
    let most = |limit: u32| usize::try_from(limit).unwrap_or(usize::MAX);
    let schema = Schema::build(Query::default(), Mutation::default(), Subscription::default());
    let schema = if cfg!(debug_assertions) { schema.extension(OneTx) } else { schema };
    schema.limit_depth(most(limits.max_depth)).limit_complexity(most(limits.max_complexity)).limit_directives(most(limits.max_directives))
}

/// The same schema for clients: it counts what each question costs before it is run.
#[must_use]
pub fn metered(limits: &ApiLimits) -> LianjingSchema {
    builder(limits).extension(Metered).finish()
}

/// In tests: each field of a question holds one transaction at a time; fields side by side do not wait for each other.
struct OneTx;

impl ExtensionFactory for OneTx {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for OneTx {
    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> async_graphql::ServerResult<Option<async_graphql::Value>> {
        one_at_a_time(next.run(context, info)).await
    }
}
