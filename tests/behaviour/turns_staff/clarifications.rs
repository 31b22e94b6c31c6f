//! 澄清: what the official wants, and the text that is prepared for him.

use super::*;
use kit::story;

fn wish(world: &World, official: &str, wished: bool, on: &str) -> Value {
    json!({ "officialId": id(world.home().official(official)), "wished": wished, "on": on })
}

fn text(world: &World) -> Value {
    json!({ "officialId": id(world.home().official("village-head")), "text": "经核查，没有发现反映的问题，现予澄清。" })
}

story!(a_text_is_prepared_for_whom_wants_it_and_lies_sealed, |world| {
    let (filed, case) = reported(world).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let asked = wish(world, "village-head", true, "2026-03-02");
    let people = [("town2-head", "NOT_FOUND"), ("county-head", "NOT_FOUND"), ("admin", "NOT_FOUND"), ("town-handler", "FORBIDDEN")];
    refused_to(world, ("noteClarification", &case), &asked, &people).await;
    assert_eq!(
        field(&world.acts("town-handler2", "noteClarification", &case, wish(world, "village-deputy", true, "2026-03-02")).await),
        "officialId"
    );
    assert_eq!(
        field(&world.acts("town-handler2", "noteClarification", &case, wish(world, "village-head", true, "2026-03-01")).await),
        "on"
    );
    assert_eq!(
        field(&world.acts("town-handler2", "noteClarification", &case, wish(world, "village-head", true, "2026-03-09")).await),
        "on"
    );
    done(world, "town-handler2", "noteClarification", &case, wish(world, "village-head", false, "2026-03-02")).await;
    assert_eq!(
        code(&world.acts("town-handler2", "prepareClarification", &case, text(world)).await),
        "STATE",
        "the reporter may still object"
    );
    world.works_after(Duration::days(16)).await;
    assert_eq!(code(&world.acts("town-handler2", "prepareClarification", &case, text(world)).await), "STATE", "he does not want it");
    done(world, "town-handler2", "noteClarification", &case, asked).await;
    done(world, "town-handler2", "prepareClarification", &case, text(world)).await;
    let read = page(world, "town-head", &case, "clarifications { state wishedOn text officialId }").await;
    let one = &read["clarifications"][0];
    assert_eq!((&one["state"], &one["text"]), (&json!("PREPARED"), &text(world)["text"]));
    assert_eq!(read["clarifications"].as_array().unwrap().len(), 1, "he thought better of it: one row");
    assert!(!format!("{:?}", world.dump().await["clarification"]).contains("澄清"), "sealed until it is published");
    let both = world.proves_later(PHONE, "TRACK").await;
    assert!(!world.status(Some(&both), Some(&filed.code)).await.to_string().contains("澄清"), "not by the reporter's page");
});

story!(what_was_true_is_not_cleared, |world| {
    let (_, case) = reported(world).await;
    for verb in ["acceptCase", "startInvestigation"] {
        done(world, "town-handler2", verb, &case, json!({})).await;
    }
    done(world, "town-handler2", "replyCase", &case, json!({ "finding": "PARTLY_SUBSTANTIATED", "text": "部分属实。。" })).await;
    let asked = wish(world, "village-head", true, "2026-03-02");
    refused_to(world, ("noteClarification", &case), &asked, &[("town-handler2", "STATE")]).await;
});
