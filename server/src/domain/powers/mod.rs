//! The module powers of the domain.
