//! Who may clear a list, and who may publish it; what is refused, and that nothing happens then.

use super::*;
use kit::cases::id;

/// Tokens of people who have no part in the village's list: each with what a verb on it answers.
async fn strangers(world: &World) -> Vec<(String, Option<String>)> {
    let mut all = vec![("nobody".to_owned(), None)];
    for login in ["town-head", "county-head", "county-handler", "town-handler2", "admin", "auditor"] {
        all.push((login.to_owned(), Some(world.signed_in(world.home(), login).await)));
    }
    for login in ["publisher", "county-head"] {
        all.push((format!("{login} of another county"), Some(world.signed_in(world.other(), login).await)));
    }
    all.push(("a villager".to_owned(), Some(world.proves("13900000003", "REPORT").await)));
    all
}

fn code(answer: &Value, verb: &str) -> String {
    let own = &answer["data"][verb]["errors"][0]["code"];
    let told = if own.is_null() { &answer["errors"][0]["extensions"]["code"] } else { own };
    told.as_str().unwrap_or("nothing").to_owned()
}

story!(who_has_no_part_in_a_list_finds_none, |world| {
    // A publisher of another village, too.
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    let round = world.drafts_village().await;
    let item = &round["items"][0];
    let dropped = json!({ "itemId": item["id"], "revision": item["revision"] });
    let back = json!({ "clearingId": round["line"]["id"], "revision": round["revision"], "reason": "评议的人数没有写清楚" });
    let verbs = [
        ("startClearing", json!({ "unitId": id(world.home().unit("village")) })),
        ("gatherClearing", json!({ "clearingId": round["line"]["id"] })),
        ("saveClearingItem", saved(&round, item, content(json!({ "name": "" })))),
        ("decideClearingItem", decision(item, "CANCELLED", None)),
        ("dropClearingItem", dropped),
        ("sendClearing", named(&round)),
        ("recallClearing", named(&round)),
        ("returnClearing", back),
        ("publishClearing", named(&round)),
    ];
    let people = strangers(world).await;
    let before = world.dump().await;
    for (verb, input) in &verbs {
        for (who, token) in &people {
            let answer = world.on_clearing(token.as_deref(), verb, input).await;
            let expected = match (who.as_str(), *verb) {
                ("nobody" | "a villager", _) => "UNAUTHENTICATED",
                (who, _) if who.contains("another county") => "NOT_FOUND",
                (_, "startClearing") => "FORBIDDEN",
                _ => "NOT_FOUND",
            };
            assert_eq!(code(&answer, verb), expected, "{verb} by {who}: {answer}");
        }
    }
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
});

story!(nobody_publishes_a_list_in_which_he_wrote, |world| {
    world.may_as("publisher", StaffRole::Reviewer, "government").await;
    let round = world.drafts_village().await;
    let alone = world.does_on_clearing("publisher", "sendClearing", named(&round)).await;
    assert_eq!(refused(&alone), refusal("STATE", None), "nobody else of the county may look at it");
    world.may_as("county-handler", StaffRole::Reviewer, "party").await;
    // Who publishes for a core organ reviews nothing.
    world.may_as("county-head", StaffRole::Publisher, "government").await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let before = world.dump().await;
    for (login, expected) in [("publisher", "FORBIDDEN"), ("county-head", "NOT_FOUND"), ("town-head", "NOT_FOUND")] {
        let payload = world.does_on_clearing(login, "publishClearing", named(&sent)).await;
        assert_eq!(payload["errors"][0]["code"], expected, "{login}");
    }
    let edited = world.does_on_clearing("county-handler", "saveClearingItem", saved(&sent, &sent["items"][0], content(json!({})))).await;
    assert_eq!(edited["errors"][0]["code"], "FORBIDDEN", "the county writes nothing in a unit's list");
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    world.ends_roles(&["county-handler"]).await;
    let ended = world.does_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(ended["errors"][0]["code"], "NOT_FOUND");
    assert_eq!(world.list_versions("village").await, json!([]));
});

story!(nobody_looks_at_the_list_of_his_own_core_organ_for_the_county, |world| {
    world.may_as("town-handler2", StaffRole::Publisher, "government").await;
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let unit = json!({ "unitId": id(world.home().unit("government")) });
    let round = world.did_on_clearing("town-handler2", "startClearing", unit).await;
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "政府信息公开" })) });
    let round = world.did_on_clearing("town-handler2", "saveClearingItem", new).await;
    let added = decision(&round["items"][0], "ADDED", Some("原来没有列入清单"));
    let round = world.did_on_clearing("town-handler2", "decideClearingItem", added).await;
    let alone = world.does_on_clearing("town-handler2", "sendClearing", named(&round)).await;
    assert_eq!(refused(&alone), refusal("STATE", None), "the organ's own reviewer is nobody of the county here");
    world.may_as("county-head", StaffRole::Reviewer, "party").await;
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&round)).await;
    let own = world.clearing("county-handler", &sent["line"]["id"]).await["data"]["clearing"].clone();
    assert_eq!(own["viewerCan"], json!(["RECALL"]), "for his unit he may take it back");
    let before = world.dump().await;
    let back = json!({ "clearingId": sent["line"]["id"], "revision": sent["revision"], "reason": "依据写得不够清楚" });
    for (verb, input) in [("publishClearing", named(&sent)), ("returnClearing", back)] {
        let payload = world.does_on_clearing("county-handler", verb, input).await;
        assert_eq!(refused(&payload), refusal("FORBIDDEN", None), "{verb}");
    }
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    world.did_on_clearing("county-head", "publishClearing", named(&sent)).await;
    assert_eq!(world.list_versions("government").await.as_array().unwrap().len(), 1);
});

story!(a_list_of_rounds_holds_what_one_clears_or_reviews, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    let lists = async |login: &str| {
        let token = world.signed_in(world.home(), login).await;
        world.ask(Some(&token), "{ clearings { totalCount nodes { state unit { name } } } }", json!({})).await
    };
    let round = world.drafts_village().await;
    let total = |answer: &Value| answer["data"]["clearings"]["totalCount"].clone();
    assert_eq!((total(&lists("publisher").await), total(&lists("county-handler").await)), (json!(1), json!(0)));
    world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    let county = lists("county-handler").await;
    assert_eq!(county["data"]["clearings"]["nodes"], json!([{ "state": "SENT", "unit": { "name": "龙山镇甲村" } }]));
    assert_eq!(lists("town-head").await["errors"][0]["extensions"]["code"], "FORBIDDEN");
});
