//! A unit that is merged while its list is under way: nothing is published for it, and nothing is lost.

use super::*;
use kit::cases::id;
use lianjing::domain::import::{SourceFile, run};

/// 龙山镇甲村 goes into 龙山镇乙村; its last day was yesterday.
async fn merges_village(world: &World) {
    let text = "code,name,category,parent_code,valid_until,successor_code\n\
                510824-village2,龙山镇乙村,村,510824-town,,\n\
                510824-village,龙山镇甲村,村,510824-town,2026-03-01,510824-village2\n";
    let file = SourceFile { name: "units.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    let report = run(&world.ctx(), "510824", &[file], false).await.unwrap();
    assert!(report.written, "{:?}", report.faults.iter().map(ToString::to_string).collect::<Vec<_>>());
}

story!(a_unit_that_merges_in_review_loses_nothing, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    let round = world.drafts_village().await;
    let sent = world.did_on_clearing("publisher", "sendClearing", named(&round)).await;
    merges_village(world).await;
    let before = world.dump().await;
    for (login, verb) in [("county-handler", "publishClearing"), ("publisher", "gatherClearing")] {
        let input = if verb == "gatherClearing" { json!({ "clearingId": sent["line"]["id"] }) } else { named(&sent) };
        let payload = world.does_on_clearing(login, verb, input).await;
        assert_eq!(refused(&payload).0, json!("STATE"), "{verb}");
        if verb == "publishClearing" {
            assert!(payload["errors"][0]["message"].as_str().unwrap().contains("龙山镇乙村"), "{payload}");
        }
    }
    assert_eq!(changed_since(world, &before).await, Vec::<String>::new());
    let read = world.clearing("county-handler", &sent["line"]["id"]).await["data"]["clearing"].clone();
    assert_eq!((&read["successor"]["name"], &read["viewerCan"]), (&json!("龙山镇乙村"), &json!(["RETURN"])));
    let second = json!({ "unitId": id(world.home().unit("village2")) });
    let taken = world.did_on_clearing("town-handler2", "startClearing", second).await;
    let items: Vec<_> = taken["items"].as_array().unwrap().iter().map(|item| (&item["name"], &item["decision"])).collect();
    let expected = [("低保评议", "ADJUSTED"), ("村集体收支审批", "ADDED")].map(|(name, decision)| (json!(name), json!(decision)));
    assert_eq!(items, expected.iter().map(|(name, decision)| (name, decision)).collect::<Vec<_>>());
    let old = world.clearing("publisher", &sent["line"]["id"]).await["data"]["clearing"].clone();
    assert_eq!((&old["line"]["state"], &old["mergedIntoId"]), (&json!("MERGED"), &taken["line"]["id"]));
    assert!(entries(world).await.iter().any(|kind| kind == "clearing.merge"));
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&taken)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    assert_eq!(listed(world, "village2").await, ["低保评议", "村集体收支审批"]);
    assert_eq!(listed(world, "village").await, Vec::<String>::new());
    assert_eq!(page(world).await["legalBases"][0]["law"], "《社会救助暂行办法》", "stickers on walls lead to the same power");
    assert_eq!(world.list_versions("village2").await.as_array().unwrap().len(), 1, "it had published nothing before");
});

story!(what_a_merger_brought_is_told_as_taken_over_and_not_as_new, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    // Both villages have a published list of their own.
    world.publishes_village().await;
    let second = json!({ "unitId": id(world.home().unit("village2")) });
    let round = world.did_on_clearing("town-handler2", "startClearing", second.clone()).await;
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "盖章" })) });
    let round = world.did_on_clearing("town-handler2", "saveClearingItem", new).await;
    let added = decision(&round["items"][0], "ADDED", Some("原来没有列入清单"));
    let round = world.did_on_clearing("town-handler2", "decideClearingItem", added).await;
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&round)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    merges_village(world).await;
    let mut round = world.did_on_clearing("town-handler2", "startClearing", second).await;
    for at in 0..3 {
        round = world.did_on_clearing("town-handler2", "decideClearingItem", decision(&round["items"][at], "KEPT", None)).await;
    }
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "开证明" })) });
    let round = world.did_on_clearing("town-handler2", "saveClearingItem", new).await;
    let added = decision(&round["items"][3], "ADDED", Some("群众常来办"));
    let round = world.did_on_clearing("town-handler2", "decideClearingItem", added).await;
    let sent = world.did_on_clearing("town-handler2", "sendClearing", named(&round)).await;
    world.did_on_clearing("county-handler", "publishClearing", named(&sent)).await;
    let compared = world.list_comparison_of("village2", None, None).await;
    let told: Vec<_> = compared["changes"].as_array().unwrap().iter().map(|one| (&one["name"], &one["kind"], &one["reason"])).collect();
    let (taken, fresh) = (json!("MERGED"), (json!("开证明"), json!("ADDED"), json!("群众常来办")));
    let (null, names) = (Value::Null, [json!("低保评议"), json!("村集体收支审批")]);
    let expected = [(&names[0], &taken, &null), (&names[1], &taken, &null), (&fresh.0, &fresh.1, &fresh.2)];
    assert_eq!((told, &compared["sameCount"]), (expected.to_vec(), &json!(1)));
    let page = world.http.get(format!("{}/510824/u/510824-village2/versions", world.url)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("并入"), "{page}");
});

story!(what_is_taken_over_is_gathered_before_anything_is_published, |world| {
    world.may_as("county-handler", StaffRole::Reviewer, "government").await;
    world.may_as("town-handler2", StaffRole::Publisher, "village2").await;
    let second = json!({ "unitId": id(world.home().unit("village2")) });
    let round = world.did_on_clearing("town-handler2", "startClearing", second).await;
    let new = json!({ "clearingId": round["line"]["id"], "content": content(json!({ "name": "盖章" })) });
    let round = world.did_on_clearing("town-handler2", "saveClearingItem", new).await;
    let added = decision(&round["items"][0], "ADDED", Some("原来没有列入清单"));
    let round = world.did_on_clearing("town-handler2", "decideClearingItem", added).await;
    merges_village(world).await;
    let payload = world.does_on_clearing("town-handler2", "sendClearing", named(&round)).await;
    assert_eq!(refused(&payload), refusal("STATE", None));
    assert!(payload["errors"][0]["message"].as_str().unwrap().contains("1 项"), "{payload}");
    let gather = json!({ "clearingId": round["line"]["id"] });
    let gathered = world.did_on_clearing("town-handler2", "gatherClearing", gather.clone()).await;
    let names: Vec<_> = gathered["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!((names, &gathered["outsideCount"]), (vec!["盖章", "低保评议"], &json!(0)));
    assert!(entries(world).await.iter().any(|kind| kind == "clearing.gather"));
    let again = world.did_on_clearing("town-handler2", "gatherClearing", gather).await;
    assert_eq!(again["revision"], gathered["revision"], "nothing is missing, nothing is written");
});
