//! 干部变动、亲属关系申报: how officials move between posts, and what they declare of kinship (回避).
//!
//! Words: to *move* is to end a post, to begin one, or both, from a day on; to *declare* is to say of oneself that one is
//! kin to another official; an *ending* is the wish that a declared kinship counts no more, answered by a head.
//!
//! Invariants: 1. What a move or a declaration changes for open cases is true in the same moment, for `decide` asks the
//! directory each time; who loses a case by it is found by the job that the transaction leaves, once. 2. Nobody moves
//! himself. 3. A declaration counts at once and needs nobody's leave; only ending it does, by the head of an organ who is
//! neither of both. 4. Declared kinship is read by whoever declared it, and by heads and custodians of the county
//! commission; nobody else.

pub mod graphql;
mod policy;
mod refusal;
mod service;
mod store;

pub use service::{
    AskEnding, Choice, DeclareKinship, EndPost, KinshipView, MoveOfficial, NewPost, PostOf, ask_ending, candidates, decide_ending, declare,
    endings, kinships, move_official, organs_to_join, posts_of,
};
