//! 清权: a unit goes through its list, the county looks at it, and everybody reads what changed.

mod at_once;
mod long;
mod merged;
mod rights;
mod versions;

use entity::ledger_entry;
use entity::words::{LedgerClass, NoticeKind, StaffRole};
use kit::clearing::{content, decision, named, saved};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};

/// Kinds of the ledger's entries about lists, each once, in the order of the alphabet.
async fn entries(world: &World) -> Vec<String> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.like("clearing.%"));
    let rows = rows.order_by_asc(ledger_entry::Column::Kind).all(&tx).await.unwrap();
    assert!(rows.iter().all(|row| row.class == LedgerClass::Public));
    let mut kinds: Vec<_> = rows.into_iter().map(|row| row.kind).collect();
    kinds.dedup();
    kinds
}

/// Code and field of the first refusal.
fn refused(payload: &Value) -> (Value, Value) {
    assert!(payload["clearing"].is_null(), "{payload}");
    (payload["errors"][0]["code"].clone(), payload["errors"][0]["field"].clone())
}

fn refusal(code: &str, field: Option<&str>) -> (Value, Value) {
    (json!(code), json!(field))
}

/// What the page of 低保评议 says of basis and standards.
async fn page(world: &World) -> Value {
    let query = "{ power(county: \"510824\", code: \"510824-dibao\") { name legalBases { law } standards { standard } steps { title } \
                 riskPoints { text measures } guides { title } } }";
    world.data(None, query, json!({})).await["power"].clone()
}

/// Names of the powers on the village's page.
async fn listed(world: &World, unit: &str) -> Vec<String> {
    let query = "query($c: String!) { unit(county: \"510824\", code: $c) { powers { nodes { name } } } }";
    let data = world.data(None, query, json!({ "c": format!("510824-{unit}") })).await;
    data["unit"]["powers"]["nodes"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

story!(one_return_makes_no_list_of_all_ways_necessary, |world| {
    let round = world.clears_village().await;
    let back = json!([{ "fromNumber": 3, "toNumber": 1, "condition": "资料不全" }]);
    let round =
        world.did_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], content(json!({ "ways": back })))).await;
    let detail = world.clearing_item("publisher", &round["items"][0]["id"]).await;
    let next: Vec<_> = detail["content"]["steps"].as_array().unwrap().iter().map(|step| step["next"].clone()).collect();
    let on = |to: i32| json!({ "to": to, "condition": null, "isReturn": false });
    assert_eq!(next, [json!([on(2)]), json!([on(3)]), json!([{ "to": 1, "condition": "资料不全", "isReturn": true }])]);
});

story!(without_a_legal_basis_a_power_is_not_kept, |world| {
    let round = world.clears_village().await;
    let item = &round["items"][0];
    assert_eq!((&item["name"], &item["hasBasis"], &item["decision"]), (&json!("低保评议"), &json!(false), &Value::Null));
    assert_eq!(round["problems"], json!(["第 1 项“低保评议”还没有决定保留、调整、取消还是新增。"]));
    assert_eq!(round["viewerCan"], json!(["EDIT", "SEND"]));
    let before = world.dump().await;
    for (said, reason, expected) in [
        ("KEPT", None, refusal("INVALID", Some("decision"))),
        ("ADJUSTED", Some("补上依据"), refusal("INVALID", Some("decision"))),
        ("ADDED", Some("原来就有"), refusal("INVALID", Some("decision"))),
        ("CANCELLED", None, refusal("REQUIRED", Some("reason"))),
        ("CANCELLED", Some("没用"), refusal("TOO_SHORT", Some("reason"))),
    ] {
        let payload = world.does_on_clearing("publisher", "decideClearingItem", decision(item, said, reason)).await;
        assert_eq!(refused(&payload), expected, "{said} {reason:?}");
    }
    let payload = world.does_on_clearing("publisher", "sendClearing", named(&round)).await;
    assert_eq!(refused(&payload), refusal("STATE", None));
    let changed = changed_since(world, &before).await;
    assert_eq!(changed, Vec::<String>::new(), "what is refused leaves nothing");
    let round = world.did_on_clearing("publisher", "decideClearingItem", decision(item, "CANCELLED", Some("没有法律依据"))).await;
    assert_eq!((&round["problems"], &round["items"][0]["decision"]), (&json!([]), &json!("CANCELLED")));
});

/// Tables that are not as they were, sessions left out: whoever asks signs in.
async fn changed_since(world: &World, before: &kit::dump::Dump) -> Vec<String> {
    let after = world.dump().await;
    let others = before.iter().filter(|(table, rows)| table.as_str() != "session" && after[*table] != **rows);
    others.map(|(table, _)| table.clone()).collect()
}

story!(a_change_takes_back_a_decision_that_is_not_true_any_more, |world| {
    let round = world.clears_village().await;
    let with_basis = saved(&round, &round["items"][0], content(json!({})));
    let round = world.did_on_clearing("publisher", "saveClearingItem", with_basis).await;
    let payload = world.does_on_clearing("publisher", "decideClearingItem", decision(&round["items"][0], "KEPT", None)).await;
    assert_eq!(refused(&payload), refusal("INVALID", Some("decision")), "it is not as it was");
    let adjusted = decision(&round["items"][0], "ADJUSTED", Some("补上依据和流程"));
    let round = world.did_on_clearing("publisher", "decideClearingItem", adjusted).await;
    let detail = world.clearing_item("publisher", &round["items"][0]["id"]).await;
    let parts: Vec<_> = detail["changes"].as_array().unwrap().iter().map(|one| one["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["LEGAL_BASES", "STANDARDS", "GUIDES", "FLOW", "RISKS"]);
    assert_eq!(detail["content"]["steps"][1]["next"][1], json!({ "to": 1, "condition": "资料不全", "isReturn": true }));
    assert!(detail["content"]["chart"]["svg"].as_str().unwrap().contains("data-edge=\"2-1\""), "the draft is drawn as its page will be");
    // The same once more changes nothing, and takes nothing back.
    let again = world.did_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], content(json!({})))).await;
    assert_eq!((&again["items"][0]["decision"], &again["revision"]), (&json!("ADJUSTED"), &round["revision"]));
    let bare = content(json!({ "legalBases": [] }));
    let round = world.did_on_clearing("publisher", "saveClearingItem", saved(&again, &again["items"][0], bare)).await;
    assert_eq!((&round["items"][0]["decision"], &round["items"][0]["hasBasis"]), (&Value::Null, &json!(false)));
    assert_eq!(round["steps"][0], json!({ "step": "SAVED", "itemName": "低保评议", "parts": ["LEGAL_BASES"] }));
});

story!(a_list_is_drafted_reviewed_and_published, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let round = world.drafts_village().await;
    assert_eq!(round["problems"], json!([]));
    let hidden = world.clearing("county-handler", &round["line"]["id"]).await;
    assert_eq!(hidden["errors"][0]["extensions"]["code"], "NOT_FOUND", "the county sees nothing before it is sent");
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    assert_eq!((&sent["line"]["state"], &sent["viewerCan"]), (&json!("SENT"), &json!(["RECALL"])));
    assert_eq!(world.told("county-handler", NoticeKind::ClearingWaiting).await, 1);
    let payload = world.does_on_clearing("publisher", "saveClearingItem", saved(&sent, &sent["items"][0], content(json!({})))).await;
    assert_eq!(refused(&payload), refusal("STATE", None), "with the county nothing is written");
    let back = json!({ "clearingId": sent["line"]["id"], "revision": sent["revision"], "reason": "评议的人数没有写清楚" });
    let back = world.did_on_clearing("county-handler", "returnClearing", back).await;
    assert_eq!((&back["line"]["state"], &back["returnReason"]), (&json!("RETURNED"), &json!("评议的人数没有写清楚")));
    assert_eq!(world.told("publisher", NoticeKind::ClearingReturned).await, 1);
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&back)).await;
    let recalled = world.did_on_clearing("publisher", "recallClearing", named(&sent)).await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&recalled)).await;
    assert_eq!(page(world).await["legalBases"], json!([]), "the page says what was published");
    let read = world.clearing("county-handler", &sent["line"]["id"]).await["data"]["clearing"].clone();
    assert_eq!(read["viewerCan"], json!(["RETURN", "PUBLISH"]));
    let done = world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!((&done["line"]["state"], &done["line"]["versionNo"], &done["viewerCan"]), (&json!("PUBLISHED"), &json!(1), &json!([])));
    assert_eq!(world.told("publisher", NoticeKind::ClearingDone).await, 1);
    let shown = page(world).await;
    assert_eq!(shown["legalBases"], json!([{ "law": "《社会救助暂行办法》" }]));
    assert_eq!((&shown["standards"], &shown["guides"]), (&json!([{ "standard": "按差额补助" }]), &json!([{ "title": "带什么" }])));
    assert_eq!(shown["riskPoints"], json!([{ "text": "不开会就定名单", "measures": ["会议记录当场签字"] }]));
    assert_eq!(shown["steps"].as_array().unwrap().len(), 3);
    assert_eq!(listed(world, "village").await, ["低保评议", "村集体收支审批"]);
    let kinds = [
        "clearing.add",
        "clearing.decide",
        "clearing.publish",
        "clearing.recall",
        "clearing.return",
        "clearing.save",
        "clearing.send",
        "clearing.start",
        "clearing.version",
    ];
    assert_eq!(entries(world).await, kinds);
});

story!(every_faulty_part_is_told_and_nothing_written, |world| {
    let round = world.clears_village().await;
    let before = world.dump().await;
    let bad = content(json!({
        "name": "", "legalBases": [{ "law": "《某法》", "text": "x".repeat(2_001) }],
        "ways": [{ "fromNumber": 1, "toNumber": 9 }, { "fromNumber": 3, "toNumber": 1 }],
        "risks": [{ "stepNumber": 7, "grade": "A", "kind": "PROCESS", "text": "不开会", "measures": [] }],
    }));
    let payload = world.does_on_clearing("publisher", "saveClearingItem", saved(&round, &round["items"][0], bad)).await;
    let told: Vec<_> = payload["errors"].as_array().unwrap().iter().map(|one| (&one["field"], &one["message"])).collect();
    let expected = [
        ("name", "这里还没有填。"),
        ("legalBases", "第 1 条依据：太长了，最多 2000 个字，现在有 2001 个。"),
        ("steps", "流程里没有第 9 步。"),
        ("steps", "从第 3 步退回第 1 步，请写明什么情况退回。"),
        ("risks", "第 1 个风险点：流程里没有第 7 步。"),
    ]
    .map(|(field, message)| (json!(field), json!(message)));
    assert_eq!(told, expected.iter().map(|(field, message)| (field, message)).collect::<Vec<_>>());
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    // A new item that is not wanted after all goes; one of the register does not.
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "盖章" })) });
    let round = world.did_on_clearing("publisher", "saveClearingItem", new).await;
    let of = |at: usize| json!({ "itemId": round["items"][at]["id"], "revision": round["items"][at]["revision"] });
    let payload = world.does_on_clearing("publisher", "dropClearingItem", of(0)).await;
    assert_eq!(refused(&payload), refusal("INVALID", Some("decision")));
    let left = world.did_on_clearing("publisher", "dropClearingItem", of(1)).await;
    assert_eq!(left["items"].as_array().unwrap().len(), 1);
    assert!(entries(world).await.iter().any(|kind| kind == "clearing.drop"));
});

story!(a_stopped_power_leaves_its_page_only_when_it_goes_on, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let halt = world.stops_dibao("town-head", json!({})).await;
    let round = world.clears_village().await;
    let round =
        world.did_on_clearing("publisher", "decideClearingItem", decision(&round["items"][0], "CANCELLED", Some("没有法律依据"))).await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let payload = world.does_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(refused(&payload), refusal("STATE", None));
    assert!(payload["errors"][0]["message"].as_str().unwrap().contains("低保评议"), "{payload}");
    assert_eq!(world.dibao(None).await["isHalted"], true, "everybody still reads why it is stopped");
    let resume = json!({ "haltId": halt["id"], "reason": "已经重新评议，名单公示过了" });
    let resumed = world.does_on_halt("town-head", "resumePower", resume).await;
    assert_eq!(resumed["errors"], json!([]), "{resumed}");
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(page(world).await, Value::Null);
});
