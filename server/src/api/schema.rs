//! The schema, put together from the modules.

use crate::api::limits::{MAX_COMPLEXITY, MAX_DEPTH};
use async_graphql::{EmptySubscription, MergedObject, Object, Schema};

/// Everything that can be asked.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct Query(PlatformQuery);

/// Everything that can be changed.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(PlatformMutation);

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

/// What belongs to no module.
#[derive(Default)]
struct PlatformQuery;

#[Object]
impl PlatformQuery {
    /// Version of the platform.
    async fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

#[derive(Default)]
struct PlatformMutation;

#[Object]
impl PlatformMutation {
    /// Answers nothing and changes nothing.
    async fn nothing(&self) -> bool {
        true
    }
}
