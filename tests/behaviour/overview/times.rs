//! How long decisions take: of five or more, over the quarter or the year in which they were made.

use super::{does, of};
use kit::World;
use kit::cases::id;
use kit::story;
use serde_json::{Value, json};
use time::Duration;

async fn times(world: &World, period: &str) -> (Value, Value) {
    let overview = world.overview("county-head", period).await;
    let town = of(&overview, "龙山镇纪委").clone();
    assert_eq!((&overview["total"]["acceptance"], &overview["total"]["result"]), (&town["acceptance"], &town["result"]));
    (town["acceptance"].clone(), town["result"].clone())
}

fn told(decisions: u32, days: Option<(f64, f64)>) -> Value {
    json!({ "decisions": decisions, "p50Days": days.map(|(p50, _)| p50), "p90Days": days.map(|(_, p90)| p90) })
}

story!(how_long_decisions_take_is_told_of_five_or_more, |world| {
    for number in 1..=5 {
        world.files(&format!("1380000000{number}"), &[id(world.home().unit("village"))]).await;
    }
    let list = world.inbox("town-head", json!({ "open": true })).await;
    let cases: Vec<_> = list["nodes"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect();
    // One is declined: that is a decision too.
    for (case, is_last) in cases.iter().zip([false, false, false, false, true]) {
        assert_eq!(times(world, "THIS_QUARTER").await.0["p50Days"], Value::Null, "fewer than five tell nothing");
        world.wait(Duration::days(1));
        let (verb, input) = if is_last {
            ("declineCase", json!({ "reason": "不属于受理范围", "rightChannel": "县信访局" }))
        } else {
            ("acceptCase", json!({}))
        };
        does(world, "town-head", verb, (case, input)).await;
    }
    assert_eq!(times(world, "THIS_QUARTER").await, (told(5, Some((3.0, 5.0))), told(0, None)));
    world.wait(Duration::days(4));
    for (verb, input) in [
        ("startInvestigation", json!({})),
        ("replyCase", json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" })),
    ] {
        does(world, "town-head", verb, (&cases[0], input)).await;
    }
    assert_eq!(times(world, "THIS_QUARTER").await.1, told(1, None), "one reply tells only that there was one");
    // The next quarter has none of its own.
    world.wait(Duration::days(40));
    assert_eq!(times(world, "THIS_QUARTER").await, (told(0, None), told(0, None)));
    assert_eq!(times(world, "LAST_QUARTER").await, (told(5, Some((3.0, 5.0))), told(1, None)));
    assert_eq!(times(world, "THIS_YEAR").await, (told(5, Some((3.0, 5.0))), told(1, None)));
});

story!(what_comes_back_from_outside_counts_from_that_day, |world| {
    for number in 1..=5 {
        world.files(&format!("1380000000{number}"), &[id(world.home().unit("village"))]).await;
    }
    let list = world.inbox("town-head", json!({ "open": true })).await;
    let cases: Vec<_> = list["nodes"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect();
    for case in &cases {
        let to = json!({ "outsideName": "县人民检察院", "reason": "涉嫌犯罪" });
        does(world, "town-head", "transferCase", (case, to)).await;
    }
    world.wait(Duration::days(10));
    for case in &cases {
        let answer = json!({ "taken": false, "on": "2026-03-10", "document": "苍检〔2026〕7号", "words": "不构成犯罪，退回处理。" });
        does(world, "town-head", "enterHandOverReceipt", (case, answer)).await;
    }
    world.wait(Duration::days(2));
    for case in &cases {
        does(world, "town-head", "acceptCase", (case, json!({}))).await;
    }
    assert_eq!(times(world, "THIS_QUARTER").await.0, told(5, Some((2.0, 2.0))), "the days outside are not the organ's");
});

story!(a_review_counts_from_its_own_beginning, |world| {
    let filed = world.files("13800000001", &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    world.wait(Duration::days(5));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    world.wait(Duration::days(7));
    for (verb, input) in
        [("startInvestigation", json!({})), ("replyCase", json!({ "finding": "NOT_SUBSTANTIATED", "text": "复核维持原来的答复。" }))]
    {
        does(world, "county-handler", verb, (&case, input)).await;
    }
    let sheet = world.exports("county-head", "THIS_QUARTER").await["csv"].as_str().unwrap().to_owned();
    let overview = world.overview("county-head", "THIS_QUARTER").await;
    let result = |organ| of(&overview, organ)["result"]["decisions"].clone();
    assert_eq!((result("龙山镇纪委"), result("县纪委监委")), (json!(1), json!(1)), "each organ has its own: {sheet}");
});
