//! Breaks Chinese lines by characters.

/// Width of a character in thousandths of the type size.
fn width(c: char) -> i32 {
    if c.is_ascii() { 560 } else { 1000 }
}

/// Width of a line in pixels.
pub(super) fn measure(text: &str, size: i32) -> i32 {
    (text.chars().map(width).sum::<i32>() * size + 999) / 1000
}

/// Lines no wider than `room` pixels; a closing mark never begins a line. At least one character goes on each.
pub(super) fn wrap(text: &str, room: i32, size: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        let too_wide = measure(&line, size) + (width(c) * size + 999) / 1000 > room;
        if too_wide && !line.is_empty() {
            let carried = if closes(c) { line.pop().filter(|_| !line.is_empty()) } else { None };
            lines.push(std::mem::take(&mut line));
            line.extend(carried);
        }
        if !(c == ' ' && line.is_empty()) {
            line.push(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '”' | '’' | '】' | '〕' | ',' | '.' | ')' | '?')
}
