//! What a person must do, while nobody is there: the case goes on, and the first who signs in hands the key on.

use super::*;
use entity::pending_wrap;
use entity::words::CaseState;
use lianjing::domain::cases::staffing_due;
use time::Duration;

async fn pending(world: &World) -> u64 {
    let tx = writing(world).await;
    tx.rows().find::<pending_wrap::Entity>().count(&tx).await.unwrap()
}

/// Replied by the town, so that the reporter may climb.
async fn replied(world: &World) -> (kit::cases::Filed, Value) {
    let (filed, case) = filed(world).await;
    let reply = world.replies("town-handler2", case.as_str().unwrap()).await;
    assert_eq!(reply["case"]["state"], "REPLIED", "{reply}");
    (filed, case)
}

story_of_holders!(a_case_climbs_with_nobody_signed_in, |world| {
    let (filed, case) = replied(world).await;
    let tx = writing(world).await;
    tx.rows().delete::<session_key::Entity>().exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false, "reason": "没有问过我" })).await;
    assert_eq!((&climbed["status"]["instance"], &climbed["status"]["organ"]["name"]), (&json!(2), &json!("县纪委监委")), "{climbed}");
    assert_eq!(pending(world).await, 0, "the review's wrap was made at submission");
    let token = world.signed_in(world.home(), "county-handler").await;
    let seen = opens(world, &token, &case).await;
    assert!(seen["data"]["node"]["content"]["text"].is_string(), "{seen}");
    assert!(seen.to_string().contains("没有问过我"), "the review reads why");
});

story_of_holders!(by_the_phone_alone_it_climbs_with_its_reason, |world| {
    let (filed, case) = replied(world).await;
    let report = filed.payload["report"]["id"].clone();
    let token = world.proves_later(PHONE, "TRACK").await;
    let asked = world.tells_with(Some(&token), "requestNewQueryCode", json!({ "reportId": report })).await;
    assert_eq!(asked["errors"], json!([]), "{asked}");
    let track = world.proves_later(PHONE, "TRACK").await;
    let said = json!({ "reportId": report, "satisfied": false, "reason": "纸丢了，但是我不满意" });
    let climbed = world.tells_with(Some(&track), "answerReply", said).await;
    assert_eq!((&climbed["errors"], &climbed["status"]["instance"]), (&json!([]), &json!(2)), "{climbed}");
    let token = world.signed_in(world.home(), "county-handler").await;
    let seen = opens(world, &token, &case).await.to_string();
    assert!(seen.contains("纸丢了，但是我不满意"), "{seen}");
    let both = world.status(Some(&track), Some(&filed.code)).await.to_string();
    assert!(both.contains("纸丢了，但是我不满意"), "the reporter reads it too, with both codes: {both}");
});

story_of_holders!(what_the_worker_moves_waits_for_one_who_holds_it, |world| {
    let (filed, case) = filed(world).await;
    world.ends_roles(&["town-head", "town-handler", "town-handler2"]).await;
    let tx = writing(world).await;
    lianjing::domain::staff::tend(&tx, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(staffing_due(&world.ctx(), &world.home().county).await.unwrap(), 1, "the case does not wait");
    assert_eq!(pending(world).await, 2, "the wraps of the commission, and of the organ above it");
    // Whoever signed in before that moment is told what it waits for, and everything but the words goes on.
    let by_code = world.status(None, Some(&filed.code)).await;
    assert_eq!(by_code["organ"]["name"], "县纪委监委", "{by_code}");
    // The commission held the review's wrap since the submission: its first sign-in hands the key on, to itself.
    let text = reads(world, "county-handler", &case).await;
    assert!(text.is_string(), "{text}");
    assert_eq!(pending(world).await, 0);
    let tx = writing(world).await;
    let (town, report) = (world.home().organ("town"), report(&tx).await);
    let olds = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(report.content_envelope_id));
    assert_eq!(olds.filter(key_wrap::Column::OrganId.eq(town)).count(&tx).await.unwrap(), 0, "the town holds it no more");
    drop(tx);
    let accepted = world.acts("county-handler", "acceptCase", case.as_str().unwrap(), json!({ "note": "我们来办。" })).await;
    assert_eq!(accepted["case"]["state"], json!(CaseState::Accepted), "{accepted}");
});

story_of_holders!(until_then_it_says_what_it_waits_for, |world| {
    let (filed, case) = filed(world).await;
    let before = world.signed_in(world.home(), "county-handler").await;
    world.ends_roles(&["town-head", "town-handler", "town-handler2"]).await;
    assert_eq!(staffing_due(&world.ctx(), &world.home().county).await.unwrap(), 1);
    let answer = opens(world, &before, &case).await;
    assert_eq!((told(&answer).0, told(&answer).1.contains("正在移交")), ("STATE", true), "{answer}");
    // The reporter's own key does it as well.
    let more = json!({ "submissionKey": "a-supplement-0000001", "text": "再补充一点情况。", "mediaIds": [] });
    let added = world.tells(&filed, "supplementReport", more).await;
    assert_eq!(added["errors"], json!([]), "{added}");
    assert_eq!(pending(world).await, 0);
    assert!(opens(world, &before, &case).await["data"]["node"]["content"]["text"].is_string());
});

story_of_holders!(a_new_query_code_waits_for_an_officer, |world| {
    let (filed, _) = replied(world).await;
    let report = filed.payload["report"]["id"].clone();
    let by_phone = async |verb: &'static str, more: Value| {
        let token = world.proves_later(PHONE, "TRACK").await;
        let mut input = json!({ "reportId": report });
        for (key, value) in more.as_object().unwrap() {
            input[key] = value.clone();
        }
        world
            .ask(
                Some(&token),
                &format!("mutation($input: {}Input!) {{ {verb}(input: $input) {{ errors {{ code }} }} }}", upper(verb)),
                json!({ "input": input }),
            )
            .await
    };
    assert_eq!(by_phone("requestNewQueryCode", json!({})).await["data"]["requestNewQueryCode"]["errors"], json!([]));
    world.works_after(Duration::days(3)).await;
    assert_eq!(pending(world).await, 1, "only officers could open it");
    let early = by_phone("takeNewQueryCode", json!({ "takeKey": "page-that-fetches-0001" })).await;
    assert_eq!(early["data"]["takeNewQueryCode"]["errors"][0]["code"], "STATE", "{early}");
    world.signed_in(world.home(), "town-head").await;
    assert_eq!(pending(world).await, 0);
    world.works_after(Duration::minutes(10)).await;
    let taken = by_phone("takeNewQueryCode", json!({ "takeKey": "page-that-fetches-0001" })).await;
    assert_eq!(taken["data"]["takeNewQueryCode"]["errors"], json!([]), "{taken}");
});

fn upper(verb: &str) -> String {
    let mut letters = verb.chars();
    letters.next().into_iter().map(|letter| letter.to_ascii_uppercase()).chain(letters).collect()
}
