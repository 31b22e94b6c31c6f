//! What is answered and what is finished goes on having somebody: where an organ has nobody left, and where it is closed.

use entity::ledger_entry;
use entity::words::{CaseEventKind, NoticeKind, StaffRole};
use kit::cases::{Filed, id};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const TOWN: [&str; 3] = ["town-head", "town-handler", "town-handler2"];

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// A report on the village's head that the town's committee has answered; and its case.
async fn answered(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["case"]["state"], "REPLIED");
    (filed, case)
}

async fn adds(world: &World, filed: &Filed) {
    let more = json!({ "submissionKey": format!("{:0>20}", 1), "text": "我找到了收据。" });
    assert_eq!(code(&world.tells(filed, "supplementReport", more).await), "-");
}

/// The officials behind all of the town's committee become kin of whom the case is about.
async fn nobody_of_the_town_may(world: &World) {
    for official in ["town-inspector", "town-handler", "town-handler2"] {
        world.makes_kin(official, "village-head").await;
    }
}

async fn seen(world: &World, login: &str) -> u64 {
    world.inbox(login, Value::Null).await["totalCount"].as_u64().unwrap()
}

/// What an officer reads of a case that holds its key.
async fn opened(world: &World, login: &str) -> Value {
    let number = world.only_case(login).await["number"].clone();
    let token = world.signed_in(world.home(), login).await;
    let query = "query($n: String!) { caseByNumber(number: $n) { unseenMaterial content { text replies { organName text } } } }";
    world.data(Some(&token), query, json!({ "n": number })).await["caseByNumber"].clone()
}

/// How many entries of this kind the ledger has.
async fn entries(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

/// The town's committee is closed, the one of the other town takes its place.
async fn closes_the_town(world: &World) {
    let place = world.home();
    let mutation = "mutation($input: CloseOrganInput!) { closeOrgan(input: $input) { errors { code message } } }";
    let input = json!({ "organId": id(place.organ("town")), "successorId": id(place.organ("town2")), "reason": "两镇合并", "version": 0 });
    let token = world.signed_in(place, "admin").await;
    assert_eq!(world.data(Some(&token), mutation, json!({ "input": input })).await["closeOrgan"]["errors"], json!([]));
}

story!(what_is_answered_goes_up_as_it_stands_where_nobody_is_left, |world| {
    let (filed, case) = answered(world).await;
    adds(world, &filed).await;
    nobody_of_the_town_may(world).await;
    let clocks = world.dump().await["deadline"].clone();
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.dump().await["deadline"], clocks, "no clock is touched");
    let moved = world.only_case("county-handler").await;
    assert_eq!(
        (&moved["state"], &moved["light"], &moved["instance"], &moved["handler"]),
        (&json!("REPLIED"), &json!("YELLOW"), &json!(1), &Value::Null)
    );
    for who in TOWN {
        assert_eq!((seen(world, who).await, world.notices(who).await), (0, json!([])), "{who}");
    }
    let shown = opened(world, "county-handler").await;
    assert_eq!(shown["content"]["text"], "低保评议没有开会，名单是村里自己定的。", "the key came with it");
    assert_eq!(shown["content"]["replies"][0]["organName"], "龙山镇纪委", "who answered stays who answered");
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(
        (world.events(CaseEventKind::Transferred).await, world.told("county-handler", NoticeKind::HandlerNew).await),
        (1, 1),
        "once"
    );
    // The settling waits for the material, and there is somebody who sees it.
    world.works_after(Duration::days(16)).await;
    assert_eq!((world.events(CaseEventKind::ClosingHeld).await, world.events(CaseEventKind::Settled).await), (1, 0));
    let seen = json!({ "count": 1, "reason": "不影响结论" });
    assert_eq!(code(&world.acts("county-handler", "acknowledgeMaterial", &case, seen).await), "-");
    world.works_after(Duration::days(7)).await;
    assert_eq!((world.events(CaseEventKind::ClosingHeld).await, world.events(CaseEventKind::Settled).await), (1, 1));
    world.all_clocks_replay().await;
});

story!(what_was_declined_goes_up_too_and_the_way_above_stays_open, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let why = json!({ "reason": "不属于纪检监察范围", "rightChannel": "县信访局" });
    assert_eq!(world.acts("town-handler2", "declineCase", &case, why).await["case"]["state"], "DECLINED");
    world.ends_roles(&TOWN).await;
    world.works_after(Duration::ZERO).await;
    let moved = world.only_case("county-head").await;
    assert_eq!((&moved["state"], &moved["organ"]["name"]), (&json!("DECLINED"), &json!("县纪委监委")));
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "市纪委监委", "{climbed}");
});

story!(what_is_answered_waits_for_the_next_who_is_free_below_the_city, |world| {
    let (filed, _) = answered(world).await;
    adds(world, &filed).await;
    nobody_of_the_town_may(world).await;
    for official in ["county-inspector", "county-handler"] {
        world.makes_kin(official, "village-head").await;
    }
    world.works_after(Duration::ZERO).await;
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!((&status["organ"]["name"], &status["state"], &status["light"]), (&json!("龙山镇纪委"), &json!("REPLIED"), &json!("YELLOW")));
    assert_eq!(world.events(CaseEventKind::HandedOver).await + world.events(CaseEventKind::Transferred).await, 0, "nothing climbs unasked");
    world.gives_role("bureau-head", StaffRole::Head, "commission").await;
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(opened(world, "bureau-head").await["unseenMaterial"], 1);
    // The reporter has his review above the county all the same.
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "市纪委监委", "{climbed}");
});

story!(a_handler_who_may_not_go_on_loses_what_he_answered, |world| {
    let (filed, case) = answered(world).await;
    adds(world, &filed).await;
    world.makes_kin("town-handler2", "village-head").await;
    world.works_after(Duration::ZERO).await;
    assert_eq!(
        (&world.only_case("town-handler").await["handler"], world.told("town-head", NoticeKind::HandlerLeft).await),
        (&Value::Null, 1)
    );
    let seen = json!({ "count": 1, "reason": "不影响结论" });
    assert_eq!(code(&world.acts("town-handler", "acknowledgeMaterial", &case, seen).await), "-", "a colleague looks at it");
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.events(CaseEventKind::HandlerLeft).await, 1, "once");
});

story!(a_closed_organs_answered_case_is_its_successors, |world| {
    let (filed, case) = answered(world).await;
    adds(world, &filed).await;
    let clocks = world.dump().await["deadline"].clone();
    closes_the_town(world).await;
    world.works_after(Duration::ZERO).await;
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.dump().await["deadline"], clocks);
    let moved = world.only_case("town2-head").await;
    assert_eq!((&moved["state"], &moved["organ"]["name"]), (&json!("REPLIED"), &json!("元坝镇纪委")));
    assert_eq!((seen(world, "county-head").await, world.events(CaseEventKind::Transferred).await), (0, 1));
    let told = world.status(None, Some(&filed.code)).await["timeline"].to_string();
    assert!(told.contains("龙山镇纪委已经撤销，转给元坝镇纪委办"), "{told}");
    assert_eq!(opened(world, "town2-head").await["unseenMaterial"], 1);
    let seen = json!({ "count": 1, "reason": "不影响结论" });
    assert_eq!(code(&world.acts("town2-head", "acknowledgeMaterial", &case, seen).await), "-");
    // The successor's own superior reviews.
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "县纪委监委", "{climbed}");
});

story!(what_a_closed_organ_finished_is_its_successors_to_read_and_correct, |world| {
    let (filed, case) = answered(world).await;
    world.works_after(Duration::days(16)).await;
    assert_eq!(world.only_case("town-head").await["state"], "SETTLED");
    let clocks = world.dump().await["deadline"].clone();
    closes_the_town(world).await;
    assert_eq!(seen(world, "town2-head").await, 0);
    world.works_after(Duration::ZERO).await;
    world.works_after(Duration::minutes(10)).await;
    assert_eq!(world.dump().await["deadline"], clocks, "an end stays an end");
    let moved = world.only_case("town2-head").await;
    assert_eq!((&moved["state"], &moved["organ"]["name"], &moved["handler"]), (&json!("SETTLED"), &json!("元坝镇纪委"), &Value::Null));
    assert_eq!(entries(world, "cases.inherited").await, 1);
    assert_eq!(opened(world, "town2-head").await["content"]["replies"][0]["organName"], "龙山镇纪委");
    assert_eq!(
        (world.events(CaseEventKind::Transferred).await, world.told("town2-head", NoticeKind::HandlerNew).await),
        (1, 0),
        "quietly, once"
    );
    let right = json!({ "finding": "SUBSTANTIATED", "text": "找到了账本，情况属实。", "reason": "会计交出了另一本账" });
    assert_eq!(world.acts("town2-head", "correctConclusion", &case, right).await["case"]["state"], "REPLIED");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(climbed["status"]["organ"]["name"], "县纪委监委", "{climbed}");
});

story!(a_closed_organs_turn_that_is_over_is_its_successors_to_read, |world| {
    let (filed, _) = answered(world).await;
    world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!(world.only_case("town-head").await["organ"]["name"], "县纪委监委", "it may read on");
    closes_the_town(world).await;
    world.works_after(Duration::ZERO).await;
    assert_eq!(opened(world, "town2-head").await["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    let open = world.only_case("county-head").await;
    assert_eq!((&open["state"], &open["instance"], world.events(CaseEventKind::Transferred).await), (&json!("ACCEPTED"), &json!(2), 0));
});
