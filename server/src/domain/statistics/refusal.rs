//! What a person is told instead of being shown figures.

use crate::kernel::{ErrorCode, Failure};

/// Why there are no figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatisticsRefusal {
    /// Not a head of an organ, or nobody in the directory.
    HeadsOnly,
    /// Not a head of the county commission.
    CommissionOnly,
}

impl From<StatisticsRefusal> for Failure {
    fn from(refusal: StatisticsRefusal) -> Self {
        match refusal {
            StatisticsRefusal::HeadsOnly => Self::refuse(ErrorCode::Forbidden, "统计给纪检组织的负责人看，看本组织和下级组织的数字。"),
            StatisticsRefusal::CommissionOnly => Self::refuse(ErrorCode::Forbidden, "全县举报分布给县纪委监委的负责人看。"),
        }
    }
}
