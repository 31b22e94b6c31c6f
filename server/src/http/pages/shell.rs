//! What stands in the head of each page: the client's hashed files, as its build lists them.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The client's files for the first view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Links and scripts, as HTML.
    pub head: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Chunk {
    file: String,
    css: Vec<String>,
    imports: Vec<String>,
}

impl Assets {
    /// The entry's script, what it imports, and their styles, from Vite's manifest.
    ///
    /// # Errors
    /// If it is not a manifest with the entry `index.html`.
    pub fn from_manifest(manifest: &str) -> Result<Self, serde_json::Error> {
        let chunks: BTreeMap<String, Chunk> = serde_json::from_str(manifest)?;
        let mut wanted = vec!["index.html".to_owned()];
        let mut seen: Vec<String> = Vec::new();
        let (mut styles, mut scripts) = (String::new(), String::new());
        while let Some(name) = wanted.pop() {
            let Some(chunk) = chunks.get(&name).filter(|_| !seen.contains(&name)) else { continue };
            for style in &chunk.css {
                _ = write!(styles, r#"<link rel="stylesheet" href="/{style}">"#);
            }
            if seen.is_empty() {
                _ = write!(scripts, r#"<script type="module" src="/{}"></script>"#, chunk.file);
            } else {
                _ = write!(scripts, r#"<link rel="modulepreload" href="/{}">"#, chunk.file);
            }
            wanted.extend(chunk.imports.iter().cloned());
            seen.push(name);
        }
        if seen.is_empty() {
            return Err(serde::de::Error::custom("the manifest has no entry index.html"));
        }
        Ok(Self { head: format!(r#"{styles}<script src="/large.js"></script>{scripts}"#) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_brings_its_styles_and_imports() {
        let manifest = r#"{"index.html":{"file":"assets/i-1.js","css":["assets/i.css"],"imports":["_a.js"],"dynamicImports":["b.tsx"]},
            "_a.js":{"file":"assets/a-2.js","imports":["index.html"]},"b.tsx":{"file":"assets/b-3.js"}}"#;
        let head = Assets::from_manifest(manifest).unwrap().head;
        for part in ["href=\"/assets/i.css\"", "module\" src=\"/assets/i-1.js\"", "modulepreload\" href=\"/assets/a-2.js\"", "/large.js"] {
            assert_eq!(head.matches(part).count(), 1, "{part}");
        }
        assert!(!head.contains("b-3"));
        assert!(Assets::from_manifest("{}").is_err() && Assets::from_manifest("x").is_err());
    }
}
