//! 称呼: words that speak to the reporter, or of him, have no place in what everybody reads.

/// Whom a letter speaks to.
const YOU: [&str; 2] = ["您", "你"];
/// Whom a letter speaks of.
const REPORTER: [&str; 3] = ["举报人", "信访人", "来信人"];
/// What speaks to the reporter and can be said to everybody: the same without him.
const TURNED: [(&str, &str); 9] = [
    ("您来信反映的", "反映的"),
    ("您反映的", "反映的"),
    ("您举报的", "反映的"),
    ("你来信反映的", "反映的"),
    ("你反映的", "反映的"),
    ("你举报的", "反映的"),
    ("被举报人", "被反映人"),
    ("举报人反映的", "反映的"),
    ("信访人反映的", "反映的"),
];
/// Ends of what is left out or kept as a whole.
const ENDS: &str = "。！？；\n";

/// The first word that speaks to the reporter; unless `may_name_him`, also one that speaks of him. An exposure may tell of
/// somebody who took revenge on whoever reported.
#[must_use]
pub fn addressed(text: &str, may_name_him: bool) -> Option<&'static str> {
    // Whom the report is about is no reporter.
    let text = text.replace("被举报人", "");
    let him: &[&str] = if may_name_him { &[] } else { &REPORTER };
    YOU.iter().chain(him).copied().find(|word| text.contains(word))
}

/// A letter turned to everybody: what can be said without its reader is, and every other sentence that speaks to him is left
/// out. Empty if nothing is left.
#[must_use]
pub fn for_everybody(letter: &str) -> String {
    let turned = TURNED.iter().fold(letter.to_owned(), |text, (to_him, to_all)| text.replace(to_him, to_all));
    let sentences = turned.split_inclusive(|c| ENDS.contains(c));
    let kept: String = sentences.filter(|sentence| addressed(sentence, false).is_none()).collect();
    let kept = kept.trim();
    // What was left out behind a semicolon has taken the full stop along.
    match kept.strip_suffix('；') {
        Some(open) => format!("{open}。"),
        None => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_turned_to_everybody() {
        for (letter, to_all) in [
            ("经查，会议记录齐全。", "经查，会议记录齐全。"),
            ("您反映的低保问题属实，钱已退还。感谢您的监督。", "反映的低保问题属实，钱已退还。"),
            ("举报人：\n您好！经查属实；您母亲的钱已追回。", "经查属实。"),
            ("被举报人已受警告。", "被反映人已受警告。"),
            ("请您放心。", ""),
        ] {
            assert_eq!(for_everybody(letter), to_all, "{letter}");
            assert_eq!(addressed(&for_everybody(letter), false), None, "{letter}");
        }
    }

    #[test]
    fn whoever_is_spoken_to_is_found() {
        assert_eq!(addressed("给您带来的不便", false), Some("您"));
        assert_eq!(addressed("经与举报人核对", false), Some("举报人"));
        assert_eq!(addressed("打击报复举报人", true), None);
        assert_eq!(addressed("被举报人受到警告", false), None);
        assert_eq!(addressed("钱已退还给村民。", false), None);
    }
}
