//! What an entry of the trail changed, in words: names of settings, messages and fields.

use crate::domain::notices::texts;
use crate::domain::settings::Key;
use crate::domain::staff::TrailChange;
use crate::kernel::settings::Settings;

/// What fields and things are called.
const NAMES: [(&str, &str); 29] = [
    ("quietHours", "静默时段"),
    ("day", "日子"),
    ("superior", "上级"),
    ("successor", "接替的组织"),
    ("covers", "联系的单位"),
    ("until", "最后一天"),
    ("period", "时段"),
    ("organs", "几个组织"),
    ("format", "文件格式"),
    ("name", "名称"),
    ("email", "邮箱"),
    ("phone", "电话"),
    ("telephone", "电话"),
    ("unit", "单位"),
    ("operator", "主办单位"),
    ("address", "地址"),
    ("advice", "群众怎么找"),
    ("icp", "ICP 备案号"),
    ("securityFiling", "公安联网备案号"),
    ("outcomeKind", "行权结果的类别"),
    ("why", "为什么更正"),
    ("whyRemoved", "为什么拿掉"),
    ("rows", "行数"),
    ("kind", "哪种补贴"),
    ("year", "年份"),
    ("indicators", "评价的指标"),
    ("purpose", "用途"),
    ("knownOn", "看哪一天已经知道的"),
    ("county", "另一个县（代码）"),
];
/// What codes are called that something was set to.
const VALUES: [(&str, &str); 16] = [
    ("REST", "放假"),
    ("WORK", "上班"),
    ("AS_ANNOUNCED", "按国家的安排"),
    ("MISTAKE", "原来写错了"),
    ("UPDATE", "情况有变化"),
    ("PRIVACY", "保护个人隐私"),
    ("PERSONAL", "里面有不该公开的个人信息"),
    ("FORBIDDEN", "说出了健康、残疾细节或未成年人的信息"),
    ("ASKED", "本人要求不再公开"),
    ("PARTY", "评党员干部的"),
    ("NON_PARTY", "评非党员干部的"),
    ("POWER", "评权力的"),
    ("OUTCOME", "评结果的"),
    ("APPOINTMENT", "提拔任用"),
    ("AWARD", "评先评优"),
    ("INSPECTION", "巡察检查"),
];

/// What was changed, before and after; what has no name here is shown as the code spells it.
pub fn in_words(change: TrailChange) -> (String, Option<String>, Option<String>) {
    let TrailChange { what, before, after } = change;
    if let Some(key) = Key::of_column(&what) {
        let kind = key.kind(&Settings::default());
        let number = |value: Option<String>| value.map(|value| format!("{value} {}", kind.unit));
        return (kind.name.to_owned(), number(before), number(after));
    }
    if let Some(name) = texts::name_of(&what) {
        let words = |said: Option<String>| Some(said.unwrap_or_else(|| "标准文字".to_owned()));
        return (name.to_owned(), words(before), words(after));
    }
    let name = NAMES.iter().find(|(code, _)| *code == what).map_or(what.clone(), |(_, name)| (*name).to_owned());
    let after = after.map(|after| VALUES.iter().find(|(code, _)| *code == after).map_or(after.clone(), |(_, name)| (*name).to_owned()));
    (name, before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(what: &str, before: Option<&str>, after: Option<&str>) -> (String, Option<String>, Option<String>) {
        in_words(TrailChange { what: what.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) })
    }

    fn is(name: &str, before: Option<&str>, after: Option<&str>) -> (String, Option<String>, Option<String>) {
        (name.to_owned(), before.map(str::to_owned), after.map(str::to_owned))
    }

    #[test]
    fn settings_have_their_unit_and_messages_their_standard_text() {
        assert_eq!(said("ANSWER_DAYS", Some("15"), Some("20")), is("评价的期限", Some("15 天"), Some("20 天")));
        assert_eq!(said("PHONE_CODE", None, Some("验证码 {验证码}")), is("手机验证码", Some("标准文字"), Some("验证码 {验证码}")));
        assert_eq!(said("MAIL", Some("新"), None), is("新通知的邮件", Some("新"), Some("标准文字")));
        assert_eq!(said("day", Some("2026-06-03"), Some("REST")), is("日子", Some("2026-06-03"), Some("放假")));
        assert_eq!(said("why", None, Some("MISTAKE")), is("为什么更正", None, Some("原来写错了")));
        assert_eq!(said("superior", None, None), is("上级", None, None));
        assert_eq!(said("something new", None, None), is("something new", None, None));
    }
}
