//! Locking out: strangers who try a name that they know keep nobody out who signed in from his device before.

use super::{PASSWORD, SECOND, SIGN_IN, a_handler, code, code_now, first_step};
use entity::{known_device, sign_in_try};
use kit::{World, story};
use lianjing::domain::keys::keyed_hash;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use time::Duration;

/// A browser that keeps its cookies.
#[derive(Default)]
struct Browser(RefCell<BTreeMap<String, String>>);

impl Browser {
    async fn asks(&self, world: &World, query: &str, input: Value) -> Value {
        let cookies: Vec<_> = self.0.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = world.http.post(format!("{}/graphql", world.url)).json(&json!({ "query": query, "variables": { "input": input } }));
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            for part in ["HttpOnly", "SameSite=Strict", "Path=/graphql"] {
                assert!(rest.contains(part), "{pair}: {rest}");
            }
            let (name, value) = pair.split_once('=').unwrap();
            self.0.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        let answer: Value = response.json().await.unwrap();
        answer["data"].as_object().unwrap_or_else(|| panic!("{answer}")).values().next().unwrap().clone()
    }

    async fn first_step(&self, world: &World, login: &str, password: &str) -> Value {
        self.asks(world, SIGN_IN, json!({ "county": "510824", "login": login, "password": password })).await
    }

    async fn signs_in(&self, world: &World) -> Value {
        let first = self.first_step(world, "li-si", PASSWORD).await;
        self.asks(world, SECOND, json!({ "challenge": first["challenge"], "code": code_now(world) })).await
    }

    fn device(&self) -> String {
        self.0.borrow().get("lianjing_device").cloned().unwrap()
    }
}

story!(whoever_tries_every_minute_for_a_day_keeps_the_head_out_of_nothing, |world| {
    a_handler(world).await;
    let desk = Browser::default();
    assert!(desk.signs_in(world).await["accessToken"].is_string());
    for minute in 0..24 * 60 {
        first_step(world, "li-si", "wrong").await;
        world.wait(Duration::minutes(1));
        if minute % 120 == 119 {
            let session = desk.signs_in(world).await;
            assert!(session["accessToken"].is_string(), "minute {minute}: {session}");
        }
    }
    first_step(world, "li-si", "wrong").await;
    assert_eq!(code(&first_step(world, "li-si", PASSWORD).await), "TOO_MANY", "a strange device still waits");
    world.wait(Duration::seconds(30));
    assert!(desk.signs_in(world).await["accessToken"].is_string(), "in the same moment");
});

story!(a_known_device_has_a_count_of_its_own, |world| {
    let id = a_handler(world).await;
    let desk = Browser::default();
    assert!(desk.signs_in(world).await["accessToken"].is_string());
    for _ in 0..5 {
        assert_eq!(code(&desk.first_step(world, "li-si", "wrong").await), "WRONG_CODE");
    }
    assert_eq!(code(&desk.first_step(world, "li-si", PASSWORD).await), "TOO_MANY", "it slows down too");
    assert!(first_step(world, "li-si", PASSWORD).await["challenge"].is_string(), "and nobody else with it");
    assert_eq!(code(&desk.first_step(world, "nobody", PASSWORD).await), "WRONG_CODE", "it is known to one account only");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let row = tx.rows().find::<known_device::Entity>().one(&tx).await.unwrap().unwrap();
    assert_eq!((row.account_id, row.token_hash.len()), (id, 32), "a keyed hash and nothing else");
    drop(tx);
    world.wait(Duration::minutes(2));
    let known = desk.device();
    assert!(desk.signs_in(world).await["accessToken"].is_string());
    assert_eq!(desk.device(), known, "the same device goes on being known");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<known_device::Entity>().count(&tx).await.unwrap(), 1);
});

story!(a_made_up_device_is_a_stranger, |world| {
    a_handler(world).await;
    for device in ["", "x", &"A".repeat(43), &"举报".repeat(9)] {
        let thief = Browser::default();
        thief.0.borrow_mut().insert("lianjing_device".to_owned(), device.to_owned());
        assert_eq!(code(&thief.first_step(world, "li-si", "wrong").await), "WRONG_CODE", "{device}");
    }
    first_step(world, "li-si", "wrong").await;
    let thief = Browser::default();
    thief.0.borrow_mut().insert("lianjing_device".to_owned(), "B".repeat(42) + "A");
    assert_eq!(code(&thief.first_step(world, "li-si", PASSWORD).await), "TOO_MANY", "all of them count together");
});

story!(what_strangers_try_under_other_names_slows_nobody, |world| {
    let id = a_handler(world).await;
    // A name that shares the first two bytes of its hash, which once were all that was counted by.
    let hash = |name: &str| keyed_hash(&world.kernel.keys, "login", name.as_bytes()).unwrap();
    let own = hash("li-si");
    let other = (0..10_000_000).map(|no| format!("n{no}")).find(|name| hash(name)[..2] == own[..2]).unwrap();
    for _ in 0..6 {
        first_step(world, &other, "wrong").await;
    }
    assert_eq!(code(&first_step(world, &other, "wrong").await), "TOO_MANY");
    assert!(first_step(world, "li-si", PASSWORD).await["challenge"].is_string());
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mine = sign_in_try::Column::Who.eq([&[b'a'][..], id.0.as_bytes()].concat());
    assert_eq!(tx.rows().find::<sign_in_try::Entity>().filter(mine).one(&tx).await.unwrap().unwrap().failed_count, 0);
    drop(tx);
    world.wait(Duration::hours(25));
    lianjing::domain::staff::sweep(&world.ctx(), &world.home().county).await.unwrap();
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<sign_in_try::Entity>().count(&tx).await.unwrap(), 0, "and nothing of it is kept");
});
