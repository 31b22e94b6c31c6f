//! powers.
