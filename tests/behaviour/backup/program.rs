//! The commands themselves, beside a server that runs.

use super::*;
use crate::kills::ground::Ground;

async fn by_the_commands(backend: Backend) {
    let ground = Ground::prepare(backend).await;
    let file = |name: &str| ground.path(name).display().to_string();
    let (key, public, out) = (file("backup.key"), file("backup.key.pub"), file("lianjing.backup"));
    let said = ground.setup.says(&["backup-key", &key]).await.unwrap();
    assert!(said.contains("take it off this machine"), "{said}");
    assert!(ground.setup.says(&["backup-key", &key]).await.unwrap_err().contains("exists"), "never written over");
    let mut server = ground.setup.start(&["serve"]);
    server.is_ready(&reqwest::Client::new()).await;
    let said = ground.setup.says(&["backup", "--for", &public, &out]).await.unwrap();
    assert!(said.contains("The key folder is not in it"), "{said}");
    assert!(ground.setup.says(&["backup", "--for", &public, &out]).await.unwrap_err().contains("already"), "never written over");
    let said = ground.setup.says(&["restore", "--look", "--key", &key, &out]).await.unwrap();
    assert!(said.contains("510824 苍溪县") && said.contains("entries on the ledger"), "{said}");
    let refused = ground.setup.says(&["restore", "--key", &public, &out]).await.unwrap_err();
    assert!(refused.contains("the secret half"), "{refused}");
    let replaces = ["restore", "--key", &key, "--county", HOME, "--replace", HOME, &out];
    let wrong = ground.setup.says(&["restore", "--key", &key, "--replace", HOME, &out]).await.unwrap_err();
    assert!(wrong.contains("--county"), "{wrong}");
    let restored = ground.setup.says(&replaces).await;
    if backend == Backend::Sqlite {
        // One process writes an embedded database; the others are told.
        assert!(restored.unwrap_err().contains("another lianjing works with this embedded database"));
        server.ends().await;
        assert!(ground.setup.says(&replaces).await.unwrap().contains("put back: 510824"));
    } else {
        assert!(restored.unwrap().contains("put back: 510824"));
        server.lives();
        server.ends().await;
    }
    let mut server = ground.setup.start(&["serve"]);
    server.is_ready(&reqwest::Client::new()).await;
    server.ends().await;
    let verified = ground.setup.says(&["ledger", "verify"]).await.unwrap();
    assert!(verified.contains("510824"), "{verified}");
}

#[actix_web::test]
async fn on_sqlite() {
    by_the_commands(Backend::Sqlite).await;
}

#[actix_web::test]
async fn on_postgres() {
    by_the_commands(Backend::Postgres).await;
}
