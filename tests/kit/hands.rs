//! Officers who hold keys: a platform whose county keys open no report, where everybody brings what opens his own.

use crate::fixture::{Place, STAFF};
use crate::keys::same_keys;
use crate::world::{World, started};
use entity::account;
use entity::id::AccountId;
use lianjing::domain::keys::{self, Own, Owner, Recipe};
use lianjing::domain::staff::{self, Opened};
use lianjing::kernel::clock::SystemChance;
use lianjing::kernel::hand::Secret;
use lianjing::kernel::settings::Settings;
use lianjing::kernel::tenants::Tenants;
use lianjing::kernel::{Db, Kernel, Tx};
use std::sync::Arc;

/// Stands for the key that a password gives: these accounts have none.
fn of_a_password() -> Secret {
    Secret::new([1; 32])
}

/// A pair under it.
///
/// # Panics
/// If none can be drawn.
#[must_use]
pub fn own_pair(kernel: &Kernel) -> Own {
    Own::draw(kernel, &of_a_password(), Recipe { salt: vec![1; 16], memory_kib: 8, passes: 1 }).expect("a pair")
}

impl World {
    /// The same platform, whose county keys open no report: officers' own keys do. Everybody has one and holds his organ's.
    ///
    /// # Panics
    /// If it can't be started.
    pub async fn people_hold_keys(self) -> Self {
        let world = self.without_county_wraps().await;
        for place in [world.home(), world.other()] {
            world.gives_keys(place).await;
        }
        world
    }

    /// The same platform with the setting alone: nobody has a key yet.
    ///
    /// # Panics
    /// If it can't be started.
    #[must_use]
    pub async fn without_county_wraps(self) -> Self {
        self.server.stop(false).await;
        let kernel = self.ground_without_county_wraps();
        let (url, server) = started(&kernel, &self.ports);
        Self { kernel, url, server, ..self }
    }

    /// A ground of this platform with that setting.
    #[must_use]
    pub fn ground_without_county_wraps(&self) -> Arc<Kernel> {
        let settings = Settings { county_wraps: false, ..self.kernel.settings.clone() };
        let (app, sweep) = (self.kernel.db.platform().clone(), self.kernel.db.sweep().clone());
        let (tenants, clock, calendar) = (Tenants::new(app.clone()), Arc::clone(&self.clock) as _, Arc::clone(&self.kernel.calendar));
        let keys = same_keys(&self.kernel);
        Arc::new(Kernel { db: Db::new(app, sweep), tenants, clock, calendar, chance: Arc::new(SystemChance), keys, settings })
    }

    /// Everybody of the fixture gets a pair of his own, and with it his organ's.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn gives_keys(&self, place: &Place) {
        let tx = self.ctx().write(&place.county).await.expect("a transaction");
        for (login, ..) in STAFF {
            keys::keep_own(&tx, place.account(login), &own_pair(&self.kernel)).await.expect("a pair of his own");
        }
        staff::tend(&tx, None).await.expect("the organs' pairs");
        tx.commit().await.expect("committed");
    }

    /// Opens a session without password, with the owner's key in hand where people hold keys.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn enters(&self, tx: &Tx, row: &account::Model, agent: Option<&str>) -> Opened {
        let opened = staff::open_session(tx, row, agent.map(str::to_owned)).await.expect("a session");
        if self.kernel.settings.county_wraps {
            return opened;
        }
        if let Some(owner) = self.owner(tx, row.id).await {
            let hand = keys::hold(tx, opened.claims.session, &owner).await.expect("held");
            staff::tend(tx, Some(&owner)).await.expect("tended");
            self.hands.lock().expect("no panic").insert(opened.access_token.clone(), hand.cookie());
        }
        opened
    }

    async fn owner(&self, tx: &Tx, account: AccountId) -> Option<Owner> {
        match keys::own_of(tx, account).await.expect("read") {
            Some(row) => keys::open_own(&row, &of_a_password()).expect("a key"),
            None => Some(keys::keep_own(tx, account, &own_pair(&self.kernel)).await.expect("a pair of his own")),
        }
    }

    /// What the browser behind this token sends beside it; none if it opens nothing.
    ///
    /// # Panics
    /// If another story's thread broke.
    #[must_use]
    pub fn hand(&self, token: &str) -> Option<String> {
        self.hands.lock().expect("no panic").get(token).cloned()
    }

    /// Takes from this token what its browser opens with.
    ///
    /// # Panics
    /// If another story's thread broke.
    pub fn loses_hand(&self, token: &str) {
        self.hands.lock().expect("no panic").remove(token);
    }
}
