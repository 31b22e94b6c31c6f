//! Not satisfied: the case climbs once, with red light, keys and clock, and the second level ends it.

use entity::words::{CaseEventKind, DeadlineKind, NoticeKind};
use entity::{deadline, notice, organ};
use futures_util::future::join_all;
use kit::cases::{Filed, id};
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use lianjing::kernel::{Clock as _, Ctx};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// A report on the village that the town's committee has answered.
async fn answered(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let replied = world.replies("town-handler2", &case).await;
    assert_eq!(replied["case"]["state"], "REPLIED", "{replied}");
    (filed, case)
}

story!(not_satisfied_climbs_and_the_review_ends_it, |world| {
    let (filed, case) = answered(world).await;
    assert_eq!(world.inbox("county-head", Value::Null).await["totalCount"], 0, "the superior sees nothing before");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    let status = &climbed["status"];
    assert_eq!((&status["state"], &status["light"], &status["instance"]), (&json!("ACCEPTED"), &json!("RED"), &json!(2)), "{climbed}");
    assert_eq!((&status["organ"]["name"], &status["dueOn"]), (&json!("县纪委监委"), &json!("2026-04-02")));
    assert_eq!(world.told("county-head", NoticeKind::HandlerEscalated).await, 1);
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": true })).await), "STATE", "no change after climbing");

    let seen = world.only_case("town-handler2").await;
    assert_eq!((&seen["viewerCan"], &seen["light"]), (&json!([]), &json!("RED")), "the first organ may read");
    for (verb, input) in [("startInvestigation", json!({})), ("replyCase", json!({ "finding": "SUBSTANTIATED", "text": "再答复一次看看" }))]
    {
        assert_eq!(code(&world.acts("town-handler2", verb, &case, input).await), "FORBIDDEN", "{verb}");
    }
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text replies { organName } } timeline { title detail } } }";
    for who in ["town-head", "county-handler"] {
        let token = world.signed_in(world.home(), who).await;
        let found = world.data(Some(&token), query, json!({ "n": seen["number"] })).await;
        assert_eq!(found["caseByNumber"]["content"]["replies"], json!([{ "organName": "龙山镇纪委" }]), "{who}: {found}");
        assert!(found["caseByNumber"]["timeline"].to_string().contains("没有问过我"), "the review reads why");
    }
    let started = world.acts("county-handler", "startInvestigation", &case, json!({})).await;
    assert_eq!((&started["case"]["state"], &started["case"]["handler"]["name"]), (&json!("INVESTIGATING"), &json!("演示county-handler")));
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "复核认定，情况属实。", "measures": [{ "kind": "ADMONITION" }] });
    assert_eq!(world.acts("county-handler", "replyCase", &case, reply).await["case"]["light"], "RED");
    let ended = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    let status = &ended["status"];
    assert_eq!((&status["state"], &status["light"], &status["satisfied"]), (&json!("SETTLED"), &json!("NONE"), &json!(false)), "{ended}");
    assert_eq!(status["content"]["replies"].as_array().unwrap().len(), 2);
    assert_eq!(world.events(CaseEventKind::Escalated).await, 1);
});

story!(declining_buries_nothing, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&world.acts("town-handler2", "declineCase", &case, json!({ "reason": "", "rightChannel": "" })).await), "REQUIRED");
    let why = json!({ "reason": "不属于纪检监察范围", "rightChannel": "县信访局" });
    let declined = world.acts("town-handler2", "declineCase", &case, why).await;
    assert_eq!((&declined["case"]["state"], &declined["case"]["light"]), (&json!("DECLINED"), &json!("YELLOW")), "{declined}");
    let by_code = world.status(None, Some(&filed.code)).await;
    assert_eq!(by_code["timeline"][1]["detail"], Value::Null, "the reason is content");
    let track = world.proves_later(PHONE, "TRACK").await;
    let both = world.status(Some(&track), Some(&filed.code)).await;
    assert_eq!(both["timeline"][1]["detail"], "不属于纪检监察范围\n应找：县信访局");
    assert_eq!(both["viewerCan"], json!(["ANSWER", "SUPPLEMENT"]));
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&climbed["status"]["state"], &climbed["status"]["light"]), (&json!("ACCEPTED"), &json!("RED")), "{climbed}");
    assert_eq!(
        code(&world.acts("county-handler", "declineCase", &case, json!({ "reason": "不属于范围", "rightChannel": "别处" })).await),
        "STATE"
    );
});

story!(silence_settles, |world| {
    let (filed, case) = answered(world).await;
    world.works_after(Duration::days(16)).await;
    let end = world.status(None, Some(&filed.code)).await;
    assert_eq!((&end["state"], &end["light"], &end["satisfied"]), (&json!("SETTLED"), &json!("NONE"), &Value::Null));
    assert_eq!(code(&world.tells(&filed, "answerReply", json!({ "satisfied": false })).await), "STATE");
    world.works_after(Duration::days(400)).await;
    assert_eq!(world.events(CaseEventKind::Settled).await, 1);
    assert_eq!(code(&world.acts("town-handler2", "startInvestigation", &case, json!({})).await), "STATE");
});

story!(above_the_county_light_and_clock_run_on, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    world.replies("county-handler", &case).await;
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&climbed["status"]["organ"]["name"], &climbed["status"]["light"]), (&json!("市纪委监委"), &json!("RED")), "{climbed}");
    assert_eq!(world.events(CaseEventKind::HandedOver).await, 1);
    let result = json!({ "finding": "PARTLY_SUBSTANTIATED", "text": "市纪委监委复核，部分属实。" });
    assert_eq!(code(&world.acts("county-handler", "enterExternalResult", &case, result.clone()).await), "FORBIDDEN");
    world.works_after(Duration::days(40)).await;
    assert_eq!((world.events(CaseEventKind::Overdue).await, world.told("county-head", NoticeKind::HandlerOverdue).await), (1, 1));
    assert_eq!(world.only_case("county-head").await["viewerCan"], json!(["ENTER_EXTERNAL_RESULT", "ENTER_RECEIPT"]));
    let entered = world.acts("county-head", "enterExternalResult", &case, result).await;
    assert_eq!(entered["case"]["state"], "REPLIED", "{entered}");
    world.works_after(Duration::days(16)).await;
    assert_eq!(world.status(None, Some(&filed.code)).await["state"], "SETTLED");
});

story!(no_superior_on_file_is_an_alarm, |world| {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let lone = tx.rows().update::<organ::Entity>().col_expr(organ::Column::SuperiorId, Expr::value(Option::<entity::id::OrganId>::None));
    lone.filter(organ::Column::Id.eq(place.organ("town"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let (filed, case) = answered(world).await;
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&climbed["status"]["light"], &climbed["status"]["dueOn"]), (&json!("RED"), &json!("2026-04-02")), "{climbed}");
    assert_eq!((world.events(CaseEventKind::SuperiorMissing).await, world.told("county-head", NoticeKind::SuperiorMissing).await), (1, 1));
    assert_eq!(world.acts("county-head", "startInvestigation", &case, json!({})).await["case"]["state"], "INVESTIGATING");
});

story!(a_superior_that_changed_since_gets_the_key_from_the_reporter, |world| {
    let place = world.home();
    let (filed, case) = answered(world).await;
    let tx = world.ctx().write(&place.county).await.unwrap();
    let moved = tx.rows().update::<organ::Entity>().col_expr(organ::Column::SuperiorId, Expr::value(Some(place.organ("bureau"))));
    moved.filter(organ::Column::Id.eq(place.organ("town"))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "派驻民政局纪检组", "{climbed}");
    let number = world.only_case("bureau-head").await["number"].clone();
    let token = world.signed_in(place, "bureau-head").await;
    let query = "query($n: String!) { caseByNumber(number: $n) { content { text } } }";
    let opened = world.data(Some(&token), query, json!({ "n": number })).await;
    assert!(opened["caseByNumber"]["content"]["text"].is_string(), "{opened}");
    assert_eq!(world.acts("bureau-head", "startInvestigation", &case, json!({})).await["errors"], json!([]));
});

/// Four reports on the village, each with its phone and case.
async fn four(world: &World) -> Vec<(Filed, String)> {
    let mut all = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003", "13800000004"] {
        let filed = world.files(phone, &[id(world.home().unit("village"))]).await;
        let known: Vec<_> = all.iter().map(|(_, case): &(Filed, String)| case.clone()).collect();
        let inbox = world.inbox("town-handler2", Value::Null).await;
        let mut ids = inbox["nodes"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned());
        let case = ids.find(|id| !known.contains(id)).unwrap();
        all.push((filed, case));
    }
    all
}

/// Waits until the very last millisecond of the clocks of this kind, with a fresh token of each phone in hand.
async fn until_the_last_moment(world: &World, kind: DeadlineKind, all: &[(Filed, String)]) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let clocks = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(kind)).all(&tx).await.unwrap();
    drop(tx);
    let due = clocks.iter().map(|clock| clock.due_at).collect::<std::collections::BTreeSet<_>>();
    assert_eq!((clocks.len(), due.len()), (all.len(), 1), "they all end with one day");
    let due = *due.first().unwrap();
    world.wait(due.since(world.clock.now()) - Duration::minutes(20));
    let mut tokens = Vec::new();
    for (filed, _) in all {
        tokens.push(world.proves_later(&filed.phone, "TRACK").await);
    }
    world.wait(due.since(world.clock.now()));
    tokens
}

/// The worker one millisecond later, twice at the same time.
async fn workers(world: &World) {
    let ctx = Ctx { now: world.clock.now().after(Duration::milliseconds(1)), ..world.ctx() };
    let county = &world.home().county;
    let (one, two) = tokio::join!(deadlines_due(&ctx, county), deadlines_due(&ctx, county));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
}

async fn sent(world: &World, kind: NoticeKind) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::ContactId.is_not_null());
    rows.filter(notice::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

story!(an_answer_counts_until_the_last_millisecond, |world| {
    let (filed, case) = answered(world).await;
    let all = [(filed, case)];
    let tokens = until_the_last_moment(world, DeadlineKind::Answer, &all).await;
    let input = |satisfied: bool| json!({ "queryCode": all[0].0.code, "satisfied": satisfied });
    assert_eq!(deadlines_due(&world.ctx(), &world.home().county).await.unwrap(), 0, "not due yet");
    assert_eq!(code(&world.tells_with(Some(&tokens[0]), "answerReply", input(true)).await), "-");
    world.wait(Duration::milliseconds(1));
    assert_eq!(code(&world.tells_with(Some(&tokens[0]), "answerReply", input(false)).await), "EXPIRED");
    assert_eq!((world.events(CaseEventKind::Escalated).await, world.events(CaseEventKind::Answered).await), (0, 1), "nothing came of it");
});

story!(the_worker_and_the_reporter_never_both_end_a_case, |world| {
    let all = four(world).await;
    for (_, case) in &all {
        assert_eq!(world.replies("town-handler2", case).await["case"]["state"], "REPLIED");
    }
    let tokens = until_the_last_moment(world, DeadlineKind::Answer, &all).await;
    let answer = |(token, (filed, _)): (&String, &(Filed, String))| {
        let (token, input) = (token.clone(), json!({ "queryCode": filed.code, "satisfied": false }));
        async move { world.tells_with(Some(&token), "answerReply", input).await }
    };
    let (answers, ()) = tokio::join!(join_all(tokens.iter().zip(&all).map(answer)), workers(world));
    workers(world).await;
    let mut climbed = 0;
    for (answer, (filed, _)) in answers.iter().zip(&all) {
        let status = world.status(None, Some(&filed.code)).await;
        if code(answer) == "-" {
            climbed += 1;
            assert_eq!((&status["state"], &status["instance"], &status["light"]), (&json!("ACCEPTED"), &json!(2), &json!("RED")));
        } else {
            assert!(["STATE", "CONFLICT"].contains(&code(answer)), "{answer}");
            assert_eq!((&status["state"], &status["instance"], &status["light"]), (&json!("SETTLED"), &json!(1), &json!("NONE")));
        }
    }
    let settled = 4 - climbed;
    assert_eq!((world.events(CaseEventKind::Escalated).await, world.events(CaseEventKind::Settled).await), (climbed, settled));
    assert_eq!((sent(world, NoticeKind::Escalated).await, sent(world, NoticeKind::Settled).await), (climbed, settled));
});

story!(the_worker_and_the_reporter_never_both_decide_a_withdrawal, |world| {
    let all = four(world).await;
    for (filed, _) in &all {
        assert_eq!(code(&world.tells(filed, "withdrawReport", json!({})).await), "-");
    }
    let tokens = until_the_last_moment(world, DeadlineKind::Withdrawal, &all).await;
    let keep = |(token, (filed, _)): (&String, &(Filed, String))| {
        let (token, input) = (token.clone(), json!({ "queryCode": filed.code, "cancel": true }));
        async move { world.tells_with(Some(&token), "withdrawReport", input).await }
    };
    let (answers, ()) = tokio::join!(join_all(tokens.iter().zip(&all).map(keep)), workers(world));
    workers(world).await;
    let mut kept = 0;
    for (answer, (filed, _)) in answers.iter().zip(&all) {
        let status = world.status(None, Some(&filed.code)).await;
        let expected = if code(answer) == "-" { "SUBMITTED" } else { "WITHDRAWN" };
        assert_eq!((&status["state"], &status["withdrawsAt"]), (&json!(expected), &Value::Null), "{answer}");
        kept += u64::from(code(answer) == "-");
    }
    assert_eq!((world.events(CaseEventKind::WithdrawalCancelled).await, world.events(CaseEventKind::Withdrawn).await), (kept, 4 - kept));
    assert_eq!(sent(world, NoticeKind::Withdrawn).await, 4 - kept);
});
