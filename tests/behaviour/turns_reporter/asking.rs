//! 补充材料通知: the organ asks, the reporter brings it or has none; no clock of the organ stops by it.

use super::{PHONE, code, investigated, messages, page, turns};
use entity::notice;
use entity::words::{CaseEventKind, DeadlineKind, NoticeKind};
use futures_util::future::join;
use kit::cases::{Filed, id, submission};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const WORDS: &str = "请补一下去年十月的收据照片。";

async fn asks(world: &World, login: &str, case: &str, input: Value) -> Value {
    world.acts(login, "askMaterial", case, input).await
}

/// The params of all messages of these turns: nothing of what is asked for may stand there.
async fn params(world: &World, kind: NoticeKind) -> Vec<Value> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(kind)).all(&tx).await.unwrap();
    rows.into_iter().map(|row| row.params).collect()
}

story!(the_organ_asks_and_the_reporter_brings_it, |world| {
    let (filed, case) = investigated(world).await;
    let before = world.clocks(DeadlineKind::Result).await;
    let asked = asks(world, "town-handler2", &case, json!({ "text": WORDS, "days": 10 })).await;
    assert_eq!(code(&asked), "-", "{asked}");
    assert_eq!(world.clocks(DeadlineKind::Result).await, before, "the organ's clock runs on");
    assert_eq!(messages(world, NoticeKind::MaterialAsked).await, 1);
    assert!(!params(world, NoticeKind::MaterialAsked).await[0].to_string().contains("收据"), "the message names nothing");
    world.works_after(Duration::ZERO).await;
    assert!(world.sms.taken().iter().all(|sms| sms.params.is_empty()), "nothing but that there is news");

    let by_code = turns(world, None, &filed).await;
    let request = &by_code["materialRequest"];
    assert_eq!(
        (&request["state"], &request["dueOn"], &request["text"]),
        (&json!("RUNNING"), &json!("2026-03-12"), &Value::Null),
        "{by_code}"
    );
    assert!(!by_code.to_string().contains("收据"), "the code alone opens no words: {by_code}");
    let both = page(world, &filed).await;
    assert_eq!(both["materialRequest"]["text"], WORDS);
    assert!(both["next"].as_str().unwrap().contains("以前补充材料"), "{both}");
    assert!(both["viewerCan"].to_string().contains("HAS_NO_MATERIAL"), "{both}");
    assert_eq!(code(&asks(world, "town-handler2", &case, json!({ "text": WORDS, "days": 10 })).await), "STATE", "one thing at a time");

    let more = json!({ "submissionKey": "0123456789abcdef", "text": "收据在这里。" });
    assert_eq!(code(&world.tells(&filed, "supplementReport", more).await), "-");
    let brought = page(world, &filed).await;
    assert_eq!((&brought["materialRequest"]["state"], &brought["unseenMaterial"]), (&json!("MET"), &json!(1)), "{brought}");
    assert!(brought["timeline"].to_string().contains("按要求补充了材料"), "{brought}");
    assert_eq!(code(&world.tells(&filed, "answerMaterialRequest", json!({})).await), "STATE", "it was answered");
    assert_eq!(world.events(CaseEventKind::MaterialAsked).await, 1);
    world.all_clocks_replay().await;
});

story!(to_have_none_is_an_answer, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&world.tells(&filed, "answerMaterialRequest", json!({})).await), "STATE", "nothing is asked for");
    assert_eq!(code(&asks(world, "town-head", &case, json!({ "text": WORDS, "days": 30 })).await), "-");
    let with_code = world.tells_with(None, "answerMaterialRequest", json!({ "queryCode": filed.code })).await;
    assert_eq!(code(&with_code), "CODE_REQUIRED", "a paper in other hands answers nothing");
    let token = world.proves_later("13900000009", "TRACK").await;
    let other = world.tells_with(Some(&token), "answerMaterialRequest", json!({ "queryCode": filed.code })).await;
    assert_eq!(code(&other), "CODE_REQUIRED");
    world.wait(Duration::hours(1));
    let token = world.proves_later(PHONE, "TRACK").await;
    let none = || world.tells_with(Some(&token), "answerMaterialRequest", json!({ "queryCode": filed.code }));
    let (one, two) = join(none(), none()).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!(codes[0], "-", "one of two stands: {codes:?}");
    assert_ne!(codes[1], "-");
    assert_eq!(world.events(CaseEventKind::MaterialNone).await, 1);
    assert_eq!(world.told("town-handler2", NoticeKind::HandlerMaterialNone).await, 1);
    let shown = page(world, &filed).await;
    assert_eq!((&shown["materialRequest"]["state"], &shown["unseenMaterial"]), (&json!("MET"), &json!(0)), "{shown}");
});

story!(what_is_asked_for_has_words_and_a_term, |world| {
    let (filed, case) = investigated(world).await;
    for (input, refusal) in [
        (json!({ "text": WORDS, "days": 4 }), "INVALID"),
        (json!({ "text": WORDS, "days": 31 }), "INVALID"),
        (json!({ "text": "要", "days": 10 }), "TOO_SHORT"),
        (json!({ "text": " ", "days": 10 }), "REQUIRED"),
    ] {
        assert_eq!(code(&asks(world, "town-handler2", &case, input.clone()).await), refusal, "{input}");
    }
    for (who, refusal) in [("town-handler", "FORBIDDEN"), ("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND")]
    {
        assert_eq!(code(&asks(world, who, &case, json!({ "text": WORDS, "days": 10 })).await), refusal, "{who}");
    }
    assert_eq!((world.events(CaseEventKind::MaterialAsked).await, messages(world, NoticeKind::MaterialAsked).await), (0, 0));
    assert_eq!(page(world, &filed).await["materialRequest"], Value::Null);
});

story!(who_wants_no_messages_is_asked_on_the_page_alone, |world| {
    let token = world.proves_later(PHONE, "REPORT").await;
    let mut input = submission(world.home(), "quiet", &[id(world.home().unit("village"))]);
    input["wantsSms"] = json!(false);
    let payload = world.submits(&token, input).await;
    let code_ = payload["queryCode"].as_str().unwrap().to_owned();
    let filed = Filed { code: code_, phone: PHONE.to_owned(), payload };
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&asks(world, "town-handler2", &case, json!({ "text": WORDS, "days": 5 })).await), "-");
    world.works_after(Duration::days(3)).await;
    assert_eq!((messages(world, NoticeKind::MaterialAsked).await, messages(world, NoticeKind::MaterialReminder).await), (0, 0));
    assert_eq!(page(world, &filed).await["materialRequest"]["state"], "RUNNING");
});
