//! What a person with a phone can be told instead of being served.

use crate::domain::reporters::limits::{ANSWERS_A_DAY, REPORTS_A_DAY, SUPPLEMENTS_A_DAY, WITHDRAWALS_A_DAY};
use crate::kernel::{ErrorCode, Failure};
use time::Duration;

/// Why a phone was not proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReporterRefusal {
    /// The proof of work is missing, wrong or not ours.
    NoProof,
    /// The proof of work is older than the challenge allows.
    OldProof,
    /// The proof of work was used for another SMS.
    SpentProof,
    /// This phone must wait.
    TooOften(Duration),
    /// The county has sent as many codes today as it may.
    CountyCap,
    /// Several counties, and none named.
    WhichCounty,
    /// Not six digits.
    NotSixDigits,
    /// There is no code that still lives.
    NoCode,
    /// Five tries are used up.
    NoTries,
    /// A phone code for this purpose is needed first.
    CodeRequired,
    /// The submission key has the wrong form.
    SubmissionKey,
    /// Too many query codes that there are not.
    WrongCodes,
    /// This phone has filed enough reports today.
    ReportsOfDay,
    /// This report got enough further tellings today.
    SupplementsOfDay,
    /// This report was withdrawn often enough today.
    WithdrawalsOfDay,
    /// The answer was changed often enough today.
    AnswersOfDay,
    /// This phone got leave to upload for enough submissions today.
    GrantsOfDay,
}

impl From<ReporterRefusal> for Failure {
    fn from(refusal: ReporterRefusal) -> Self {
        use ReporterRefusal as R;
        match refusal {
            R::NoProof => Self::field(ErrorCode::ProofOfWork, "proofOfWork", "手机的验算没有做对。请再点一次「发短信」。"),
            R::OldProof => Self::field(ErrorCode::ProofOfWork, "proofOfWork", "手机的验算放得太久了。请再点一次「发短信」。"),
            R::SpentProof => Self::field(ErrorCode::ProofOfWork, "proofOfWork", "手机的验算用过了。请再点一次「发短信」。"),
            R::TooOften(wait) => Self::field(ErrorCode::TooMany, "phone", format!("要得太勤了。请过 {}再要。", in_words(wait))),
            R::CountyCap => Self::refuse(ErrorCode::Limit, "今天本县的短信发完了。请明天再来，急事请打 12388。"),
            R::WhichCounty => Self::field(ErrorCode::Required, "county", "请先选是哪个县（区、市）。"),
            R::NotSixDigits => Self::field(ErrorCode::Invalid, "code", "请填短信里的 6 位数字。"),
            R::NoCode => Self::field(ErrorCode::Expired, "code", "这个验证码过期了，或者已经用过。请重新要一个。"),
            R::NoTries => Self::field(ErrorCode::TooMany, "code", "这个验证码试满 5 次了。请重新要一个。"),
            R::CodeRequired => Self::refuse(ErrorCode::CodeRequired, "请先用短信验证码验证手机号。"),
            R::WrongCodes => Self::field(ErrorCode::TooMany, "queryCode", "查询码试错太多次了。请明天再试，或者只用手机号查。"),
            R::ReportsOfDay => Self::refuse(
                ErrorCode::TooMany,
                format!("一个手机号一天最多交 {REPORTS_A_DAY} 份举报，今天已经交满了。请明天再交，急事请打 12388。"),
            ),
            R::SupplementsOfDay => Self::refuse(
                ErrorCode::TooMany,
                format!("一份举报一天最多补充 {SUPPLEMENTS_A_DAY} 次，今天已经补满了。请明天再补充，急事请打 12388。"),
            ),
            R::WithdrawalsOfDay => {
                Self::refuse(ErrorCode::TooMany, format!("一份举报一天最多撤回 {WITHDRAWALS_A_DAY} 次。请明天再撤回，急事请打 12388。"))
            }
            R::AnswersOfDay => Self::refuse(
                ErrorCode::TooMany,
                format!("满意不满意一天最多改 {ANSWERS_A_DAY} 次，您说过的都记下了。请明天再改，急事请打 12388。"),
            ),
            R::GrantsOfDay => Self::refuse(ErrorCode::TooMany, "这个手机号今天传文件的次数太多了。请明天再传，急事请打 12388。"),
            R::SubmissionKey => {
                Self::field(ErrorCode::Invalid, "submissionKey", "提交标记不对：要 16 到 64 个字母、数字、横线或下划线。请刷新页面再试。")
            }
        }
    }
}

/// A span rounded up, in the unit that a person would use.
fn in_words(span: Duration) -> String {
    let seconds = span.whole_seconds().max(1);
    match seconds {
        ..60 => format!("{seconds} 秒"),
        60..3_600 => format!("{} 分钟", (seconds + 59) / 60),
        _ => format!("{} 小时", (seconds + 3_599) / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use time::Duration;

    #[test]
    fn a_wait_is_told_in_its_unit() {
        assert_eq!(in_words(Duration::seconds(0)), "1 秒");
        assert_eq!(in_words(Duration::seconds(59)), "59 秒");
        assert_eq!(in_words(Duration::seconds(61)), "2 分钟");
        assert_eq!(in_words(Duration::hours(3)), "3 小时");
        assert_eq!(in_words(Duration::minutes(61)), "2 小时");
    }
}
