//! Readers who read slowly, or not at all.

use super::{named, officer};
use kit::cases::id;
use kit::live::{INBOX, Told, quick};
use kit::{World, story};
use lianjing::domain::cases::live::Pace;
use lianjing::http::live::Terms;
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

/// Two readers of the town's in-boxes at a server that asks everything at each look; the first answers no ping, and has
/// been sent as much as he is sent without one.
async fn one_who_is_full(world: &World) -> (Told, Told) {
    let pace = Pace { again: Duration::ZERO, ..quick().pace };
    let url = world.serves_on(Terms { pace, ..quick() });
    let mut both = Vec::new();
    for login in ["town-handler2", "town-head"] {
        let token = world.signed_in(world.home(), login).await;
        let mut told = Told::greeted(&url, Some(&token)).await;
        told.subscribes("inbox", INBOX, json!({})).await;
        both.push(told);
    }
    let [mut full, mut reads] = <[Told; 2]>::try_from(both).unwrap_or_else(|_| panic!("two"));
    for n in 0..16 {
        world.files(&format!("1380000{n:04}"), &[id(world.home().unit("village"))]).await;
        let news: Value = serde_json::from_str(&full.overhears().await).unwrap();
        assert_eq!((&news["type"], reads.hears_news("inbox").await["lookAgain"].clone()), (&json!("next"), json!(false)), "{n}");
    }
    (full, reads)
}

story!(who_reads_slowly_is_told_once_to_look_again, |world| {
    let village = id(world.home().unit("village"));
    let mut slow = officer(world, "town-head").await;
    slow.subscribes("inbox", INBOX, json!({})).await;
    let mut quick = officer(world, "town-head").await;
    quick.subscribes("inbox", INBOX, json!({})).await;
    // The slow one reads nothing meanwhile, not even pings.
    let mut told = Vec::new();
    for n in 0..60 {
        world.files(&format!("1380000{n:04}"), std::slice::from_ref(&village)).await;
        let news = quick.hears_news("inbox").await;
        assert_eq!(news["lookAgain"], false);
        told.extend(named(&news));
    }
    assert_eq!(told.len(), 60, "who reads is told of each");
    let mut heard = Vec::new();
    let last = loop {
        let news = slow.hears_news("inbox").await;
        if news["lookAgain"] == true {
            break news;
        }
        heard.extend(named(&news));
    };
    assert_eq!(last["cases"], json!([]));
    assert!(heard.len() <= 16, "so many were on their way: {}", heard.len());
    assert_eq!(heard, told[..heard.len()], "in their order");
    slow.was_told_nothing().await;
    world.files("13900000001", &[village]).await;
    assert_eq!(slow.hears_news("inbox").await["lookAgain"], false, "from then on he is told as ever");
});

story!(who_shows_no_sign_is_let_go_and_others_are_served, |world| {
    let url = world.serves_on(Terms { ping: Duration::from_millis(100), silence: Duration::from_millis(1_500), ..quick() });
    let token = world.signed_in(world.home(), "town-head").await;
    let village = [id(world.home().unit("village"))];
    let mut lives = Told::greeted(&url, Some(&token)).await;
    lives.subscribes("inbox", INBOX, json!({})).await;
    // Who reads answers pings by itself.
    tokio::join!(world.files("13800000001", &village), lives.hears_news("inbox"));
    let mut dead = Told::greeted(&url, Some(&token)).await;
    dead.subscribes("inbox", INBOX, json!({})).await;
    // The one does nothing until he has been given up.
    lives.answers_pings(20).await;
    assert_eq!(dead.hears_end().await, Err(4410));
    tokio::join!(world.files("13800000002", &village), lives.hears_news("inbox"));
});

story!(what_was_kept_for_a_slow_reader_is_forgotten_once_he_must_keep_away, |world| {
    let (mut full, mut reads) = one_who_is_full(world).await;
    let place = world.home();
    world.files("13900000001", &[id(place.unit("village2")), id(place.official("town-clerk"))]).await;
    let hidden = named(&reads.hears_news("inbox").await);
    world.makes_kin("town-handler2", "town-clerk").await;
    world.files("13900000002", &[id(place.unit("village"))]).await;
    let open = named(&reads.hears_news("inbox").await);
    assert_ne!(hidden, open);
    // Whoever joined first was looked at first.
    full.sends(Message::Pong(Vec::new().into())).await.unwrap();
    assert_eq!(named(&full.hears_news("inbox").await), open);
    full.was_told_nothing().await;
});

story!(what_a_client_ends_is_gone_at_once_though_it_reads_nothing, |world| {
    let (mut full, _) = one_who_is_full(world).await;
    // More than one connection may have at the same time, and fewer messages than are too many.
    for number in 0..40 {
        full.asks(&number.to_string(), INBOX, json!({})).await;
        full.says(&json!({ "id": number.to_string(), "type": "complete" })).await;
    }
    full.says(&json!({ "type": "ping" })).await;
    assert_eq!(full.overhears().await, json!({ "type": "pong" }).to_string(), "none was refused");
});

story!(who_talks_and_answers_no_ping_is_let_go, |world| {
    let url = world.serves_on(Terms { ping: Duration::from_millis(100), silence: Duration::from_millis(700), ..quick() });
    let token = world.signed_in(world.home(), "town-head").await;
    let mut told = Told::greeted(&url, Some(&token)).await;
    told.subscribes("inbox", INBOX, json!({})).await;
    let code = loop {
        match told.overhears_kind().await {
            9 => told.says(&json!({ "type": "ping" })).await,
            1 => {}
            kind => break kind,
        }
    };
    assert_eq!(code, 8, "a goodbye");
});
