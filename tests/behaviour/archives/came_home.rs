//! What comes home by the sheets of other counties: theirs whole, however far they came, and nothing of this one's own past what
//! its reader may see.

use super::transfers::{handed_over, keeper_of, opens, signed_outside, takes_in, to};
use super::*;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};

const FOUND: &str = "结论：属实";

/// The other county hands the official of 苍溪县 back; the file.
async fn handed_back(world: &World) -> String {
    let there = keeper_of(world, world.other()).await;
    let opening = opens(world, &there, world.other()).await;
    let back = world.did_on_archive(&there, "handOverArchive", to(world.home(), &opening)).await;
    back["file"].as_str().unwrap().to_owned()
}

async fn takes_home(world: &World, file: &str) -> Value {
    let keeper = keeper_of(world, world.home()).await;
    let input = json!({ "officialId": id(world.home().official("village-head")), "sheet": file });
    world.does_on_archive(&keeper, "takeInArchive", input).await
}

/// 剑阁县, outside of the platform, is known to a county by its key.
async fn is_known(world: &World, place: &kit::fixture::Place, key: &Ed25519KeyPair) {
    let head = world.signed_in(place, "county-head").await;
    let known = json!({ "countyCode": "510823", "countyName": "剑阁县", "publicKey": hex::encode(key.public_key().as_ref()), "document": "剑纪函〔2026〕2号" });
    world.did_on_archive(&head, "nameArchivePeer", known).await;
}

story!(what_came_home_shows_no_case_that_its_reader_must_keep_away_from, |world| {
    settled(world, &["village-head", "town-clerk"]).await;
    let (_, file) = handed_over(world).await;
    assert!(file.contains(FOUND));
    assert_eq!(takes_in(world, &file).await["errors"], json!([]));
    let back = handed_back(world).await;
    assert!(!back.contains(FOUND), "whoever signed it has it: {back}");
    assert_eq!(takes_home(world, &back).await["errors"], json!([]));
    // Another county sends ours along nevertheless.
    let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    is_known(world, world.home(), &key).await;
    let ours: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(takes_home(world, &signed_outside(world, &key, ("510823", &[ours]))).await["errors"], json!([]));
    // Who keeps the files was named in the same report.
    let near = world.keeps_files("town-clerk").await;
    let opening = world.opens_archive(&near, "village-head").await;
    let read = world.reads_archive(Some(&near), &opening, None).await;
    assert_eq!(read["data"]["archive"]["archive"]["foreign"].as_array().unwrap().len(), 2);
    assert!(!read.to_string().contains(FOUND), "{read:#}");
    let on = json!({ "openingId": opening, "countyCode": "510821", "countyName": "旺苍县", "document": "苍组调〔2026〕9号" });
    let on = world.did_on_archive(&near, "handOverArchive", on).await["file"].as_str().unwrap().to_owned();
    assert!(on.contains("部分属实") && !on.contains(FOUND), "nor does what he sends on: {on}");
    let other = world.keeps_files("bureau-director").await;
    let opening = world.opens_archive(&other, "village-head").await;
    assert_eq!(of_kind(&world.archive(&other, &opening).await, "FINDING")[0]["title"], FOUND, "it stands in the archive itself");
});

story!(what_earlier_counties_signed_goes_all_the_way, |world| {
    let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    for place in [world.home(), world.other()] {
        is_known(world, place, &key).await;
    }
    assert_eq!(takes_home(world, &signed_outside(world, &key, ("510823", &[]))).await["errors"], json!([]));
    let (_, file) = handed_over(world).await;
    let mut cut: Value = serde_json::from_str(&file).unwrap();
    cut["earlier"] = json!([]);
    assert_eq!(error(&takes_in(world, &cut.to_string()).await), ("INVALID", "sheet"), "what its county put beside it is not left out");
    assert_eq!(takes_in(world, &file).await["errors"], json!([]));
    let there = keeper_of(world, world.other()).await;
    let opening = opens(world, &there, world.other()).await;
    let answer = world.reads_archive(Some(&there), &opening, None).await;
    let read = &answer["data"]["archive"];
    let [foreign] = &read["archive"]["foreign"].as_array().unwrap()[..] else { panic!("{read:#}") };
    let [earlier] = &foreign["earlier"].as_array().unwrap()[..] else { panic!("{foreign:#}") };
    assert_eq!(
        (&earlier["countyName"], &earlier["isSigned"], &foreign["sheet"]["isSigned"]),
        (&json!("剑阁县"), &json!(true), &json!(true))
    );
    assert_eq!(earlier["entries"][0]["title"], "结论：部分属实");
    let summary = read["summary"].as_array().unwrap().last().unwrap();
    let told: Vec<_> = summary["facts"].as_array().unwrap().iter().map(|fact| fact["text"].as_str().unwrap()).collect();
    assert!(
        told.len() == 2 && told[1].contains("剑阁县更早的档案") && told[1].contains("部分属实"),
        "the page for the meeting says so: {told:?}"
    );
    // And home again, later: once from there, once by the one who sent it first.
    world.wait(Duration::minutes(1));
    assert_eq!(takes_home(world, &handed_back(world).await).await["errors"], json!([]));
    let keeper = keeper_of(world, world.home()).await;
    let opening = opens(world, &keeper, world.home()).await;
    let all = world.archive(&keeper, &opening).await["foreign"].clone();
    let of = |one: &Value| (one["countyName"].clone(), one["earlier"].as_array().unwrap().len());
    let mut found: Vec<_> = all.as_array().unwrap().iter().map(of).collect();
    // Both came at the story's one moment.
    found.sort_by_key(|(_, earlier)| *earlier);
    assert_eq!(found, [(json!("剑阁县"), 0), (json!(world.other().county.name), 1)]);
});
