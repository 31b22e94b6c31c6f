//! Who leaves: his wraps go, the organ gets another pair, and old cases stay readable for those who stay.

use super::*;
use kit::story;

const END: &str = "mutation($input: EndRoleInput!) { endRole(input: $input) { errors { code message } } }";

async fn pairs_of(tx: &Tx, organ: entity::id::OrganId) -> Vec<organ_key::Model> {
    tx.rows().find::<organ_key::Entity>().filter(organ_key::Column::OrganId.eq(organ)).all(tx).await.unwrap()
}

story_of_holders!(who_leaves_opens_nothing_and_the_pair_is_replaced, |world| {
    let (_, old) = filed(world).await;
    let token = world.signed_in(world.home(), "town-handler").await;
    assert!(opens(world, &token, &old).await["data"]["node"]["content"]["text"].is_string());
    let tx = writing(world).await;
    let (town, leaver) = (world.home().organ("town"), world.home().account("town-handler"));
    let grants = tx.rows().find::<entity::role_grant::Entity>().filter(entity::role_grant::Column::AccountId.eq(leaver));
    let grant = grants.one(&tx).await.unwrap().unwrap().id;
    drop(tx);
    let admin = world.signed_in(world.home(), "admin").await;
    let ended = world.data(Some(&admin), END, json!({ "input": { "grantId": grant, "reason": "调走了" } })).await;
    assert_eq!(ended["endRole"]["errors"], json!([]), "{ended}");

    assert_eq!(told(&opens(world, &token, &old).await).0, "UNAUTHENTICATED", "his session is over");
    let tx = writing(world).await;
    let pairs = pairs_of(&tx, town).await;
    assert_eq!(pairs.iter().map(|pair| pair.retired_at.is_some()).filter(|gone| *gone).count(), 1, "{pairs:?}");
    assert_eq!(pairs.len(), 2);
    drop(tx);
    assert_eq!(entries(world, "keys.pair_made").await, 5, "four at first, and the town's new one");
    let tx = writing(world).await;
    let own = keys::own_of(&tx, leaver).await.unwrap().unwrap();
    let held = tx.rows().find::<member_key::Entity>().filter(member_key::Column::AccountKeyId.eq(own.id));
    assert_eq!(held.count(&tx).await.unwrap(), 0, "he holds nothing of the organ's");
    drop(tx);
    // Those who stay read both; what is new lies under the new pair.
    world.wait(time::Duration::minutes(2));
    world.files("13900000002", &[id(world.home().unit("village2"))]).await;
    let tx = writing(world).await;
    let current = pairs.iter().find(|pair| pair.retired_at.is_none()).unwrap().id.to_string();
    let to_new = tx.rows().find::<key_wrap::Entity>().filter(key_wrap::Column::KeyId.eq(current)).count(&tx).await.unwrap();
    assert_eq!(to_new, 1);
    drop(tx);
    let inbox = world.inbox("town-handler2", Value::Null).await;
    for case in inbox["nodes"].as_array().unwrap() {
        assert!(reads(world, "town-handler2", &case["id"]).await.is_string(), "{case}");
    }
    assert_eq!(inbox["totalCount"], 2);
});

story_of_holders!(whoever_was_the_last_keeps_what_nobody_else_holds, |world| {
    let (_, case) = filed(world).await;
    world.ends_roles(&["town-head", "town-handler", "town-handler2"]).await;
    let tx = writing(world).await;
    lianjing::domain::staff::tend(&tx, None).await.unwrap();
    let pairs = pairs_of(&tx, world.home().organ("town")).await;
    let held = tx.rows().find::<member_key::Entity>().filter(member_key::Column::OrganKeyId.eq(pairs[0].id));
    assert!(held.count(&tx).await.unwrap() > 0, "nothing becomes unreadable");
    assert!(pairs[0].retired_at.is_some(), "and nothing new is sealed to it");
    tx.commit().await.unwrap();
    // One of them comes back: he reads the old case, and what is new goes to a new pair.
    world.gives_role("town-handler2", entity::words::StaffRole::Handler, "town").await;
    assert!(reads(world, "town-handler2", &case).await.is_string());
    let tx = writing(world).await;
    assert_eq!(pairs_of(&tx, world.home().organ("town")).await.iter().filter(|pair| pair.retired_at.is_none()).count(), 1);
});

story!(what_lay_under_the_countys_keys_is_moved_by_a_command, |world| {
    let (filed, case) = filed(world).await;
    assert!(reads(world, "town-handler2", &case).await.is_string(), "under the county's key");
    let tx = writing(world).await;
    assert!(wraps(&tx).await.iter().all(|wrap| wrap.algorithm == "A256GCM"));
    drop(tx);
    // The same platform with the setting off.
    let ctx = lianjing::kernel::Ctx::system(&world.ground_without_county_wraps());
    let none = keys::move_to_pairs(&ctx, &world.home().county).await.unwrap();
    assert_eq!((none.wraps, none.left), (0, 3), "nobody has a key yet: it stays readable");
    world.gives_keys(world.home()).await;
    let moved = keys::move_to_pairs(&ctx, &world.home().county).await.unwrap();
    assert_eq!((moved.wraps, moved.left), (2, 1), "names wait for the first custodian: {moved:?}");
    assert_eq!(entries(world, "keys.to_pairs").await, 1);
    let tx = writing(world).await;
    let shut = keys::open(&tx, report(&tx).await.content_envelope_id, Holder::Organ(world.home().organ("town"))).await;
    assert!(shut.is_err_and(|shut| keys::is_shut(&shut)), "the county's key opens it no more");
    drop(tx);
    assert!(world.status(None, Some(&filed.code)).await["state"].is_string());
});

story!(an_account_key_row_names_its_algorithm, |world| {
    world.gives_keys(world.home()).await;
    let tx = writing(world).await;
    let rows = tx.rows().find::<entity::account_key::Entity>().all(&tx).await.unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.algorithm == "HPKE-X25519-SHA256-A256GCM" && row.public.len() == 32));
    let accounts = tx.rows().find::<account::Entity>().count(&tx).await.unwrap();
    assert_eq!(accounts, rows.len() as u64);
});
