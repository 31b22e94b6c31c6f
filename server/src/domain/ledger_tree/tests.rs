//! The tree's arithmetic beside the definition of RFC 9162 and beside ct-merkle, an implementation of others.

use crate::domain::ledger_tree::check::{is_consistent, is_included};
use crate::domain::ledger_tree::path;
use crate::domain::ledger_tree::tree::{Block, Edge, Hash, empty_root, leaf_hash, node_hash};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof};
use proptest::prelude::*;
use sha2::Sha256;
use std::collections::BTreeMap;

/// MTH of RFC 9162, 2.1.1, word by word.
fn by_definition(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => leaf_hash(one),
        many => {
            let mut k = 1;
            while k * 2 < many.len() {
                k *= 2;
            }
            node_hash(&by_definition(&many[..k]), &by_definition(&many[k..]))
        }
    }
}

fn leaves(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|no| no.to_be_bytes().to_vec()).collect()
}

/// A tree as it is kept: its edge, and every stored block.
fn kept(leaves: &[Vec<u8>]) -> (Edge, BTreeMap<Block, Hash>) {
    let (mut edge, mut blocks) = (Edge::default(), BTreeMap::new());
    for (no, leaf) in leaves.iter().enumerate() {
        blocks.insert(Block { level: 0, no: no as u64 }, leaf_hash(leaf));
        blocks.extend(edge.push(leaf_hash(leaf)));
    }
    (edge, blocks)
}

fn hashes(runs: &[path::Run], blocks: &BTreeMap<Block, Hash>) -> Vec<Hash> {
    let only: BTreeMap<_, _> = path::blocks(runs).into_iter().map(|block| (block, blocks[&block])).collect();
    runs.iter().map(|run| path::hash(*run, &only).unwrap()).collect()
}

fn others(leaves: &[Vec<u8>]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    leaves.iter().cloned().for_each(|leaf| tree.push(leaf));
    tree
}

fn at(place: u64) -> usize {
    usize::try_from(place).unwrap()
}

#[test]
fn every_tree_up_to_a_few_leaves_is_that_of_the_definition_and_of_others() {
    let leaves = leaves(70);
    for size in 0..=70 {
        let some = &leaves[..size];
        let (edge, _) = kept(some);
        assert_eq!(edge.root(), by_definition(some), "{size}");
        assert_eq!(Edge::read(size as u64, &edge.bytes()).unwrap(), edge);
        if size > 0 {
            assert_eq!(edge.root()[..], others(some).root().as_bytes()[..], "{size}");
        }
    }
}

#[test]
fn the_test_vectors_of_certificate_transparency() {
    let hex = |text: &str| hex::decode(text).unwrap();
    assert_eq!(empty_root()[..], hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    let inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(hex);
    let (edge, _) = kept(&inputs);
    assert_eq!(edge.root()[..], hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"));
    assert_eq!(leaf_hash(b"")[..], hex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
}

#[test]
fn the_example_of_the_documents() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/ledger.md")).unwrap();
    let told = |words: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(words)).unwrap_or_else(|| panic!("{words} is not told"));
        hex::decode(line.trim()).unwrap()
    };
    let (one, two) = (leaf_hash(&[0x11; 32]), leaf_hash(&[0x22; 32]));
    let root = node_hash(&one, &two);
    assert_eq!([told("first leaf "), told("second leaf "), told("root ")], [one.to_vec(), two.to_vec(), root.to_vec()]);
    assert!(is_included(one, 0, (2, &root), &[two]));
    assert!(is_consistent((1, &one), (2, &root), &[two]));
}

#[test]
fn proofs_over_many_blocks_read_few_of_them() {
    let leaves = leaves(70_000);
    let (edge, blocks) = kept(&leaves);
    assert_eq!(blocks.keys().filter(|block| block.level == 1).count(), 273);
    assert_eq!(blocks.keys().filter(|block| block.level == 2).count(), 1);
    let tree = others(&leaves);
    assert_eq!(edge.root()[..], tree.root().as_bytes()[..]);
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let runs = path::inclusion(index, 70_000);
        assert!(path::blocks(&runs).len() < 1_200, "{index}: {}", path::blocks(&runs).len());
        let proof = hashes(&runs, &blocks);
        assert!(is_included(leaf_hash(&leaves[at(index)]), index, (70_000, &edge.root()), &proof), "{index}");
        assert_eq!(proof.concat(), tree.prove_inclusion(at(index)).as_bytes(), "{index}");
    }
}

proptest! {
    #[test]
    fn proofs_are_those_of_others_and_fail_when_anything_is_changed(size in 1u64..700, a in any::<u64>(), b in any::<u64>()) {
        let (index, older) = (a % size, 1 + b % size);
        let leaves = leaves(size);
        let (edge, blocks) = kept(&leaves);
        let (root, tree) = (edge.root(), others(&leaves));
        let leaf = leaf_hash(&leaves[at(index)]);

        let proof = hashes(&path::inclusion(index, size), &blocks);
        prop_assert!(is_included(leaf, index, (size, &root), &proof));
        let theirs = InclusionProof::<Sha256>::try_from_bytes(proof.concat()).unwrap();
        prop_assert!(tree.root().verify_inclusion(&leaves[at(index)], index, &theirs).is_ok());
        prop_assert!(!is_included(leaf_hash(b"other"), index, (size, &root), &proof));
        prop_assert!(!is_included(leaf, index, (size, &leaf_hash(b"other")), &proof));
        prop_assert!(size == 1 || !is_included(leaf, (index + 1) % size, (size, &root), &proof));
        let mut longer = proof.clone();
        longer.push(leaf);
        prop_assert!(!is_included(leaf, index, (size, &root), &longer));

        let old = by_definition(&leaves[..at(older)]);
        let steps = hashes(&path::consistency(older, size), &blocks);
        prop_assert!(is_consistent((older, &old), (size, &root), &steps));
        if older < size {
            let theirs = ConsistencyProof::<Sha256>::try_from_bytes(steps.concat()).unwrap();
            let (old_tree, new_tree) = (others(&leaves[..at(older)]), tree);
            prop_assert!(new_tree.root().verify_consistency(&old_tree.root(), &theirs).is_ok());
            let mut worse = steps.clone();
            worse[0][0] ^= 1;
            prop_assert!(!is_consistent((older, &old), (size, &root), &worse));
            prop_assert!(!is_consistent((older, &old), (size, &root), &[]));
        }
        prop_assert!(!is_consistent((older, &leaf_hash(b"other")), (size, &root), &steps));
        prop_assert!(!is_consistent((older, &old), (size, &leaf_hash(b"other")), &steps));
    }
}
