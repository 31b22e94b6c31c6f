//! What changes around a case while it is open: kinship, roles; and what people were told of it.

use crate::world::World;
use entity::id::AccountId;
use entity::words::{CaseEventKind, GrantState, NoticeKind, StaffRole};
use entity::{account, case_event, kinship, notice, role_grant};
use lianjing::domain::staff::{self, NewAccount, NewRole};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

impl World {
    /// Two officials of 苍溪县 are kin by the county's register, which counts for both.
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
            is_noted: true,
            answered_by: None,
            answered_at: None,
        };
        tx.add(row).await.expect("kin");
        tx.commit().await.expect("committed");
    }

    /// All roles of these accounts of 苍溪县 have ended.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn ends_roles(&self, logins: &[&str]) {
        for login in logins {
            self.ends_roles_of(self.home().account(login)).await;
        }
    }

    /// All roles of this account of 苍溪县 have ended.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn ends_roles_of(&self, account: AccountId) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let ended = tx.rows().update::<role_grant::Entity>().col_expr(role_grant::Column::State, Expr::value(GrantState::Ended));
        ended.filter(role_grant::Column::AccountId.eq(account)).exec(&tx).await.expect("ended");
        tx.commit().await.expect("committed");
    }

    /// An account has one more role in an organ of 苍溪县.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn gives_role(&self, login: &str, role: StaffRole, organ: &str) {
        self.gives_role_to(self.home().account(login), role, organ).await;
    }

    /// The same by the account's id.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn gives_role_to(&self, account: AccountId, role: StaffRole, organ: &str) {
        self.gives(account, NewRole { role, unit_id: None, organ_id: Some(self.home().organ(organ)) }).await;
    }

    /// An account has one more role in all of 苍溪县.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn gives_whole(&self, account: AccountId, role: StaffRole) {
        self.gives(account, NewRole { role, unit_id: None, organ_id: None }).await;
    }

    async fn gives(&self, account: AccountId, role: NewRole) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        tx.add(staff::standing(&tx, account, role)).await.expect("a role");
        tx.commit().await.expect("committed");
    }

    /// One more account of 苍溪县, behind which this official stands, with one role; a token of its session.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn hires(&self, (login, official): (&str, &str), role: NewRole) -> (AccountId, String) {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let new = NewAccount {
            login: login.to_owned(),
            name: format!("演示{login}"),
            official_id: Some(self.home().official(official)),
            password_hash: String::new(),
            totp_secret: [1; 20],
        };
        let id = staff::create_for_demo(&tx, new, &[role]).await.expect("an account");
        tx.commit().await.expect("committed");
        (id, self.token_of(id).await)
    }

    /// A fresh token of an account of 苍溪县.
    ///
    /// # Panics
    /// If there is no such account.
    pub async fn token_of(&self, id: AccountId) -> String {
        let tx = self.ctx().write(&self.home().county).await.expect("a transaction");
        let row = tx.rows().one::<account::Entity, _>(id).one(&tx).await.expect("read").expect("an account");
        let opened = self.enters(&tx, &row, None).await;
        tx.commit().await.expect("committed");
        opened.access_token
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
