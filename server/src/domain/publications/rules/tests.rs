//! What is suggested, what is not, and what is left.

use super::*;

fn known() -> Known {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Known {
        subjects: set(&["何大贵"]),
        officials: set(&["何大贵", "欧阳小兰", "蹇文"]),
        places: set(&["龙山镇", "龙山镇甲村", "乙村", "河东社区"]),
    }
}

fn words(text: &str, kind: MarkKind) -> Vec<String> {
    suggested(&[text], &known()).into_iter().filter(|mark| mark.kind == kind).map(|mark| mark.word).collect()
}

#[test]
fn numbers_that_are_never_public_are_found_however_they_are_written() {
    for (text, kind, word) in [
        ("身份证510824196801011234，", MarkKind::IdNumber, "510824196801011234"),
        ("证号51082419680101123X。", MarkKind::IdNumber, "51082419680101123X"),
        ("号码５１０８２４１９６８０１０１１２３４", MarkKind::IdNumber, "５１０８２４１９６８０１０１１２３４"),
        ("510824 19680101 1234", MarkKind::IdNumber, "510824 19680101 1234"),
        ("老证510824680101123", MarkKind::IdNumber, "510824680101123"),
        ("电话13800000001", MarkKind::Phone, "13800000001"),
        ("电话138 0000 0001，", MarkKind::Phone, "138 0000 0001"),
        ("打138-0000-0001", MarkKind::Phone, "138-0000-0001"),
        ("+8613800000001", MarkKind::Phone, "8613800000001"),
        ("座机0839-5222222", MarkKind::Phone, "0839-5222222"),
        ("12 13800000001", MarkKind::Phone, "13800000001"),
        ("卡号6222021234567890123", MarkKind::BankCard, "6222021234567890123"),
        ("卡号6222 0212 3456 7890 123", MarkKind::BankCard, "6222 0212 3456 7890 123"),
        ("1380000000113900000002", MarkKind::BankCard, "1380000000113900000002"),
    ] {
        assert_eq!(words(text, kind), [word], "{text}");
    }
    for text in
        ["2026年3月2日", "2026-03-02", "3000元", "共12345户", "文号〔2026〕12号", "邮编628400", "1234567890", "2026-11-03 2026-12-05"]
    {
        for kind in [MarkKind::IdNumber, MarkKind::Phone, MarkKind::BankCard] {
            assert_eq!(words(text, kind), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn plates_amounts_and_days_are_found() {
    assert_eq!(words("开川H12345来的", MarkKind::Plate), ["川H12345"]);
    assert_eq!(words("开川A·D12345来的", MarkKind::Plate), ["川A·D12345"]);
    assert_eq!(words("四川HELLO", MarkKind::Plate), Vec::<String>::new());
    assert_eq!(words("收了3000元，又收五千块，共1.2万元", MarkKind::Amount), ["3000元", "五千块", "1.2万元"]);
    assert!(suggested(&["收了3000元"], &known()).iter().all(|mark| mark.state == MarkState::Removed), "an option");
    let marks = suggested(&["2026年3月2日收到，3月12号开会，3月办结"], &known());
    let read: Vec<_> = marks.iter().map(|mark| (mark.word.as_str(), mark.instead.as_str())).collect();
    assert_eq!(read, [("2026年3月2日", "2026年3月"), ("3月12号", "3月")]);
}

#[test]
fn names_of_the_directory_are_found_and_others_where_names_stand() {
    for (text, expected) in [
        ("经查，何大贵和蹇文都在场。", vec!["何大贵", "蹇文"]),
        ("欧阳小兰签了字", vec!["欧阳小兰"]),
        ("村民张三反映，李四同志没有到会", vec!["张三", "李四"]),
        ("组长王小明的妻子", vec!["王小明"]),
        ("会计赵六，男，五十岁", vec!["赵六"]),
        ("会议有记录和签到，高度重视，方案可行。", vec![]),
        ("村民都在，群众说没有意见。", vec![]),
        ("主任和书记都到了", vec![]),
    ] {
        assert_eq!(words(text, MarkKind::Name), expected, "{text}");
    }
}

#[test]
fn places_are_found_down_to_the_house() {
    for (text, expected) in [
        ("龙山镇甲村三组的何家", vec!["龙山镇甲村", "三组"]),
        ("在乙村第3社开会", vec!["乙村", "第3社"]),
        ("住大坪屯，门牌18号", vec!["大坪屯", "18号"]),
        ("二村民小组", vec!["二村民小组"]),
        ("三组长到会，一组织生活会，十社区", vec![]),
        ("3月2号，〔2026〕12号文", vec![]),
    ] {
        assert_eq!(words(text, MarkKind::Place), expected, "{text}");
    }
}

fn mark(word: &str, instead: &str, state: MarkState) -> Mark {
    Mark { word: word.to_owned(), kind: MarkKind::Name, instead: instead.to_owned(), state }
}

#[test]
fn only_accepted_words_are_hidden_and_all_of_them_everywhere() {
    let marks = [
        mark("王平", "某某", MarkState::Accepted),
        mark("王平安", "某甲", MarkState::Accepted),
        mark("李四", "某某", MarkState::Removed),
        mark("张三", "某某", MarkState::Suggested),
        mark("", "某某", MarkState::Accepted),
    ];
    assert_eq!(hidden("王平安和王平，王平平，李四、张三", &marks), "某甲和某某，某某平，李四、张三");
    assert_eq!(hidden("", &marks), "");
}

#[test]
fn a_longer_word_that_may_stand_is_not_cut() {
    let marks = [mark("王平安", "某甲", MarkState::Removed), mark("王平", "某某", MarkState::Accepted)];
    assert_eq!(hidden("王平安和王平", &marks), "王平安和某某");
}

#[test]
fn what_nobody_looked_at_is_counted() {
    let marks =
        [mark("张三", "某某", MarkState::Suggested), mark("李四", "某某", MarkState::Removed), mark("不在了", "某", MarkState::Suggested)];
    assert_eq!(unseen(&["张三和李四", "张三"], &marks), 1);
}

#[test]
fn what_a_person_said_stays_and_what_left_the_text_goes() {
    let made = vec![mark("何大贵", "何某", MarkState::Accepted), mark("不在了", "某", MarkState::Accepted)];
    let text = "开会的有蹇文、何大贵";
    let all = merged(&[text], made, suggested(&[text], &known()));
    let read: Vec<_> = all.iter().map(|mark| (mark.word.as_str(), mark.instead.as_str(), mark.state)).collect();
    assert_eq!(read, [("蹇文", "某某", MarkState::Suggested), ("何大贵", "何某", MarkState::Accepted)]);
}

#[test]
fn what_may_not_stand_is_told() {
    let case = ["LJ-2026-0001".to_owned(), "举报人7K3M".to_owned()];
    let left = |text: &str, may_name| left_in(text, &known(), (&case, may_name));
    assert_eq!(left("经查属实。", false), None);
    assert_eq!(left("经查，何 大\n贵收了钱。", false), Some(Left::Subject));
    assert_eq!(left("经查，何大贵收了钱。", true), None);
    assert_eq!(left("电话138-0000-0001", true), Some(Left::Number(MarkKind::Phone)));
    assert_eq!(left("见LJ-2026-0001", true), Some(Left::Case));
    assert_eq!(left("举报人 7K3M 说", true), Some(Left::Case));
}
