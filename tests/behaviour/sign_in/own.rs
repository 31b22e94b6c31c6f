//! One's own password and mail address: proved before they change, and on the ledger.

use super::{PASSWORD, WHO, a_handler, code, code_now, first_step, ledger, refreshes, signs_in, top};
use entity::account;
use kit::{World, story};
use serde_json::{Value, json};
use time::Duration;

const CHANGE: &str = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { errors { code field } } }";
const MAIL: &str = "mutation($input: SetMailInput!) { setMail(input: $input) { errors { code field } } }";
const OWN: &str = "又一句我自己记得住的好话呀";

async fn changes(world: &World, token: &str, current: &str, digits: &str, new: &str) -> Value {
    let input = json!({ "currentPassword": current, "code": digits, "newPassword": new });
    world.data(Some(token), CHANGE, json!({ "input": input })).await["changePassword"].clone()
}

async fn sets_mail(world: &World, token: &str, email: Value, current: &str) -> Value {
    let input = json!({ "email": email, "currentPassword": current });
    world.data(Some(token), MAIL, json!({ "input": input })).await["setMail"].clone()
}

story!(a_password_is_changed_by_whoever_knows_it_and_holds_the_phone, |world| {
    a_handler(world).await;
    let (phone, cookie) = signs_in(world).await;
    world.wait(Duration::seconds(30));
    let (desk, _) = signs_in(world).await;
    let used = code_now(world);
    assert_eq!(code(&changes(world, &desk, PASSWORD, &used, OWN).await), "WRONG_CODE", "that code signed in already");
    world.wait(Duration::seconds(30));
    let now = code_now(world);
    for (current, digits, new, expected) in [
        ("wrong", now.as_str(), OWN, ("WRONG_CODE", "currentPassword")),
        (PASSWORD, "12345", OWN, ("WRONG_CODE", "code")),
        (PASSWORD, &now, "short", ("TOO_SHORT", "newPassword")),
        (PASSWORD, &now, "li-si-li-si-li-si", ("INVALID", "newPassword")),
        (PASSWORD, &now, PASSWORD, ("INVALID", "newPassword")),
    ] {
        let refused = changes(world, &desk, current, digits, new).await;
        assert_eq!((code(&refused), refused["errors"][0]["field"].as_str().unwrap()), expected);
    }
    assert_eq!(ledger(world, "staff.password_changed").await, 0);
    world.wait(Duration::minutes(2));
    assert_eq!(code(&changes(world, &desk, PASSWORD, &code_now(world), OWN).await), "-");
    assert_eq!(world.data(Some(&desk), WHO, json!({})).await["viewer"]["account"]["login"], "li-si", "this session goes on");
    assert_eq!(top(&world.ask(Some(&phone), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(refreshes(world, &cookie).await.0, "");
    assert_eq!(code(&first_step(world, "li-si", PASSWORD).await), "WRONG_CODE");
    assert!(first_step(world, "li-si", OWN).await["challenge"].is_string());
    assert_eq!(ledger(world, "staff.password_changed").await, 1);
    let nobody = json!({ "currentPassword": PASSWORD, "code": now, "newPassword": OWN });
    assert_eq!(top(&world.ask(None, CHANGE, json!({ "input": nobody })).await), "UNAUTHENTICATED");
});

story!(a_stolen_session_gives_no_free_guesses, |world| {
    a_handler(world).await;
    let (token, _) = signs_in(world).await;
    let mut guesses = 0;
    while code(&sets_mail(world, &token, json!("thief@example.cn"), "wrong").await) == "WRONG_CODE" {
        guesses += 1;
    }
    assert_eq!(guesses, 5);
    assert_eq!(code(&changes(world, &token, PASSWORD, "000000", OWN).await), "TOO_MANY");
    assert_eq!(code(&first_step(world, "li-si", PASSWORD).await), "TOO_MANY", "guesses count together, wherever they are made");
});

story!(a_mail_address_is_set_and_removed, |world| {
    let id = a_handler(world).await;
    let (token, _) = signs_in(world).await;
    let kept = async || {
        let tx = world.ctx().read(&world.home().county).await.unwrap();
        tx.rows().one::<account::Entity, _>(id).one(&tx).await.unwrap().unwrap().email
    };
    for bad in ["x", "a b@example.cn", "李四@example.cn", "a@example.cn\nBcc: x@example.cn"] {
        assert_eq!(code(&sets_mail(world, &token, json!(bad), PASSWORD).await), "INVALID", "{bad}");
    }
    assert_eq!((kept().await, ledger(world, "staff.mail_set").await), (None, 0));
    assert_eq!(code(&sets_mail(world, &token, json!(" li.si@example.cn "), PASSWORD).await), "-");
    assert_eq!(kept().await.as_deref(), Some("li.si@example.cn"));
    assert_eq!(world.data(Some(&token), "{ viewer { email } }", json!({})).await["viewer"]["email"], "li.si@example.cn");
    assert_eq!(code(&sets_mail(world, &token, json!(""), PASSWORD).await), "-");
    assert_eq!((kept().await, ledger(world, "staff.mail_set").await), (None, 2));
});
