//! How both databases answer lists and figures: along an index of the organ, past nothing that is finished.

use super::inbox::town_head;
use super::{files, village};
use entity::id::CaseId;
use kit::World;
use kit::many::{Copies, copy};
use kit::story;
use lianjing::adapters::database::connect;
use lianjing::domain::cases::{list_statements, sweep_of_cases};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use serde_json::Value;
use std::ops::Range;
use time::Duration;

/// Finished cases of the organ, beside a few open ones.
const FINISHED: usize = 6_000;
/// Pages of eight kilobytes that a statement may touch; the tables have thousands.
const MOST_PAGES: u64 = 120;

async fn plan(db: &DatabaseConnection, statement: &Statement) -> String {
    let explain =
        if db.get_database_backend() == DbBackend::Postgres { "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF)" } else { "EXPLAIN QUERY PLAN" };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), format!("{explain} {statement}"))).await.unwrap();
    let column = usize::from(db.get_database_backend() == DbBackend::Sqlite) * 3;
    rows.iter().map(|row| row.try_get_by_index::<String>(column).unwrap()).collect::<Vec<_>>().join("\n")
}

/// Pages that the whole statement touched.
fn pages(plan: &str) -> u64 {
    let line = plan.lines().find(|line| line.trim_start().starts_with("Buffers:")).unwrap_or_else(|| panic!("no pages told: {plan}"));
    line.split(['=', ' ']).filter_map(|word| word.parse::<u64>().ok()).sum()
}

/// As the owner with the county set, or the embedded database itself.
async fn opened(world: &World) -> DatabaseConnection {
    let db = connect(&world.urls.owner, 1).await.unwrap();
    if db.get_database_backend() == DbBackend::Postgres {
        let county = uuid::Uuid::from(world.home().county.id);
        db.execute_unprepared(&format!("SET app.county_id = '{county}'")).await.unwrap();
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db
}

story!(finished_cases_slow_neither_lists_nor_figures, |world| {
    let case: CaseId = files(world, "13800000001", (&village(world), "town-head")).await.parse().unwrap();
    copy(&world.ctx(), &world.home().county, case, (10, Copies::Open)).await;
    copy(&world.ctx(), &world.home().county, case, (FINISHED, Copies::Finished)).await;
    let db = opened(world).await;
    let ctx = world.ctx();
    let within = Range { start: ctx.now.after(Duration::days(-60)), end: ctx.now.after(Duration::days(30)) };
    let tx = ctx.read(&world.home().county).await.unwrap();
    let asked = list_statements(&tx, &town_head(world), (&[world.home().organ("town")], &within)).await.unwrap();
    drop(tx);
    for (statement, index) in asked {
        let plan = plan(&db, &statement).await;
        if db.get_database_backend() == DbBackend::Sqlite {
            assert!(plan.contains(index), "{statement}\n{plan}");
            assert!(!plan.contains("instance_over_idx (county_id=? AND organ_id=?)"), "turns that are not over: {plan}");
            // Neither a table from end to end nor all of a county; what was found up to a bound is counted.
            let plan = plan.replace("SCAN counted", "");
            assert!(!plan.contains("SCAN") && !plan.contains("(county_id=?)"), "{statement}\n{plan}");
        } else {
            // Of this one county there are no others to be passed over: up to a bound a table may be read from its front.
            let is_bounded = statement.to_string().contains("AS \"counted\"");
            assert!(is_bounded || !plan.contains("Seq Scan on \"case\"") && !plan.contains("Seq Scan on case "), "{statement}\n{plan}");
            assert!(pages(&plan) <= MOST_PAGES, "{} pages: {statement}\n{plan}", pages(&plan));
        }
    }
    let list = world.inbox("town-head", serde_json::json!({ "open": true })).await;
    assert_eq!((&list["totalCount"], &list["counts"]["yellow"]), (&Value::from(11), &Value::from(11)));
    let all = "{ cases(first: 1) { totalCount totalIsMore } }";
    let token = world.signed_in(world.home(), "town-head").await;
    let all = world.data(Some(&token), all, serde_json::json!({})).await["cases"].clone();
    assert_eq!(all, serde_json::json!({ "totalCount": 1_000, "totalIsMore": true }), "counted no further");
});

story!(finished_cases_slow_no_look_over_the_county, |world| {
    let case: CaseId = files(world, "13800000001", (&village(world), "town-head")).await.parse().unwrap();
    copy(&world.ctx(), &world.home().county, case, (10, Copies::Open)).await;
    copy(&world.ctx(), &world.home().county, case, (FINISHED, Copies::Finished)).await;
    let (db, ctx) = (opened(world).await, world.ctx());
    let day = Range { start: ctx.now.after(Duration::hours(-12)), end: ctx.now.after(Duration::hours(12)) };
    let tx = ctx.read(&world.home().county).await.unwrap();
    let asked = sweep_of_cases(&tx, &day);
    drop(tx);
    for (statement, index) in asked {
        let plan = plan(&db, &statement).await;
        assert!(plan.contains(index), "{statement}\n{plan}");
        if db.get_database_backend() == DbBackend::Postgres {
            assert!(pages(&plan) <= MOST_PAGES, "{} pages: {statement}\n{plan}", pages(&plan));
        }
    }
});
