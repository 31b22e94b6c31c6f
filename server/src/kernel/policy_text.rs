//! Policies as text that an officer can read: what `decide` says now is what stands in `docs/policy/`.

use std::fmt::Write as _;

/// The text's end: which root field of the API asks for which action. `tests/behaviour/root_fields/` reads it.
pub fn interfaces(rows: impl IntoIterator<Item = (&'static str, &'static str)>) -> String {
    let mut text = "\n接口\n".to_owned();
    for (action, fields) in rows.into_iter().filter(|(_, fields)| !fields.is_empty()) {
        let _ = writeln!(text, "  {action}：{fields}");
    }
    text
}

/// Compares with the file of this name; `UPDATE_POLICY=1` writes it anew.
///
/// # Panics
/// If they differ: then read what changed, and write it anew if it was meant.
pub fn agree(name: &str, text: &str) {
    let path = format!("{}/../docs/policy/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_POLICY").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text, "UPDATE_POLICY=1 writes docs/policy/{name}.txt; read what changed");
}
