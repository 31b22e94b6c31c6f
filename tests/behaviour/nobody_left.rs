//! 无人可办: organs whose members must all keep away, or that have none, hold no case, swallow none, and stop none.

use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind, StaffRole};
use entity::{deadline, report};
use kit::cases::{id, submission};
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const ROUTE: &str =
    "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } elsewhere { name } } }";
const TOWN: [&str; 3] = ["town-head", "town-handler", "town-handler2"];

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

async fn route(world: &World, subject: &Value) -> Value {
    world.data(None, ROUTE, json!({ "county": world.home().code, "ids": [subject] })).await["intakeRoute"].take()
}

/// The officials behind these accounts become kin of the one that is reported.
async fn all_kin(world: &World, officials: &[&str], reported: &str) {
    for official in officials {
        world.makes_kin(official, reported).await;
    }
}

/// A report on the village's head, with the id of its case.
async fn reported(world: &World) -> (kit::cases::Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    (filed, case)
}

async fn clocks(world: &World, kind: DeadlineKind) -> Vec<DeadlineState> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(kind)).all(&tx).await.unwrap();
    rows.into_iter().map(|row| row.state).collect()
}

async fn seen(world: &World, login: &str) -> Value {
    world.inbox(login, Value::Null).await["totalCount"].clone()
}

/// The text of a case as an officer opens it.
async fn content(world: &World, login: &str) -> Value {
    let number = world.only_case(login).await["number"].clone();
    let token = world.signed_in(world.home(), login).await;
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text } } }";
    world.data(Some(&token), query, json!({ "n": number })).await["caseByNumber"]["content"]["text"].clone()
}

story!(an_organ_without_staff_takes_nothing_in, |world| {
    let village = id(world.home().unit("village"));
    assert_eq!(route(world, &village).await["organ"]["name"], "龙山镇纪委");
    world.ends_roles(&TOWN).await;
    assert_eq!(route(world, &village).await["organ"]["name"], "县纪委监委");
    world.files(PHONE, std::slice::from_ref(&village)).await;
    assert_eq!(world.only_case("county-handler").await["organ"]["name"], "县纪委监委");
    assert_eq!(world.told("county-head", NoticeKind::HandlerNew).await, 1);

    world.ends_roles(&["county-head", "county-handler"]).await;
    assert_eq!(route(world, &village).await, json!({ "organ": null, "elsewhere": { "name": "市纪委监委" } }));
    let token = world.proves_later("13900000002", "REPORT").await;
    let refused = world.submits(&token, submission(world.home(), "second", &[village])).await;
    assert_eq!(code(&refused), "ROUTE_ELSEWHERE");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<report::Entity>().count(&tx).await.unwrap(), 1, "nothing was stored");
});

story!(the_review_climbs_over_an_organ_where_everybody_must_keep_away, |world| {
    let (filed, case) = reported(world).await;
    assert_eq!(world.replies("town-handler2", &case).await["case"]["state"], "REPLIED");
    // The commission had its wrap since the submission; then both its members become kin of the accused.
    all_kin(world, &["county-inspector", "county-handler"], "village-head").await;
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    let status = &climbed["status"];
    assert_eq!((&status["organ"]["name"], &status["light"]), (&json!("市纪委监委"), &json!("RED")), "{climbed}");
    assert_eq!((world.events(CaseEventKind::HandedOver).await, world.events(CaseEventKind::Escalated).await), (1, 1));
    for who in ["county-head", "county-handler"] {
        assert_eq!((seen(world, who).await, world.notices(who).await), (json!(0), json!([])), "{who}");
    }
    // Whoever heads the commission next, and is free, follows it and enters what the city found.
    world.gives_role("town2-head", StaffRole::Head, "commission").await;
    let shown = world.only_case("town2-head").await;
    assert_eq!(shown["viewerCan"], json!(["ENTER_EXTERNAL_RESULT", "ENTER_RECEIPT"]));
    assert!(content(world, "town2-head").await.is_string(), "the key came with it");
    let result = json!({ "finding": "SUBSTANTIATED", "text": "市纪委监委复核，情况属实。" });
    assert_eq!(world.acts("town2-head", "enterExternalResult", &case, result).await["case"]["state"], "REPLIED");
});

story!(the_review_is_chosen_free_at_submission_too, |world| {
    all_kin(world, &["county-inspector", "county-handler"], "village-head").await;
    let (filed, case) = reported(world).await;
    let why = json!({ "reason": "不属于纪检监察范围", "rightChannel": "县信访局" });
    assert_eq!(world.acts("town-handler2", "declineCase", &case, why).await["case"]["state"], "DECLINED");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "市纪委监委", "{climbed}");
});

story!(a_case_goes_up_with_its_key_when_nobody_is_left, |world| {
    let (filed, case) = reported(world).await;
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(world.acts("town-handler2", verb, &case, json!({})).await["errors"], json!([]));
    }
    let due = world.only_case("town-head").await["due"].clone();
    all_kin(world, &["town-inspector", "town-handler", "town-handler2"], "village-head").await;
    assert_eq!((seen(world, "town-handler2").await, seen(world, "county-handler").await), (json!(0), json!(0)), "hidden at once");
    world.works_after(Duration::ZERO).await;
    let moved = world.only_case("county-handler").await;
    assert_eq!((&moved["state"], &moved["light"], &moved["handler"]), (&json!("INVESTIGATING"), &json!("YELLOW"), &Value::Null));
    assert_eq!((&moved["due"], &moved["instance"]), (&due, &json!(1)), "the clock runs on");
    assert_eq!(content(world, "county-handler").await, "低保评议没有开会，名单是村里自己定的。");
    assert_eq!(
        (world.told("county-head", NoticeKind::HandlerNew).await, world.told("county-handler", NoticeKind::HandlerNew).await),
        (1, 1)
    );
    for who in TOWN {
        assert_eq!((seen(world, who).await, world.notices(who).await), (json!(0), json!([])), "{who}");
        assert_eq!(
            code(&world.acts(who, "replyCase", &case, json!({ "finding": "SUBSTANTIATED", "text": "情况属实。" })).await),
            "NOT_FOUND"
        );
    }
    let status = world.status(None, Some(&filed.code)).await;
    let last = status["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["title"], &last["by"]), (&json!("龙山镇纪委没有能办这件的人，转给县纪委监委办"), &json!("系统")));
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.events(CaseEventKind::Transferred).await, 1, "once");
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实。" });
    assert_eq!(world.acts("county-handler", "replyCase", &case, reply).await["case"]["state"], "REPLIED");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "市纪委监委", "{climbed}");
});

story!(a_case_not_accepted_yet_goes_up_under_five_days, |world| {
    let (_, _) = reported(world).await;
    world.ends_roles(&TOWN).await;
    world.works_after(Duration::ZERO).await;
    let moved = world.only_case("county-head").await;
    assert_eq!((&moved["state"], &moved["nextAct"], &moved["due"]["dueOn"]), (&json!("SUBMITTED"), &json!("签收"), &json!("2026-03-09")));
});

story!(a_handler_who_comes_to_keep_away_loses_the_case, |world| {
    let (filed, case) = reported(world).await;
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["case"]["handler"]["name"], "演示town-handler2");
    world.makes_kin("town-handler2", "village-head").await;
    assert_eq!(seen(world, "town-handler2").await, 0);
    world.works_after(Duration::ZERO).await;
    let left = world.only_case("town-head").await;
    assert_eq!((&left["handler"], &left["state"], &left["organ"]["name"]), (&Value::Null, &json!("ACCEPTED"), &json!("龙山镇纪委")));
    assert_eq!(
        (world.told("town-head", NoticeKind::HandlerLeft).await, world.told("town-handler2", NoticeKind::HandlerLeft).await),
        (1, 0)
    );
    assert_eq!(world.notices("town-handler2").await, json!([]));
    let token = world.signed_in(world.home(), "town-head").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let read = world.notices("town-head").await;
    assert_eq!(
        world.data(Some(&token), mark, json!({ "input": { "ids": [read[0]["id"]] } })).await["markNoticesRead"]["errors"],
        json!([])
    );
    let started = world.acts("town-handler", "startInvestigation", &case, json!({})).await;
    assert_eq!(started["case"]["handler"]["name"], "演示town-handler", "a colleague goes on: {started}");
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.events(CaseEventKind::HandlerLeft).await, 1, "once");
    let shown = world.status(None, Some(&filed.code)).await["timeline"].to_string();
    assert!(!shown.contains("承办人"), "colleagues' business: {shown}");
});

story!(a_case_that_nobody_of_the_county_may_see_leaves_it, |world| {
    let (filed, _) = reported(world).await;
    all_kin(world, &["town-inspector", "town-handler", "town-handler2", "county-inspector", "county-handler"], "village-head").await;
    world.works_after(Duration::ZERO).await;
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(
        (&status["organ"]["name"], &status["state"], &status["light"], &status["instance"]),
        (&json!("市纪委监委"), &json!("ACCEPTED"), &json!("RED"), &json!(2)),
        "{status}"
    );
    assert_eq!(status["dueOn"], "2026-04-02", "a month of its own");
    assert_eq!(
        (clocks(world, DeadlineKind::Acceptance).await, clocks(world, DeadlineKind::Result).await),
        (vec![DeadlineState::Cancelled], vec![DeadlineState::Running])
    );
    for who in TOWN.into_iter().chain(["county-head", "county-handler"]) {
        assert_eq!(seen(world, who).await, 0, "{who}");
    }
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.events(CaseEventKind::HandedOver).await, 1, "once");
});

story!(a_case_is_not_transferred_to_where_nobody_may_have_it, |world| {
    let place = world.home();
    world.files(PHONE, &[id(place.power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    world.ends_roles(&["town2-head"]).await;
    let token = world.signed_in(place, "bureau-head").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { transferTargets { name } } } }";
    let targets = world.data(Some(&token), query, json!({ "id": case })).await["node"]["transferTargets"].clone();
    assert_eq!(targets, json!([{ "name": "县纪委监委" }, { "name": "龙山镇纪委" }]));
    let input = json!({ "reason": "归元坝镇管", "toOrganId": id(place.organ("town2")) });
    assert_eq!(code(&world.acts("bureau-head", "transferCase", &case, input).await), "INVALID");
    assert_eq!(
        (world.only_case("bureau-head").await["state"].clone(), world.events(CaseEventKind::Transferred).await),
        (json!("SUBMITTED"), 0)
    );
});

story!(what_is_overdue_is_urged_from_above, |world| {
    let (filed, _) = reported(world).await;
    let number = world.only_case("town-head").await["number"].as_str().unwrap().to_owned();
    world.works_after(Duration::days(22)).await;
    assert_eq!(
        (world.told("town-head", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::HandlerOverdue).await),
        (1, 0)
    );
    assert_eq!((world.told("county-head", NoticeKind::Urged).await, world.told("county-handler", NoticeKind::Urged).await), (1, 0));
    let urged = world.notices("county-head").await;
    assert_eq!(urged[0]["text"], format!("龙山镇纪委的办理件 {number} 超过时限，请督办。"));
    assert_eq!((&urged[0]["caseId"], seen(world, "county-head").await), (&Value::Null, json!(0)), "urging opens nothing");
    let status = world.status(None, Some(&filed.code)).await;
    assert!(status["next"].as_str().unwrap().ends_with("已经超过期限，系统已催办。"), "{status}");
    assert!(status["timeline"].to_string().contains("到期还没有告诉您收不收，已催办"));
    world.makes_kin("county-inspector", "village-head").await;
    assert_eq!(world.notices("county-head").await, json!([]), "who comes to keep away is urged to nothing");
});

story!(the_commissions_own_case_urges_its_heads, |world| {
    world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    world.works_after(Duration::days(22)).await;
    assert_eq!((world.told("county-head", NoticeKind::HandlerOverdue).await, world.told("county-head", NoticeKind::Urged).await), (1, 0));
});

story!(nobody_reads_that_somebody_was_urged_where_nobody_was, |world| {
    let (filed, _) = reported(world).await;
    all_kin(world, &["town-inspector", "town-handler", "town-handler2", "county-inspector", "county-handler"], "village-head").await;
    world.wait(Duration::days(22));
    // The clock's worker comes before the one that moves the case.
    assert_eq!(deadlines_due(&world.ctx(), &world.home().county).await.unwrap(), 1);
    let status = world.status(None, Some(&filed.code)).await;
    assert!(status["next"].as_str().unwrap().ends_with("已经超过期限。"), "{status}");
    assert!(!status.to_string().contains("催办"), "{status}");
});
