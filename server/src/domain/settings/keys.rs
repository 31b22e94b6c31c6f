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
    /// Calendar days that a reporter gets at least to bring what an organ asks for.
    MaterialDays,
    /// Weeks from the end of a case to the question whether it is really solved.
    FollowUpWeeks,
    /// SMS codes for phones in one day.
    CodesADay,
    /// Messages about cases in one day, of each sort.
    NoticesADay,
    /// Reports on one unit in one day from which the organ's heads are told.
    UnitAlarm,
    /// Working days in which a unit answers an opinion.
    OpinionDays,
    /// Days in which a first password can be used.
    FirstPasswordDays,
    /// Ratings of one subject within an hour from which they are set aside.
    RatingBurst,
    /// Whether figures on leading officials are public: 1 or 0.
    RatingsOfLeaders,
    /// Subjects that one phone rates in a month.
    RatingsAMonth,
}

/// What settings are looked for under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// How long reporters have.
    Reporters,
    /// Text messages, and what heads are told of.
    Messages,
    /// Opinions, and how long units have.
    Opinions,
    /// Accounts of the staff.
    Accounts,
    /// Ratings.
    Ratings,
}

/// What a setting is, and within which bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As it stands in the column.
    pub column: &'static str,
    /// What it is looked for under.
    pub group: Group,
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
    /// All of them, group by group, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::AnswerDays,
        Self::WithdrawalDays,
        Self::NewCodeDays,
        Self::MaterialDays,
        Self::FollowUpWeeks,
        Self::CodesADay,
        Self::NoticesADay,
        Self::UnitAlarm,
        Self::OpinionDays,
        Self::FirstPasswordDays,
        Self::RatingBurst,
        Self::RatingsOfLeaders,
        Self::RatingsAMonth,
    ];

    /// What it is. Of what costs money the platform's operator sets the upper bound, in his configuration.
    #[must_use]
    pub fn kind(self, platform: &Settings) -> Kind {
        match self {
            Self::AnswerDays => ANSWER_DAYS,
            Self::WithdrawalDays => WITHDRAWAL_DAYS,
            Self::NewCodeDays => NEW_CODE_DAYS,
            Self::MaterialDays => MATERIAL_DAYS,
            Self::FollowUpWeeks => FOLLOW_UP_WEEKS,
            Self::CodesADay => CODES_A_DAY.up_to(platform.sms_daily_cap),
            Self::NoticesADay => NOTICES_A_DAY.up_to(platform.sms_notice_daily_cap),
            Self::UnitAlarm => UNIT_ALARM.around(platform.unit_daily_alarm),
            Self::OpinionDays => OPINION_DAYS,
            Self::FirstPasswordDays => FIRST_PASSWORD_DAYS,
            Self::RatingBurst => RATING_BURST,
            Self::RatingsOfLeaders => RATINGS_OF_LEADERS,
            Self::RatingsAMonth => RATINGS_A_MONTH,
        }
    }

    /// The setting that stands in the column like this; none if it is not one of today's.
    #[must_use]
    pub fn of_column(column: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.kind(&Settings::default()).column == column)
    }
}

const ANSWER_DAYS: Kind = Kind {
    column: "ANSWER_DAYS",
    group: Group::Reporters,
    name: "评价的期限",
    meaning: "答复以后，举报人可以在这么多天里说满意不满意。只管以后的答复，已经在等评价的不变。",
    unit: "天",
    source: "办理制度：答复后 15 天内评价，只能放宽，不能缩短；最多 30 天，免得办理件老办不结。",
    min: 15,
    max: 30,
    default: 15,
};
const WITHDRAWAL_DAYS: Kind = Kind {
    column: "WITHDRAWAL_DAYS",
    group: Group::Reporters,
    name: "撤回生效前等的天数",
    meaning: "举报人申请撤回，等这么多天才生效，其间可以反悔。只管以后的申请。",
    unit: "天",
    source: "保护举报人：至少 3 天，防别人拿着查询码撤回。",
    min: 3,
    max: 10,
    default: 3,
};
const NEW_CODE_DAYS: Kind = Kind {
    column: "NEW_CODE_DAYS",
    group: Group::Reporters,
    name: "补发查询码前等的天数",
    meaning: "查询码丢了，申请以后等这么多天才能领新的，其间拿着旧码的人可以取消。只管以后的申请。",
    unit: "天",
    source: "保护举报人：至少 3 天，防别人拿着手机补发。",
    min: 3,
    max: 10,
    default: 3,
};
const MATERIAL_DAYS: Kind = Kind {
    column: "MATERIAL_DAYS",
    group: Group::Reporters,
    name: "补充材料最少给的天数",
    meaning: "请举报人补充材料，至少给这么多天，最多 30 天。只管以后的通知，已经发出的不变。",
    unit: "天",
    source: "保护举报人：至少 5 天，来得及回家找材料；办理期限不因此停下。",
    min: 5,
    max: 15,
    default: 5,
};
const FOLLOW_UP_WEEKS: Kind = Kind {
    column: "FOLLOW_UP_WEEKS",
    group: Group::Reporters,
    name: "办结多久以后回访",
    meaning: "办结以后过这么多周，问一次举报人是不是真的解决了。只管以后办结的，已经定了回访日子的不变。",
    unit: "周",
    source: "办理惯例：办结后四周左右回访；太早看不出结果，太晚记不清。",
    min: 2,
    max: 8,
    default: 4,
};
/// Its numbers are the platform's.
const CODES_A_DAY: Kind = Kind {
    column: "CODES_A_DAY",
    group: Group::Messages,
    name: "一天最多发的短信验证码",
    meaning: "全县一天发这么多条验证码以后不再发，并报警。最多不超过平台运维定的数。马上生效。",
    unit: "条",
    source: "短信费用和防刷：上限由平台运维在配置里定。",
    min: 0,
    max: 0,
    default: 0,
};
/// Its numbers are the platform's.
const NOTICES_A_DAY: Kind = Kind {
    column: "NOTICES_A_DAY",
    group: Group::Messages,
    name: "一天最多发的进展短信",
    meaning: "群众自己操作引起的、组织告知的，各算各的：一天各发这么多条，再多的第二天早上接着发，一条不丢。马上生效。",
    unit: "条",
    source: "短信费用：上限由平台运维在配置里定。",
    min: 0,
    max: 0,
    default: 0,
};
/// Where the platform set none there is none.
const UNIT_ALARM: Kind = Kind {
    column: "UNIT_ALARM",
    group: Group::Messages,
    name: "一天多少件算集中举报",
    meaning: "一天里对同一个单位的举报到这么多件，提醒管它的纪检组织负责人，一天一次；不拦任何举报。马上生效，已经发出的提醒不变。",
    unit: "件",
    source: "防有人用假举报淹没真举报：村小几件就不寻常，县直部门多些；太小天天响，没有人再看。",
    min: 5,
    max: 100,
    default: 20,
};
const OPINION_DAYS: Kind = Kind {
    column: "OPINION_DAYS",
    group: Group::Opinions,
    name: "答复意见建议的期限（工作日）",
    meaning: "单位收到意见建议，要在这么多个工作日里答复；过了自动催办，县纪委看得到。只管以后收到的，已经在等答复的不变。",
    unit: "天",
    source: "办理惯例：一般 15 个工作日，和受理告知的期限一样；最短 5 个，最长 30 个。",
    min: 5,
    max: 30,
    default: 15,
};
const FIRST_PASSWORD_DAYS: Kind = Kind {
    column: "FIRST_PASSWORD_DAYS",
    group: Group::Accounts,
    name: "首次密码有效的天数",
    meaning: "新账号、重置以后的首次密码，本人要在这么多天里换成自己的，过了要重新办。只管以后办的。",
    unit: "天",
    source: "账号安全：最多 7 天，只能缩短，不能放宽。",
    min: 1,
    max: 7,
    default: 7,
};

const RATING_BURST: Kind = Kind {
    column: "RATING_BURST",
    group: Group::Ratings,
    name: "一小时多少份算集中评价",
    meaning: "一小时里对同一个对象的评价到这么多份，就先不算，提醒县纪委监委负责人复核。从下一个夜里起算。",
    unit: "份",
    source: "防刷分：太小，开一次会就响；太大，刷的分会混进去。",
    min: 10,
    max: 200,
    default: 20,
};
const RATINGS_OF_LEADERS: Kind = Kind {
    column: "RATINGS_OF_LEADERS",
    group: Group::Ratings,
    name: "公开主要负责人的总分：1 公开，0 不公开",
    meaning: "填 1，单位主要负责人的评价总分公开；填 0，不公开。别的干部都不公开，谁都不公开排名。马上生效。",
    unit: "",
    source: "评价制度：干部的评价默认只在内部用，要不要公开主要负责人的，由县里定。",
    min: 0,
    max: 1,
    default: 0,
};

const RATINGS_A_MONTH: Kind = Kind {
    column: "RATINGS_A_MONTH",
    group: Group::Ratings,
    name: "一个手机号一个月最多评多少个对象",
    meaning: "一个手机号一个月评满这么多个对象，新的要等下个月；评过的当月还可以改。只数个数，不记评了谁。马上生效。",
    unit: "个",
    source: "防刷分：一家人认识的干部、用得着的事项也就几十个；太小会拦住认真评的人。",
    min: 30,
    max: 2_000,
    default: 200,
};

impl Kind {
    /// What counts where this was set: within the bounds itself, else the default.
    #[must_use]
    pub fn value(&self, set: Option<i32>) -> i32 {
        set.filter(|value| (self.min..=self.max).contains(value)).unwrap_or(self.default)
    }

    /// The same, where the platform's number counts if the county set nothing; without one there is nothing to set.
    fn around(self, default: u32) -> Self {
        let default = i32::try_from(default).unwrap_or(i32::MAX);
        if default == 0 {
            Self { min: 0, max: 0, default, ..self }
        } else {
            Self { min: self.min.min(default), max: self.max.max(default), default, ..self }
        }
    }

    /// The same, up to what the platform's operator pays for, which counts where the county set nothing.
    fn up_to(self, most: u32) -> Self {
        let most = i32::try_from(most).unwrap_or(i32::MAX);
        Self { min: most.min(200), max: most, default: most, ..self }
    }
}
