//! Evidence in a bucket of S3, from the phone to the viewer: sent, finished, shown in ranges, cleared away; and what
//! happens while the store is away.

use super::*;
use kit::{Backend, S3Store, Weather};
use lianjing::domain::cases::uploads_due;
use lianjing::domain::media::sweep_expired;
use std::sync::Arc;

/// A story on both databases, with files in a bucket.
macro_rules! bucket_story {
    ($name:ident, |$world:ident, $store:ident| $body:block) => {
        mod $name {
            use super::*;
            async fn the_story($world: &World, $store: &mut S3Store) $body
            async fn told_on(backend: Backend) {
                let mut store = S3Store::start().await;
                let world = World::new(backend).await.with_blobs(Arc::new(store.blobs())).await;
                the_story(&world, &mut store).await;
            }
            #[actix_web::test]
            async fn sqlite() { told_on(Backend::Sqlite).await; }
            #[actix_web::test]
            async fn postgres() { told_on(Backend::Postgres).await; }
        }
    };
}

async fn get(world: &World, path: &str, range: &str) -> (u16, Vec<u8>) {
    let answer = world.http.get(format!("{}{path}", world.url)).header("Range", range).send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap_or_default().to_vec())
}

async fn ready(world: &World) -> (u16, String) {
    let answer = world.http.get(format!("{}/readyz", world.url)).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn original(sender: &Sender<'_>, told: &(ReportId, OpenKey), id: MediaId) -> Option<String> {
    sender.looks_at(told).await.into_iter().find(|shown| shown.media.id == id).unwrap().urls.original
}

bucket_story!(evidence_goes_to_the_bucket_and_comes_back, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let (photo, long) = (finishing_photo(), film(12 << 20));
    let ids = [sender.uploads(&photo, "image/png", 500).await, sender.uploads(&long, "video/mp4", 3_000_000).await];
    assert!(store.holds().iter().all(|name| name.contains("/part-")), "runs of bytes, as they came");
    let told = sender.submits(&ids).await;
    worker(world).await;
    let mut kinds: Vec<_> =
        store.holds().iter().map(|name| name.rsplit('/').next().unwrap().rsplit_once('-').unwrap().0.to_owned()).collect();
    kinds.sort();
    assert_eq!(kinds, ["original", "original", "view"], "parts go once the file is finished");
    for (id, bytes) in ids.into_iter().zip([&photo, &long]) {
        let url = original(&sender, &told, id).await.unwrap();
        assert!(get(world, &url, "").await == (200, bytes.clone()), "byte for byte");
        let (from, to) = (bytes.len() / 3, bytes.len() * 2 / 3);
        assert!(get(world, &url, &format!("bytes={from}-{}", to - 1)).await == (206, bytes[from..to].to_vec()), "a range opens alone");
        assert!(get(world, &url, "bytes=-1").await == (206, bytes[bytes.len() - 1..].to_vec()));
    }
    let lies: Vec<u8> = store
        .holds()
        .iter()
        .flat_map(|name| std::fs::read(store.file(name.strip_prefix("evidence/lianjing/test/").unwrap())).unwrap())
        .collect();
    assert!(!lies.windows(32).any(|some| some == &long[5_000..5_032] || some == &photo[..32]), "nothing lies there in clear");
});

bucket_story!(an_altered_file_breaks_off_where_it_was_altered, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = film(900_000);
    let id = sender.uploads(&bytes, "video/mp4", 500_000).await;
    let told = sender.submits(&[id]).await;
    worker(world).await;
    let url = original(&sender, &told, id).await.unwrap();
    let file = store.file(store.holds()[0].strip_prefix("evidence/lianjing/test/").unwrap());
    let mut sealed = std::fs::read(&file).unwrap();
    sealed[600_000] ^= 1;
    std::fs::write(&file, &sealed).unwrap();
    assert!(get(world, &url, "bytes=0-499999").await == (206, bytes[..500_000].to_vec()), "segments before it open");
    assert_eq!(get(world, &url, "bytes=590000-610000").await.0, 503);
    let (status, got) = get(world, &url, "").await;
    assert!(status == 200 && got.is_empty(), "the whole breaks off: {status}, {} bytes", got.len());
    std::fs::remove_file(&file).unwrap();
    assert_eq!(get(world, &url, "").await.0, 503, "a file that is gone is a fault, and no empty film");
});

bucket_story!(while_the_store_is_away_nothing_is_lost, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = finishing_photo();
    let half = bytes.len() / 2;
    let path = sender.creates(bytes.len(), "image/png").await;
    assert_eq!(sender.sends(&path, 0, &bytes[..half]).await, 204);
    store.goes_away().await;
    let refused = sender.piece(&path, half, &bytes[half..]).send().await.unwrap();
    assert_eq!(refused.status(), 503);
    assert!(refused.text().await.unwrap().contains("过一会儿会自己接着传"));
    assert_eq!(sender.offset(&path).await, Ok(half), "what was acknowledged still is");
    assert_eq!(ready(world).await, (503, "blobs\n".to_owned()));
    store.comes_back().await;
    assert_eq!(sender.sends(&path, half, &bytes[half..]).await, 204, "it goes on from there");
    let told = sender.submits(&[id_of(&path)]).await;
    store.goes_away().await;
    worker(world).await;
    assert_eq!(state(world, id_of(&path)).await, MediaState::Received, "not finished, and not given up");
    store.comes_back().await;
    world.wait(time::Duration::minutes(5));
    worker(world).await;
    let url = original(&sender, &told, id_of(&path)).await.unwrap();
    assert!(get(world, &url, "").await == (200, bytes.clone()));
    store.goes_away().await;
    let (status, body) = get(world, &url, "").await;
    assert_eq!((status, String::from_utf8(body).unwrap().as_str()), (503, "现在打不开。不是您的问题。"));
    store.comes_back().await;
    assert!(get(world, &url, "").await == (200, bytes));
});

bucket_story!(what_is_taken_back_while_the_store_is_away_goes_later, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(500, "image/jpeg").await;
    assert_eq!(sender.sends(&path, 0, &jpeg(100)).await, 204);
    store.goes_away().await;
    assert_eq!(sender.request(Method::DELETE, &path).send().await.unwrap().status(), 204);
    assert_eq!(sender.offset(&path).await, Err(404));
    store.comes_back().await;
    assert_eq!(store.holds().len(), 1);
    world.wait(time::Duration::minutes(2));
    worker(world).await;
    assert_eq!(store.holds(), Vec::<String>::new());
});

bucket_story!(what_nobody_finishes_goes_from_the_bucket, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let sweep = async || sweep_expired(&world.ctx(), &world.ports, &world.home().county).await;
    let path = sender.creates(3_000_000, "video/mp4").await;
    assert_eq!(sender.sends(&path, 0, &film(2_000_000)).await, 204);
    assert_eq!(store.holds().len(), 2);
    world.wait(time::Duration::hours(25));
    store.turns(Weather::Busy(3));
    assert!(sweep().await.is_err(), "the store would not");
    assert_eq!(store.holds().len(), 2, "nothing is forgotten of what still lies there");
    assert_eq!(sweep().await.unwrap(), 1);
    assert_eq!(store.holds(), Vec::<String>::new());
    assert!(row(world, id_of(&path)).await.is_none());
});

bucket_story!(what_a_report_waited_for_in_vain_goes_too, |world, store| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let path = sender.creates(500, "image/jpeg").await;
    assert_eq!(sender.sends(&path, 0, &jpeg(100)).await, 204);
    sender.submits(&[id_of(&path)]).await;
    world.wait(time::Duration::hours(25));
    store.turns(Weather::Busy(3));
    assert_eq!(uploads_due(&world.ctx(), &world.ports, &world.home().county).await.unwrap(), 1);
    assert_eq!((state(world, id_of(&path)).await, store.holds().len()), (MediaState::Refused, 1), "the row stays, the store would not");
    world.wait(time::Duration::minutes(2));
    worker(world).await;
    assert_eq!(store.holds(), Vec::<String>::new());
});
