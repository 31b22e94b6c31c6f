//! The closed list of messages, and what their words must and must not say.

use super::leads::leads_away;
use crate::ports::sms::SmsTemplate;
use std::fmt::Write as _;

/// One message: its places, its default, what must stay in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Which template.
    pub template: SmsTemplate,
    /// As it stands in the column.
    pub column: &'static str,
    /// When it is sent.
    pub name: &'static str,
    /// The words where the county has none.
    pub default: &'static str,
    /// Its places: the variable, how the words spell it, a sample.
    pub places: &'static [(&'static str, &'static str, &'static str)],
    /// What must stay in.
    pub must: &'static [&'static str],
}

const CODE: (&str, &str, &str) = ("code", "{验证码}", "382904");
const DAY: (&str, &str, &str) = ("day", "{日期}", "12月31日");

/// All of them.
pub static KINDS: [Kind; 8] = [
    Kind {
        template: SmsTemplate::PhoneCode,
        column: "PHONE_CODE",
        name: "手机验证码",
        default: "您的验证码是 {验证码}，5 分钟内有效，请不要告诉别人。",
        places: &[CODE],
        must: &["5 分钟", "不要告诉"],
    },
    Kind {
        template: SmsTemplate::Received,
        column: "RECEIVED",
        name: "收到了",
        default: "您提交的事项已收到。请保管好查询码，随时可以查看进展。",
        places: &[],
        must: &["查询码"],
    },
    Kind {
        template: SmsTemplate::News,
        column: "NEWS",
        name: "有新进展",
        default: "您提交的事项有新进展，请用查询码查看。",
        places: &[],
        must: &["查询码"],
    },
    Kind {
        template: SmsTemplate::Answer,
        column: "ANSWER",
        name: "有答复",
        default: "您提交的事项已有答复，请用查询码查看，并在{日期}前告诉我们是否满意。",
        places: &[DAY],
        must: &["查询码", "满意"],
    },
    Kind {
        template: SmsTemplate::Withdrawing,
        column: "WITHDRAWING",
        name: "申请了撤回",
        default: "您提交的事项已申请撤回，{日期}生效。如果不是您本人申请的，请在此之前用查询码进入并取消。",
        places: &[DAY],
        must: &["查询码", "取消", "本人"],
    },
    Kind {
        template: SmsTemplate::NewCode,
        column: "NEW_CODE",
        name: "有人补发查询码",
        default: "有人用这个手机号办理补发查询码。如果不是您本人，请马上拨打 12388，或用原来的查询码进入并取消。",
        places: &[],
        must: &["查询码", "取消", "本人", "12388"],
    },
    Kind {
        template: SmsTemplate::Unfinished,
        column: "UNFINISHED",
        name: "资料没有传完",
        default: "您提交的事项有资料没有传完，请用查询码查看怎么办。",
        places: &[],
        must: &["查询码"],
    },
    Kind {
        template: SmsTemplate::Opinion,
        column: "OPINION",
        name: "意见建议有答复",
        default: "您提的意见建议有答复了，请在意见建议页面用这个手机号查看。",
        places: &[],
        must: &["手机号"],
    },
];

/// Words that tell whoever sees the phone what it is about.
const TELLING: [&str; 22] = [
    "举报", "检举", "控告", "反映", "被告", "纪委", "监委", "纪检", "监察", "巡察", "贪", "腐", "违纪", "违法", "犯罪", "受贿", "立案",
    "线索", "书记", "主任", "村长", "干部",
];
/// Characters of one message; with the sign name's brackets, of which the longest usual one has eight characters.
const ONE: usize = 70;
/// Characters of each part of a message that needs several.
const PART: usize = 67;
const SIGN: usize = 10;
/// Parts at most: each one is paid for.
const MOST_PARTS: usize = 2;

/// The kind of a template.
#[must_use]
pub fn kind_of(template: SmsTemplate) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.template == template)
}

/// What the message in this column is called; none if it is not one of today's.
#[must_use]
pub fn name_of(column: &str) -> Option<&'static str> {
    let text = KINDS.iter().find(|kind| kind.column == column).map(|kind| kind.name);
    text.or_else(|| (column == "MAIL").then_some("新通知的邮件"))
}

/// The words with values in their places.
#[must_use]
pub fn filled(kind: &Kind, words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    kind.places.iter().fold(words.to_owned(), |text, (name, place, _)| text.replace(place, &value(name).unwrap_or_default()))
}

/// The words with samples in their places.
#[must_use]
pub fn sample(kind: &Kind, words: &str) -> String {
    filled(kind, words, |name| kind.places.iter().find(|(one, ..)| *one == name).map(|(.., sample)| (*sample).to_owned()))
}

/// How many messages a text costs, its sign name included.
#[must_use]
pub fn parts(text: &str) -> usize {
    let length = text.chars().count() + SIGN;
    if length <= ONE { 1 } else { length.div_ceil(PART) }
}

/// What in words without their places tells a stranger what it is about, or leads somewhere else; `names` are those of the
/// county's units and organs. Empty if nothing does.
#[must_use]
pub fn tells(bare: &str, names: &[String]) -> String {
    let mut why = String::new();
    if bare.contains(['{', '}']) {
        why.push_str("大括号只用在规定的地方。");
    }
    let telling = TELLING.iter().copied().chain(names.iter().map(String::as_str)).find(|word| bare.contains(word));
    if let Some(word) = telling {
        let _ = write!(why, "不能出现“{word}”：别人看到，不该知道是什么事。");
    }
    if leads_away(bare) {
        why.push_str("不能有网址和电话号码（12388 可以）。");
    }
    why
}

/// Why these words can't stand; `names` are those of the county's units and organs.
#[must_use]
pub fn lacks(kind: &Kind, words: &str, names: &[String]) -> Option<String> {
    let mut why = String::new();
    for (_, place, _) in kind.places.iter().filter(|(_, place, _)| words.matches(place).count() != 1) {
        let _ = write!(why, "要有一处{place}。");
    }
    let bare = kind.places.iter().fold(words.to_owned(), |text, (_, place, _)| text.replace(place, ""));
    for must in kind.must.iter().filter(|must| !bare.contains(*must)) {
        let _ = write!(why, "要写明“{must}”。");
    }
    why.push_str(&tells(&bare, names));
    if parts(&sample(kind, words)) > MOST_PARTS {
        let _ = write!(why, "太长了，最多 {MOST_PARTS} 条短信的长度。");
    }
    (!why.is_empty()).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_could_have_been_set() {
        for kind in KINDS {
            assert_eq!(lacks(&kind, kind.default, &[]), None, "{}", kind.column);
            assert_eq!(kind_of(kind.template).map(|kind| kind.column), Some(kind.column));
        }
    }

    #[test]
    fn what_must_stay_in_stays_in_and_what_tells_stays_out() {
        let [code, received, ..] = KINDS;
        for (kind, words, expected) in [
            (code, "验证码 {验证码}，5 分钟有效，不要告诉别人。", None),
            (code, "您的验证码，5 分钟有效，不要告诉别人。", Some("{验证码}")),
            (code, "{验证码}{验证码}，5 分钟有效，不要告诉别人。", Some("一处{验证码}")),
            (code, "{验证码} {日期}，5 分钟有效，不要告诉别人。", Some("大括号")),
            (received, "收到了，随时可以查看。", Some("查询码")),
            (received, "您的举报收到了，请保管好查询码。", Some("举报")),
            (received, "甲村的事收到了，请保管好查询码。", Some("甲村")),
            (received, "收到了，查询码在 https://a.cn 查。", Some("网址")),
            (received, "收到了，请保管好查询码，问 13800138000。", Some("电话")),
            (received, "请到 evil.cn 输入查询码查看。", Some("网址")),
            (received, "收到了，请保管好查询码，请打 138-0013-8000。", Some("电话")),
            (received, &format!("查询码{}", "长".repeat(124)), Some("太长")),
        ] {
            let why = lacks(&kind, words, &["甲村".to_owned()]);
            assert_eq!(why.is_some(), expected.is_some(), "{words}: {why:?}");
            assert!(expected.is_none_or(|part| why.as_deref().unwrap_or_default().contains(part)), "{words}: {why:?}");
        }
    }

    #[test]
    fn a_text_costs_what_its_characters_cost() {
        assert_eq!((parts(&"字".repeat(60)), parts(&"字".repeat(61)), parts(&"字".repeat(124)), parts(&"字".repeat(125))), (1, 2, 2, 3));
        assert_eq!(sample(&KINDS[3], "{日期}前"), "12月31日前");
    }
}
