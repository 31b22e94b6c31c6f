//! Lists of powers of the demonstration: one published and told side by side, one with the county, one begun; two checks; and the rule library.

use entity::words::{CheckVerdict, ClearingState};
use entity::{clearing, list_version, process_check, risk_rule, rule};
use kit::World;
use lianjing::demo::HOME;
use sea_orm::QueryOrder as _;
use serde_json::json;

pub async fn lists_are_cleared(world: &World) {
    let ctx = world.ctx();
    let tx = ctx.read(&ctx.county(HOME).await.unwrap()).await.unwrap();
    let rounds = tx.rows().find::<clearing::Entity>().order_by_asc(clearing::Column::StartedAt).all(&tx).await.unwrap();
    let states: Vec<_> = rounds.iter().map(|row| row.state).collect();
    assert_eq!(states, [ClearingState::Published, ClearingState::Sent, ClearingState::Draft]);
    assert!(rounds.iter().all(|row| row.started_at < ctx.now && row.decided_at.is_none_or(|at| at < ctx.now)));
    let versions = tx.rows().find::<list_version::Entity>().order_by_asc(list_version::Column::No).all(&tx).await.unwrap();
    assert_eq!(versions.iter().map(|row| row.no).collect::<Vec<_>>(), [0, 1]);
    let checks = tx.rows().find::<process_check::Entity>().order_by_asc(process_check::Column::CheckedAt).all(&tx).await.unwrap();
    let verdicts: Vec<_> = checks.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [CheckVerdict::InOrder, CheckVerdict::OutOfOrder]);
    let rules = tx.rows().find::<rule::Entity>().all(&tx).await.unwrap();
    let cited = tx.rows().find::<risk_rule::Entity>().all(&tx).await.unwrap();
    let idle: Vec<_> = rules.iter().filter(|rule| !cited.iter().any(|row| row.rule_id == rule.id)).map(|rule| &rule.name).collect();
    assert_eq!((rules.len(), idle), (10, Vec::new()), "each rule holds down some risk");
    assert!(rules.iter().all(|rule| rule.name.ends_with("（演示）") && rule.text.starts_with("演示数据。")), "marked as invented");
    drop(tx);
    let query =
        "{ listComparison(county: \"510824\", unit: \"510824100\") { sameCount changes { nodes { name kind reason parts { part } } } } }";
    let compared = world.data(None, query, json!({})).await["listComparison"].clone();
    let changes = &compared["changes"]["nodes"];
    let kinds: Vec<_> = changes.as_array().unwrap().iter().map(|one| (&one["name"], &one["kind"])).collect();
    let expected = [("综合行政执法", "ADJUSTED"), ("依申请信息公开", "ADDED"), ("公益性岗位管理", "CANCELLED")];
    let expected = expected.map(|(name, kind)| (json!(name), json!(kind)));
    assert_eq!(kinds, expected.iter().map(|(name, kind)| (name, kind)).collect::<Vec<_>>());
    assert_eq!((&compared["sameCount"], &changes[0]["parts"]), (&json!(10), &json!([{ "part": "STANDARDS" }])));
    assert!(changes.as_array().unwrap().iter().all(|one| one["reason"].is_string()), "{compared}");
}
