//! The module reporters of the domain.
