//! Readers who read slowly, or not at all.

use super::{named, officer};
use kit::cases::id;
use kit::live::{INBOX, Told, quick};
use kit::story;
use lianjing::http::live::Terms;
use serde_json::json;
use std::time::Duration;

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
