//! Publications, officials, organs, sessions, codes on walls.

use super::*;
use kit::publications::{named, named_with, saved};
use kit::story;

/// A draft saved and sent by the handler; it waits.
async fn sends(world: &World, ledger: &mut Watch<'_>, draft: &Value) -> Value {
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(draft, "ACCEPTED", json!({}))).await;
    ledger.left(&["publications.save"]).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    ledger.left(&["publications.send"]).await;
    waiting
}

/// Reported, and answered by the one who will write the publication.
async fn answered_by_the_handler(world: &World) -> Value {
    let (_, case) = reported(world, id(world.home().official("village-head"))).await;
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    json!(case)
}

story!(publishing_leaves_its_entries, |world| {
    let case = answered_by_the_handler(world).await;
    let mut ledger = Watch::of(world).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    ledger.left(&["publications.draft"]).await;
    let waiting = sends(world, &mut ledger, &draft).await;
    let back = named_with(&waiting, json!({ "reason": "日期写得太细" }));
    let returned = world.did_on_publication("town-head", "returnPublication", back).await;
    ledger.left(&["publications.return"]).await;
    let waiting = sends(world, &mut ledger, &returned).await;
    let published = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    ledger.left(&["publications.publish"]).await;
    let mistake = named_with(&published, json!({ "reason": "MISTAKE" }));
    world.did_on_publication("town-handler2", "correctPublication", mistake).await;
    ledger.left(&["publications.correct"]).await;
});

story!(hiding_leaves_its_entry, |world| {
    let case = answered_by_the_handler(world).await;
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    let published = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    let mut ledger = Watch::of(world).await;
    let order = named_with(&published, json!({ "reason": "COURT_ORDER" }));
    world.did_on_publication("town-head", "hidePublication", order).await;
    ledger.left(&["publications.hide"]).await;
});

story!(moves_and_kinship_leave_their_entries, |world| {
    let place = world.home();
    let mut ledger = Watch::of(world).await;
    let moved = json!({
        "officialId": id(place.official("village-deputy")), "unitId": id(place.unit("town")), "title": "办公室干部", "from": "2026-03-02",
    });
    done(world, "admin", ("moveOfficial", "posts { id }"), moved).await;
    ledger.left(&["officials.moved"]).await;
    let kin = json!({ "relativeId": id(place.official("village-head")), "relation": "姻亲" });
    let declared = done(world, "town-handler2", ("declareKinship", "kinship { id }"), kin).await["kinship"]["id"].clone();
    ledger.left(&["officials.kinship_declared"]).await;
    for (grant, kind) in [(false, "officials.kinship_kept"), (true, "officials.kinship_ended")] {
        let wish = json!({ "kinshipId": declared, "reason": "已经离婚" });
        let token = world.signed_in(place, "town-handler2").await;
        let query = "mutation($input: AskKinshipEndingInput!) { askKinshipEnding(input: $input) { done errors { code } } }";
        let asked = world.data(Some(&token), query, json!({ "input": wish })).await;
        assert_eq!(asked["askKinshipEnding"]["done"], true);
        ledger.left(&["officials.kinship_ending_asked"]).await;
        let open = asks(world, "town-head", "{ kinshipEndings { ending { id } } }", json!({})).await;
        let word = json!({ "endingId": open["kinshipEndings"][0]["ending"]["id"], "grant": grant });
        done(world, "town-head", ("decideKinshipEnding", "done"), word).await;
        ledger.left(&[kind]).await;
    }
});

story!(a_heads_word_on_a_kinship_leaves_its_entry, |world| {
    let place = world.home();
    let kin = async |relative: &str| {
        let said = json!({ "relativeId": id(place.official(relative)), "relation": "姻亲" });
        done(world, "town-handler2", ("declareKinship", "kinship { id }"), said).await["kinship"]["id"].clone()
    };
    let (one, other) = (kin("county-handler").await, kin("town-handler").await);
    let mut ledger = Watch::of(world).await;
    done(world, "county-head", ("noteKinship", "done"), json!({ "kinshipId": one, "keepsAway": true })).await;
    ledger.left(&["officials.kinship_noted"]).await;
    done(world, "town-head", ("noteKinship", "done"), json!({ "kinshipId": other, "keepsAway": false })).await;
    ledger.left(&["officials.kinship_set_aside"]).await;
});

story!(who_stands_below_whom_leaves_its_entry, |world| {
    let place = world.home();
    let mut ledger = Watch::of(world).await;
    let below = json!({ "organId": id(place.organ("town2")), "superiorId": id(place.organ("commission")), "version": 0 });
    done(world, "admin", ("setOrganSuperior", "organs { version }"), below).await;
    ledger.left(&["organs.superior_set"]).await;
});

story!(sessions_and_refused_access_leave_their_entries, |world| {
    let mut ledger = Watch::of(world).await;
    world.signed_in(world.home(), "town-head").await;
    let sessions = asks(world, "town-head", "{ viewer { sessions { id current } } }", json!({})).await["viewer"]["sessions"].clone();
    let lost = sessions.as_array().unwrap().iter().find(|one| one["current"] == false).unwrap()["id"].clone();
    done(world, "town-head", ("endSession", ""), json!({ "sessionId": lost })).await;
    ledger.left(&["staff.session_ended"]).await;
    let forgotten = json!({ "accountId": id(world.home().account("town-handler")), "what": "PASSWORD" });
    let reset = done(world, "admin", ("resetAccess", "reset { id }"), forgotten).await["reset"]["id"].clone();
    ledger.left(&["staff.reset_proposed"]).await;
    done(world, "town-head", ("approveRole", ""), json!({ "grantId": reset, "approve": false })).await;
    ledger.left(&["staff.reset_refused"]).await;
});

story!(a_poster_that_needs_a_code_leaves_its_entry, |world| {
    let mut ledger = Watch::of(world).await;
    let token = world.signed_in(world.home(), "publisher").await;
    let poster = format!("{}/staff-files/poster/510824/510824-village.svg", world.url);
    assert_eq!(world.http.get(poster).bearer_auth(token).send().await.unwrap().status(), 200);
    ledger.left(&["entry.made"]).await;
});
