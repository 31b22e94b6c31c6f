//! The schema, put together from the modules.

use crate::api::limits::{MAX_COMPLEXITY, MAX_DEPTH};
use crate::api::node::NodeQuery;
use crate::api::staff::{StaffMutation, StaffQuery};
use crate::domain::cases::graphql::{CasesMutation, CasesQuery};
use crate::domain::directory::graphql::DirectoryQuery;
use crate::domain::entry::graphql::{EntryMutation, EntryQuery};
use crate::domain::notices::graphql::{NoticesMutation, NoticesQuery};
use crate::domain::powers::graphql::PowersQuery;
use crate::domain::reporters::graphql::{ReportersMutation, ReportersQuery};
use async_graphql::{EmptySubscription, MergedObject, Schema};

/// Everything that can be asked.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct Query(DirectoryQuery, PowersQuery, EntryQuery, ReportersQuery, StaffQuery, NoticesQuery, CasesQuery, NodeQuery);

/// Everything that can be changed.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(EntryMutation, ReportersMutation, NoticesMutation, StaffMutation, CasesMutation);

/// The schema that is served and exported.
pub type LianjingSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema.
#[must_use]
pub fn build() -> LianjingSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_depth(MAX_DEPTH)
        .limit_complexity(MAX_COMPLEXITY)
        .limit_directives(8)
        .finish()
}
