//! Keys that are changed: every file gets another line, what is there is made anew, the older lines go, and nobody
//! notices.

use crate::kills::ground::Ground;
use entity::key_wrap;
use entity::words::WrapHolder;
use kit::cases::{Filed, id, submission};
use kit::people::solved;
use kit::{Backend, World};
use lianjing::adapters::key_folder;
use lianjing::domain::keys::{self, Holder};
use lianjing::domain::staff::{self, NewAccount, NewRole};
use lianjing::kernel::clock::SystemChance;
use lianjing::kernel::keyring::{KeyRing, Purpose};
use lianjing::kernel::{Actor, Clock, Ctx};
use reqwest::Method;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use time::Duration;

const PHONE: &str = "13800000001";
const FILMER: &str = "13900000002";
const OTHER: &str = "13700000003";
const TEXT: &str = "低保评议没有开会，名单是村里自己定的。";
const FILMED: &str = "submission-key-of-a-film";
const PASSWORD: &str = "红星照耀-Lian-2026";
const SECRET: [u8; 20] = *b"a secret of a story!";
const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { challenge errors { code } } }";
const SECOND: &str = "mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) { accessToken errors { code } } }";
const GRANT: &str = "mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }";
const CASE: &str = "query($number: String!) { caseByNumber(number: $number) { content { text } } }";
const WHO: &str = "{ viewer { account { login } } }";

/// What was begun before the keys were changed.
struct Begun {
    filed: Filed,
    number: String,
    case: String,
    officer: String,
    filmer: String,
    upload: (String, String),
    film: Vec<u8>,
    challenge: String,
}

fn ring(folder: &Path, clock: Arc<dyn Clock>) -> KeyRing {
    key_folder::load(folder, Arc::new(SystemChance), clock).unwrap()
}

async fn an_officer(world: &World) {
    let password_hash = staff::hash_password(&world.kernel, PASSWORD).await.unwrap();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let (login, name) = ("li-si".to_owned(), "演示李四".to_owned());
    let new = NewAccount { login, name, official_id: None, password_hash, totp_secret: SECRET };
    let role = NewRole { role: entity::words::StaffRole::Handler, unit_id: None, organ_id: Some(world.home().organ("town")) };
    staff::create_for_demo(&tx, new, &[role]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn signs_in(world: &World) -> Value {
    world.wait(Duration::minutes(1));
    let input = json!({ "county": "510824", "login": "li-si", "password": PASSWORD });
    let step = world.data(None, SIGN_IN, json!({ "input": input })).await["signIn"].clone();
    let seconds = u64::try_from(world.ctx().now.0 / 1_000).unwrap();
    let code = totp_rs::Builder::new().with_secret(SECRET).build_noncompliant().generate(seconds).to_string();
    let input = json!({ "challenge": step["challenge"], "code": code });
    world.data(None, SECOND, json!({ "input": input })).await["verifySecondFactor"].clone()
}

/// A piece of the film; the status.
async fn sends(world: &World, begun: &Begun, from: usize, bytes: &[u8]) -> u16 {
    let (token, path) = &begun.upload;
    let request = world.http.request(Method::PATCH, format!("{}{path}", world.url)).bearer_auth(token).header("Tus-Resumable", "1.0.0");
    let request = request.header("Content-Type", "application/offset+octet-stream").header("Upload-Offset", from);
    request.body(bytes.to_vec()).send().await.unwrap().status().as_u16()
}

/// A report whose reporter lost the query code and may fetch a new one; half a film of another reporter; an officer's
/// session; a challenge that nobody has solved yet.
async fn begun(world: &World) -> Begun {
    an_officer(world).await;
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    let lost = world.proves_later(PHONE, "TRACK").await;
    let report = json!({ "reportId": filed.payload["report"]["id"] });
    assert_eq!(world.tells_with(Some(&lost), "requestNewQueryCode", report).await["errors"], json!([]));
    world.works_after(Duration::days(3)).await;
    let filmer = world.proves_later(FILMER, "REPORT").await;
    let granted = world.data(Some(&filmer), GRANT, json!({ "input": { "submissionKey": FILMED } })).await;
    let token = granted["grantUpload"]["uploadToken"].as_str().unwrap().to_owned();
    let film: Vec<u8> = b"\0\0\0\x14ftypisom\0\0\x02\0avc1".iter().copied().chain((0..200_000_u32).map(|n| n.to_le_bytes()[1])).collect();
    let request = world.http.post(format!("{}/uploads", world.url)).bearer_auth(&token).header("Tus-Resumable", "1.0.0");
    let answer = request.header("Upload-Length", film.len()).header("Upload-Metadata", "filetype dmlkZW8vbXA0").send().await.unwrap();
    let path = answer.headers()["location"].to_str().unwrap().to_owned();
    let challenge = world.data(None, "{ phoneChallenge { json } }", json!({})).await["phoneChallenge"]["json"].as_str().unwrap().to_owned();
    let (number, id) = (case["number"].as_str().unwrap().to_owned(), case["id"].as_str().unwrap().to_owned());
    let officer = world.signed_in(world.home(), "town-head").await;
    let begun = Begun { filed, number, case: id, officer, filmer, upload: (token, path), film, challenge };
    assert_eq!(sends(world, &begun, 0, &begun.film[..100_000]).await, 204);
    begun
}

/// What lies sealed still opens for all who hold it: text, name, phones, second factor.
async fn everything_opens(world: &World, begun: &Begun, acts: &[&str]) {
    let texts = world.sms.taken().iter().filter(|sms| sms.phone.reveal() == PHONE).count();
    for act in acts {
        let input = match *act {
            "replyCase" => json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，有记录和签到。" }),
            "fileCase" => json!({ "reason": "需要进一步核查。" }),
            _ => json!({}),
        };
        assert_eq!(world.acts("town-head", act, &begun.case, input).await["errors"], json!([]), "{act}");
    }
    world.works_after(Duration::minutes(2)).await;
    let now = world.sms.taken().iter().filter(|sms| sms.phone.reveal() == PHONE).count();
    assert_eq!(now, texts + acts.len(), "the phone of an earlier report is reached at each step");
    let officer = world.signed_in(world.home(), "town-head").await;
    let seen = world.data(Some(&officer), CASE, json!({ "number": begun.number })).await;
    assert_eq!(seen["caseByNumber"]["content"]["text"], TEXT);
    let phone = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(world.status(Some(&phone), Some(&begun.filed.code)).await["content"]["text"], TEXT);
    assert!(signs_in(world).await["accessToken"].is_string());
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::Holder.is_in([WrapHolder::Custodian, WrapHolder::Notice]));
    for row in rows.all(&tx).await.unwrap() {
        let holder = if row.holder == WrapHolder::Custodian { Holder::Custodian } else { Holder::Notice };
        keys::open(&tx, row.envelope_id, holder).await.unwrap();
    }
}

/// What was begun goes on: session, film, report, challenge.
async fn what_was_begun_goes_on(world: &World, begun: &Begun) {
    assert_eq!(world.data(Some(&begun.officer), WHO, json!({})).await["viewer"]["account"]["login"], "town-head");
    assert_eq!(sends(world, begun, 100_000, &begun.film[100_000..]).await, 204, "in the middle of a film");
    let mut input = submission(world.home(), "", &[id(world.home().unit("village"))]);
    input["submissionKey"] = json!(FILMED);
    input["mediaIds"] = json!([begun.upload.1.strip_prefix("/uploads/").unwrap()]);
    assert_eq!(world.submits(&begun.filmer, input).await["errors"], json!([]));
    let proof = solved(&begun.challenge);
    let asked = world.asks_with(json!({ "phone": OTHER, "purpose": "REPORT", "proofOfWork": proof })).await;
    assert_eq!(asked["errors"], json!([]), "work that was begun under the older key");
    let again = submission(world.home(), &format!("key-{PHONE}"), &[id(world.home().unit("village"))]);
    let phone = world.proves_later(PHONE, "REPORT").await;
    assert_eq!(world.submits(&phone, again).await["queryCode"], begun.filed.code.as_str(), "a repeat gets the first answer");
}

/// All that is not under the current line of its file.
async fn left(world: &World) -> Vec<keys::Left> {
    keys::left(&world.ctx(), &world.home().county).await.unwrap()
}

/// Leaves the last line of each file alone, but of those that must keep older ones.
fn without_older_lines(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            without_older_lines(&path);
        } else if path.extension().is_some_and(|ending| ending == "key") && !path.ends_with("query-code.key") {
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, format!("{}\n", text.lines().last().unwrap())).unwrap();
        }
    }
}

async fn nobody_notices_that_keys_are_changed(backend: Backend) {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("keys");
    let world = World::with_keys(backend, |clock| {
        key_folder::prepare(&folder, &SystemChance, &**clock).unwrap();
        ring(&folder, Arc::clone(clock) as _)
    })
    .await;
    let begun = begun(&world).await;

    let purposes: Vec<_> = Purpose::ALL.into_iter().filter(|purpose| purpose.can_be_renewed()).collect();
    let counties = [world.home().county.clone(), world.other().county.clone()];
    let nobody = Ctx::new(&world.kernel, Actor::Nobody, "test".to_owned());
    assert!(keys::renew(&nobody, &purposes, &counties).await.is_err() && keys::reseal(&nobody, &counties[0]).await.is_err());
    assert_eq!(left(&world).await, [], "what was refused changed nothing");
    assert_eq!(keys::renew(&world.ctx(), &purposes, &counties).await.unwrap().len(), 6 + 2 * 2);
    assert!(!left(&world).await.is_empty());
    what_was_begun_goes_on(&world, &begun).await;
    everything_opens(&world, &begun, &["acceptCase"]).await;

    let wraps: u64 = left(&world).await.iter().filter(|left| left.holder != WrapHolder::Reporter).map(|left| left.wraps).sum();
    assert_eq!(keys::reseal(&world.ctx(), &counties[0]).await.unwrap(), wraps);
    assert_eq!(staff::reseal_second_factors(&world.ctx(), &counties[0]).await.unwrap(), 1);
    assert_eq!(staff::second_factors_under_older_keys(&world.ctx(), &counties[0]).await.unwrap(), 0);
    let stays = left(&world).await;
    assert!(matches!(stays.as_slice(), [keys::Left { holder: WrapHolder::Reporter, wraps: 1, .. }]), "{stays:?}");
    assert_eq!(keys::reseal(&world.ctx(), &counties[0]).await.unwrap(), 0, "a second run finds nothing to do");
    let ledger = world.dump().await["ledger_entry"].concat();
    assert!(["keys.renew", "keys.reseal", "staff.reseal"].iter().all(|kind| ledger.contains(kind)), "each leaves an entry");
    everything_opens(&world, &begun, &["startInvestigation", "fileCase"]).await;

    without_older_lines(&folder);
    let clock = Arc::clone(&world.clock);
    let world = world.restarted(ring(&folder, clock)).await;
    everything_opens(&world, &begun, &["replyCase"]).await;
    let phone = world.proves_later(PHONE, "TRACK").await;
    let take = "mutation($input: TakeNewQueryCodeInput!) { takeNewQueryCode(input: $input) { queryCode errors { code } } }";
    let input = json!({ "reportId": begun.filed.payload["report"]["id"], "takeKey": "page-that-fetches-0001" });
    let taken = world.data(Some(&phone), take, json!({ "input": input })).await["takeNewQueryCode"].clone();
    assert!(taken["queryCode"].is_string(), "a new query code is fetched: {taken}");
    assert_eq!(left(&world).await, [], "the last wrap under an older line went with the code that opened it");
    world.end().await;
}

#[actix_web::test]
async fn nobody_notices_that_keys_are_changed_on_sqlite() {
    nobody_notices_that_keys_are_changed(Backend::Sqlite).await;
}

#[actix_web::test]
async fn nobody_notices_that_keys_are_changed_on_postgres() {
    nobody_notices_that_keys_are_changed(Backend::Postgres).await;
}

/// The operator's commands, as the real program says them.
#[actix_web::test]
async fn the_operator_is_told_which_lines_may_go() {
    let ground = Ground::prepare(Backend::Sqlite).await;
    let says = async |words: &[&str]| ground.setup.says(words).await;
    let before = std::fs::read_to_string(ground.path("keys/token.key")).unwrap();
    for name in ["hash", "notice.key", "../x"] {
        assert!(says(&["renew-keys", "notice", name]).await.unwrap_err().contains(&format!("{name}: there is no such key")));
    }
    assert_eq!(std::fs::read_to_string(ground.path("keys/token.key")).unwrap(), before, "nothing was renewed");
    let said = says(&["renew-keys", "token"]).await.unwrap();
    assert!(said.contains("is the current key now") && said.matches("token-").count() == 1, "{said}");
    let older = before.split_whitespace().next().unwrap();
    let said = says(&["reseal", "--look"]).await.unwrap();
    assert!(said.contains(&format!("token.key: keep {older}: what it signed is still good")), "{said}");
    assert!(said.contains("counties/510824: content.key and name.key need their last lines only"), "{said}");
    let notice = std::fs::read_to_string(ground.path("keys/notice.key")).unwrap();
    says(&["renew-keys"]).await.unwrap();
    let said = says(&["reseal"]).await.unwrap();
    let older = notice.split_whitespace().next().unwrap();
    assert!(said.contains("0 keys were wrapped anew") && said.contains(&format!("notice.key: {older} is needed no more")), "{said}");
    let said = says(&["reseal", "--county", "510824"]).await.unwrap();
    assert!(!said.contains("notice.key"), "one county does not tell what all need: {said}");
}
