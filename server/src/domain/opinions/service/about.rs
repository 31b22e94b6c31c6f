//! What an opinion is about: the thing, the unit on whose page it stands, the unit that answers.

use crate::domain::directory::{self, SubjectId};
use crate::domain::opinions::model::About;
use crate::domain::opinions::store;
use crate::domain::{powers, publications, subsidies};
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{OfficialId, OutcomeId, PowerId, PublicationId, UnitId};
use entity::words::{OpinionPart, OpinionSubject};
use serde_json::{Value, json};

/// The thing as a row holds it.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What it is.
    pub subject: OpinionSubject,
    /// On whose page it stands.
    pub about_unit_id: UnitId,
    /// The nearest unit at or above it that has somebody who answers.
    pub unit_id: UnitId,
    /// The power.
    pub power_id: Option<PowerId>,
    /// Its part.
    pub part: Option<OpinionPart>,
    /// The outcome.
    pub outcome_id: Option<OutcomeId>,
    /// The official.
    pub official_id: Option<OfficialId>,
    /// The published result.
    pub publication_id: Option<PublicationId>,
    /// What it is called.
    pub name: String,
    /// What a list says was paid.
    pub record: Option<Value>,
}

/// Looks for it.
///
/// # Errors
/// Refused, with the field, if there is none, or nobody can read of it.
pub async fn resolve(tx: &Tx, about: &About) -> Outcome<Thing> {
    let found = match about {
        About::Unit(id) => of(tx, SubjectId::Unit(*id)).await,
        About::Power(id, part) => of_power(tx, *id, *part).await,
        About::Outcome(id) => of_outcome(tx, *id).await,
        About::Official(id) => of(tx, SubjectId::Official(*id)).await,
        About::Publication(code) => of_publication(tx, code).await,
        About::Subsidy(id) => of_subsidy(tx, *id).await,
    };
    found.map_err(|failure| match failure {
        Failure::Refused(all) if all.iter().all(|one| one.code == ErrorCode::NotFound) => {
            Failure::field(ErrorCode::NotFound, "aboutId", "没有找到要提意见的事，可能已经撤下。请回到那一页重新打开。")
        }
        other => other,
    })
}

async fn of(tx: &Tx, id: SubjectId) -> Outcome<Thing> {
    let (subject, official_id) = match id {
        SubjectId::Official(official) => (OpinionSubject::Official, Some(official)),
        SubjectId::Unit(_) => (OpinionSubject::Unit, None),
        SubjectId::Power(_) => (OpinionSubject::Power, None),
    };
    // Of a unit that is no more, whoever followed it answers.
    let today = directory::of_today(tx, &[id]).await?;
    let facts = directory::subjects(tx, &today).await?.pop().ok_or_else(Failure::hidden)?;
    let unit = facts.unit.ok_or_else(Failure::hidden)?;
    let with_people = store::with_people(tx, &unit.chain).await?;
    let unit_id = unit.chain.iter().copied().find(|one| with_people.contains(one)).unwrap_or(unit.id);
    Ok(Thing {
        subject,
        about_unit_id: unit.id,
        unit_id,
        power_id: None,
        part: None,
        outcome_id: None,
        official_id,
        publication_id: None,
        name: facts.name,
        record: None,
    })
}

async fn of_power(tx: &Tx, id: PowerId, part: Option<OpinionPart>) -> Outcome<Thing> {
    let power = powers::power_by_id(tx, id).await?;
    let thing = of(tx, SubjectId::Power(id)).await?;
    Ok(Thing { subject: OpinionSubject::Power, power_id: Some(id), part, name: power.name, ..thing })
}

/// A title may have to go: it is read where it stands, and not kept here.
async fn of_outcome(tx: &Tx, id: OutcomeId) -> Outcome<Thing> {
    let row = store::outcome(tx, id).await?;
    let thing = of(tx, SubjectId::Unit(row.unit_id)).await?;
    Ok(Thing { subject: OpinionSubject::Outcome, outcome_id: Some(id), name: "行权结果".to_owned(), ..thing })
}

/// The words of a result may be corrected or hidden: they are read where they stand.
async fn of_publication(tx: &Tx, code: &str) -> Outcome<Thing> {
    let row = publications::public_page(tx, code).await?;
    let thing = of(tx, SubjectId::Unit(row.unit.id)).await?;
    Ok(Thing { subject: OpinionSubject::Publication, publication_id: Some(row.row.id), name: "公开的办理结果".to_owned(), ..thing })
}

async fn of_subsidy(tx: &Tx, id: entity::id::SubsidyId) -> Outcome<Thing> {
    let row = subsidies::record(tx, id).await?;
    let thing = of(tx, SubjectId::Unit(row.unit_id)).await?;
    let record = json!({ "kind": row.kind, "year": row.year, "amount": row.amount, "paidOn": row.paid_on.map(|day| day.to_string()) });
    let name = format!("{} 年{}", row.year, row.kind);
    Ok(Thing { subject: OpinionSubject::Subsidy, name, record: Some(record), ..thing })
}
