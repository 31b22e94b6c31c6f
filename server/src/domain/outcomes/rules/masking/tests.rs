//! Numbers as people write them, and what only looks like one.

use super::*;
use proptest::prelude::*;
use time::macros::date;

#[test]
fn numbers_of_cards_and_phones_keep_their_front_only() {
    for (text, expected) in [
        ("51082419680101123X", "510824************"),
        ("身份证510824196801011234，", "身份证510824************，"),
        ("510824 19680101 1234", "510824************"),
        ("510824  19680101  1234", "510824************"),
        ("510824-1968-01-01-1234", "510824************"),
        ("510824，19680101，123，X", "510824************"),
        ("５１０８２４１９６８０１０１１２３４", "510824************"),
        ("电话13912345678。", "电话139********。"),
        ("电话(139)12345678", "电话(139********"),
        ("【139】 1234 - 5678", "【139********"),
        ("139-1234-5678", "139********"),
        ("1 3 9 1 2 3 4 5 6 7 8", "139********"),
        ("+8613912345678", "+86139********"),
        ("+86 139 1234 5678", "+86 139********"),
        ("013912345678", "0139********"),
        ("13912345678x", "139********x"),
        ("1.13912345678", "1.139********"),
        ("6217 0038 9001 2345 678", "6217***************"),
        ("6228  4804-0256 4890(018)", "6228***************)"),
        ("621700389001234567", "621700************"),
        ("卡号6228480402564890018", "卡号6228***************"),
        ("510824680101123", "510824*********"),
        ("壬一壬51082419680101123412", "壬一壬5108****************"),
        ("51082419680101123413912345678", "5108*************************"),
        ("13912345678，13812345678", "139********，138********"),
        ("123 510824 19680101 1234", "123 510824************"),
    ] {
        let done = masked(text);
        assert_eq!((done.text.as_str(), done.is_changed), (expected, true), "{text}");
    }
}

#[test]
fn what_is_no_such_number_stays() {
    for text in [
        "2026-03-02",
        "2026-03-02 2026-03-08 12",
        "1985.10.1-2003",
        "20260302",
        "1840.00",
        "0839-5222321",
        "0839-5222321 5222322",
        "苍府发〔2026〕12号",
        "91510824MA62X12345",
        "130982104205",
        "第1234567890号",
        "3 组 12 户",
        "150、180、200、30",
        "1 2 3 4 5 6 7 8 9",
        "",
        "王大山",
        "10086",
        "12345678901",
    ] {
        assert_eq!(masked(text), Masked { text: text.to_owned(), is_changed: false, births: Vec::new() }, "{text}");
    }
}

#[test]
fn a_day_of_birth_is_read_from_a_number() {
    assert_eq!(masked("510824201501011234").births, [date!(2015 - 01 - 01)]);
    assert_eq!(masked("510824 2015 01 01 123 x").births, [date!(2015 - 01 - 01)]);
    assert_eq!(masked("51082420150101123412").births, [date!(2015 - 01 - 01)]);
    assert_eq!(masked("510824201513011234").births, []);
    assert_eq!(masked("621700389001234567").births, []);
}

/// A number in parts, each with signs behind it.
fn parted(number: &str, sizes: &[usize], signs: &[String]) -> String {
    let (mut text, mut rest) = (String::new(), number);
    for (size, sign) in sizes.iter().zip(signs) {
        let Some((part, behind)) = rest.split_at_checked(*size).filter(|(_, behind)| !behind.is_empty()) else { break };
        text.push_str(part);
        text.push_str(sign);
        rest = behind;
    }
    text + rest
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #[test]
    fn fuzz_any_text_keeps_its_words_and_its_length_in_digits(text in "[0-9０-９Xx a-c举报.,，·_–-]{0,60}|\\PC{0,40}") {
        let done = masked(&text);
        let counted = |text: &str| text.chars().filter(|c| digit(*c).is_some() || *c == '*').count();
        let words = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !"XxＸｘ".contains(*c)).collect::<String>();
        prop_assert!(counted(&done.text) >= counted(&text), "no digit is lost: {}", done.text);
        prop_assert_eq!(words(&done.text), words(&text));
        prop_assert!(done.is_changed || done.text == text);
    }

    #[test]
    fn fuzz_a_whole_number_is_covered_wherever_it_stands(
        before in "[a-z举报：（ ]{0,10}", number in "1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9X]|62[0-9]{14,17}", after in "[a-z举报，。）]{0,10}",
    ) {
        let after = after.trim_start_matches('x');
        let done = masked(&format!("{before}{number}{after}"));
        prop_assert!(done.is_changed && !done.text.contains(&number), "{}", done.text);
        prop_assert!(done.text.starts_with(&before) && done.text.ends_with(after), "{}", done.text);
        let left = done.text.chars().filter(char::is_ascii_digit).count();
        prop_assert!(left <= 6, "{}", done.text);
        prop_assert_eq!(masked(&done.text).text, done.text, "covered once");
    }

    #[test]
    fn fuzz_a_text_without_digits_stays(text in "[^0-9０-９]{0,60}") {
        prop_assert_eq!(masked(&text).text, text);
    }

    #[test]
    fn an_identity_card_never_passes_whatever_stands_within(
        tail in 0_u32..1_000, sizes in prop::collection::vec(1_usize..8, 18),
        signs in prop::collection::vec("[-—_.·()（）【】/,，、;；:：*#+ \u{3000}\t]{1,6}", 18),
        (before, behind) in ("(身份证|号码：|\\(|)", "(。|，男|\\)|)"),
    ) {
        let text = format!("{before}{}{behind}", parted(&format!("51082419680101{tail:03}4"), &sizes, &signs));
        let done = masked(&text);
        prop_assert!(done.is_changed && digits_of(&done.text) == "510824", "{text} -> {}", done.text);
        prop_assert_eq!(done.births, [date!(1968 - 01 - 01)]);
    }

    #[test]
    fn a_phone_never_passes_in_parts_as_people_write_them(
        tail in 0_u32..100_000_000, second in 3_u32..10, sizes in prop::sample::select(vec![vec![3, 4], vec![3], vec![7], vec![4, 4], vec![1; 10], vec![2; 5], vec![3, 3, 3]]),
        signs in prop::collection::vec("[-—_.·()（）【】/ \u{3000}\t]{1,6}", 10),
        (before, behind) in ("(电话|手机：|\\(|)", "(。|，王|\\)|)"),
    ) {
        let text = format!("{before}{}{behind}", parted(&format!("1{second}9{tail:08}"), &sizes, &signs));
        let done = masked(&text);
        prop_assert!(done.is_changed && digits_of(&done.text).len() <= 6, "{text} -> {}", done.text);
    }

    #[test]
    fn no_twenty_digits_pass_in_one_piece(digits in "[0-9]{20,40}") {
        prop_assert_eq!(digits_of(&masked(&digits).text).len(), 4);
    }
}
