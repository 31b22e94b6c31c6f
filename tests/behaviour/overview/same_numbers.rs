//! 今天 and 统计 count by one rule: what waits at the organ. What is in other hands is told apart from it.

use super::{does, files, of, village};
use kit::World;
use kit::cases::id;
use kit::story;
use serde_json::{Value, json};
use time::Duration;

const TODAY: &str = "{ cases(filter: { open: true }, first: 100) { totalCount totalIsMore nodes { id } \
    counts { open elsewhere red yellow unassigned } workload { unassigned } } }";

async fn today(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), TODAY, json!({})).await["cases"].clone()
}

/// The day's numbers of a head of one organ are those of the organ's line in the overview; the list has all that he may read.
async fn agree(world: &World, (login, organ): (&str, &str)) -> (i64, i64) {
    let today = today(world, login).await;
    let overview = world.overview(login, "THIS_QUARTER").await;
    let figures = of(&overview, organ);
    for key in ["open", "red", "yellow", "unassigned"] {
        assert_eq!(today["counts"][key], figures[key], "{login}, {key}: {today} {figures}");
    }
    assert_eq!(today["workload"]["unassigned"], figures["unassigned"], "{login}");
    let (open, elsewhere) = (today["counts"]["open"].as_i64().unwrap(), today["counts"]["elsewhere"].as_i64().unwrap());
    assert_eq!((today["totalCount"].as_i64().unwrap(), &today["totalIsMore"]), (open + elsewhere, &json!(false)), "{login}: {today}");
    (open, elsewhere)
}

story!(the_day_and_the_overview_count_by_one_rule, |world| {
    let climbs = world.files("13800000001", &village(world)).await;
    let first = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    files(world, "13800000002", (&[id(world.home().unit("village2"))], "town-head")).await;
    let accepted = files(world, "13800000003", (&village(world), "town-head")).await;
    does(world, "town-handler2", "acceptCase", (&accepted, json!({}))).await;
    let (town, county) = (("town-head", "龙山镇纪委"), ("county-head", "县纪委监委"));
    assert_eq!((agree(world, town).await, agree(world, county).await), ((3, 0), (0, 0)));
    // Not satisfied: the superior reviews, the town reads on.
    assert_eq!(world.replies("town-handler2", &first).await["errors"], json!([]));
    assert_eq!(agree(world, town).await, (3, 0), "what waits for the reporter's answer is still the town's");
    assert_eq!(world.tells(&climbs, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert_eq!((agree(world, town).await, agree(world, county).await), ((2, 1), (1, 0)));
    for days in [10, 30, 60] {
        world.works_after(Duration::days(days)).await;
        agree(world, town).await;
        agree(world, county).await;
    }
});

story!(who_must_keep_away_is_told_of_nothing_elsewhere, |world| {
    world.makes_kin("town-inspector", "village-head").await;
    let before = today(world, "town-head").await;
    let climbs = world.files("13800000001", &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler", &case).await["errors"], json!([]));
    assert_eq!(world.tells(&climbs, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert_eq!(today(world, "town-handler").await["counts"]["elsewhere"], 1);
    assert_eq!(today(world, "town-head").await.to_string(), before.to_string(), "byte for byte");
});
