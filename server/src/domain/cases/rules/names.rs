//! Names that a reporter typed beside the subjects: what of them may be the name of an official. They are looked at once,
//! in memory, when the report arrives; a name too many only asks the directory for somebody who is not there.

use std::collections::BTreeSet;

/// What people put between names, and around what they add to one.
const BETWEEN: &[char] = &[
    '、', '，', ',', '；', ';', '：', ':', '/', '／', '\\', '|', '｜', '。', '！', '!', '？', '?', '\n', '(', ')', '（', '）', '[', ']',
    '【', '】', '《', '》', '“', '”', '"', '\'', '&', '＆', '+', '＋',
];
/// Words between names that may also be part of one: 张和平 is whole and in parts.
const AND: &[char] = &['和', '与', '及', '跟', '同'];
/// What people call somebody before or after the name.
const TITLES: &[&str] = &[
    "党支部书记",
    "村支书",
    "支书",
    "书记",
    "村主任",
    "主任",
    "镇长",
    "乡长",
    "局长",
    "村长",
    "县长",
    "区长",
    "市长",
    "部长",
    "科长",
    "股长",
    "所长",
    "站长",
    "队长",
    "院长",
    "校长",
    "园长",
    "组长",
    "经理",
    "会计",
    "文书",
    "委员",
    "老师",
    "同志",
    "干部",
];
/// No name is longer.
const LONGEST: usize = 30;
/// Ten fields of thirty characters don't hold more than a few of these; whoever types only separators gets no more.
const MOST: usize = 400;

/// The names that the texts may mean: without gaps, titles and what stands between them.
#[must_use]
pub fn meant(texts: &[String]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for piece in texts.iter().flat_map(|text| text.split(BETWEEN)) {
        let words = std::iter::once(bare(piece)).chain(piece.split_whitespace().map(str::to_owned));
        for word in words {
            let parts: Vec<_> = word.split(AND).map(str::to_owned).collect();
            for name in std::iter::once(word).chain(parts) {
                found.extend(without_title(&name));
                found.insert(name);
            }
        }
    }
    found.into_iter().filter(|name| (2..=LONGEST).contains(&name.chars().count())).take(MOST).collect()
}

/// A name without gaps: registers write 张　三 where people write 张三.
#[must_use]
pub fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 副镇长李四, 李四副镇长 and 李四镇长 are 李四.
fn without_title(name: &str) -> Vec<String> {
    let before = name.strip_prefix('副').unwrap_or(name);
    let of = |title: &&str| {
        let after = name.strip_suffix(title).map(|rest| rest.strip_suffix('副').unwrap_or(rest));
        [after, before.strip_prefix(title)].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
    };
    TITLES.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, name: &str) -> bool {
        meant(&[text.to_owned()]).contains(&name.to_owned())
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for text in [
            "张三",
            " 张 三 ",
            "张\u{3000}三",
            "李四、张三",
            "李四，张三，王五",
            "李四和张三",
            "李四 张三",
            "张三（会计）",
            "村支书张三",
            "张三副镇长",
            "副镇长张三",
            "张三书记",
            "李四跟张三；王五",
            "“张三”",
        ] {
            assert!(has(text, "张三"), "{text}");
        }
        assert!(has("张和平", "张和平") && has("张和平、李四", "张和平"), "a name may hold a word that stands between names");
        assert!(has("阿不都·热合曼", "阿不都·热合曼"));
    }

    #[test]
    fn what_is_no_name_is_left_out() {
        assert_eq!(meant(&[]), Vec::<String>::new());
        assert_eq!(meant(&["、，；".to_owned(), "张".to_owned(), "书记".to_owned()]), ["书记"]);
        assert!(!has("张三丰", "张三"), "a name is whole");
        assert!(meant(&["甲和乙".repeat(10), "一 二 三 ".repeat(8)]).len() < MOST);
    }
}
