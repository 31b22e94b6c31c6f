//! 回避: who must keep away reads, byte for byte, the numbers of a world without the case.

use super::{does, files, of};
use kit::World;
use kit::cases::id;
use kit::story;
use serde_json::{Value, json};

/// All that an overview says, page and file, over each period.
async fn all(world: &World, login: &str) -> Vec<String> {
    let mut answers = Vec::new();
    for period in ["THIS_QUARTER", "LAST_QUARTER", "THIS_YEAR"] {
        answers.push(world.overview(login, period).await.to_string());
        answers.push(world.exports(login, period).await.to_string());
        answers.push(world.exports_as(login, (period, "XLSX")).await.to_string());
    }
    if login == "county-head" {
        answers.push(world.clusters(login, None).await.to_string());
        answers.push(world.exports_clusters(login, (None, "CSV")).await.to_string());
        answers.push(world.exports_clusters(login, (None, "XLSX")).await.to_string());
    }
    answers
}

/// A report on the clerk and a village, which the town's people accept, investigate and answer.
async fn on_the_clerk(world: &World) -> String {
    let subjects: [Value; 2] = [id(world.home().unit("village2")), id(world.home().official("town-clerk"))];
    files(world, "13900000002", (&subjects, "town-head")).await
}

story!(figures_are_those_of_a_world_without_the_case, |world| {
    world.makes_kin("county-inspector", "town-clerk").await;
    files(world, "13800000001", (&[id(world.home().unit("village"))], "town-head")).await;
    let before = all(world, "county-head").await;
    let town = world.overview("town-head", "THIS_QUARTER").await;
    let case = on_the_clerk(world).await;
    assert_eq!(all(world, "county-head").await, before, "as it came");
    let assigned = json!({ "handlerId": id(world.home().account("town-handler2")) });
    does(world, "town-head", "assignCase", (&case, assigned)).await;
    assert_eq!(all(world, "county-head").await, before, "as it was assigned");
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    assert_eq!(all(world, "county-head").await, before, "as it was decided");
    let other = world.overview("town-head", "THIS_QUARTER").await;
    assert_eq!((&town["total"]["open"], &other["total"]["open"]), (&json!(1), &json!(2)), "others count it");
    assert_eq!(other["total"]["result"]["decisions"], 1);
});

story!(what_arises_later_takes_the_case_out_of_every_number, |world| {
    files(world, "13800000001", (&[id(world.home().unit("village"))], "town-head")).await;
    let before = all(world, "county-head").await;
    let case = on_the_clerk(world).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let with = world.overview("county-head", "THIS_QUARTER").await;
    assert_eq!((&of(&with, "龙山镇纪委")["open"], &of(&with, "龙山镇纪委")["result"]["decisions"]), (&json!(2), &json!(1)));
    world.makes_kin("county-inspector", "town-clerk").await;
    assert_eq!(all(world, "county-head").await, before);
});
