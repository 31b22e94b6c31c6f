//! What changes around a case while it is open: kinship, roles; and what people were told of it.

use crate::world::World;
use entity::words::{CaseEventKind, GrantState, NoticeKind, StaffRole};
use entity::{case_event, kinship, notice, role_grant};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

impl World {
    /// Two officials of 苍溪县 are declared kin.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn makes_kin(&self, one: &str, other: &str) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let row = kinship::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            official_id: self.home().official(one),
            relative_id: self.home().official(other),
            relation: "兄弟".to_owned(),
            declared_at: tx.now,
        };
        tx.add(row).await.expect("kin");
        tx.commit().await.expect("committed");
    }

    /// All roles of these accounts of 苍溪县 have ended.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn ends_roles(&self, logins: &[&str]) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let ended = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::State, Expr::value(GrantState::Ended));
        let accounts = logins.iter().map(|login| self.home().account(login));
        ended.filter(role_grant::Column::AccountId.is_in(accounts)).exec(&tx).await.expect("ended");
        tx.commit().await.expect("committed");
    }

    /// An account has one more role in an organ of 苍溪县.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn gives_role(&self, login: &str, role: StaffRole, organ: &str) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let grant = role_grant::Model {
            county_id: tx.county.id,
            id: tx.mint(),
            account_id: self.home().account(login),
            role,
            unit_id: None,
            organ_id: Some(self.home().organ(organ)),
            valid_from: tx.now.in_china().date(),
            valid_until: None,
            state: GrantState::Active,
            proposed_by: None,
            proposed_at: tx.now,
            decided_by: None,
            decided_at: None,
            end_reason: None,
        };
        tx.add(grant).await.expect("a role");
        tx.commit().await.expect("committed");
    }

    /// How often an account of 苍溪县 was told this, whether it is shown or not.
    ///
    /// # Panics
    /// If the database can't be read.
    pub async fn told(&self, login: &str, kind: NoticeKind) -> u64 {
        let tx = self.ctx().read(&self.home().county).await.expect("a transaction");
        let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.eq(self.home().account(login)));
        rows.filter(notice::Column::Kind.eq(kind)).count(&tx).await.expect("counted")
    }

    /// How often this waits unread in the in-box of an account of 苍溪县, whether it is shown or not.
    ///
    /// # Panics
    /// If the database can't be read.
    pub async fn waits(&self, login: &str, kind: NoticeKind) -> u64 {
        let tx = self.ctx().read(&self.home().county).await.expect("a transaction");
        let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::AccountId.eq(self.home().account(login)));
        let unread = rows.filter(notice::Column::Kind.eq(kind)).filter(notice::Column::ReadAt.is_null());
        unread.count(&tx).await.expect("counted")
    }

    /// How many steps of this kind there are in 苍溪县.
    ///
    /// # Panics
    /// If the database can't be read.
    pub async fn events(&self, kind: CaseEventKind) -> u64 {
        let tx = self.ctx().read(&self.home().county).await.expect("a transaction");
        tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(kind)).count(&tx).await.expect("counted")
    }

    /// An officer's notices as they are shown.
    pub async fn notices(&self, login: &str) -> Value {
        let token = self.signed_in(self.home(), login).await;
        self.data(Some(&token), "{ viewer { notices { id text caseId read } } }", json!({})).await["viewer"]["notices"].clone()
    }
}
