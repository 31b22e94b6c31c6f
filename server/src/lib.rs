//! Lianjing.
