//! Where reports cluster, in the schema.

use super::{ExportFormat, file_of};
use crate::domain::directory::graphql::Organ;
use crate::domain::statistics::clusters as model;
use crate::domain::statistics::clusters::{MonthCount, Pair};
use crate::domain::statistics::ratings;
use crate::kernel::graphql::errors::UserError;
use crate::kernel::graphql::words::{SubjectKind, UnitCategory};
use async_graphql::{InputObject, Object, SimpleObject};

/// 举报分布: where the reports of a month cluster, beside the month before and what is usual in the county. What reporters named
/// counts; no case from which the viewer must keep away is counted.
#[derive(Clone, Debug)]
pub struct ReportClusters(pub model::Clusters);

/// How many in this month, and in the one before.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct MonthPair {
    /// In this month.
    pub this_month: i32,
    /// In the month before.
    pub last_month: i32,
}

/// Reports that name something of one kind.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct KindCluster {
    /// The kind.
    pub subject: SubjectKind,
    /// How many.
    pub reports: MonthPair,
}

/// Reports about units of one category.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CategoryCluster {
    /// The category.
    pub category: UnitCategory,
    /// How many units it has today.
    pub units: i32,
    /// How many reports.
    pub reports: MonthPair,
}

/// Reports about one unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct UnitCluster {
    /// Code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: UnitCategory,
    /// How many reports name it, or an official or a power of it.
    pub reports: MonthPair,
    /// How many a unit of its category has in this month, on the average of the county.
    pub county_mean: f64,
}

/// Reports about one power, or about one of its steps.
#[derive(Clone, Debug, SimpleObject)]
pub struct PowerCluster {
    /// Code of the power.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub unit_name: String,
    /// Number of the step; none for the power as a whole.
    pub step_number: Option<i32>,
    /// What the step is called.
    pub step_title: Option<String>,
    /// How many reports.
    pub reports: MonthPair,
}

/// Cases of which one organ missed a clock.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganOverdue {
    /// The organ.
    pub organ: Organ,
    /// How many cases.
    pub cases: MonthPair,
}

/// How a unit was rated in two months: the mean of 1 to 5, drawn toward that of the county where there are few sheets.
#[derive(Clone, Debug, SimpleObject)]
pub struct UnitRating {
    /// Code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Verified sheets.
    pub sheets: MonthPair,
    /// Score of this month.
    pub this_score: f64,
    /// Score of the month before.
    pub last_score: f64,
}

/// A month of the trend.
#[derive(Clone, Debug, SimpleObject)]
pub struct MonthFigures {
    /// For example `2026-03`.
    pub month: String,
    /// Reports that came.
    pub received: i32,
    /// Cases of which an organ missed a clock.
    pub overdue: i32,
}

#[Object]
impl ReportClusters {
    /// For example `2026-03`.
    async fn month(&self) -> String {
        self.0.month.to_string()
    }

    /// Reports that came.
    async fn received(&self) -> MonthPair {
        self.0.received.into()
    }

    /// Cases of which an organ missed a clock.
    async fn overdue(&self) -> MonthPair {
        self.0.overdue.into()
    }

    /// By what is named; a report that names two kinds counts for both.
    async fn by_kind(&self) -> Vec<KindCluster> {
        self.0.kinds.iter().map(|(kind, pair)| KindCluster { subject: (*kind).into(), reports: (*pair).into() }).collect()
    }

    /// By the category of the unit.
    async fn by_category(&self) -> Vec<CategoryCluster> {
        let one = |row: &model::CategoryCluster| CategoryCluster {
            category: row.category.into(),
            units: whole(row.units),
            reports: row.reports.into(),
        };
        self.0.categories.iter().map(one).collect()
    }

    /// Units with most reports, at most twenty.
    async fn by_unit(&self) -> Vec<UnitCluster> {
        self.0.units.iter().map(UnitCluster::from).collect()
    }

    /// Powers with most reports, at most twenty.
    async fn by_power(&self) -> Vec<PowerCluster> {
        self.0.powers.iter().map(PowerCluster::from).collect()
    }

    /// Steps of powers with most reports, at most twenty, where reporters said at which step.
    async fn by_step(&self) -> Vec<PowerCluster> {
        self.0.steps.iter().map(PowerCluster::from).collect()
    }

    /// Organs that missed clocks, those with most first.
    async fn overdue_by_organ(&self) -> Vec<OrganOverdue> {
        self.0.organs.iter().map(|(organ, pair)| OrganOverdue { organ: organ.clone().into(), cases: (*pair).into() }).collect()
    }

    /// Where ratings fall: units with five verified sheets or more in both months, those that fell most first, at most twenty.
    async fn ratings(&self) -> Vec<UnitRating> {
        self.0.ratings.iter().map(UnitRating::from).collect()
    }

    /// Twelve months up to this one, the oldest first.
    async fn months(&self) -> Vec<MonthFigures> {
        self.0.months.iter().map(MonthFigures::from).collect()
    }
}

/// An export.
#[derive(Debug, InputObject)]
pub struct ExportReportClustersInput {
    /// For example `2026-03`; this month if nothing is said.
    pub month: Option<String>,
    /// As what; CSV if nothing is said.
    pub format: Option<ExportFormat>,
}

/// Where reports cluster, as a file.
#[derive(Debug, SimpleObject)]
pub struct ExportReportClustersPayload {
    /// What the file is called.
    pub file_name: Option<String>,
    /// What is in it: CSV as RFC 4180 has it, beginning with the mark of UTF-8.
    pub csv: Option<String>,
    /// What is in it: a workbook (XLSX) in base64, with the same cells.
    pub xlsx: Option<String>,
    /// Why there is none.
    pub errors: Vec<UserError>,
}

impl ExportReportClustersPayload {
    /// A file, or why there is none.
    pub fn new(file: Option<crate::domain::statistics::Export>, errors: Vec<UserError>) -> Self {
        let (file_name, csv, xlsx) = file_of(file);
        Self { file_name, csv, xlsx, errors }
    }
}

impl From<Pair> for MonthPair {
    fn from(pair: Pair) -> Self {
        Self { this_month: whole(pair.this), last_month: whole(pair.last) }
    }
}

impl From<&model::UnitCluster> for UnitCluster {
    fn from(row: &model::UnitCluster) -> Self {
        Self {
            code: row.unit.code.clone(),
            name: row.unit.name.clone(),
            category: row.unit.category.into(),
            reports: row.reports.into(),
            county_mean: row.mean,
        }
    }
}

impl From<&model::PowerCluster> for PowerCluster {
    fn from(row: &model::PowerCluster) -> Self {
        let (step_number, step_title) = row.step.clone().unzip();
        Self {
            code: row.code.clone(),
            name: row.name.clone(),
            unit_name: row.unit.clone(),
            step_number,
            step_title,
            reports: row.reports.into(),
        }
    }
}

impl From<&MonthCount> for MonthFigures {
    fn from(row: &MonthCount) -> Self {
        Self { month: row.month.to_string(), received: whole(row.received), overdue: whole(row.overdue) }
    }
}

impl From<&ratings::UnitRating> for UnitRating {
    fn from(row: &ratings::UnitRating) -> Self {
        let score = |hundredths: i64| f64::from(whole(hundredths)) / 100.0;
        Self {
            code: row.unit.code.clone(),
            name: row.unit.name.clone(),
            sheets: MonthPair { this_month: whole(row.this.sheets), last_month: whole(row.last.sheets) },
            this_score: score(row.this.score),
            last_score: score(row.last.score),
        }
    }
}

fn whole(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
