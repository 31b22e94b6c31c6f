//! The program `lianjing`.
fn main() {}
