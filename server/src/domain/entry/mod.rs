//! The module entry of the domain.
