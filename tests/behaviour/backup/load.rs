//! A backup while people write: one state, whole.

use super::*;
use entity::{case, deadline, key_wrap, ledger_entry, report, sealed_part};
use std::collections::BTreeSet;
use uuid::Uuid;

story!(a_backup_under_load_is_one_state, |world| {
    let proven = futures_util::future::join_all((0..12).map(|number| async move {
        let sender = Sender::of(world, &format!("138000001{number:02}"), &format!("submission-key-under-load-{number}")).await;
        let photo = sender.uploads(&finishing_photo(), "image/png", 400_000).await;
        (sender, photo)
    }));
    let proven = proven.await;
    let crowd = async {
        for (sender, photo) in &proven {
            let mut input = submission(world.home(), &sender.key, &[id(world.home().unit("village"))]);
            input["mediaIds"] = json!([id(*photo)]);
            assert_eq!(world.submits(&sender.reporter_token, input).await["errors"], json!([]));
            lianjing::worker::run_due_now(&world.kernel, &world.ports).await.unwrap();
        }
    };
    let operator = async {
        let mut made = Vec::new();
        for _ in 0..4 {
            made.push(world.backs_up(None).await.unwrap());
        }
        made
    };
    let ((), made) = tokio::join!(crowd, operator);
    let mut seen = BTreeSet::new();
    for backup in &made {
        assert_eq!(backup.made.manifest.missing, [], "a photo that is finished meanwhile is not lost");
        let target = world.beside(world.backend()).await;
        target.restores(backup, None, None).await.unwrap();
        seen.insert(is_whole(world, &target).await);
        target.end().await;
    }
    assert!(seen.len() > 1, "nobody wrote meanwhile: {seen:?}");
});

/// Each report has all that was written with it; how many there are.
async fn is_whole(world: &World, target: &World) -> usize {
    let tx = target.ctx().read(&world.home().county).await.unwrap();
    let reports = tx.rows().find::<report::Entity>().all(&tx).await.unwrap();
    let cases = tx.rows().find::<case::Entity>().all(&tx).await.unwrap();
    let ids: BTreeSet<Uuid> = cases.iter().map(|case| case.id.into()).collect();
    let clocks = tx.rows().find::<deadline::Entity>().all(&tx).await.unwrap();
    assert_eq!(clocks.iter().map(|clock| clock.case_id.into()).collect::<BTreeSet<Uuid>>(), ids);
    let entries = tx.rows().find::<ledger_entry::Entity>().all(&tx).await.unwrap();
    let submitted = entries.iter().filter(|entry| entry.kind == "cases.submit");
    assert_eq!(submitted.filter_map(|entry| entry.subject_id).collect::<BTreeSet<_>>(), ids);
    let parts: BTreeSet<Uuid> =
        tx.rows().find::<sealed_part::Entity>().all(&tx).await.unwrap().iter().map(|part| part.envelope_id.into()).collect();
    let wraps: BTreeSet<Uuid> =
        tx.rows().find::<key_wrap::Entity>().all(&tx).await.unwrap().iter().map(|wrap| wrap.envelope_id.into()).collect();
    for report in &reports {
        let envelope = Uuid::from(report.content_envelope_id);
        assert!(parts.contains(&envelope) && wraps.contains(&envelope), "{}", report.id);
    }
    let names = target.blobs.names();
    let named = names_in_rows(target, world).await;
    assert!(named.iter().all(|name| names.contains(name)), "each file that a row names is there");
    assert_eq!(reports.len(), cases.len());
    reports.len()
}

async fn names_in_rows(target: &World, world: &World) -> Vec<String> {
    let tx = target.ctx().read(&world.home().county).await.unwrap();
    let parts = tx.rows().find::<entity::media_part::Entity>().all(&tx).await.unwrap();
    let copies = tx.rows().find::<entity::rendition::Entity>().all(&tx).await.unwrap();
    parts.into_iter().map(|part| part.blob).chain(copies.into_iter().map(|copy| copy.blob)).collect()
}
