//! 开放数据: what is published as files, whole each night, with the hashes that the manifest says, and nothing personal.

mod gone;
mod nights;
mod opinions;

use kit::outcomes::{dibao_kind, values};
use kit::publications::named;
use kit::{World, story};
use lianjing::domain::ratings::Rated;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

const TITLE: &str = "2026年一季度低保评定";

/// An outcome of 低保评定 of 龙山镇甲村, with a personal name.
async fn outcome(world: &World) -> Value {
    let kind = world.did_on_outcome("admin", "setOutcomeKind", &dibao_kind()).await;
    let mut row = world.dibao_row(&kind, (TITLE, "王大山"));
    row["values"] = values(&[("name", "王大山"), ("sum", "520"), ("note", "=1+1")]);
    world.did_on_outcome("publisher", "publishOutcome", &row).await
}

/// A published result of 龙山镇甲村 by the town's committee: its answer.
async fn result(world: &World) -> Value {
    world.files("13800000001", &[kit::cases::id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    world.replies("town-handler2", case.as_str().unwrap()).await;
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    world.did_on_publication("town-head", "publishCase", named(&waiting)).await
}

/// Lines of JSON of a file.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    let text = String::from_utf8(files[name].clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Which files hold these words.
fn holding<'a>(files: &'a BTreeMap<String, Vec<u8>>, word: &str) -> Vec<&'a str> {
    let has = |bytes: &[u8]| bytes.windows(word.len()).any(|some| some == word.as_bytes());
    files.iter().filter(|(_, bytes)| has(bytes)).map(|(name, _)| name.as_str()).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

story!(files_have_the_hashes_of_the_manifest, |world| {
    outcome(world).await;
    result(world).await;
    assert_eq!(world.open_data("510824").await, Value::Null, "none before the first night");
    assert_eq!(world.downloads("/open-data/510824/manifest.json", &[]).await.0, 503);
    world.works_at_night().await;
    let said = world.open_data("510824").await;
    let (status, headers, bytes) = world.downloads(said["manifestUrl"].as_str().unwrap(), &[]).await;
    assert_eq!((status, sha256(&bytes)), (200, said["sha256"].as_str().unwrap().to_owned()));
    assert_eq!(headers["etag"], format!("\"{}\"", sha256(&bytes)));
    let manifest: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&manifest["county"], &manifest["asOf"], &manifest["files"]), (&json!("510824"), &said["asOf"], &said["files"]));
    let files = world.open_files("510824").await;
    assert_eq!(files.len(), manifest["files"].as_array().unwrap().len());
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &files[file["name"].as_str().unwrap()];
        assert_eq!((json!(sha256(bytes)), json!(bytes.len())), (file["sha256"].clone(), file["bytes"].clone()), "{file}");
        let lines = String::from_utf8(bytes.clone()).unwrap().lines().count() as u64;
        let head = u64::from(file["format"] == "CSV");
        assert!(lines >= file["rows"].as_u64().unwrap() + head, "{file}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let noted = tx.rows().find::<entity::ledger_entry::Entity>().filter(entity::ledger_entry::Column::Kind.eq("open_data.built"));
    let noted = noted.all(&tx).await.unwrap();
    assert_eq!((noted.len(), &noted[0].facts["sha256"]), (1, &said["sha256"]), "and the manifest's hash stands on the ledger");
});

story!(they_say_what_the_pages_say, |world| {
    let (outcome, result) = (outcome(world).await, result(world).await);
    world.works_at_night().await;
    let files = world.open_files("510824").await;
    let dibao = &rows(&files, "outcomes-dibao.jsonl")[0];
    assert_eq!((&dibao["code"], &dibao["title"]), (&outcome["code"], &json!(TITLE)));
    assert_eq!((&dibao["unitCode"], &dibao["powerCode"]), (&json!("510824-village"), &json!("510824-dibao")));
    assert_eq!((&dibao["value.sum"], &dibao["value.note"]), (&json!("520.00"), &json!("=1+1")));
    assert!(dibao.get("value.name").is_none(), "no personal column: {dibao}");
    let csv = String::from_utf8(files["outcomes-dibao.csv"].clone()).unwrap();
    assert!(csv.starts_with("\u{feff}编码,单位编码,") && csv.contains(",'=1+1\r\n"), "{csv}");
    let published = &rows(&files, "results.jsonl")[0];
    let shown = world.publication(&result["line"]["code"]).await;
    assert_eq!((&published["title"], &published["text"]), (&shown["title"], &shown["text"]));
    let units = world.data(None, "{ county(code: \"510824\") { units(first: 100) { totalCount } } }", json!({})).await;
    assert_eq!(units["county"]["units"]["totalCount"], rows(&files, "units.jsonl").len());
    let query = "{ county(code: \"510824\") { units(first: 100) { nodes { powers { totalCount } } } } }";
    let powers = world.data(None, query, json!({})).await;
    let powers: u64 =
        powers["county"]["units"]["nodes"].as_array().unwrap().iter().filter_map(|unit| unit["powers"]["totalCount"].as_u64()).sum();
    assert_eq!(powers, rows(&files, "powers.jsonl").len() as u64);
});

story!(nothing_personal_is_in_any_file, |world| {
    outcome(world).await;
    result(world).await;
    world.works_at_night().await;
    let files = world.open_files("510824").await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let officials = tx.rows().find::<entity::official::Entity>().all(&tx).await.unwrap();
    assert!(!officials.is_empty());
    for name in officials.iter().map(|official| official.name.as_str()).chain(["王大山", "13800000001"]) {
        assert_eq!(holding(&files, name), Vec::<&str>::new(), "{name}");
    }
    let other = world.open_files("130982").await;
    assert_eq!(holding(&other, TITLE), Vec::<&str>::new(), "not in another county's files");
    assert_eq!(rows(&other, "results.jsonl"), Vec::<Value>::new());
    let foreign = world.downloads("/open-data/130982/outcomes-dibao.csv", &[]).await.0;
    assert_eq!((foreign, world.downloads("/open-data/999999/units.csv", &[]).await.0), (404, 404));
});

story!(a_file_is_read_whole_or_in_part_and_known_again, |world| {
    world.works_at_night().await;
    let (_, headers, whole) = world.downloads("/open-data/510824/units.csv", &[]).await;
    let mark = headers["etag"].to_str().unwrap().to_owned();
    assert_eq!((headers["content-type"].to_str().unwrap(), mark.trim_matches('"')), ("text/csv; charset=utf-8", sha256(&whole).as_str()));
    let (status, headers, part) = world.downloads("/open-data/510824/units.csv", &[("range", "bytes=3-20"), ("if-range", &mark)]).await;
    assert_eq!((status, part.as_slice()), (206, &whole[3..21]));
    assert_eq!(headers["content-range"], format!("bytes 3-20/{}", whole.len()));
    let other = world.downloads("/open-data/510824/units.csv", &[("range", "bytes=3-20"), ("if-range", "\"other\"")]).await;
    assert_eq!((other.0, other.2), (200, whole.clone()), "of another edition it is sent whole");
    assert_eq!(world.downloads("/open-data/510824/units.csv", &[("if-none-match", &mark)]).await.0, 304);
    assert_eq!(world.downloads("/open-data/510824/units.csv", &[("range", "bytes=99999999-")]).await.0, 416);
    let squeezed = world.downloads("/open-data/510824/units.csv", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(squeezed.2, whole, "as it is: its hash is that of the bytes that come");
    for path in ["/open-data/510824/nothing.csv", "/open-data/510824/..%2Funits.csv", "/open-data/x/units.csv"] {
        assert_eq!(world.downloads(path, &[]).await.0, 404, "{path}");
    }
    let head = world.http.head(format!("{}/open-data/510824/units.csv", world.url)).send().await.unwrap();
    assert_eq!(head.headers()["content-length"], whole.len().to_string().as_str());
    let written = world.http.post(format!("{}/open-data/510824/units.csv", world.url)).send().await.unwrap();
    assert_eq!(written.status().as_u16(), 405);
});

story!(public_figures_of_ratings_are_in_the_files_and_no_others, |world| {
    let (dibao, land) = (Rated::Power(world.home().power("dibao")), Rated::Power(world.home().power("land")));
    world.all_say(0..10, dibao, &[("qx1", 4)]).await;
    world.all_say(0..9, land, &[("qx1", 4)]).await;
    world.all_say(0..10, Rated::Official(world.home().official("village-head")), &[("zz1", 4)]).await;
    world.night_passes().await;
    world.works_at_night().await;
    let files = world.open_files("510824").await;
    let all = rows(&files, "powers.jsonl");
    let of = |code: &str| all.iter().find(|row| row["code"] == code).unwrap();
    let rating = |row: &Value| (row["rating"].clone(), row["ratingSheets"].clone(), row["ratingMonth"].clone());
    assert_eq!(rating(of("510824-dibao")), (json!(4.0), json!(10), json!("2026-03")));
    assert_eq!(rating(of("510824-land")), (Value::Null, Value::Null, Value::Null), "nine are too few");
    assert_eq!(all.iter().filter(|row| !row["rating"].is_null()).count(), 1);
});
