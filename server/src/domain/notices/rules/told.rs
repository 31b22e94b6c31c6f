//! What officers read where a whole change is told in one notice.

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
