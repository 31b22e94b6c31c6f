//! 移交: an archive goes to another county by a sheet that this one signs, and comes back; what was altered is refused.

use super::*;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use entity::words::StaffRole;
use kit::fixture::Place;
use sha2::{Digest as _, Sha256};

/// Somebody who keeps the files in this county.
pub async fn keeper_of(world: &World, place: &Place) -> String {
    let ctx = world.ctx();
    let tx = ctx.write(&place.county).await.unwrap();
    let account = place.account("bureau-head");
    let role = lianjing::domain::staff::NewRole { role: StaffRole::Personnel, unit_id: None, organ_id: None };
    let grants = tx.rows().find::<entity::role_grant::Entity>().filter(entity::role_grant::Column::AccountId.eq(account));
    let has = grants.filter(entity::role_grant::Column::Role.eq(StaffRole::Personnel)).one(&tx).await.unwrap().is_some();
    if !has {
        tx.add(lianjing::domain::staff::standing(&tx, account, role)).await.unwrap();
    }
    tx.commit().await.unwrap();
    world.signed_in(place, "bureau-head").await
}

pub async fn opens(world: &World, token: &str, place: &Place) -> Value {
    let input = json!({ "officialId": id(place.official("village-head")), "purpose": "APPOINTMENT", "reason": "调到邻县任职，移交档案" });
    world.did_on_archive(token, "openArchive", input).await["opening"]["id"].clone()
}

pub fn to(place: &Place, opening: &Value) -> Value {
    json!({ "openingId": opening, "countyCode": place.code, "countyName": place.county.name, "document": "苍组调〔2026〕7号" })
}

/// The archive of 苍溪县 signed for the other county: the transfer and its file.
pub async fn handed_over(world: &World) -> (Value, String) {
    let keeper = keeper_of(world, world.home()).await;
    let opening = opens(world, &keeper, world.home()).await;
    let done = world.did_on_archive(&keeper, "handOverArchive", to(world.other(), &opening)).await;
    (done["transfer"].clone(), done["file"].as_str().unwrap().to_owned())
}

pub async fn takes_in(world: &World, file: &str) -> Value {
    let keeper = keeper_of(world, world.other()).await;
    world
        .does_on_archive(&keeper, "takeInArchive", json!({ "officialId": id(world.other().official("village-head")), "sheet": file }))
        .await
}

story!(an_archive_goes_with_its_official_there_and_back, |world| {
    settled(world, &["village-head"]).await;
    let himself = world.signs_in_himself("village-head").await;
    world.did_on_archive(&himself, "answerArchive", json!({ "text": "我愿意当面说明。" })).await;
    let (transfer, file) = handed_over(world).await;
    assert!(!file.contains("case_") && !file.contains("official_") && !file.contains(REPLY), "no row, no report: {file}");
    let taken = takes_in(world, &file).await;
    assert_eq!(taken["errors"], json!([]), "{taken}");
    let receipt = taken["file"].as_str().unwrap().to_owned();
    // The other county reads what this one signed, as such.
    let there = keeper_of(world, world.other()).await;
    let opening = opens(world, &there, world.other()).await;
    let archive = world.archive(&there, &opening).await;
    let foreign = &archive["foreign"][0];
    assert_eq!((&foreign["sheet"]["isSigned"], &foreign["countyName"]), (&json!(true), &json!(world.home().county.name)));
    let found = foreign["sheet"]["entries"].as_array().unwrap().iter().find(|entry| entry["kind"] == "FINDING").unwrap();
    assert_eq!((&found["title"], &foreign["sheet"]["remarks"]), (&json!("结论：属实"), &json!(["我愿意当面说明。"])));
    assert_eq!(of_kind(&archive, "FINDING"), Vec::<Value>::new(), "what was found elsewhere is not what was found here");
    // The receipt comes back.
    let keeper = keeper_of(world, world.home()).await;
    let entered = json!({ "transferId": transfer["id"], "receipt": receipt });
    let done = world.did_on_archive(&keeper, "enterArchiveReceipt", entered.clone()).await;
    assert!(done["transfer"]["receivedAt"].is_string(), "{done}");
    assert_eq!(error(&world.does_on_archive(&keeper, "enterArchiveReceipt", entered).await).0, "STATE");
    // He comes back: what we signed ourselves stands in the archive and is not shown again.
    let back = world.did_on_archive(&there, "handOverArchive", to(world.home(), &opening)).await;
    let input = json!({ "officialId": id(world.home().official("village-head")), "sheet": back["file"] });
    world.did_on_archive(&keeper, "takeInArchive", input).await;
    let opening = opens(world, &keeper, world.home()).await;
    let archive = world.archive(&keeper, &opening).await;
    let foreign = &archive["foreign"][0];
    assert_eq!((&foreign["sheet"]["isSigned"], &foreign["earlier"]), (&json!(true), &json!([])), "{foreign:#}");
    assert_eq!(of_kind(&archive, "FINDING").len(), 1);
    let kinds = on_ledger(world).await;
    for kind in ["archives.handed_over", "archives.receipt", "archives.taken_in"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}: {kinds:?}");
    }
});

story!(what_was_altered_is_for_others_or_came_before_is_refused, |world| {
    settled(world, &["village-head"]).await;
    let (transfer, file) = handed_over(world).await;
    let before = world.dump().await;
    let altered = file.replace("结论：属实", "结论：不属实");
    assert_ne!(altered, file);
    assert_eq!(error(&takes_in(world, &altered).await), ("INVALID", "sheet"));
    assert_eq!(error(&takes_in(world, "{}").await), ("INVALID", "sheet"));
    // Signed by somebody who says that he is this county.
    let mut package: Value = serde_json::from_str(&file).unwrap();
    package["publicKey"] = json!("11".repeat(32));
    assert_eq!(error(&takes_in(world, &package.to_string()).await), ("INVALID", "sheet"));
    let there = keeper_of(world, world.other()).await;
    let wrong = json!({ "officialId": id(world.other().official("village-deputy")), "sheet": file });
    assert_eq!(error(&world.does_on_archive(&there, "takeInArchive", wrong).await), ("INVALID", "officialId"), "another person");
    // It is not for the county that sent it.
    let here = keeper_of(world, world.home()).await;
    let own = json!({ "officialId": id(world.home().official("village-head")), "sheet": file });
    assert_eq!(error(&world.does_on_archive(&here, "takeInArchive", own).await), ("INVALID", "sheet"));
    assert_eq!(world.dump().await["archive_transfer"], before["archive_transfer"], "nothing was taken in");
    let taken = takes_in(world, &file).await;
    assert_eq!(error(&takes_in(world, &file).await).0, "CONFLICT", "once");
    // A receipt for something else is none.
    let receipt = taken["file"].as_str().unwrap().replace("takenOn", "takenIn");
    let entered = json!({ "transferId": transfer["id"], "receipt": receipt });
    assert_eq!(error(&world.does_on_archive(&here, "enterArchiveReceipt", entered).await), ("INVALID", "receipt"));
    let within = json!({ "openingId": opens(world, &here, world.home()).await, "countyCode": "510824", "countyName": "苍溪县", "document": "苍组〔2026〕8号" });
    assert_eq!(
        error(&world.does_on_archive(&here, "handOverArchive", within).await),
        ("INVALID", "countyCode"),
        "within a county it follows him"
    );
});

story!(a_county_outside_is_known_by_the_key_that_a_document_made_known, |world| {
    let head = world.signed_in(world.home(), "county-head").await;
    let peers = "{ archivePeers { ownKey others { countyCode publicKey document } } }";
    let own = world.data(Some(&head), peers, json!({})).await["archivePeers"].clone();
    assert_eq!((own["ownKey"].as_str().unwrap().len(), &own["others"]), (64, &json!([])));
    let key = json!({ "countyCode": "510823", "countyName": "剑阁县", "publicKey": "ab".repeat(32), "document": "剑纪函〔2026〕2号" });
    for login in ["admin", "town-head"] {
        let token = world.signed_in(world.home(), login).await;
        assert_eq!(error(&world.does_on_archive(&token, "nameArchivePeer", key.clone()).await).0, "FORBIDDEN", "{login}");
        assert_eq!(top(&world.ask(Some(&token), peers, json!({})).await), "FORBIDDEN", "{login}");
    }
    let mut platform = key.clone();
    platform["countyCode"] = json!(world.other().code);
    assert_eq!(
        error(&world.does_on_archive(&head, "nameArchivePeer", platform).await),
        ("INVALID", "countyCode"),
        "nobody names a key for it"
    );
    let mut short = key.clone();
    short["publicKey"] = json!("ab");
    assert_eq!(error(&world.does_on_archive(&head, "nameArchivePeer", short).await), ("INVALID", "publicKey"));
    world.did_on_archive(&head, "nameArchivePeer", key.clone()).await;
    assert_eq!(error(&world.does_on_archive(&head, "nameArchivePeer", key).await).0, "CONFLICT");
    assert!(on_ledger(world).await.contains(&"archives.peer_named".to_owned()));
});

/// A sheet as a county outside the platform makes it, signed by a key of its own, with these beside it.
pub fn signed_outside(world: &World, key: &Ed25519KeyPair, (county, beside): (&str, &[Value])) -> String {
    let hash = |one: &Value| hex::encode(Sha256::digest(one["text"].as_str().unwrap()));
    let earlier: Vec<String> = beside.iter().map(hash).collect();
    let text = json!({
        "county": "剑阁县", "countyCode": county, "to": "苍溪县", "toCode": world.home().code, "official": "演示village-head",
        "document": "剑组调〔2026〕3号", "signedBy": "剑阁县档案查阅人", "signedOn": "2026-03-02", "earlier": earlier, "remarks": [],
        "entries": [{
            "kind": "FINDING", "on": "2025-02-09", "until": null, "knownOn": "2025-03-01", "title": "结论：部分属实", "lines": ["诫勉"],
            "source": "剑阁县纪委监委", "answers": [],
        }],
    })
    .to_string();
    let signature = key.sign(format!("lianjing archive v1\n{text}").as_bytes());
    json!({
        "label": "lianjing archive v1", "text": text, "keyId": "outside-1", "publicKey": hex::encode(key.public_key().as_ref()),
        "signature": hex::encode(signature.as_ref()), "earlier": beside,
    })
    .to_string()
}

story!(a_sheet_from_outside_counts_once_its_key_is_known_and_for_no_county_of_the_platform, |world| {
    let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let keeper = keeper_of(world, world.home()).await;
    let input = |sheet: String| json!({ "officialId": id(world.home().official("village-head")), "sheet": sheet });
    let sheet = signed_outside(world, &key, ("510823", &[]));
    let unknown = world.does_on_archive(&keeper, "takeInArchive", input(sheet.clone())).await;
    assert_eq!(error(&unknown), ("INVALID", "sheet"), "what stands beside a signature proves nothing");
    let head = world.signed_in(world.home(), "county-head").await;
    let known = json!({ "countyCode": "510823", "countyName": "剑阁县", "publicKey": hex::encode(key.public_key().as_ref()), "document": "剑纪函〔2026〕2号" });
    world.did_on_archive(&head, "nameArchivePeer", known).await;
    let posing = signed_outside(world, &key, (&world.other().code, &[]));
    assert_eq!(
        error(&world.does_on_archive(&keeper, "takeInArchive", input(posing)).await),
        ("INVALID", "sheet"),
        "that one has keys of its own"
    );
    world.did_on_archive(&keeper, "takeInArchive", input(sheet)).await;
    let opening = opens(world, &keeper, world.home()).await;
    let foreign = world.archive(&keeper, &opening).await["foreign"][0].clone();
    assert_eq!((&foreign["countyName"], &foreign["sheet"]["isSigned"]), (&json!("剑阁县"), &json!(true)));
    assert_eq!(foreign["sheet"]["entries"][0]["title"], "结论：部分属实");
});
