//! 统计: numbers over cases for who leads an organ, without opening one: what is open, how near its day is, who has how much,
//! and how long decisions take.
//!
//! Words: a *scope* is the organs that a viewer heads and all below them; *figures* are the numbers of one organ or of all;
//! *times* are how long decisions of a period took.
//!
//! Invariants: 1. Only heads of organs see figures, of their own organs and of those below. 2. Every figure is that of a world
//! without the cases from which the viewer must keep away (回避). 3. A figure that leads to a list is as long as that list; one of
//! an organ whose cases the viewer may not open leads nowhere. 4. How long decisions take is told of five decisions or more.
//! 5. An export says the same as the page, and stands on the ledger. 6. What an overview costs does not depend on finished cases.

pub mod graphql;
mod model;
mod policy;
mod refusal;
mod rules;
mod service;
mod sheet;

pub use model::{Content, Export, Figures, Format, HandlerFigures, OrganFigures, Overview};
pub use rules::{Period, Times};
pub use service::{export, overview};
