//! 回避: nobody decides whether everybody reads what is said of himself, or of whoever is near him; and what breaks stops no other.

use super::*;
use entity::opinion;
use entity::words::StaffRole;
use lianjing::domain::opinions::due_job;
use lianjing::domain::staff::NewRole;
use sea_orm::ConnectionTrait as _;

/// A publisher of 龙山镇甲村 behind whom this official stands; a fresh token.
async fn publisher_of_village(world: &World, official: &'static str) -> String {
    let role = NewRole { role: StaffRole::Publisher, unit_id: Some(world.home().unit("village")), organ_id: None };
    world.hires((&format!("publishes-{official}"), official), role).await.1
}

async fn code_of(world: &World, token: &str, verb: &str, input: &Value) -> Value {
    world.does_with_opinion(token, verb, input).await["errors"][0]["code"].clone()
}

story!(whoever_is_near_does_not_decide_whether_everybody_reads_it, |world| {
    let token = world.author().await;
    let mine = world.thinks(&token, &opinion_on(&id(world.home().official("village-head")), "head")).await;
    let other = world.thinks(&token, &opinion_on(&id(world.home().unit("village")), "unit")).await;
    world.makes_kin("county-inspector", "village-head").await;
    let (himself, deputy) = (publisher_of_village(world, "village-head").await, publisher_of_village(world, "village-deputy").await);
    let nobody = world.signed_in(world.home(), "publisher").await;
    let kin = world.signed_in(world.home(), "county-head").await;
    let before = world.dump().await;
    for (who, token) in [("himself", &himself), ("of his section", &deputy), ("nobody knows", &nobody), ("kin", &kin)] {
        assert!(!can(&world.opinion(Some(token), &mine).await).iter().any(|may| ["PUBLISH", "REFUSE"].contains(may)), "{who}");
        assert_eq!(code_of(world, token, "publishOpinion", &of(&mine, json!({}))).await, "FORBIDDEN", "{who}");
        let refuse = of(&mine, json!({ "reason": "这一条不宜公开。" }));
        assert_eq!(code_of(world, token, "refuseOpinion", &refuse).await, "FORBIDDEN", "{who}");
        unchanged(world, &before, who).await;
    }
    // What is about the unit is the unit's own to publish.
    assert_eq!(code_of(world, &deputy, "publishOpinion", &of(&other, json!({}))).await, Value::Null);
    // Somebody who is near nobody: the town's, on whose page it does not stand, may not; the commission's other head may.
    let role = NewRole { role: StaffRole::Head, unit_id: None, organ_id: Some(world.home().organ("commission")) };
    let head = world.hires(("other-head", "bureau-director"), role).await.1;
    assert!(can(&world.opinion(Some(&head), &mine).await).contains(&"PUBLISH"));
    assert_eq!(code_of(world, &head, "publishOpinion", &of(&mine, json!({}))).await, Value::Null);
    assert_eq!(world.opinion(None, &mine).await["sight"], "PUBLIC");
});

/// Makes the state of an opinion something that there is not, or what it was.
async fn breaks(world: &World, opinion: &Value, state: &str) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let id: entity::id::OpinionId = opinion["id"].as_str().unwrap().parse().unwrap();
    let sql = "UPDATE opinion SET state = $1 WHERE county_id = $2 AND id = $3";
    let values = [state.into(), tx.county.id.into(), id.into()];
    tx.execute_raw(sea_orm::Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn urged(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<entity::opinion_event::Entity>();
    rows.filter(entity::opinion_event::Column::Step.eq(entity::words::OpinionStep::Overdue)).count(&tx).await.unwrap()
}

story!(a_clock_of_an_opinion_that_breaks_is_put_off_and_stops_no_other, |world| {
    let token = world.author().await;
    let unit = id(world.home().unit("village"));
    let mut all = Vec::new();
    for n in 0..3 {
        all.push(world.thinks(&token, &opinion_on(&unit, &format!("n-{n}"))).await);
        world.wait(Duration::seconds(1));
    }
    breaks(world, &all[0], "NONSENSE").await;
    world.wait(Duration::days(30));
    let work = async || due_job(&world.ctx(), &world.home().county).await.unwrap();
    assert_eq!((work().await, urged(world).await), (2, 2), "the oldest breaks, the other two are worked");
    assert_eq!(work().await, 0, "it waits");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let waiting = tx.rows().find::<opinion::Entity>().filter(opinion::Column::WakeAt.is_not_null()).select_only();
    let waiting: Vec<entity::moment::Moment> = waiting.column(opinion::Column::WakeAt).into_tuple().all(&tx).await.unwrap();
    assert_eq!(waiting, [world.ctx().now.after(Duration::hours(1))]);
    drop(tx);
    world.wait(Duration::hours(1));
    assert_eq!(work().await, 0, "tried again, and put off again");
    breaks(world, &all[0], "RECEIVED").await;
    world.wait(Duration::hours(1));
    assert_eq!((work().await, urged(world).await), (1, 3), "once it is mended");
});
