//! What people say of an official: ratings by month and unit from ten verified sheets, and what was public when.

use super::*;
use kit::opinions::{of, opinion_on};
use lianjing::domain::ratings::Rated;

fn rated(world: &World, official: &str) -> Rated {
    Rated::Official(world.home().official(official))
}

/// What somebody who keeps the files reads of ratings.
async fn ratings(world: &World, official: &'static str) -> Vec<Value> {
    let keeper = world.keeps_files("town-clerk").await;
    let opening = world.opens_archive(&keeper, official).await;
    of_kind(&world.archive(&keeper, &opening).await, "RATING")
}

/// Figures of leaders are public in this county.
async fn leaders_are_public(world: &World) {
    let admin = world.signed_in(world.home(), "admin").await;
    let set = "mutation($input: SetSettingInput!) { setSetting(input: $input) { errors { code } } }";
    let input = json!({ "key": "RATINGS_OF_LEADERS", "value": 1, "version": 0 });
    assert_eq!(world.data(Some(&admin), set, json!({ "input": input })).await["setSetting"]["errors"], json!([]));
}

story!(ratings_stand_by_month_and_unit_and_too_few_say_nothing, |world| {
    world.all_say(0..10, rated(world, "village-head"), &[("zz1", 5), ("zg1", 4)]).await;
    world.all_say(0..9, rated(world, "village2-head"), &[("zz1", 3)]).await;
    // Nine speak of integrity alone: the tenth one's word on diligence would be read from a mean.
    world.all_say(0..9, rated(world, "bureau-director"), &[("zz1", 5)]).await;
    world.all_say(9..10, rated(world, "bureau-director"), &[("zz1", 5), ("zg1", 3)]).await;
    let subject = id(world.home().official("village2-head"));
    world.rates_without_phone("a-device-key-0001", &subject, &[("zz1", 5)]).await;
    world.night_passes().await;
    assert_eq!(ratings(world, "village-head").await, Vec::<Value>::new(), "the month is not over");
    world.works_after(Duration::days(31)).await;
    let [month] = &ratings(world, "village-head").await[..] else { panic!("one month") };
    assert_eq!(
        (&month["title"], &month["on"], &month["until"]),
        (&json!("2026-03 群众评判，10 份实名票（1 到 5 分）"), &json!("2026-03-01"), &json!("2026-03-31"))
    );
    assert_eq!(month["lines"], json!(["当时在龙山镇甲村", "廉洁 5.00", "勤政 4.00", "平均 4.50"]));
    assert_eq!(ratings(world, "village2-head").await, Vec::<Value>::new(), "nine with a phone are too few, whoever else there was");
    let [month] = &ratings(world, "bureau-director").await[..] else { panic!("one month") };
    assert_eq!(month["lines"], json!(["当时在县民政局", "平均 4.90"]), "no part is the word of one");
});

story!(as_known_on_a_day_nobody_reads_a_later_figure, |world| {
    leaders_are_public(world).await;
    let head = rated(world, "village-head");
    world.all_say(0..10, head, &[("zz1", 4)]).await;
    world.night_passes().await;
    let in_march = world.ctx().now.in_china().date().to_string();
    world.works_after(Duration::days(31)).await;
    world.all_say(0..10, head, &[("zz1", 5)]).await;
    world.night_passes().await;
    let in_april = world.ctx().now.in_china().date().to_string();
    let himself = async |on: Option<&str>| {
        let token = world.signs_in_himself("village-head").await;
        let archive = world.reads_own_archive(Some(&token), on).await["data"]["ownArchive"].clone();
        of_kind(&archive, "RATING").iter().map(|entry| (entry["title"].clone(), entry["lines"].clone())).collect::<Vec<_>>()
    };
    let figure = |month: &str, sheets: i32, mean: &str| {
        (json!(format!("{month} 公开的群众评判，{sheets} 份实名票（1 到 5 分）")), json!([format!("平均 {mean}")]))
    };
    assert_eq!(himself(Some(&in_march)).await, [figure("2026-03", 10, "4.00")]);
    assert_eq!(himself(Some(&in_april)).await, [figure("2026-04", 10, "5.00")]);
    world.wait(Duration::days(1));
    world.all_say(10..15, head, &[("zz1", 3)]).await;
    world.night_passes().await;
    assert_eq!(himself(None).await, [figure("2026-04", 15, "4.33")]);
    assert_eq!(himself(Some(&in_april)).await, [figure("2026-03", 10, "4.00")], "of what was written anew nothing is told as of before");
    // What is counted anew after its month is over is known since then.
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village-head").await;
    let then = world.reads_archive(Some(&keeper), &opening, Some(&in_april)).await["data"]["archive"]["archive"].clone();
    assert_eq!(of_kind(&then, "RATING").len(), 1);
});

story!(an_opinion_is_known_since_everybody_reads_it, |world| {
    let token = world.author().await;
    let mine = world.thinks(&token, &opinion_on(&id(world.home().official("village-head")), "head")).await;
    let came = world.ctx().now;
    world.wait(Duration::days(1));
    world.did_with_opinion("county-head", "publishOpinion", of(&mine, json!({}))).await;
    let (before, day) = (came.in_china().date().to_string(), world.ctx().now.in_china().date().to_string());
    let himself = world.signs_in_himself("village-head").await;
    let at = async |on: &str| of_kind(&world.reads_own_archive(Some(&himself), Some(on)).await["data"]["ownArchive"], "OPINION");
    assert_eq!(at(&before).await, Vec::<Value>::new(), "nobody read it then");
    let [entry] = &at(&day).await[..] else { panic!("it is public") };
    assert_eq!((&entry["on"], &entry["lines"]), (&json!(before), &json!(["还没有答复"])));
    assert!(entry["knownSince"].as_str().unwrap() > day.as_str(), "nothing tells the hour at which it came: {entry}");
    world.wait(Duration::days(1));
    world.did_with_opinion("publisher", "replyOpinion", of(&world.opinion(None, &mine).await, json!({ "text": "收到，会照办。" }))).await;
    let himself = world.signs_in_himself("village-head").await;
    let then = of_kind(&world.reads_own_archive(Some(&himself), Some(&day)).await["data"]["ownArchive"], "OPINION");
    assert_eq!(then[0]["lines"], json!(["还没有答复"]), "as it stood then");
    assert_eq!(of_kind(&world.own_archive(&himself).await, "OPINION")[0]["lines"], json!(["已经答复"]));
});
