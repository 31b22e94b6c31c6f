//! reporters.
