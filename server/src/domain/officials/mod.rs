//! 干部变动、亲属关系申报: how officials move between posts, and what they declare of kinship (回避).
//!
//! Words: to *move* is to end a post, to begin one, or both, from a day on; to *declare* is to say of oneself that one is
//! kin to another official; to *note* (登记回避) is a head's decision that the other one keeps away too; an *ending* is the
//! wish that a declared kinship counts no more, answered by a head.
//!
//! Invariants: 1. What a move or a declaration changes for open cases is true in the same moment, for `decide` asks the
//! directory each time; who loses a case by it is found by the job that the transaction leaves, once. 2. Nobody moves
//! himself; he and the heads of his organ are told of it. 3. A declaration counts for its declarer at once and needs nobody's
//! leave. It takes nothing from anybody else: the other one keeps away by his own word, or because the head of his organ (of
//! the one above, where he is the head) noted it, who is neither of both. 4. Either side may ask that it ends; a head who is
//! neither of both answers. 5. Declared kinship is read by both sides, by the heads who note it, and by heads and custodians of
//! the county commission; nobody else. 6. Who is told or asked never depends on cases.

pub mod graphql;
mod policy;
mod refusal;
mod rules;
mod service;
mod store;

pub use service::{
    AskEnding, Choice, DeclareKinship, EndPost, KinshipView, MoveOfficial, NewPost, PostOf, ask_ending, candidates, decide_ending, declare,
    endings, kinships, move_official, note, organs_to_join, posts_of, waiting,
};
