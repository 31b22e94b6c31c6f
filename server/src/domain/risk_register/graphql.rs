//! Risk points as the API shows them.

use super::RiskRow;
use crate::kernel::graphql::ids;
use crate::kernel::graphql::words::{RiskGrade, RiskKind};
use async_graphql::{ID, SimpleObject};

/// 廉政风险点: where a power may go wrong.
#[derive(Clone, Debug, SimpleObject)]
pub struct RiskPoint {
    /// Opaque id.
    pub id: ID,
    /// The step at which it lies; none if it concerns the whole power.
    pub step_number: Option<i32>,
    /// How grave.
    pub grade: RiskGrade,
    /// What kind.
    pub kind: RiskKind,
    /// What may go wrong, in everyday words.
    pub text: String,
    /// 防控措施: what is done against it.
    pub measures: Vec<String>,
}

impl From<&RiskRow> for RiskPoint {
    fn from(row: &RiskRow) -> Self {
        Self {
            id: ids::show(row.point.id),
            step_number: row.point.step_number,
            grade: row.point.grade.into(),
            kind: row.point.kind.into(),
            text: row.point.text.clone(),
            measures: row.measures.iter().map(|measure| measure.text.clone()).collect(),
        }
    }
}
