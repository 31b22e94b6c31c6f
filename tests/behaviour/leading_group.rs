//! 班子: whoever answers for a unit keeps away from reports on it and on its powers, and so may the organ that he heads.

use entity::words::StaffRole;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use serde_json::{Value, json};
use time::Duration;

const ROUTE: &str = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";

/// A post of an official in the leading group of a unit.
async fn sits_in_group(world: &World, official: &str, unit: &str, (from, until): (&str, &str)) {
    let header = "official_code,unit_code,section_name,title,is_public,valid_from,valid_until";
    let text = format!("{header}\n{official},510824-{unit},领导班子,班子成员,否,{from},{until}\n");
    let file = SourceFile { name: "posts.csv".to_owned(), bytes: text.into_bytes() };
    let told = run(&world.ctx(), "510824", &[file], false).await.unwrap();
    assert!(told.written, "{:?}", told.faults);
}

async fn route(world: &World, subject: &Value) -> Value {
    let asked = json!({ "county": world.home().code, "ids": [subject] });
    world.data(None, ROUTE, asked).await["intakeRoute"]["organ"]["name"].take()
}

async fn seen(world: &World, login: &str) -> Value {
    world.inbox(login, Value::Null).await["totalCount"].clone()
}

story!(who_sat_in_the_group_within_two_years_keeps_away, |world| {
    let place = world.home();
    // One left a year ago, the other too long ago to count.
    sits_in_group(world, "town-handler2", "village", ("2022-01-01", "2025-03-01")).await;
    sits_in_group(world, "town-handler", "village", ("2020-01-01", "2024-02-01")).await;
    world.files("13800000001", &[id(place.unit("village"))]).await;
    world.files("13800000002", &[id(place.power("dibao"))]).await;
    world.files("13800000003", &[id(place.unit("village2"))]).await;
    for (who, sees) in [("town-handler2", 1), ("town-handler", 3), ("town-head", 3)] {
        assert_eq!(seen(world, who).await, sees, "{who}");
    }
    let told = world.notices("town-handler2").await;
    assert_eq!(told.as_array().unwrap().len(), 1, "and was told of the other village's alone: {told}");
});

story!(an_organ_whose_head_sits_in_the_group_does_not_handle_its_powers, |world| {
    let place = world.home();
    let (power, village) = (id(place.power("land")), id(place.power("dibao")));
    // A colleague of the head who is near nobody of the bureau.
    world.gives_role("town-handler2", StaffRole::Handler, "bureau").await;
    assert_eq!(route(world, &power).await, "派驻民政局纪检组");
    sits_in_group(world, "bureau-inspector", "bureau", ("2024-01-01", "")).await;
    sits_in_group(world, "town-inspector", "town", ("2024-01-01", "")).await;
    assert_eq!(route(world, &power).await, "县纪委监委");
    assert_eq!(route(world, &village).await, "龙山镇纪委", "a village's power is not the town's");
    let filed = world.files("13800000001", &[power]).await;
    assert_eq!(filed.payload["report"]["organ"]["name"], "县纪委监委");
    assert_eq!((seen(world, "bureau-head").await, seen(world, "county-handler").await), (json!(0), json!(1)));
});

story!(who_joins_the_group_loses_the_case, |world| {
    world.files("13800000001", &[id(world.home().power("land"))]).await;
    assert_eq!(seen(world, "bureau-head").await, 1);
    sits_in_group(world, "bureau-inspector", "bureau", ("2026-03-01", "")).await;
    assert_eq!(seen(world, "bureau-head").await, 0, "at once");
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.only_case("county-handler").await["organ"]["name"], "县纪委监委", "nobody was left: it climbed");
});
