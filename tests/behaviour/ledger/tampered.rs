//! Whoever owns the database alters, removes, adds and moves rows: each is found.

use super::*;
use entity::ledger_entry;
use kit::story;
use lianjing::domain::ledger_tree::audit::Verdict;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DatabaseConnection, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

/// A value of bytes or an id as this database writes it.
fn literal(world: &World, bytes: &[u8]) -> String {
    let hex = hex::encode(bytes);
    match world.backend() {
        kit::database::Backend::Sqlite => format!("x'{hex}'"),
        kit::database::Backend::Postgres if bytes.len() == 16 => format!("'{hex}'::uuid"),
        kit::database::Backend::Postgres => format!("'\\x{hex}'::bytea"),
    }
}

/// Does something to the database, looks, and undoes it.
async fn finds(world: &World, db: &DatabaseConnection, (act, undo): (&str, &str), told: &str) {
    let clean = verified(world, &[]).await;
    assert_eq!((clean.verdict(), clean.faults), (Verdict::Consistent, vec![]), "before {act}");
    let done = db.execute_unprepared(act).await.unwrap_or_else(|error| panic!("{act}: {error}"));
    assert!(done.rows_affected() > 0, "{act} did nothing");
    let found = verified(world, &[]).await;
    assert_eq!(found.verdict(), Verdict::Broken, "{act}");
    assert!(found.faults.iter().any(|fault| fault.contains(told)), "{act}: {:#?}", found.faults);
    db.execute_unprepared(undo).await.unwrap_or_else(|error| panic!("{undo}: {error}"));
}

/// A log of a few heads: public acts, a report, batches.
async fn a_log(world: &World) -> Vec<ledger_entry::Model> {
    acts(world, 3).await;
    reports(world).await;
    settles(world).await;
    world.works_after(Duration::hours(1)).await;
    acts(world, 300).await;
    works(world).await;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::LeafIndex.is_not_null());
    rows.order_by_asc(ledger_entry::Column::LeafIndex).all(&tx).await.unwrap()
}

story!(what_the_owner_of_the_database_rewrites_is_found, |world| {
    let rows = a_log(world).await;
    let db = world.as_operator().await;
    let county = literal(world, Uuid::from(world.home().county.id).as_bytes());
    let (one, two) = (&rows[1], &rows[2]);
    let entry = |row: &ledger_entry::Model| format!("county_id = {county} AND id = {}", literal(world, Uuid::from(row.id).as_bytes()));
    let place = |row: &ledger_entry::Model| format!("county_id = {county} AND leaf_index = {}", row.leaf_index.unwrap());
    let bytes = |bytes: &[u8]| literal(world, bytes);

    // An entry says something else.
    let kind = format!("UPDATE ledger_entry SET kind = 'keys.renew' WHERE {}", entry(one));
    finds(world, &db, (&kind, &format!("UPDATE ledger_entry SET kind = '{}' WHERE {}", one.kind, entry(one))), "was altered").await;
    let at = |by: i64| format!("UPDATE ledger_entry SET at = at + {by} WHERE {}", entry(one));
    finds(world, &db, (&at(1), &at(-1)), "was altered").await;
    // It was altered with all that is derived of it, also in its leaf: the signed head says so.
    let forged = bytes(&[7; 32]);
    let leaf = format!("UPDATE ledger_leaf SET commitment = {forged} WHERE {}", place(one));
    let back = format!("UPDATE ledger_leaf SET commitment = {} WHERE {}", bytes(&one.commitment), place(one));
    finds(world, &db, (&leaf, &back), "do not give the root").await;
    // Two leaves change places.
    let swapped = |a: i64, b: i64| {
        format!(
            "UPDATE ledger_leaf SET leaf_index = -1 WHERE county_id = {county} AND leaf_index = {a}; \
             UPDATE ledger_leaf SET leaf_index = {a} WHERE county_id = {county} AND leaf_index = {b}; \
             UPDATE ledger_leaf SET leaf_index = {b} WHERE county_id = {county} AND leaf_index = -1; \
             UPDATE ledger_entry SET leaf_index = CASE leaf_index WHEN {a} THEN {b} ELSE {a} END \
             WHERE county_id = {county} AND leaf_index IN ({a}, {b})"
        )
    };
    let (a, b) = (one.leaf_index.unwrap(), two.leaf_index.unwrap());
    finds(world, &db, (&swapped(a, b), &swapped(a, b)), "removed or moved").await;
    // A head, a block, a promise.
    let root = |root: &str| format!("UPDATE ledger_head SET root = {root} WHERE county_id = {county} AND follows = 0");
    let first = head_row(world).await;
    finds(world, &db, (&root(&forged), &root(&bytes(&first.root))), "not signed by the county").await;
    let signed = |sig: &str| format!("UPDATE ledger_head SET signature = {sig} WHERE county_id = {county} AND follows = 0");
    finds(world, &db, (&signed(&bytes(&[7; 64])), &signed(&bytes(&first.signature))), "not signed by the county").await;
    let level = |from: i32, to: i32| format!("UPDATE ledger_node SET level = {to} WHERE county_id = {county} AND level = {from}");
    finds(world, &db, (&level(1, 5), &level(5, 1)), "block 0 of level 1").await;
    let day = |by: &str| format!("UPDATE ledger_promise SET day = '{by}' WHERE county_id = {county}");
    finds(world, &db, (&day("2026-03-01"), &day("2026-03-02")), "the promise of entry").await;
    // An entry is kept from getting a leaf.
    acts(world, 1).await;
    let mark = |from: &str, to: &str| format!("UPDATE ledger_entry SET leaf_index = {to} WHERE county_id = {county} AND leaf_index {from}");
    finds(world, &db, (&mark("IS NULL", "1000000"), &mark("= 1000000", "NULL")), "no leaf stands for it").await;
    db.close().await.unwrap();
});

async fn head_row(world: &World) -> entity::ledger_head::Model {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<entity::ledger_head::Entity>().filter(entity::ledger_head::Column::Follows.eq(0)).one(&tx).await.unwrap().unwrap()
}

story!(what_the_owner_of_the_database_removes_is_found, |world| {
    let rows = a_log(world).await;
    let db = world.as_operator().await;
    let county = literal(world, Uuid::from(world.home().county.id).as_bytes());
    let submitted = rows.iter().find(|row| row.kind == "cases.submit").unwrap();
    let mut told = 0;
    for (act, sentence) in [
        (
            format!("DELETE FROM ledger_entry WHERE county_id = {county} AND id = {}", literal(world, Uuid::from(rows[1].id).as_bytes())),
            "was removed",
        ),
        (
            format!("DELETE FROM ledger_entry WHERE county_id = {county} AND id = {}", literal(world, Uuid::from(submitted.id).as_bytes())),
            "was promised to a reporter",
        ),
        (format!("DELETE FROM ledger_leaf WHERE county_id = {county} AND leaf_index = 2"), "leaves 2 to 2 were removed"),
        (format!("DELETE FROM ledger_leaf WHERE county_id = {county} AND leaf_index > 200"), "a head of"),
        (format!("DELETE FROM ledger_head WHERE county_id = {county} AND follows = 0"), "follows one of"),
    ] {
        assert!(db.execute_unprepared(&act).await.unwrap().rows_affected() > 0, "{act}");
        let found = verified(world, &[]).await;
        assert!(found.faults.iter().any(|fault| fault.contains(sentence)), "{act}: {:#?}", found.faults);
        let faults = found.faults.len() + found.more_faults;
        assert!(faults > told, "{act}: each is found beside the others");
        told = faults;
    }
    db.close().await.unwrap();
});

/// As the operator would who also has the key: a log without one entry, made anew from its first leaf on.
pub(super) async fn is_written_anew(world: &World) {
    let db = world.as_operator().await;
    let county = literal(world, Uuid::from(world.home().county.id).as_bytes());
    for act in [
        format!("DELETE FROM ledger_entry WHERE county_id = {county} AND leaf_index = 1"),
        format!("UPDATE ledger_entry SET leaf_index = NULL WHERE county_id = {county}"),
        format!("DELETE FROM ledger_leaf WHERE county_id = {county}"),
        format!("DELETE FROM ledger_node WHERE county_id = {county}"),
        format!("DELETE FROM ledger_head WHERE county_id = {county}"),
        format!("DELETE FROM ledger_promise WHERE county_id = {county}"),
    ] {
        db.execute_unprepared(&act).await.unwrap();
    }
    db.close().await.unwrap();
    world.works_after(Duration::hours(1)).await;
    works(world).await;
}

/// As after a restore from a backup that was made when the log had this size.
pub(super) async fn is_cut_off(world: &World, size: u64) {
    let db = world.as_operator().await;
    let county = literal(world, Uuid::from(world.home().county.id).as_bytes());
    for act in [
        format!("DELETE FROM ledger_entry WHERE county_id = {county} AND (leaf_index >= {size} OR leaf_index IS NULL)"),
        format!("DELETE FROM ledger_leaf WHERE county_id = {county} AND leaf_index >= {size}"),
        format!("DELETE FROM ledger_node WHERE county_id = {county} AND (no + 1) * 256 > {size}"),
        format!("DELETE FROM ledger_head WHERE county_id = {county} AND size > {size}"),
    ] {
        db.execute_unprepared(&act).await.unwrap();
    }
    db.close().await.unwrap();
}

story!(a_log_that_was_written_anew_with_the_key_is_found_by_a_kept_head_alone, |world| {
    a_log(world).await;
    let kept: Head = serde_json::from_str(head(world).await["text"].as_str().unwrap()).unwrap();
    assert_eq!(verified(world, std::slice::from_ref(&kept)).await.faults, Vec::<String>::new());
    is_written_anew(world).await;
    assert_eq!(verified(world, &[]).await.verdict(), Verdict::Consistent, "from within nothing can be seen");
    let found = verified(world, &[kept]).await;
    assert_eq!(found.verdict(), Verdict::Broken);
    assert!(found.faults[0].contains("the kept head of"), "{:?}", found.faults);
});
