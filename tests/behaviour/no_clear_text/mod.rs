//! What people tell in confidence stands nowhere in clear: no table, no file, no line of the log.

mod log;
mod search;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kit::cases::{Filed, id};
use kit::log::Capture;
use kit::people::VERIFY;
use kit::{Backend, World, story};
use lianjing::ports::blobs::Blobs as _;
use lianjing::worker::run_due_now;
use reqwest::Method;
use search::{forms, holds, stands_alone};
use serde_json::json;
use time::Duration;

const PHONE: &str = "13812345678";
const NAME: &str = "慕容青禾";
const OTHER_NAME: &str = "司徒望舒";
const NEIGHBOUR: &str = "欧阳素问";
const TEXT: &str = "青石板下面第七口井的账本";
const FILE_NAME: &str = "陈家老宅后门的录音";
const FILE: &str = "录音里说到樟木箱子的那一句";
const SUPPLEMENT: &str = "西厢房里第三只樟木箱";
const NOTE: &str = "先去问东巷口磨豆腐的人";
const WHY_ASSIGNED: &str = "此人熟悉北坡采石场";
const STEP: &str = "开始看南桥粮站的流水";
const WHY_FILED: &str = "粮站流水对不上二十七笔";
const REPLY: &str = "东库房的钥匙挂在梅树上";
const MEASURE: &str = "请他向槐树底下的人道歉";
const WHY_NOT: &str = "石碾子旁边没有人去看过";

const WHY_RATED: &str = "芦苇荡边上的补贴少了九斗";

const WORDS: [&str; 16] = [
    WHY_RATED,
    PHONE,
    NAME,
    OTHER_NAME,
    NEIGHBOUR,
    TEXT,
    FILE_NAME,
    FILE,
    SUPPLEMENT,
    NOTE,
    WHY_ASSIGNED,
    STEP,
    WHY_FILED,
    REPLY,
    MEASURE,
    WHY_NOT,
];

/// A code asked for, sent by the worker and typed: the token, and the digits of the message.
async fn proves(world: &World, purpose: &str) -> (String, String) {
    world.wait(Duration::minutes(2));
    world.asks_for_code(PHONE, purpose).await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    let digits = world.sms.taken().last().unwrap().params[0].1.clone();
    assert_eq!(digits.len(), 6, "the last message is the code");
    let typed = json!({ "phone": PHONE, "purpose": purpose, "code": digits });
    let answer = world.data(None, VERIFY, json!({ "input": typed })).await["verifyPhoneCode"].clone();
    (answer["token"].as_str().unwrap().to_owned(), digits)
}

/// Sends a recording whose name and inside are words of the story; its id.
async fn uploads(world: &World, token: &str, submission_key: &str) -> String {
    let grant = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken } }";
    let granted = world.data(Some(token), grant, json!({ "input": { "submissionKey": submission_key } })).await;
    let upload_token = granted["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
    let request = |method: Method, path: &str| {
        world.http.request(method, format!("{}{path}", world.url)).bearer_auth(&upload_token).header("Tus-Resumable", "1.0.0")
    };
    let bytes = [b"#!AMR\n".as_slice(), FILE.as_bytes(), &[0x3C; 3_000]].concat();
    let metadata = format!("filename {},filetype {}", STANDARD.encode(FILE_NAME), STANDARD.encode("audio/amr"));
    let create = request(Method::POST, "/uploads").header("Upload-Length", bytes.len()).header("Upload-Metadata", metadata);
    let path = create.send().await.unwrap().headers()["location"].to_str().unwrap().to_owned();
    let piece = request(Method::PATCH, &path).header("Content-Type", "application/offset+octet-stream").header("Upload-Offset", 0);
    assert_eq!(piece.body(bytes).send().await.unwrap().status(), 204);
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    path.rsplit('/').next().unwrap().to_owned()
}

/// The report with everything in it that a form can hold.
async fn reports(world: &World) -> (Filed, Vec<String>) {
    let (token, digits) = proves(world, "REPORT").await;
    let key = "0000000000clear-text";
    let media = uploads(world, &token, key).await;
    let input = json!({
        "submissionKey": key, "county": world.home().code, "subjectIds": [id(world.home().unit("village"))], "reporterName": NAME,
        "otherNames": [OTHER_NAME], "onBehalfOf": NEIGHBOUR, "text": format!("{TEXT}，请查一查。"), "mediaIds": [media],
        "wantsSms": true, "consent": true,
    });
    let payload = world.submits(&token, input).await;
    let code = payload["queryCode"].as_str().unwrap_or_else(|| panic!("not taken: {payload}")).to_owned();
    (Filed { code, phone: PHONE.to_owned(), payload }, vec![digits])
}

/// Everything that officers and the reporter write until the case has climbed; the digits of the second code.
async fn is_handled(world: &World, filed: &Filed) -> String {
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    let handler = json!({ "handlerId": id(world.home().account("town-handler2")), "reason": WHY_ASSIGNED });
    let reply = json!({ "finding": "SUBSTANTIATED", "text": format!("{REPLY}，已经找到。"), "measures": [{ "kind": "ADMONITION", "note": MEASURE }] });
    for (login, verb, input) in [
        ("town-head", "acceptCase", json!({ "note": NOTE })),
        ("town-head", "assignCase", handler),
        ("town-handler2", "startInvestigation", json!({ "note": STEP })),
        ("town-handler2", "fileCase", json!({ "reason": WHY_FILED })),
        ("town-handler2", "replyCase", reply),
    ] {
        let done = world.acts(login, verb, &case, input).await;
        assert_eq!(done["errors"], json!([]), "{verb}");
        if verb == "startInvestigation" {
            let more = json!({ "submissionKey": "0000000000supplement", "text": format!("{SUPPLEMENT}也要看。") });
            assert_eq!(world.tells(filed, "supplementReport", more).await["errors"], json!([]));
            let seen = json!({ "count": 1, "reason": STEP });
            assert_eq!(world.acts(login, "acknowledgeMaterial", &case, seen).await["errors"], json!([]));
            let asked = json!({ "text": NOTE, "days": 10 });
            assert_eq!(world.acts(login, "askMaterial", &case, asked).await["errors"], json!([]));
        }
    }
    let (token, digits) = proves(world, "TRACK").await;
    let answer = json!({ "queryCode": filed.code, "satisfied": false, "reason": WHY_NOT });
    assert_eq!(world.tells_with(Some(&token), "answerReply", answer).await["errors"], json!([]));
    digits
}

/// A low rating with its reason, read by the commission; the digits of its code.
async fn rates(world: &World) -> String {
    let (token, digits) = proves(world, "RATE").await;
    let subject = id(world.home().official("village-head"));
    let answers = json!([{ "code": "lj1", "score": 1, "reason": WHY_RATED }]);
    let taken = world.rates(Some(&token), &json!({ "subjectId": subject, "setNo": 1, "name": NAME, "answers": answers })).await;
    assert_eq!(taken["errors"], json!([]), "{taken}");
    let month = json!({ "subjectId": subject, "month": "2026-03" });
    let seen = world.does_on_ratings("county-head", "openRatingReasons", (month, "reasons { text }")).await.to_string();
    assert!(seen.contains(WHY_RATED), "it was not taken: {seen}");
    digits
}

/// What people could read who may: proof that the words were really taken.
async fn is_read(world: &World, filed: &Filed) {
    let (token, _) = proves(world, "TRACK").await;
    let seen = world.status(Some(&token), Some(&filed.code)).await.to_string();
    for word in [TEXT, SUPPLEMENT, REPLY] {
        assert!(seen.contains(word), "{word} was not taken: {seen}");
    }
}

/// Everything that is kept: rows by table, files by name, and on SQLite the bytes of the database itself.
async fn kept(world: &World) -> Vec<(String, Vec<u8>)> {
    let dump = world.dump().await;
    let mut all: Vec<_> = dump.into_iter().map(|(table, rows)| (format!("table {table}"), rows.join("\n").into_bytes())).collect();
    for name in world.blobs.names() {
        let bytes = world.blobs.read(&name, 0, u64::MAX).await.unwrap();
        all.push((format!("blob {name}"), [name.as_bytes(), &bytes].concat()));
    }
    if world.backend() == Backend::Sqlite {
        let path = world.urls.owner.trim_start_matches("sqlite://");
        for end in ["", "-wal"] {
            all.push((format!("the database's file{end}"), std::fs::read(format!("{path}{end}")).unwrap_or_default()));
        }
    }
    all
}

story!(what_is_told_in_confidence_stands_nowhere_in_clear, |world| {
    let log = Capture::begin();
    let (filed, mut digits) = reports(world).await;
    digits.push(is_handled(world, &filed).await);
    digits.push(rates(world).await);
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    is_read(world, &filed).await;

    let mut kept = kept(world).await;
    let lines = log.lines();
    assert!(lines.contains("graphql") && lines.contains("request_id"), "requests were logged");
    kept.push(("the log".to_owned(), lines.into_bytes()));
    // The search finds what does stand there: a public name as text, and bytes as hex.
    assert!(kept.iter().any(|(place, bytes)| place == "table unit" && holds(bytes, &forms("龙山镇甲村"))));
    assert!(kept.iter().any(|(place, _)| place.starts_with("blob ")), "there is a file to be searched");

    let bare: String = filed.code.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut found = Vec::new();
    for (place, bytes) in &kept {
        let words = WORDS.into_iter().chain([filed.code.as_str(), &bare]);
        found.extend(words.filter(|word| holds(bytes, &forms(word))).map(|word| format!("{word} stands in {place}")));
        found.extend(digits.iter().filter(|code| stands_alone(bytes, code)).map(|code| format!("the SMS code {code} stands in {place}")));
    }
    assert!(found.is_empty(), "{found:#?}");
});
