//! What the commission sees: places that few sheets can't take, months, and units with all below them.

use super::{dibao, rated_dibao, village_head};
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::ratings::{self, Month, Rated, Side};
use serde_json::{Value, json};

async fn places(world: &World, kind: &str) -> Value {
    world.ranking("county-head", json!({ "kind": kind })).await["data"]["ratingRanking"].clone()
}

/// Two villages' officials, a bureau's director, and two powers are rated.
async fn rated(world: &World) {
    let official = |name: &str| Rated::Official(world.home().official(name));
    world.all_say(0..30, official("village-head"), &[("zz1", 5), ("zg1", 4)]).await;
    world.all_say(0..1, official("village2-head"), &[("zz1", 5)]).await;
    world.all_say(0..20, official("bureau-director"), &[("zz1", 3)]).await;
    world.all_say(0..5, rated_dibao(world), &[("qx1", 4)]).await;
    world.night_passes().await;
}

story!(one_best_sheet_does_not_take_the_first_place, |world| {
    rated(world).await;
    let list = places(world, "OFFICIAL").await;
    let rows = list["nodes"].as_array().unwrap();
    let names: Vec<_> = rows.iter().map(|row| (row["place"].as_i64().unwrap(), row["name"].as_str().unwrap())).collect();
    assert_eq!(names, [(1, "演示village-head"), (2, "演示village2-head"), (3, "演示bureau-director")]);
    // (30 × 4.5 + 1 × 5 + 20 × 3) ÷ 51
    assert_eq!((&list["mean"], &list["totalCount"], &list["month"]), (&json!(3.92), &json!(3), &json!("2026-03")));
    // (5 + 20 × 3.92) ÷ 21
    assert_eq!((&rows[1]["score"], &rows[1]["shrunk"], &rows[1]["sheets"]), (&json!(5.0), &json!(3.97), &json!(1)));
    assert_eq!(rows[0]["parts"], json!([{ "side": "INTEGRITY", "score": 5.0 }, { "side": "DILIGENCE", "score": 4.0 }]));
    let page = |first: i32, after: Value| async move {
        world.ranking("county-head", json!({ "kind": "OFFICIAL", "first": first, "after": after })).await
    };
    let first = page(2, Value::Null).await["data"]["ratingRanking"].clone();
    let rest = page(2, first["pageInfo"]["endCursor"].clone()).await["data"]["ratingRanking"].clone();
    let joined: Vec<Value> = [&first, &rest].iter().flat_map(|page| page["nodes"].as_array().unwrap().clone()).collect();
    assert_eq!((&joined, &rest["pageInfo"]["hasNextPage"]), (rows, &json!(false)), "page by page the same");
    assert_eq!(page(2, json!("eA")).await["errors"][0]["extensions"]["code"], json!("INVALID"));
});

story!(a_unit_stands_for_all_below_it, |world| {
    rated(world).await;
    let list = places(world, "UNIT").await;
    let sheets = |name: &str| {
        let row = list["nodes"].as_array().unwrap().iter().find(|row| row["subjectId"] == id(world.home().unit(name))).cloned();
        row.map(|row| row["sheets"].as_i64().unwrap())
    };
    assert_eq!((sheets("village"), sheets("village2"), sheets("town")), (Some(35), Some(1), Some(36)));
    assert_eq!(sheets("town2"), None, "nobody rated anything there");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let by_unit = ratings::by_unit(&tx, Month(202_603)).await.unwrap();
    let village = by_unit.iter().find(|row| row.unit_id == world.home().unit("village")).unwrap();
    assert_eq!((village.sheets, village.score_sum), (35, 30 * 450 + 5 * 400));
    assert!(by_unit.iter().all(|row| row.unit_id != world.home().unit("town")), "for statistics each sheet stands once");
});

story!(the_months_of_a_subject_follow_each_other, |world| {
    rated(world).await;
    world.works_after(time::Duration::days(31)).await;
    world.all_say(0..10, Rated::Official(world.home().official("village-head")), &[("zz1", 3), ("zz2", 0)]).await;
    world.night_passes().await;
    let months = world.trend("county-handler", &village_head(world)).await["data"]["ratingTrend"].clone();
    let line: Vec<_> =
        months.as_array().unwrap().iter().map(|one| (one["month"].clone(), one["sheets"].clone(), one["score"].clone())).collect();
    assert_eq!(line, [(json!("2026-04"), json!(10), json!(3.0)), (json!("2026-03"), json!(30), json!(4.5))]);
    let zz2 = months[0]["answers"].as_array().unwrap().iter().find(|one| one["code"] == "zz2").unwrap();
    assert_eq!(*zz2, json!({ "code": "zz2", "text": "不说一套、做一套", "counts": [0, 0, 0, 0, 0], "dontKnow": 10 }));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let archive = ratings::of_official(&tx, world.home().official("village-head")).await.unwrap();
    assert_eq!(
        archive.iter().map(|one| (one.month, one.sheets, one.score)).collect::<Vec<_>>(),
        [(Month(202_604), 10, 300), (Month(202_603), 30, 450)]
    );
    assert_eq!((archive[0].unit_id, archive[1].parts[&Side::Diligence]), (world.home().unit("village"), 400));
});

story!(figures_inside_are_for_the_commission, |world| {
    rated(world).await;
    for login in ["town-head", "town-handler", "bureau-head", "publisher", "admin", "auditor"] {
        let told = world.ranking(login, json!({ "kind": "OFFICIAL" })).await;
        assert_eq!((&told["errors"][0]["extensions"]["code"], &told["data"]), (&json!("FORBIDDEN"), &Value::Null), "{login}");
        let told = world.trend(login, &village_head(world)).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], json!("FORBIDDEN"), "{login}");
    }
    let nobody = world.ask(None, "{ ratingRanking(kind: OFFICIAL) { totalCount } }", json!({})).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], json!("UNAUTHENTICATED"));
    let other = world.signed_in(world.other(), "county-head").await;
    let told = world.data(Some(&other), "{ ratingRanking(kind: POWER) { totalCount mean } }", json!({})).await;
    assert_eq!(told["ratingRanking"], json!({ "totalCount": 0, "mean": null }), "another county has its own");
    let query = "query($id: ID!) { ratingTrend(subjectId: $id) { month } }";
    assert_eq!(world.data(Some(&other), query, json!({ "id": dibao(world) })).await["ratingTrend"], Value::Null);
});
