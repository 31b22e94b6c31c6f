//! A unit with more powers than a page holds: its list is begun, read page by page, sent and published.

use super::*;
use kit::cases::id;
use lianjing::domain::import::{SourceFile, run};
use std::fmt::Write as _;

/// More than any page holds, and more than could be cleared once.
const MANY: usize = 350;

/// So many powers of 龙山镇乙村, each with a legal basis.
async fn fills_village2(world: &World, many: usize) {
    let mut powers = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n".to_owned();
    let mut bases = "power_code,law,text\n".to_owned();
    for no in 1..=many {
        _ = writeln!(powers, "510824-village2,510824-v2-{no:04},第{no}项,其他职权,村里的事,村委会,村务监督委员会,镇纪委");
        _ = writeln!(bases, "510824-v2-{no:04},《村民委员会组织法》,按规定办理");
    }
    let files = [("powers.csv", powers), ("legal_bases.csv", bases)];
    let files = files.map(|(name, text)| SourceFile { name: name.to_owned(), bytes: text.into_bytes() });
    let report = run(&world.ctx(), "510824", &files, false).await.unwrap();
    assert!(report.written, "{:?}", report.faults.iter().map(ToString::to_string).collect::<Vec<_>>());
}

/// All items of a round, page by page.
async fn all_items(world: &World, login: &str, round: &Value) -> Vec<Value> {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!, $after: String) { clearing(id: $id) { items(first: 100, after: $after) { nodes { id revision name } \
        pageInfo { hasNextPage endCursor } } } }";
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let data = world.data(Some(&token), query, json!({ "id": round["line"]["id"], "after": after })).await;
        let page = &data["clearing"]["items"];
        found.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

story!(a_long_list_is_cleared_page_by_page_to_its_end, |world| {
    fills_village2(world, MANY).await;
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let unit = json!({ "unitId": id(world.home().unit("village2")) });
    let round = world.did_on_clearing("town-handler2", "startClearing", unit).await;
    let items = all_items(world, "town-handler2", &round).await;
    let names: Vec<String> = items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, (1..=MANY).map(|no| format!("第{no}项")).collect::<Vec<_>>(), "each once, in their order");
    let problems = round["problems"].as_array().unwrap();
    assert_eq!((problems.len(), &problems[20]), (21, &json!(format!("还有 {} 项没有办好。", MANY - 20))), "told in few sentences");
    let token = world.signed_in(world.home(), "town-handler2").await;
    for (after, code) in [("x", "INVALID"), ("MR9h", "INVALID")] {
        let query = "query($id: ID!, $after: String) { clearing(id: $id) { items(after: $after) { totalCount } } }";
        let answer = world.ask(Some(&token), query, json!({ "id": round["line"]["id"], "after": after })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
    }
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let kept = tx.rows().update::<entity::clearing_item::Entity>();
    let kept = kept.col_expr(entity::clearing_item::Column::Decision, sea_orm::sea_query::Expr::value("KEPT"));
    kept.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let now = world.clearing("town-handler2", &round["line"]["id"]).await["data"]["clearing"].clone();
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&now)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    let versions = world.list_versions("village2").await;
    assert_eq!(versions[0]["kept"], json!(MANY));
});
