//! Real things of the county, one of each kind, that a stranger is called with.

use entity::rating_burst;
use entity::words::{BurstState, SubjectKind};
use kit::World;
use kit::cases::id;
use kit::outcomes::dibao_kind;
use lianjing::domain::directory::SubjectId;
use lianjing::domain::entry;
use serde_json::{Value, json};

/// A sticker of the village, and names of a photo and a proposal that could be.
pub async fn a_sticker(world: &World) -> (String, Value, Value) {
    let (ctx, place) = (world.ctx(), world.home());
    let tx = ctx.write(&place.county).await.unwrap();
    let sticker = entry::sticker_for(&ctx, &tx, SubjectId::Unit(place.unit("village"))).await.unwrap().to_string();
    let names = (id(tx.mint::<entity::id::MediaId>()), id(tx.mint::<entity::id::MaliceId>()));
    tx.commit().await.unwrap();
    (sticker, names.0, names.1)
}

/// A role that waits for a second person.
pub async fn a_proposal(world: &World, admin: &str) -> Value {
    let (account, organ) = (world.home().account("bureau-head"), world.home().organ("town"));
    let role = json!({ "accountId": account, "role": "HANDLER", "organId": organ, "from": "2026-03-02" });
    let propose = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id } errors { message } } }";
    world.data(Some(admin), propose, json!({ "input": role })).await["proposeRole"].clone()
}

/// A case that went to the court, with its sheet.
pub async fn a_hand_over(world: &World) -> Value {
    world.files("13800000007", &[id(world.home().power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    let to = json!({ "outsideName": "县人民法院", "reason": "已经起诉" });
    let done = world.acts("bureau-head", "transferCase", &case, to).await;
    assert_eq!(done["errors"], json!([]), "{done}");
    let token = world.signed_in(world.home(), "bureau-head").await;
    world.data(Some(&token), "{ handOvers { nodes { id } } }", json!({})).await["handOvers"]["nodes"][0]["id"].clone()
}

/// A request for more time, on a case of its own.
pub async fn a_request(world: &World) -> Value {
    world.files("13800000008", &[id(world.home().unit("village2"))]).await;
    let inbox = world.inbox("town-head", Value::Null).await;
    let is_second = |case: &&Value| case["subjects"][0]["name"] == "龙山镇乙村";
    let case = inbox["nodes"].as_array().unwrap().iter().find(is_second).unwrap()["id"].as_str().unwrap().to_owned();
    for (verb, input) in [("acceptCase", json!({})), ("extendDeadline", json!({ "days": 10, "reason": "证人在外地" }))] {
        let done = world.acts("town-head", verb, &case, input).await;
        assert_eq!(done["errors"], json!([]), "{done}");
    }
    world.requests("county-head").await[0]["id"].clone()
}

/// A draft of a result, of a case of its own.
pub async fn a_publication(world: &World) -> Value {
    world.files("13800000006", &[id(world.home().unit("village3"))]).await;
    let case = world.only_case("town2-head").await["id"].clone();
    world.replies("town2-head", case.as_str().unwrap()).await;
    let input = json!({ "caseId": case, "kind": "RESULT" });
    world.did_on_publication("town2-head", "draftPublication", input).await["line"]["id"].clone()
}

/// A proposal that a result is not published, of a case of its own.
pub async fn a_withholding(world: &World) -> Value {
    world.files("13800000005", &[id(world.home().official("town-clerk"))]).await;
    let inbox = world.inbox("town-handler2", Value::Null).await;
    let is_it = |case: &&Value| case["subjects"][0]["name"] == "演示town-clerk";
    let case = inbox["nodes"].as_array().unwrap().iter().find(is_it).unwrap()["id"].clone();
    world.replies("town-handler2", case.as_str().unwrap()).await;
    let input = json!({ "caseId": case, "reason": "PRIVACY", "sentence": "涉及群众的病情，不宜公开。" });
    world.did_on_case_publications("town-handler2", "withholdResult", input).await["withholding"]["id"].clone()
}

/// A client and its webhook.
pub async fn a_client(world: &World) -> (Value, Value) {
    let client = world.client(world.home(), &["WEBHOOKS_MANAGE"]).await;
    let token = world.client_token(&client).await;
    let register = "mutation($input: RegisterWebhookInput!) { registerWebhook(input: $input) { webhook { id } errors { message } } }";
    let input = json!({ "url": "http://127.0.0.1:9/hook" });
    let made = world.data(Some(&token), register, json!({ "input": input })).await["registerWebhook"].clone();
    assert!(made["webhook"]["id"].is_string(), "{made}");
    (json!(client.id), made["webhook"]["id"].clone())
}

/// A published outcome, its kind, and an import.
pub async fn an_outcome(world: &World) -> (Value, Value, Value) {
    let kind = world.did_on_outcome("admin", "setOutcomeKind", &dibao_kind()).await;
    let row = world.dibao_row(&kind, ("2026年一季度低保评定", "王大山"));
    let token = world.signed_in(world.home(), "publisher").await;
    let (status, sent) = world.sends_sheet(Some(&token), &kind, ("户主姓名,每月金额\n李小河,520\n".as_bytes(), false)).await;
    assert_eq!(status, 200, "{sent}");
    (world.did_on_outcome("publisher", "publishOutcome", &row).await["id"].clone(), kind["id"].clone(), sent["importId"].clone())
}

/// A kinship that an officer declared, and his wish to end it.
pub async fn a_wish(world: &World) -> (Value, Value) {
    let token = world.signed_in(world.home(), "town-handler2").await;
    let declare = "mutation($input: DeclareKinshipInput!) { declareKinship(input: $input) { kinship { id } errors { message } } }";
    let input = json!({ "relativeId": id(world.home().official("town2-inspector")), "relation": "姻亲" });
    let kin = world.data(Some(&token), declare, json!({ "input": input })).await["declareKinship"]["kinship"]["id"].clone();
    let ask = "mutation($input: AskKinshipEndingInput!) { askKinshipEnding(input: $input) { done } }";
    world.data(Some(&token), ask, json!({ "input": { "kinshipId": kin, "reason": "已经离婚" } })).await;
    let head = world.signed_in(world.home(), "town-head").await;
    let wish =
        world.data(Some(&head), "{ kinshipEndings { ending { id } } }", json!({})).await["kinshipEndings"][0]["ending"]["id"].clone();
    assert!(kin.is_string() && wish.is_string(), "{kin} {wish}");
    (kin, wish)
}

/// A burst of ratings on the head of a village.
pub async fn a_burst(world: &World) -> Value {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = rating_burst::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        subject_kind: SubjectKind::Official,
        subject_id: world.home().official("village-head").into(),
        month: 202_603,
        sheets: 20,
        from_at: tx.now,
        until_at: tx.now,
        state: BurstState::Open,
        found_at: tx.now,
        reviewed_by: None,
        reviewed_at: None,
        reason: None,
    };
    let burst = id(row.id);
    tx.add(row).await.unwrap();
    tx.commit().await.unwrap();
    burst
}

/// A round of the village's list of powers, and its first item.
pub async fn a_clearing(world: &World) -> (Value, Value) {
    let round = world.clears_village().await;
    (round["line"]["id"].clone(), round["items"][0]["id"].clone())
}

/// An archive that was opened, a kind of matters that may be declared, and a transfer to the other county.
pub async fn an_archive(world: &World) -> (Value, Value, Value) {
    let keeper = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&keeper, "village2-head").await;
    let head = world.signed_in(world.home(), "county-head").await;
    let kind = json!({ "name": "家属经商情况", "basis": "《领导干部报告个人有关事项规定》第四条" });
    let kind = world.did_on_archive(&head, "nameArchiveKind", kind).await["kind"]["id"].clone();
    let to = json!({ "openingId": opening, "countyCode": world.other().code, "countyName": "邻县", "document": "苍组调〔2026〕7号" });
    let transfer = world.did_on_archive(&keeper, "handOverArchive", to).await["transfer"]["id"].clone();
    (opening, kind, transfer)
}

/// An opinion that is not published.
pub async fn an_opinion(world: &World) -> Value {
    let token = world.proves_later("13900000008", "OPINION").await;
    let mut input = kit::opinions::opinion_on(&id(world.home().power("dibao")), "sample");
    input["text"] = json!("陌生人读不到的意见。");
    world.thinks(&token, &input).await["id"].clone()
}
