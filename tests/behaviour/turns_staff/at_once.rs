//! Two officers on one case: one wins, the other is told who did what since he looked, and every verb of the staff says so.

use super::*;
use crate::root_fields::schema::Schema;
use futures_util::future::join_all;
use kit::story;

fn message(payload: &Value) -> &str {
    payload["errors"][0]["message"].as_str().unwrap_or("-")
}

story!(the_second_is_told_who_did_what, |world| {
    let (filed, case) = reported(world).await;
    let seen = world.only_case("town-head").await["revision"].clone();
    done(world, "town-handler2", "acceptCase", &case, json!({ "revision": seen })).await;
    let before = world.dump().await["case"].clone();
    let late =
        world.acts("town-head", "declineCase", &case, json!({ "revision": seen, "reason": "不归这里管", "channel": "PETITIONS" })).await;
    assert_eq!(code(&late), "CONFLICT");
    for word in ["3 月 2 日", "承办人：收下来办"] {
        assert!(message(&late).contains(word), "{word}: {}", message(&late));
    }
    assert!(!message(&late).contains("演示town-handler2"), "by role, not by name");
    assert_eq!(world.dump().await["case"], before, "nothing happened");
    let now = world.only_case("town-head").await["revision"].clone();
    assert_ne!(now, seen);
    let more = json!({ "submissionKey": "supplement-000000001", "text": "还有一张照片。" });
    assert_eq!(world.tells(&filed, "supplementReport", more).await["errors"], json!([]));
    let started = world.acts("town-handler2", "startInvestigation", &case, json!({ "revision": now })).await;
    assert!(code(&started) == "CONFLICT" && message(&started).contains("举报人：补充了材料"), "{started}");
    let fresh = world.only_case("town-handler2").await["revision"].clone();
    done(world, "town-handler2", "startInvestigation", &case, json!({ "revision": fresh })).await;
});

story!(of_acts_at_the_same_moment_one_wins, |world| {
    let (_, case) = reported(world).await;
    let seen = world.only_case("town-head").await["revision"].clone();
    let acts = [
        ("town-head", "acceptCase", json!({ "revision": seen })),
        ("town-handler2", "declineCase", json!({ "revision": seen, "reason": "不归这里管", "channel": "PETITIONS" })),
        ("town-handler", "transferCase", json!({ "revision": seen, "reason": "归那边", "toOrganId": id(world.home().organ("town2")) })),
    ];
    let all = join_all(acts.iter().map(|(who, verb, input)| world.acts(who, verb, &case, input.clone()))).await;
    let codes: Vec<_> = all.iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "-").count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| ["-", "CONFLICT", "NOT_FOUND", "STATE", "FORBIDDEN"].contains(code)), "{codes:?}");
});

story!(whoever_may_not_see_it_any_more_is_not_told, |world| {
    let (_, case) = reported(world).await;
    let seen = world.only_case("town-head").await["revision"].clone();
    world.makes_kin("town-inspector", "village-head").await;
    done(world, "town-handler2", "acceptCase", &case, json!({})).await;
    let late = world.acts("town-head", "acceptCase", &case, json!({ "revision": seen })).await;
    assert_eq!(code(&late), "NOT_FOUND");
    assert!(!message(&late).contains("收下来办"));
});

/// Each verb on a case takes the revision that its page showed.
#[test]
fn every_verb_of_the_staff_names_the_revision() {
    // Not on the case's own state: looks, a power that is stopped, a draft beside the case or the decision that there is none.
    let without = ["openOriginal", "openReporterPhone", "haltPower", "draftPublication", "withholdResult"];
    let schema = Schema::read();
    let verbs: Vec<_> =
        schema.roots().into_iter().filter(|(kind, field)| *kind == "mutation" && schema.asks_for(field, "caseId")).collect();
    assert!(verbs.len() > 20);
    for (_, field) in verbs {
        let name = field.name.node.to_string();
        assert!(without.contains(&name.as_str()) || schema.asks_for(&field, "revision"), "{name}: a verb on a case names its revision");
    }
}
