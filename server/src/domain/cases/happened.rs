//! What happened, where the kind of a step says all of it: to officers in the words of their buttons, to the reporter as
//! one says it across a counter. One word for one act: the list stands in docs/glossary.md.

use entity::words::CaseEventKind as Event;

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The reporter.
    Reporter,
    /// Officers.
    Staff,
}

impl Reader {
    /// What the reporter is called in what this one reads.
    #[must_use]
    pub const fn reporter(self) -> &'static str {
        match self {
            Self::Reporter => "您",
            Self::Staff => "举报人",
        }
    }

    /// What happened.
    #[must_use]
    pub const fn reads(self, kind: Event) -> &'static str {
        match self {
            Self::Reporter => to_reporter(kind),
            Self::Staff => act(kind),
        }
    }
}

/// What the reporter is told in words of his own; the rest as officers read it.
const fn to_reporter(kind: Event) -> &'static str {
    match kind {
        Event::Submitted => "收到您的举报，亮黄灯",
        Event::Replied => "答复您",
        Event::Settled => "办完了，熄灯",
        Event::Supplemented => "您补充了材料",
        Event::WithdrawalAsked => "您申请撤回，到期生效",
        Event::WithdrawalCancelled => "您不撤回了，接着办",
        Event::Withdrawn => "撤回生效，不再办了",
        Event::ExternalResult => "上级答复您",
        Event::Continued => "您撤回了，机关认为还要查，继续办",
        Event::MaterialSeen => "看过了您补充的材料",
        Event::MaterialLapsed => "到期没有补充材料",
        Event::ClosingHeld => "您补充的材料还没有看完，先不办结",
        Event::FollowUpLapsed => "问您解决没有，您没有回答",
        Event::HandOverReturned => "接收单位退回来了，重新决定收不收",
        kind => act(kind),
    }
}

/// The acts of the straight way and its ends.
const fn act(kind: Event) -> &'static str {
    match kind {
        Event::Submitted => "收到举报，亮黄灯",
        Event::Accepted => "收下来办",
        Event::Assigned => "分派了承办人",
        Event::InvestigationStarted => "开始查",
        Event::CaseFiled => "立案，三个月内答复",
        Event::Replied => "答复举报人",
        Event::Answered => "回话了",
        Event::Escalated => "转到上一级复核，亮红灯",
        Event::Settled => "办结，熄灯",
        Event::Declined => "没有收",
        Event::Transferred => "转到平台外的单位办",
        Event::Supplemented => "补充了材料",
        Event::WithdrawalAsked => "申请撤回，到期生效",
        Event::WithdrawalCancelled => "不撤回了，接着办",
        Event::Withdrawn => "撤回生效，不再办",
        Event::ExternalResult => "登记了上级的结果",
        Event::HandedOver => "移交县外的上级，期限照算",
        Event::Continued => "举报人撤回了，继续办",
        Event::SubjectAdded => "增加了反映对象",
        Event::ContentOpened => "打开了举报内容",
        Event::OriginalOpened => "取了一份原件",
        Event::PhoneOpened => "因为短信没有送到，打开了手机号",
        Event::SuperiorMissing => "没有登记上级纪检组织，已报县纪委",
        Event::HandlerLeft => "承办人不能再办这件，等重新分派",
        Event::ResultPublished => "公开了结果",
        kind => about_code_or_clock(kind),
    }
}

const fn about_code_or_clock(kind: Event) -> &'static str {
    match kind {
        Event::CodeAsked => "有人用这个手机号申请补发查询码，到期可以领",
        Event::CodeStopped => "取消了补发查询码，原来的继续用",
        Event::CodeReady => "新查询码可以领了",
        Event::CodeTaken => "领了新查询码，原来的作废",
        Event::CodeLapsed => "新查询码没有人领，原来的继续用",
        Event::Overdue => "超过了期限",
        Event::DeadlineAsked => "申请暂停或者延长办理期限",
        Event::DeadlinePaused => "办理期限暂停",
        Event::DeadlineExtended => "办理期限延长",
        Event::DeadlineRefused => "没有批准暂停或者延长",
        Event::DeadlineResumed => "恢复计时",
        Event::CalendarMoved => "放假安排变了，期限重新算过",
        kind => beside_the_way(kind),
    }
}

/// What happened beside the straight way.
const fn beside_the_way(kind: Event) -> &'static str {
    match kind {
        Event::HandOverSigned => "签收了转来的材料",
        Event::HandOverTaken => "接收单位签收了，有回执",
        Event::HandOverReturned => "接收单位退回，重新决定收不收",
        Event::JointInvited => "请别的组织联合办",
        Event::JointEnded => "联合办理结束",
        Event::NoteAdded => "记了一笔",
        Event::Corrected => "更正了结论，重新答复",
        Event::MaliceProposed => "提请上级认定恶意举报",
        Event::MaliceFound => "经上级认定，这件属于恶意举报",
        Event::MaliceLapsed => "恶意举报的认定不再作数",
        Event::MaliceRefused => "上级没有认定恶意举报",
        Event::ClarificationNoted => "登记了要不要澄清",
        Event::ClarificationPrepared => "准备了澄清的文字",
        Event::ClarificationPublished => "按本人的要求公开了澄清",
        Event::ResultWithheld => "决定不公开结果",
        Event::ResultReopened => "决定还是公开结果",
        Event::MaterialSeen => "看过了补充的材料",
        Event::MaterialAsked => "请举报人补充材料",
        Event::MaterialNone => "没有要补充的",
        Event::MaterialLapsed => "要的材料到期没有补充",
        Event::ClosingHeld => "补充的材料还没有确认看过，先不办结",
        Event::FollowUpAsked => "回访：问举报人是不是真的解决了",
        Event::FollowUpAnswered => "回答了回访",
        Event::FollowUpLapsed => "回访到期，举报人没有回答",
        Event::SteppedAside => "申请回避",
        _ => "办理有新进展",
    }
}
