//! The in-box of staff: everybody sees and marks his own, and a recused person loses what he was told.

use super::*;
use kit::cases::id;

/// Marks notices as read; the code of the refusal.
async fn marks(world: &World, login: &str, ids: &[&Value]) -> String {
    let token = world.signed_in(world.home(), login).await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let answer = world.data(Some(&token), mark, json!({ "input": { "ids": ids } })).await;
    answer["markNoticesRead"]["errors"][0]["code"].as_str().unwrap_or("-").to_owned()
}

async fn read(world: &World, login: &str) -> Vec<bool> {
    world.notices(login).await.as_array().unwrap().iter().map(|notice| notice["read"].as_bool().unwrap()).collect()
}

story!(everybody_reads_and_marks_his_own, |world| {
    let village = id(world.home().unit("village"));
    for phone in ["13800000001", "13800000002"] {
        world.files(phone, std::slice::from_ref(&village)).await;
    }
    let (mine, his) = (world.notices("town-handler").await, world.notices("town-head").await);
    assert_eq!((mine.as_array().unwrap().len(), his.as_array().unwrap().len()), (2, 2));
    assert_eq!(marks(world, "town-handler", &[&mine[0]["id"], &his[0]["id"]]).await, "NOT_FOUND");
    let stranger = world.signed_in(world.other(), "town-handler").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let refused = world.data(Some(&stranger), mark, json!({ "input": { "ids": [mine[0]["id"]] } })).await;
    assert_eq!(refused["markNoticesRead"]["errors"][0]["code"], "NOT_FOUND");
    let nobody = world.ask(None, "{ viewer { notices { id } } }", json!({})).await;
    assert_eq!(nobody["data"]["viewer"], Value::Null);
    assert_eq!((read(world, "town-handler").await, read(world, "town-head").await), (vec![false; 2], vec![false; 2]), "all or none");
    assert_eq!(marks(world, "town-handler", &[&mine[0]["id"], &mine[0]["id"]]).await, "-");
    assert_eq!((read(world, "town-handler").await, read(world, "town-head").await), (vec![true, false], vec![false; 2]));
});
