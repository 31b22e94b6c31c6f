//! 留痕: the auditor reads what was done to accounts, roles and registers, and nothing of any case.

use entity::id::AccountId;
use entity::words::StaffRole;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::import::{SourceFile, run};
use lianjing::kernel::{Actor, Ctx, HeldRole, StaffActor};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use time::Duration;

const TRAIL: &str = "query($county: String!, $kinds: [TrailKind!], $first: Int, $after: String) { \
    trail(county: $county, kinds: $kinds, first: $first, after: $after) { pageInfo { hasNextPage endCursor } \
    nodes { id kind at by { name } account { name } role what organName unitName officialName reason files } } }";

async fn reads(world: &World, login: &str, asked: Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let mut variables = json!({ "county": "510824" });
    variables.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
    world.ask(Some(&token), TRAIL, variables).await
}

async fn does(world: &World, login: &str, mutation: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), mutation, json!({ "input": input })).await.as_object().unwrap().values().next().unwrap().clone()
}

fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

/// A role that is proposed, agreed to and ended; an import; and a case that is handled.
async fn a_busy_day(world: &World) {
    let place = world.home();
    let propose = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id official { id } } } }";
    let role = json!({ "accountId": place.account("town2-head"), "role": "HANDLER", "organId": place.organ("town"), "from": "2026-03-02" });
    let grant = does(world, "admin", propose, role).await["grant"].clone();
    let approve = "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { grant { state } errors { code } } }";
    world.wait(Duration::minutes(1));
    let word = json!({ "grantId": grant["id"], "approve": true, "officialId": grant["official"]["id"] });
    assert_eq!(does(world, "town-head", approve, word).await["grant"]["state"], "ACTIVE");
    world.wait(Duration::minutes(1));
    let end = "mutation($input: EndRoleInput!) { endRole(input: $input) { grant { state } } }";
    does(world, "admin", end, json!({ "grantId": grant["id"], "reason": "借调结束" })).await;
    world.wait(Duration::minutes(1));
    let file = SourceFile { name: "officials.csv".to_owned(), bytes: "code,name\nneu,演示新来的\n".as_bytes().to_vec() };
    assert!(run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    world.files("13800000001", &[id(place.unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    world.replies("town-head", &case).await;
}

story!(the_auditor_reads_who_did_what_and_no_case, |world| {
    a_busy_day(world).await;
    let trail = reads(world, "auditor", json!({ "first": 100 })).await["data"]["trail"].clone();
    let nodes = trail["nodes"].as_array().unwrap();
    let kinds: Vec<_> = nodes.iter().map(|node| node["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["import.done", "staff.role_ended", "staff.role_approved", "staff.role_proposed"], "the newest first: {trail:#}");
    let approved = &nodes[2];
    assert_eq!(
        (&approved["by"]["name"], &approved["account"]["name"], &approved["officialName"]),
        (&json!("演示town-head"), &json!("演示town2-head"), &json!("演示town2-inspector"))
    );
    let proposed = &nodes[3];
    assert_eq!(
        (&proposed["role"], &proposed["organName"], &proposed["by"]["name"]),
        (&json!("HANDLER"), &json!("龙山镇纪委"), &json!("演示admin"))
    );
    assert_eq!((&nodes[0]["by"], &nodes[0]["files"]), (&Value::Null, &json!(["officials.csv"])));
    assert!(!trail.to_string().contains("cases.") && !trail.to_string().contains("notices."), "{trail}");
    let roles = reads(world, "auditor", json!({ "kinds": ["REGISTERS", "OPERATOR"] })).await;
    assert_eq!(roles["data"]["trail"]["nodes"].as_array().unwrap().len(), 1);
});

story!(it_is_for_the_auditor_of_this_county_alone, |world| {
    a_busy_day(world).await;
    for who in ["admin", "county-head", "town-head", "town-handler", "publisher"] {
        assert_eq!(top(&reads(world, who, json!({})).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(top(&reads(world, "auditor", json!({ "county": "130982" })).await), "NOT_FOUND", "another county is nothing");
    assert_eq!(top(&world.ask(None, TRAIL, json!({ "county": "510824" })).await), "UNAUTHENTICATED");
    let foreign = world.signed_in(world.other(), "auditor").await;
    assert_eq!(top(&world.ask(Some(&foreign), TRAIL, json!({ "county": "510824" })).await), "NOT_FOUND");
    let own = world.ask(Some(&foreign), TRAIL, json!({ "county": "130982" })).await;
    assert_eq!(own["data"]["trail"]["nodes"], json!([]), "{own}");
});

story!(its_pages_follow_each_other_and_cost_the_same, |world| {
    a_busy_day(world).await;
    let (mut after, mut seen) = (Value::Null, BTreeSet::new());
    for page in 0..4 {
        let trail = reads(world, "auditor", json!({ "first": 1, "after": after })).await["data"]["trail"].clone();
        seen.insert(trail["nodes"][0]["id"].as_str().unwrap().to_owned());
        assert_eq!(trail["pageInfo"]["hasNextPage"], page < 3, "page {page}");
        after = trail["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen.len(), 4);
    for bad in ["AA", "举报", "eA"] {
        assert_eq!(top(&reads(world, "auditor", json!({ "after": bad })).await), "INVALID", "{bad}");
    }
    let mut costs = BTreeSet::new();
    for first in [1, 2, 100] {
        let ctx = Ctx::new(&world.kernel, auditor(world, world.home().account("auditor")), "count".to_owned());
        let counted = Arc::clone(&ctx.statements);
        let asked = async_graphql::Request::new(TRAIL)
            .variables(async_graphql::Variables::from_json(json!({ "county": "510824", "first": first })))
            .data(ctx);
        let answer = lianjing::api::schema::build(&world.kernel.settings.api).execute(asked).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        costs.insert(counted.load(Ordering::Relaxed));
    }
    assert_eq!(costs.len(), 1, "{costs:?}");
});

fn auditor(world: &World, account_id: AccountId) -> Actor {
    Actor::Staff(StaffActor {
        county_id: world.home().county.id,
        account_id,
        session_id: entity::id::SessionId(uuid::Uuid::nil()),
        name: String::new(),
        official_id: None,
        former: Vec::new(),
        roles: vec![HeldRole { role: StaffRole::Auditor, unit_id: None, organ_id: None }],
    })
}
