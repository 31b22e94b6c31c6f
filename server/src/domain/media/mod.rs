//! The module media of the domain.
