//! Backups: made while others write, put back into an empty system or one that runs, refused when they are not what they
//! were.

mod back;
mod killed;
mod load;
mod program;
mod refused;

use crate::uploads::{Sender, finishing_photo};
use kit::cases::{Filed, id, submission};
use kit::dump::Dump;
use kit::{Backend, World, story};
use serde_json::{Value, json};

const PHONE: &str = "13800000071";
pub(crate) const LATER: &str = "13800000072";
const HOME: &str = "510824";
const KEY: &str = "submission-key-of-a-backup";

/// A report with a photo, accepted; what its reporter keeps.
pub(crate) async fn a_case_with_evidence(world: &World) -> Filed {
    let sender = Sender::of(world, PHONE, KEY).await;
    let photo = sender.uploads(&finishing_photo(), "image/png", 50_000).await;
    let mut input = submission(world.home(), KEY, &[id(world.home().unit("village"))]);
    input["mediaIds"] = json!([id(photo)]);
    let payload = world.submits(&sender.reporter_token, input).await;
    let code = payload["queryCode"].as_str().unwrap_or_else(|| panic!("not taken: {payload}")).to_owned();
    world.works_after(time::Duration::minutes(1)).await;
    let case = world.only_case("town-head").await;
    assert_eq!(world.acts("town-head", "acceptCase", case["id"].as_str().unwrap(), json!({})).await["errors"], json!([]));
    Filed { code, phone: PHONE.to_owned(), payload }
}

/// The bytes of the one photo, as its reporter gets them.
pub(crate) async fn photo_of(world: &World, filed: &Filed) -> Vec<u8> {
    let token = world.proves_later(&filed.phone, "TRACK").await;
    let query = "query($code: String) { reportStatus(queryCode: $code) { state content { text media { originalUrl } } } }";
    let status = world.data(Some(&token), query, json!({ "code": filed.code })).await["reportStatus"].clone();
    assert_eq!(status["content"]["text"], "低保评议没有开会，名单是村里自己定的。");
    let url = status["content"]["media"][0]["originalUrl"].as_str().unwrap_or_else(|| panic!("no photo: {status}")).to_owned();
    world.http.get(format!("{}{url}", world.url)).send().await.unwrap().bytes().await.unwrap().to_vec()
}

/// Rows that name this county, table by table.
fn of(dump: &Dump, county: &Value) -> Dump {
    let id = county.as_str().unwrap();
    let plain = id.replace('-', "").to_uppercase();
    let names = |row: &&String| row.contains(id) || row.contains(&plain);
    dump.iter().map(|(table, rows)| (table.clone(), rows.iter().filter(names).cloned().collect())).collect()
}

fn county_id(place: &kit::fixture::Place) -> Value {
    json!(uuid::Uuid::from(place.county.id).to_string())
}
