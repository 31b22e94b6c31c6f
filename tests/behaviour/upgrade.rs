//! Upgrading with data: a county as an older program left it is migrated, and its stories go on.

use crate::backup::{LATER, a_case_with_evidence, photo_of};
use crate::uploads::finishing_photo;
use kit::backup::BackedUp;
use kit::cases::{Filed, id};
use kit::dump::Dump;
use kit::{Backend, World, story};
use lianjing::adapters::database::connect;
use migration::Migrator;
use sea_orm_migration::MigratorTrait as _;
use serde_json::json;

/// The last change of the older program.
const OLDER: &str = "m20261128_000181_case_counts";

story!(who_upgrades_with_data_goes_on, |world| {
    let filed = a_case_with_evidence(world).await;
    let newer = Migrator::migrations().iter().rev().take_while(|step| step.name() != OLDER).count();
    assert!(newer >= 10, "too few changes to prove anything");
    let owner = connect(&world.urls.owner, 1).await.unwrap();
    Migrator::down(&owner, Some(u32::try_from(newer).unwrap())).await.unwrap();
    let older = world.dump().await;
    let backup = world.backs_up(None).await.unwrap();
    for table in ["case", "report", "media", "ledger_entry", "deadline", "notice", "account", "unit"] {
        assert!(!older[table].is_empty(), "{table} has no row to be upgraded");
    }
    migration::migrate(&owner).await.unwrap();
    owner.close().await.unwrap();
    let upgraded = world.dump().await;
    for (table, rows) in older.iter().filter(|(table, _)| *table != "seaql_migrations") {
        assert_eq!(upgraded[table].len(), rows.len(), "{table}");
    }
    goes_on(world, &filed).await;
    a_backup_of_the_older_program_comes_back(world, (&backup, &filed), &upgraded).await;
});

async fn goes_on(world: &World, filed: &Filed) {
    assert!(photo_of(world, filed).await == finishing_photo(), "evidence is what it was");
    let case = world.only_case("town-head").await;
    let payload = world.acts("town-head", "startInvestigation", case["id"].as_str().unwrap(), json!({})).await;
    assert_eq!(payload["errors"], json!([]), "the story goes on");
    world.files(LATER, &[id(world.home().unit("village"))]).await;
    world.works_after(time::Duration::minutes(1)).await;
    assert!(world.sms.taken().iter().any(|sms| sms.phone.reveal() == LATER), "and its messages go out");
}

/// Into a system of this program, in one step, whichever database it stands on.
async fn a_backup_of_the_older_program_comes_back(world: &World, (backup, filed): (&BackedUp, &Filed), upgraded: &Dump) {
    assert!(backup.checked().await.unwrap().head.migrations.last().unwrap() == OLDER);
    for kind in [Backend::Sqlite, Backend::Postgres] {
        let target = world.beside(kind).await;
        let restored = target.restores(backup, None, None).await.unwrap();
        assert_eq!(restored.counties.len(), 2);
        let copy = target.dump().await;
        for table in ["case", "report", "media", "deadline", "notice", "account", "unit", "key_wrap", "post"] {
            assert_eq!(copy[table].len(), upgraded[table].len(), "{table}");
        }
        goes_on(&target, filed).await;
        target.end().await;
    }
}
