//! 集中评价: set aside with a word to the heads, and nothing deleted.

use super::{codes, dibao, entries, rated_dibao, sheets, unchanged};
use entity::words::NoticeKind;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::ratings::Rated;
use serde_json::{Value, json};
use time::Duration;

/// So many villagers within half an hour.
async fn at_once(world: &World, villagers: std::ops::Range<usize>, score: i32) {
    for number in villagers {
        world.says(number, rated_dibao(world), &[("qx1", score)]).await.unwrap();
        world.wait(Duration::minutes(1));
    }
}

async fn waiting(world: &World) -> Value {
    world.bursts("county-head", true).await["data"]["ratingBursts"].clone()
}

async fn reviews(world: &World, login: &str, burst: &Value, counts: bool) -> Value {
    let input = json!({ "burstId": burst["id"], "counts": counts, "reason": "村里开会，大家一起评的。" });
    world.does_on_ratings(login, "reviewRatingBurst", (input, "burst { id state reason viewerCanReview }")).await
}

story!(a_burst_is_set_aside_and_the_last_clean_figure_stays, |world| {
    let subject = dibao(world);
    world.all_say(0..10, rated_dibao(world), &[("qx1", 4)]).await;
    world.night_passes().await;
    let clean = world.rating_figure(&subject).await;
    assert_eq!((&clean["sheets"], &clean["score"]), (&json!(10), &json!(4.0)));
    at_once(world, 100..125, 5).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, clean, "the last clean figure stays");
    assert_eq!(world.told("county-head", NoticeKind::RatingBurst).await, 1);
    let burst = waiting(world).await;
    assert_eq!((&burst[0]["sheets"], &burst[0]["name"], &burst[0]["state"]), (&json!(25), &json!("低保评议"), &json!("OPEN")));
    assert_eq!(sheets(world).await.len(), 35, "nothing is deleted");
    world.all_say(10..20, rated_dibao(world), &[("qx1", 3)]).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, clean, "as long as nobody has looked");
    let inside = world.trend("county-handler", &subject).await["data"]["ratingTrend"][0].clone();
    assert_eq!((&inside["sheets"], &inside["setAside"], &inside["score"]), (&json!(20), &json!(25), &json!(3.5)));
    let done = reviews(world, "county-head", &burst[0], false).await;
    assert_eq!((&done["burst"]["state"], &done["burst"]["viewerCanReview"]), (&json!("OUT"), &json!(false)));
    assert_eq!(codes(&reviews(world, "county-head", &burst[0], true).await)[0].0, "STATE", "decided once");
    assert_eq!((entries(world, "ratings.burst").await, entries(world, "ratings.review_burst").await), (1, 1));
    world.night_passes().await;
    let after = world.rating_figure(&subject).await;
    assert_eq!((&after["sheets"], &after["score"]), (&json!(20), &json!(3.5)), "it stays out");
    assert_eq!(sheets(world).await.len(), 45, "and nothing is deleted");
    at_once(world, 100..101, 5).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, after, "who was in it does not get out by rating again");
});

story!(a_burst_that_is_in_order_counts, |world| {
    at_once(world, 0..20, 5).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&dibao(world)).await["sheets"], Value::Null);
    let burst = waiting(world).await[0].clone();
    assert_eq!(reviews(world, "county-head", &burst, true).await["burst"]["state"], json!("COUNTED"));
    world.night_passes().await;
    let figure = world.rating_figure(&dibao(world)).await;
    assert_eq!((&figure["sheets"], &figure["score"]), (&json!(20), &json!(5.0)));
    assert_eq!(waiting(world).await, json!([]), "and it is not found again");
    assert_eq!(world.bursts("county-head", false).await["data"]["ratingBursts"][0]["state"], json!("COUNTED"));
});

story!(nineteen_in_an_hour_are_no_burst, |world| {
    at_once(world, 0..19, 5).await;
    world.night_passes().await;
    assert_eq!((waiting(world).await, world.rating_figure(&dibao(world)).await["sheets"].clone()), (json!([]), json!(19)));
    assert_eq!(world.told("county-head", NoticeKind::RatingBurst).await, 0);
});

story!(only_a_head_of_the_commission_decides_and_nobody_about_himself, |world| {
    at_once(world, 0..20, 5).await;
    let own = Rated::Official(world.home().official("county-inspector"));
    for number in 0..20 {
        world.says(number, own, &[("zz1", 5)]).await.unwrap();
    }
    world.night_passes().await;
    let seen = waiting(world).await;
    assert_eq!(seen.as_array().unwrap().len(), 1, "he does not see that of himself");
    let all = world.bursts("county-handler", true).await["data"]["ratingBursts"].clone();
    assert_eq!(all.as_array().unwrap().len(), 2);
    let of_head = all.as_array().unwrap().iter().find(|one| one["subjectId"] == id(world.home().official("county-inspector"))).unwrap();
    assert_eq!(of_head["viewerCanReview"], json!(false), "a handler only looks");
    let before = world.dump().await;
    assert_eq!(codes(&reviews(world, "county-head", of_head, true).await)[0].0, "NOT_FOUND");
    for login in ["county-handler", "town-head", "admin", "publisher", "auditor"] {
        assert_eq!(codes(&reviews(world, login, &seen[0], true).await)[0].0, "FORBIDDEN", "{login}");
    }
    for login in ["town-head", "admin", "publisher", "auditor"] {
        assert_eq!(world.bursts(login, true).await["errors"][0]["extensions"]["code"], json!("FORBIDDEN"), "{login}");
    }
    unchanged(world, &before, "nothing was decided").await;
});
