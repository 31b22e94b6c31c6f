//! 采纳: when an opinion changes a power, the new version names it, and its author is told.

use super::*;
use kit::clearing::{content, decision, named, saved};
use lianjing::domain::import::{SourceFile, run};

const ADOPT: &str = "mutation($input: AdoptOpinionInput!) { adoptOpinion(input: $input) { done errors { code field } } }";

async fn adopts(world: &World, login: &str, (round, opinion, is): (&Value, &Value, bool)) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let input = json!({ "clearingId": round["line"]["id"], "opinionId": opinion["id"], "isAdopted": is });
    let answer = world.ask(Some(&token), ADOPT, json!({ "input": input })).await;
    let payload = &answer["data"]["adoptOpinion"];
    if payload["done"] == true { json!("done") } else { payload["errors"][0]["code"].clone() }
}

/// What a version adopts, as everybody reads it: power, and the id of the opinion.
async fn adopted(world: &World, no: i32) -> Vec<(String, Option<String>)> {
    adopted_by(world, "village", no).await
}

async fn adopted_by(world: &World, unit: &str, no: i32) -> Vec<(String, Option<String>)> {
    let query = "query($unit: String!, $no: Int!) { adoptedOpinions(county: \"510824\", unit: $unit, no: $no) { powerCode powerName opinion { id text } } }";
    let all = world.data(None, query, json!({ "unit": format!("510824-{unit}"), "no": no })).await["adoptedOpinions"].clone();
    let one = |one: &Value| (one["powerName"].as_str().unwrap().to_owned(), one["opinion"]["id"].as_str().map(str::to_owned));
    all.as_array().unwrap().iter().map(one).collect()
}

async fn in_round(world: &World, login: &str, round: &Value) -> Vec<(String, bool)> {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { opinionsOfClearing(clearingId: $id) { isAdopted opinion { id } } }";
    let all = world.data(Some(&token), query, json!({ "id": round["line"]["id"] })).await["opinionsOfClearing"].clone();
    let one = |one: &Value| (one["opinion"]["id"].as_str().unwrap().to_owned(), one["isAdopted"] == true);
    all.as_array().unwrap().iter().map(one).collect()
}

/// The round is sent, and published for the county.
async fn publishes(world: &World, round: &Value) {
    world.may_as("county-handler", entity::words::StaffRole::Reviewer, "government").await;
    let fresh = world.clearing("publisher", &round["line"]["id"]).await["data"]["clearing"].clone();
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&fresh)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
}

story!(the_new_version_names_the_opinion_that_changed_a_power, |world| {
    let mine = world.thinks_of_dibao().await;
    let key = mine["id"].as_str().unwrap().to_owned();
    world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    let round = world.drafts_village().await;
    assert_eq!(in_round(world, "publisher", &round).await, [(key.clone(), false)]);
    assert_eq!(adopts(world, "publisher", (&round, &mine, true)).await, "done");
    assert_eq!(adopts(world, "publisher", (&round, &mine, true)).await, "done", "again says nothing new");
    assert_eq!(in_round(world, "publisher", &round).await, [(key.clone(), true)]);
    assert_eq!(entries(world).await.iter().filter(|kind| *kind == "opinions.name").count(), 1);
    publishes(world, &round).await;
    assert_eq!(adopted(world, 1).await, [("低保评议".to_owned(), Some(key))], "from the moment of its publication");
    assert_eq!(adopted(world, 0).await, []);
    for _ in 0..2 {
        world.works_after(Duration::minutes(1)).await;
    }
    let token = world.author().await;
    let own = world.opinion(Some(&token), &mine).await;
    assert_eq!(steps(&own), ["RECEIVED", "PUBLISHED", "ADOPTED"], "told once");
    assert_eq!(own["events"].as_array().unwrap().last().unwrap()["versionNo"], 1);
    assert_eq!(entries(world).await.iter().filter(|kind| *kind == "opinions.adopt").count(), 1);
    assert_eq!(adopts(world, "publisher", (&round, &mine, false)).await, "STATE", "what is published stays");
    assert_eq!(adopted(world, 1).await.len(), 1);
});

story!(what_is_not_public_is_counted_and_not_shown, |world| {
    let token = world.author().await;
    let mut input = opinion_on(&id(world.home().power("dibao")), "quiet");
    input["isPublic"] = json!(false);
    let mine = world.thinks(&token, &input).await;
    let round = world.drafts_village().await;
    assert_eq!(adopts(world, "publisher", (&round, &mine, true)).await, "done");
    publishes(world, &round).await;
    assert_eq!(adopted(world, 1).await, [("低保评议".to_owned(), None)]);
});

story!(a_power_that_stayed_as_it_was_adopts_nothing, |world| {
    let mine = world.thinks_of_dibao().await;
    let round = world.clears_village().await;
    let round = world.did_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], content(json!({})))).await;
    let adjusted = decision(&round["items"][0], "ADJUSTED", Some("补上依据和流程"));
    world.did_on_clearing("publisher", "decideClearingItem", adjusted).await;
    publishes(world, &round).await;
    let round = world.clears_village().await;
    assert_eq!(adopts(world, "publisher", (&round, &mine, true)).await, "done");
    world.did_on_clearing("publisher", "decideClearingItem", decision(&round["items"][0], "KEPT", None)).await;
    let fresh = world.clearing("publisher", &round["line"]["id"]).await["data"]["clearing"].clone();
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&fresh)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(adopted(world, 2).await, [], "nothing was changed for it");
});

story!(only_the_unit_names_and_only_what_is_about_its_list, |world| {
    let token = world.author().await;
    let mine = world.thinks_of_dibao().await;
    let unit = world.thinks(&token, &opinion_on(&id(world.home().unit("village")), "unit")).await;
    let land = world.thinks(&token, &opinion_on(&id(world.home().power("land")), "land")).await;
    let round = world.drafts_village().await;
    let before = world.dump().await;
    assert_eq!(adopts(world, "publisher", (&round, &unit, true)).await, "STATE", "on no power");
    assert_eq!(adopts(world, "publisher", (&round, &land, true)).await, "NOT_FOUND", "on a power of another unit");
    for login in ["county-head", "town-head", "admin"] {
        assert_eq!(adopts(world, login, (&round, &mine, true)).await, "NOT_FOUND", "{login}");
    }
    unchanged(world, &before, "nothing is named").await;
});

story!(a_merged_units_opinions_go_on_at_its_successor, |world| {
    world.may_as("county-handler", entity::words::StaffRole::Reviewer, "government").await;
    world.may_as("town-handler2", entity::words::StaffRole::Publisher, "village2").await;
    let mine = world.thinks_of_dibao().await;
    let round = world.drafts_village().await;
    assert_eq!(adopts(world, "publisher", (&round, &mine, true)).await, "done");
    world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let text = "code,name,category,parent_code,valid_until,successor_code\n\
                510824-village2,龙山镇乙村,村,510824-town,,\n\
                510824-village,龙山镇甲村,村,510824-town,2026-03-01,510824-village2\n";
    let file = SourceFile { name: "units.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    assert!(run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    let list = world.opinion_list("town-handler2", json!({})).await["data"]["opinions"].clone();
    assert_eq!((&list["totalCount"], &list["nodes"][0]["id"]), (&json!(1), &mine["id"]));
    world.did_with_opinion("town-handler2", "replyOpinion", of(&mine, json!({ "text": "两村合并了，由我们照办。" }))).await;
    let second = json!({ "unitId": id(world.home().unit("village2")) });
    let taken = world.did_on_clearing("town-handler2", "startClearing", second).await;
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&taken)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(adopted_by(world, "village2", 1).await.len(), 1, "what was named before goes on");
});
