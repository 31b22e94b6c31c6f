//! 时限: pauses, extensions, changed holidays, the morning's notice, and what can happen to whoever works the clocks.

mod accelerated;
mod calendar;
mod faults;
mod plans;
mod reminders;
mod requests;
mod who_answers;

use kit::World;
use kit::cases::{Filed, id};
use serde_json::{Value, json};

const PHONE: &str = "13800000001";
const OTHER: &str = "13900000002";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn field(payload: &Value) -> &str {
    payload["errors"][0]["field"].as_str().unwrap_or("-")
}

/// A report on the village, accepted by the town's handler; its result is due on 2026-04-02.
async fn accepted(world: &World) -> (Filed, String) {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let accepted = world.acts("town-handler2", "acceptCase", &case, json!({})).await;
    assert_eq!(accepted["case"]["due"]["dueOn"], "2026-04-02", "{accepted}");
    (filed, case)
}

/// The handler asks for a pause until that day; the id of the request.
async fn asks_for_pause(world: &World, case: &str, until: &str) -> Value {
    let asked = world.acts("town-handler2", "pauseDeadline", case, json!({ "until": until, "reason": "等司法鉴定意见" })).await;
    assert_eq!(asked["errors"], json!([]), "{asked}");
    world.requests("county-head").await.as_array().unwrap().last().unwrap()["id"].clone()
}

/// The handler asks for so many days more; the id of the request.
async fn asks_for_days(world: &World, case: &str, days: i32) -> Value {
    let asked = world.acts("town-handler2", "extendDeadline", case, json!({ "days": days, "reason": "案情复杂，证人在外地" })).await;
    assert_eq!(asked["errors"], json!([]), "{asked}");
    world.requests("county-head").await.as_array().unwrap().last().unwrap()["id"].clone()
}
