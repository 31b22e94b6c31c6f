//! What is not published is in no list, no search and no answer of the API; and what the commission says counts.

use super::*;
use kit::opinions::OPINION;
use lianjing::kernel::{Actor, Ctx};
use std::sync::atomic::Ordering;

/// Everything that everybody may ask where an opinion could stand.
async fn asked(world: &World, opinion: &Value) -> Vec<Value> {
    let power = "{ power(county: \"510824\", code: \"510824-dibao\") { opinions { totalCount nodes { id text } } \
        basis: opinions(part: BASIS) { totalCount } process: opinions(part: PROCESS) { totalCount nodes { id } } } }";
    let unit = "{ unit(county: \"510824\", code: \"510824-village\") { opinions { totalCount nodes { id text } } } }";
    let node = "query($id: ID!) { node(id: $id) { id } opinion(id: $id) { id text } }";
    let search = "{ county(code: \"510824\") { units(text: \"提前三天\") { nodes { name } } } }";
    let mut all = Vec::new();
    for query in [power, unit, search] {
        all.push(world.ask(None, query, json!({})).await);
    }
    all.push(world.data(None, node, json!({ "id": opinion["id"] })).await);
    for about in [id(world.home().power("dibao")), id(world.home().unit("village"))] {
        all.push(world.opinions_on(&about, None).await);
    }
    all.push(world.opinions_on(&id(world.home().power("dibao")), Some("PROCESS")).await);
    all
}

fn is_told(all: &[Value]) -> usize {
    all.iter().filter(|one| one.to_string().contains("提前三天贴通知") || one.to_string().contains("\"opinion_")).count()
}

story!(before_a_person_read_it_nobody_else_does, |world| {
    let mine = world.thinks_of_dibao().await;
    let before = asked(world, &mine).await;
    assert_eq!(is_told(&before), 0, "{before:?}");
    let strangers = ["town-head", "admin", "auditor"];
    for login in strangers {
        let token = world.signed_in(world.home(), login).await;
        assert_eq!(world.opinion(Some(&token), &mine).await, Value::Null, "{login}");
    }
    let other = world.proves_later("13900000003", "OPINION").await;
    assert_eq!(world.opinion(Some(&other), &mine).await, Value::Null);
    let why = json!({ "reason": "里面写了别人的电话，请去掉再提。" });
    let refused = world.did_with_opinion("publisher", "refuseOpinion", of(&mine, why)).await;
    assert_eq!(is_told(&asked(world, &mine).await), 0);
    let token = world.author().await;
    let own = world.opinion(Some(&token), &mine).await;
    assert_eq!((&own["sight"], &own["sightReason"]), (&json!("REFUSED"), &json!("里面写了别人的电话，请去掉再提。")));
    // The unit may think again, and the commission has the last word.
    world.did_with_opinion("county-head", "publishOpinion", of(&refused, json!({}))).await;
    let public = asked(world, &mine).await;
    assert_eq!(is_told(&public), public.len() - 1, "everywhere but among units: {public:?}");
    let shown = world.opinion(None, &mine).await;
    for inside in ["authorMask", "sightReason", "record", "assignedTo"] {
        assert_eq!(shown[inside], Value::Null, "{inside}");
    }
    assert!(!shown.to_string().contains("王") && !shown.to_string().contains("别人的电话"), "{shown}");
    let unit = world.signed_in(world.home(), "publisher").await;
    let seen = world.opinion(Some(&unit), &mine).await;
    assert_eq!(can(&seen), ["ASSIGN", "REPLY"], "the unit does not undo it");
    let back = json!({ "reason": "单位想收回来。" });
    let told = world.does_with_opinion(&unit, "refuseOpinion", &of(&seen, back)).await;
    assert_eq!(told["errors"][0]["code"], "FORBIDDEN");
    world.did_with_opinion("county-head", "refuseOpinion", of(&seen, json!({ "reason": "又看到别人的电话。" }))).await;
    assert_eq!(is_told(&asked(world, &mine).await), 0);
});

story!(what_its_author_does_not_wish_is_published_by_nobody, |world| {
    let token = world.author().await;
    let mut input = opinion_on(&id(world.home().power("dibao")), "quiet");
    input["isPublic"] = json!(false);
    let mine = world.thinks(&token, &input).await;
    for login in ["publisher", "county-head"] {
        let staff = world.signed_in(world.home(), login).await;
        let told = world.does_with_opinion(&staff, "publishOpinion", &of(&mine, json!({}))).await;
        assert_eq!(told["errors"][0]["code"], "STATE", "{login}");
    }
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&mine, json!({ "text": "收到，会照办。" }))).await;
    world.does_with_opinion(&token, "followUpOpinion", &of(&replied, json!({ "text": "什么时候开始照办？" }))).await;
    assert_eq!(world.opinion_list("publisher", json!({ "list": "TO_PUBLISH" })).await["data"]["opinions"]["totalCount"], 0);
    assert_eq!(is_told(&asked(world, &mine).await), 0);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let public = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.starts_with("opinions."));
    let public = public.filter(ledger_entry::Column::Class.eq(entity::words::LedgerClass::Public)).count(&tx).await.unwrap();
    assert_eq!(public, 0, "nor is there a public entry");
});

story!(name_and_phone_stand_nowhere_in_clear, |world| {
    world.thinks_of_dibao().await;
    let dump = world.dump().await;
    for (table, rows) in &dump {
        let told = rows.iter().any(|row| row.contains("王大山") || row.contains(AUTHOR));
        assert!(!told, "{table}");
    }
});

/// Statements for what everybody reads on a unit, on its page and on its power's.
async fn statements(world: &World, unit: &Value) -> u32 {
    let ctx = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    let query = format!(
        "{{ opinionsOn(county: \"510824\", aboutId: {unit}) {{ totalCount nodes {{ {OPINION} }} }} \
         power(county: \"510824\", code: \"510824-dibao\") {{ opinions {{ totalCount nodes {{ {OPINION} }} }} }} \
         unit(county: \"510824\", code: \"510824-village\") {{ opinions {{ totalCount nodes {{ {OPINION} }} }} }} }}"
    );
    let schema = lianjing::api::schema::build(&world.kernel.settings.api);
    let answer = schema.execute(async_graphql::Request::new(query).data(ctx.clone())).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    ctx.statements.load(Ordering::Relaxed)
}

story!(a_list_costs_the_same_however_long_it_is, |world| {
    let token = world.author().await;
    let (power, unit) = (id(world.home().power("dibao")), id(world.home().unit("village")));
    let mut costs = Vec::new();
    for n in 0..4 {
        let mine = world.thinks(&token, &opinion_on(if n % 2 == 0 { &power } else { &unit }, &format!("n-{n}"))).await;
        world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
        if n == 1 || n == 3 {
            assert_eq!(world.opinions_on(&unit, None).await["totalCount"], n + 1);
            costs.push(statements(world, &unit).await);
        }
    }
    assert_eq!(costs[0], costs[1], "{costs:?}");
});

story!(a_long_list_is_walked_once, |world| {
    let token = world.author().await;
    let unit = id(world.home().unit("village"));
    for n in 0..5 {
        world.thinks(&token, &opinion_on(&unit, &format!("n-{n}"))).await;
        world.wait(Duration::seconds(1));
    }
    for list in ["WAITING", "TO_PUBLISH", "ALL"] {
        let (mut seen, mut after) = (Vec::new(), Value::Null);
        loop {
            let page =
                world.opinion_list("publisher", json!({ "list": list, "first": 2, "after": after })).await["data"]["opinions"].clone();
            seen.extend(page["nodes"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        let unique: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), unique.len()), (5, 5), "{list}");
    }
    let wrong = world.opinion_list("publisher", json!({ "after": "bm8" })).await;
    assert_eq!(wrong["errors"][0]["extensions"]["code"], "INVALID");
});
