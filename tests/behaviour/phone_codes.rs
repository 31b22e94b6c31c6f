//! Phone codes: work before an SMS, limits, tries, purposes, tokens.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entity::{contact, phone_code, used_challenge};
use futures_util::future::join_all;
use kit::{World, story};
use lianjing::domain::reporters::{RequestPhoneCode, request_phone_code};
use lianjing::kernel::{Actor, Ctx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use time::Duration;

const PHONE: &str = "13800000001";
const OTHER: &str = "13900000002";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

async fn codes(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<phone_code::Entity>().count(&tx).await.unwrap()
}

async fn grants_upload(world: &World, token: Option<&str>, key: &str) -> Value {
    let query = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { \
        uploadToken expiresAt maxima { kind bytes count } errors { code field message } } }";
    world.data(token, query, json!({ "input": { "submissionKey": key } })).await["grantUpload"].clone()
}

story!(a_code_proves_a_phone_once, |world| {
    let request = world.asks_for_code(" 138 0000 0001", "REPORT").await;
    assert_eq!((&request["expiresInSeconds"], &request["resendInSeconds"]), (&json!(300), &json!(60)), "{request}");
    assert_eq!(code(&world.types_code(PHONE, "REPORT", "123456").await), "EXPIRED", "nothing was sent yet");
    let digits = world.sent_digits(&request).await.unwrap();
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    let refused = world.types_code(PHONE, "REPORT", wrong).await;
    assert_eq!((code(&refused), &refused["triesLeft"]), ("WRONG_CODE", &json!(4)));
    assert_eq!(refused["errors"][0]["message"], "数字不对。请看最新的那条短信，还能试 4 次。");
    let right = world.types_code(PHONE, "REPORT", &digits).await;
    assert!(right["token"].is_string(), "{right}");
    assert_eq!(right["expiresAt"], "2026-03-02T09:30:00+08:00");
    assert_eq!(code(&world.types_code(PHONE, "REPORT", &digits).await), "EXPIRED", "a code works once");

    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let row = tx.rows().find::<phone_code::Entity>().one(&tx).await.unwrap().unwrap();
    assert_eq!(row.code_hash.unwrap().len(), 32);
    assert_eq!(row.attempts, 2);
});

story!(a_code_lives_five_minutes, |world| {
    let request = world.asks_for_code(PHONE, "REPORT").await;
    world.wait(Duration::minutes(2));
    let digits = world.sent_digits(&request).await.unwrap();
    world.wait(Duration::minutes(5) - Duration::milliseconds(1));
    assert_eq!(code(&world.types_code(PHONE, "REPORT", "x").await), "INVALID");
    world.wait(Duration::milliseconds(1));
    assert_eq!(code(&world.types_code(PHONE, "REPORT", &digits).await), "EXPIRED");
});

story!(five_tries_and_the_right_one_is_refused, |world| {
    let request = world.asks_for_code(PHONE, "REPORT").await;
    let digits = world.sent_digits(&request).await.unwrap();
    let wrong = if digits == "111111" { "222222" } else { "111111" };
    for left in (0..5).rev() {
        assert_eq!(world.types_code(PHONE, "REPORT", wrong).await["triesLeft"], left);
    }
    assert_eq!(code(&world.types_code(PHONE, "REPORT", &digits).await), "TOO_MANY");
    world.wait(Duration::minutes(1));
    let token = world.proves(PHONE, "REPORT").await;
    assert!(!token.is_empty());
});

story!(guesses_at_the_same_time_all_count, |world| {
    let request = world.asks_for_code(PHONE, "REPORT").await;
    let digits = world.sent_digits(&request).await.unwrap();
    let wrong = if digits == "111111" { "222222" } else { "111111" };
    let answers = join_all((0..20).map(|_| world.types_code(PHONE, "REPORT", wrong))).await;
    let count = |what: &str| answers.iter().filter(|answer| code(answer) == what).count();
    assert_eq!((count("WRONG_CODE"), count("TOO_MANY")), (5, 15));

    world.wait(Duration::minutes(1));
    let request = world.asks_for_code(PHONE, "REPORT").await;
    let digits = world.sent_digits(&request).await.unwrap();
    let answers = join_all((0..5).map(|_| world.types_code(PHONE, "REPORT", &digits))).await;
    assert_eq!(answers.iter().filter(|answer| answer["token"].is_string()).count(), 1, "one code, one token");
});

story!(one_a_minute_five_an_hour_eight_a_day_over_all_counties, |world| {
    let ask = async |county: &str| {
        let input = json!({ "phone": PHONE, "purpose": "REPORT", "proofOfWork": world.proof().await, "county": county });
        code(&world.asks_with(input).await).to_owned()
    };
    assert_eq!(ask("510824").await, "-");
    assert_eq!(ask("510824").await, "TOO_MANY");
    assert_eq!(ask("130982").await, "TOO_MANY", "another county is no way around");
    let mut allowed = 1;
    for _ in 0..29 {
        world.wait(Duration::minutes(2));
        allowed += usize::from(ask("130982").await == "-");
    }
    assert_eq!(allowed, 5, "in the first hour");
    for _ in 0..20 {
        world.wait(Duration::hours(1));
        allowed += usize::from(ask("510824").await == "-");
    }
    assert_eq!(allowed, 8, "in the first day");
    assert_eq!(world.asks_for_code(OTHER, "REPORT").await["errors"], json!([]), "others are not held up");
});

story!(parallel_requests_of_one_phone_give_one_code, |world| {
    let proofs = join_all((0..8).map(|_| world.proof())).await;
    let answers =
        join_all(proofs.iter().map(|proof| world.asks_with(json!({ "phone": PHONE, "purpose": "REPORT", "proofOfWork": proof })))).await;
    assert_eq!(answers.iter().filter(|answer| code(answer) == "-").count(), 1);
    assert_eq!(codes(world).await, 1);
});

story!(no_sms_without_fresh_work, |world| {
    let ask = async |proof: &str| world.asks_with(json!({ "phone": PHONE, "purpose": "REPORT", "proofOfWork": proof })).await;
    let good: Value = serde_json::from_slice(&STANDARD.decode(world.proof().await).unwrap()).unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut proof = good.clone();
        change(&mut proof);
        STANDARD.encode(proof.to_string())
    };
    let mut bad = vec![String::new(), "x".repeat(5_000), "举报".to_owned(), STANDARD.encode("{}"), STANDARD.encode([0xFF; 40])];
    bad.push(changed(&|proof| proof["challenge"]["parameters"]["data"]["expires"] = json!(i64::MAX)));
    bad.push(changed(&|proof| proof["challenge"]["parameters"]["keyPrefix"] = json!("")));
    bad.push(changed(&|proof| proof["challenge"]["parameters"]["keyLength"] = json!(0)));
    bad.push(changed(&|proof| proof["challenge"]["signature"] = Value::Null));
    bad.push(changed(&|proof| proof["challenge"]["signature"] = json!("00")));
    bad.push(changed(&|proof| proof["solution"]["derivedKey"] = json!("00")));
    bad.push(changed(&|proof| proof["solution"]["counter"] = json!(4_000_000_000_u32)));
    for proof in bad {
        assert_eq!(code(&ask(&proof).await), "PROOF_OF_WORK", "{proof}");
    }
    let old = world.proof().await;
    world.wait(Duration::minutes(20));
    assert_eq!(code(&ask(&old).await), "PROOF_OF_WORK", "too old");
    assert_eq!(codes(world).await, 0, "nothing was left behind");
});

story!(work_is_spent_once, |world| {
    let proof = world.proof().await;
    let ask = async |phone: &str| world.asks_with(json!({ "phone": phone, "purpose": "REPORT", "proofOfWork": proof })).await;
    let phones: Vec<_> = (0..6).map(|n| format!("1380000010{n}")).collect();
    let answers = join_all(phones.iter().map(|phone| ask(phone))).await;
    assert_eq!(answers.iter().filter(|answer| code(answer) == "-").count(), 1);
    assert_eq!(answers.iter().filter(|answer| code(answer) == "PROOF_OF_WORK").count(), 5);
    assert_eq!(codes(world).await, 1);

    // Also where the limits said no.
    let phone = phones.iter().zip(&answers).find(|(_, answer)| code(answer) == "-").map(|(phone, _)| phone.clone()).unwrap();
    let proof = world.proof().await;
    let input = json!({ "phone": phone, "purpose": "REPORT", "proofOfWork": proof });
    assert_eq!(code(&world.asks_with(input.clone()).await), "TOO_MANY");
    assert_eq!(code(&world.asks_with(input).await), "PROOF_OF_WORK");

    world.wait(Duration::minutes(21));
    let request = world.asks_for_code(OTHER, "REPORT").await;
    world.sent_digits(&request).await.unwrap();
    let left = entity::scope::platform_rows::<used_challenge::Entity>().count(world.kernel.db.platform()).await.unwrap();
    assert_eq!(left, 1, "ended challenges are forgotten");
});

story!(known_and_unknown_phones_look_alike, |world| {
    let ask = async |phone: &str| {
        let ctx = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
        let (phone, proof) = (phone.to_owned(), world.proof().await);
        let input = RequestPhoneCode { phone, purpose: entity::words::PhonePurpose::Report, proof, county: None };
        request_phone_code(&ctx, input).await.unwrap();
        ctx.statements.load(Ordering::Relaxed)
    };
    let unknown = ask(PHONE).await;
    world.proves(OTHER, "REPORT").await;
    world.wait(Duration::days(1));
    assert_eq!(ask(OTHER).await, unknown);
    assert_eq!(ask(PHONE).await, unknown);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<contact::Entity>().count(&tx).await.unwrap(), 4);
});

story!(a_county_sends_no_more_than_its_cap, |world| {
    world.asks_for_code(OTHER, "REPORT").await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let row = tx.rows().find::<phone_code::Entity>().one(&tx).await.unwrap().unwrap();
    let cap = usize::try_from(world.kernel.settings.sms_daily_cap).unwrap();
    let more = (1..cap).map(|_| phone_code::Model { id: tx.mint(), phone_hash: vec![1], ..row.clone() });
    tx.add_all(more.collect()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(code(&world.asks_for_code(PHONE, "REPORT").await), "LIMIT");
    let elsewhere = json!({ "phone": PHONE, "purpose": "REPORT", "proofOfWork": world.proof().await, "county": "130982" });
    assert_eq!(code(&world.asks_with(elsewhere).await), "-", "another county has its own cap");
    world.wait(Duration::hours(15));
    assert_eq!(code(&world.asks_for_code(PHONE, "REPORT").await), "-", "a new day in China");
});

story!(purposes_are_apart, |world| {
    let request = world.asks_for_code(PHONE, "TRACK").await;
    let digits = world.sent_digits(&request).await.unwrap();
    assert_eq!(code(&world.types_code(PHONE, "REPORT", &digits).await), "EXPIRED");
    assert_eq!(code(&world.types_code(OTHER, "TRACK", &digits).await), "EXPIRED");
    let token = world.types_code(PHONE, "TRACK", &digits).await["token"].as_str().unwrap().to_owned();
    assert_eq!(code(&grants_upload(world, Some(&token), "0123456789abcdef").await), "CODE_REQUIRED");
    assert_eq!(code(&grants_upload(world, None, "0123456789abcdef").await), "CODE_REQUIRED");
});

story!(an_old_or_superseded_request_is_not_sent, |world| {
    let first = world.asks_for_code(PHONE, "REPORT").await;
    world.wait(Duration::minutes(1));
    let track = world.asks_for_code(PHONE, "TRACK").await;
    assert!(world.sent_digits(&first).await.is_some(), "another purpose supersedes nothing");
    world.wait(Duration::minutes(1));
    let second = world.asks_for_code(PHONE, "REPORT").await;
    assert_eq!(world.sent_digits(&first).await, None);
    let once = world.sent_digits(&second).await.unwrap();
    let again = world.sent_digits(&second).await.unwrap();
    assert!(world.types_code(PHONE, "REPORT", &again).await["token"].is_string(), "a retry draws a new code");
    assert!(once == again || world.types_code(PHONE, "REPORT", &once).await["token"].is_null());
    world.wait(Duration::minutes(10));
    assert_eq!(world.sent_digits(&track).await, None, "too old");
});

story!(leave_to_upload_is_bound_to_phone_and_submission, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    for bad in ["", "short", "0123456789 abcdef", "举报举报举报举报举报举报", &"a".repeat(65)] {
        assert_eq!(code(&grants_upload(world, Some(&token), bad).await), "INVALID", "{bad}");
    }
    let granted = grants_upload(world, Some(&token), "0123456789abcdef").await;
    assert_eq!(granted["maxima"].as_array().unwrap().len(), 3);
    assert_eq!(granted["expiresAt"], "2026-03-03T09:00:00+08:00");
    world.wait(Duration::minutes(10));
    let again = grants_upload(world, Some(&token), "0123456789abcdef").await;
    assert_eq!(again["expiresAt"], "2026-03-03T09:10:00+08:00");
    let (first, second) = (upload(world, &granted), upload(world, &again));
    assert_eq!(first.grant_id, second.grant_id, "the same leave, renewed");

    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows: Vec<i64> = tx
        .rows()
        .find::<entity::upload_grant::Entity>()
        .select_only()
        .column(entity::upload_grant::Column::ExpiresAt)
        .into_tuple()
        .all(&tx)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    drop(tx);
    let other = world.proves(OTHER, "REPORT").await;
    let theirs = upload(world, &grants_upload(world, Some(&other), "0123456789abcdef").await);
    assert_ne!(theirs.grant_id, first.grant_id);
    assert_eq!(theirs.submission_hash, first.submission_hash);
    let answer = world.ask(granted["uploadToken"].as_str(), "{ __typename }", json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "a token for uploads asks nothing");
    world.wait(Duration::minutes(30));
    let worn = world.ask(Some(&token), "{ __typename }", json!({})).await;
    assert_eq!(worn["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
});

fn upload(world: &World, payload: &Value) -> lianjing::domain::reporters::UploadActor {
    lianjing::domain::reporters::upload_actor(&world.kernel, payload["uploadToken"].as_str().unwrap()).unwrap().unwrap()
}

story!(wrong_phones_and_counties_are_named, |world| {
    for phone in ["", "1", "10086", "23800000001", "138000000011", "1380000000a", "\u{0}13800000001", "１３８００００００００１"]
    {
        let refused = world.asks_for_code(phone, "REPORT").await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("INVALID", &json!("phone")), "{phone}");
    }
    let input = json!({ "phone": PHONE, "purpose": "REPORT", "proofOfWork": world.proof().await, "county": "999999" });
    let refused = world.asks_with(input).await;
    assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("NOT_FOUND", &json!("county")));
    assert_eq!(codes(world).await, 0);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let none = tx.rows().find::<contact::Entity>().filter(contact::Column::PhoneHash.is_not_null()).count(&tx).await.unwrap();
    assert_eq!(none, 0);
});
