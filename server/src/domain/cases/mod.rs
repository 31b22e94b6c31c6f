//! The module cases of the domain.
