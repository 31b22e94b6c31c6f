//! What a person is told instead of being obeyed.

use super::model::Part;
use crate::kernel::{ErrorCode, Failure};
use entity::moment::Moment;
use entity::words::ClearingState;

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClearingRefusal {
    /// Neither publisher nor reviewer of the unit.
    NotOfUnit,
    /// Not a reviewer of a core organ.
    CountyOnly,
    /// He wrote in this round.
    OwnDraft,
    /// It is the list of his own unit.
    OwnList,
    /// No role that has to do with lists of powers.
    NoPart,
    /// Somebody changed the item: whether in one's own name, when, and which parts.
    ItemChanged(bool, Moment, Vec<Part>),
    /// Somebody changed the round.
    RoundChanged,
    /// Not in this state.
    NotNow(ClearingState),
    /// The unit is no more; who followed it.
    UnitEnded(Option<String>),
    /// So many powers of the unit stand outside the round.
    NotGathered(usize),
    /// Without a legal basis.
    NoBasis,
    /// Kept, but its content is another.
    ContentChanged,
    /// Adjusted, but nothing is different.
    NothingChanged,
    /// It is new: it can only be added or dropped.
    IsNew,
    /// It is not new: it can't be added, and not be dropped.
    IsOld,
    /// The most items.
    TooMany(usize),
    /// Nobody of the county may look at it.
    NobodyToReview,
    /// A power that is to be cancelled is stopped: its name.
    IsHalted(String),
}

impl From<ClearingRefusal> for Failure {
    fn from(refusal: ClearingRefusal) -> Self {
        use ClearingRefusal as R;
        use ErrorCode as E;
        match refusal {
            R::NotOfUnit => Self::refuse(E::Forbidden, "只有这个单位的公开发布人或公开审核人能清理它的权力清单。"),
            R::CountyOnly => Self::refuse(E::Forbidden, "权力清单由县四大机构的公开审核人代表县里审核。"),
            R::OwnDraft => Self::refuse(E::Forbidden, "这份清单您动过手，请另一位审核人来审。"),
            R::OwnList => Self::refuse(E::Forbidden, "这是您自己单位的清单，请县四大机构里别的单位的审核人来审。"),
            R::NoPart => {
                Self::refuse(E::Forbidden, "权力清单由单位的公开发布人和公开审核人清理，县四大机构的公开审核人审核。您没有这样的角色。")
            }
            R::ItemChanged(is_own, at, parts) => Self::refuse(E::Conflict, changed(is_own, at, &parts)),
            R::RoundChanged => Self::refuse(E::Conflict, "您打开以后，这份清单又有改动。请重新打开，看过再操作。"),
            R::NotNow(state) => Self::refuse(E::State, not_now(state)),
            R::IsHalted(name) => Self::refuse(E::State, format!("“{name}”现在被叫停，恢复以前不能取消：叫停的记录要留在它的页面上。")),
            R::UnitEnded(Some(successor)) => Self::refuse(
                E::State,
                format!("这个单位已经并入{successor}。清单一项不丢：请{successor}的公开发布人开始清权，或者在它的清单里点“收进来”。"),
            ),
            R::UnitEnded(None) => Self::refuse(E::State, "这个单位已经撤销，没有登记接替的单位，清单不能再办。"),
            R::NotGathered(count) => {
                Self::refuse(E::State, format!("本单位还有 {count} 项权力不在这份清单里（单位合并时带来的）。请先点“收进来”，逐项决定。"))
            }
            R::NoBasis => Self::field(E::Invalid, "decision", "没有法律依据的权力不能保留。请写上依据，或者取消这一项。"),
            R::ContentChanged => Self::field(E::Invalid, "decision", "这一项的内容改过了，请选“调整”，写明理由。"),
            R::NothingChanged => Self::field(E::Invalid, "decision", "这一项的内容没有改，请选“保留”，或者先修改内容。"),
            R::IsNew => Self::field(E::Invalid, "decision", "这一项是新增的。要的话选“新增”，不要的话把它删掉。"),
            R::IsOld => Self::field(E::Invalid, "decision", "这一项原来就有，不能算新增，也不能删掉。不要的话选“取消”，写明理由。"),
            R::TooMany(most) => Self::refuse(E::Limit, format!("一份清单最多 {most} 项。")),
            R::NobodyToReview => {
                Self::refuse(E::State, "县里还没有能审核这份清单的人（县四大机构的公开审核人，没有动过这份清单）。请联系县管理员。")
            }
        }
    }
}

fn changed(is_own: bool, at: Moment, parts: &[Part]) -> String {
    let who = if is_own { "您在别处" } else { "本单位另一位经办人" };
    let at = at.in_china();
    let when = format!("{} 月 {} 日 {:02}:{:02}", u8::from(at.month()), at.day(), at.hour(), at.minute());
    let what = parts.iter().map(|part| part.label()).collect::<Vec<_>>().join("、");
    let what = if what.is_empty() { "决定".to_owned() } else { what };
    format!("您打开以后，{who} {when} 改了这一项的{what}。请先看新的内容，再把您的改动写上去。")
}

const fn not_now(state: ClearingState) -> &'static str {
    match state {
        ClearingState::Draft => "这份清单还没有送审。",
        ClearingState::Sent => "这份清单正在县里审核，要改的话请先撤回。",
        ClearingState::Returned => "这份清单已经退回单位修改。",
        ClearingState::Published => "这份清单已经公布，要改的话请开始新的一轮清权。",
        ClearingState::Merged => "这个单位已经合并，这份清单由接替的单位接着办。",
    }
}
