//! 推送: addresses that are told of each change, signed, until it is taken.

use super::feed::{stops_and_resumes, work};
use super::*;
use kit::hooks::{Manner, Receiver};
use lianjing::kernel::settings::Settings;
use lianjing::kernel::{Db, Kernel};
use std::sync::Arc;

const HOOK: &str = "id url state waiting failures lastError lastAt createdAt oldSecretUntil";

fn register_hook() -> String {
    let payload = format!("webhook {{ {HOOK} }} secret errors {{ code field message }}");
    format!("mutation($input: RegisterWebhookInput!) {{ registerWebhook(input: $input) {{ {payload} }} }}")
}

fn on_hook(verb: &str) -> String {
    let secret = if verb == "rotateWebhookSecret" { "secret" } else { "" };
    format!(
        "mutation($input: WebhookInput!) {{ {verb}(input: $input) {{ webhook {{ {HOOK} }} {secret} errors {{ code field message }} }} }}"
    )
}

/// A client of the home county with an address: its token, the address's id and secret.
async fn with_hook(world: &World, url: &str) -> (String, Value, String) {
    let client = world.client(world.home(), &["WEBHOOKS_MANAGE"]).await;
    let token = world.client_token(&client).await;
    let made = world.data(Some(&token), &register_hook(), json!({ "input": { "url": url } })).await["registerWebhook"].clone();
    assert_eq!(made["errors"], json!([]), "{made}");
    (token, made["webhook"]["id"].clone(), made["secret"].as_str().unwrap().to_owned())
}

/// The only address of the county as the administrator sees it.
async fn hook(world: &World) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    let list = format!("{{ clients {{ webhooks {{ {HOOK} }} }} }}");
    world.data(Some(&token), &list, json!({})).await["clients"][0]["webhooks"][0].clone()
}

async fn verb(world: &World, token: &str, verb: &str, hook: &Value) -> Value {
    world.data(Some(token), &on_hook(verb), json!({ "input": { "webhookId": hook } })).await[verb].clone()
}

story!(each_change_comes_once_signed_and_in_order, |world| {
    stops_and_resumes(world).await;
    work(world).await;
    let receiver = Receiver::start();
    let (_, _, secret) = with_hook(world, &receiver.url).await;
    work(world).await;
    assert_eq!(receiver.asked().len(), 0, "what was before is in the list");
    stops_and_resumes(world).await;
    work(world).await;
    let taken = receiver.taken();
    let county = &world.home().code;
    for (number, got) in (4..).zip(&taken) {
        assert_eq!(got.id, format!("{county}-{number}"));
        assert!(got.is_signed_with(&secret) && !got.is_signed_with("whsec_AAAA"), "{got:?}");
        assert_eq!(got.timestamp, world.ctx().now.0 / 1_000);
        assert_eq!(got.said()["data"]["number"], json!(number));
    }
    assert_eq!(taken.len(), 3);
    let said = taken[0].said();
    let data = json!({
        "county": county, "number": 4, "changedOn": "2026-03-02", "thing": said["data"]["thing"], "address": format!("/{county}/p/{county}-dibao"),
    });
    assert_eq!(said, json!({ "type": "POWER_HALTED", "data": data }));
    assert_eq!(receiver.asked().len(), 3, "none came twice");
    let shown = hook(world).await;
    assert_eq!((&shown["state"], &shown["waiting"], &shown["failures"]), (&json!("ACTIVE"), &json!(0), &json!(0)));
    assert!(world.dump().await.values().flatten().all(|row| !row.contains(&secret[6..])), "the secret stands nowhere");
    assert!(left(world).await.contains(&"clients.webhook_registered".to_owned()));
});

story!(what_is_not_taken_comes_again_and_nothing_is_passed_over, |world| {
    let receiver = Receiver::start();
    let (token, id, secret) = with_hook(world, &receiver.url).await;
    receiver.be(Manner::Status(500));
    stops_and_resumes(world).await;
    work(world).await;
    assert_eq!(receiver.asked().len(), 1, "the others wait for the first");
    let shown = hook(world).await;
    assert_eq!((&shown["lastError"], &shown["failures"], &shown["waiting"]), (&json!("HTTP_500"), &json!(1), &json!(3)));
    for (manner, error) in [(Manner::Status(403), "HTTP_403"), (Manner::Redirects, "HTTP_307")] {
        receiver.be(manner);
        world.wait(Duration::seconds(60));
        work(world).await;
        assert_eq!(hook(world).await["lastError"], error);
    }
    assert_eq!((receiver.taken().len(), receiver.asked().len()), (0, 3), "no redirect was followed");
    receiver.be(Manner::Babbles);
    world.wait(Duration::seconds(60));
    work(world).await;
    let ids: Vec<_> = receiver.taken().into_iter().map(|got| got.id).collect();
    assert_eq!(ids, (1..=3).map(|number| format!("{}-{number}", world.home().code)).collect::<Vec<_>>());
    let tries: Vec<_> = receiver.asked().into_iter().filter(|got| got.id == ids[0]).collect();
    assert_eq!(tries.len(), 4, "the same id in each try");
    assert!(tries.windows(2).all(|two| two[0].timestamp < two[1].timestamp && two[0].body == two[1].body));
    assert!(tries.iter().all(|got| got.is_signed_with(&secret)), "each with its own timestamp");
    assert_eq!(hook(world).await["lastError"], Value::Null);
    assert_eq!(code(&verb(world, &token, "resumeWebhook", &id).await), "STATE", "it has not stopped");
});

story!(after_twelve_tries_a_person_must_look, |world| {
    let receiver = Receiver::start();
    let (token, id, _) = with_hook(world, &receiver.url).await;
    receiver.be(Manner::Status(503));
    world.stops_dibao("town-head", json!({})).await;
    for _ in 0..14 {
        work(world).await;
        world.wait(Duration::hours(24));
    }
    assert_eq!(receiver.asked().len(), 12);
    let shown = hook(world).await;
    assert_eq!((&shown["state"], &shown["lastError"], &shown["waiting"]), (&json!("PARKED"), &json!("HTTP_503"), &json!(1)));
    receiver.be(Manner::Takes);
    let token = if shown["state"] == "PARKED" { world.signed_in(world.home(), "admin").await } else { token };
    let resumed = verb(world, &token, "resumeWebhook", &id).await;
    assert_eq!((code(&resumed), &resumed["webhook"]["state"]), ("-", &json!("ACTIVE")));
    work(world).await;
    assert_eq!((receiver.taken().len(), &hook(world).await["waiting"]), (1, &json!(0)), "nothing was lost");
});

story!(a_secret_that_was_rotated_signs_beside_the_new_one_for_a_day, |world| {
    let receiver = Receiver::start();
    let (token, id, old) = with_hook(world, &receiver.url).await;
    let new = verb(world, &token, "rotateWebhookSecret", &id).await["secret"].as_str().unwrap().to_owned();
    assert_ne!(old, new);
    world.stops_dibao("town-head", json!({})).await;
    work(world).await;
    let got = receiver.taken()[0].clone();
    assert!(got.is_signed_with(&old) && got.is_signed_with(&new));
    world.wait(Duration::hours(24));
    let halt = json!({ "haltId": open_halt(world).await, "reason": "整改到位，可以继续。" });
    assert_eq!(world.does_on_halt("town-head", "resumePower", halt).await["errors"], json!([]));
    work(world).await;
    let got = receiver.taken()[1].clone();
    assert!(!got.is_signed_with(&old) && got.is_signed_with(&new));
});

async fn open_halt(world: &World) -> Value {
    let token = world.signed_in(world.home(), "town-head").await;
    world.data(Some(&token), "{ halts(open: true) { nodes { id } } }", json!({})).await["halts"]["nodes"][0]["id"].clone()
}

story!(only_its_client_has_an_address_and_the_administrator_may_stop_it, |world| {
    let receiver = Receiver::start();
    let (token, id, _) = with_hook(world, &receiver.url).await;
    let other = world.client_token(&world.client(world.home(), &["WEBHOOKS_MANAGE"]).await).await;
    let foreign = world.client_token(&world.client(world.other(), &["WEBHOOKS_MANAGE"]).await).await;
    let reads = world.client_token(&world.client(world.home(), &["OPEN_READ"]).await).await;
    let before = world.dump().await;
    for (who, expected) in [(&other, "NOT_FOUND"), (&foreign, "NOT_FOUND"), (&reads, "FORBIDDEN")] {
        for name in ["rotateWebhookSecret", "endWebhook", "resumeWebhook"] {
            assert_eq!(code(&verb(world, who, name, &id).await), expected, "{name}");
        }
    }
    let input = json!({ "input": { "url": receiver.url } });
    assert_eq!(code(&world.data(Some(&reads), &register_hook(), input.clone()).await["registerWebhook"]), "FORBIDDEN");
    assert_eq!(top(&world.ask(None, &register_hook(), input.clone()).await), "UNAUTHENTICATED");
    assert_eq!(world.data(Some(&other), "{ ownWebhooks { id } }", json!({})).await["ownWebhooks"], json!([]));
    assert_eq!(world.data(Some(&token), "{ ownWebhooks { id } }", json!({})).await["ownWebhooks"][0]["id"], id);
    let after = world.dump().await;
    assert_eq!((&before["webhook"], &before["ledger_entry"]), (&after["webhook"], &after["ledger_entry"]), "nothing happened");
    for _ in 0..4 {
        assert_eq!(code(&world.data(Some(&token), &register_hook(), input.clone()).await["registerWebhook"]), "-");
    }
    assert_eq!(code(&world.data(Some(&token), &register_hook(), input).await["registerWebhook"]), "LIMIT");
    let admin = world.signed_in(world.home(), "admin").await;
    assert_eq!(code(&verb(world, &admin, "rotateWebhookSecret", &id).await), "FORBIDDEN", "its secret is none of his business");
    assert_eq!(code(&verb(world, &admin, "endWebhook", &id).await), "-");
    assert_eq!(code(&verb(world, &token, "endWebhook", &id).await), "NOT_FOUND", "it is not there any more");
    world.stops_dibao("town-head", json!({})).await;
    work(world).await;
    assert_eq!(receiver.asked().len(), 4, "the other four are told");
});

story!(each_verb_on_an_address_leaves_its_entry, |world| {
    let receiver = Receiver::start();
    receiver.be(Manner::Status(500));
    let (token, id, _) = with_hook(world, &receiver.url).await;
    assert!(left(world).await.contains(&"clients.webhook_registered".to_owned()));
    world.wait(Duration::seconds(1));
    assert_eq!(code(&verb(world, &token, "rotateWebhookSecret", &id).await), "-");
    assert_eq!(left(world).await[0], "clients.webhook_rotated");
    world.stops_dibao("town-head", json!({})).await;
    for _ in 0..12 {
        work(world).await;
        world.wait(Duration::hours(24));
    }
    let token = world.signed_in(world.home(), "admin").await;
    assert_eq!(code(&verb(world, &token, "resumeWebhook", &id).await), "-");
    assert_eq!(left(world).await[0], "clients.webhook_resumed");
    world.wait(Duration::seconds(1));
    assert_eq!(code(&verb(world, &token, "endWebhook", &id).await), "-");
    assert_eq!(left(world).await[0], "clients.webhook_ended");
});

story!(nothing_is_sent_to_a_client_that_was_ended, |world| {
    let receiver = Receiver::start();
    with_hook(world, &receiver.url).await;
    let client = listed(world, "admin").await[0]["id"].clone();
    receiver.be(Manner::Status(500));
    world.stops_dibao("town-head", json!({})).await;
    work(world).await;
    assert_eq!(receiver.asked().len(), 1);
    receiver.be(Manner::Takes);
    assert_eq!(code(&does(world, "admin", &end(), json!({ "clientId": client })).await), "-");
    world.wait(Duration::hours(1));
    work(world).await;
    assert_eq!(receiver.asked().len(), 1);
});

story!(outside_a_demonstration_an_address_is_https_and_on_the_internet, |world| {
    let token = world.client_token(&world.client(world.home(), &["WEBHOOKS_MANAGE"]).await).await;
    let kernel = Arc::new(Kernel {
        db: Db::new(world.kernel.db.platform().clone(), world.kernel.db.sweep().clone()),
        tenants: lianjing::kernel::tenants::Tenants::new(world.kernel.db.platform().clone()),
        clock: Arc::clone(&world.kernel.clock),
        calendar: Arc::clone(&world.kernel.calendar),
        chance: Arc::clone(&world.kernel.chance),
        keys: kit::same_keys(&world.kernel),
        settings: Settings { demo: false, ..world.kernel.settings.clone() },
    });
    let bounds = lianjing::http::bounds::Bounds::holding(100);
    let address = world.serves(&kernel, lianjing::http::body::Patience::default(), bounds);
    for (url, expected) in [
        ("http://example.cn/hook", "INVALID"),
        ("https://127.0.0.1/hook", "INVALID"),
        ("https://localhost/hook", "INVALID"),
        ("https://169.254.169.254/latest/meta-data", "INVALID"),
        ("https://[::1]:8443/", "INVALID"),
        ("https://a:b@example.cn/", "INVALID"),
        ("https://example.cn/hook", "-"),
    ] {
        let body = json!({ "query": register_hook(), "variables": { "input": { "url": url } } });
        let answer = world.http.post(format!("http://{address}/graphql")).bearer_auth(&token).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(code(&answer["data"]["registerWebhook"]), expected, "{url}: {answer}");
    }
    assert_eq!(world.dump().await["webhook"].len(), 1);
});
