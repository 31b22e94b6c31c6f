//! The in-box of staff: everybody sees and marks his own, and a recused person loses what he was told.

use super::*;
use entity::account;
use entity::id::AccountId;
use kit::cases::id;
use lianjing::domain::staff;
use lianjing::kernel::{Actor, Ctx, StaffActor};
use lianjing::ports::mail::Mailer;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::sync::Mutex;

async fn told(world: &World, account: AccountId) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    notices::to_staff(&tx, &[account].into(), NoticeKind::HandlerNew, tx.mint()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Marks notices as read; the code of the refusal.
async fn marks(world: &World, login: &str, ids: &[&Value]) -> String {
    let token = world.signed_in(world.home(), login).await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let answer = world.data(Some(&token), mark, json!({ "input": { "ids": ids } })).await;
    answer["markNoticesRead"]["errors"][0]["code"].as_str().unwrap_or("-").to_owned()
}

async fn read(world: &World, login: &str) -> Vec<bool> {
    world.notices(login).await.as_array().unwrap().iter().map(|notice| notice["read"].as_bool().unwrap()).collect()
}

story!(everybody_reads_and_marks_his_own, |world| {
    let village = id(world.home().unit("village"));
    for phone in ["13800000001", "13800000002"] {
        world.files(phone, std::slice::from_ref(&village)).await;
    }
    let (mine, his) = (world.notices("town-handler").await, world.notices("town-head").await);
    assert_eq!((mine.as_array().unwrap().len(), his.as_array().unwrap().len()), (2, 2));
    assert_eq!(marks(world, "town-handler", &[&mine[0]["id"], &his[0]["id"]]).await, "NOT_FOUND");
    let stranger = world.signed_in(world.other(), "town-handler").await;
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let refused = world.data(Some(&stranger), mark, json!({ "input": { "ids": [mine[0]["id"]] } })).await;
    assert_eq!(refused["markNoticesRead"]["errors"][0]["code"], "NOT_FOUND");
    let nobody = world.ask(None, "{ viewer { notices { id } } }", json!({})).await;
    assert_eq!(nobody["data"]["viewer"], Value::Null);
    assert_eq!((read(world, "town-handler").await, read(world, "town-head").await), (vec![false; 2], vec![false; 2]), "all or none");
    assert_eq!(marks(world, "town-handler", &[&mine[0]["id"], &mine[0]["id"]]).await, "-");
    assert_eq!((read(world, "town-handler").await, read(world, "town-head").await), (vec![true, false], vec![false; 2]));
});

/// A mail server that is down at first.
#[derive(Default)]
struct Mails(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl Mailer for Mails {
    async fn send(&self, to: &str, subject: &str, text: &str) -> Result<(), String> {
        let mut mails = self.0.lock().unwrap();
        mails.push(format!("{to}|{subject}|{text}"));
        if mails.len() == 1 { Err("the mail server is down".to_owned()) } else { Ok(()) }
    }
}

story!(no_mail_goes_to_who_must_keep_away_by_then, |world| {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    for login in ["town-handler2", "town-head"] {
        let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value(format!("{login}@example.cn")));
        change.filter(account::Column::Id.eq(place.account(login))).exec(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    world.files("13800000001", &[id(place.official("village-head"))]).await;
    world.makes_kin("town-handler2", "village-head").await;
    let mails = Arc::new(Mails::default());
    let ports = Ports { mail: Some(Arc::clone(&mails) as _), ..world.ports.clone() };
    for _ in 0..3 {
        run_due_now(&world.kernel, &ports).await.unwrap();
        world.wait(time::Duration::minutes(1));
    }
    let sent = mails.0.lock().unwrap().clone();
    assert!(!sent.is_empty() && sent.iter().all(|mail| mail.starts_with("town-head@example.cn|")), "{sent:?}");
});

story!(whoever_has_an_address_gets_a_mail_that_names_nothing, |world| {
    let place = world.home();
    let (with, without) = (place.account("town-handler"), place.account("town-head"));
    let hash = staff::hash_password(&world.kernel, "一句自己记得住的话").await.unwrap();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::PasswordHash, Expr::value(hash));
    change.filter(account::Column::Id.eq(with)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let actor = StaffActor {
        county_id: place.county.id,
        account_id: with,
        session_id: entity::id::SessionId(with.0),
        name: "演示".to_owned(),
        official_id: None,
        roles: Vec::new(),
    };
    let own = Ctx::new(&world.kernel, Actor::Staff(actor), "story".to_owned());
    let (email, current) = (Some("handler@example.cn".to_owned()), "一句自己记得住的话".to_owned());
    staff::set_mail(&own, staff::SetMail { email, current, device: None }).await.unwrap();
    told(world, with).await;
    told(world, without).await;
    let mails = Arc::new(Mails::default());
    let ports = Ports { mail: Some(Arc::clone(&mails) as _), ..world.ports.clone() };
    for _ in 0..3 {
        run_due_now(&world.kernel, &ports).await.unwrap();
        world.wait(time::Duration::minutes(1));
    }
    let text = "handler@example.cn|您有新的通知|有一件新的办理件，请查看。\n\n请登录后查看：http://127.0.0.1:8080\n";
    assert_eq!(*mails.0.lock().unwrap(), [text, text], "a failed mail is tried again, a sent one is not");
});
