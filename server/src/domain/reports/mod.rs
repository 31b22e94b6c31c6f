//! The module reports of the domain.
