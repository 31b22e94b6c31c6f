//! Imports run one way: layer by layer, and in the domain later line to earlier line.

use crate::sources::{Source, root, rust};

/// Layers from the top down; a file may import its own layer and those below it.
const LAYERS: [&[&str]; 9] = [
    &["main"],
    &["cli"],
    &["boot"],
    &["demo", "backup"],
    &["http", "worker", "adapters"],
    &["api"],
    &["domain"],
    &["ports", "config"],
    &["kernel"],
];

fn layer_of(room: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&room))
}

fn room_of(path: &str) -> &str {
    path.trim_start_matches("server/src/").split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Rooms named behind `crate::` (or `lianjing::`), also inside braces: `use crate::{a, b::c}`.
fn imported(source: &Source, prefix: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for line in source.text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        for rest in line.split(prefix).skip(1) {
            let names = rest.strip_prefix('{').map_or(rest, |inside| inside);
            let is_list = rest.starts_with('{');
            for name in names.split(if is_list { ',' } else { ';' }) {
                let room: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                rooms.push(room);
                if !is_list {
                    break;
                }
            }
        }
    }
    rooms
}

#[test]
fn layers_import_downwards_only() {
    let mut wrong = Vec::new();
    for source in rust(&["server/src"]) {
        let room = room_of(&source.path);
        if room == "lib" {
            continue;
        }
        let own = layer_of(room).unwrap_or_else(|| panic!("{} stands in no layer", source.path));
        for other in imported(&source, "crate::") {
            match layer_of(&other) {
                Some(layer) if layer < own || (layer == own && other != room) => wrong.push(format!("{} imports {other}", source.path)),
                _ => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_module_uses_only_those_above_it() {
    let list = std::fs::read_to_string(root().join("server/src/domain/mod.rs")).unwrap();
    let order: Vec<&str> = list.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|line| line.trim_end_matches(';')).collect();
    assert!(order.len() > 10);
    let place = |name: &str| order.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for source in rust(&["server/src/domain"]) {
        let Some(module) = source.path.trim_start_matches("server/src/domain/").split('/').next() else { continue };
        let Some(own) = place(module) else { continue };
        for other in imported(&source, "crate::domain::") {
            match place(&other) {
                Some(at) if at > own => wrong.push(format!("{} uses {other}, which stands below it", source.path)),
                None => wrong.push(format!("{} uses {other}, which is not in the list", source.path)),
                _ => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn entities_and_migrations_import_nothing_of_ours() {
    for (folder, forbidden) in
        [("entity/src", "lianjing"), ("entity/src", "migration::"), ("migration/src", "entity::"), ("migration/src", "lianjing::")]
    {
        for source in rust(&[folder]) {
            let found = source.text.lines().any(|line| line.trim_start().starts_with("use ") && line.contains(forbidden));
            assert!(!found, "{} imports {forbidden}", source.path);
        }
    }
}
