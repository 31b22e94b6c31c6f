//! The module risk_register of the domain.
