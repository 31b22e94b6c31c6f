//! A publication, or a decision not to publish, that is hidden costs what one costs that is not there, and is answered alike.

use super::*;
use entity::id::{PublicationId, WithholdingId};
use lianjing::kernel::Ctx;
use std::sync::atomic::Ordering;

/// How many statements an answer took, and what it was.
async fn costs(world: &World, who: &str, document: &str, id: &Value) -> (u32, Value) {
    let token = world.signed_in(world.home(), who).await;
    let actor = lianjing::http::session::actor(&world.kernel, Some(&format!("Bearer {token}"))).await.ok().unwrap();
    let ctx = Ctx::new(&world.kernel, actor, "count".to_owned());
    let counted = std::sync::Arc::clone(&ctx.statements);
    let schema = lianjing::api::schema::build(&world.kernel.settings.api);
    let request = async_graphql::Request::new(document).variables(async_graphql::Variables::from_json(json!({ "v": id })));
    let mut answer = serde_json::to_value(schema.execute(request.data(ctx)).await).unwrap();
    if let Some(first) = answer["errors"].get_mut(0) {
        // Which request it was.
        first["extensions"]["requestId"] = Value::Null;
    }
    (counted.load(Ordering::Relaxed), answer)
}

/// Who must keep away from a case about the clerk, and whose it is not.
const OTHERS: [&str; 5] = ["town-handler", "town2-head", "county-head", "admin", "auditor"];

/// Of each of these documents the hidden thing costs what an absent one costs.
async fn alike(world: &World, documents: &[String], (hidden, absent): (&Value, &Value)) {
    for who in OTHERS {
        for document in documents {
            let (there, none) = (costs(world, who, document, hidden).await, costs(world, who, document, absent).await);
            assert_eq!(there, none, "{who}: {document}");
            assert!(there.1.to_string().contains("NOT_FOUND"), "{who}: {document}: {}", there.1);
        }
    }
}

story!(a_hidden_draft_costs_what_an_absent_one_costs, |world| {
    let case = answered_on(world, "town-clerk").await;
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let absent = id(tx.mint::<PublicationId>());
    drop(tx);
    let verb = |name: &str, more: &str, read: &str| {
        format!("mutation($v: ID!) {{ {name}(input: {{ publicationId: $v, version: 3{more} }}) {{ {read} errors {{ code }} }} }}")
    };
    let line = "draft { line { id } }";
    let documents = [
        "query($v: ID!) { publicationDraft(id: $v) { line { id } title } }".to_owned(),
        verb("publishCase", "", line),
        verb("sendPublication", "", line),
        verb("returnPublication", ", reason: \"改一改\"", line),
        verb("hidePublication", ", reason: PRIVACY", line),
        verb("discardPublication", "", "publications { canWithhold }"),
    ];
    alike(world, &documents, (&waiting["line"]["id"], &absent)).await;
    let (_, seen) = costs(world, "town-head", &documents[0], &waiting["line"]["id"]).await;
    assert_eq!(seen["data"]["publicationDraft"]["line"]["id"], waiting["line"]["id"], "whose it is sees it");
});

story!(a_hidden_exposure_costs_what_an_absent_one_costs, |world| {
    let case = disciplined(world, "town-clerk").await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "EXPOSURE" })).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let absent = id(tx.mint::<PublicationId>());
    drop(tx);
    // Not sent yet: the county commission, which will approve it, knows nothing of it.
    let document = "query($v: ID!) { publicationDraft(id: $v) { line { id } title } }".to_owned();
    alike(world, &[document], (&draft["line"]["id"], &absent)).await;
});

story!(a_hidden_decision_costs_what_an_absent_one_costs, |world| {
    let case = answered_on(world, "town-clerk").await;
    let input = json!({ "caseId": case, "reason": "PRIVACY", "sentence": "涉及群众的病情，不宜公开。" });
    let there = world.did_on_case_publications("town-handler2", "withholdResult", input).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let absent = id(tx.mint::<WithholdingId>());
    drop(tx);
    let read = "publications { canWithhold } errors { code }";
    let documents = [
        format!("mutation($v: ID!) {{ decideWithholding(input: {{ withholdingId: $v, version: 1, agrees: true }}) {{ {read} }} }}"),
        format!("mutation($v: ID!) {{ publishAfterAll(input: {{ withholdingId: $v, version: 1 }}) {{ {read} }} }}"),
    ];
    alike(world, &documents, (&there["withholding"]["id"], &absent)).await;
    for who in OTHERS.into_iter().take(3) {
        let list = "{ withholdings { id } publicationDrafts { id } }";
        let query = costs(world, who, list, &Value::Null).await;
        assert_eq!(query.1["data"], json!({ "withholdings": [], "publicationDrafts": [] }), "{who}");
    }
});
