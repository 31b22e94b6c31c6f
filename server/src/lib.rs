//! Lianjing (廉镜): every public power on the open page, every report answered inside its legal clock.
//!
//! Imports run one way: `main → boot → backup → http, worker, adapters → api → domain → ports → kernel → entity`.

// The futures of the schema's root lie in each other, one layer a module.
#![recursion_limit = "256"]

pub mod adapters;
pub mod api;
pub mod backup;
pub mod boot;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod http;
pub mod kernel;
pub mod ports;
pub mod worker;
