//! Objects put together from several modules: a county's, a unit's and a power's page.
//!
//! They stand here because a module may not look upward: a unit belongs to `directory`, its powers to `powers`.

mod county;
mod power;
mod unit;

pub use county::{County, CountyConnection, UnitConnection};
pub use power::{Power, PowerConnection};
pub use unit::{Unit, UnitAction};
