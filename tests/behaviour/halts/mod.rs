//! 叫停: a head stops a power, the unit answers, the organ lets it go on; all of it stands on the power's page for ever.

mod linked;
mod lists;
mod rights;

use entity::id::HaltId;
use entity::ledger_entry;
use entity::words::{LedgerClass, NoticeKind};
use kit::cases::id;
use kit::halts::REASON;
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use time::Duration;

/// Kinds of the ledger's entries about halts, in the order of the alphabet, with their class.
async fn entries(world: &World) -> Vec<(String, LedgerClass)> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.like("halts.%"));
    let rows = rows.order_by_asc(ledger_entry::Column::Kind).all(&tx).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.class)).collect()
}

fn texts(halt: &Value) -> Vec<&str> {
    halt["answers"].as_array().unwrap().iter().map(|answer| answer["text"].as_str().unwrap()).collect()
}

story!(a_stopped_power_is_answered_for_resumed_and_the_record_stays, |world| {
    world.gives_dibao_steps().await;
    assert_eq!(world.dibao(None).await, json!({ "isHalted": false, "viewerCan": [], "halts": [] }));
    let halt = world.stops_dibao("town-head", json!({ "stepNumber": 2 })).await;
    assert_eq!((&halt["organName"], &halt["viewerCan"]), (&json!("龙山镇纪委"), &json!(["RESUME"])));
    let page = world.dibao(None).await;
    let shown = page["halts"][0].clone();
    assert_eq!((&page["isHalted"], page["halts"].as_array().unwrap().len()), (&json!(true), 1));
    assert_eq!(shown["step"], json!({ "number": 2, "title": "村里评议" }));
    assert_eq!((&shown["reason"], &shown["isOpen"], &shown["answers"]), (&json!(REASON), &json!(true), &json!([])));
    assert_eq!((&shown["orderedAt"], &shown["resumedAt"]), (&json!("2026-03-02T09:00:00+08:00"), &Value::Null));
    assert_eq!(shown["power"]["unitName"], "龙山镇甲村");
    assert_eq!(world.told("publisher", NoticeKind::PowerHalted).await, 1);
    for text in ["重新开了评议会，四十人到会。", "重新开了评议会，四十人到会。", "名单重新公示了七天。"]
    {
        world.wait(Duration::days(1));
        let payload = world.does_on_halt("publisher", "answerHalt", json!({ "haltId": halt["id"], "text": text })).await;
        assert_eq!(payload["errors"], json!([]));
    }
    let answered = world.dibao(None).await["halts"][0].clone();
    assert_eq!(texts(&answered), ["重新开了评议会，四十人到会。", "名单重新公示了七天。"], "the same words again say nothing new");
    assert_eq!(world.told("town-head", NoticeKind::HaltAnswered).await, 2);
    let reason = "看了会议记录和公示照片，可以接着办。";
    let ended = world.does_on_halt("town-head", "resumePower", json!({ "haltId": halt["id"], "reason": reason })).await;
    assert_eq!((&ended["errors"], &ended["halt"]["viewerCan"]), (&json!([]), &json!([])));
    let page = world.dibao(None).await;
    let past = &page["halts"][0];
    assert_eq!((&page["isHalted"], &past["isOpen"], &past["resumeReason"]), (&json!(false), &json!(false), &json!(reason)));
    assert_eq!((&past["resumedBy"], &past["resumedAt"]), (&json!("龙山镇纪委"), &json!("2026-03-05T09:00:00+08:00")));
    assert_eq!(texts(past).len(), 2);
    assert_eq!(world.told("publisher", NoticeKind::PowerResumed).await, 1);
    let public = |kind: &str| (kind.to_owned(), LedgerClass::Public);
    assert_eq!(entries(world).await, ["halts.answer", "halts.answer", "halts.order", "halts.resume"].map(public));
});

story!(a_power_can_be_stopped_again_and_every_halt_stays, |world| {
    let first = world.stops_dibao("town-head", json!({})).await;
    world.wait(Duration::days(1));
    world.does_on_halt("county-head", "resumePower", json!({ "haltId": first["id"], "reason": "已经改好，可以接着办。" })).await;
    let second = world.stops_dibao("county-head", json!({})).await;
    let page = world.dibao(None).await;
    let told = |at: usize| (page["halts"][at]["id"].clone(), page["halts"][at]["isOpen"].clone(), page["halts"][at]["organName"].clone());
    assert_eq!(told(0), (second["id"].clone(), json!(true), json!("县纪委监委")));
    assert_eq!(told(1), (first["id"].clone(), json!(false), json!("龙山镇纪委")));
    assert_eq!(page["halts"][1]["resumedBy"], "县纪委监委", "the commission may end what a committee ordered");
    // The unit's list marks it, and says nothing of another power.
    let query = "query($c: String!) { unit(county: \"510824\", code: $c) { powers { nodes { name isHalted } } } }";
    let of = async |code: &str| world.data(None, query, json!({ "c": code })).await["unit"]["powers"]["nodes"].clone();
    assert_eq!(of("510824-village").await, json!([{ "name": "低保评议", "isHalted": true }]));
    assert_eq!(of("510824-bureau").await, json!([{ "name": "婚姻登记", "isHalted": false }]));
    let node = "query($id: ID!) { node(id: $id) { __typename ... on Halt { reason } } }";
    let found = world.data(None, node, json!({ "id": first["id"] })).await;
    assert_eq!(found["node"], json!({ "__typename": "Halt", "reason": REASON }));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let unused = id(tx.mint::<HaltId>());
    assert_eq!(world.data(None, node, json!({ "id": unused })).await["node"], Value::Null);
});

story!(a_new_list_of_steps_does_not_rewrite_the_record, |world| {
    world.gives_dibao_steps().await;
    world.stops_dibao("town-head", json!({ "stepNumber": 3 })).await;
    let text = "power_code,number,title,actor,duty\n510824-dibao,1,申请,农户,写申请\n";
    let file = lianjing::domain::import::SourceFile { name: "flow_steps.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    assert!(lianjing::domain::import::run(&world.ctx(), "510824", &[file], false).await.unwrap().written);
    assert_eq!(world.dibao(None).await["halts"][0]["step"], json!({ "number": 3, "title": "公示" }));
});
