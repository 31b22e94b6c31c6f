//! The kit: people with verbs, servers and databases for the behaviour tests.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that can't be set up must fail loudly")]

pub mod any_gateway;
pub mod archives;
pub mod backup;
pub mod cases;
pub mod changes;
pub mod clamd;
pub mod clearing;
pub mod clients;
pub mod clocks;
pub mod database;
pub mod dump;
pub mod fixture;
pub mod gateway;
pub mod gateway_signature;
pub mod halts;
pub mod hands;
pub mod hooks;
mod keys;
pub mod live;
pub mod log;
pub mod mail;
pub mod many;
pub mod multiplied;
pub mod open_data;
pub mod opinions;
pub mod oss;
pub mod oss_signature;
pub mod outcomes;
pub mod overview;
pub mod people;
pub mod plans;
pub mod postgres;
pub mod program;
pub mod publications;
pub mod ratings;
pub mod s3;
mod servers;
pub mod world;

pub use database::Backend;
pub use gateway::{Gateway, Mood};
pub use keys::same_keys;
pub use oss::OssStore;
pub use s3::{S3Store, Weather};
pub use world::World;

/// Tells one story on both databases: `story!(name, |world| { … });`
#[macro_export]
macro_rules! story {
    ($(#[$doc:meta])* $name:ident, |$world:ident| $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn the_story($world: &$crate::World) $body
            #[actix_web::test]
            async fn sqlite() {
                let world = $crate::World::new($crate::Backend::Sqlite).await;
                the_story(&world).await;
            }
            #[actix_web::test]
            async fn postgres() {
                let world = $crate::World::new($crate::Backend::Postgres).await;
                the_story(&world).await;
            }
        }
    };
}

/// Tells a story on both databases where county keys open no report: everybody brings what opens his own key.
#[macro_export]
macro_rules! story_of_holders {
    ($(#[$doc:meta])* $name:ident, |$world:ident| $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn the_story($world: &$crate::World) $body
            #[actix_web::test]
            async fn sqlite() {
                let world = $crate::World::new($crate::Backend::Sqlite).await.people_hold_keys().await;
                the_story(&world).await;
            }
            #[actix_web::test]
            async fn postgres() {
                let world = $crate::World::new($crate::Backend::Postgres).await.people_hold_keys().await;
                the_story(&world).await;
            }
        }
    };
}
