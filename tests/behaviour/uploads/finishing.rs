//! What the worker makes of an upload, and what becomes of uploads that nobody finishes or names.

use super::films::made;
use super::*;
use entity::words::{LedgerClass, RenditionKind, WrapHolder};
use entity::{key_wrap, ledger_entry};
use futures_util::future::join_all;
use image_bytes::{bomb, photo};
use lianjing::domain::cases::uploads_due;
use lianjing::domain::media::{finish, sweep_expired};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

pub mod image_bytes;

/// Files whose deletion the ledger tells so, in the order of time, with the bytes that were there.
pub async fn deletions(world: &World, kind: &str) -> Vec<(MediaId, usize)> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind));
    let entries = rows.order_by_asc(ledger_entry::Column::Id).all(&tx).await.unwrap();
    let told = |entry: ledger_entry::Model| {
        assert_eq!(entry.class, LedgerClass::Sealed);
        let facts = entry.facts.get("deleted").unwrap_or(&entry.facts);
        (MediaId(entry.subject_id.unwrap()), usize::try_from(facts["received"].as_u64().unwrap()).unwrap())
    };
    entries.into_iter().map(told).collect()
}

async fn holders(world: &World, id: MediaId) -> Vec<WrapHolder> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let envelope = tx.rows().one::<media::Entity, _>(id).one(&tx).await.unwrap().unwrap().envelope_id;
    let rows = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::EnvelopeId.eq(envelope));
    let mut holders: Vec<_> = rows.all(&tx).await.unwrap().into_iter().map(|wrap| wrap.holder).collect();
    holders.sort_unstable();
    holders
}

story!(the_servers_key_goes_once_a_report_has_the_finished_file, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let finished_first = sender.uploads(&photo(), "image/png", 10_000).await;
    worker(world).await;
    assert_eq!(holders(world, finished_first).await, [WrapHolder::Intake]);
    sender.submits(&[finished_first]).await;
    assert_eq!(holders(world, finished_first).await, [WrapHolder::Content]);
    let named_first = sender.uploads(&photo(), "image/png", 10_000).await;
    let told = sender.submits(&[named_first]).await;
    assert_eq!(holders(world, named_first).await, [WrapHolder::Intake, WrapHolder::Content]);
    worker(world).await;
    assert_eq!(holders(world, named_first).await, [WrapHolder::Content]);
    assert_eq!(sender.looks_at(&told).await[0].media.renditions.len(), 2);
});

story!(a_report_may_name_a_file_that_is_still_on_its_way, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bytes = photo();
    let path = sender.creates(bytes.len(), "image/png").await;
    assert_eq!(sender.sends(&path, 0, &bytes[..50]).await, 204);
    let told = sender.submits(&[id_of(&path)]).await;
    assert_eq!(sender.looks_at(&told).await[0].urls.original, None);
    assert_eq!(sender.request(Method::DELETE, &path).send().await.unwrap().status(), 403, "it is the report's now");
    assert_eq!(sender.sends(&path, 50, &bytes[50..]).await, 204);
    worker(world).await;
    assert!(sender.looks_at(&told).await[0].urls.view.is_some());
});

story!(nobody_names_files_that_are_not_his, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(&photo(), "image/png", 10_000).await;
    let stranger = Sender::of(world, OTHER_PHONE, KEY).await;
    let refused = sender.uploads(b"x", "image/png", 10).await;
    let told = sender.submits(&[id]).await;
    let names = async |who: &Sender<'_>, key: &str, ids: &[MediaId], report: ReportId| {
        let tx = world.ctx().write(&world.home().county).await.unwrap();
        let hash = submission_hash(&tx.kernel.keys, key).unwrap();
        attach(&tx, &who.reporter(), &hash, ids, report, &told.1).await
    };
    let elsewhere = ReportId(entity::id::mint(1, 1, [3; 9]));
    assert!(names(&stranger, KEY, &[id], elsewhere).await.is_err(), "another phone");
    assert!(names(&sender, "submission-key-0002", &[id], elsewhere).await.is_err(), "another submission");
    assert!(names(&sender, KEY, &[id], elsewhere).await.is_err(), "a file of another report");
    assert!(names(&sender, KEY, &[refused], told.0).await.is_err(), "a file that was refused");
    assert!(names(&sender, KEY, &[MediaId(entity::id::mint(1, 1, [4; 9]))], told.0).await.is_err(), "no file");
    assert!(names(&sender, KEY, &[id; 60], told.0).await.is_ok(), "the same report told again");
});

story!(finishing_twice_at_once_leaves_one_set_of_files, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(&photo(), "image/png", 10_000).await;
    let ctx = world.ctx();
    let county = &world.home().county;
    for done in join_all((0..4).map(|_| finish(&ctx, &world.ports, county, id))).await {
        // One that was overtaken may find the parts gone, and is tried again by the worker.
        drop(done);
    }
    worker(world).await;
    assert_eq!(state(world, id).await, MediaState::Ready);
    let told = sender.submits(&[id]).await;
    assert_eq!(sender.looks_at(&told).await[0].media.renditions.len(), 2);
    assert_eq!(world.blobs.names().len(), 2);
});

story!(a_huge_picture_in_a_small_file_is_refused, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let bomb = bomb();
    let path = sender.creates(bomb.len(), "image/png").await;
    assert_eq!(sender.sends(&path, 0, &bomb).await, 415);
    // In pieces so small that its size can't be seen on arrival.
    let id = sender.uploads(&bomb, "image/png", 10).await;
    worker(world).await;
    let row = row(world, id).await.unwrap();
    assert_eq!((row.state, told(row.refusal).is_some_and(|why| why.contains("5000 万像素"))), (MediaState::Refused, true));
    assert_eq!(world.blobs.names(), Vec::<String>::new());
});

story!(what_can_not_be_opened_is_kept_as_it_was_sent, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let heic = file(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", 5_000);
    let ids = [
        sender.uploads(&heic, "image/heic", 5_000).await,
        sender.uploads(&jpeg(5_000), "image/jpeg", 5_000).await,
        sender.uploads(&film(5_000), "video/mp4", 5_000).await,
    ];
    let told = sender.submits(&ids).await;
    worker(world).await;
    for shown in sender.looks_at(&told).await {
        assert_eq!(shown.media.renditions, [RenditionKind::Original]);
        assert!(shown.urls.original.is_some());
    }
});

story!(a_film_gets_a_poster, |world| {
    let bytes = made(".mp4", &["-f", "lavfi", "-i", "testsrc=size=320x240:rate=5:duration=1", "-pix_fmt", "yuv420p"]);
    let sender = Sender::of(world, PHONE, KEY).await;
    let id = sender.uploads(&bytes, "video/mp4", 500_000).await;
    let told = sender.submits(&[id]).await;
    worker(world).await;
    let poster = sender.looks_at(&told).await[0].urls.poster.clone().unwrap();
    let answer = world.http.get(format!("{}{poster}", world.url)).send().await.unwrap();
    assert_eq!(header(&answer, "content-type").as_deref(), Some("image/jpeg"));
    assert!(answer.bytes().await.unwrap().starts_with(b"\xFF\xD8\xFF"));
});

story!(what_nobody_finishes_or_names_goes, |world| {
    let sender = Sender::of(world, PHONE, KEY).await;
    let unfinished = sender.creates(500, "image/jpeg").await;
    assert_eq!(sender.sends(&unfinished, 0, &jpeg(100)).await, 204);
    let unnamed = sender.uploads(&photo(), "image/png", 10_000).await;
    let named = sender.uploads(&photo(), "image/png", 10_000).await;
    let half_named = sender.creates(500, "image/jpeg").await;
    assert_eq!(sender.sends(&half_named, 0, &jpeg(100)).await, 204);
    sender.submits(&[named, id_of(&half_named)]).await;
    worker(world).await;
    let sweep = async || sweep_expired(&world.ctx(), &world.ports, &world.home().county).await.unwrap();
    assert_eq!(sweep().await, 0);
    world.wait(time::Duration::hours(25));
    assert_eq!(sweep().await, 1);
    assert_eq!(uploads_due(&world.ctx(), &world.ports, &world.home().county).await.unwrap(), 1);
    assert!(row(world, id_of(&unfinished)).await.is_none());
    let half = row(world, id_of(&half_named)).await.unwrap();
    assert_eq!((half.state, half.refusal.as_deref()), (MediaState::Refused, Some("NEVER_FINISHED")));
    world.wait(time::Duration::days(8));
    assert_eq!(sweep().await, 1);
    assert!(row(world, unnamed).await.is_none());
    assert_eq!(deletions(world, "media.run_out").await, [(id_of(&unfinished), 100), (unnamed, photo().len())]);
    assert_eq!(deletions(world, "media.given_up").await, [(id_of(&half_named), 100)]);
    assert_eq!(state(world, named).await, MediaState::Ready, "a report keeps its evidence");
    assert_eq!(world.blobs.names().len(), 2);
});
