//! 评价: what people say of officials, powers and outcomes, month by month, by indicators that the county commission keeps.
//!
//! Words: a *sheet* is what one person said of one subject in one month; it is *verified* if a phone was proven for it; an
//! answer of 1 or 2 is *low*; a *figure* is what the sheets of a subject and month come to; a *burst* is many sheets on one
//! subject within an hour.
//!
//! Invariants: 1. One phone, and one device, has one sheet on a subject in a month; a later one takes its place. 2. A low answer
//! needs a proven phone, a name and a reason; both are sealed, and neither the unit nor the public ever reads them. 3. What is
//! counted is what the rows say: the night counts each figure anew from its sheets. 4. Sheets without a phone count in no
//! figure, sheets of a burst only once somebody found them to be in order; nothing of a burst is deleted. 5. A public figure has
//! ten verified sheets or more, is written at night, and only when it differs by five from the one before. 6. Figures on
//! officials are for the county commission, and public for leading posts where the county says so; people are never ranked in
//! public. 7. No row tells that two sheets are of one person: the rater's hash holds the subject and the month.
//! docs/adr/0220 says why.

pub mod graphql;
mod model;
mod policy;
mod rules;
mod service;
mod store;

pub use model::{Month, Rated, Side};
pub use rules::{Parts, Said};
pub use service::{
    KnownFigure, OfficialMonth, PublicFigure, Rate, Taken, UnitMonth, batch_job, by_unit, known_figure, leaf, night_job, of_official,
    public_figure, rate,
};
