//! How entries become leaves: public ones at once, those around reports hourly and hidden among others.

use super::*;
use entity::words::LedgerClass;
use entity::{ledger_entry, ledger_leaf};
use futures_util::future::join_all;
use kit::story;
use lianjing::domain::ledger_tree::{BATCH, batch_job, merge_job};
use lianjing::worker::periodic::work_all;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, PaginatorTrait as _, QueryFilter as _, Statement};

/// Entries without a leaf.
async fn waiting(world: &World, class: LedgerClass) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(class));
    rows.filter(ledger_entry::Column::LeafIndex.is_null()).count(&tx).await.unwrap()
}

story!(public_acts_become_leaves_at_once_and_those_around_reports_within_the_hour, |world| {
    settles(world).await;
    let begun = size(world).await;
    acts(world, 3).await;
    let receipt = reports(world).await;
    assert!(waiting(world, LedgerClass::Sealed).await > 0);
    works(world).await;
    let public = waiting(world, LedgerClass::Public).await;
    assert_eq!((public, size(world).await), (0, begun + 3), "what is public is there; what is sealed waits for the hour");
    let commitment = receipt["promise"]["commitment"].as_str().unwrap();
    assert_eq!(place(world, commitment).await, None);

    world.works_after(Duration::hours(1)).await;
    // What the same round of the worker wrote behind the batch waits for the next one.
    assert_eq!(size(world).await, begun + 3 + BATCH);
    assert!((begun + 3..begun + 3 + BATCH).contains(&place(world, commitment).await.unwrap()));
    work_all(&world.kernel, &world.ports).await;
    assert_eq!(size(world).await, begun + 3 + BATCH, "one batch an hour");
    assert_eq!(verified(world, &[]).await.faults, Vec::<String>::new());
});

story!(an_hour_with_reports_looks_like_an_hour_without, |world| {
    settles(world).await;
    let mut looks = Vec::new();
    for reported in [false, true, false] {
        if reported {
            reports(world).await;
        }
        let before = size(world).await;
        world.works_after(Duration::hours(1)).await;
        let batch = leaves(world, before).await;
        let answered = join_all(batch.iter().map(|leaf| place(world, leaf))).await;
        assert_eq!(answered, (before..before + BATCH).map(Some).collect::<Vec<_>>(), "each leaf answers, whatever it stands for");
        looks.push((batch.len(), batch.iter().map(String::len).sum::<usize>()));
    }
    assert_eq!(looks[0], (32, 64 * 32));
    assert!(looks.iter().all(|look| *look == looks[0]), "{looks:?}");
});

story!(the_order_within_a_batch_is_by_chance, |world| {
    settles(world).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let entry = |no| Entry::sealed("cases.submit", tx.county.id, json!({ "no": no }));
    ledger::append_all(&tx, &Actor::System, (0..20).map(entry).collect()).await.unwrap();
    tx.commit().await.unwrap();
    world.works_after(Duration::hours(1)).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mut rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("cases.submit")).all(&tx).await.unwrap();
    rows.sort_by_key(|row| row.leaf_index);
    let order: Vec<_> = rows.iter().map(|row| row.facts["no"].as_u64().unwrap()).collect();
    assert!(order.len() == 20 && !order.is_sorted(), "{order:?}");
});

story!(any_number_of_workers_make_one_log, |world| {
    works(world).await;
    for round in 0..4 {
        acts(world, 5).await;
        world.wait(Duration::hours(1));
        let county = world.home().county.clone();
        let both = (0..4).map(|no| async move {
            let ctx = world.ctx();
            if no % 2 == 0 { merge_job(ctx, world.home().county.clone()).await } else { batch_job(ctx, world.home().county.clone()).await }
        });
        for done in join_all(both).await {
            assert!(done.is_ok(), "{done:?}");
        }
        // Whoever came second added nothing, and comes again.
        merge_job(world.ctx(), county.clone()).await.unwrap();
        batch_job(world.ctx(), county).await.unwrap();
        let found = verified(world, &[]).await;
        assert_eq!((found.faults, found.waiting), (vec![], 0), "round {round}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_leaf::Entity>().count(&tx).await.unwrap();
    assert_eq!(rows, size(world).await);
});

story!(what_was_committed_late_or_before_there_was_a_tree_gets_its_leaf, |world| {
    acts(world, 2).await;
    world.wait(Duration::days(90));
    assert_eq!((waiting(world, LedgerClass::Public).await, size(world).await), (2, 0), "no worker ran");
    settles(world).await;
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    ledger::append(&tx, &Actor::System, Entry::public("settings.set", tx.county.id, json!({ "late": true }))).await.unwrap();
    // It was written long ago, by its id and its time, and is seen only now.
    world.wait(Duration::days(40));
    tx.commit().await.unwrap();
    acts(world, 1).await;
    settles(world).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("settings.set")).all(&tx).await.unwrap();
    assert!(rows.len() == 4 && rows.iter().all(|row| row.leaf_index.is_some()), "{rows:?}");
    drop(tx);
    assert_eq!(verified(world, &[]).await.faults, Vec::<String>::new());
});

story!(a_proof_costs_the_same_in_a_small_log_and_in_a_large_one, |world| {
    acts(world, 700).await;
    works(world).await;
    let found = verified(world, &[]).await;
    assert_eq!((found.faults.clone(), found.entries >= 700), (vec![], true), "{found:?}");
    let first = leaves(world, 0).await;
    for place_of in [0, 255, 256, 400, 511] {
        let leaf = &leaves(world, place_of).await[0];
        assert_eq!(place(world, leaf).await, Some(place_of));
    }
    assert_eq!(place(world, &first[1]).await, Some(1));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let sql = "SELECT COUNT(*) AS n FROM ledger_node WHERE county_id = $1";
    let row =
        tx.query_one_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [tx.county.id.into()])).await.unwrap().unwrap();
    assert!(row.try_get::<i64>("", "n").unwrap() >= 2, "whole blocks are kept");
});

story!(each_day_keeps_its_root, |world| {
    works(world).await;
    let monday = head(world).await;
    world.works_after(Duration::hours(1)).await;
    let later = head(world).await;
    world.works_after(Duration::days(1)).await;
    let tuesday = head(world).await;
    let days = asks(world, "ledgerHeads", json!({ "first": 31 }), "{ size root at day text signature keyId publicKey }").await;
    assert_eq!(days, json!([tuesday, later]), "the last of each day");
    assert!(monday["size"].as_u64() < later["size"].as_u64());
    let before = asks(world, "ledgerHeads", json!({ "before": tuesday["day"] }), "{ day }").await;
    assert_eq!(before, json!([{ "day": later["day"] }]));
});

story!(what_is_asked_wrongly_is_refused_with_its_field, |world| {
    works(world).await;
    let size = size(world).await;
    for (asked, field) in [
        (format!("ledgerConsistency(county: \"{COUNTY}\", older: 0, newer: {size})"), "older"),
        (format!("ledgerConsistency(county: \"{COUNTY}\", older: 2, newer: 1)"), "older"),
        (format!("ledgerConsistency(county: \"{COUNTY}\", older: 1, newer: {})", size + 1), "newer"),
        (format!("ledgerConsistency(county: \"{COUNTY}\", older: -1, newer: {size})"), "older"),
        (format!("ledgerInclusion(county: \"{COUNTY}\", commitment: \"abc\") {{ leafIndex }}"), "commitment"),
        (format!("ledgerInclusion(county: \"{COUNTY}\", commitment: \"{}\", size: 7) {{ leafIndex }}", "0".repeat(64)), "size"),
        ("ledgerHead(county: \"999999\") { size }".to_owned(), "county"),
    ] {
        let answer = world.ask(None, &format!("{{ {asked} }}"), json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["field"], field, "{asked}: {answer}");
    }
    assert_eq!(leaves(world, size + 5).await, Vec::<String>::new());
});
