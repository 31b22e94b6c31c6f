//! The words of the mail that rings for an in-box: the county's own within bounds, through a real mail server.

use super::*;
use entity::account;
use entity::words::NoticeKind;
use kit::mail::MailServer;
use kit::story;
use lianjing::adapters::smtp::Smtp;
use lianjing::domain::notices;
use lianjing::ports::Ports;
use lianjing::worker::run_due_now;
use sea_orm::sea_query::Expr;
use std::sync::Arc;
use std::time::Duration;

const READ: &str = "{ mailText { subject body own must sampleSubject sampleBody version places { place value } } }";
const SET: &str = "mutation($input: SetMailTextInput!) { setMailText(input: $input) { \
    text { subject body own version sampleSubject sampleBody } errors { code field message } } }";

fn set(subject: Option<&str>, body: Option<&str>, version: i32) -> Value {
    json!({ "subject": subject, "body": body, "version": version })
}

async fn shown(world: &World) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    world.data(Some(&token), READ, json!({})).await["mailText"].clone()
}

/// Rings for the town's head, and lets the worker send it; what the mail server took last.
async fn rings(world: &World, server: &MailServer) -> Value {
    let place = world.home();
    let tx = world.ctx().write(&place.county).await.unwrap();
    let change = tx.rows().update::<account::Entity>().col_expr(account::Column::Email, Expr::value("head@example.cn"));
    change.filter(account::Column::Id.eq(place.account("town-head"))).exec(&tx).await.unwrap();
    notices::to_staff(&tx, &[place.account("town-head")].into(), NoticeKind::HandlerSupplement, tx.mint()).await.unwrap();
    tx.commit().await.unwrap();
    let smtp = Smtp::new(&server.url(), "通知 <notice@lianjing.example.cn>", &server.ca()).unwrap().within(Duration::from_secs(2));
    let ports = Ports { mail: Some(Arc::new(smtp)), ..world.ports.clone() };
    run_due_now(&world.kernel, &ports).await.unwrap();
    server.taken().pop().unwrap()
}

story!(a_mail_says_the_countys_words_and_nothing_that_tells, |world| {
    is_for_the_administrator(world, SET, &set(Some("新通知"), Some("请登录查看：{网址}"), 7)).await;
    for who in ["town-head", "auditor", "publisher"] {
        let token = world.signed_in(world.home(), who).await;
        assert_eq!(top(&world.ask(Some(&token), READ, json!({})).await), "FORBIDDEN", "{who}");
    }
    for (subject, body, expected) in [
        ("您有一件举报", "请登录查看：{网址}", [("INVALID", "subject")].as_slice()),
        ("新通知", "龙山镇甲村的事，请登录查看：{网址}", &[("INVALID", "body")]),
        ("新通知", "请登录查看。", &[("INVALID", "body")]),
        ("新通知", "请登录查看：{网址}，或打开 www.example.cn", &[("INVALID", "body")]),
        ("", "请登录查看：{网址}", &[("REQUIRED", "subject")]),
        ("两行\n的标题", "", &[("INVALID", "subject"), ("REQUIRED", "body")]),
        ("长".repeat(41).as_str(), "请登录查看：{网址}{姓名}", &[("TOO_LONG", "subject")]),
    ] {
        let refused = does(world, "admin", SET, set(Some(subject), Some(body), 0)).await;
        let told: Vec<_> = refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["code"].as_str().unwrap(), one["field"].as_str().unwrap()))
            .collect();
        assert_eq!(told, expected, "{subject} {body}");
    }
    assert_eq!(code(&does(world, "admin", SET, set(None, None, 0)).await), "STATE", "the standard text stands already");
    assert_eq!((ledger(world, "notices.mail_text_set").await, shown(world).await["own"].clone()), (0, json!(false)), "nothing happened");
});

story!(what_goes_out_next_says_the_new_words, |world| {
    let server = MailServer::start().await;
    let first = rings(world, &server).await;
    assert_eq!(first["subject"], "您有新的通知");
    let own = set(Some("{县名}：新通知"), Some("请登录查看：{网址}\n{县名}"), 0);
    let payload = does(world, "admin", SET, own.clone()).await;
    assert_eq!((code(&payload), &payload["text"]["version"], &payload["text"]["own"]), ("-", &json!(1), &json!(true)));
    assert_eq!(code(&does(world, "admin", SET, own).await), "CONFLICT", "the second of two is told");
    world.wait(time::Duration::hours(1));
    let mail = rings(world, &server).await;
    assert_eq!(
        (&mail["subject"], &mail["text"]),
        (&json!("苍溪县：新通知"), &json!("请登录查看：http://127.0.0.1:8080/staff/me\r\n苍溪县\r\n"))
    );
    let sample = shown(world).await;
    assert_eq!(sample["sampleSubject"], mail["subject"], "the sample is what goes out");
    assert_eq!(format!("{}\n", sample["sampleBody"].as_str().unwrap()), mail["text"].as_str().unwrap().replace("\r\n", "\n"));
    let token = world.signed_in(world.other(), "admin").await;
    let other = world.data(Some(&token), READ, json!({})).await["mailText"].clone();
    assert_eq!((&other["own"], &other["version"]), (&json!(false), &json!(0)), "another county has its own");
    assert_eq!(code(&does(world, "admin", SET, set(None, None, 1)).await), "-");
    world.wait(time::Duration::hours(1));
    assert_eq!(rings(world, &server).await["text"], first["text"], "back to the standard text");
    assert_eq!((ledger(world, "notices.mail_text_set").await, shown(world).await["version"].clone()), (2, json!(2)));
});
