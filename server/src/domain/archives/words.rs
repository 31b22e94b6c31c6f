//! The words of an archive, as officers, officials and papers read them.

use super::kind::EntryKind;
use entity::moment::Moment;
use entity::words::{ArchivePurpose, Finding, MeasureKind};
use time::Date;

/// What a kind of entries is headed by.
pub(super) const fn heading(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Post => "任职",
        EntryKind::Finding => "办结的举报：结论和措施",
        EntryKind::Publication => "结果公开、曝光、澄清",
        EntryKind::Rating => "群众评判（分项）",
        EntryKind::Opinion => "公开的意见建议",
        EntryKind::Halt => "任主要负责人期间：叫停和整改",
        EntryKind::Check => "任主要负责人期间：过程检查不合规",
        EntryKind::Matter => "本人申报的事项",
    }
}

/// What an archive is opened for.
pub(super) const fn purpose(purpose: ArchivePurpose) -> &'static str {
    match purpose {
        ArchivePurpose::Appointment => "提拔任用",
        ArchivePurpose::Award => "评先评优",
        ArchivePurpose::Inspection => "巡察检查",
    }
}

/// 结论.
pub(super) const fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Substantiated => "属实",
        Finding::PartlySubstantiated => "部分属实",
        Finding::NotSubstantiated => "不属实",
        Finding::CannotBeVerified => "没法核实",
    }
}

/// 处理措施, with its amount.
pub(super) fn measure(kind: MeasureKind, fen: Option<i64>) -> String {
    let word = match kind {
        MeasureKind::Talk => "提醒谈话",
        MeasureKind::Admonition => "诫勉",
        MeasureKind::CaseFiled => "立案",
        MeasureKind::Discipline => "党纪政务处分",
        MeasureKind::HandedToJustice => "移送司法机关",
        MeasureKind::MoneyRecovered => "追回款项",
        MeasureKind::MoneyReturned => "退还款项",
    };
    match fen {
        Some(fen) => format!("{word} {} 元", yuan(fen)),
        None => word.to_owned(),
    }
}

/// 27.30.
fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

/// 2026 年 3 月 2 日.
pub(super) fn day(day: Date) -> String {
    format!("{} 年 {} 月 {} 日", day.year(), u8::from(day.month()), day.day())
}

/// The day of a moment in China.
pub(super) fn day_of(at: Moment) -> String {
    day(at.in_china().date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_yuan() {
        assert_eq!(measure(MeasureKind::MoneyReturned, Some(5)), "退还款项 0.05 元");
        assert_eq!(measure(MeasureKind::MoneyRecovered, Some(184_000)), "追回款项 1840.00 元");
        assert_eq!(measure(MeasureKind::Talk, None), "提醒谈话");
    }
}
