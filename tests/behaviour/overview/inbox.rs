//! The in-box keeps its order and its numbers however long it is, and costs as many statements.

use super::{files, village};
use entity::id::{AccountId, OfficialId, OrganId, SessionId};
use entity::words::StaffRole;
use kit::World;
use kit::many::{Copies, copy};
use kit::story;
use lianjing::kernel::{Actor, Ctx, HeldRole, StaffActor};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

const PAGE: &str = "query($filter: CaseFilter, $after: String) { cases(filter: $filter, first: 50, after: $after) { totalCount \
    counts { dueToday overdue red yellow unassigned } pageInfo { hasNextPage endCursor } nodes { id due { dueOn } } } }";

/// The town's head, or somebody else who acts for an organ.
pub(super) fn actor(world: &World, (account, official): (AccountId, OfficialId), (role, organ): (StaffRole, OrganId)) -> Actor {
    Actor::Staff(StaffActor {
        county_id: world.home().county.id,
        account_id: account,
        session_id: SessionId(uuid::Uuid::nil()),
        name: String::new(),
        official_id: Some(official),
        former: Vec::new(),
        roles: vec![HeldRole { role, unit_id: None, organ_id: Some(organ) }],
    })
}

pub(super) fn town_head(world: &World) -> Actor {
    let place = world.home();
    actor(world, (place.account("town-head"), place.official("town-inspector")), (StaffRole::Head, place.organ("town")))
}

async fn walked(world: &World, filter: Value) -> Vec<Value> {
    let token = world.signed_in(world.home(), "town-head").await;
    let (mut nodes, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = world.data(Some(&token), PAGE, json!({ "filter": filter, "after": after })).await["cases"].clone();
        nodes.extend(page["nodes"].as_array().unwrap().clone());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] != true {
            assert_eq!(page["totalCount"], nodes.len(), "the number is that of all pages");
            return nodes;
        }
    }
}

story!(a_long_list_is_walked_once_in_the_order_of_its_days, |world| {
    let case = files(world, "13800000001", (&village(world), "town-head")).await;
    let county = &world.home().county;
    copy(&world.ctx(), county, case.parse().unwrap(), (260, Copies::Open)).await;
    copy(&world.ctx(), county, case.parse().unwrap(), (70, Copies::Finished)).await;
    let open = walked(world, json!({ "open": true })).await;
    let days: Vec<_> = open.iter().map(|one| one["due"]["dueOn"].as_str().unwrap().to_owned()).collect();
    assert_eq!(days.len(), 261);
    let all = walked(world, Value::Null).await;
    assert_eq!(all.len(), 331);
    assert_eq!(all[..261], open[..], "open ones stand before those that are over");
    let mut ids: Vec<_> = all.iter().map(|one| one["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 331, "each once");
    assert_eq!(walked(world, json!({ "open": false })).await.len(), 70);
    let counts = world.inbox("town-head", Value::Null).await["counts"].clone();
    assert_eq!(counts, json!({ "dueToday": 0, "overdue": 0, "red": 0, "yellow": 261, "unassigned": 261 }));
});

story!(an_overview_and_an_in_box_cost_the_same_however_many_cases_there_are, |world| {
    let case = files(world, "13800000001", (&village(world), "town-head")).await;
    let overview = kit::overview::OVERVIEW;
    let mut costs = Vec::new();
    for more in [0, 40, 200] {
        copy(&world.ctx(), &world.home().county, case.parse().unwrap(), (more, Copies::Open)).await;
        for query in [PAGE, overview] {
            let ctx = Ctx::new(&world.kernel, town_head(world), "count".to_owned());
            let counted = Arc::clone(&ctx.statements);
            let schema = lianjing::api::schema::build(&world.kernel.settings.api);
            let answer = schema.execute(async_graphql::Request::new(query).data(ctx)).await;
            assert!(answer.errors.is_empty(), "{:?}", answer.errors);
            costs.push(counted.load(Ordering::Relaxed));
        }
    }
    assert_eq!((costs[0], costs[1]), (costs[2], costs[3]), "{costs:?}");
    assert_eq!((costs[0], costs[1]), (costs[4], costs[5]), "{costs:?}");
    assert!(costs[1] <= 15, "an overview is few statements: {costs:?}");
});
