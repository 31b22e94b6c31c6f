//! Nobody, wrong roles, another county: what they may not do, and that nothing happens then.

use super::*;
use entity::words::StaffRole;

/// Each with the code that he is told; the last word is that of a public opinion.
async fn people(world: &World) -> Vec<(&'static str, Option<String>, [&'static str; 2])> {
    let mut all = vec![("nobody", None, ["UNAUTHENTICATED", "UNAUTHENTICATED"])];
    for login in ["town-head", "bureau-head", "admin", "auditor"] {
        all.push((login, Some(world.signed_in(world.home(), login).await), ["NOT_FOUND", "FORBIDDEN"]));
    }
    all.push(("publisher of another county", Some(world.signed_in(world.other(), "publisher").await), ["NOT_FOUND", "NOT_FOUND"]));
    all.push(("commission of another county", Some(world.signed_in(world.other(), "county-head").await), ["NOT_FOUND", "NOT_FOUND"]));
    all.push(("a villager", Some(world.proves_later("13900000003", "OPINION").await), ["UNAUTHENTICATED", "UNAUTHENTICATED"]));
    all
}

fn told<'a>(answer: &'a Value, verb: &str) -> &'a str {
    let top = answer["errors"][0]["extensions"]["code"].as_str();
    top.or_else(|| answer["data"][verb]["errors"][0]["code"].as_str()).unwrap_or("nothing")
}

async fn refused(world: &World, opinion: &Value, at: usize) {
    let to = json!({ "accountId": id(world.home().account("publisher")) });
    let verbs = [
        ("readOpinion", json!({ "opinionId": opinion["id"] })),
        ("assignOpinion", of(opinion, to)),
        ("replyOpinion", of(opinion, json!({ "text": "陌生人写的答复。" }))),
        ("publishOpinion", of(opinion, json!({}))),
        ("refuseOpinion", of(opinion, json!({ "reason": "陌生人写的理由。" }))),
        ("urgeOpinion", of(opinion, json!({}))),
    ];
    let people = people(world).await;
    let before = world.dump().await;
    for (who, token, codes) in &people {
        for (verb, input) in &verbs {
            let answer = world.on_opinion(token.as_deref(), verb, input).await;
            assert_eq!(told(&answer, verb), codes[at], "{verb} by {who}: {answer}");
            unchanged(world, &before, &format!("{verb} by {who}")).await;
        }
    }
}

story!(nobody_else_does_what_is_the_units_and_the_commissions, |world| {
    let mine = world.thinks_of_dibao().await;
    refused(world, &mine, 0).await;
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    refused(world, &public, 1).await;
});

story!(each_has_his_part_and_no_other, |world| {
    let mine = world.thinks_of_dibao().await;
    world.may_as("bureau-head", StaffRole::Reviewer, "village").await;
    let before = world.dump().await;
    let words = json!({ "text": "县里替村里写的答复。", "reason": "县里写的理由。" });
    for (login, verb) in [
        ("publisher", "urgeOpinion"),
        ("bureau-head", "publishOpinion"),
        ("county-handler", "replyOpinion"),
        ("county-handler", "publishOpinion"),
        ("county-head", "replyOpinion"),
    ] {
        let token = world.signed_in(world.home(), login).await;
        let mut input = of(&mine, json!({}));
        if verb == "replyOpinion" {
            input["text"] = words["text"].clone();
        }
        let answer = world.on_opinion(Some(&token), verb, &input).await;
        assert_eq!(told(&answer, verb), "FORBIDDEN", "{verb} by {login}: {answer}");
    }
    unchanged(world, &before, "each has his part").await;
    world.did_with_opinion("bureau-head", "replyOpinion", of(&mine, json!({ "text": "审核人也能答复。" }))).await;
});

story!(only_its_own_phone_follows_up_and_rates, |world| {
    let mine = world.thinks_of_dibao().await;
    let public = world.did_with_opinion("publisher", "publishOpinion", of(&mine, json!({}))).await;
    let replied = world.did_with_opinion("publisher", "replyOpinion", of(&public, json!({ "text": "收到，会照办。" }))).await;
    let other = world.proves_later("13900000003", "OPINION").await;
    let track = world.proves_later(AUTHOR, "TRACK").await;
    let publisher = world.signed_in(world.home(), "publisher").await;
    let before = world.dump().await;
    for (verb, more) in [("followUpOpinion", json!({ "text": "别人替他问一句。" })), ("rateOpinion", json!({ "rating": 1 }))] {
        for (token, code) in
            [(None, "CODE_REQUIRED"), (Some(&publisher), "CODE_REQUIRED"), (Some(&track), "CODE_REQUIRED"), (Some(&other), "NOT_FOUND")]
        {
            let answer = world.on_opinion(token.map(String::as_str), verb, &of(&replied, more.clone())).await;
            assert_eq!(told(&answer, verb), code, "{verb}: {answer}");
        }
    }
    assert_eq!(world.my_opinions(&other).await, json!([]));
    unchanged(world, &before, "nothing happened").await;
    let nobody = world.ask(Some(&track), "{ myOpinions { id } }", json!({})).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], "CODE_REQUIRED");
    let before = world.dump().await;
    for token in [None, Some(publisher.as_str()), Some(track.as_str())] {
        let answer = world.on_opinion(token, "submitOpinion", &opinion_on(&id(world.home().unit("village")), "stranger")).await;
        assert_eq!(told(&answer, "submitOpinion"), "CODE_REQUIRED");
    }
    unchanged(world, &before, "nothing is stored").await;
});

story!(a_place_without_people_is_answered_by_the_nearest_one_above, |world| {
    let token = world.author().await;
    let village = id(world.home().unit("village2"));
    let nobody = world.thinks(&token, &opinion_on(&village, "nobody")).await;
    assert_eq!((&nobody["answeredBy"], &nobody["unitName"]), (&json!("龙山镇乙村"), &json!("龙山镇乙村")), "nobody there, nobody above");
    world.may_as("town-head", StaffRole::Publisher, "town").await;
    let town = world.thinks(&token, &opinion_on(&village, "town")).await;
    assert_eq!((&town["answeredBy"], &town["unitName"]), (&json!("龙山镇"), &json!("龙山镇乙村")));
    assert_eq!(world.told("town-head", NoticeKind::OpinionNew).await, 1);
    let list = world.opinion_list("town-head", json!({})).await["data"]["opinions"].clone();
    assert_eq!((&list["totalCount"], &list["nodes"][0]["id"]), (&json!(1), &town["id"]));
    assert_eq!(world.opinion_list("publisher", json!({})).await["data"]["opinions"]["totalCount"], 0, "not of this village");
    assert_eq!(world.opinion_list("county-handler", json!({ "list": "ALL" })).await["data"]["opinions"]["totalCount"], 2);
    for login in ["bureau-head", "admin"] {
        let refused = world.opinion_list(login, json!({})).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN", "{login}: {refused}");
    }
});
