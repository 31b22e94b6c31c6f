//! 我的村我的钱 in the schema: one verb, for whoever proved a phone for it.

use super::service;
use crate::kernel::graphql::errors::{UserError, answer, ctx_of};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::{Date, Money};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{subsidy, unit};

/// 查自家的补贴.
#[derive(Debug, InputObject)]
pub struct LookUpSubsidiesInput {
    /// The householder's name, as on the card.
    pub name: String,
    /// The last four digits of the card's number; the last one may be X.
    pub last_four: String,
}

/// What was paid to a household.
#[derive(Clone, Debug, SimpleObject)]
pub struct Subsidy {
    /// Opaque id.
    pub id: ID,
    /// What it is for.
    pub kind: String,
    /// For which year.
    pub year: i32,
    /// How much.
    pub amount: Money,
    /// The day on which it was paid, if it is known.
    pub paid_on: Option<Date>,
    /// Who says so: the unit's id, for a report.
    pub unit_id: ID,
    /// Its name.
    pub unit_name: String,
}

/// What was found.
#[derive(Debug, SimpleObject)]
pub struct LookUpSubsidiesPayload {
    /// The latest first; empty if there is none, or the name or the digits are wrong.
    pub subsidies: Vec<Subsidy>,
    /// Why nothing was looked for.
    pub errors: Vec<UserError>,
}

/// Changes of the subsidies.
#[derive(Debug, Default)]
pub struct SubsidiesMutation;

#[Object]
impl SubsidiesMutation {
    /// 查自家的补贴: what was paid to a household, by its name and four digits; five looks in vain a day.
    async fn look_up_subsidies(&self, context: &Context<'_>, input: LookUpSubsidiesInput) -> Result<LookUpSubsidiesPayload> {
        let ctx = ctx_of(context)?;
        let (found, errors) = answer(ctx, service::look_up(ctx, &input.name, &input.last_four).await)?;
        let subsidies = found.unwrap_or_default().into_iter().map(Subsidy::from).collect();
        Ok(LookUpSubsidiesPayload { subsidies, errors })
    }
}

impl From<(subsidy::Model, unit::Model)> for Subsidy {
    fn from((row, unit): (subsidy::Model, unit::Model)) -> Self {
        Self {
            id: ids::show(row.id),
            kind: row.kind,
            year: row.year,
            amount: Money(row.amount),
            paid_on: row.paid_on.map(Date),
            unit_id: ids::show(unit.id),
            unit_name: unit.name,
        }
    }
}
