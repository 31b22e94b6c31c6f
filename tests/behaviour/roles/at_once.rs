//! Two persons, or one with two phones, at the same moment: the separation of roles holds all the same.

use super::*;
use entity::access_reset;
use entity::words::{GrantState, ResetKind};
use futures_util::future::join_all;

const AT_ONCE: usize = 10;

/// The same verb with several inputs at the same moment.
async fn at_once(world: &World, who: &str, mutation: &str, inputs: &[Value]) -> Vec<Value> {
    let token = world.signed_in(world.home(), who).await;
    let all = join_all(inputs.iter().map(|input| world.data(Some(&token), mutation, json!({ "input": input })))).await;
    all.into_iter().map(|data| data.as_object().unwrap().values().next().unwrap().clone()).collect()
}

fn count(answers: &[Value], expected: &str) -> usize {
    answers.iter().filter(|answer| code(answer) == expected).count()
}

async fn grants(world: &World, account: AccountId, state: GrantState) -> Vec<role_grant::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.eq(account));
    rows.filter(role_grant::Column::State.eq(state)).all(&tx).await.unwrap()
}

story!(a_role_proposed_many_times_at_once_waits_once, |world| {
    let (id, _) = newcomer(world, world.home(), "xin-ren").await;
    let same = vec![proposal(world, id, StaffRole::Handler, Some("town")); AT_ONCE];
    let answers = at_once(world, "admin", PROPOSE, &same).await;
    assert_eq!((count(&answers, "-"), count(&answers, "CONFLICT")), (1, AT_ONCE - 1), "{answers:?}");
    assert_eq!(grants(world, id, GrantState::Proposed).await.len(), 1);
    assert_eq!(ledger(world, "staff.role_proposed").await, 1);
    let auditor = vec![proposal(world, id, StaffRole::Auditor, None); AT_ONCE];
    let answers = at_once(world, "admin", PROPOSE, &auditor).await;
    assert_eq!((count(&answers, "-"), grants(world, id, GrantState::Active).await.len()), (1, 1), "{answers:?}");
});

story!(roles_that_nobody_has_together_are_not_given_at_once, |world| {
    for (official, (one, other)) in ["town-deputy", "town-clerk"].into_iter().zip([
        ((StaffRole::CountyAdmin, None), (StaffRole::Handler, Some("town"))),
        ((StaffRole::Custodian, Some("town")), (StaffRole::Head, Some("town"))),
    ]) {
        let (id, _) = with_roles(world, world.home(), (official, Some(official)), &[]).await;
        let both = [one, other].map(|(role, organ)| proposal(world, id, role, organ));
        let answers = at_once(world, "admin", PROPOSE, &both).await;
        assert_eq!((count(&answers, "-"), count(&answers, "STATE")), (1, 1), "{answers:?}");
        let held = [GrantState::Proposed, GrantState::Active].map(|state| grants(world, id, state));
        assert_eq!(join_all(held).await.concat().len(), 1);
    }
});

story!(who_agrees_is_asked_again_what_goes_together, |world| {
    let handler = world.home().account("town-handler");
    let proposed = does(world, "admin", PROPOSE, proposal(world, handler, StaffRole::Handler, Some("town2"))).await;
    assert_eq!(code(&proposed), "-");
    world.gives_role("town-handler", StaffRole::Custodian, "town2").await;
    let token = world.signed_in(world.home(), "town-handler").await;
    assert_eq!(code(&does(world, "town2-head", APPROVE, word(&proposed, true)).await), "STATE");
    assert_eq!(grants(world, handler, GrantState::Proposed).await.len(), 1, "nothing happened");
    assert_eq!(ledger(world, "staff.role_approved").await, 0);
    assert!(world.data(Some(&token), ROLES, json!({})).await["viewer"].is_object(), "nobody was signed out");
    assert_eq!(does(world, "town2-head", APPROVE, word(&proposed, false)).await["grant"]["state"], "REFUSED");
});

story!(two_heads_ended_at_once_leave_one, |world| {
    let place = world.home();
    world.gives_role("town2-head", StaffRole::Head, "town").await;
    let mut heads = Vec::new();
    for login in ["town-head", "town2-head"] {
        heads.extend(grants(world, place.account(login), GrantState::Active).await);
    }
    heads.retain(|grant| grant.organ_id == Some(place.organ("town")) && grant.role == StaffRole::Head);
    let ends: Vec<_> = heads.iter().map(|grant| json!({ "grantId": grant.id, "reason": "调离岗位" })).collect();
    assert_eq!(ends.len(), 2);
    let answers = at_once(world, "admin", END, &ends).await;
    assert_eq!((count(&answers, "-"), count(&answers, "FORBIDDEN")), (1, 1), "{answers:?}");
    assert_eq!(ledger(world, "staff.role_ended").await, 1);
});

story!(new_access_asked_for_many_times_at_once_waits_once, |world| {
    let account = world.home().account("town-handler");
    for what in [ResetKind::Password, ResetKind::Totp] {
        let same = vec![json!({ "accountId": account, "what": what }); AT_ONCE];
        let answers = at_once(world, "admin", RESET, &same).await;
        assert!(answers.iter().all(|answer| answer["reset"]["id"] == answers[0]["reset"]["id"]), "{answers:?}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<access_reset::Entity>().count(&tx).await.unwrap(), 2);
    drop(tx);
    assert_eq!(ledger(world, "staff.reset_proposed").await, 2);
});
