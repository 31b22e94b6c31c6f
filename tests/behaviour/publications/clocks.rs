//! The term for publishing: that of the result itself, urged like every other.

use super::*;
use entity::deadline;

async fn the_clock(world: &World) -> deadline::Model {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(DeadlineKind::PublishResult));
    rows.one(&tx).await.unwrap().unwrap()
}

story!(a_result_is_published_within_the_term_of_the_result, |world| {
    answered(world).await;
    let clock = the_clock(world).await;
    // Accepted on the 2nd of March: one month.
    assert_eq!(clock.due_on.to_string(), "2026-04-02");
    let sum: Vec<&str> = clock.sum.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(sum.last(), Some(&"最迟 2026 年 4 月 2 日公开结果"), "{sum:?}");
});

/// The officer asks for this on the result's clock, and the county's head grants it.
async fn granted(world: &World, case: &Value, (verb, input): (&str, Value)) {
    let asked = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
    assert_eq!(asked["errors"], json!([]), "{verb}: {asked}");
    let request = world.requests("county-head").await[0]["id"].clone();
    assert_eq!(world.decides("county-head", &request, true, json!({})).await["done"], true, "{verb}");
}

story!(what_was_granted_to_the_result_is_granted_to_publishing_it, |world| {
    world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let name = case.as_str().unwrap();
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(world.acts("town-handler2", verb, name, json!({})).await["errors"], json!([]), "{verb}");
    }
    granted(world, &case, ("extendDeadline", json!({ "days": 20, "reason": "案情复杂，证人在外地" }))).await;
    // Without the twenty days it would be over since the 2nd of April.
    world.works_after(Duration::days(39)).await;
    granted(world, &case, ("pauseDeadline", json!({ "until": "2026-04-14", "reason": "等司法鉴定意见" }))).await;
    let due = world.only_case("town-handler2").await["due"]["dueOn"].clone();
    assert_eq!(due, "2026-04-27", "twenty days more, five that do not count");
    let reply = json!({ "finding": "PARTLY_SUBSTANTIATED", "text": REPLY });
    assert_eq!(world.acts("town-handler2", "replyCase", name, reply).await["errors"], json!([]));
    let clock = the_clock(world).await;
    assert_eq!((json!(clock.due_on.to_string()), clock.cause), (due, entity::words::DeadlineCause::Accepted), "{:?}", clock.sum);
    assert!(clock.sum.to_string().contains("延长 20 天"), "{:?}", clock.sum);
    world.all_clocks_replay().await;
});

story!(a_result_that_is_not_published_is_urged_once, |world| {
    answered(world).await;
    world.works_after(Duration::days(40)).await;
    assert_eq!(clock(world).await, [DeadlineState::Missed]);
    assert_eq!((world.told("town-head", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::Urged).await), (1, 1));
    world.works_after(Duration::days(10)).await;
    assert_eq!(world.told("county-head", NoticeKind::Urged).await, 1, "once");
});

story!(what_climbs_is_not_published_and_its_clock_stops, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    world.replies("town-handler2", &case).await;
    let waiting = world.sends_result("town-handler2", &json!(case), ("RESULT", json!({}))).await;
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    assert_eq!(climbed["status"]["state"], "ACCEPTED", "{climbed}");
    assert_eq!(clock(world).await, [DeadlineState::Cancelled]);
    let before = world.dump().await;
    let refused = world.does_on_publication("town-head", "publishCase", named(&waiting)).await;
    assert_eq!(error(&refused).0, "STATE", "an open case is never listed");
    unchanged(world, &before, "an open case").await;
    assert_eq!(world.results_of("village").await["totalCount"], 0);
});

story!(what_was_published_says_nothing_of_a_review, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    world.replies("town-handler2", &case).await;
    let waiting = world.sends_result("town-handler2", &json!(case), ("RESULT", json!({}))).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    let before = world.results_of("village").await;
    world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    assert_eq!(world.results_of("village").await, before, "whoever reads it learns nothing of what the reporter said");
});

/// What everybody reads of how organs keep their terms.
async fn figures(world: &World) -> Value {
    let query = "{ overdueFigures(county: \"510824\") { organName quarter cases overdue } }";
    world.data(None, query, json!({})).await["overdueFigures"].clone()
}

story!(what_is_overdue_is_told_by_organ_and_quarter_from_ten_cases_up, |world| {
    for number in 0..9 {
        world.files(&format!("1390000010{number}"), &[id(world.home().official("village-head"))]).await;
    }
    world.works_after(Duration::days(40)).await;
    assert_eq!(figures(world).await, json!([]), "nine are too few");
    // The first day of the next quarter has come: what is filed now counts there.
    world.files("13900000110", &[id(world.home().official("village-head"))]).await;
    assert_eq!(figures(world).await, json!([]), "another quarter's case makes no tenth");
});

story!(a_quarter_of_ten_cases_is_told_once_it_is_over, |world| {
    for number in 0..10 {
        world.files(&format!("1390000010{number}"), &[id(world.home().official("village-head"))]).await;
    }
    let case = world.inbox("town-head", Value::Null).await["nodes"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-head", "acceptCase", &case, json!({})).await["errors"], json!([]));
    world.works_after(Duration::days(28)).await;
    assert_eq!(figures(world).await, json!([]), "the quarter still runs");
    world.works_after(Duration::days(12)).await;
    let told = json!([{ "organName": "龙山镇纪委", "quarter": "2026 年第 1 季度", "cases": 10, "overdue": 10 }]);
    assert_eq!(figures(world).await, told, "nine were not accepted in time, one was not answered");
    let get = async |path: &str| world.http.get(format!("{}{path}", world.url)).send().await.unwrap().text().await.unwrap();
    let page = get("/510824/results").await;
    assert!(page.contains("龙山镇纪委 · 2026 年第 1 季度") && page.contains("收到 10 件，其中 10 件超过时限"), "{page}");
    assert!(!get("/510824/results?q=%E4%BD%8E%E4%BF%9D").await.contains("按时限办理的情况"), "a search shows what was found");
});
