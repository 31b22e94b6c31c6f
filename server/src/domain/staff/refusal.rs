//! What a member of the staff can be told instead of being served.

use crate::kernel::{ErrorCode, Failure};
use time::Duration;

/// Why something about accounts, roles or sessions did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRefusal {
    /// Login or password is wrong; which of them is not told.
    WrongSignIn,
    /// Too many failures; wait.
    Wait(Duration),
    /// The second step came too late.
    ChallengeExpired,
    /// The second factor is wrong.
    WrongSecondFactor,
    /// The second factor was right but had been used.
    UsedSecondFactor,
    /// The role does not allow this.
    Forbidden,
    /// Nobody approves what he proposed.
    OwnProposal,
    /// Nobody gives himself a role, or decides about his own.
    OwnAccount,
    /// A head of another organ must decide.
    OtherHead,
    /// The login has the wrong form.
    LoginForm,
    /// The login is taken.
    LoginTaken,
    /// There is no such official.
    NoOfficial,
    /// The role needs a unit.
    UnitNeeded,
    /// The role needs an organ of this county.
    OrganNeeded,
    /// The role holds in the whole county: neither unit nor organ.
    NoScope,
    /// The role is for accounts with an official behind them.
    OfficialNeeded,
    /// Whoever agrees must say which official he saw.
    OfficialUnseen,
    /// Another official stands behind the account than the one that was seen.
    OtherOfficial,
    /// An official is put behind an account before it holds a case role, so that the second person sees him.
    HoldsCaseRole,
    /// The role is not given here.
    NotGranted,
    /// Whoever keeps the accounts sees no case.
    AdminSeesNoCase,
    /// Whoever opens an organ's names neither handles nor heads there.
    CustodianApart,
    /// Only the heads above end the role of an organ's only head.
    LastHead,
    /// A county keeps an administrator.
    LastAdmin,
    /// The official has an account that is open.
    OfficialTaken,
    /// The last day lies before the first, or in the past.
    Dates,
    /// The account holds this role, or it waits for approval.
    AlreadyHeld,
    /// It was decided or ended before.
    Decided,
    /// The account is closed.
    Disabled,
    /// An official stands behind the account already.
    OfficialSet,
    /// A role's last day is only brought nearer.
    TermGrows,
    /// The account is open.
    Open,
    /// There is no such unit.
    NoUnit,
    /// Not a telephone number.
    PhoneForm,
    /// Somebody else changed it since it was read.
    Changed,
}

/// Why a password, a second factor or a mail address was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessRefusal {
    /// The access was given out by somebody else: its owner must make it his own first.
    FirstAccess,
    /// The first password, or the leave to set up a second factor, was not used in time.
    FirstAccessOver,
    /// The access is the owner's own; there is nothing to take over.
    NothingToTake,
    /// The password that holds was not given rightly.
    WrongPassword,
    /// Too short.
    PasswordShort,
    /// Too long, or with characters that can't be typed.
    PasswordLong,
    /// It holds the login or the name.
    PasswordNamed,
    /// It is one that others try first.
    PasswordKnown,
    /// It is the one that holds already.
    PasswordSame,
    /// Not a mail address.
    BadMail,
    /// Something changed while it was worked on.
    Changed,
}

// Sentences that are too long for their line below.
const CUSTODIAN_APART: &str = "启封人不能在同一个组织里兼承办人或负责人：谁办这件，谁就不能打开举报人的姓名。";
const LAST_HEAD: &str = "这是本组织最后的负责人，没有别的负责人任期一样长。要由上一级负责人结束，或者先补上另一名负责人。";
const LAST_ADMIN: &str = "这是本县最后一名县管理员，别的县管理员也没有任期一样长的。先补上另一名，或者请平台运维人员办。";
const OFFICIAL_TAKEN: &str = "这位干部已经有一个在用的账号。一个人只用一个账号：请在那个账号上加角色，或者先停用它。";

impl From<StaffRefusal> for Failure {
    fn from(refusal: StaffRefusal) -> Self {
        use ErrorCode as E;
        use StaffRefusal as R;
        match refusal {
            R::WrongSignIn => Self::field(E::WrongCode, "password", "用户名或密码不对。"),
            R::Wait(wait) => Self::refuse(E::TooMany, format!("试得太多了，还要等 {} 分钟。", minutes(wait))),
            R::ChallengeExpired => Self::field(E::Expired, "challenge", "隔得太久了，请重新输入密码。"),
            R::WrongSecondFactor => Self::field(E::WrongCode, "code", "动态码不对。请看手机上最新的 6 位数字。"),
            R::UsedSecondFactor => Self::field(E::WrongCode, "code", "这个动态码用过了，请等下一个（最多 30 秒）。"),
            R::Forbidden => Self::refuse(E::Forbidden, "您的角色不能做这件事。"),
            R::OwnProposal => Self::refuse(E::Forbidden, "自己提的，要由另一个人批准。"),
            R::OwnAccount => Self::refuse(E::Forbidden, "不能给自己加角色，不能批准自己的，也不能停用自己。"),
            R::OtherHead => Self::refuse(E::Forbidden, "要由该纪检组织的负责人批准；没有别的负责人时，由上一级负责人批准。"),
            R::LoginForm => Self::field(E::Invalid, "login", "用户名要 3 到 40 个小写字母、数字、点或横线，字母开头。"),
            R::LoginTaken => Self::field(E::Conflict, "login", "这个用户名已经有人用了。"),
            R::NoOfficial => Self::field(E::NotFound, "officialId", "没有找到这位干部。"),
            R::UnitNeeded => Self::field(E::Required, "unitId", "这个角色要选一个单位，不选纪检组织。"),
            R::OrganNeeded => Self::field(E::Required, "organId", "这个角色要选一个本县的纪检组织，不选单位。"),
            R::NoScope => Self::field(E::Invalid, "role", "这个角色管全县，不选单位，也不选纪检组织。"),
            R::OfficialNeeded => Self::field(E::State, "role", "先对应名册里的干部，再给这个角色：不然谁也不知道他该回避什么。"),
            R::OfficialUnseen => Self::field(E::Required, "officialId", "先看清楚这个账号对应的是哪位干部，再同意。"),
            R::OtherOfficial => Self::field(E::Conflict, "officialId", "对应的干部和您看到的不是同一位，请刷新以后再看。"),
            R::HoldsCaseRole => Self::field(E::State, "officialId", "已经有办件的角色，不能由一个人对应干部：先结束角色，对应好再提。"),
            R::NotGranted => Self::field(E::Invalid, "role", "这个角色不在这里授予。"),
            R::AdminSeesNoCase => Self::field(E::State, "role", "管账号的人不能办件：县管理员不能兼承办人、负责人或保管人。"),
            R::CustodianApart => Self::field(E::State, "role", CUSTODIAN_APART),
            R::LastHead => Self::refuse(E::Forbidden, LAST_HEAD),
            R::LastAdmin => Self::refuse(E::State, LAST_ADMIN),
            R::OfficialTaken => Self::field(E::State, "officialId", OFFICIAL_TAKEN),
            R::Dates => Self::field(E::Invalid, "until", "最后一天不能早于第一天，也不能已经过去。"),
            R::AlreadyHeld => Self::field(E::Conflict, "role", "这个角色已经有了，或者正等着批准。"),
            R::Decided => Self::refuse(E::State, "这件事已经有人决定过了，或者已经结束。"),
            R::OfficialSet => Self::field(E::State, "officialId", "这个账号已经对应了一位干部，不能改。"),
            R::TermGrows => Self::field(E::Invalid, "until", "最后一天只能提前，不早于今天和第一天。要延长，请从第二天起重新授予。"),
            R::Open => Self::refuse(E::State, "这个账号没有停用。"),
            R::NoUnit => Self::field(E::NotFound, "unitId", "没有找到这个单位。"),
            R::PhoneForm => Self::field(E::Invalid, "phone", "电话只写数字，可以有横线和加号，5 到 20 位。"),
            R::Changed => Self::refuse(E::Conflict, "刚刚有人改过这个账号。请看新的内容，再改。"),
            R::Disabled => Self::field(E::State, "accountId", "这个账号停用了。"),
        }
    }
}

impl From<AccessRefusal> for Failure {
    fn from(refusal: AccessRefusal) -> Self {
        use AccessRefusal as R;
        use ErrorCode as E;
        match refusal {
            R::FirstAccess => Self::refuse(E::FirstAccess, "这是别人替您办的密码或动态码，先换成自己的，再做别的。"),
            R::FirstAccessOver => Self::field(E::Expired, "password", "等得太久，过期了。请县管理员重新办。"),
            R::NothingToTake => Self::refuse(E::State, "这个账号已经是您自己的了，请直接登录。"),
            R::WrongPassword => Self::field(E::WrongCode, "currentPassword", "现在的密码不对。"),
            R::PasswordShort => Self::field(E::TooShort, "newPassword", "太短了，至少 12 个字符。一句好记的话就行。"),
            R::PasswordLong => Self::field(E::TooLong, "newPassword", "最多 64 个字符，不要换行。"),
            R::PasswordNamed => Self::field(E::Invalid, "newPassword", "密码里不要有用户名或姓名。"),
            R::PasswordKnown => Self::field(E::Invalid, "newPassword", "这个密码别人一试就中，请换一个。"),
            R::PasswordSame => Self::field(E::Invalid, "newPassword", "要和现在的密码不一样。"),
            R::BadMail => Self::field(E::Invalid, "email", "这不像邮箱地址，比如 lisi@example.gov.cn。"),
            R::Changed => Self::refuse(E::Conflict, "刚刚有了变化，请再试一次。"),
        }
    }
}

/// Rounded up.
fn minutes(span: Duration) -> i64 {
    ((span.whole_seconds() + 59) / 60).max(1)
}
