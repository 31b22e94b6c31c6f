//! What is refused, before anything was written.

use super::*;
use kit::S3Store;
use lianjing::backup::SecretKey;
use std::sync::Arc;

story!(what_is_not_what_it_was_is_refused, |world| {
    a_case_with_evidence(world).await;
    let mut backup = world.backs_up(None).await.unwrap();
    let target = world.beside(world.backend()).await;
    let before = target.dump().await;
    let whole = std::fs::read(&backup.path).unwrap();
    for (why, bytes) in [
        ("cut off", whole[..whole.len() - 1].to_vec()),
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("is no backup", whole[..10].to_vec()),
        ("altered", [&whole[..], b"x"].concat()),
        ("altered", whole.iter().enumerate().map(|(at, byte)| if at == whole.len() / 2 { byte ^ 1 } else { *byte }).collect()),
    ] {
        std::fs::write(&backup.path, bytes).unwrap();
        let refused = target.restores(&backup, None, None).await.unwrap_err();
        assert!(refused.contains(why), "{why}: {refused}");
    }
    std::fs::write(&backup.path, &whole).unwrap();
    let key = std::mem::replace(&mut backup.key, SecretKey::new().unwrap());
    let refused = target.restores(&backup, None, None).await.unwrap_err();
    assert!(refused.contains("was made for the key"), "{refused}");
    backup.key = key;
    let refused = target.restores(&backup, Some("999999"), None).await.unwrap_err();
    assert!(refused.contains("no such county"), "{refused}");
    assert_eq!(target.dump().await, before);
    assert_eq!(target.blobs.names(), Vec::<String>::new());
});

story!(another_form_of_the_database_is_told, |world| {
    let backup = world.backs_up(None).await.unwrap();
    let target = world.beside(world.backend()).await;
    let (before, whole) = (target.dump().await, backup.checked().await.unwrap());
    let mut newer = whole.clone();
    newer.head.migrations.push("m20991231_000001_tomorrow".to_owned());
    let refused = target.restores_checked(&newer, &backup, (None, None)).await.unwrap_err();
    assert!(refused.contains("newer program") && refused.contains("tomorrow"), "{refused}");
    let mut other = whole.clone();
    other.head.migrations.remove(3);
    let refused = target.restores_checked(&other, &backup, (None, None)).await.unwrap_err();
    assert!(refused.contains("in the middle") && refused.contains("migrate"), "{refused}");
    assert_eq!(target.dump().await, before);
});

story!(another_county_of_the_same_number_is_told, |world| {
    let backup = world.backs_up(None).await.unwrap();
    let target = world.beside(world.backend()).await;
    kit::fixture::fill(&target.kernel, "511000", 1, "别的县").await;
    kit::fixture::fill(&target.kernel, "130982", 7, "任丘市").await;
    let before = target.dump().await;
    let refused = target.restores(&backup, None, None).await.unwrap_err();
    assert!(refused.contains("510824 has the number 1") && refused.contains("130982 was founded here anew"), "{refused}");
    assert_eq!(target.dump().await, before);
});

story!(nobody_reads_a_backup_without_its_key, |world| {
    a_case_with_evidence(world).await;
    let backup = world.backs_up(None).await.unwrap();
    let bytes = std::fs::read(&backup.path).unwrap();
    for word in ["低保", "演示甲", "ledger_entry", HOME, "county"] {
        assert!(!bytes.windows(word.len()).any(|some| some == word.as_bytes()), "{word}");
    }
});

/// A store that does not answer is no store without files: there is no backup then, and none that looks like one.
#[actix_web::test]
async fn while_the_store_is_away_there_is_no_backup() {
    let mut store = S3Store::start().await;
    let world = World::new(Backend::Sqlite).await.with_blobs(Arc::new(store.blobs())).await;
    a_case_with_evidence(&world).await;
    let backup = world.backs_up(None).await.unwrap();
    assert_eq!((backup.made.manifest.missing.len(), backup.made.manifest.blobs), (0, 2));
    store.goes_away().await;
    let why = world.backs_up(None).await.err().unwrap();
    assert!(why.contains("original") || why.contains("view"), "{why}");
    store.comes_back().await;
    assert_eq!(world.backs_up(None).await.unwrap().made.manifest.blobs, 2);
    world.end().await;
}
