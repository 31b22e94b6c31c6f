//! Opinions among the files: what everybody reads, without its author, until it is taken back.

use super::*;
use kit::opinions::{AUTHOR, TEXT, of, opinion_on};

story!(public_opinions_are_in_the_files_with_their_steps, |world| {
    let mine = world.thinks_of_dibao().await;
    let waits = world.thinks(&world.author().await, &opinion_on(&kit::cases::id(world.home().unit("village")), "waits")).await;
    let head = kit::cases::id(world.home().official("village-head"));
    let official = world.thinks(&world.author().await, &opinion_on(&head, "official")).await;
    world.did_with_opinion("county-head", "publishOpinion", of(&official, json!({}))).await;
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&public, json!({ "text": "从下次评议起照办。" }))).await;
    let token = world.author().await;
    world.does_with_opinion(&token, "followUpOpinion", &of(&replied, json!({ "text": "张三家的电话是多少？" }))).await;
    world.works_at_night().await;
    let files = world.open_files("510824").await;
    let [row] = &rows(&files, "opinions.jsonl")[..] else { panic!("one is public and about no person") };
    let shown = world.opinion(None, &mine).await;
    for (key, field) in
        [("id", "id"), ("text", "text"), ("receivedOn", "receivedOn"), ("dueOn", "dueOn"), ("state", "state"), ("part", "part")]
    {
        assert_eq!(row[key], shown[field], "{key}");
    }
    assert_eq!(
        (&row["powerCode"], &row["unitCode"], &row["outcomeCode"]),
        (&json!("510824-dibao"), &json!("510824-village"), &Value::Null)
    );
    let steps = rows(&files, "opinion-steps.jsonl");
    let said: Vec<_> = steps.iter().map(|step| (step["step"].as_str().unwrap(), step["words"].clone())).collect();
    assert_eq!(
        said,
        [("RECEIVED", Value::Null), ("PUBLISHED", Value::Null), ("REPLIED", json!("从下次评议起照办。")), ("FOLLOWED_UP", Value::Null)]
    );
    for word in ["张三", "王大山", "王**", AUTHOR, waits["id"].as_str().unwrap(), official["id"].as_str().unwrap()] {
        assert_eq!(holding(&files, word), Vec::<&str>::new(), "{word}");
    }
    assert_eq!(rows(&world.open_files("130982").await, "opinions.jsonl"), Vec::<Value>::new());
});

story!(an_opinion_that_is_taken_back_leaves_the_files_at_once, |world| {
    let mine = world.thinks_of_dibao().await;
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    world.works_at_night().await;
    assert_eq!(holding(&world.open_files("510824").await, TEXT).len(), 2);
    let why = json!({ "reason": "里面写了别人的事，先收回来。" });
    world.did_with_opinion("county-head", "refuseOpinion", of(&public, why)).await;
    // No worker has run yet.
    assert_eq!(world.open_data("510824").await, Value::Null);
    assert_eq!(world.downloads("/open-data/510824/opinions.csv", &[]).await.0, 503);
    world.works_after(time::Duration::minutes(1)).await;
    let files = world.open_files("510824").await;
    assert_eq!((holding(&files, TEXT), rows(&files, "opinion-steps.jsonl")), (Vec::new(), Vec::new()));
});
