//! What is proposed: words that speak to everybody, and a title by which a villager tells one result from another.

use super::*;

const LETTER: &str = "您反映的低保评议没有开会的问题属实，名单已经重新评议。给您带来的不便，我们向您道歉；有新的材料可以再来。";

/// A report on the village's power that the town's committee has answered with these words; the case.
async fn answered_with(world: &World, phone: &str, text: &str) -> Value {
    world.files(phone, &[id(world.home().power("dibao"))]).await;
    let inbox = world.inbox("town-handler2", json!({ "states": ["SUBMITTED"] })).await;
    let case = inbox["nodes"][0]["id"].clone();
    let reply = json!({ "finding": "SUBSTANTIATED", "text": text });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        let done = world.acts("town-handler2", verb, case.as_str().unwrap(), input).await;
        assert_eq!(done["errors"], json!([]), "{verb}: {done}");
    }
    case
}

async fn drafted(world: &World, case: &Value) -> Value {
    world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await
}

story!(a_letter_to_the_reporter_becomes_words_for_everybody, |world| {
    let case = answered_with(world, PHONE, LETTER).await;
    let mut draft = drafted(world, &case).await;
    let text = "核查结论：属实。\n反映的低保评议没有开会的问题属实，名单已经重新评议。有新的材料可以再来。";
    assert_eq!((&draft["text"], &draft["problem"]), (&json!(text), &Value::Null), "{draft:#}");
    for (field, words) in [
        ("text", "给您带来的不便，我们道歉。钱已经退还。"),
        ("text", "经与举报人核对，钱已经退还给他。"),
        ("title", "关于您反映的低保评议的办理结果"),
    ] {
        let mut more = json!({ "text": text, "title": "关于低保评议的办理结果" });
        more[field] = json!(words);
        draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", more)).await;
        assert!(draft["problem"].as_str().unwrap().contains("写给举报人"), "{draft:#}");
        let before = world.dump().await;
        let refused = world.does_on_publication("town-handler2", "sendPublication", named(&draft)).await;
        assert_eq!(error(&refused), ("INVALID", field), "{words}: {refused}");
        unchanged(world, &before, words).await;
    }
    // Whom it is about is no reporter.
    let more = json!({ "text": "被举报人已经退还了钱，在会上作了检讨。", "title": "关于低保评议的办理结果" });
    draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", more)).await;
    assert_eq!(draft["problem"], Value::Null);
});

story!(titles_name_the_power_and_are_told_apart, |world| {
    let first = answered_with(world, PHONE, "经查属实，名单已经重新评议。").await;
    let second = answered_with(world, "13800000002", "经查属实，会议记录已经补齐。").await;
    let one = drafted(world, &first).await;
    let title = one["title"].as_str().unwrap().to_owned();
    assert!(title.contains("“低保评议”") && !title.contains("演示"), "{title}");
    // Drafted at the same time, both have the same title: the second one is asked to change it, once the first one is public.
    let other = drafted(world, &second).await;
    assert_eq!(other["title"], one["title"]);
    let one = world.did_on_publication("town-handler2", "sendPublication", named(&one)).await;
    let other = world.did_on_publication("town-handler2", "sendPublication", named(&other)).await;
    world.did_on_publication("town-head", "publishCase", named(&one)).await;
    let before = world.dump().await;
    let refused = world.does_on_publication("town-head", "publishCase", named(&other)).await;
    assert_eq!(error(&refused), ("CONFLICT", "title"), "{refused}");
    unchanged(world, &before, "two of one title").await;
    world.did_on_case_publications("town-handler2", "discardPublication", named(&other)).await;
    let other = drafted(world, &second).await;
    assert_eq!(other["title"], format!("{title}（第 2 件）"));
    let other = world.did_on_publication("town-handler2", "sendPublication", named(&other)).await;
    world.did_on_publication("town-head", "publishCase", named(&other)).await;
    let found = world.finds_results("低保评议").await;
    assert_eq!(found["totalCount"], 2, "a search knows the power's name: {found:#}");
    assert_eq!(world.finds_results("（第 2 件）").await["totalCount"], 1);
});
