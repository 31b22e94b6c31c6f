//! 申请回避: whoever stepped aside from a case gets, byte for byte, the answers of a world without it.

use super::questions::all_answers;
use super::{FIRST, files_with_photo, named, nothing};
use kit::cases::id;
use kit::story;
use serde_json::{Value, json};
use time::Duration;

story!(who_stepped_aside_cannot_tell_any_more, |world| {
    let place = world.home();
    // A case that he sees and keeps, so that the lists are not simply empty.
    world.files(FIRST, &[id(place.official("village-deputy"))]).await;
    let nothing = nothing(world).await;
    world.wait(Duration::minutes(2));
    let before = all_answers(world, "town-handler2", &nothing).await;
    let photo = files_with_photo(world, &[id(place.unit("village2"))], json!([])).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let case = inbox["nodes"].as_array().unwrap().iter().find(|case| case["subjects"][0]["name"] == "龙山镇乙村").unwrap().clone();
    assert_eq!(inbox["totalCount"], 2, "he saw it, and was told of it");
    let token = world.signed_in(place, "town-handler2").await;
    let step = "mutation($input: StepAsideInput!) { stepAside(input: $input) { done errors { code } } }";
    let gone = world.data(Some(&token), step, json!({ "input": { "caseId": case["id"], "reason": "INTEREST" } })).await;
    assert_eq!(gone["stepAside"]["done"], true, "{gone}");
    // At once, and after the worker has looked.
    for _ in 0..2 {
        let after = all_answers(world, "town-handler2", &named(&case, photo, &nothing)).await;
        for (asked, (one, other)) in before.iter().zip(&after).enumerate() {
            assert_eq!(one, other, "question {asked}");
        }
        world.works_after(Duration::ZERO).await;
    }
    assert_eq!(world.inbox("town-handler", Value::Null).await["totalCount"], 2, "whoever is near him need not step aside");
});
