//! A message that waits for the operator has not reached anybody: it counts as not delivered until it is let go on.

use super::*;
use crate::custody::{FREE, custodian, listed, token};
use kit::Mood;
use kit::cases::id;
use lianjing::worker::release_parked;

const STATES: &str = "query($number: String!) { caseByNumber(number: $number) { messages { state } } }";

async fn shown(world: &World, case: &Value) -> Value {
    let token = world.signed_in(world.home(), "town-head").await;
    world.data(Some(&token), STATES, json!({ "number": case["number"] })).await["caseByNumber"]["messages"].clone()
}

story!(what_waits_for_the_operator_counts_as_not_delivered_until_it_is_let_go_on, |world| {
    let post = Post::new(world);
    post.gateway.be(Mood::NoMoney);
    world.files("13800000001", &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await;
    custodian(world, "bao-guan", (FREE, "commission")).await;
    post.work().await;
    for _ in 0..3 {
        assert_eq!(shown(world, &case).await, json!([{ "state": "WAITING" }]));
        assert_eq!(listed(world, &token(world, "bao-guan").await).await, json!([]));
        post.work_after(86_400).await;
    }
    post.work_after(3_600).await;
    post.work().await;
    // A code that was asked for before is a message too, and none about the case.
    let state = async || post.rows().await.into_iter().find(|row| row.kind == NoticeKind::Received).unwrap().state;
    assert_eq!(state().await, NoticeState::Parked);
    assert_eq!(shown(world, &case).await, json!([{ "state": "NOT_DELIVERED" }]));
    assert_eq!(world.told("town-head", NoticeKind::HandlerUndelivered).await, 1);
    assert_eq!(listed(world, &token(world, "bao-guan").await).await[0]["caseId"], case["id"]);
    let release = async || {
        let tx = world.ctx().write(&post.county()).await.unwrap();
        assert_eq!(release_parked(&tx, Some("notices.send")).await.unwrap(), 1);
        tx.commit().await.unwrap();
        post.work().await;
        post.work().await;
    };
    // Let go on too early it comes back, and nobody is told a second time.
    release().await;
    assert_eq!((state().await, shown(world, &case).await), (NoticeState::Parked, json!([{ "state": "NOT_DELIVERED" }])));
    assert_eq!(world.told("town-head", NoticeKind::HandlerUndelivered).await, 1);
    post.gateway.be(Mood::Well);
    release().await;
    assert_eq!(shown(world, &case).await, json!([{ "state": "SENT" }]));
    assert_eq!(listed(world, &token(world, "bao-guan").await).await, json!([]), "the number is closed again");
});
