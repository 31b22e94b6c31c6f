//! 早上的提醒: one notice about several cases, which says and counts only what its owner may open when he reads it.

use super::*;
use entity::id::CaseId;
use kit::cases::id;
use lianjing::domain::notices::Near;

async fn remind(world: &World, login: &str, cases: &[(&Value, time::Date)]) {
    let near: Vec<_> =
        cases.iter().map(|(case, due_on)| Near { case_id: case.as_str().unwrap().parse::<CaseId>().unwrap(), due_on: *due_on }).collect();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    notices::remind(&tx, world.home().account(login), &near).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the reminders of the morning say, and the case they lead to.
async fn reminders(world: &World, login: &str) -> Vec<(String, Value)> {
    let all = world.notices(login).await;
    let said = all.as_array().unwrap().iter().map(|notice| (notice["text"].as_str().unwrap().to_owned(), notice["caseId"].clone()));
    said.filter(|(text, _)| text.contains("期限")).collect()
}

story!(one_notice_tells_of_the_cases_that_its_owner_may_open_now, |world| {
    let place = world.home();
    let days = [time::macros::date!(2026 - 03 - 12), time::macros::date!(2026 - 03 - 09)];
    let mut cases = Vec::new();
    for (phone, subject) in [("13800000001", id(place.unit("village"))), ("13800000002", id(place.official("village-deputy")))] {
        world.files(phone, &[subject]).await;
        let inbox = world.inbox("town-handler2", Value::Null).await;
        let new = inbox["nodes"].as_array().unwrap().iter().map(|case| case["id"].clone()).find(|id| !cases.contains(id)).unwrap();
        cases.push(new);
    }
    let both: Vec<_> = cases.iter().zip(days).collect();
    remind(world, "town-handler2", &both).await;
    remind(world, "town-handler2", &[]).await;
    assert_eq!(reminders(world, "town-handler2").await, [("2 件办理件的期限快到了，最早的是3月9日，请抓紧办理。".to_owned(), Value::Null)]);
    assert_eq!(reminders(world, "town-head").await, [], "it is his alone");
    // A recusal that arises later takes the case out of the notice, and its day.
    world.makes_kin("town-handler2", "village-deputy").await;
    assert_eq!(reminders(world, "town-handler2").await, [("一件办理件的期限是3月12日，请抓紧办理。".to_owned(), cases[0].clone())]);
    let unread = world.notices("town-handler2").await;
    let mine = unread.as_array().unwrap().iter().find(|notice| notice["caseId"] == cases[0]).unwrap();
    let token = world.signed_in(place, "town-handler2").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let marked = world.data(Some(&token), mark, json!({ "input": { "ids": [mine["id"]] } })).await;
    assert_eq!(marked["markNoticesRead"]["errors"], json!([]));
});

story!(of_a_notice_about_nothing_but_hidden_cases_nothing_is_left, |world| {
    let place = world.home();
    let before = world.notices("town-handler2").await;
    world.files("13800000001", &[id(place.official("village-deputy"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    remind(world, "town-handler2", &[(&case, time::macros::date!(2026 - 03 - 09))]).await;
    let told = world.notices("town-handler2").await;
    let reminder = told.as_array().unwrap().iter().find(|notice| notice["text"].as_str().unwrap().contains("期限")).unwrap().clone();
    world.makes_kin("town-handler2", "village-deputy").await;
    assert_eq!(world.notices("town-handler2").await, before, "byte for byte a world without the case");
    let token = world.signed_in(place, "town-handler2").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let marked = world.data(Some(&token), mark, json!({ "input": { "ids": [reminder["id"]] } })).await;
    assert_eq!(marked["markNoticesRead"]["errors"][0]["code"], "NOT_FOUND");
});
