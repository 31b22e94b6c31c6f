//! What every list has in common.

use async_graphql::SimpleObject;

/// Where a page ends.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether there are more rows.
    pub has_next_page: bool,
    /// Pass it as `after` to get the next page.
    pub end_cursor: Option<String>,
}
