//! The words of the domain as they stand in columns: one enum for each closed list.

mod archives;
mod cases;
mod clearing;
mod clients;
mod clocks;
mod directory;
mod evidence;
mod notices;
mod open_data;
mod opinions;
mod outcomes;
mod powers;
mod publications;
mod ratings;
mod staff;
mod turns;

pub use archives::*;
pub use cases::*;
pub use clearing::*;
pub use clients::*;
pub use clocks::*;
pub use directory::*;
pub use evidence::*;
pub use notices::*;
pub use open_data::*;
pub use opinions::*;
pub use outcomes::*;
pub use powers::*;
pub use publications::*;
pub use ratings::*;
pub use staff::*;
pub use turns::*;
