//! Things of the home county's inside that take some steps to make.

use kit::World;
use kit::cases::id;
use serde_json::{Value, json};

/// A proposal that a result is not published, of a case of its own.
pub async fn a_withholding(world: &World) -> Value {
    world.files("13800000005", &[id(world.home().official("town-clerk"))]).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let is_it = |case: &&Value| case["subjects"][0]["name"] == "演示town-clerk";
    let case = inbox["nodes"].as_array().unwrap().iter().find(is_it).unwrap()["id"].clone();
    world.replies("town-handler2", case.as_str().unwrap()).await;
    let input = json!({ "caseId": case, "reason": "PRIVACY", "sentence": "涉及群众的病情，不宜公开。" });
    world.did_on_case_publications("town-handler2", "withholdResult", input).await["withholding"]["id"].clone()
}

/// A kinship that an officer declared, and his wish to end it.
pub async fn a_wish(world: &World) -> (Value, Value) {
    let token = world.signed_in(world.home(), "town-handler2").await;
    let declare = "mutation($input: DeclareKinshipInput!) { declareKinship(input: $input) { kinship { id } errors { message } } }";
    let input = json!({ "relativeId": id(world.home().official("town2-inspector")), "relation": "姻亲" });
    let kin = world.data(Some(&token), declare, json!({ "input": input })).await["declareKinship"]["kinship"]["id"].clone();
    let ask = "mutation($input: AskKinshipEndingInput!) { askKinshipEnding(input: $input) { done } }";
    world.data(Some(&token), ask, json!({ "input": { "kinshipId": kin, "reason": "已经离婚" } })).await;
    let head = world.signed_in(world.home(), "town-head").await;
    let wish =
        world.data(Some(&head), "{ kinshipEndings { ending { id } } }", json!({})).await["kinshipEndings"][0]["ending"]["id"].clone();
    assert!(kin.is_string() && wish.is_string(), "{kin} {wish}");
    (kin, wish)
}

/// A round of the village's list of powers, and its first item.
pub async fn a_clearing(world: &World) -> (Value, Value) {
    let round = world.clears_village().await;
    (round["line"]["id"].clone(), round["items"][0]["id"].clone())
}
