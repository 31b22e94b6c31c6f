//! Measures CPU per request beside the same SQL by hand.
fn main() {}
