//! The modules, in dependency order: a module may use only those above it.

pub mod ledger;

pub mod removals;

pub mod settings;

pub mod keys;

pub mod ledger_tree;

pub mod directory;

pub mod staff;

pub mod founding;

pub mod reporters;

pub mod media;

pub mod site;

pub mod notices;

pub mod organs;

pub mod officials;

pub mod powers;

pub mod rules;

pub mod risk_register;

pub mod clearing;

pub mod outcomes;

pub mod subsidies;

pub mod entry;

pub mod import;

pub mod calendar;

pub mod reports;

pub mod cases;

pub mod halts;

pub mod checks;

pub mod publications;

pub mod ratings;

pub mod opinions;

pub mod archives;

pub mod open_data;

pub mod statistics;

pub mod changes;

pub mod clients;
