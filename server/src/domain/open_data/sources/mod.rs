//! The sets of an edition: which there are, and who writes the rows of each.

mod opinions;
mod outcomes;
mod powers;
mod published;
mod registers;

use super::table::{Column, Set, Sink};
use crate::domain::directory;
use crate::domain::outcomes::{OpenKind, open_kinds};
use crate::domain::ratings::PublicFigure;
use crate::kernel::{Outcome, Tx};
use entity::id::{OrganId, PowerId, UnitId};
use entity::moment::Moment;
use entity::{power, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Powers whose parts are read at once.
const AT_ONCE: usize = 200;

/// What writes the rows of a set.
#[derive(Clone, Debug)]
pub enum Source {
    /// 单位.
    Units,
    /// 权力事项.
    Powers,
    /// 行权依据.
    LegalBases,
    /// 裁量标准.
    Standards,
    /// 操作指引.
    Guides,
    /// 流程环节.
    Steps,
    /// The ways between them.
    Edges,
    /// 廉政风险点 with measures and rules.
    Risks,
    /// 规章制度.
    Rules,
    /// 权力清单的各版.
    Versions,
    /// What each version decided of each power.
    Items,
    /// 叫停.
    Halts,
    /// 过程检查.
    Checks,
    /// 结果公开.
    Results,
    /// How organs keep their terms.
    Overdue,
    /// 意见建议 that everybody reads.
    Opinions,
    /// What was done with each of them.
    OpinionSteps,
    /// 行权结果 of one kind.
    Outcomes(Box<OpenKind>),
}

const FIXED: [Source; 17] = [
    Source::Units,
    Source::Powers,
    Source::LegalBases,
    Source::Standards,
    Source::Guides,
    Source::Steps,
    Source::Edges,
    Source::Risks,
    Source::Rules,
    Source::Versions,
    Source::Items,
    Source::Halts,
    Source::Checks,
    Source::Results,
    Source::Overdue,
    Source::Opinions,
    Source::OpinionSteps,
];

/// Codes and names by id, for all sets of an edition: some thousands, never more than a county has units and powers.
pub struct Names {
    /// Codes of units.
    units: BTreeMap<UnitId, String>,
    /// Codes of published powers; whatever belongs to another one is in no set.
    powers: BTreeMap<PowerId, String>,
    /// The same by code.
    by_code: Vec<PowerId>,
    /// Names of organs.
    organs: BTreeMap<OrganId, String>,
}

impl Names {
    /// Reads them.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn read(tx: &Tx) -> Outcome<Self> {
        let units = tx.rows().find::<unit::Entity>().select_only().column(unit::Column::Id).column(unit::Column::Code);
        let powers = tx.rows().find::<power::Entity>().filter(power::Column::IsPublished.eq(true)).select_only();
        let powers = powers.column(power::Column::Id).column(power::Column::Code).order_by_asc(power::Column::Code);
        let powers: Vec<(PowerId, String)> = powers.into_tuple().all(tx).await?;
        Ok(Self {
            units: units.into_tuple::<(UnitId, String)>().all(tx).await?.into_iter().collect(),
            by_code: powers.iter().map(|(id, _)| *id).collect(),
            powers: powers.into_iter().collect(),
            organs: directory::organs(tx).await?.into_iter().map(|organ| (organ.id, organ.name)).collect(),
        })
    }

    fn unit(&self, id: UnitId) -> Value {
        self.units.get(&id).map_or(Value::Null, |code| Value::from(code.as_str()))
    }

    fn power(&self, id: PowerId) -> Value {
        self.powers.get(&id).map_or(Value::Null, |code| Value::from(code.as_str()))
    }

    fn organ(&self, id: OrganId) -> Value {
        self.organs.get(&id).map_or(Value::Null, |name| Value::from(name.as_str()))
    }

    /// Published powers by code, some at a time.
    fn some_powers(&self) -> impl Iterator<Item = &[PowerId]> {
        self.by_code.chunks(AT_ONCE)
    }
}

/// All sets of an edition, in the order of its manifest.
///
/// # Errors
/// A fault of the database.
pub async fn all(tx: &Tx) -> Outcome<Vec<Source>> {
    let outcomes = open_kinds(tx).await?.into_iter().map(|kind| Source::Outcomes(Box::new(kind)));
    Ok(FIXED.into_iter().chain(outcomes).collect())
}

impl Source {
    /// Name, title and columns.
    #[must_use]
    pub fn set(&self) -> Set {
        match self {
            Self::Units => registers::units_set(),
            Self::Rules => registers::rules_set(),
            Self::Powers => powers::powers_set(),
            Self::LegalBases => powers::bases_set(),
            Self::Standards => powers::standards_set(),
            Self::Guides => powers::guides_set(),
            Self::Steps => powers::steps_set(),
            Self::Edges => powers::edges_set(),
            Self::Risks => registers::risks_set(),
            Self::Versions => published::versions_set(),
            Self::Items => published::items_set(),
            Self::Halts => published::halts_set(),
            Self::Checks => published::checks_set(),
            Self::Results => outcomes::results_set(),
            Self::Overdue => outcomes::overdue_set(),
            Self::Opinions => opinions::opinions_set(),
            Self::OpinionSteps => opinions::steps_set(),
            Self::Outcomes(kind) => outcomes::outcomes_set(kind),
        }
    }

    /// Writes all rows.
    ///
    /// # Errors
    /// A fault of the database or of the store.
    pub async fn write(&self, (tx, names): (&Tx, &Names), sink: &mut Sink) -> Outcome<()> {
        match self {
            Self::Units => registers::units(tx, names, sink).await,
            Self::Rules => registers::rules(tx, sink).await,
            Self::Powers => powers::powers(tx, names, sink).await,
            Self::LegalBases => powers::bases(tx, names, sink).await,
            Self::Standards => powers::standards(tx, names, sink).await,
            Self::Guides => powers::guides(tx, names, sink).await,
            Self::Steps => powers::steps(tx, names, sink).await,
            Self::Edges => powers::edges(tx, names, sink).await,
            Self::Risks => registers::risks(tx, names, sink).await,
            Self::Versions => published::versions(tx, names, sink).await,
            Self::Items => published::items(tx, names, sink).await,
            Self::Halts => published::halts(tx, names, sink).await,
            Self::Checks => published::checks(tx, names, sink).await,
            Self::Results => outcomes::results(tx, sink).await,
            Self::Overdue => outcomes::overdue(tx, sink).await,
            Self::Opinions => opinions::opinions(tx, names, sink).await,
            Self::OpinionSteps => opinions::steps(tx, names, sink).await,
            Self::Outcomes(kind) => outcomes::outcomes(tx, names, (kind, sink)).await,
        }
    }
}

/// What everybody may read of ratings, of a power or an outcome.
const RATING: [(&str, &str); 3] = [("rating", "群众评分（1 到 5）"), ("ratingSheets", "评分张数"), ("ratingMonth", "评分月份")];

/// The cells of [`RATING`]; empty where there were fewer than ten verified sheets.
fn rating_cells(figure: Option<&PublicFigure>) -> [Value; 3] {
    let Some(PublicFigure::Of { month, sheets, score }) = figure else { return [Value::Null, Value::Null, Value::Null] };
    let score = f64::from(i32::try_from(*score).unwrap_or_default()) / 100.0;
    [json!(score), json!(sheets), json!(format!("{:04}-{:02}", month.0 / 100, month.0 % 100))]
}

/// A set with these columns, each as `key label`.
fn set(name: &str, title: &str, columns: &[(&str, &str)]) -> Set {
    let column = |(key, label): &(&str, &str)| Column { key: (*key).to_owned(), label: (*label).to_owned() };
    Set { name: name.to_owned(), title: title.to_owned(), columns: columns.iter().map(column).collect() }
}

/// A word of a closed list, as the API says it.
fn word(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The day of a moment in China.
fn day(at: Moment) -> Value {
    Value::from(at.in_china().date().to_string())
}

/// The same where there may be none.
fn day_of(at: Option<Moment>) -> Value {
    at.map_or(Value::Null, day)
}

/// A date where there may be none.
fn date(on: Option<time::Date>) -> Value {
    on.map_or(Value::Null, |on| Value::from(on.to_string()))
}
