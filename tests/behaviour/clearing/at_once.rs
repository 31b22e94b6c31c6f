//! Two people at one list: nothing is written over, and the second is told what changed.

use super::*;
use futures_util::future::join_all;
use kit::cases::id;

story!(of_two_who_write_one_item_the_second_is_told_which_parts_changed, |world| {
    world.may_as("town-handler2", StaffRole::Publisher, "village").await;
    let read = world.clears_village().await;
    let item = &read["items"][0];
    let named = content(json!({ "name": "低保对象评议" }));
    world.did_on_clearing("publisher", "saveClearingItem", saved(&read, item, named)).await;
    let before = world.dump().await;
    let late = saved(&read, item, content(json!({ "summary": "别的说明" })));
    let payload = world.does_on_clearing("town-handler2", "saveClearingItem", late).await;
    assert_eq!(refused(&payload), refusal("CONFLICT", None));
    let message = payload["errors"][0]["message"].as_str().unwrap();
    for word in ["本单位另一位经办人", "3 月 2 日 09:00", "名称", "行权依据", "流程"] {
        assert!(message.contains(word), "{word}: {message}");
    }
    assert!(!message.contains("说明、") && !message.contains("演示"), "nothing that did not change, and nobody's name: {message}");
    let decided = world.does_on_clearing("town-handler2", "decideClearingItem", decision(item, "CANCELLED", Some("没有法律依据"))).await;
    assert_eq!(refused(&decided), refusal("CONFLICT", None), "nobody decides on a text that he did not read");
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    let own = world.does_on_clearing("publisher", "saveClearingItem", saved(&read, item, content(json!({ "isMajor": false })))).await;
    assert!(own["errors"][0]["message"].as_str().unwrap().contains("您在别处"), "{own}");
});

story!(two_who_write_two_items_do_not_disturb_each_other, |world| {
    world.may_as("town-handler2", StaffRole::Publisher, "village").await;
    let round = world.clears_village().await;
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "盖章" })) });
    let read = world.did_on_clearing("publisher", "saveClearingItem", new).await;
    let tokens = [world.signed_in(world.home(), "publisher").await, world.signed_in(world.home(), "town-handler2").await];
    let inputs = [0, 1].map(|at: usize| saved(&read, &read["items"][at], content(json!({ "name": format!("第 {at} 项") }))));
    let answers = join_all((0..2).map(|at| world.on_clearing(Some(&tokens[at]), "saveClearingItem", &inputs[at]))).await;
    assert!(answers.iter().all(|answer| answer["data"]["saveClearingItem"]["errors"] == json!([])), "{answers:?}");
    let now = world.clearing("publisher", &read["line"]["id"]).await["data"]["clearing"].clone();
    let names: Vec<_> = now["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["第 0 项", "第 1 项"]);
});

story!(a_round_begins_once_and_is_published_once, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let token = world.signed_in(world.home(), "publisher").await;
    let input = json!({ "unitId": id(world.home().unit("village")) });
    let answers = join_all((0..4).map(|_| world.on_clearing(Some(&token), "startClearing", &input))).await;
    let ids: std::collections::BTreeSet<_> =
        answers.iter().map(|answer| answer["data"]["startClearing"]["clearing"]["line"]["id"].to_string()).collect();
    assert_eq!(ids.len(), 1, "{answers:?}");
    let round = world.drafts_village().await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let county = world.signed_in(world.home(), "county-handler").await;
    let publish = named(&sent);
    let answers = join_all((0..4).map(|_| world.on_clearing(Some(&county), "publishClearing", &publish))).await;
    let done = answers.iter().filter(|answer| answer["data"]["publishClearing"]["errors"] == json!([])).count();
    assert_eq!(done, 1, "{answers:?}");
    assert_eq!(world.list_versions("village").await.as_array().unwrap().len(), 2);
    assert_eq!(listed(world, "village").await.len(), 2);
});

story!(what_the_county_saw_is_what_it_publishes, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let round = world.drafts_village().await;
    let seen = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let recalled = world.did_on_clearing("publisher", "recallClearing", named(&seen)).await;
    let other = saved(&recalled, &recalled["items"][1], content(json!({ "name": "换了一项" })));
    let changed = world.did_on_clearing("publisher", "saveClearingItem", other).await;
    assert_eq!(changed["items"][1]["decision"], "ADDED", "what is new stays new");
    world.did_on_clearing("publisher", "sendClearing", named(&changed)).await;
    let payload = world.does_on_clearing("county-handler", "publishClearing", named(&seen)).await;
    assert_eq!(refused(&payload), refusal("CONFLICT", None));
    assert_eq!(world.list_versions("village").await, json!([]));
});
