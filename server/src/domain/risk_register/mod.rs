//! risk_register.
