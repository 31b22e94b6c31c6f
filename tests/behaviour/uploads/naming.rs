//! Files that are named: by a supplement with its own codes, and by a report although one of them is empty.

use super::*;
use kit::cases::{Filed, id, submission};
use serde_json::Value;

const GRANT: &str =
    "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken maxima { kind } errors { code field message } } }";
const SUPPLEMENT_KEY: &str = "supplement-key-0001";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

/// Asks for leave to upload a supplement of this report.
async fn asks(world: &World, token: &str, query_code: Option<&str>) -> Value {
    let input = json!({ "submissionKey": SUPPLEMENT_KEY, "queryCode": query_code });
    world.data(Some(token), GRANT, json!({ "input": input })).await["grantUpload"].clone()
}

async fn filed(world: &World) -> Filed {
    world.files(PHONE, &[id(world.home().unit("village"))]).await
}

story!(a_supplement_brings_its_files_with_its_own_codes, |world| {
    let filed = filed(world).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    let granted = asks(world, &track, Some(&filed.code)).await;
    let token = granted["uploadToken"].as_str().unwrap_or_else(|| panic!("{granted}")).to_owned();
    let sender = Sender { world, reporter_token: track.clone(), token, key: SUPPLEMENT_KEY.to_owned() };
    let photo = sender.uploads(&finishing_photo(), "image/jpeg", 700).await;
    let input = json!({ "submissionKey": SUPPLEMENT_KEY, "queryCode": filed.code, "text": "又拍了一张。", "mediaIds": [id(photo)] });
    let added = world.tells_with(Some(&track), "supplementReport", input).await;
    assert_eq!(added["errors"], json!([]), "{added}");
    assert_eq!(added["status"]["content"]["supplements"][0]["media"], json!([{ "id": id(photo) }]));
    worker(world).await;
    let case = world.only_case("town-handler2").await;
    let officer = world.signed_in(world.home(), "town-handler2").await;
    let query = "query($n: String!) { caseByNumber(number: $n) { content { supplements { media { id state sha256 } } } } }";
    let seen = world.data(Some(&officer), query, json!({ "n": case["number"] })).await;
    assert_eq!(seen["caseByNumber"]["content"]["supplements"][0]["media"][0]["state"], "READY", "{seen}");
});

story!(leave_for_a_supplement_needs_both_codes_of_one_open_report, |world| {
    let filed = filed(world).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(code(&asks(world, &track, None).await), "CODE_REQUIRED", "a phone for tracking alone");
    let stranger = world.proves_later(OTHER_PHONE, "TRACK").await;
    assert_eq!(code(&asks(world, &stranger, Some(&filed.code)).await), "CODE_REQUIRED", "the code with another phone");
    let filing = world.proves_later(PHONE, "REPORT").await;
    assert_eq!(code(&asks(world, &filing, Some(&filed.code)).await), "CODE_REQUIRED", "a phone for filing with a code");
    assert_eq!(code(&asks(world, &track, Some("x")).await), "INVALID");
    world.tells(&filed, "withdrawReport", json!({})).await;
    world.works_after(time::Duration::days(4)).await;
    let track = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(code(&asks(world, &track, Some(&filed.code)).await), "STATE", "nothing is added after the end");
});

story!(a_report_that_names_an_empty_file_is_told_so, |world| {
    let place = world.home();
    let sender = Sender::of(world, PHONE, "naming-key-00000001").await;
    let empty = id_of(&sender.creates(0, "image/jpeg").await);
    let short = sender.uploads(b"x", "image/jpeg", 1).await;
    let good = sender.uploads(&finishing_photo(), "image/jpeg", 10_000).await;
    for (bad, expected, word) in [(empty, "TOO_SHORT", "空的"), (short, "INVALID", "空的")] {
        let mut input = submission(place, "naming", &[id(place.unit("village"))]);
        input["submissionKey"] = json!(sender.key);
        input["mediaIds"] = json!([id(good), id(bad)]);
        let refused = world.submits(&sender.reporter_token, input).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), (expected, &json!("mediaIds")), "{refused}");
        assert!(refused["errors"][0]["message"].as_str().unwrap().contains(word), "{refused}");
    }
    assert_eq!(world.inbox("town-head", Value::Null).await["totalCount"], 0);
    assert_eq!(row(world, good).await.unwrap().report_id, None, "nothing was given away");
    let mut input = submission(place, "naming", &[id(place.unit("village"))]);
    input["submissionKey"] = json!(sender.key);
    input["mediaIds"] = json!([id(good)]);
    assert!(world.submits(&sender.reporter_token, input).await["queryCode"].is_string());
});
