//! The in-box of staff: everybody sees and marks his own, and a recused person loses what he was told.

use super::*;
use entity::account;
use entity::id::{AccountId, CaseId, NoticeId};
use lianjing::kernel::{Actor, Ctx, Failure, StaffActor};
use lianjing::ports::mail::Mailer;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::sync::Mutex;

fn signed_in(world: &World, county: &County, account_id: AccountId) -> Ctx {
    let actor = StaffActor {
        county_id: county.id,
        account_id,
        session_id: entity::id::SessionId(account_id.0),
        name: "演示".to_owned(),
        official_id: None,
        roles: Vec::new(),
    };
    Ctx::new(&world.kernel, Actor::Staff(actor), "story".to_owned())
}

async fn told(world: &World, account: AccountId) -> CaseId {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let case_id = tx.mint();
    notices::to_staff(&tx, &[account].into(), NoticeKind::HandlerNew, case_id).await.unwrap();
    tx.commit().await.unwrap();
    case_id
}

async fn ids(ctx: &Ctx) -> Vec<NoticeId> {
    notices::inbox(ctx).await.unwrap().into_iter().map(|row| row.id).collect()
}

story!(everybody_reads_and_marks_his_own, |world| {
    let place = world.home();
    let (one, two) = (place.account("town-handler"), place.account("town-head"));
    told(world, one).await;
    told(world, one).await;
    told(world, two).await;
    let (mine, his) = (signed_in(world, &place.county, one), signed_in(world, &place.county, two));
    let (my_ids, his_ids) = (ids(&mine).await, ids(&his).await);
    assert_eq!((my_ids.len(), his_ids.len()), (2, 1));
    let refused = notices::mark_read(&mine, vec![my_ids[0], his_ids[0]]).await;
    assert!(matches!(refused, Err(Failure::Refused(_))));
    let foreign = signed_in(world, &world.other().county, one);
    assert!(notices::mark_read(&foreign, vec![my_ids[0]]).await.is_err());
    assert!(matches!(notices::inbox(&world.ctx()).await, Err(Failure::SignInNeeded)));
    let unread = async || {
        let tx = world.ctx().read(&place.county).await.unwrap();
        (notices::unread(&tx, one).await.unwrap(), notices::unread(&tx, two).await.unwrap())
    };
    assert_eq!(unread().await, (2, 1), "all or none");
    notices::mark_read(&mine, vec![my_ids[0], my_ids[0]]).await.unwrap();
    assert_eq!(unread().await, (1, 1));
});

story!(a_recused_person_loses_what_he_was_told, |world| {
    let place = world.home();
    let account = place.account("town-handler");
    let case_id = told(world, account).await;
    let tx = world.ctx().write(&place.county).await.unwrap();
    notices::retract(&tx, account, case_id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids(&signed_in(world, &place.county, account)).await, []);
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

story!(whoever_has_an_address_gets_a_mail_that_names_nothing, |world| {
    let place = world.home();
    let (with, without) = (place.account("town-handler"), place.account("town-head"));
    let tx = world.ctx().write(&place.county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value("handler@example.cn"));
    change.filter(account::Column::Id.eq(with)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
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
