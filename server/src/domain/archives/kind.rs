//! Kinds of entries.

use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntryKind {
    /// 任职.
    Post,
    /// 办结的结论和措施.
    Finding,
    /// 公开的结果、曝光和澄清.
    Publication,
    /// 群众评判, by month.
    Rating,
    /// 公开的意见建议.
    Opinion,
    /// 任主要负责人期间，本单位的权力被叫停.
    Halt,
    /// 任主要负责人期间，过程检查不合规.
    Check,
    /// 本人申报的事项.
    Matter,
}
