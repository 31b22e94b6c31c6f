//! Names: of the subjects, of other officials of the directory, and what looks like a name where names stand.

use super::Known;
use super::marks::{Mark, MarkKind};
use super::scan::{ends_before, is_han, piece, stands_at};

/// The most common family names; four fifths of the country are called so.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈钟姜崔谭陆\
    范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿\
    关兰焦俞柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司古吉";
/// Family names of two characters.
const LONG_SURNAMES: &[&str] = &["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"];
/// A name stands behind these.
const BEFORE: &[&str] = &[
    "村民",
    "群众",
    "社员",
    "户主",
    "农户",
    "贫困户",
    "低保户",
    "居民",
    "书记",
    "支书",
    "主任",
    "会计",
    "文书",
    "组长",
    "社长",
    "镇长",
    "乡长",
    "局长",
    "站长",
    "所长",
    "科长",
    "股长",
    "校长",
    "院长",
    "经理",
    "老板",
    "干部",
    "委员",
    "同志",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "弟弟",
    "哥哥",
    "姐姐",
    "妹妹",
    "女婿",
    "儿媳",
    "其妻",
    "其夫",
    "其子",
    "其女",
    "其父",
    "其母",
    "其弟",
    "其兄",
    "之子",
    "之妻",
    "之女",
    "亲戚",
    "反映",
    "举报人",
    "当事人",
    "责任人",
    "负责人",
    "经手人",
    "名叫",
    "叫做",
    "姓名：",
    "姓名:",
];
/// A name stands before these.
const BEHIND: &[&str] = &[
    "同志",
    "书记",
    "支书",
    "主任",
    "会计",
    "文书",
    "组长",
    "社长",
    "镇长",
    "乡长",
    "局长",
    "站长",
    "所长",
    "科长",
    "校长",
    "院长",
    "经理",
    "等人",
    "本人",
    "一家",
    "家属",
    "的妻子",
    "的丈夫",
    "的儿子",
    "的女儿",
    "（男",
    "（女",
    "(男",
    "(女",
    "，男，",
    "，女，",
];
/// What a person does: his name has ended.
const VERBS: &[&str] = &[
    "反映", "举报", "表示", "承认", "违规", "收取", "负责", "参加", "没有", "签字", "代签", "领取", "退还", "担任", "任职", "虚报", "冒领",
];
/// Characters that are never the last of a name, though a family name may stand before them.
const NEVER: &str = "的了是在有和与及对向把被为从到等将已未不没也都就要会能可应于之其该此这那说称按经由给让使并或但而因所以";

/// All names of a text, each with its place.
#[must_use]
pub fn find(chars: &[char], known: &Known) -> Vec<(usize, Mark)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match of_directory(chars, at, known).or_else(|| by_pattern(chars, at)) {
            Some(name) => {
                let length = name.chars().count();
                found.push((at, Mark::suggested(name, MarkKind::Name)));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The longest name of an official that stands here.
fn of_directory(chars: &[char], at: usize, known: &Known) -> Option<String> {
    let is_known = |word: &String| known.subjects.contains(word) || known.officials.contains(word);
    (2..=20).rev().map(|length| piece(chars, at, at + length)).find(is_known)
}

/// A family name with one or two characters behind it, where names stand.
fn by_pattern(chars: &[char], at: usize) -> Option<String> {
    let family = family_name(chars, at)?;
    let can_be = |length: usize| {
        let given = chars.get(at + family..at + family + length).unwrap_or_default();
        given.len() == length && given.iter().all(|c| is_han(*c) && !NEVER.contains(*c))
    };
    let stands_behind = BEFORE.iter().any(|word| ends_before(chars, at, word));
    for length in [1, 2] {
        let until = at + family + length;
        let stands_before = BEHIND.iter().any(|word| stands_at(chars, until, word));
        let acts = VERBS.iter().any(|word| stands_at(chars, until, word));
        let ends = acts || chars.get(until).is_none_or(|c| !is_han(*c) || NEVER.contains(*c));
        if can_be(length) && (stands_before || (stands_behind && (ends || length == 2))) {
            return Some(piece(chars, at, until));
        }
    }
    None
}

fn family_name(chars: &[char], at: usize) -> Option<usize> {
    if LONG_SURNAMES.iter().any(|name| stands_at(chars, at, name)) {
        return Some(2);
    }
    chars.get(at).filter(|c| SURNAMES.contains(**c)).map(|_| 1)
}
