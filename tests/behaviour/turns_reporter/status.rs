//! The reporter's page: which roles touched the case and when, every promised day, each step with its reason.

use super::{answered, page, turns};
use kit::story;
use serde_json::{Value, json};

story!(the_reporter_reads_which_roles_touched_the_case, |world| {
    let (filed, case) = answered(world).await;
    let number = world.only_case("town-head").await["number"].clone();
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text } } }";
    for login in ["town-head", "town-handler2"] {
        let token = world.signed_in(world.home(), login).await;
        world.data(Some(&token), query, json!({ "n": number })).await;
    }
    let by_code = turns(world, None, &filed).await;
    assert_eq!(by_code["touches"], Value::Null, "the code alone does not say");
    let both = page(world, &filed).await;
    let touches: Vec<_> =
        both["touches"].as_array().unwrap().iter().map(|one| (&one["organName"], &one["role"], &one["hasOpened"])).collect();
    let (organ, handler, head, opened) = (json!("龙山镇纪委"), json!("HANDLER"), json!("HEAD"), json!(true));
    assert_eq!(touches, [(&organ, &handler, &opened), (&organ, &head, &opened)], "{both}");
    assert!(!both.to_string().contains("演示town"), "roles, never persons: {both}");
    let kinds: Vec<_> = both["promises"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(["ACCEPTANCE", "RESULT", "TELL_RESULT"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    assert!(both["promises"].as_array().unwrap().iter().all(|one| !one["sum"].as_array().unwrap().is_empty()), "each with its arithmetic");
    world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    world.acts("county-handler", "startInvestigation", &case, json!({})).await;
    let both = page(world, &filed).await;
    assert_eq!(both["touches"].as_array().unwrap().last().unwrap()["organName"], "县纪委监委", "{both}");
    assert!(both["timeline"].to_string().contains("没有问过我"), "{both}");
});
