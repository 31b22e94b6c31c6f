//! 结论: measures with amounts and bounds; a correction is a new version, and the reporter is asked anew.

use super::*;
use entity::words::{DeadlineKind, NoticeKind};
use kit::story;

fn justice() -> Value {
    json!({ "kind": "HANDED_TO_JUSTICE", "body": "县人民检察院", "on": "2026-03-01", "document": "龙纪移〔2026〕1号", "note": "一人" })
}

fn with(mut measure: Value, key: &str, value: Value) -> Value {
    measure[key] = value;
    measure
}

async fn investigated(world: &World) -> (Filed, String) {
    let (filed, case) = reported(world).await;
    for verb in ["acceptCase", "startInvestigation"] {
        done(world, "town-handler2", verb, &case, json!({})).await;
    }
    (filed, case)
}

story!(measures_have_amounts_bodies_and_bounds, |world| {
    let (_, case) = investigated(world).await;
    let money = |kind: &str, amount: Value| json!({ "kind": kind, "amount": amount });
    for (measure, expected) in [
        (money("MONEY_RETURNED", Value::Null), "REQUIRED"),
        (money("MONEY_RETURNED", json!("0.00")), "INVALID"),
        (money("MONEY_RECOVERED", json!("100000000.01")), "INVALID"),
        (money("TALK", json!("1.00")), "INVALID"),
        (with(justice(), "body", Value::Null), "REQUIRED"),
        (with(justice(), "on", Value::Null), "REQUIRED"),
        (with(justice(), "document", Value::Null), "REQUIRED"),
        (with(justice(), "on", json!("2026-03-03")), "INVALID"),
        (with(justice(), "kind", json!("TALK")), "INVALID"),
    ] {
        let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实。", "measures": [measure] });
        let refused = world.acts("town-handler2", "replyCase", &case, reply).await;
        assert_eq!((code(&refused), field(&refused)), (expected, "measures"), "{measure}: {refused}");
    }
    let punished = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，情况不属实。", "measures": [justice()] });
    assert_eq!(code(&world.acts("town-handler2", "replyCase", &case, punished).await), "INVALID");
    let many = json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实。", "measures": vec![money("TALK", Value::Null); 21] });
    assert_eq!(code(&world.acts("town-handler2", "replyCase", &case, many).await), "TOO_LONG");
    assert_eq!((world.events(CaseEventKind::Replied).await, &world.only_case("town-head").await["state"]), (0, &json!("INVESTIGATING")));
    let measures = json!([
        justice(),
        money("MONEY_RETURNED", json!("1840.50")),
        money("MONEY_RETURNED", json!("59.50")),
        money("MONEY_RECOVERED", json!("3000.00"))
    ]);
    done(
        world,
        "town-handler2",
        "replyCase",
        &case,
        json!({ "finding": "SUBSTANTIATED", "text": "经核查，情况属实。", "measures": measures }),
    )
    .await;
    let fields = "content { replies { recovered returned measures { kind body on document } } }";
    let told = page(world, "town-head", &case, fields).await["content"]["replies"][0].clone();
    assert_eq!((&told["returned"], &told["recovered"]), (&json!("1900.00"), &json!("3000.00")));
    assert_eq!(
        told["measures"][0],
        json!({ "kind": "HANDED_TO_JUSTICE", "body": "县人民检察院", "on": "2026-03-01", "document": "龙纪移〔2026〕1号" })
    );
    let clear = format!("{:?}", world.dump().await["conclusion"]);
    assert!(!clear.contains("检察院") && !clear.contains("龙纪移"), "only kinds and amounts stand in clear");
});

story!(a_correction_is_a_new_version_and_the_reporter_is_asked_anew, |world| {
    let (filed, case) = settled(world).await;
    assert_eq!(world.only_case("town-head").await["state"], "SETTLED");
    let right = json!({ "finding": "SUBSTANTIATED", "text": "找到了账本，情况属实。", "reason": "会计交出了另一本账" });
    let people = [("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND"), ("town-handler", "FORBIDDEN")];
    refused_to(world, ("correctConclusion", &case), &right, &people).await;
    assert_eq!(field(&world.acts("town-handler2", "correctConclusion", &case, with(right.clone(), "reason", json!(""))).await), "reason");
    assert_eq!(world.events(CaseEventKind::Corrected).await, 0);
    let corrected = done(world, "town-handler2", "correctConclusion", &case, right).await;
    assert_eq!((&corrected["state"], &corrected["light"]), (&json!("REPLIED"), &json!("YELLOW")));
    let fields = "conclusions { version finding text reason } content { replies { finding text } }";
    let read = page(world, "town-head", &case, fields).await;
    let versions: Vec<_> = read["conclusions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["version"].clone(), one["finding"].clone(), one["reason"].clone()))
        .collect();
    assert_eq!(
        versions,
        [(json!(1), json!("NOT_SUBSTANTIATED"), Value::Null), (json!(2), json!("SUBSTANTIATED"), json!("会计交出了另一本账"))],
        "nothing is overwritten"
    );
    assert_eq!(read["content"]["replies"], json!([{ "finding": "SUBSTANTIATED", "text": "找到了账本，情况属实。" }]));
    let both = world.proves_later(PHONE, "TRACK").await;
    let status = world.status(Some(&both), Some(&filed.code)).await;
    assert!(status["viewerCan"].to_string().contains("ANSWER") && !status.to_string().contains("另一本账"), "{status}");
    assert!(titles(&status).contains(&"更正了结论，重新答复".to_owned()));
    assert_eq!(world.clocks(DeadlineKind::Answer).await.len(), 2);
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["status"]["organ"]["name"], "县纪委监委");
    assert_eq!(
        code(
            &world
                .acts(
                    "town-handler2",
                    "correctConclusion",
                    &case,
                    json!({ "finding": "SUBSTANTIATED", "text": "再改一次。。", "reason": "再改" })
                )
                .await
        ),
        "FORBIDDEN"
    );
    world.all_clocks_replay().await;
});

story!(nothing_is_corrected_before_it_was_said, |world| {
    let (_, case) = investigated(world).await;
    let early = json!({ "finding": "SUBSTANTIATED", "text": "情况属实的。", "reason": "早了" });
    refused_to(world, ("correctConclusion", &case), &early, &[("town-handler2", "STATE")]).await;
    assert_eq!(world.told("town-head", NoticeKind::HandlerAnswered).await, 0);
});
