//! Many cases at once, as years of work leave them: rows like those of one that was really filed.

use crate::world::World;
use entity::id::CaseId;
use entity::{case, deadline, instance, report, report_subject};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

impl World {
    /// A case of an officer's list by its id.
    ///
    /// # Panics
    /// If it is not there.
    pub async fn only_case_of(&self, login: &str, case: &str) -> serde_json::Value {
        let inbox = self.inbox(login, serde_json::Value::Null).await;
        let nodes = inbox["nodes"].as_array().expect("a list");
        nodes.iter().find(|one| one["id"] == case).cloned().expect("the case")
    }

    /// So many more cases like this one: another report with the same subjects, organ, handler and clocks.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn multiplies(&self, case: &str, count: usize) {
        let id: CaseId = case.parse().expect("an id");
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let rows = tx.rows();
        let one = rows.one::<case::Entity, _>(id).one(&tx).await.expect("read").expect("a case");
        let told = rows.one::<report::Entity, _>(one.report_id).one(&tx).await.expect("read").expect("a report");
        let about =
            rows.find::<report_subject::Entity>().filter(report_subject::Column::ReportId.eq(told.id)).all(&tx).await.expect("read");
        let turns = rows.find::<instance::Entity>().filter(instance::Column::CaseId.eq(id)).all(&tx).await.expect("read");
        let clocks = rows.find::<deadline::Entity>().filter(deadline::Column::CaseId.eq(id)).all(&tx).await.expect("read");
        let (mut reports, mut cases, mut subjects, mut instances, mut deadlines) = (vec![], vec![], vec![], vec![], vec![]);
        for number in 0..count {
            let (report_id, case_id) = (tx.mint(), tx.mint());
            let hash = || tx.random::<32>().to_vec();
            reports.push(report::Model { id: report_id, submission_hash: hash(), query_code_hash: hash(), ..told.clone() });
            cases.push(case::Model { id: case_id, report_id, number: format!("{}-{number}", one.number), ..one.clone() });
            subjects.extend(about.iter().map(|row| report_subject::Model { id: tx.mint(), report_id, ..row.clone() }));
            instances.extend(turns.iter().map(|row| instance::Model { id: tx.mint(), case_id, ..row.clone() }));
            deadlines.extend(clocks.iter().map(|row| deadline::Model { id: tx.mint(), case_id, ..row.clone() }));
        }
        tx.add_all(reports).await.expect("reports");
        tx.add_all(cases).await.expect("cases");
        tx.add_all(subjects).await.expect("subjects");
        tx.add_all(instances).await.expect("instances");
        tx.add_all(deadlines).await.expect("clocks");
        tx.commit().await.expect("committed");
    }
}
