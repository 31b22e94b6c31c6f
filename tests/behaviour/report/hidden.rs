//! A case that is hidden costs what a case costs that is not there: the time of an answer tells nothing.

use super::*;
use entity::id::{CaseId, DeadlineRequestId};
use lianjing::kernel::Ctx;
use std::sync::atomic::Ordering;

/// How many statements an answer took, and what it was.
async fn costs(world: &World, who: &str, query: &str, variables: &Value) -> (u32, Value) {
    let token = world.signed_in(world.home(), who).await;
    let actor = lianjing::http::session::actor(&world.kernel, Some(&format!("Bearer {token}"))).await.ok().unwrap();
    let ctx = Ctx::new(&world.kernel, actor, "count".to_owned());
    let counted = std::sync::Arc::clone(&ctx.statements);
    let schema = lianjing::api::schema::build(&world.kernel.settings.api);
    let request = async_graphql::Request::new(query).variables(async_graphql::Variables::from_json(variables.clone()));
    let answer = schema.execute(request.data(ctx)).await;
    (counted.load(Ordering::Relaxed), json!(answer.data))
}

story!(a_hidden_case_costs_what_an_absent_one_costs, |world| {
    let place = world.home();
    // The town-handler sits in the clerk's office, and must keep away from his committee's case.
    world.files(PHONE, &[id(place.unit("village2")), id(place.official("town-clerk"))]).await;
    let case = world.only_case("town-head").await;
    let tx = world.ctx().read(&place.county).await.unwrap();
    let absent = id(tx.mint::<CaseId>());
    drop(tx);
    let by_number = "query($v: String!) { caseByNumber(number: $v) { id } }";
    let by_id = "query($v: ID!) { node(id: $v) { id } }";
    let accept = "mutation($v: ID!) { acceptCase(input: { caseId: $v }) { errors { code } } }";
    let note = "mutation($v: ID!) { startInvestigation(input: { caseId: $v }) { errors { code } } }";
    let pause = "mutation($v: ID!) { pauseDeadline(input: { caseId: $v, until: \"2026-03-10\", reason: \"等鉴定\" }) { errors { code } } }";
    let extend = "mutation($v: ID!) { extendDeadline(input: { caseId: $v, days: 5, reason: \"案情复杂\" }) { errors { code } } }";
    for who in ["town-handler", "town2-head", "admin", "auditor"] {
        for (query, there, not_there) in [
            (by_number, &case["number"], &json!("2026-ZZZZZ")),
            (by_id, &case["id"], &absent),
            (accept, &case["id"], &absent),
            (note, &case["id"], &absent),
            (pause, &case["id"], &absent),
            (extend, &case["id"], &absent),
        ] {
            let hidden = costs(world, who, query, &json!({ "v": there })).await;
            let none = costs(world, who, query, &json!({ "v": not_there })).await;
            assert_eq!(hidden, none, "{who}: {query}");
        }
    }
    let (_, seen) = costs(world, "town-head", by_number, &json!({ "v": case["number"] })).await;
    assert_eq!(seen["caseByNumber"]["id"], case["id"], "whoever may see it sees it");
});

story!(a_hidden_request_costs_what_an_absent_one_costs, |world| {
    let place = world.home();
    world.files(PHONE, &[id(place.unit("village2")), id(place.official("town-clerk"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let asked = world.acts("town-handler2", "extendDeadline", &case, json!({ "days": 5, "reason": "案情复杂" })).await;
    assert_eq!(asked["errors"], json!([]), "{asked}");
    let request = world.requests("county-head").await[0]["id"].clone();
    let tx = world.ctx().read(&place.county).await.unwrap();
    let absent = id(tx.mint::<DeadlineRequestId>());
    drop(tx);
    let decide =
        "mutation($v: ID!) { decideDeadlineRequest(input: { requestId: $v, grant: true, reason: \"同意延长\" }) { errors { code } } }";
    let list = "query($v: String) { deadlineRequests(after: $v) { nodes { id caseNumber words { asked } } } }";
    world.makes_kin("county-inspector", "town-clerk").await;
    for who in ["county-head", "county-handler", "town-handler", "town2-head", "admin", "auditor"] {
        let (hidden, none) =
            (costs(world, who, decide, &json!({ "v": request })).await, costs(world, who, decide, &json!({ "v": absent })).await);
        assert_eq!(hidden, none, "{who}");
        assert_eq!(hidden.1["decideDeadlineRequest"]["errors"][0]["code"], "NOT_FOUND", "{who}");
        assert_eq!(costs(world, who, list, &json!({})).await.1, json!({ "deadlineRequests": { "nodes": [] } }), "{who}");
    }
});
