//! The repository's source files.

use std::path::{Path, PathBuf};

/// One file.
pub struct Source {
    /// Path from the repository's root.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file of ours below the folders.
pub fn rust(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &["rs"], &mut found);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no sources found: the law would prove nothing");
    found
}

/// Every file below the folder with one of these endings.
pub fn walk(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let skipped = path.file_name().is_some_and(|name| name == "target" || name == "node_modules");
        if path.is_dir() && !skipped {
            walk(&path, endings, found);
        } else if path.extension().is_some_and(|extension| endings.iter().any(|ending| extension == *ending)) {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found.push(Source { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}
