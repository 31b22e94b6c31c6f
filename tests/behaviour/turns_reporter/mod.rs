//! The reporter's turns: material that stops a closing, what he is asked for, whether it is really solved; and recusal at
//! each move, by declared kinship, and by one's own word.

mod aside;
mod asking;
mod asking_ends;
mod follow_up;
mod follow_up_ends;
mod kinship;
mod kinship_noted;
mod material;
mod material_waits;
mod moves;
mod status;
mod who_has_it;
mod withdrawal;

use entity::notice;
use entity::words::{NoticeChannel, NoticeKind};
use kit::World;
use kit::cases::{Filed, id};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
/// All that a reporter's page shows of these turns.
const TURNS: &str = "state light instance organ { name } unseenMaterial followUpUntil followUpSolved next viewerCan \
    materialRequest { askedAt dueOn state text } promises { kind dueOn state sum } \
    touches { organName role firstAt lastAt hasOpened } timeline { title detail by } content { supplements { text } }";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// A report on the village, accepted and investigated by the town's handler.
async fn investigated(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    for verb in ["acceptCase", "startInvestigation"] {
        assert_eq!(code(&world.acts("town-handler2", verb, &case, json!({})).await), "-", "{verb}");
    }
    (filed, case)
}

/// The same, answered by the town's committee.
async fn answered(world: &World) -> (Filed, String) {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&replies(world, "town-handler2", &case).await), "-");
    (filed, case)
}

async fn replies(world: &World, login: &str, case: &str) -> Value {
    let reply = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" });
    world.acts(login, "replyCase", case, reply).await
}

/// The reporter adds words; each time with a key of its own.
async fn adds(world: &World, filed: &Filed, key: u32, text: &str) -> Value {
    world.tells(filed, "supplementReport", json!({ "submissionKey": format!("{key:0>20}"), "text": text })).await
}

async fn acknowledges(world: &World, login: &str, case: &str, (count, reason): (i32, Option<&str>)) -> Value {
    world.acts(login, "acknowledgeMaterial", case, json!({ "count": count, "reason": reason })).await
}

/// The reporter's page with both codes.
async fn page(world: &World, filed: &Filed) -> Value {
    world.wait(Duration::hours(1));
    let token = world.proves_later(&filed.phone, "TRACK").await;
    turns(world, Some(&token), filed).await
}

/// The reporter's page by the query code, with this token or none.
async fn turns(world: &World, token: Option<&str>, filed: &Filed) -> Value {
    let query = format!("query($code: String) {{ reportStatus(queryCode: $code) {{ {TURNS} }} }}");
    world.data(token, &query, json!({ "code": filed.code })).await["reportStatus"].clone()
}

/// What an officer's page shows of these turns.
async fn case_of(world: &World, login: &str, case: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { state supplementCount unseenMaterial nextAct canStepAside viewerCan \
        handler { name } materialRequest { dueOn state text } timeline { title detail by } due { dueOn } } } }";
    world.data(Some(&token), query, json!({ "id": case })).await["node"].clone()
}

/// How many messages of this kind were written to reporters.
async fn messages(world: &World, kind: NoticeKind) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::Channel.eq(NoticeChannel::Sms));
    rows.filter(notice::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

/// An officer says that he must keep away; the payload.
async fn steps_aside(world: &World, login: &str, case: &str) -> Value {
    let token = world.signed_in(world.home(), login).await;
    let query = "mutation($input: StepAsideInput!) { stepAside(input: $input) { done errors { code message } } }";
    world.data(Some(&token), query, json!({ "input": { "caseId": case, "reason": "KIN" } })).await["stepAside"].clone()
}

async fn total(world: &World, login: &str) -> Value {
    world.inbox(login, Value::Null).await["totalCount"].clone()
}
