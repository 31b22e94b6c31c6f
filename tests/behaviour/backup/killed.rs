//! A restore that is killed at any moment leaves a county whole or not at all, and can be done again.

use super::*;
use crate::kills::ground::{Ground, close};
use entity::report;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx};
use std::time::Duration;

/// Kills on each database; each is a start of the program.
const KILLS: u64 = 8;

async fn is_killed(backend: Backend) {
    let world = World::new(backend).await;
    for number in 0..3 {
        world.files(&format!("1380000020{number}"), &[id(world.home().unit("village"))]).await;
    }
    let backup = world.backs_up(None).await.unwrap();
    let ground = Ground::bare(backend).await;
    let file = |name: &str| ground.path(name).display().to_string();
    std::fs::copy(&backup.path, ground.path("backup")).unwrap();
    backup.key.write(&ground.path("backup.key")).unwrap();
    let (key, from) = (file("backup.key"), file("backup"));
    let words = ["restore", "--key", &key, &from];
    let mut whole = 0;
    let began = std::time::Instant::now();
    ground.setup.says(&["restore", "--look", "--key", &key, &from]).await.unwrap();
    let look = began.elapsed();
    for turn in 0..KILLS {
        let program = ground.setup.start(&words);
        tokio::time::sleep(look.mul_f64(0.5) + Duration::from_millis(turn * 60)).await;
        program.is_killed().await;
        let now = reports(&ground, &world).await;
        assert!(now.iter().all(|count| *count == 0 || *count == 3), "half a county: {now:?}");
        assert!(now[0] >= whole, "what was whole stays");
        whole = now[0];
    }
    let said = ground.setup.says(&words).await.unwrap();
    assert!(said.contains("put back"), "{said}");
    assert_eq!(reports(&ground, &world).await, [3]);
    let counties = ground.setup.says(&words).await.unwrap();
    assert!(counties.contains("510824 had been put back") && counties.contains("130982 had been put back"), "{counties}");
}

/// Reports of the first county.
async fn reports(ground: &Ground, world: &World) -> Vec<usize> {
    let kernel = ground.kernel(SystemClock.now()).await;
    let tx = Ctx::system(&kernel).read(&world.home().county).await.unwrap();
    let count = tx.rows().find::<report::Entity>().all(&tx).await.unwrap().len();
    drop(tx);
    close(&kernel).await;
    vec![count]
}

mod a_restore_that_is_killed_leaves_whole_counties {
    use super::*;

    #[actix_web::test]
    async fn on_sqlite() {
        is_killed(Backend::Sqlite).await;
    }

    #[actix_web::test]
    async fn on_postgres() {
        is_killed(Backend::Postgres).await;
    }
}
