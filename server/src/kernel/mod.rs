//! The ground: who acts, when, in which tenant's transaction, and how things fail. Knows nothing of the domain.

pub mod actor;
pub mod alike;
pub mod api_limits;
pub mod bell;
pub mod clock;
pub mod ctx;
pub mod db;
pub mod error;
pub mod forget;
pub mod given;
pub mod grams;
pub mod graphql;
pub mod ground;
pub mod hand;
pub mod job;
pub mod keyring;
pub mod one_state;
pub mod one_tx;
pub mod outbox;
pub mod page;
#[cfg(test)]
pub mod policy_text;
pub mod secret;
pub mod settings;
pub mod staff_decision;
pub mod tenants;
pub mod text;
pub mod token;
pub mod tx;

pub use actor::{Actor, ClientActor, HeldRole, ReporterActor, StaffActor};
pub use clock::{Chance, Clock};
pub use ctx::Ctx;
pub use db::Db;
pub use error::{ErrorCode, Failure, Outcome, UserError};
pub use ground::Kernel;
pub use hand::Hand;
pub use job::{JobError, JobFuture};
pub use secret::Phone;
pub use tenants::County;
pub use tx::Tx;
