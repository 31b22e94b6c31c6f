//! The modules, in dependency order: a module may use only those above it.

pub mod cases;
pub mod directory;
pub mod entry;
pub mod keys;
pub mod ledger;
pub mod media;
pub mod notices;
pub mod powers;
pub mod reporters;
pub mod reports;
pub mod risk_register;
pub mod staff;
