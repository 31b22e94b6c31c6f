//! The module notices of the domain.
