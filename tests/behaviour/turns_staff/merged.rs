//! A unit is merged into another one while a case about it runs: what was begun stays where it is, what is new goes on.

use super::*;
use entity::words::{DeadlineKind, DeadlineState, NoticeKind};
use kit::story;
use lianjing::domain::directory::SubjectId;
use lianjing::domain::entry;
use reqwest::redirect::Policy;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use time::macros::date;

/// 甲村 of one town ended yesterday and went into 丙村 of the other.
async fn merges(world: &World) {
    let home = world.home();
    let tx = world.ctx().write(&home.county).await.unwrap();
    let update = tx.rows().update::<entity::unit::Entity>().filter(entity::unit::Column::Id.eq(home.unit("village")));
    let update = update.col_expr(entity::unit::Column::ValidUntil, Expr::value(date!(2026 - 03 - 01)));
    update.col_expr(entity::unit::Column::SuccessorId, Expr::value(home.unit("village3"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The address on the sticker of 甲村.
async fn sticker(world: &World) -> String {
    let ctx = world.ctx();
    let tx = ctx.write(&world.home().county).await.unwrap();
    let code = entry::sticker_for(&ctx, &tx, SubjectId::Unit(world.home().unit("village"))).await.unwrap();
    tx.commit().await.unwrap();
    format!("{}/q/{code}", world.url)
}

async fn leads_to(address: &str) -> String {
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let response = client.get(address).send().await.unwrap();
    response.headers()["location"].to_str().unwrap().to_owned()
}

async fn numbers(world: &World, who: &str) -> Vec<Value> {
    let inbox = world.inbox(who, Value::Null).await;
    inbox["nodes"].as_array().unwrap().iter().map(|case| case["number"].clone()).collect()
}

story!(an_old_case_stays_with_its_unit_and_organ_and_new_reports_go_to_the_successor, |world| {
    let village = id(world.home().unit("village"));
    let filed = world.files(PHONE, std::slice::from_ref(&village)).await;
    let before = world.only_case("town-handler2").await;
    let case = before["id"].as_str().unwrap().to_owned();
    done(world, "town-handler2", "acceptCase", &case, json!({})).await;
    let (address, clocks) = (sticker(world).await, world.clocks(DeadlineKind::Result).await);
    assert_eq!(leads_to(&address).await, "/510824/u/510824-village");

    merges(world).await;
    world.works_after(Duration::hours(1)).await;
    let after = world.only_case("town-handler2").await;
    for field in ["organ", "subjects", "number", "handler"] {
        assert_eq!(after[field] == before[field], field != "handler", "{field}: {after}");
    }
    assert_eq!(world.clocks(DeadlineKind::Result).await, clocks, "its clock runs on");
    assert_eq!(numbers(world, "town2-head").await, Vec::<Value>::new(), "who has the unit now does not see what was before");
    assert_eq!(page(world, "town2-head", &case, "id").await, Value::Null);

    assert_eq!(leads_to(&address).await, "/510824/u/510824-village3", "the sticker leads on");
    let route = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";
    let asked = json!({ "county": world.home().code, "ids": [village] });
    assert_eq!(world.data(None, route, asked).await["intakeRoute"]["organ"]["name"], "元坝镇纪委");
    // Somebody whose phone still shows the old page.
    let new = world.files("13800000002", std::slice::from_ref(&village)).await;
    assert_eq!(new.payload["report"]["organ"]["name"], "元坝镇纪委");
    let there = world.only_case("town2-head").await;
    assert_eq!((&there["subjects"][0]["name"], &there["organ"]["name"]), (&json!("元坝镇丙村"), &json!("元坝镇纪委")));
    assert_eq!(numbers(world, "town-head").await, [before["number"].clone()], "and not to whoever had it before");

    world.works_after(Duration::days(15)).await;
    assert_eq!(world.reminded("town-handler2").await, 1, "half time of the old case");
    world.works_after(Duration::days(20)).await;
    assert_eq!(world.clocks(DeadlineKind::Result).await[0].state, DeadlineState::Missed);
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerOverdue).await, 1);
    done(world, "town-handler2", "startInvestigation", &case, json!({})).await;
    let reply = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" });
    done(world, "town-handler2", "replyCase", &case, reply).await;
    assert_eq!(world.status(None, Some(&filed.code)).await["organ"]["name"], "龙山镇纪委");
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert_eq!(world.status(None, Some(&filed.code)).await["organ"]["name"], "县纪委监委", "it climbs where it always would have");
    world.all_clocks_replay().await;
});

story!(a_ring_of_successors_ends, |world| {
    merges(world).await;
    let home = world.home();
    let tx = world.ctx().write(&home.county).await.unwrap();
    let update = tx.rows().update::<entity::unit::Entity>().filter(entity::unit::Column::Id.eq(home.unit("village3")));
    let update = update.col_expr(entity::unit::Column::ValidUntil, Expr::value(date!(2026 - 03 - 01)));
    update.col_expr(entity::unit::Column::SuccessorId, Expr::value(home.unit("village"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let filed = world.files(PHONE, &[id(home.unit("village"))]).await;
    assert!(filed.payload["report"]["organ"]["name"].is_string(), "bad data keeps nobody from reporting");
});
