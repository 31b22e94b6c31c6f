//! Mail to staff, through a real SMTP server with STARTTLS and sign-in: once, neutral, and never lost by a server's mood.

use super::*;
use entity::account;
use entity::id::AccountId;
use kit::cases::id;
use kit::mail::{MailServer, PASSWORD, USER};
use lianjing::adapters::smtp::Smtp;
use lianjing::domain::staff;
use lianjing::kernel::{Actor, Ctx, StaffActor};
use lianjing::worker::{free_leases, release_parked};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};

const FROM: &str = "通知 <notice@lianjing.example.cn>";

/// A mail server, and a platform that writes through it.
struct Letters<'a> {
    world: &'a World,
    server: MailServer,
    ports: Ports,
}

impl<'a> Letters<'a> {
    async fn new(world: &'a World) -> Self {
        let server = MailServer::start().await;
        let ports = through(world, Smtp::new(&server.url(), FROM, &server.ca()).unwrap());
        for login in ["town-handler", "town-handler2", "town-head"] {
            gives_address(world, login).await;
        }
        Self { world, server, ports }
    }

    async fn work(&self) {
        run_due_now(&self.world.kernel, &self.ports).await.unwrap();
    }

    async fn work_after(&self, seconds: i64) {
        self.world.wait(time::Duration::seconds(seconds));
        self.work().await;
    }

    /// The mails of the county, oldest first.
    async fn rows(&self) -> Vec<notice::Model> {
        let tx = self.world.ctx().read(&self.world.home().county).await.unwrap();
        let mails = tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(NoticeKind::Mail));
        mails.order_by_asc(notice::Column::Id).all(&tx).await.unwrap()
    }

    async fn states(&self) -> Vec<NoticeState> {
        self.rows().await.into_iter().map(|row| row.state).collect()
    }

    async fn last_error(&self) -> String {
        let tx = self.world.ctx().read(&self.world.home().county).await.unwrap();
        let jobs = tx.rows().find::<outbox::Entity>().filter(outbox::Column::Topic.eq(notices::MAIL));
        jobs.order_by_desc(outbox::Column::Id).one(&tx).await.unwrap().unwrap().last_error.unwrap_or_default()
    }
}

fn through(world: &World, smtp: Smtp) -> Ports {
    Ports { mail: Some(Arc::new(smtp.within(Duration::from_secs(2)))), ..world.ports.clone() }
}

async fn gives_address(world: &World, login: &str) {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value(format!("{login}@example.cn")));
    change.filter(account::Column::Id.eq(place.account(login))).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn told(world: &World, account: AccountId) {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    notices::to_staff(&tx, &[account].into(), NoticeKind::HandlerSupplement, tx.mint()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sets_own_address(world: &World, account_id: AccountId, address: &str) {
    let place = world.home();
    let hash = staff::hash_password(&world.kernel, "一句自己记得住的话").await.unwrap();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::PasswordHash, Expr::value(hash));
    change.filter(account::Column::Id.eq(account_id)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let actor = StaffActor {
        county_id: place.county.id,
        account_id,
        session_id: entity::id::SessionId(account_id.0),
        name: "演示".to_owned(),
        official_id: None,
        former: Vec::new(),
        roles: Vec::new(),
    };
    let own = Ctx::new(&world.kernel, Actor::Staff(actor), "story".to_owned());
    let (email, current) = (Some(address.to_owned()), "一句自己记得住的话".to_owned());
    staff::set_mail(&own, staff::SetMail { email, current, device: None }).await.unwrap();
}

story!(whoever_has_an_address_gets_a_mail_that_names_nothing, |world| {
    let letters = Letters::new(world).await;
    let with = world.home().account("county-head");
    sets_own_address(world, with, "head@example.cn").await;
    told(world, with).await;
    told(world, world.home().account("county-handler")).await;
    letters.work().await;
    letters.work_after(86_400).await;
    let taken = letters.server.taken();
    assert_eq!(taken.len(), 1, "{taken:#?}");
    let row = letters.rows().await.remove(0);
    let expected = json!({
        "from": "notice@lianjing.example.cn", "to": ["head@example.cn"], "subject": "您有新的通知",
        "id": format!("<{}@lianjing.example.cn>", row.id), "date": "Mon, 02 Mar 2026 01:00:00 +0000", "automatic": "auto-generated",
        "text": "您有新的通知，请登录后查看：\r\nhttp://127.0.0.1:8080/staff/me\r\n\r\n这封邮件由系统发出，请不要回复。\r\n",
        "encrypted": true, "user": USER,
    });
    assert_eq!(taken[0], expected);
    assert_eq!(row.state, NoticeState::Sent);
});

story!(a_server_that_is_down_or_busy_loses_nothing, |world| {
    let mut letters = Letters::new(world).await;
    for (number, mood) in (1..).zip(["down", "busy", "full", "closed"]) {
        if mood == "down" {
            letters.server.go_down().await;
        } else {
            letters.server.be(mood).await;
        }
        told(world, world.home().account("town-head")).await;
        letters.work().await;
        letters.work_after(60).await;
        assert_eq!(letters.states().await.last(), Some(&NoticeState::Queued), "{mood}");
        assert_eq!(letters.server.taken().len(), number - 1, "{mood}");
        assert!(!letters.last_error().await.contains("example.cn"), "{mood}: {}", letters.last_error().await);
        if mood == "down" {
            letters.server.come_back().await;
        } else {
            letters.server.be("well").await;
        }
        letters.work_after(1_200).await;
        letters.work_after(1_200).await;
        assert_eq!(letters.states().await.last(), Some(&NoticeState::Sent), "{mood}");
        assert_eq!(letters.server.taken().len(), number, "{mood}: once");
    }
});

story!(what_the_server_may_have_taken_is_not_sent_again, |world| {
    let mut letters = Letters::new(world).await;
    for (number, mood) in (1..).zip(["breaks", "slow"]) {
        letters.server.be(mood).await;
        told(world, world.home().account("town-head")).await;
        letters.work().await;
        assert_eq!(letters.states().await.last(), Some(&NoticeState::Failed), "{mood}");
        letters.server.be("well").await;
        for _ in 0..3 {
            letters.work_after(3_600).await;
        }
        assert_eq!(letters.server.taken().len(), number, "{mood}");
    }
    let inbox = world.notices("town-head").await;
    assert_eq!(inbox.as_array().unwrap().len(), 0, "what the mails would have pointed at is of no case of his");
});

story!(a_worker_killed_in_the_middle_of_a_mail_sends_it_no_second_time, |world| {
    let mut letters = Letters::new(world).await;
    letters.server.be("slow").await;
    told(world, world.home().account("town-head")).await;
    let worker =
        tokio::spawn(lianjing::worker::run(Arc::clone(&world.kernel), letters.ports.clone(), tokio::sync::watch::channel(false).1));
    letters.server.arrived().await;
    worker.abort();
    assert!(worker.await.unwrap_err().is_cancelled());
    assert_eq!(letters.states().await, [NoticeState::Sending], "written down before the server was touched");
    letters.server.be("well").await;
    free_leases(&world.kernel).await.unwrap();
    letters.work_after(120).await;
    assert_eq!((letters.states().await, letters.server.taken().len()), (vec![NoticeState::Failed], 1));
});

story!(a_refusal_for_good_is_parked_and_a_person_may_let_it_go, |world| {
    let mut letters = Letters::new(world).await;
    for (number, mood) in (1..).zip(["unknown", "spam"]) {
        letters.server.be(mood).await;
        told(world, world.home().account("town-head")).await;
        letters.work().await;
        told(world, world.home().account("town-head")).await;
        letters.work_after(3_600).await;
        let states = letters.states().await;
        assert_eq!(
            (states.len(), states.last()),
            (number, Some(&NoticeState::Parked)),
            "{mood}: no second one rings for the same wrong address"
        );
        assert!(letters.last_error().await.starts_with("SMTP_55"), "{}", letters.last_error().await);
        letters.server.be("well").await;
        let tx = world.ctx().write(&world.home().county).await.unwrap();
        assert_eq!(release_parked(&tx, Some(notices::MAIL)).await.unwrap(), 1, "{mood}");
        tx.commit().await.unwrap();
        letters.work().await;
        assert_eq!((letters.states().await.last(), letters.server.taken().len()), (Some(&NoticeState::Sent), number), "{mood}");
    }
});

story!(a_server_that_does_not_know_us_or_that_we_do_not_know_gets_nothing, |world| {
    let letters = Letters::new(world).await;
    let port = letters.server.port();
    told(world, world.home().account("town-head")).await;
    for (url, ca, error) in [
        (format!("smtp://{USER}:wrong@localhost:{port}?tls=required"), letters.server.ca(), "SMTP_535"),
        (format!("smtp://{USER}:{PASSWORD}@localhost:{port}"), String::new(), "authentication mechanism"),
        (format!("smtp://localhost:{port}"), String::new(), "SMTP_530"),
        (letters.server.url(), String::new(), "certificate"),
    ] {
        let ports = through(world, Smtp::new(&url, FROM, &ca).unwrap());
        world.wait(time::Duration::hours(1));
        run_due_now(&world.kernel, &ports).await.unwrap();
        let said = letters.last_error().await;
        assert!(said.contains(error) && !said.contains("wrong") && !said.contains("loopback"), "{error}: {said}");
        assert_eq!((letters.states().await, letters.server.taken().len()), (vec![NoticeState::Queued], 0));
    }
    letters.work_after(3_600).await;
    assert_eq!(letters.server.taken().len(), 1, "and it waits for who mends it");
});

story!(without_a_mail_server_nothing_waits_for_one, |world| {
    let letters = Letters::new(world).await;
    told(world, world.home().account("town-head")).await;
    run_due_now(&world.kernel, &world.ports).await.unwrap();
    assert_eq!(letters.states().await, [NoticeState::Failed]);
    letters.work_after(3_600).await;
    assert_eq!(letters.server.taken().len(), 0, "old news are not rung for years later");
});

story!(no_mail_goes_to_who_must_keep_away_by_then, |world| {
    let mut letters = Letters::new(world).await;
    letters.server.be("busy").await;
    world.files("13800000001", &[id(world.home().official("village-head"))]).await;
    letters.work().await;
    world.makes_kin("town-handler2", "village-head").await;
    letters.server.be("well").await;
    letters.work_after(600).await;
    let mut to: Vec<_> = letters.server.taken().iter().map(|mail| mail["to"][0].as_str().unwrap().to_owned()).collect();
    to.sort();
    assert_eq!(to, ["town-handler@example.cn", "town-head@example.cn"]);
});

story!(one_mail_of_the_morning_rings_for_a_whole_night, |world| {
    let letters = Letters::new(world).await;
    world.wait(time::Duration::hours(13));
    for _ in 0..4 {
        told(world, world.home().account("town-head")).await;
        world.files("13800000001", &[id(world.home().unit("village"))]).await;
        letters.work_after(1_800).await;
    }
    assert_eq!(letters.server.taken().len(), 0, "it is night");
    // The handler is awake, looks, and needs no mail any more.
    let token = world.signed_in(world.home(), "town-handler").await;
    let ids: Vec<_> = world.notices("town-handler").await.as_array().unwrap().iter().map(|notice| notice["id"].clone()).collect();
    let mark = "mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }";
    let marked = world.data(Some(&token), mark, json!({ "input": { "ids": ids } })).await;
    assert_eq!(marked["markNoticesRead"]["errors"], json!([]));
    letters.work_after(10 * 3_600).await;
    let mut to: Vec<_> = letters.server.taken().iter().map(|mail| mail["to"][0].as_str().unwrap().to_owned()).collect();
    to.sort();
    assert_eq!(to, ["town-handler2@example.cn", "town-head@example.cn"]);
});
