//! Somebody elsewhere follows the log with the command, and believes the server nothing.

use super::tampered::{is_cut_off, is_written_anew};
use super::*;
use clap::Parser as _;
use kit::story;
use lianjing::cli::{Cli, run};
use lianjing::domain::keys::public_key;
use lianjing::domain::ledger_tree::note_restored;
use std::path::Path;

/// Runs `lianjing ledger verify --from …`; what it says where it fails.
async fn follows(world: &World, key: &str, words: &[&str]) -> Result<(), String> {
    let url = format!("{}/graphql", world.url);
    let fixed = ["lianjing", "ledger", "verify", "--from", &url, "--county", COUNTY, "--key", key];
    let cli = Cli::try_parse_from(fixed.iter().chain(words)).map_err(|error| error.to_string())?;
    Box::pin(run(cli)).await.map_err(|faults| faults.join("\n"))
}

fn key(tx: &lianjing::kernel::Tx) -> String {
    hex::encode(public_key(tx).unwrap().1)
}

async fn published(world: &World) -> String {
    key(&world.ctx().read(&world.home().county).await.unwrap())
}

fn kept(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

story!(whoever_keeps_a_head_finds_out_when_the_log_is_written_anew, |world| {
    let folder = tempfile::tempdir().unwrap();
    let (own, others, file) = (folder.path().join("own.json"), folder.path().join("others.json"), folder.path().join("key"));
    let key = published(world).await;
    std::fs::write(&file, format!("510824 苍溪县 ledger-1 {key}\n")).unwrap();
    let (own_path, others_path, key_file) = (own.to_str().unwrap(), others.to_str().unwrap(), file.to_str().unwrap());
    follows(world, &key, &["--since", own_path]).await.unwrap();
    assert!(!own.exists(), "nothing was logged yet");

    acts(world, 300).await;
    works(world).await;
    follows(world, &key, &["--since", own_path]).await.unwrap();
    follows(world, key_file, &["--since", others_path]).await.unwrap();
    let first = kept(&own);
    assert_eq!(first["head"]["size"], json!(size(world).await));
    acts(world, 5).await;
    works(world).await;
    follows(world, &key, &["--since", own_path, "--head", others_path]).await.unwrap();
    assert_eq!(kept(&own)["earlier"][0]["head"], first["head"]);

    let wrong = follows(world, &"0".repeat(64), &["--since", own_path]).await.unwrap_err();
    assert!(wrong.contains("not signed with this key"), "{wrong}");
    let before = kept(&own);
    is_written_anew(world).await;
    acts(world, 50).await;
    works(world).await;
    let told = follows(world, &key, &["--since", own_path]).await.unwrap_err();
    assert!(told.contains("NOT CONSISTENT"), "{told}");
    assert_eq!(kept(&own), before, "what is kept is the proof");
    assert!(follows(world, &key, &["--head", others_path]).await.is_err(), "a head of somebody else shows it too");
    follows(world, &key, &[]).await.unwrap();
});

story!(after_a_restore_those_who_follow_are_told_so, |world| {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.json");
    let (key, own_path) = (published(world).await, own.to_str().unwrap());
    acts(world, 20).await;
    works(world).await;
    let at_backup = size(world).await;
    follows(world, &key, &["--since", own_path]).await.unwrap();
    acts(world, 7).await;
    works(world).await;
    follows(world, &key, &["--since", own_path]).await.unwrap();
    let seen: Head = serde_json::from_value(kept(&own)["head"].clone()).unwrap();

    is_cut_off(world, at_backup).await;
    acts(world, 30).await;
    works(world).await;
    assert!(follows(world, &key, &["--since", own_path]).await.unwrap_err().contains("NOT CONSISTENT"), "nobody said why");
    assert_eq!(verified(world, std::slice::from_ref(&seen)).await.faults.len(), 1);

    is_cut_off(world, at_backup).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    note_restored(&tx, &Actor::System, Some(seen.size), serde_json::Map::new()).await.unwrap();
    tx.commit().await.unwrap();
    acts(world, 30).await;
    works(world).await;
    let told = asks(world, "ledgerRestores", json!({}), "{ leafIndex entry salt }").await;
    let entry: Value = serde_json::from_str(told[0]["entry"].as_str().unwrap()).unwrap();
    assert_eq!(entry["facts"], json!({ "keptSize": at_backup, "lastSize": seen.size }));
    follows(world, &key, &["--since", own_path]).await.unwrap();
    let found = verified(world, &[seen]).await;
    assert_eq!((found.verdict().to_string(), found.faults), ("restored, not consistent".to_owned(), vec![]));
    follows(world, &key, &["--since", own_path]).await.unwrap();
});
