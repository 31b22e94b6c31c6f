//! What is never published of people: health, minors, details of a disability (domain.md "Villagers' data").

use unicode_normalization::UnicodeNormalization as _;

/// What a column or a value would tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// Somebody's health.
    Health,
    /// A person under age.
    Minor,
    /// Of which sort or degree a disability is.
    Disability,
}

impl Forbidden {
    /// What the publisher reads; begins in the middle of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Health => "会说出个人的健康情况，按法律不能公开",
            Self::Minor => "会说出未成年人的信息，按法律不能公开",
            Self::Disability => "会说出残疾的类别、等级等细节，按法律不能公开",
        }
    }
}

const HEALTH: &[&str] = &[
    "病情",
    "病种",
    "病名",
    "病史",
    "病因",
    "病历",
    "疾病",
    "患病",
    "大病名称",
    "诊断",
    "健康状况",
    "健康情况",
    "身体状况",
    "体检结果",
    "住院",
    "用药",
    "血型",
    "怀孕",
    "孕周",
    "艾滋",
    "传染病",
    "精神病",
    "精神障碍",
    "医疗记录",
    "就诊",
];
const DISABILITY_DETAILS: &[&str] = &["等级", "类别", "类型", "种类", "程度", "级别", "证号", "证件", "原因", "部位", "情况", "状况"];
const MINORS: &[&str] = &["未成年", "儿童", "学生", "幼儿", "婴儿", "孤儿", "子女", "孩子", "少年"];
const WHO_IT_IS: &[&str] =
    &["姓名", "名字", "名单", "证件", "证号", "身份证", "电话", "手机", "住址", "地址", "出生", "生日", "班级", "学校"];

/// What a column with this label would tell that may never be public.
#[must_use]
pub fn in_label(label: &str, is_personal: bool) -> Option<Forbidden> {
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(HEALTH) {
        return Some(Forbidden::Health);
    }
    if label.trim() == "残疾" || label.contains("残疾") && (has(DISABILITY_DETAILS) || is_personal) {
        return Some(Forbidden::Disability);
    }
    (has(MINORS) && (has(WHO_IT_IS) || is_personal)).then_some(Forbidden::Minor)
}

const ILLNESSES: &[&str] = &[
    "因病",
    "患病",
    "患有",
    "癌",
    "肿瘤",
    "白血病",
    "尿毒症",
    "糖尿病",
    "高血压",
    "心脏病",
    "脑梗",
    "艾滋",
    "肺结核",
    "肝炎",
    "精神病",
    "精神分裂",
    "诊断为",
    "确诊",
    "瘫痪",
    "化疗",
    "放疗",
    "透析",
    "住院",
    "重病",
    "病人",
    "患者",
    "抑郁症",
    "自闭症",
    "癫痫",
    "矽肺",
    "尘肺",
    "器官移植",
    "怀孕",
];
const SORTS: &[&str] = &["肢体", "视力", "听力", "言语", "智力", "精神", "多重"];
const DEGREES: &[&str] = &["一级", "二级", "三级", "四级", "1级", "2级", "3级", "4级"];

/// What this text would tell beside a person's name.
#[must_use]
pub fn in_text(text: &str) -> Option<Forbidden> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let beside = |word: &str| text.contains(&format!("{word}残疾")) || text.contains(&format!("残疾{word}"));
    if SORTS.iter().chain(DEGREES).any(|word| beside(word)) {
        return Some(Forbidden::Disability);
    }
    if has(ILLNESSES) {
        return Some(Forbidden::Health);
    }
    (has(&["未成年", "孤儿", "留守儿童", "个月大", "女童", "男童"]) || tells_of_an_age_under_18(text)).then_some(Forbidden::Minor)
}

/// An age in years below eighteen, in digits or in words: 8岁, １７周岁, 十二岁. What begins there is a limit, and tells of nobody.
fn tells_of_an_age_under_18(text: &str) -> bool {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('岁') {
        let is_limit = ["以上", "以下", "以内", "及以", "至", "到", "-", "~"].iter().any(|word| behind.starts_with(word));
        if !is_limit && age(before.trim_end_matches('周')).is_some_and(|years| years < 18) {
            return true;
        }
        rest = behind;
    }
    false
}

/// The number that ends a text.
fn age(text: &str) -> Option<u32> {
    const WORDS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let digits: String = text.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let value = |c: char| WORDS.iter().position(|word| word.starts_with(if c == '两' { '二' } else { c }));
    let words: Vec<usize> = text.chars().rev().map_while(value).collect();
    // Read from the end: units, then tens.
    let years = match words.as_slice() {
        [] => return None,
        [10] => 10,
        [10, tens, ..] => 10 * tens,
        [unit, 10] => 10 + unit,
        [unit, 10, tens, ..] => 10 * tens + unit,
        [unit] => *unit,
        [unit, tens, ..] => 10 * tens + unit,
    };
    u32::try_from(years).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_the_law_forbids_are_known_by_their_label() {
        for (label, is_personal, told) in [
            ("病种", false, Forbidden::Health),
            ("户主健康状况", true, Forbidden::Health),
            ("残疾等级", false, Forbidden::Disability),
            ("残疾类别", true, Forbidden::Disability),
            ("残疾", false, Forbidden::Disability),
            ("残疾人", true, Forbidden::Disability),
            ("学生姓名", false, Forbidden::Minor),
            ("子女", true, Forbidden::Minor),
            ("未成年人住址", false, Forbidden::Minor),
        ] {
            assert_eq!(in_label(label, is_personal), Some(told), "{label}");
        }
    }

    #[test]
    fn what_only_sounds_alike_is_allowed() {
        for (label, is_personal) in [
            ("户主姓名", true),
            ("病虫害防治面积", false),
            ("残疾人数", false),
            ("学生人数", false),
            ("救助金额", false),
            ("精神文明奖励", false),
            ("学校名称", false),
            ("联系电话", true),
        ] {
            assert_eq!(in_label(label, is_personal), None, "{label}");
        }
    }

    #[test]
    fn a_text_beside_a_name_tells_of_no_illness() {
        for (text, told) in [
            ("因病致贫", Some(Forbidden::Health)),
            ("肢体残疾", Some(Forbidden::Disability)),
            ("二级残疾", Some(Forbidden::Disability)),
            ("孤儿", Some(Forbidden::Minor)),
            ("正在化疗，女儿今年8岁", Some(Forbidden::Health)),
            ("女儿今年8岁", Some(Forbidden::Minor)),
            ("儿子 １７ 周岁", Some(Forbidden::Minor)),
            ("孙女十二岁", Some(Forbidden::Minor)),
            ("两岁", Some(Forbidden::Minor)),
            ("户主十八岁", None),
            ("年满60周岁", None),
            ("六十五岁，独居", None),
            ("家有16岁以上劳动力两人", None),
            ("80岁高龄补贴", None),
            ("家庭收入低于标准", None),
            ("困难残疾人生活补贴", None),
        ] {
            assert_eq!(in_text(text), told, "{text}");
        }
    }
}
