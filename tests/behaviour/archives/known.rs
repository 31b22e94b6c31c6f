//! What was known when: each entry has both times, and moves of one day keep their order.

use super::*;
use lianjing::domain::import::{SourceFile, run};

async fn moves(world: &World, input: Value) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    let query = "mutation($input: MoveOfficialInput!) { moveOfficial(input: $input) { posts { id title } errors { code field message } } }";
    let done = world.data(Some(&token), query, json!({ "input": input })).await["moveOfficial"].clone();
    assert_eq!(done["errors"], json!([]), "{done}");
    done["posts"].clone()
}

/// The post of this title, as somebody who moves officials sees it.
fn named_post(posts: &Value, title: &str) -> Value {
    posts.as_array().unwrap().iter().find(|post| post["title"] == title).unwrap()["id"].clone()
}

async fn first_post(world: &World, official: &str) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    let query = "query($id: ID!) { officialPosts(officialId: $id) { id title } }";
    world.data(Some(&token), query, json!({ "id": id(world.home().official(official)) })).await["officialPosts"][0]["id"].clone()
}

fn titles(archive: &Value) -> Vec<String> {
    of_kind(archive, "POST").iter().map(|post| post["title"].as_str().unwrap().to_owned()).collect()
}

/// 2026-03-02 and so many days.
fn today(world: &World) -> String {
    world.ctx().now.in_china().date().to_string()
}

story!(who_moves_twice_on_one_day_has_both_posts_in_their_order, |world| {
    let (official, town, day) = (id(world.home().official("village-deputy")), id(world.home().unit("town")), today(world));
    let first = first_post(world, "village-deputy").await;
    let into = |title: &str, end: &Value| json!({ "officialId": official, "endPostId": end, "lastDay": day, "unitId": town, "title": title, "from": day, "leadsUnit": false });
    let posts = moves(world, into("镇办公室主任", &first)).await;
    world.wait(Duration::minutes(5));
    moves(world, into("镇长助理", &named_post(&posts, "镇办公室主任"))).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-deputy").await;
    let archive = world.archive(&keeper, &opening).await;
    assert_eq!(titles(&archive), ["龙山镇 镇长助理", "龙山镇 镇办公室主任", "龙山镇甲村 村委会副主任"]);
    let posts = of_kind(&archive, "POST");
    assert_eq!((&posts[1]["on"], &posts[1]["until"], &posts[0]["until"]), (&json!(day), &json!(day), &Value::Null));
    let himself = world.signs_in_himself("village-deputy").await;
    assert_eq!(titles(&world.own_archive(&himself).await), titles(&archive));
});

story!(as_known_on_a_day_what_was_written_down_later_is_not_there, |world| {
    let begun = today(world);
    settled(world, &["village-head"]).await;
    let after = today(world);
    world.wait(Duration::days(1));
    // A move that happened before and is entered now.
    let (first, official) = (first_post(world, "village-head").await, id(world.home().official("village-head")));
    moves(world, json!({ "officialId": official, "endPostId": first, "lastDay": begun, "unitId": id(world.home().unit("town")), "title": "副镇长", "from": begun })).await;
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let on = async |day: &str| world.reads_archive(Some(&keeper), &opening, Some(day)).await["data"]["archive"]["archive"].clone();
    let (early, later, now) = (on(&begun).await, on(&after).await, world.archive(&keeper, &opening).await);
    assert_eq!((of_kind(&early, "FINDING").len(), of_kind(&later, "FINDING").len()), (0, 1));
    assert_eq!((titles(&early).len(), titles(&later).len(), titles(&now).len()), (1, 1, 2));
    assert_eq!(of_kind(&later, "POST")[0]["until"], Value::Null, "nobody knew yet that it had ended");
    let [newest, first] = &of_kind(&now, "POST")[..] else { panic!("{now:#}") };
    assert_eq!((&newest["on"], &first["until"]), (&json!(begun), &json!(begun)));
    assert!(newest["knownSince"].as_str().unwrap() > after.as_str(), "when it happened, and when it was known: {newest}");
    let tomorrow = world.ctx().now.after(Duration::days(1)).in_china().date().to_string();
    assert_eq!(top(&world.reads_archive(Some(&keeper), &opening, Some(&tomorrow)).await), "INVALID");
});

story!(a_register_that_is_corrected_says_of_then_what_it_said_then, |world| {
    let begun = today(world);
    let keeper = async || world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper().await, "village2-head").await;
    world.wait(Duration::days(1));
    let csv = "official_code,unit_code,title,leads_unit,valid_from\nvillage2-head,510824-village2,村委会主任,否,2023-06-01\n";
    let file = SourceFile { name: "posts.csv".to_owned(), bytes: csv.as_bytes().to_vec() };
    let report = run(&world.ctx(), "510824", &[file], false).await.unwrap();
    assert!(report.written && report.counts[0].changed == 1, "{report:?}");
    let corrected = today(world);
    let on = async |day: &str| {
        let archive = world.reads_archive(Some(&keeper().await), &opening, Some(day)).await["data"]["archive"]["archive"].clone();
        let [post] = &of_kind(&archive, "POST")[..] else { panic!("{archive:#}") };
        (post["on"].clone(), post["until"].clone(), post["lines"].clone())
    };
    let before = (json!("2021-01-01"), Value::Null, json!(["单位主要负责人"]));
    let after = |until: Value| (json!("2023-06-01"), until, json!(["登记更正过，这里是更正以后的。"]));
    assert_eq!((on(&begun).await, on(&corrected).await), (before.clone(), after(Value::Null)));
    // Its end is announced, and then another end.
    let (post, official) = (first_post(world, "village2-head").await, id(world.home().official("village2-head")));
    let (later, sooner) = (world.ctx().now.after(Duration::days(20)), world.ctx().now.after(Duration::days(5)));
    let [later, sooner] = [later, sooner].map(|at| at.in_china().date().to_string());
    world.wait(Duration::days(1));
    moves(world, json!({ "officialId": official, "endPostId": post, "lastDay": later })).await;
    let announced = today(world);
    world.wait(Duration::days(1));
    moves(world, json!({ "officialId": official, "endPostId": post, "lastDay": sooner })).await;
    assert_eq!((on(&begun).await, on(&corrected).await), (before, after(Value::Null)));
    assert_eq!((on(&announced).await, on(&today(world)).await), (after(json!(later)), after(json!(sooner))));
});
