//! Lines of the page: what fits into its width, and how many fit onto it.

use super::super::model::{Chapter, Fact};
use super::super::words;
use time::Date;

/// What stands above the facts.
#[derive(Clone, Debug)]
pub struct Head {
    /// The county.
    pub county: String,
    /// Whose archive.
    pub official: String,
    /// What he is on that day.
    pub posts: Vec<String>,
    /// For what it was opened.
    pub purpose: &'static str,
    /// 文号; may be empty.
    pub document: String,
    /// By whom.
    pub opened_by: String,
    /// The day of printing.
    pub printed_on: Date,
    /// As known on this day.
    pub known_on: Date,
    /// Whether the data is invented.
    pub is_demo: bool,
}

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The name of the paper.
    Title,
    /// What a chapter is about.
    Heading,
    /// A fact.
    Plain,
    /// A source.
    Small,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it is written.
    pub style: Style,
    /// Its text.
    pub text: String,
}

impl Style {
    /// Size of its letters and height of its line, in points.
    #[must_use]
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::Title => (18.0, 30.0),
            Self::Heading => (11.5, 20.0),
            Self::Plain => (10.0, 14.5),
            Self::Small => (8.5, 12.5),
        }
    }
}

/// Points between the margins of an A4 sheet.
pub const WIDTH: f32 = 595.0 - 2.0 * MARGIN;
/// Points of a margin.
pub const MARGIN: f32 = 50.0;
/// Points that lines may take.
const HEIGHT: f32 = 842.0 - 2.0 * MARGIN;

/// The lines of the page: as many facts of each chapter as fit, the rest counted.
#[must_use]
pub fn lines(head: &Head, chapters: &[Chapter]) -> Vec<Line> {
    let foot = foot(head);
    let most = chapters.iter().map(|chapter| chapter.facts.len()).max().unwrap_or_default();
    for kept in (0..=most).rev() {
        let mut all = top(head);
        for chapter in chapters {
            all.extend(of_chapter(chapter, kept));
        }
        all.extend(foot.iter().cloned());
        if kept == 0 || all.iter().map(|line| line.style.size().1).sum::<f32>() <= HEIGHT {
            return all;
        }
    }
    top(head)
}

fn top(head: &Head) -> Vec<Line> {
    let demo = if head.is_demo { "（演示数据）" } else { "" };
    let mut all = vec![Line { style: Style::Title, text: format!("廉洁档案摘要{demo}") }];
    let posts = if head.posts.is_empty() { "没有在任的岗位".to_owned() } else { head.posts.join("、") };
    let document = if head.document.is_empty() { String::new() } else { format!("，文号 {}", head.document) };
    all.extend(wrapped(Style::Plain, &format!("{}  {}", head.official, posts)));
    all.extend(wrapped(
        Style::Small,
        &format!("{}。用途：{}{document}。截至 {} 已知的情况。", head.county, head.purpose, words::day(head.known_on)),
    ));
    all
}

fn foot(head: &Head) -> Vec<Line> {
    let said = format!(
        "只列事实和来源，不打分，不作结论；没有办结的举报不列入。全部内容见平台上的档案。{}，{}打印。",
        head.opened_by,
        words::day(head.printed_on)
    );
    wrapped(Style::Small, &said)
}

fn of_chapter(chapter: &Chapter, kept: usize) -> Vec<Line> {
    let mut all = vec![Line { style: Style::Heading, text: chapter.heading.to_owned() }];
    for Fact { text, source, .. } in chapter.facts.iter().take(kept) {
        all.extend(wrapped(Style::Plain, &format!("· {text}")));
        all.extend(wrapped(Style::Small, &format!("  来源：{source}")));
    }
    let more = chapter.more + chapter.facts.len().saturating_sub(kept);
    if chapter.facts.is_empty() {
        all.push(Line { style: Style::Plain, text: "· 没有".to_owned() });
    } else if more > 0 {
        all.push(Line { style: Style::Plain, text: format!("· 另有 {more} 条，见档案。") });
    }
    all
}

/// A text as lines that fit into the width.
fn wrapped(style: Style, text: &str) -> Vec<Line> {
    let room = WIDTH / style.size().0;
    let (mut all, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let width = width(c);
        if used + width > room {
            all.push(Line { style, text: std::mem::take(&mut line) });
            used = 0.0;
        }
        used += width;
        line.push(c);
    }
    all.push(Line { style, text: line });
    all
}

/// Width of a character in sizes of its type; a Latin letter is narrower than this.
fn width(c: char) -> f32 {
    if c.is_ascii() { 0.62 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn head() -> Head {
        Head {
            county: "苍溪县".to_owned(),
            official: "演示甲".to_owned(),
            posts: vec!["龙山镇甲村 村委会主任".to_owned()],
            purpose: "提拔任用",
            document: String::new(),
            opened_by: "演示查阅人".to_owned(),
            printed_on: date!(2026 - 03 - 02),
            known_on: date!(2026 - 03 - 02),
            is_demo: true,
        }
    }

    fn chapter(facts: usize) -> Chapter {
        let fact =
            |no: usize| Fact {
                text: format!("第 {no} 条{}", "很长的一句话，".repeat(12)), source: "县纪委监委".to_owned(), link: None
            };
        Chapter { heading: "任职", facts: (0..facts).map(fact).collect(), more: 0 }
    }

    #[test]
    fn it_is_one_page_however_much_there_is() {
        for facts in [0, 1, 8, 200] {
            let chapters = [chapter(facts), chapter(3), chapter(facts)];
            let all = lines(&head(), &chapters);
            let height: f32 = all.iter().map(|line| line.style.size().1).sum();
            assert!(height <= HEIGHT, "{facts}: {height}");
            let left_out = all.iter().filter(|line| line.text.contains("另有")).count();
            assert_eq!(left_out > 0, facts >= 8, "{facts}");
        }
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "结论abc属实".repeat(40);
        let all = wrapped(Style::Plain, &text);
        assert!(all.len() > 1 && all.iter().all(|line| line.text.chars().map(width).sum::<f32>() * Style::Plain.size().0 <= WIDTH));
        assert_eq!(all.iter().map(|line| line.text.as_str()).collect::<String>(), text);
    }
}
