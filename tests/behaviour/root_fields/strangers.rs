//! Those whom nothing of the home county's inside is for.

use kit::World;
use kit::clients::Credentials;
use kit::people::VERIFY;
use lianjing::domain::staff::{self, NewAccount, NewRole};
use serde_json::json;
use time::Duration;

/// Somebody without a right to it.
pub struct Stranger {
    /// Who it is.
    pub name: String,
    /// How he comes.
    pub token: Option<String>,
    /// His phone was proven for reporting.
    pub may_report: bool,
    /// He is signed in.
    pub is_staff: bool,
    /// It is a program of a third party.
    pub client: Option<Credentials>,
    /// He belongs to the home county.
    pub is_of_home: bool,
}

impl Stranger {
    /// How he comes this time. What a program asks is counted by the minute, and its tokens end after ten.
    pub async fn token(&self, world: &World) -> Option<String> {
        let Some(client) = &self.client else { return self.token.clone() };
        world.wait(Duration::minutes(1));
        Some(world.client_token(client).await)
    }
}

/// Nobody; a colleague without a role, a villager and a program of the home county; officers and a villager of the other county.
pub async fn strangers(world: &World) -> Vec<Stranger> {
    let staff = |name: String, token, is_of_home| Stranger {
        name,
        token: Some(token),
        may_report: false,
        is_staff: true,
        client: None,
        is_of_home,
    };
    let mut all =
        vec![Stranger { name: "nobody".to_owned(), token: None, may_report: false, is_staff: false, client: None, is_of_home: false }];
    all.push(staff("a colleague without a role".to_owned(), without_role(world).await, true));
    for login in ["admin", "town-head", "county-head"] {
        all.push(staff(format!("{login} of another county"), world.signed_in(world.other(), login).await, false));
    }
    for (is_of_home, phone) in [(true, "13900000003"), (false, "13900000004")] {
        for (purpose, may_report) in [("REPORT", true), ("TRACK", false)] {
            let place = if is_of_home { world.home() } else { world.other() };
            let token = Some(proves(world, &place.code, phone, purpose).await);
            all.push(Stranger {
                name: format!("a villager of {} to {purpose}", place.code),
                token,
                may_report,
                is_staff: false,
                client: None,
                is_of_home,
            });
        }
    }
    let client = Some(world.client(world.home(), &["OPEN_READ"]).await);
    let name = "a client".to_owned();
    all.push(Stranger { name, token: None, may_report: false, is_staff: false, client, is_of_home: true });
    all
}

async fn without_role(world: &World) -> String {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let (login, name) = ("wu-jue-se".to_owned(), "演示无角色".to_owned());
    let new = NewAccount { login, name, official_id: None, password_hash: String::new(), totp_secret: [1; 20] };
    let id = staff::create_for_demo(&tx, new, &[] as &[NewRole]).await.unwrap();
    let row = tx.rows().one::<entity::account::Entity, _>(id).one(&tx).await.unwrap().unwrap();
    let opened = staff::open_session(&tx, &row, None).await.unwrap();
    tx.commit().await.unwrap();
    opened.access_token
}

/// A token for this phone in this county.
async fn proves(world: &World, county: &str, phone: &str, purpose: &str) -> String {
    world.wait(Duration::minutes(1));
    let asked = json!({ "county": county, "phone": phone, "purpose": purpose, "proofOfWork": world.proof().await });
    let request = world.asks_with(asked).await;
    let digits = world.sent_digits(&request).await.unwrap_or_else(|| panic!("no code: {request}"));
    let typed = json!({ "county": county, "phone": phone, "purpose": purpose, "code": digits });
    let answer = world.data(None, VERIFY, json!({ "input": typed })).await["verifyPhoneCode"].clone();
    answer["token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
}
