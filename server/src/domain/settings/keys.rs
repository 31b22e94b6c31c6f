//! The closed list of settings.

use crate::kernel::settings::Settings;

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// Calendar days in which a reporter says whether he is satisfied.
    AnswerDays,
    /// Calendar days until a withdrawal takes effect.
    WithdrawalDays,
    /// Days until a new query code can be fetched.
    NewCodeDays,
    /// SMS codes for phones in one day.
    CodesADay,
}

/// What a setting is, and within which bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As it stands in the column.
    pub column: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it changes, and what it does not.
    pub meaning: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// Where the bounds come from.
    pub source: &'static str,
    /// At least so much.
    pub min: i32,
    /// At most so much.
    pub max: i32,
    /// Where the county set nothing.
    pub default: i32,
}

impl Key {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::AnswerDays, Self::WithdrawalDays, Self::NewCodeDays, Self::CodesADay];

    /// What it is. Of what costs money the platform's operator sets the upper bound, in his configuration.
    #[must_use]
    pub fn kind(self, platform: &Settings) -> Kind {
        match self {
            Self::AnswerDays => ANSWER_DAYS,
            Self::WithdrawalDays => WITHDRAWAL_DAYS,
            Self::NewCodeDays => NEW_CODE_DAYS,
            Self::CodesADay => {
                let most = i32::try_from(platform.sms_daily_cap).unwrap_or(i32::MAX);
                Kind { min: most.min(200), max: most, default: most, ..CODES_A_DAY }
            }
        }
    }
}

const ANSWER_DAYS: Kind = Kind {
    column: "ANSWER_DAYS",
    name: "评价的期限",
    meaning: "答复以后，举报人可以在这么多天里说满意不满意。只管以后的答复，已经在等评价的不变。",
    unit: "天",
    source: "种子材料：答复后 15 天内评价；不能更短。",
    min: 15,
    max: 30,
    default: 15,
};
const WITHDRAWAL_DAYS: Kind = Kind {
    column: "WITHDRAWAL_DAYS",
    name: "撤回生效前等的天数",
    meaning: "举报人申请撤回，等这么多天才生效，其间可以反悔。只管以后的申请。",
    unit: "天",
    source: "设计：至少 3 天，防别人拿着查询码撤回。",
    min: 3,
    max: 10,
    default: 3,
};
const NEW_CODE_DAYS: Kind = Kind {
    column: "NEW_CODE_DAYS",
    name: "补发查询码前等的天数",
    meaning: "查询码丢了，申请以后等这么多天才能领新的，其间拿着旧码的人可以取消。只管以后的申请。",
    unit: "天",
    source: "设计：至少 3 天，防别人拿着手机补发。",
    min: 3,
    max: 10,
    default: 3,
};
/// Its numbers are the platform's.
const CODES_A_DAY: Kind = Kind {
    column: "CODES_A_DAY",
    name: "一天最多发的短信验证码",
    meaning: "全县一天发这么多条验证码以后不再发，并报警。最多不超过平台运维定的数。马上生效。",
    unit: "条",
    source: "防刷短信；上限在平台的配置里（platform.sms_daily_cap）。",
    min: 0,
    max: 0,
    default: 0,
};

impl Kind {
    /// What counts where this was set: within the bounds itself, else the default.
    #[must_use]
    pub fn value(&self, set: Option<i32>) -> i32 {
        set.filter(|value| (self.min..=self.max).contains(value)).unwrap_or(self.default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_default_lies_within_its_bounds_and_every_column_is_its_own() {
        for platform in [Settings::default(), Settings { sms_daily_cap: 3, ..Settings::default() }] {
            let kinds = Key::ALL.map(|key| key.kind(&platform));
            for kind in kinds {
                assert!(kind.min <= kind.default && kind.default <= kind.max, "{kind:?}");
                assert_eq!(
                    (kind.value(None), kind.value(Some(kind.max + 1)), kind.value(Some(kind.min - 1))),
                    (kind.default, kind.default, kind.default)
                );
                assert_eq!((kind.value(Some(kind.min)), kind.value(Some(kind.max))), (kind.min, kind.max));
            }
            assert_eq!(kinds.iter().map(|kind| kind.column).collect::<BTreeSet<_>>().len(), kinds.len());
        }
    }
}
