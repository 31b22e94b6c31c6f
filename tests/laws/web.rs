//! The web client's features never import each other, however the import is written, and `shared` imports neither.

use crate::sources::{Source, root, walk};
use std::path::{Component, Path, PathBuf};

/// Where an import leads, from the folder `mobile-web/src`; none for a package.
fn target(file: &Path, specifier: &str) -> Option<PathBuf> {
    if let Some(rest) = specifier.strip_prefix("@/") {
        return Some(PathBuf::from(rest));
    }
    if !specifier.starts_with('.') {
        return None;
    }
    let mut path = file.parent()?.to_owned();
    for part in Path::new(specifier).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    Some(path)
}

/// What is named behind `from`, `import` and `import(`.
fn specifiers(text: &str) -> impl Iterator<Item = &str> {
    let places = ["from ", "import ", "import("];
    places.into_iter().flat_map(|place| text.split(place).skip(1)).filter_map(|rest| {
        let quote = rest.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
        rest.split(quote).nth(1)
    })
}

/// The room of a path: the feature, `shared` or `app`.
fn room(path: &Path) -> String {
    let mut parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let first = parts.next().unwrap_or_default();
    if first == "features" { format!("features/{}", parts.next().unwrap_or_default()) } else { first }
}

/// Imports that a file may not have.
fn wrong_imports(file: &Path, text: &str) -> Vec<String> {
    let own = room(file);
    let foreign = |other: &String| *other != own && !other.starts_with("shared") && (own == "shared" || own.starts_with("features/"));
    let rooms = specifiers(text).filter_map(|specifier| target(file, specifier)).map(|path| room(&path));
    rooms.filter(foreign).map(|other| format!("{} imports {other}", file.display())).collect()
}

#[test]
fn features_never_import_each_other() {
    let folder = root().join("mobile-web/src");
    let mut files = Vec::new();
    walk(&folder, &["ts", "tsx"], &mut files);
    assert!(files.len() > 50, "no sources found: the law would prove nothing");
    let inside = |source: &Source| wrong_imports(Path::new(source.path.trim_start_matches("mobile-web/src/")), &source.text);
    let wrong: Vec<_> = files.iter().flat_map(inside).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_import_of_another_feature_is_seen_however_it_is_written() {
    let file = Path::new("features/cases/inbox/page.tsx");
    for bad in [
        "import { a } from '@/features/staff/menu'",
        "import { a } from '../../staff/menu'",
        "const page = lazy(() => import('../../reports/page'))",
        "import '@/app/routes'",
    ] {
        assert_eq!(wrong_imports(file, bad).len(), 1, "{bad}");
    }
    for good in ["import { a } from '../case/words'", "import { a } from '@/shared/ui/button'", "import { h } from 'preact'"] {
        assert_eq!(wrong_imports(file, good), Vec::<String>::new(), "{good}");
    }
    assert_eq!(wrong_imports(Path::new("shared/ui/button.tsx"), "import { a } from '../../features/cases/words'").len(), 1);
}
