//! 意见建议 as a whole process: read, assigned, urged, answered, followed up, rated; each step visible.

mod adopted;
mod aside;
mod days;
mod hidden;
mod measured;
mod plans;
mod refused;
mod rights;

use entity::ledger_entry;
use entity::words::NoticeKind;
use kit::cases::id;
use kit::dump::Dump;
use kit::opinions::{AUTHOR, of, opinion_on, steps};
use kit::{World, story};
use lianjing::ports::sms::SmsTemplate;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use time::Duration;

/// What was refused: nothing may have changed since, but who is signed in.
async fn unchanged(world: &World, before: &Dump, what: &str) {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, _)| !["session", "known_device"].contains(&table.as_str()));
    let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table).collect();
    assert_eq!(changed, Vec::<&String>::new(), "{what}");
}

/// Entries of this module, in no order of one moment.
async fn entries(world: &World) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.starts_with("opinions."));
    let mut kinds: Vec<String> = rows.select_only().column(ledger_entry::Column::Kind).into_tuple().all(&tx).await.unwrap();
    kinds.sort_unstable();
    kinds
}

fn can(opinion: &Value) -> Vec<&str> {
    opinion["viewerCan"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

/// The power's page of the server, without any program on the phone.
async fn page_of_dibao(world: &World) -> String {
    world.http.get(format!("{}/510824/p/510824-dibao", world.url)).send().await.unwrap().text().await.unwrap()
}

story!(the_plain_page_of_a_power_shows_what_is_public_of_its_parts, |world| {
    let mine = world.thinks_of_dibao().await;
    let words = mine["text"].as_str().unwrap();
    let read = world.did_with_opinion("publisher", "readOpinion", json!({ "opinionId": mine["id"] })).await;
    assert!(!page_of_dibao(world).await.contains(words), "nothing before the unit published it");
    world.did_with_opinion("publisher", "publishOpinion", of(&read, json!({}))).await;
    let page = page_of_dibao(world).await;
    assert!(page.contains(words) && page.contains("对过程") && !page.contains("对依据"), "{page}");
});

story!(an_opinion_is_read_assigned_urged_answered_followed_up_and_rated, |world| {
    let mine = world.thinks_of_dibao().await;
    assert_eq!((&mine["state"], &mine["sight"], &mine["name"]), (&json!("RECEIVED"), &json!("WAITING"), &json!("低保评议")));
    // Monday 2 March: fifteen working days later.
    assert_eq!((&mine["dueOn"], &mine["receivedOn"]), (&json!("2026-03-23"), &json!("2026-03-02")));
    assert_eq!(world.told("publisher", NoticeKind::OpinionNew).await, 1);
    let read = world.did_with_opinion("publisher", "readOpinion", json!({ "opinionId": mine["id"] })).await;
    assert_eq!((&read["state"], &read["authorMask"]), (&json!("READ"), &json!("王**")));
    assert_eq!(can(&read), ["ASSIGN", "REPLY", "PUBLISH", "REFUSE"]);
    let again = world.did_with_opinion("publisher", "readOpinion", json!({ "opinionId": mine["id"] })).await;
    assert_eq!(again, read, "who reads it again changes nothing");
    let to = of(&read, json!({ "accountId": id(world.home().account("publisher")) }));
    let assigned = world.did_with_opinion("publisher", "assignOpinion", to).await;
    assert_eq!((&assigned["state"], &assigned["assignedTo"]), (&json!("ASSIGNED"), &json!("演示publisher")));
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&assigned, json!({}))).await;
    let urged = world.did_with_opinion("county-handler", "urgeOpinion", of(&public, json!({ "words": "请抓紧答复。" }))).await;
    assert_eq!(world.told("publisher", NoticeKind::OpinionUrged).await, 1);
    let answer = json!({ "text": "从下次评议起，提前三天在村务公开栏贴通知。" });
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&urged, answer)).await;
    assert_eq!(
        (&replied["state"], &replied["dueOn"], &replied["firstAnsweredOn"]),
        (&json!("REPLIED"), &Value::Null, &json!("2026-03-02"))
    );
    world.works_after(Duration::ZERO).await;
    let sent = world.sms.taken().iter().filter(|sms| sms.template == SmsTemplate::Opinion).count();
    assert_eq!(sent, 1, "its author is told that there is an answer");
    let token = world.author().await;
    let followed =
        world.does_with_opinion(&token, "followUpOpinion", &of(&replied, json!({ "text": "村里的大喇叭能不能也播一遍？" }))).await;
    let followed = &followed["opinion"];
    assert_eq!((&followed["state"], &followed["dueOn"]), (&json!("FOLLOWED_UP"), &json!("2026-03-23")));
    assert_eq!(world.told("publisher", NoticeKind::OpinionFollowedUp).await, 1);
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(followed, json!({ "text": "可以，当天早晚各播一遍。" }))).await;
    let rated = world.does_with_opinion(&token, "rateOpinion", &of(&replied, json!({ "rating": 5, "words": "满意。" }))).await;
    let rated = &rated["opinion"];
    assert_eq!((&rated["state"], &rated["rating"], can(rated).len()), (&json!("CLOSED"), &json!(5), 0));
    let all = ["RECEIVED", "READ", "ASSIGNED", "PUBLISHED", "URGED", "REPLIED", "FOLLOWED_UP", "REPLIED", "RATED"];
    assert_eq!(steps(rated), all);
    let shown = world.opinion(None, rated).await;
    assert_eq!(steps(&shown), all, "each step is visible to everybody");
    let words: Vec<_> = shown["events"].as_array().unwrap().iter().map(|event| event["words"].as_str()).collect();
    let public = [Some("请抓紧答复。"), Some("从下次评议起，提前三天在村务公开栏贴通知。"), None, Some("可以，当天早晚各播一遍。"), None];
    assert_eq!(words[4..], public, "what its author added waits for a person's eye");
    let expected = [
        "opinions.assign",
        "opinions.follow_up",
        "opinions.publish",
        "opinions.rate",
        "opinions.read",
        "opinions.reply",
        "opinions.reply",
        "opinions.submit",
        "opinions.urge",
    ];
    assert_eq!(entries(world).await, expected);
});

story!(what_its_author_adds_is_public_once_a_person_read_it, |world| {
    let mine = world.thinks_of_dibao().await;
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&public, json!({ "text": "收到，会照办。" }))).await;
    let token = world.author().await;
    let asked = world.does_with_opinion(&token, "followUpOpinion", &of(&replied, json!({ "text": "什么时候开始照办？" }))).await;
    let list = world.opinion_list("publisher", json!({ "list": "TO_PUBLISH" })).await["data"]["opinions"].clone();
    assert_eq!((&list["totalCount"], &list["nodes"][0]["id"]), (&json!(1), &mine["id"]));
    let last = async || world.opinion(None, &mine).await["events"].as_array().unwrap()[3].clone();
    assert_eq!((&last().await["step"], &last().await["words"]), (&json!("FOLLOWED_UP"), &Value::Null));
    let seen = world.did_with_opinion("publisher", "publishOpinion", of(&asked["opinion"], json!({}))).await;
    assert_eq!((&last().await["words"], can(&seen)), (&json!("什么时候开始照办？"), vec!["ASSIGN", "REPLY"]));
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&seen, json!({ "text": "从下个月开始。" }))).await;
    let asked = world.does_with_opinion(&token, "followUpOpinion", &of(&replied, json!({ "text": "张三家的电话是多少？" }))).await;
    let why = json!({ "reason": "写了别人的名字，不宜公开。" });
    let kept = world.did_with_opinion("publisher", "refuseOpinion", of(&asked["opinion"], why)).await;
    assert_eq!((&kept["sight"], &kept["isToPublish"]), (&json!("PUBLIC"), &json!(false)));
    assert!(entries(world).await.contains(&"opinions.refuse".to_owned()));
    let shown = world.opinion(None, &mine).await;
    assert!(!shown.to_string().contains("张三") && !shown.to_string().contains("别人的名字"), "{shown}");
    let own = world.opinion(Some(&token), &mine).await;
    assert!(own.to_string().contains("张三") && own.to_string().contains("写了别人的名字"), "its author reads why: {own}");
});

story!(what_is_owed_is_urged_once_a_term, |world| {
    let mine = world.thinks_of_dibao().await;
    world.opinions_after(Duration::days(21)).await;
    assert_eq!(steps(&world.opinion_list("publisher", json!({})).await["data"]["opinions"]["nodes"][0]), ["RECEIVED"], "its last day");
    for _ in 0..3 {
        world.opinions_after(Duration::days(1)).await;
    }
    let late = world.opinion_list("county-head", json!({ "list": "OVERDUE" })).await["data"]["opinions"].clone();
    assert_eq!((&late["totalCount"], &late["nodes"][0]["isOverdue"]), (&json!(1), &json!(true)));
    assert_eq!(steps(&late["nodes"][0]), ["RECEIVED", "OVERDUE"]);
    let told = (world.told("publisher", NoticeKind::OpinionUrged).await, world.told("county-head", NoticeKind::OpinionOverdue).await);
    assert_eq!(told, (1, 1), "once");
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&late["nodes"][0], json!({ "text": "对不起，答复晚了。" }))).await;
    assert_eq!(replied["isOverdue"], false);
    // Silence ends it.
    world.opinions_after(Duration::days(14)).await;
    let token = world.author().await;
    assert_eq!(world.opinion(Some(&token), &mine).await["state"], "REPLIED");
    for _ in 0..2 {
        world.opinions_after(Duration::days(2)).await;
    }
    let token = world.author().await;
    let closed = world.opinion(Some(&token), &mine).await;
    assert_eq!(
        (&closed["state"], steps(&closed)),
        (&json!("CLOSED"), ["RECEIVED", "OVERDUE", "REPLIED", "CLOSED"].map(str::to_owned).to_vec())
    );
    assert_eq!(entries(world).await, ["opinions.close", "opinions.overdue", "opinions.reply", "opinions.submit"]);
});

story!(a_holiday_that_is_set_meanwhile_moves_the_day_before_anybody_is_urged, |world| {
    world.thinks_of_dibao().await;
    for day in ["2026-03-20", "2026-03-23"] {
        let set = json!({ "on": day, "kind": "REST", "reason": "县庆放假" });
        assert_eq!(world.sets_day("admin", set).await["errors"], json!([]));
    }
    world.opinions_after(Duration::days(22)).await;
    let waiting = world.opinion_list("publisher", json!({})).await["data"]["opinions"]["nodes"][0].clone();
    assert_eq!((&waiting["dueOn"], steps(&waiting).len()), (&json!("2026-03-25"), 1));
    world.opinions_after(Duration::days(2)).await;
    assert_eq!(world.told("publisher", NoticeKind::OpinionUrged).await, 1);
});

story!(an_accusation_is_led_to_the_page_for_reports_and_never_turned_into_one, |world| {
    let token = world.author().await;
    let mut input = opinion_on(&id(world.home().power("dibao")), "bribe");
    input["text"] = json!("村里有人收了钱才给评上低保，请管一管。");
    let before = world.dump().await;
    let told = world.does_with_opinion(&token, "submitOpinion", &input).await;
    assert_eq!((&told["errors"][0]["code"], &told["errors"][0]["field"]), (&json!("ROUTE_ELSEWHERE"), &json!("text")));
    assert!(told["errors"][0]["message"].as_str().unwrap().contains("举报"));
    unchanged(world, &before, "not a word is stored").await;
    input["isNoReport"] = json!(true);
    let mine = world.thinks(&token, &input).await;
    let answer = json!({ "text": "您说的是违纪的事，请走举报。", "pointsToReport": true });
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&mine, answer)).await;
    assert_eq!(replied["events"].as_array().unwrap().last().unwrap()["pointsToReport"], true);
    let dump = world.dump().await;
    assert!(dump["report"].is_empty() && dump["case"].is_empty(), "nobody makes a report of it but its author");
});
