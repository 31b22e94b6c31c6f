//! Sessions and roles that end: nothing is told any more, and the connection goes.

use super::{named, officer};
use kit::World;
use kit::cases::id;
use kit::live::{INBOX, ONE_CASE, Told};
use kit::story;
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";

async fn one_case(world: &World) -> Value {
    world.files(PHONE, &[id(world.home().unit("village"))]).await;
    world.only_case("town-head").await["id"].clone()
}

async fn watches(world: &World, token: &str, case: &Value) -> Told {
    let mut told = world.listens(Some(token)).await;
    told.subscribes("inbox", INBOX, json!({})).await;
    told.subscribes("one", ONE_CASE, json!({ "id": case })).await;
    told
}

story!(signing_out_closes_ones_own_connections_and_no_others, |world| {
    let case = one_case(world).await;
    let (mine, kept) = (world.signed_in(world.home(), "town-head").await, world.signed_in(world.home(), "town-head").await);
    let (mut first, mut second) = (watches(world, &mine, &case).await, watches(world, &mine, &case).await);
    let mut other = watches(world, &kept, &case).await;
    world.data(Some(&mine), "mutation { signOut { errors { code } } }", json!({})).await;
    assert_eq!((first.closes().await, second.closes().await), (4403, 4403));
    world.acts("town-handler2", "acceptCase", case.as_str().unwrap(), json!({})).await;
    let news: Vec<_> = [other.hears().await, other.hears().await].iter().map(|message| message["id"].clone()).collect();
    assert!(news.contains(&json!("inbox")) && news.contains(&json!("one")), "{news:?}");
});

story!(a_session_ended_from_another_device_closes, |world| {
    let case = one_case(world).await;
    let (lost, mine) = (world.signed_in(world.home(), "town-head").await, world.signed_in(world.home(), "town-head").await);
    let mut told = watches(world, &lost, &case).await;
    let viewer = world.data(Some(&mine), "{ viewer { sessions { id current } } }", json!({})).await["viewer"]["sessions"].clone();
    let mut ended = 0;
    for session in viewer.as_array().unwrap().iter().filter(|session| session["current"] == false) {
        let end = "mutation($input: EndSessionInput!) { endSession(input: $input) { errors { code } } }";
        let answer = world.data(Some(&mine), end, json!({ "input": { "sessionId": session["id"] } })).await;
        ended += usize::from(answer["endSession"]["errors"] == json!([]));
    }
    assert!(ended >= 1);
    assert_eq!(told.closes().await, 4403);
});

story!(a_session_that_nobody_used_runs_out, |world| {
    let case = one_case(world).await;
    let token = world.signed_in(world.home(), "town-head").await;
    let mut told = watches(world, &token, &case).await;
    // The access token ends after ten minutes; the session goes on.
    world.wait(Duration::minutes(11));
    world.acts("town-handler2", "acceptCase", case.as_str().unwrap(), json!({})).await;
    told.hears().await;
    world.wait(Duration::days(8));
    // The second event, or the end of what was subscribed to, may still be on its way.
    loop {
        match told.hears_end().await {
            Ok(message) => assert!(["next", "complete"].contains(&message["type"].as_str().unwrap()), "{message}"),
            Err(code) => {
                assert_eq!(code, 4403);
                break;
            }
        }
    }
});

story!(with_the_role_goes_the_news, |world| {
    let case = one_case(world).await;
    let mut told = officer(world, "town-handler2").await;
    told.subscribes("one", ONE_CASE, json!({ "id": case })).await;
    let mut fence = officer(world, "town-head").await;
    fence.subscribes("inbox", INBOX, json!({})).await;
    // Behind everybody's back: no bell rings for it.
    world.ends_roles(&["town-handler2"]).await;
    assert_eq!(told.hears().await, json!({ "id": "one", "type": "complete" }));
    world.acts("town-head", "acceptCase", case.as_str().unwrap(), json!({})).await;
    assert_eq!(named(&fence.hears_news("inbox").await), [case]);
    told.was_told_nothing().await;
    told.asks("inbox", INBOX, json!({})).await;
    assert_eq!(told.hears().await["payload"][0]["extensions"]["code"], "NOT_FOUND", "he has no cases any more");
});

story!(officers_of_another_county_are_told_nothing_of_this_one, |world| {
    let token = world.signed_in(world.other(), "town-head").await;
    let mut told = world.listens(Some(&token)).await;
    told.subscribes("inbox", INBOX, json!({})).await;
    let mut fence = officer(world, "town-head").await;
    fence.subscribes("inbox", INBOX, json!({})).await;
    let case = one_case(world).await;
    assert_eq!(named(&fence.hears_news("inbox").await), std::slice::from_ref(&case));
    told.was_told_nothing().await;
    told.asks("one", ONE_CASE, json!({ "id": case })).await;
    assert_eq!(told.hears().await["payload"][0]["extensions"]["code"], "NOT_FOUND");
    let mut nobody = world.listens(None).await;
    for (query, variables) in [(INBOX, json!({})), (ONE_CASE, json!({ "id": case }))] {
        nobody.asks("x", query, variables).await;
        assert_eq!(nobody.hears().await["payload"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }
});
