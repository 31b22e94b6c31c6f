//! Files that a scanner looks at before people do: ClamAV's own daemon, with a signature of ours.

use super::finishing::image_bytes::photo_from;
use super::originals::{asks, handed_in, sees, traces};
use super::*;
use crate::outcomes::published;
use kit::clamd::{ClamdServer, MARKER};
use lianjing::ports::Ports;
use serde_json::Value;
use time::Duration;

const SENTENCE: &str = "这个文件查出病毒，不能打开。如果是证据，请换个方式再拍、再录一次。";

async fn works(world: &World, ports: &Ports) {
    run_due_now(&world.kernel, ports).await.unwrap();
}

/// What the reporter's page says of a file that nobody handed in.
async fn says(world: &World, id: MediaId) -> (MediaState, Option<String>) {
    let row = row(world, id).await.unwrap();
    (row.state, told(row.refusal))
}

story!(what_the_scanner_knows_is_refused_and_its_sender_is_told, |world| {
    let clamd = ClamdServer::start(16).await;
    let ports = clamd.beside(world);
    let sender = Sender::of(world, PHONE, KEY).await;
    let bad = sender.uploads(&photo_from(MARKER), "image/png", 50).await;
    let good = sender.uploads(&photo_from("the village's well"), "image/png", 50).await;
    works(world, &ports).await;
    assert_eq!(says(world, bad).await, (MediaState::Refused, Some(SENTENCE.to_owned())));
    assert_eq!(says(world, good).await, (MediaState::Ready, None));
    assert_eq!(sender.offset(&format!("/uploads/{bad}")).await, Err(410), "it is not taken");
    let folder = uuid::Uuid::from(bad).simple().to_string();
    assert!(!world.blobs.names().iter().any(|name| name.contains(&folder)), "nothing of it stays");
});

story!(what_a_report_has_already_stays_sealed_and_is_given_to_nobody, |world| {
    let clamd = ClamdServer::start(16).await;
    let ports = clamd.beside(world);
    let photo = handed_in(world, (&photo_from(MARKER), "image/png"), 50).await;
    works(world, &ports).await;
    let case = world.only_case("town-head").await;
    for login in ["town-head", "town-handler"] {
        let medium = sees(world, login, &case).await["content"]["media"][0].clone();
        assert_eq!((&medium["state"], &medium["refusal"], &medium["refusalCode"]), (&json!("READY"), &json!(SENTENCE), &json!("INVALID")));
        for url in ["viewUrl", "posterUrl", "originalUrl"] {
            assert_eq!(medium[url], Value::Null, "{login}: {url}");
        }
    }
    let given = asks(world, "town-head", &case, photo).await;
    assert_eq!((&given["url"], &given["errors"][0]["code"]), (&Value::Null, &json!("STATE")));
    assert_eq!(given["errors"][0]["message"], SENTENCE);
    assert_eq!(traces(world).await, (0, 0), "nothing was opened");
    assert_eq!(world.blobs.names().len(), 1, "the sealed original stays: the scanner may be wrong");
});

story!(while_the_scanner_is_away_a_file_waits_and_nobody_sees_it, |world| {
    let mut clamd = ClamdServer::start(16).await;
    let ports = clamd.beside(world);
    clamd.go_down().await;
    let photo = handed_in(world, (&photo_from("the village's well"), "image/png"), 50).await;
    for _ in 0..20 {
        works(world, &ports).await;
        assert_eq!(state(world, photo).await, MediaState::Received, "it waits");
        world.wait(Duration::minutes(1));
    }
    let case = world.only_case("town-head").await;
    let medium = sees(world, "town-head", &case).await["content"]["media"][0].clone();
    assert_eq!((&medium["state"], &medium["viewUrl"], &medium["refusal"]), (&json!("RECEIVED"), &Value::Null, &Value::Null));
    assert_eq!(asks(world, "town-head", &case, photo).await["errors"][0]["code"], "NOT_FOUND", "unchecked it is given to nobody");
    clamd.come_back().await;
    works(world, &ports).await;
    assert_eq!(state(world, photo).await, MediaState::Ready);
    assert_ne!(sees(world, "town-head", &case).await["content"]["media"][0]["viewUrl"], Value::Null);
});

story!(a_file_that_is_too_large_for_the_scanner_is_not_shown_unchecked, |world| {
    let clamd = ClamdServer::start(1).await;
    let ports = clamd.beside(world);
    let sender = Sender::of(world, PHONE, KEY).await;
    let film = sender.uploads(&film(3 << 20), "video/mp4", 1 << 20).await;
    works(world, &ports).await;
    assert_eq!(state(world, film).await, MediaState::Received, "an answer that is no verdict is none");
});

story!(what_publishers_attach_is_looked_at_too, |world| {
    let mut clamd = ClamdServer::start(16).await;
    let url = world.serves_through(&clamd.beside(world));
    let (outcome, token) = (published(world).await, world.signed_in(world.home(), "publisher").await);
    let sends = async |marker: &str| {
        let (revision, id) = (outcome["revision"].to_string(), outcome["id"].as_str().unwrap());
        let query = [("outcomeId", id), ("revision", revision.as_str()), ("name", "评议会会议记录"), ("personal", "false")];
        let body = format!("%PDF-1.7\n%{marker}\n%%EOF");
        let request = world.http.post(format!("{url}/staff-files/outcome-attachments")).query(&query).body(body);
        let answer = request.bearer_auth(&token).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    let (status, said) = sends(MARKER).await;
    assert_eq!((status, &said["done"], &said["errors"][0]["code"]), (200, &json!(false), &json!("INVALID")));
    clamd.go_down().await;
    let (status, said) = sends("only a paper").await;
    assert_eq!((status, &said["errors"][0]["code"]), (503, &json!("BUSY")));
    assert_eq!(world.outcome(&outcome["code"]).await["files"], json!([]), "nothing was taken");
    clamd.come_back().await;
    assert_eq!(sends("only a paper").await, (200, json!({ "done": true, "errors": [] })));
});
