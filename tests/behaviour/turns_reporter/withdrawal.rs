//! 撤回: asked for with both codes, told by message, effective after three days; the organ may go on, and then not again.

use super::{PHONE, case_of, code, investigated, messages, page};
use entity::notice;
use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind};
use kit::{World, story};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

async fn params(world: &World, kind: NoticeKind) -> Vec<Value> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<notice::Entity>().filter(notice::Column::Kind.eq(kind)).all(&tx).await.unwrap();
    rows.into_iter().map(|row| row.params).collect()
}

story!(a_withdrawal_is_told_and_takes_effect_after_three_days, |world| {
    let (filed, case) = investigated(world).await;
    let asked = world.acts("town-handler2", "askMaterial", &case, json!({ "text": "请补一下收据照片。", "days": 30 })).await;
    assert_eq!(code(&asked), "-");
    let alone = world.tells_with(None, "withdrawReport", json!({ "queryCode": filed.code })).await;
    assert_eq!((code(&alone), world.events(CaseEventKind::WithdrawalAsked).await), ("CODE_REQUIRED", 0), "a paper ends no case");
    let track = world.proves_later(PHONE, "TRACK").await;
    let wish = world.tells_with(Some(&track), "withdrawReport", json!({ "queryCode": filed.code, "reason": "已经和解" })).await;
    assert_eq!((code(&wish), &wish["status"]["state"]), ("-", &json!("INVESTIGATING")), "{wish}");
    assert_eq!(
        params(world, NoticeKind::Withdrawing).await,
        [json!({ "day": "2026-03-05" })],
        "the message names the day, and nothing else"
    );
    world.works_after(Duration::days(2)).await;
    assert_eq!(world.events(CaseEventKind::Withdrawn).await, 0);
    for _ in 0..2 {
        world.works_after(Duration::days(2)).await;
    }
    assert_eq!((world.events(CaseEventKind::Withdrawn).await, messages(world, NoticeKind::Withdrawn).await), (1, 1));
    let material: Vec<_> = world.clocks(DeadlineKind::Material).await.into_iter().map(|clock| clock.state).collect();
    assert_eq!(material, [DeadlineState::Cancelled], "nobody needs it any more");

    assert_eq!(case_of(world, "town-handler2", &case).await["viewerCan"], json!(["CONTINUE_WITHOUT_REPORTER"]));
    let goes_on = world.acts("town-handler2", "continueWithoutReporter", &case, json!({ "reason": "线索具体" })).await;
    assert_eq!((code(&goes_on), messages(world, NoticeKind::Continued).await), ("-", 1), "{goes_on}");
    let again = world.tells(&filed, "withdrawReport", json!({})).await;
    assert_eq!((code(&again), world.events(CaseEventKind::WithdrawalAsked).await), ("STATE", 1), "not a second time: {again}");
    let shown = page(world, &filed).await;
    assert!(shown["timeline"].to_string().contains("线索具体"), "the reporter reads why: {shown}");
});
