//! What a mail may say, and what it says where the county has no words of its own.

use crate::domain::notices::texts::rules::tells;
use std::fmt::Write as _;

/// As it stands in the column of messages.
pub const COLUMN: &str = "MAIL";
/// Where the address of the in-box stands.
pub const WAY: &str = "{网址}";
/// Where the county's name stands.
pub const COUNTY: &str = "{县名}";
/// What must stay in the body: what one has to do.
pub const MUST: &str = "登录";

/// Subject and body with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailWords {
    /// One line.
    pub subject: String,
    /// Lines of text.
    pub body: String,
}

impl MailWords {
    /// The standard text.
    #[must_use]
    pub fn standard() -> Self {
        let body = format!("您有新的通知，请登录后查看：\n{WAY}\n\n这封邮件由系统发出，请不要回复。");
        Self { subject: "您有新的通知".to_owned(), body }
    }

    /// With the county's name and the way to the in-box in their places.
    #[must_use]
    pub fn filled(&self, county: &str, way: &str) -> Self {
        let fill = |text: &str| text.replace(COUNTY, county).replace(WAY, way);
        Self { subject: self.subject.replace(COUNTY, county), body: fill(&self.body) }
    }

    /// Why these words can't stand, in the subject and in the body; `names` are those of the county's units and organs.
    #[must_use]
    pub fn lacks(&self, names: &[String]) -> (Option<String>, Option<String>) {
        (lacks(&self.subject, 0, names), lacks(&self.body, 1, names))
    }
}

/// Why a text can't stand in which the way stands so often.
fn lacks(text: &str, ways: usize, names: &[String]) -> Option<String> {
    let mut why = String::new();
    if text.matches(WAY).count() != ways {
        let _ = write!(why, "{}", if ways == 0 { "标题里不放{网址}。" } else { "正文要有一处{网址}。" });
    }
    if text.matches(COUNTY).count() > 1 {
        let _ = write!(why, "{COUNTY}最多写一次。");
    }
    if ways > 0 && !text.contains(MUST) {
        let _ = write!(why, "要写明“{MUST}”。");
    }
    why.push_str(&tells(&text.replace(WAY, "").replace(COUNTY, ""), names));
    (!why.is_empty()).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(subject: &str, body: &str) -> MailWords {
        MailWords { subject: subject.to_owned(), body: body.to_owned() }
    }

    #[test]
    fn the_standard_text_could_have_been_set_and_names_nothing() {
        let standard = MailWords::standard();
        assert_eq!(standard.lacks(&[]), (None, None));
        let filled = standard.filled("苍溪县", "https://lj.example.gov.cn/staff/me");
        assert_eq!(filled.body, "您有新的通知，请登录后查看：\nhttps://lj.example.gov.cn/staff/me\n\n这封邮件由系统发出，请不要回复。");
        for word in ["办理件", "举报", "期限", "超过", "撤回", "复核"] {
            assert!(!filled.subject.contains(word) && !filled.body.contains(word), "{word}");
        }
    }

    #[test]
    fn the_way_stands_once_and_nothing_tells() {
        for (subject, body, in_subject, in_body) in [
            ("{县名}的新通知", "请登录：{网址}", None, None),
            ("请看{网址}", "请登录：{网址}", Some("标题"), None),
            ("新通知", "请登录。", None, Some("一处")),
            ("新通知", "请登录：{网址} {网址}", None, Some("一处")),
            ("新通知", "请看：{网址}", None, Some("登录")),
            ("举报来了", "甲村的事，请登录：{网址}", Some("举报"), Some("甲村")),
            ("{姓名}您好", "请登录：{网址}或 www.a.cn", Some("大括号"), Some("网址")),
            ("{县名}{县名}", "请登录：{网址}，问 13800138000", Some("最多"), Some("电话")),
        ] {
            let (first, second) = words(subject, body).lacks(&["甲村".to_owned()]);
            for (why, expected) in [(first, in_subject), (second, in_body)] {
                assert_eq!(why.is_some(), expected.is_some(), "{subject} {body}: {why:?}");
                assert!(expected.is_none_or(|part| why.as_deref().unwrap_or_default().contains(part)), "{subject} {body}: {why:?}");
            }
        }
        assert_eq!(words("{县名}", "{县名}：{网址}").filled("苍溪县", "w"), words("苍溪县", "苍溪县：w"));
    }
}
