//! 统计: what heads read of their organs and of those below, the lists behind the numbers, and what all of it costs.

mod clusters;
mod export;
mod figures;
mod inbox;
mod lists;
mod plans;
mod quarters;
mod recusal;
mod same_numbers;
mod times;
mod unpublished;
mod workbook;

use kit::World;
use kit::cases::id;
use serde_json::{Value, json};

/// A person of the village reports these subjects; the case, as the organ's head finds it.
async fn files(world: &World, phone: &str, (subjects, head): (&[Value], &str)) -> String {
    let known = ids(world, head).await;
    world.files(phone, subjects).await;
    ids(world, head).await.into_iter().find(|id| !known.contains(id)).expect("a new case")
}

async fn ids(world: &World, login: &str) -> Vec<String> {
    let list = world.inbox(login, Value::Null).await;
    list["nodes"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect()
}

/// A step that must succeed.
async fn does(world: &World, login: &str, verb: &str, (case, input): (&str, Value)) {
    let done = world.acts(login, verb, case, input).await;
    assert_eq!(done["errors"], json!([]), "{verb}: {done}");
}

/// The numbers of the organ with this name.
fn of<'a>(overview: &'a Value, organ: &str) -> &'a Value {
    let organs = overview["organs"].as_array().unwrap();
    &organs.iter().find(|one| one["organ"]["name"] == organ).unwrap_or_else(|| panic!("no {organ} in {overview:#}"))["figures"]
}

/// How many cases a list of counts says for this word.
fn count(list: &Value, word: &str) -> i64 {
    let is = |one: &&Value| ["due", "state", "subject"].iter().any(|key| one[*key] == word);
    list.as_array().unwrap().iter().find(is).map_or(0, |one| one["cases"].as_i64().unwrap())
}

fn village(world: &World) -> Vec<Value> {
    vec![id(world.home().unit("village"))]
}
