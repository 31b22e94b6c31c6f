//! The lists of those who have a part in halts, and what pages with halts cost.

use super::*;
use kit::halts::HALT;
use lianjing::domain::import;
use lianjing::kernel::{Actor, Ctx};
use std::sync::atomic::Ordering;

fn ids(answer: &Value) -> Vec<&Value> {
    answer["data"]["halts"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(|halt| &halt["id"]).collect()
}

story!(each_has_a_list_of_what_he_may_answer_or_end, |world| {
    let first = world.stops_dibao("town-head", json!({})).await["id"].clone();
    world.wait(Duration::hours(1));
    let input = json!({ "powerId": id(world.home().power("land")), "reason": REASON });
    let second = world.does_on_halt("bureau-head", "haltPower", input).await["halt"]["id"].clone();
    for (login, expected) in [
        ("town-head", vec![&first]),
        ("bureau-head", vec![&second]),
        ("publisher", vec![&first]),
        ("town2-head", vec![]),
        ("county-head", vec![&second, &first]),
    ] {
        let answer = world.halts(login, json!({})).await;
        assert_eq!(ids(&answer), expected, "{login}");
        assert_eq!(answer["data"]["halts"]["totalCount"], expected.len(), "{login}");
    }
    for login in ["town-handler", "admin", "auditor"] {
        let answer = world.halts(login, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{login}: {answer}");
    }
    world.does_on_halt("county-head", "resumePower", json!({ "haltId": second, "reason": "已经改好，可以接着办。" })).await;
    assert_eq!(ids(&world.halts("county-head", json!({})).await), [&first, &second], "what is open comes first");
    assert_eq!(ids(&world.halts("county-head", json!({ "open": true })).await), [&first]);
    assert_eq!(ids(&world.halts("county-head", json!({ "open": false })).await), [&second]);
    assert_eq!(ids(&world.halts("bureau-head", json!({ "open": true })).await), Vec::<&Value>::new());
});

story!(pages_of_a_list_follow_each_other_without_gap_or_double, |world| {
    for no in 0..5 {
        let halt = world.stops_dibao("town-head", json!({})).await;
        // Some in the same moment, so that the order hangs on the id.
        if no % 2 == 0 {
            world.wait(Duration::hours(1));
        }
        world.does_on_halt("town-head", "resumePower", json!({ "haltId": halt["id"], "reason": "已经改好，可以接着办。" })).await;
    }
    world.stops_dibao("town-head", json!({})).await;
    let whole = world.halts("town-head", json!({ "first": 100 })).await;
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = world.halts("town-head", json!({ "first": 2, "after": after })).await;
        assert_eq!(answer["data"]["halts"]["totalCount"], 6);
        seen.extend(ids(&answer).into_iter().cloned());
        after = answer["data"]["halts"]["pageInfo"]["endCursor"].clone();
        if answer["data"]["halts"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen.iter().collect::<Vec<_>>(), ids(&whole));
    for bad in ["x", "MQ", "dHJ1ZR8xHzI"] {
        let answer = world.halts("town-head", json!({ "after": bad })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "{bad}: {answer}");
    }
});

/// Statements that a question costs this member of the staff, or nobody.
async fn statements(world: &World, actor: &Actor, query: &str) -> u32 {
    let ctx = Ctx::new(&world.kernel, actor.clone(), "count".to_owned());
    let counted = std::sync::Arc::clone(&ctx.statements);
    let answer = lianjing::api::schema::build(&world.kernel.settings.api).execute(async_graphql::Request::new(query).data(ctx)).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    counted.load(Ordering::Relaxed)
}

fn head(world: &World) -> Actor {
    use entity::words::StaffRole::Head;
    use lianjing::kernel::{HeldRole, StaffActor};
    let place = world.home();
    Actor::Staff(StaffActor {
        county_id: place.county.id,
        account_id: place.account("county-head"),
        session_id: entity::id::SessionId(uuid::Uuid::nil()),
        name: String::new(),
        official_id: Some(place.official("county-inspector")),
        former: Vec::new(),
        roles: vec![HeldRole { role: Head, unit_id: None, organ_id: Some(place.organ("commission")) }],
    })
}

/// As many more powers of 龙山镇乙村 are stopped, each about a case that the commission sees.
async fn stop_more(world: &World, codes: std::ops::Range<usize>, case: &Value) {
    for no in codes {
        let code = format!("PW-{no}");
        let found = world.data(None, "query($c: String!) { power(county: \"510824\", code: $c) { id } }", json!({ "c": code })).await;
        let input = json!({ "powerId": found["power"]["id"], "reason": REASON, "caseId": case });
        let payload = world.does_on_halt("county-head", "haltPower", input).await;
        assert_eq!(payload["errors"], json!([]), "{payload}");
    }
}

story!(pages_and_lists_cost_the_same_however_many_are_stopped, |world| {
    let powers = (1..=12).map(|n| format!("510824-village2,PW-{n},权力{n},评议,说明,村委会,监委会,镇纪委\n")).collect::<String>();
    let header = "unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body\n";
    let file = import::SourceFile { name: "powers.csv".to_owned(), bytes: (header.to_owned() + &powers).into_bytes() };
    import::run(&world.ctx(), "510824", &[file], false).await.unwrap();
    world.files("13800000001", &[id(world.home().official("town-inspector"))]).await;
    let case = world.only_case("county-head").await["id"].clone();
    let unit = format!(
        "{{ unit(county: \"510824\", code: \"510824-village2\") {{ powers(first: 100) {{ nodes {{ isHalted viewerCan halts {{ {HALT} }} }} }} }} }}"
    );
    let marks = "{ unit(county: \"510824\", code: \"510824-village2\") { powers(first: 100) { nodes { name isHalted } } } }";
    let plain = "{ unit(county: \"510824\", code: \"510824-village2\") { powers(first: 100) { nodes { name } } } }";
    let list = format!("{{ halts(first: 100) {{ totalCount nodes {{ {HALT} }} }} }}");
    let mut costs = Vec::new();
    for codes in [1..2, 2..4, 4..11] {
        stop_more(world, codes, &case).await;
        let of_nobody = (statements(world, &Actor::Nobody, &unit).await, statements(world, &Actor::Nobody, marks).await);
        costs.push((of_nobody, statements(world, &head(world), &unit).await, statements(world, &head(world), &list).await));
    }
    assert!(costs.iter().all(|one| *one == costs[0]), "{costs:?}");
    let without = statements(world, &Actor::Nobody, plain).await;
    assert_eq!(costs[0].0.1, without + 1, "marking a list costs one statement");
});
