//! The SQL of the directory: each function one statement, or one for each level of the tree.

mod facts;

pub(super) use facts::{chain, kinship_of, officials_by_id, organs, posts_in, posts_of, powers_by_id, with_ancestors};
