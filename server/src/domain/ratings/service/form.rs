//! The rating page: the subject, what is asked of it today, and what everybody may read of it.

use super::faces::{PublicFigure, public_figure};
use super::indicators::{SetRow, current};
use crate::domain::ratings::model::{Month, Rated};
use crate::domain::ratings::store::{self, SubjectRow};
use crate::kernel::{Ctx, Outcome};

/// A form to be filled.
#[derive(Clone, Debug)]
pub struct Form {
    /// What is rated.
    pub subject: SubjectRow,
    /// What is asked.
    pub set: SetRow,
    /// The month that a sheet of today counts in.
    pub month: Month,
    /// What everybody reads of it.
    pub figure: PublicFigure,
}

/// The form for a subject.
///
/// # Errors
/// Hidden unless everybody may see the subject today.
pub async fn form(ctx: &Ctx, rated: Rated) -> Outcome<Form> {
    let tx = ctx.read(&ctx.county_of(rated.id()).await?).await?;
    let subject = store::subject(&tx, rated).await?;
    let set = current(&tx, subject.kind).await?;
    let figure = public_figure(&tx, &[rated]).await?.remove(&rated).unwrap_or(PublicFigure::TooFew);
    Ok(Form { subject, set, month: Month::at(tx.now.in_china()), figure })
}
