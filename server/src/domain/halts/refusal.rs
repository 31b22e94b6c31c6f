//! What a person is told instead of being obeyed.

use crate::kernel::{ErrorCode, Failure};
use entity::moment::Moment;

/// Why nothing was stopped, answered or resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HaltRefusal {
    /// Not a head of an organ that covers the unit.
    NotOverUnit,
    /// Neither publisher nor reviewer of the unit.
    NotOfUnit,
    /// Neither a head of the ordering organ nor of the commission.
    NotOrdering,
    /// No role that has to do with halts.
    NoPart,
    /// It is stopped already: by which organ, and since when.
    Halted(String, Moment),
    /// The power may go on again.
    Resumed(Moment),
    /// The most answers were given.
    TooManyAnswers(usize),
}

impl From<HaltRefusal> for Failure {
    fn from(refusal: HaltRefusal) -> Self {
        use ErrorCode as E;
        use HaltRefusal as R;
        match refusal {
            R::NotOverUnit => Self::refuse(E::Forbidden, "只有管这个单位的纪检组织的负责人，或者县纪委监委的负责人，才能叫停。"),
            R::NotOfUnit => Self::refuse(E::Forbidden, "只有这个单位的公开发布人或公开审核人能答复。"),
            R::NotOrdering => Self::refuse(E::Forbidden, "只有下令叫停的纪检组织的负责人，或者县纪委监委的负责人，才能恢复。"),
            R::NoPart => Self::refuse(E::Forbidden, "叫停由纪检组织的负责人办，由单位的公开发布人或公开审核人答复。您没有这样的角色。"),
            R::Halted(organ, since) => {
                Self::refuse(E::Conflict, format!("这项权力 {} 已被{organ}叫停，还没有恢复，不用再叫停。", day(since)))
            }
            R::Resumed(at) => Self::refuse(E::State, format!("这项权力 {} 已经恢复，这次叫停结束了。", day(at))),
            R::TooManyAnswers(most) => Self::refuse(E::Limit, format!("一次叫停最多答复 {most} 回。请直接和下令叫停的纪检组织联系。")),
        }
    }
}

/// 12 月 3 日.
fn day(at: Moment) -> String {
    let day = at.in_china().date();
    format!("{} 月 {} 日", u8::from(day.month()), day.day())
}
