//! 统计: numbers over cases for who leads an organ, without opening one: what is open, how near its day is, who has how much,
//! and how long decisions take.
//!
//! Words: a *scope* is the organs that a viewer heads and all below them; *figures* are the numbers of one organ or of all;
//! *times* are how long decisions of a period took; *clusters* are what the reports of a month are about.
//!
//! Invariants: 1. Only heads of organs see figures, of their own organs and of those below. 2. Every figure is that of a world
//! without the cases from which the viewer must keep away (回避). 3. A figure that leads to a list is as long as that list; one of
//! an organ whose cases the viewer may not open leads nowhere. 4. How long decisions take is told of five decisions or more.
//! 5. An export says the same as the page, and stands on the ledger. 6. What an overview costs does not depend on finished cases.
//! 7. Where reports cluster over the county only who heads the county commission reads; a report counts once for each thing that its
//! reporter named; where ratings fall he reads of five sheets or more in both months. 8. What everybody reads is of quarters that are over, as of the last midnight, from ten up, and tells nothing by
//! difference.

mod clusters;
pub mod graphql;
mod model;
mod months;
mod policy;
mod quarters;
mod ratings;
mod refusal;
mod rules;
mod service;
mod sheet;
mod store;

pub use model::{Content, Export, Figures, Format, HandlerFigures, OrganFigures, Overview};
pub use quarters::county_quarters;
pub use rules::{Period, Times};
pub use service::{clusters, export, export_clusters, overview};
