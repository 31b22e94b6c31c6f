//! What all GraphQL objects share: refusals, ids, pages, scalars and the words of closed lists.

pub mod codes;
pub mod errors;
pub mod ids;
pub mod page;
pub mod scalars;
pub mod turn_words;
pub mod words;
