//! The overview of who heads an organ, and the lists behind its numbers.

use crate::world::World;
use serde_json::{Value, json};

/// All that the overview says.
pub const OVERVIEW: &str = "query($period: OverviewPeriod) { overview(period: $period) { on period from to total { ...F } \
    organs { organ { id name } depth canList figures { ...F } } \
    handlers { organ { id } handler { id name } open byDue { due cases } } } } \
    fragment F on Figures { open yellow red unassigned byDue { due cases } byState { state cases } bySubject { subject cases } unpublished \
    acceptance { decisions p50Days p90Days } result { decisions p50Days p90Days } }";
const EXPORT: &str =
    "mutation($input: ExportOverviewInput!) { exportOverview(input: $input) { fileName csv xlsx errors { code field message } } }";

/// All that is told of where reports cluster.
pub const CLUSTERS: &str = "query($month: String) { reportClusters(month: $month) { month received { ...P } overdue { ...P } \
    byKind { subject reports { ...P } } byCategory { category units reports { ...P } } \
    byUnit { code name category reports { ...P } countyMean } byPower { code name unitName stepNumber reports { ...P } } \
    byStep { code stepNumber stepTitle unitName reports { ...P } } overdueByOrgan { organ { name } cases { ...P } } \
    ratings { code name sheets { ...P } thisScore lastScore } months { month received overdue } } } fragment P on MonthPair { thisMonth lastMonth }";
const EXPORT_CLUSTERS: &str = "mutation($input: ExportReportClustersInput!) { exportReportClusters(input: $input) { fileName csv xlsx \
    errors { code field message } } }";

impl World {
    /// Where reports of 苍溪县 cluster, as this login sees it.
    pub async fn clusters(&self, login: &str, month: Option<&str>) -> Value {
        let token = self.signed_in(self.home(), login).await;
        self.data(Some(&token), CLUSTERS, json!({ "month": month })).await["reportClusters"].clone()
    }

    /// The same as a file of this format; the payload.
    pub async fn exports_clusters(&self, login: &str, (month, format): (Option<&str>, &str)) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let input = json!({ "month": month, "format": format });
        self.data(Some(&token), EXPORT_CLUSTERS, json!({ "input": input })).await["exportReportClusters"].clone()
    }

    /// The overview of 苍溪县 as this login sees it.
    pub async fn overview(&self, login: &str, period: &str) -> Value {
        let token = self.signed_in(self.home(), login).await;
        self.data(Some(&token), OVERVIEW, json!({ "period": period })).await["overview"].clone()
    }

    /// The same as a file; the payload.
    pub async fn exports(&self, login: &str, period: &str) -> Value {
        let token = self.signed_in(self.home(), login).await;
        self.data(Some(&token), EXPORT, json!({ "input": { "period": period } })).await["exportOverview"].clone()
    }

    /// The same as a file of this format; the payload.
    pub async fn exports_as(&self, login: &str, (period, format): (&str, &str)) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let input = json!({ "period": period, "format": format });
        self.data(Some(&token), EXPORT, json!({ "input": input })).await["exportOverview"].clone()
    }

    /// How many cases the list behind a number has.
    ///
    /// # Panics
    /// If the answer is no list.
    pub async fn listed(&self, login: &str, filter: Value) -> u64 {
        let list = self.inbox(login, filter).await;
        let total = list["totalCount"].as_u64().expect("a number");
        assert_eq!(list["nodes"].as_array().expect("a page").len() as u64, total, "all of them stand on the page");
        total
    }
}
