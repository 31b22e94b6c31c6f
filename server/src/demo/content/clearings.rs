//! 清权 and 过程检查 as the demonstration's files tell them.

use super::{PowerText, SubjectSpec};
use entity::words::{CheckVerdict, ItemDecision};
use serde::Deserialize;

/// One round of a town's list.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClearingText {
    /// Which of the staffed towns, from 0.
    pub town: usize,
    /// Begun so many days ago.
    pub days_ago: i64,
    /// Sent to the county so many days ago; none while it is a draft.
    pub sent_days_ago: Option<i64>,
    /// Published so many days ago; none while the county has it.
    pub published_days_ago: Option<i64>,
    /// What was decided; of a list that was sent all others were kept.
    pub items: Vec<ItemText>,
}

/// What was decided of one power.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ItemText {
    /// Its name.
    pub power: String,
    /// 保留, 调整, 取消, 新增.
    pub decision: ItemDecision,
    /// Why.
    pub reason: String,
    /// 裁量标准 that it got.
    #[serde(default)]
    pub standards: Vec<StandardText>,
    /// The whole power, if it is new; without places to fill in.
    pub content: Option<PowerText>,
}

/// 裁量标准.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardText {
    /// In which case.
    pub circumstance: String,
    /// What is decided then.
    pub standard: String,
}

/// What an organ saw of a power.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckText {
    /// In which of the staffed towns, from 0.
    pub town: usize,
    /// The power.
    pub subject: SubjectSpec,
    /// At which step.
    pub step: Option<i32>,
    /// So many days ago.
    pub days_ago: i64,
    /// 合规 or 不合规.
    pub verdict: CheckVerdict,
    /// What was seen.
    pub text: String,
}
