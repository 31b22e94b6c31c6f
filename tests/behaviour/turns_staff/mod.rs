//! Every end and turn of the staff: declining, hand-overs, joint handling, conclusions, malice, clarification, and two who act
//! at once.

mod at_once;
mod clarifications;
mod conclusions;
mod ends;
mod hand_overs;
mod joint;
mod malice;
mod merged;
mod receipts;
mod sides;

use entity::words::CaseEventKind;
use kit::World;
use kit::cases::{Filed, id};
use kit::dump::Dump;
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
/// All that stands on paper.
const SHEET: &str = "sheet { county number fromName toName reason signedBy submittedOn contentHash supplements materials { kind bytes sha256 } \
    answer signedText signature publicKey sheetHash valid }";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn field(payload: &Value) -> &str {
    payload["errors"][0]["field"].as_str().unwrap_or("-")
}

/// Nothing may have changed since.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let changed: Vec<_> = before.iter().filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// A report on the village's head, in the town's committee.
async fn reported(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    (filed, case)
}

/// The verb must be done.
async fn done(world: &World, who: &str, verb: &str, case: &str, input: Value) -> Value {
    let payload = world.acts(who, verb, case, input.clone()).await;
    assert_eq!(payload["errors"], json!([]), "{who}: {verb} {input}");
    payload["case"].clone()
}

/// Replied as not substantiated, and settled because nobody objected.
async fn settled(world: &World) -> (Filed, String) {
    let (filed, case) = reported(world).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    world.works_after(Duration::days(16)).await;
    (filed, case)
}

/// Each of these people is refused with this code, and nothing happens.
async fn refused_to(world: &World, (verb, case): (&str, &str), input: &Value, people: &[(&str, &str)]) {
    let mut letters = verb.chars();
    let kind: String = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let kind = if ["inviteOrgan", "endJointHandling"].contains(&verb) { "JointHandling".to_owned() } else { kind };
    let query = format!("mutation($input: {kind}Input!) {{ {verb}(input: $input) {{ errors {{ code field }} }} }}");
    let mut input = input.clone();
    input["caseId"] = json!(case);
    for (who, expected) in people {
        let token = world.signed_in(world.home(), who).await;
        let before = world.dump().await;
        let refused = world.data(Some(&token), &query, json!({ "input": input })).await[verb].clone();
        assert_eq!(code(&refused), *expected, "{verb} by {who}: {refused}");
        unchanged(world, &before, &format!("{verb} by {who}")).await;
    }
}

/// What an officer reads of a case by its id.
async fn page(world: &World, who: &str, case: &str, fields: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on Case {{ {fields} }} }} }}");
    world.data(Some(&token), &query, json!({ "id": case })).await["node"].clone()
}

/// The hand-overs that an officer has, opened.
async fn sheets(world: &World, who: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let query = format!("{{ handOvers {{ nodes {{ id caseNumber no kind state fromName toName dueOn signedBy {{ name }} {SHEET} }} }} }}");
    world.data(Some(&token), &query, json!({})).await["handOvers"]["nodes"].clone()
}

fn titles(page: &Value) -> Vec<String> {
    page["timeline"].as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap().to_owned()).collect()
}
