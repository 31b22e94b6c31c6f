//! What stands in an in-box about lists of powers, checks, ratings and opinions; they name no unit.

use entity::words::NoticeKind;

/// The sentence of a kind; one for all kinds that have none of their own.
pub(super) const fn text(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::ClearingWaiting => "有一份权力清单请县里审核。",
        NoticeKind::ClearingReturned => "送审的权力清单被退回，请修改。",
        NoticeKind::ClearingDone => "送审的权力清单已经公布。",
        NoticeKind::ProcessChecked => "纪检组织检查了本单位的一项权力，认为不合规，请看这项权力的页面。",
        NoticeKind::RatingBurst => "有一个评价对象在短时间里收到很多份评价，已经先不算，请到“群众评价”复核。",
        NoticeKind::OpinionNew => "有一条新的意见建议，请看了以后按期答复。",
        NoticeKind::OpinionFollowedUp => "提意见的人还有话要问，请再答复。",
        NoticeKind::OpinionUrged => "有一条意见建议被督办，请尽快答复。",
        NoticeKind::OpinionOverdue => "有单位的意见建议过了期限没有答复，请督办。",
        _ => "办理件有新进展。",
    }
}
