//! What comes back, and what is left alone.

use super::*;
use entity::words::NoticeState;
use entity::{ledger_entry, notice, outbox};
use lianjing::domain::ledger_tree::{batch_job, merge_job};
use lianjing::worker::{parked_jobs, run_due_now};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

/// Tables of which a restore changes rows by itself.
const TOUCHED: [&str; 6] = ["session", "session_key", "outbox", "notice", "ledger_entry", "change"];

/// Tables that are in no backup, each for a reason that `backup/rows.rs` gives. Whoever adds a table that points to one of
/// them meets it here.
const LEFT_OUT: [&str; 6] = ["open_data_edition", "open_data_file", "seaql_migrations", "session", "session_key", "used_challenge"];

story!(every_table_is_in_a_backup_but_those_that_are_listed, |world| {
    let head = world.backs_up(None).await.unwrap().checked().await.unwrap().head;
    let tables: Vec<_> = head.tables.iter().map(|(name, _)| name.as_str()).collect();
    let dump = world.dump().await;
    let left: Vec<_> = dump.keys().map(String::as_str).filter(|name| !tables.contains(name)).collect();
    assert_eq!(left, LEFT_OUT);
});

story!(one_county_comes_back_and_no_other_is_touched, |world| {
    let filed = a_case_with_evidence(world).await;
    let (home, other) = (county_id(world.home()), county_id(world.other()));
    merge_job(world.ctx(), world.home().county.clone()).await.unwrap();
    let backup = world.backs_up(Some(HOME)).await.unwrap();
    let then = of(&world.dump().await, &home);
    assert!(then["outbox"].iter().any(|row| row.contains("notices.send")), "something was still to be sent");
    world.files(LATER, &[id(world.home().unit("village"))]).await;
    // The log grows by a batch an hour, and this hour's is written.
    world.works_after(time::Duration::hours(1)).await;
    batch_job(world.ctx(), world.home().county.clone()).await.unwrap();
    let (before, sent) = (world.dump().await, world.sms.taken().len());
    let there = world.restores(&backup, Some(HOME), None).await.unwrap_err();
    assert!(there.contains("--replace 510824"), "{there}");
    assert_eq!(world.dump().await, before, "nothing is written over without being told to");
    let restored = world.restores(&backup, Some(HOME), Some(HOME)).await.unwrap();
    assert_eq!((restored.counties, restored.blobs), (vec![HOME.to_owned()], 0));
    assert!(restored.parked > 0);
    let after = world.dump().await;
    assert_eq!(of(&after, &other), of(&before, &other), "byte for byte");
    for table in ["county", "phone_limit", "used_challenge"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    for (table, rows) in of(&after, &home) {
        if !TOUCHED.contains(&table.as_str()) {
            assert_eq!(rows, then[&table], "{table}");
        }
    }
    for table in ["session", "session_key"] {
        assert_eq!(of(&after, &home)[table], Vec::<String>::new(), "no door stays open");
    }
    the_ledger_says_it(world, &backup).await;
    nothing_goes_out_by_itself(world, sent).await;
    assert!(photo_of(world, &filed).await == finishing_photo(), "evidence is what it was");
    let case = world.only_case("town-head").await;
    assert_eq!((&case["state"], &case["mediaCount"]), (&json!("ACCEPTED"), &json!(1)));
    let replied = world.acts("town-head", "startInvestigation", case["id"].as_str().unwrap(), json!({})).await;
    assert_eq!(replied["errors"], json!([]), "the story goes on");
    let again = world.restores(&backup, Some(HOME), None).await.unwrap();
    assert_eq!((again.counties, again.before), (vec![], vec![HOME.to_owned()]), "what was put back is not put back twice");
});

async fn the_ledger_says_it(world: &World, backup: &kit::backup::BackedUp) {
    let head = backup.checked().await.unwrap().head;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("ledger.restored"));
    let entries = entries.all(&tx).await.unwrap();
    assert_eq!(entries.len(), 1);
    let facts = &entries[0].facts;
    assert_eq!((&facts["backup"], &facts["madeAt"]), (&json!(head.id), &json!(head.made_at)));
    let sum = &backup.made.manifest.counties[0].ledger;
    assert_eq!(facts["keptSize"], json!(sum.leaves));
    assert!(facts["lastSize"].as_u64().unwrap() > sum.leaves, "how much was lost can be read off");
    assert_eq!(facts.as_object().unwrap().len(), 4, "everybody reads them: how many entries there are is nobody's business");
}

/// What was to be sent when the backup was made may have been sent since: it waits for a person.
async fn nothing_goes_out_by_itself(world: &World, sent: usize) {
    for _ in 0..3 {
        world.wait(time::Duration::hours(3));
        run_due_now(&world.kernel, &world.ports).await.unwrap();
    }
    assert_eq!(world.sms.taken().len(), sent);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let parked = parked_jobs(&tx, None).await.unwrap();
    assert!(!parked.is_empty() && parked.iter().all(|job| job.last_error.as_ref().unwrap().contains("restored")));
    let open = tx.rows().find::<outbox::Entity>().filter(outbox::Column::DoneAt.is_null()).all(&tx).await.unwrap();
    assert!(open.iter().all(|job| job.parked_at.is_some()), "{open:#?}");
    let waiting = notice::Column::State.is_in([NoticeState::Queued, NoticeState::Sending]);
    let waiting =
        tx.rows().find::<notice::Entity>().filter(waiting).filter(notice::Column::Channel.ne(entity::words::NoticeChannel::Inbox));
    assert_eq!(waiting.all(&tx).await.unwrap(), []);
}

/// Whatever database it came from, and whatever it goes into.
mod all_of_it {
    use super::*;

    async fn comes_back(from: Backend, to: Backend) {
        let world = World::new(from).await;
        let filed = a_case_with_evidence(&world).await;
        let backup = world.backs_up(None).await.unwrap();
        assert_eq!(backup.made.manifest.missing, []);
        assert!(backup.made.manifest.blobs >= 2, "the original and a copy without metadata");
        let target = world.beside(to).await;
        let restored = target.restores(&backup, None, None).await.unwrap();
        assert_eq!((restored.counties.len(), restored.blobs), (2, backup.made.manifest.blobs));
        same_rows(&world, &target, from == to).await;
        assert!(photo_of(&target, &filed).await == finishing_photo(), "evidence is what it was");
        let case = target.only_case("town-head").await;
        let payload = target.acts("town-head", "startInvestigation", case["id"].as_str().unwrap(), json!({})).await;
        assert_eq!(payload["errors"], json!([]), "the story goes on");
        target.files(LATER, &[id(target.home().unit("village"))]).await;
        target.end().await;
        world.end().await;
    }

    /// As many rows of each table; of one kind of database the very same ones.
    async fn same_rows(world: &World, target: &World, alike: bool) {
        let (source, copy) = (world.dump().await, target.dump().await);
        for (table, rows) in &source {
            let copied = &copy[table];
            match table.as_str() {
                "session" | "session_key" | "used_challenge" => assert_eq!(copied.len(), 0, "{table}"),
                "ledger_entry" => assert_eq!(copied.len(), rows.len() + 2, "each county says that it was restored"),
                "seaql_migrations" => {}
                "outbox" | "notice" => assert_eq!(copied.len(), rows.len(), "{table}"),
                _ if alike => assert_eq!(copied, rows, "{table}"),
                _ => assert_eq!(copied.len(), rows.len(), "{table}"),
            }
        }
    }

    #[actix_web::test]
    async fn from_sqlite_to_sqlite() {
        comes_back(Backend::Sqlite, Backend::Sqlite).await;
    }

    #[actix_web::test]
    async fn from_sqlite_to_postgres() {
        comes_back(Backend::Sqlite, Backend::Postgres).await;
    }

    #[actix_web::test]
    async fn from_postgres_to_sqlite() {
        comes_back(Backend::Postgres, Backend::Sqlite).await;
    }

    #[actix_web::test]
    async fn from_postgres_to_postgres() {
        comes_back(Backend::Postgres, Backend::Postgres).await;
    }
}

story!(a_file_that_is_gone_is_named, |world| {
    a_case_with_evidence(world).await;
    let gone = world.blobs.names().into_iter().find(|name| name.contains("/original-")).unwrap();
    world.ports.blobs.delete(&gone).await.unwrap();
    let backup = world.backs_up(Some(HOME)).await.unwrap();
    let missing: Vec<_> = backup.made.manifest.missing.iter().map(|one| one.name.clone()).collect();
    assert_eq!(missing, [gone]);
    let target = world.beside(world.backend()).await;
    target.restores(&backup, None, None).await.unwrap();
    assert_eq!(target.blobs.names(), world.blobs.names(), "the others are there");
});
