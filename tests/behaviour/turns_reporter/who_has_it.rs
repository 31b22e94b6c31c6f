//! Who has it now: the reporter reads the organ, on the platform, above the county and outside, and never a person.

use super::{PHONE, messages};
use entity::words::NoticeKind;
use kit::cases::{Filed, id};
use kit::{World, story};
use serde_json::{Value, json};
use time::Duration;

const HELD: &str = "heldBy state next timeline { title detail by }";

/// What the page says, with the code alone and with both codes.
async fn held(world: &World, filed: &Filed) -> (Value, Value) {
    world.wait(Duration::hours(1));
    let both = world.proves_later(&filed.phone, "TRACK").await;
    let query = format!("query($code: String) {{ reportStatus(queryCode: $code) {{ {HELD} }} }}");
    let asked = json!({ "code": filed.code });
    let alone = world.data(None, &query, asked.clone()).await["reportStatus"].clone();
    (alone, world.data(Some(&both), &query, asked).await["reportStatus"].clone())
}

async fn moved(world: &World, who: &str, verb: &str, (case, input): (&str, Value)) {
    assert_eq!(world.acts(who, verb, case, input).await["errors"], json!([]), "{verb}");
}

/// No message to a phone says where it is.
async fn messages_name(world: &World, word: &str) -> bool {
    world.works_after(Duration::ZERO).await;
    world.sms.taken().iter().any(|sms| sms.text().contains(word))
}

story!(a_case_handed_on_says_which_organ_has_it, |world| {
    let filed = world.files(PHONE, &[id(world.home().power("land"))]).await;
    let case = world.only_case("bureau-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(held(world, &filed).await.0["heldBy"], "派驻民政局纪检组");
    let to = json!({ "toOrganId": id(world.home().organ("town")), "reason": "人和事都在镇里" });
    moved(world, "bureau-head", "transferCase", (&case, to)).await;
    let (alone, both) = held(world, &filed).await;
    assert_eq!((&alone["heldBy"], &both["heldBy"]), (&json!("龙山镇纪委"), &json!("龙山镇纪委")));
    assert!(both["next"].as_str().unwrap().starts_with("龙山镇纪委"), "{both}");
    assert!(!both.to_string().contains("演示"), "no person: {both}");
    assert!(!messages_name(world, "纪委").await);
});

story!(what_went_outside_says_who_took_it_to_its_reporter_alone, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let to = json!({ "outsideName": "县人民检察院", "reason": "涉嫌犯罪" });
    moved(world, "town-head", "transferCase", (&case, to)).await;
    let (alone, both) = held(world, &filed).await;
    assert_eq!((&alone["heldBy"], &alone["state"]), (&Value::Null, &json!("TRANSFERRED")), "the name tells what it is about");
    assert!(!alone.to_string().contains("检察院") && alone["next"].as_str().unwrap().contains("手机验证码"), "{alone}");
    assert_eq!(both["heldBy"], "县人民检察院");
    assert!(both["next"].as_str().unwrap().contains("由县人民检察院办，等对方的回执"), "{both}");
    let last = both["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["title"], &last["detail"]), (&json!("转到平台外，交给县人民检察院办"), &json!("涉嫌犯罪")));
    assert!(!both.to_string().contains("演示"), "no person: {both}");
    let dump = world.dump().await;
    let clear: Vec<_> = dump.iter().filter(|(_, rows)| rows.iter().any(|row| row.contains("检察院"))).map(|(table, _)| table).collect();
    assert_eq!(clear, Vec::<&String>::new(), "sealed like the sheet");
    assert!(!messages_name(world, "检察院").await);
    assert_eq!(messages(world, NoticeKind::Transferred).await, 1);

    let back = json!({ "taken": false, "on": "2026-03-02", "document": "苍检〔2026〕7号", "words": "不构成犯罪。" });
    moved(world, "town-head", "enterHandOverReceipt", (&case, back)).await;
    let (alone, both) = held(world, &filed).await;
    assert_eq!((&alone["heldBy"], &both["heldBy"]), (&json!("龙山镇纪委"), &json!("龙山镇纪委")), "it is here again");
    let again = json!({ "outsideName": "县公安局", "reason": "应当由公安机关管" });
    moved(world, "town-head", "transferCase", (&case, again)).await;
    assert_eq!(held(world, &filed).await.1["heldBy"], "县公安局", "whoever has it now");
    let taken = json!({ "taken": true, "on": "2026-03-02", "document": "苍公〔2026〕8号", "words": "已接收。" });
    moved(world, "town-head", "enterHandOverReceipt", (&case, taken)).await;
    assert!(held(world, &filed).await.1["next"].as_str().unwrap().contains("由县公安局办，对方签收了。"));
});

story!(above_the_county_it_is_the_organ_there, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("bureau-director"))]).await;
    let case = world.only_case("county-handler").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("county-handler", &case).await["errors"], json!([]));
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    let (alone, _) = held(world, &filed).await;
    assert_eq!(alone["heldBy"], "市纪委监委");
    let titles = alone["timeline"].to_string();
    assert!(titles.contains("移交市纪委监委，期限照算"), "{titles}");
});
