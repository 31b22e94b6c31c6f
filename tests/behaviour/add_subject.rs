//! 增加反映对象: what comes up during handling is asked about again, and whoever may not go on loses the case at once.

use entity::words::{CaseEventKind, NoticeKind};
use entity::{ledger_entry, report_subject};
use futures_util::future::join;
use kit::cases::{Filed, id};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

const ADD: &str = "mutation($input: AddSubjectInput!) { addSubject(input: $input) { case { id } errors { code field message } } }";
const SUBJECTS: &str =
    "query($id: ID!) { node(id: $id) { ... on Case { subjects { name added } timeline { title detail by } viewerCan } } }";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// A report on the village's head that the town's second handler investigates.
async fn investigated(world: &World) -> (Filed, String) {
    let filed = world.files("13800000001", &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(code(&world.acts("town-handler2", verb, &case, json!({})).await), "-", "{verb}");
    }
    (filed, case)
}

async fn adds(world: &World, login: &str, case: &str, subject: Value) -> Value {
    world.acts(login, "addSubject", case, json!({ "subjectId": subject, "reason": "谈话时提到的" })).await
}

async fn shown(world: &World, login: &str, case: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), SUBJECTS, json!({ "id": case })).await["node"].clone()
}

async fn seen(world: &World, login: &str) -> Value {
    world.inbox(login, Value::Null).await["totalCount"].clone()
}

async fn subjects(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<report_subject::Entity>().count(&tx).await.unwrap()
}

async fn text(world: &World, login: &str, case: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { content { text } } } }";
    world.data(Some(&token), query, json!({ "id": case })).await["node"]["content"]["text"].clone()
}

story!(a_handler_adds_who_came_up, |world| {
    let (filed, case) = investigated(world).await;
    let place = world.home();
    let added = adds(world, "town-handler2", &case, id(place.official("village2-head"))).await;
    assert_eq!((code(&added), &added["case"]["organ"]["name"]), ("-", &json!("龙山镇纪委")), "{added}");
    assert_eq!(adds(world, "town-head", &case, id(place.unit("village2"))).await["errors"], json!([]), "the head may too");
    let one = shown(world, "town-head", &case).await;
    let added: Vec<_> = one["subjects"].as_array().unwrap().iter().map(|subject| subject["added"].clone()).collect();
    assert_eq!(added, [false, true, true].map(Value::from), "{one}");
    let last = one["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["title"], &last["detail"]), (&json!("增加了反映对象"), &json!("谈话时提到的")));
    let status = world.status(None, Some(&filed.code)).await.to_string();
    assert!(!status.contains("反映对象") && !status.contains("谈话"), "colleagues' business: {status}");
    assert_eq!((world.events(CaseEventKind::SubjectAdded).await, world.events(CaseEventKind::Transferred).await), (2, 0));
    let tx = world.ctx().read(&place.county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("cases.add_subject"));
    assert_eq!(entries.count(&tx).await.unwrap(), 2);
});

story!(who_must_keep_away_from_what_he_adds_loses_the_case, |world| {
    let (_, case) = investigated(world).await;
    world.makes_kin("town-handler2", "village2-head").await;
    let added = adds(world, "town-handler2", &case, id(world.home().official("village2-head"))).await;
    assert_eq!((code(&added), &added["case"]), ("-", &Value::Null), "he sees it no more: {added}");
    assert_eq!((seen(world, "town-handler2").await, world.notices("town-handler2").await), (json!(0), json!([])));
    let left = world.only_case("town-head").await;
    assert_eq!((&left["handler"], &left["organ"]["name"], &left["state"]), (&Value::Null, &json!("龙山镇纪委"), &json!("INVESTIGATING")));
    assert_eq!(world.told("town-head", NoticeKind::HandlerLeft).await, 1);
    assert_eq!((world.events(CaseEventKind::SubjectAdded).await, world.events(CaseEventKind::HandlerLeft).await), (1, 1));
});

story!(an_organ_that_may_not_have_it_any_more_loses_it_in_the_same_moment, |world| {
    let (filed, case) = investigated(world).await;
    let due = world.only_case("town-head").await["due"].clone();
    let added = adds(world, "town-handler2", &case, id(world.home().official("town-secretary"))).await;
    assert_eq!((code(&added), &added["case"]), ("-", &Value::Null), "{added}");
    for who in ["town-head", "town-handler", "town-handler2"] {
        assert_eq!(seen(world, who).await, 0, "{who}");
    }
    let moved = world.only_case("county-handler").await;
    assert_eq!((&moved["state"], &moved["due"], &moved["instance"]), (&json!("INVESTIGATING"), &due, &json!(1)), "the clock runs on");
    assert_eq!(text(world, "county-handler", &case).await, "低保评议没有开会，名单是村里自己定的。", "with its key");
    assert_eq!(world.told("county-head", NoticeKind::HandlerNew).await, 1);
    let status = world.status(None, Some(&filed.code)).await;
    let last = status["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["title"], &last["by"]), (&json!("按回避和管辖的规定，转给县纪委监委办"), &json!("龙山镇纪委")));
});

story!(whoever_is_higher_up_takes_it_along, |world| {
    let (_, case) = investigated(world).await;
    assert_eq!(code(&adds(world, "town-handler2", &case, id(world.home().unit("bureau"))).await), "-");
    assert_eq!(world.only_case("county-handler").await["organ"]["name"], "县纪委监委", "a town does not look into a county's bureau");
    let back = adds(world, "county-handler", &case, id(world.home().unit("village2"))).await;
    assert_eq!((code(&back), &back["case"]["organ"]["name"]), ("-", &json!("县纪委监委")), "and what is lower does not bring it back");
});

story!(who_is_managed_above_the_county_takes_it_out_of_it, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&adds(world, "town-handler2", &case, id(world.home().official("magistrate"))).await), "-");
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(
        (&status["organ"]["name"], &status["light"], &status["instance"]),
        (&json!("市纪委监委"), &json!("RED"), &json!(2)),
        "{status}"
    );
    assert_eq!(world.only_case("county-head").await["viewerCan"], json!(["ENTER_EXTERNAL_RESULT", "ENTER_RECEIPT"]));
    assert_eq!((seen(world, "town-head").await, world.events(CaseEventKind::HandedOver).await), (json!(1), 1), "they may read on");
});

story!(what_may_not_be_added_changes_nothing, |world| {
    let (_, case) = investigated(world).await;
    let place = world.home();
    let before = subjects(world).await;
    for (subject, expected) in [
        (id(place.power("dibao")), "INVALID"),
        (id(place.official("village-head")), "CONFLICT"),
        (id(world.other().official("village-head")), "NOT_FOUND"),
        (id(place.organ("town")), "NOT_FOUND"),
        (json!("举报"), "NOT_FOUND"),
    ] {
        assert_eq!(code(&adds(world, "town-handler2", &case, subject.clone()).await), expected, "{subject}");
    }
    let village = id(place.unit("village2"));
    for (who, expected) in [("town-handler", "FORBIDDEN"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND"), ("auditor", "NOT_FOUND")] {
        assert_eq!(code(&adds(world, who, &case, village.clone()).await), expected, "{who}");
    }
    let silent = world.acts("town-handler2", "addSubject", &case, json!({ "subjectId": village, "reason": " " })).await;
    assert_eq!(code(&silent), "REQUIRED");
    let input = json!({ "input": { "caseId": case, "subjectId": village, "reason": "谈话时提到的" } });
    let foreign = world.signed_in(world.other(), "town-head").await;
    assert_eq!(code(&world.data(Some(&foreign), ADD, input.clone()).await["addSubject"]), "NOT_FOUND");
    assert_eq!(world.ask(None, ADD, input).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    let reply = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" });
    assert_eq!(world.acts("town-handler2", "replyCase", &case, reply).await["case"]["state"], "REPLIED");
    assert_eq!(code(&adds(world, "town-handler2", &case, village).await), "STATE", "an answered case is about what it was about");
    assert_eq!((subjects(world).await, world.events(CaseEventKind::SubjectAdded).await), (before, 0));
});

story!(of_two_who_add_at_once_the_second_is_told, |world| {
    let (_, case) = investigated(world).await;
    let place = world.home();
    let (one, other) = join(
        adds(world, "town-handler2", &case, id(place.unit("village2"))),
        adds(world, "town-head", &case, id(place.official("village2-head"))),
    )
    .await;
    let codes = [code(&one), code(&other)];
    let added = u64::try_from(codes.iter().filter(|code| **code == "-").count()).unwrap();
    assert!(codes.iter().all(|code| matches!(*code, "-" | "CONFLICT")) && added >= 1, "{one} {other}");
    assert_eq!((subjects(world).await, world.events(CaseEventKind::SubjectAdded).await), (1 + added, added));
});
