//! What is broken: a cluster of PostgreSQL of its own and a bucket that may fall silent, or an embedded database and a folder.

use crate::kills::ground::Ground;
use kit::database::Urls;
use kit::postgres::Cluster;
use kit::s3::{KEY_ID, KEY_SECRET};
use kit::{Backend, S3Store};
use lianjing::adapters::folder_blobs::FolderBlobs;
use lianjing::ports::blobs::Blobs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

/// Everything around the program, and what can be broken of it.
pub struct Broken {
    /// As for the kills.
    pub ground: Ground,
    /// Of its own; no other story is to suffer.
    pub cluster: Option<Cluster>,
    /// With PostgreSQL evidence lies in a bucket.
    pub store: Option<S3Store>,
}

/// Name of the one database in the cluster.
pub const DATABASE: &str = "faults";

impl Broken {
    /// A filled county, ready to be broken.
    pub async fn prepare(backend: Backend) -> Self {
        if backend == Backend::Sqlite {
            let mut ground = Ground::prepare(backend).await;
            survives_a_full_disk(&mut ground);
            return Self { ground, cluster: None, store: None };
        }
        let cluster = Cluster::start();
        cluster.psql("postgres", &format!("CREATE DATABASE {DATABASE} OWNER lianjing_owner"));
        let url = |role| cluster.url(role, DATABASE);
        let urls = Urls { app: url("lianjing_app"), owner: url("lianjing_owner"), sweep: url("lianjing_sweep") };
        let store = S3Store::start().await;
        let more = vec![
            ("BLOBS__URL", store.url()),
            ("BLOBS__ACCESS_KEY_ID", KEY_ID.to_owned()),
            ("BLOBS__ACCESS_KEY_SECRET", KEY_SECRET.to_owned()),
        ];
        let mut ground = Ground::prepare_on(urls, more).await;
        survives_a_full_disk(&mut ground);
        Self { ground, cluster: Some(cluster), store: Some(store) }
    }

    /// Where evidence lies.
    pub fn blobs(&self) -> Arc<dyn Blobs> {
        match &self.store {
            Some(store) => Arc::new(store.blobs()),
            None => Arc::new(FolderBlobs::open(&self.ground.path("data/blobs")).unwrap()),
        }
    }

    /// The whole log, as the operator verifies it.
    pub async fn ledger_verifies(&self) {
        let said = self.ground.setup.says(&["ledger", "verify"]).await.unwrap();
        assert!(said.contains("consistent") && !said.contains("not consistent"), "{said}");
    }
}

/// A process whose files may not grow gets a signal that ends it; without the signal it gets an error, as on a full disk.
fn survives_a_full_disk(ground: &mut Ground) {
    wrapped(ground, "trap '' XFSZ");
}

/// The program is run by a small script that says this first.
pub fn wrapped(ground: &mut Ground, first: &str) {
    let program = ground.path("program");
    let script = format!("#!/bin/sh\n{first}\nexec '{}' \"$@\"\n", ground.setup.program.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    ground.setup.program = program;
}
