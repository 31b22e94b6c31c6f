//! Organs: entered, renamed, put below others, closed with a successor; what they handled goes on.

use super::*;
use entity::words::{CaseEventKind, NoticeKind};
use kit::cases::id;
use kit::story;
use time::Duration;

const LIST: &str = "{ organs { organ { id name external } superior { name } covers address superiorMissing closedOn \
    successor { name } version viewerCanChange } }";
const FIELDS: &str = "organs { organ { id name } superior { name } version } errors { code field message }";

fn mutation(verb: &str) -> String {
    let kind = format!("{}{}Input", verb[..1].to_uppercase(), &verb[1..]);
    format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ {FIELDS} }} }}")
}

async fn records(world: &World, who: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), LIST, json!({})).await["organs"].clone()
}

async fn record(world: &World, name: &str) -> Value {
    records(world, "admin").await.as_array().unwrap().iter().find(|one| one["organ"]["name"] == name).cloned().unwrap()
}

async fn changes(world: &World, verb: &str, input: Value) -> Value {
    does(world, "admin", &mutation(verb), input).await
}

story!(the_administrator_keeps_the_organs_and_the_heads_are_told, |world| {
    let place = world.home();
    let new = json!({ "name": "第三派出纪工委", "kind": "DISPATCHED_COMMITTEE", "superiorId": id(place.organ("commission")),
        "coverIds": [id(place.unit("bureau"))] });
    is_for_the_administrator(
        world,
        &mutation("createOrgan"),
        &json!({ "name": "甲乙", "kind": "TOWN_COMMITTEE", "superiorId": id(place.organ("commission")) }),
    )
    .await;
    assert_eq!(ledger(world, "organs.created").await, 0, "nothing happened");
    assert_eq!(code(&changes(world, "createOrgan", new).await), "-");
    let shown = record(world, "第三派出纪工委").await;
    assert_eq!((&shown["superior"]["name"], &shown["covers"]), (&json!("县纪委监委"), &json!(["县民政局"])), "{shown}");
    assert_eq!(world.told("county-head", NoticeKind::OrganChanged).await, 1);
    for (input, field, expected) in [
        (json!({ "name": "又一个", "kind": "COUNTY_COMMISSION" }), "kind", "STATE"),
        (json!({ "name": "市纪委监委二", "kind": "EXTERNAL" }), "address", "REQUIRED"),
        (
            json!({ "name": "外县的", "kind": "TOWN_COMMITTEE", "superiorId": id(world.other().organ("commission")) }),
            "superiorId",
            "NOT_FOUND",
        ),
        (json!({ "name": "外县的", "kind": "TOWN_COMMITTEE", "unitId": id(world.other().unit("town")) }), "unitId", "NOT_FOUND"),
    ] {
        let refused = changes(world, "createOrgan", input).await;
        assert_eq!((code(&refused), super::field(&refused)), (expected, field), "{refused}");
    }
    let city = record(world, "市纪委监委").await;
    let renamed = json!({ "organId": city["organ"]["id"], "name": "市纪委监委", "address": "市政府大院 1 号", "advice": "请向市纪委反映。", "version": city["version"] });
    assert_eq!(code(&changes(world, "updateOrgan", renamed.clone()).await), "-");
    assert_eq!(code(&changes(world, "updateOrgan", renamed).await), "CONFLICT", "the second of two is told");
    assert_eq!((&record(world, "市纪委监委").await["address"], &city["organ"]["external"]), (&json!("市政府大院 1 号"), &json!(true)));
    assert_eq!(records(world, "town-head").await[0]["viewerCanChange"], false, "heads look");
    for who in ["town-handler", "auditor", "publisher"] {
        let token = world.signed_in(place, who).await;
        assert_eq!(top(&world.ask(Some(&token), LIST, json!({})).await), "FORBIDDEN", "{who}");
    }
    assert_eq!((ledger(world, "organs.created").await, ledger(world, "organs.changed").await), (1, 1));
});

/// An organ that covers 龙山镇, below the commission: it and the town's own organ may stand above each other.
async fn covering_the_town(world: &World) -> Value {
    let place = world.home();
    let new = json!({ "name": "片区纪检组", "kind": "DISPATCHED_COMMITTEE", "superiorId": id(place.organ("commission")),
        "coverIds": [id(place.unit("town"))] });
    assert_eq!(code(&changes(world, "createOrgan", new).await), "-");
    record(world, "片区纪检组").await["organ"]["id"].clone()
}

story!(superiors_form_no_circle_and_a_missing_one_is_an_alarm, |world| {
    let place = world.home();
    let area = covering_the_town(world).await;
    let of = |organ: &str| if organ == "area" { area.clone() } else { id(place.organ(organ)) };
    let below = |organ: &str, superior: Option<&str>, version: i64| json!({ "organId": of(organ), "superiorId": superior.map(of), "version": version });
    is_for_the_administrator(world, &mutation("setOrganSuperior"), &below("town", Some("area"), 0)).await;
    assert_eq!(code(&changes(world, "setOrganSuperior", below("town", Some("area"), 0)).await), "-");
    let version = |name: &'static str| async move { record(world, name).await["version"].as_i64().unwrap() };
    for (organ, name, superior) in [
        ("area", "片区纪检组", "town"),
        ("town", "龙山镇纪委", "town"),
        ("commission", "县纪委监委", "town"),
        ("city", "市纪委监委", "commission"),
    ] {
        let refused = changes(world, "setOrganSuperior", below(organ, Some(superior), version(name).await)).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "superiorId"), "{organ} below {superior}");
    }
    assert_eq!(world.told("county-head", NoticeKind::OrganAlone).await, 0);
    assert_eq!(code(&changes(world, "setOrganSuperior", below("bureau", None, 0)).await), "-");
    assert_eq!(record(world, "派驻民政局纪检组").await["superiorMissing"], true);
    let texts = world.notices("county-head").await;
    let alarm = "纪检组织“派驻民政局纪检组”没有登记上级，超过时限没有人督办。请在组织名册中补上。";
    assert!(texts.as_array().unwrap().iter().any(|one| one["text"] == alarm), "{texts}");
    assert_eq!(world.told("county-head", NoticeKind::OrganAlone).await, 1);
    // Two at once, each below the other: one of them is told.
    assert_eq!(code(&changes(world, "setOrganSuperior", below("town", Some("commission"), version("龙山镇纪委").await)).await), "-");
    let (one, other) = (below("town", Some("area"), version("龙山镇纪委").await), below("area", Some("town"), version("片区纪检组").await));
    let (one, other) = futures_util::future::join(changes(world, "setOrganSuperior", one), changes(world, "setOrganSuperior", other)).await;
    assert_eq!([code(&one), code(&other)].iter().filter(|one| **one == "-").count(), 1, "{one} {other}");
});

story!(nobody_is_put_over_units_that_he_does_not_stand_over, |world| {
    let place = world.home();
    let route = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";
    let asked = json!({ "county": place.code, "ids": [id(place.unit("village3"))] });
    let way = async || world.data(None, route, asked.clone()).await["intakeRoute"]["organ"]["name"].clone();
    assert_eq!(way().await, "元坝镇纪委");
    let new = |superior: &str| json!({ "name": "元坝片区纪检组", "kind": "DISPATCHED_COMMITTEE", "superiorId": id(place.organ(superior)), "coverIds": [id(place.unit("village3"))] });
    let own = json!({ "name": "丙村纪检组", "kind": "TOWN_COMMITTEE", "superiorId": id(place.organ("town")), "unitId": id(place.unit("village3")) });
    for input in [new("town"), new("bureau"), own] {
        let refused = changes(world, "createOrgan", input).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "superiorId"), "{refused}");
    }
    let elsewhere = json!({ "organId": id(place.organ("town2")), "superiorId": id(place.organ("town")), "version": 0 });
    let refused = changes(world, "setOrganSuperior", elsewhere).await;
    assert_eq!((code(&refused), field(&refused)), ("INVALID", "superiorId"), "{refused}");
    assert_eq!((ledger(world, "organs.created").await, ledger(world, "organs.superior_set").await), (0, 0), "nothing happened");
    assert_eq!(way().await, "元坝镇纪委", "and what is reported goes where it went");
    assert_eq!(code(&changes(world, "createOrgan", new("town2")).await), "-", "below the organ of its town");
    assert_eq!(world.told("town2-head", NoticeKind::OrganChanged).await, 1, "whose heads are told");
});

story!(a_closed_organ_leaves_all_it_had_to_its_successor, |world| {
    let place = world.home();
    world.files("13800000001", &[id(place.unit("village"))]).await;
    let case = world.only_case("town-handler").await["id"].as_str().unwrap().to_owned();
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(world.acts("town-handler", verb, &case, json!({})).await["errors"], json!([]));
    }
    let due = world.only_case("town-head").await["due"].clone();
    let close = |organ: &str, successor: &str| json!({ "organId": id(place.organ(organ)), "successorId": id(place.organ(successor)), "reason": "两镇合并", "version": 0 });
    is_for_the_administrator(world, &mutation("closeOrgan"), &close("town", "town2")).await;
    for (organ, successor, field, expected) in
        [("commission", "town", "organId", "STATE"), ("town", "town", "successorId", "INVALID"), ("town", "city", "successorId", "INVALID")]
    {
        let refused = changes(world, "closeOrgan", close(organ, successor)).await;
        assert_eq!((code(&refused), super::field(&refused)), (expected, field), "{refused}");
    }
    assert_eq!((ledger(world, "organs.closed").await, ledger(world, "staff.role_ended").await), (0, 0), "nothing happened");
    let token = world.signed_in(place, "town-handler").await;
    assert_eq!(code(&changes(world, "closeOrgan", close("town", "town2")).await), "-");
    assert_eq!(top(&world.ask(Some(&token), "{ cases { totalCount } }", json!({})).await), "UNAUTHENTICATED", "its people are out");
    let shown = record(world, "龙山镇纪委").await;
    assert_eq!(
        (&shown["successor"]["name"], &shown["closedOn"], &shown["viewerCanChange"]),
        (&json!("元坝镇纪委"), &json!("2026-03-02"), &json!(false))
    );
    assert_eq!(record(world, "元坝镇纪委").await["covers"], json!(["龙山镇"]));
    // The case goes to the successor, once, with its state and its clock; not to the commission above.
    world.works_after(Duration::ZERO).await;
    world.works_after(Duration::minutes(10)).await;
    let moved = world.only_case("town2-head").await;
    assert_eq!((&moved["state"], &moved["due"], &moved["handler"]), (&json!("INVESTIGATING"), &due, &Value::Null));
    assert_eq!(world.inbox("county-head", Value::Null).await["totalCount"], 0);
    assert_eq!(world.events(CaseEventKind::Transferred).await, 1);
    // What is reported from now on goes there too, and nobody is put into the closed one.
    let route = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";
    let asked = json!({ "county": place.code, "ids": [id(place.unit("village"))] });
    assert_eq!(world.data(None, route, asked).await["intakeRoute"]["organ"]["name"], "元坝镇纪委");
    let propose = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { errors { code field message } } }";
    let role = json!({ "accountId": id(place.account("county-handler")), "role": "HANDLER", "organId": id(place.organ("town")), "from": "2026-03-02" });
    assert_eq!(code(&does(world, "admin", propose, role).await), "REQUIRED");
    assert_eq!(code(&changes(world, "closeOrgan", close("town", "town2")).await), "STATE");
    assert_eq!((ledger(world, "organs.closed").await, ledger(world, "staff.role_ended").await), (1, 3));
    assert!(
        world.told("county-head", NoticeKind::OrganChanged).await == 1 && world.told("town2-head", NoticeKind::OrganChanged).await == 1
    );
});

story!(closing_says_nothing_of_cases, |world| {
    let place = world.home();
    let close = |organ: &str| json!({ "organId": id(place.organ(organ)), "successorId": id(place.organ("commission")), "reason": "机构改革", "version": 0 });
    let without = changes(world, "closeOrgan", close("bureau")).await;
    world.files("13800000001", &[id(place.unit("village3"))]).await;
    let with = changes(world, "closeOrgan", close("town2")).await;
    assert_eq!((&without["errors"], &with["errors"]), (&json!([]), &json!([])), "with or without an open case the answer is the same");
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.only_case("county-head").await["organ"]["name"], "县纪委监委");
});
