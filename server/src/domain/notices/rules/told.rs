//! What officers read of whole changes that are told in one notice, and of kinship.

use entity::words::NoticeKind;
use serde_json::Value;

/// Cases that changed hands in one act: how many of them the reader may open.
pub(super) fn handed(kind: NoticeKind, params: &Value) -> String {
    let count = params.get("count").and_then(Value::as_u64).unwrap_or_default();
    match kind {
        NoticeKind::HandlerTook => format!("{count} 件办理件交接给您，请查看。时限照旧，不重新计算。"),
        _ => format!("{count} 件办理件交接时没有合适的人接手，请分派。时限照旧。"),
    }
}

/// Somebody's posts were changed, and with them from whom he keeps away. It says nothing of cases.
pub(super) fn moved(official: Option<&str>) -> String {
    let who = official.unwrap_or("一名干部");
    format!("{who}的岗位登记有变动，要回避的人和单位跟着变，请核对。不对的话，请马上找登记的人和县纪委。")
}

/// What is declared, noted and ended of kinship; none for every other kind.
pub(super) const fn of_kinship(kind: NoticeKind) -> Option<&'static str> {
    match kind {
        NoticeKind::KinshipEnding => Some("有人申请撤销亲属申报，请批。"),
        NoticeKind::KinshipDecided => Some("撤销亲属申报的申请有了批复，请查看。"),
        NoticeKind::KinshipNamed => Some("有人申报和您组织里的人是亲属，请看要不要登记回避。"),
        NoticeKind::KinshipNoted => Some("负责人登记了您和一名干部的亲属回避，请看亲属申报。"),
        _ => None,
    }
}
