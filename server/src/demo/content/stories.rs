//! A case as the demonstration's file tells it: who is meant, what was said, and what happened on which day.

use entity::words::{Finding, MeasureKind};
use serde::Deserialize;

/// One report and what became of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Story {
    /// Whom it is about.
    pub subject: SubjectSpec,
    /// What the villager wrote.
    pub text: String,
    /// Submitted so many days ago.
    pub days_ago: i64,
    /// What happened after, in order.
    pub acts: Vec<ActText>,
    /// Told in the small counties too.
    #[serde(default)]
    pub is_small: bool,
    /// Told once, not in each town.
    #[serde(default)]
    pub is_once: bool,
    /// The reporter wants no SMS.
    #[serde(default)]
    pub is_quiet: bool,
    /// A neighbour filed it.
    #[serde(default)]
    pub is_helped: bool,
}

/// A place in the county: a village or community of the town, a unit by its code, or else the town itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectSpec {
    /// Which of the town's villages, from 0.
    pub village: Option<usize>,
    /// Which of its communities.
    pub community: Option<usize>,
    /// Code behind the county's.
    pub unit: Option<String>,
    /// Number of the post, if an official is meant.
    pub post: Option<u32>,
    /// Name of the power, if one is meant.
    pub power: Option<String>,
}

/// One step.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActText {
    /// Which.
    #[serde(rename = "do")]
    pub act: Act,
    /// So many days ago.
    pub days_ago: i64,
    /// Note, reason, or the words of a reply.
    #[serde(default)]
    pub text: String,
    /// Of a reply.
    pub finding: Option<Finding>,
    /// Of a reply.
    #[serde(default)]
    pub measures: Vec<MeasureText>,
    /// Of an answer.
    #[serde(default)]
    pub satisfied: bool,
    /// Of a decline: where to go instead.
    #[serde(default)]
    pub channel: String,
    /// Of a transfer: to whom.
    pub outside: Option<String>,
    /// Of a request for help: the code of the organ.
    pub helper: Option<String>,
    /// Of a request for material: so many days.
    pub days: Option<i32>,
    /// Of a receipt: taken; of a word on malice: found; of a clarification: wished.
    #[serde(default)]
    pub is_so: bool,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// 受理.
    Accept,
    /// 分派.
    Assign,
    /// 开始核查.
    Investigate,
    /// 立案.
    File,
    /// 答复.
    Reply,
    /// 不予受理.
    Decline,
    /// 转出.
    Transfer,
    /// 满意不满意.
    Answer,
    /// 补充材料.
    Supplement,
    /// 撤回.
    Withdraw,
    /// 请别的组织联合办理.
    Invite,
    /// 记一笔, by the organ that helps.
    Note,
    /// 补充材料通知.
    Ask,
    /// 登记回执.
    Receipt,
    /// 提请认定恶意举报.
    Propose,
    /// 认定, by the organ above.
    Decide,
    /// 登记要不要澄清.
    Clarify,
}

impl Act {
    /// Whether the reporter does it.
    #[must_use]
    pub const fn is_reporters(self) -> bool {
        matches!(self, Self::Answer | Self::Supplement | Self::Withdraw)
    }
}

/// A measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureText {
    /// What.
    pub kind: MeasureKind,
    /// Money, in yuan.
    pub yuan: Option<i64>,
    /// A few words.
    pub note: Option<String>,
}
