//! New material stops what happens by itself: the settling of a reply, and a withdrawal.

use super::{acknowledges, adds, answered, code, investigated, messages, page, steps_aside};
use entity::words::{CaseEventKind, DeadlineKind, NoticeKind};
use futures_util::future::join_all;
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use serde_json::json;
use time::Duration;

/// Several workers at once look at what is due.
async fn many_workers(world: &World, span: Duration) {
    world.wait(span);
    let work = (0..3).map(|_| async { deadlines_due(&world.ctx(), &world.home().county).await.unwrap() });
    join_all(work).await;
    world.works_after(Duration::ZERO).await;
}

async fn held(world: &World) -> (u64, u64) {
    (world.events(CaseEventKind::ClosingHeld).await, world.told("town-handler2", NoticeKind::HandlerMaterialWaits).await)
}

story!(silence_settles_nothing_over_new_material, |world| {
    let (filed, case) = answered(world).await;
    world.wait(Duration::days(14));
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    many_workers(world, Duration::days(2)).await;
    assert_eq!((held(world).await, world.events(CaseEventKind::Settled).await), ((1, 1), 0), "it waits, and is told once");
    let shown = page(world, &filed).await;
    assert_eq!((&shown["state"], &shown["light"], &shown["unseenMaterial"]), (&json!("REPLIED"), &json!("YELLOW"), &json!(1)), "{shown}");
    assert!(shown["viewerCan"].to_string().contains("ANSWER"), "he may still say what he thinks: {shown}");
    assert_eq!(world.told("county-head", NoticeKind::Urged).await, 0);
    many_workers(world, Duration::days(6)).await;
    assert_eq!(held(world).await, (2, 2));
    assert_eq!(world.told("county-head", NoticeKind::Urged).await, 1, "the second time the organ above urges");

    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (1, Some("不影响结论"))).await), "-");
    assert_eq!(messages(world, NoticeKind::MaterialSeen).await, 1);
    many_workers(world, Duration::days(4)).await;
    assert_eq!(world.events(CaseEventKind::Settled).await, 0, "five days are left to answer");
    many_workers(world, Duration::days(3)).await;
    assert_eq!((world.events(CaseEventKind::Settled).await, held(world).await), (1, (2, 2)));
    world.all_clocks_replay().await;
});

story!(what_is_seen_early_takes_no_day_away, |world| {
    let (filed, case) = answered(world).await;
    let before = world.clocks(DeadlineKind::Answer).await;
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    assert_eq!(code(&acknowledges(world, "town-head", &case, (1, Some("不影响结论"))).await), "-");
    assert_eq!(world.clocks(DeadlineKind::Answer).await, before, "fifteen days are more than five");
    many_workers(world, Duration::days(16)).await;
    assert_eq!((world.events(CaseEventKind::Settled).await, held(world).await), (1, (0, 0)));
});

story!(a_withdrawal_waits_for_the_organ_too, |world| {
    let (filed, case) = investigated(world).await;
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "-");
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    many_workers(world, Duration::days(4)).await;
    assert_eq!((held(world).await, world.events(CaseEventKind::Withdrawn).await), ((1, 1), 0));
    let shown = page(world, &filed).await;
    assert_eq!(shown["state"], "INVESTIGATING", "{shown}");
    assert!(shown["viewerCan"].to_string().contains("CANCEL_WITHDRAWAL"), "{shown}");
    assert_eq!(code(&acknowledges(world, "town-handler2", &case, (1, None)).await), "-");
    many_workers(world, Duration::days(4)).await;
    assert_eq!((held(world).await, world.events(CaseEventKind::Withdrawn).await), ((1, 1), 1));
    assert_eq!(messages(world, NoticeKind::Withdrawn).await, 1);
    // 举报人撤回后，办理单位可以继续办。
    assert_eq!(code(&world.acts("town-handler2", "continueWithoutReporter", &case, json!({ "reason": "线索具体" })).await), "-");
    world.all_clocks_replay().await;
});

story!(who_must_keep_away_is_told_of_none_of_it, |world| {
    let (filed, case) = answered(world).await;
    assert_eq!(code(&adds(world, &filed, 1, "我找到了收据。").await), "-");
    let aside = steps_aside(world, "town-head", &case).await;
    assert_eq!(code(&aside), "-", "{aside}");
    let before = world.told("town-head", NoticeKind::HandlerSupplement).await;
    many_workers(world, Duration::days(16)).await;
    assert_eq!(code(&adds(world, &filed, 2, "还有一份。").await), "-");
    assert_eq!((held(world).await, world.told("town-head", NoticeKind::HandlerMaterialWaits).await), ((1, 1), 0));
    assert_eq!(world.told("town-head", NoticeKind::HandlerSupplement).await, before);
    assert_eq!(world.notices("town-head").await, json!([]));
});
