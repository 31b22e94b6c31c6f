//! What everybody may know of a county's reports, in the schema.

use crate::domain::statistics::quarters as model;
use async_graphql::SimpleObject;

/// What a county's discipline organs got to handle in a quarter that is over. Counted as of the last midnight; told from ten up,
/// and only where nothing that is left out can be reckoned from it.
#[derive(Clone, Debug, SimpleObject)]
pub struct CountyQuarter {
    /// Which quarter, e.g. `2026 年第 1 季度`.
    pub quarter: String,
    /// How many cases came to an organ; none where it is not told.
    pub cases: Option<i32>,
    /// Of how many no day was missed.
    pub in_time: Option<i32>,
    /// It is not told because there were fewer than ten.
    pub is_few: bool,
}

impl From<model::CountyQuarter> for CountyQuarter {
    fn from(one: model::CountyQuarter) -> Self {
        let (cases, in_time) = one.told.map(|(cases, in_time)| (whole(cases), whole(in_time))).unzip();
        Self { quarter: one.quarter.to_string(), cases, in_time, is_few: one.is_few }
    }
}

fn whole(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
