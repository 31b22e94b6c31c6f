//! Results that are still to be published: in 今天, in 统计 and in the list behind both, whether their day has come or not,
//! and whether their case is finished or not.

use super::{files, of, village};
use kit::World;
use kit::cases::id;
use kit::publications::named;
use kit::story;
use serde_json::{Value, json};
use time::Duration;

/// What waits to be published, as 今天 of this officer says it.
async fn waiting(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "{ cases(first: 1) { workload { unpublished { cases overdue nextOn } } } }";
    world.data(Some(&token), query, json!({})).await["cases"]["workload"]["unpublished"].clone()
}

fn waits(cases: i32, overdue: i32, next_on: Option<&str>) -> Value {
    json!({ "cases": cases, "overdue": overdue, "nextOn": next_on })
}

/// How many stand in the list behind the number.
async fn listed(world: &World, login: &str) -> u64 {
    world.listed(login, json!({ "unpublished": true })).await
}

async fn in_figures(world: &World, login: &str) -> Value {
    of(&world.overview(login, "THIS_QUARTER").await, "龙山镇纪委")["unpublished"].clone()
}

/// All that an officer reads of what is to be published, as bytes.
async fn all(world: &World, login: &str) -> String {
    let list = world.inbox(login, json!({ "unpublished": true })).await;
    let overview = world.overview(login, "THIS_YEAR").await;
    format!("{} {list} {overview} {}", waiting(world, login).await, world.exports(login, "THIS_YEAR").await)
}

story!(a_result_waits_to_be_published_from_its_answer_until_it_is, |world| {
    let case = files(world, "13800000001", (&village(world), "town-head")).await;
    assert_eq!((waiting(world, "town-head").await, listed(world, "town-head").await), (waits(0, 0, None), 0), "nothing is answered");
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    for who in ["town-head", "town-handler", "town-handler2"] {
        assert_eq!((waiting(world, who).await, listed(world, who).await), (waits(1, 0, Some("2026-04-02")), 1), "{who}");
    }
    assert_eq!((in_figures(world, "town-head").await, in_figures(world, "county-head").await), (json!(1), json!(1)));
    for who in ["county-head", "town2-head", "bureau-head"] {
        assert_eq!((waiting(world, who).await, listed(world, who).await), (waits(0, 0, None), 0), "{who} has nothing to publish");
    }
    // Finished by now, and its day is over.
    world.works_after(Duration::days(40)).await;
    assert_eq!(world.only_case("town-head").await["state"], "SETTLED");
    assert_eq!((waiting(world, "town-head").await, listed(world, "town-head").await), (waits(1, 1, Some("2026-04-02")), 1));
    assert_eq!(
        (in_figures(world, "town-head").await, world.overview("town-head", "THIS_QUARTER").await["total"]["open"].clone()),
        (json!(1), json!(0))
    );
    let file = world.exports("town-head", "THIS_QUARTER").await;
    let csv = file["csv"].as_str().unwrap().trim_start_matches('\u{feff}');
    let lines: Vec<_> = csv.lines().map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(lines[..3], ["要公开的结果", "1", "1"], "{csv}");
    let waiting_draft = world.sends_result("town-handler2", &json!(case), ("RESULT", json!({}))).await;
    assert_eq!(listed(world, "town-head").await, 1, "a draft is no publication");
    world.did_on_publication("town-head", "publishCase", named(&waiting_draft)).await;
    assert_eq!(
        (waiting(world, "town-head").await, listed(world, "town-head").await, in_figures(world, "town-head").await),
        (waits(0, 0, None), 0, json!(0))
    );
});

story!(who_must_keep_away_reads_of_no_result_either, |world| {
    let first = files(world, "13800000001", (&village(world), "town-head")).await;
    assert_eq!(world.replies("town-handler2", &first).await["errors"], json!([]));
    world.makes_kin("town-inspector", "village2-head").await;
    let before = all(world, "town-head").await;
    let subjects = [id(world.home().unit("village2")), id(world.home().official("village2-head"))];
    let second = files(world, "13900000002", (&subjects, "town-handler2")).await;
    assert_eq!(world.replies("town-handler2", &second).await["errors"], json!([]));
    assert_eq!((waiting(world, "town-handler2").await["cases"].clone(), listed(world, "town-handler2").await), (json!(2), 2));
    assert_eq!(all(world, "town-head").await, before, "byte for byte");
    world.works_after(Duration::days(40)).await;
    assert_eq!((waiting(world, "town-head").await, listed(world, "town-head").await), (waits(1, 1, Some("2026-04-02")), 1), "his own");
});

story!(what_climbs_waits_no_more_and_no_list_of_it_opens_anything, |world| {
    let filed = world.files("13800000001", &village(world)).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let town = json!({ "unpublished": true, "organId": id(world.home().organ("town")) });
    assert_eq!((world.listed("town-head", town.clone()).await, world.listed("county-head", town).await), (1, 0));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    assert_eq!((listed(world, "town-head").await, listed(world, "county-head").await), (0, 0), "what climbed is not to be published");
    assert_eq!(in_figures(world, "county-head").await, 0);
});
