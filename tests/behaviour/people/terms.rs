//! Roles with dates: they begin later, end on a day, follow each other; the heads are told before somebody leaves.

use super::*;
use entity::words::NoticeKind;
use kit::cases::id;
use kit::story;
use time::Duration;

const PROPOSE: &str =
    "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id state } errors { code field message } } }";
const APPROVE: &str =
    "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { grant { state } errors { code field message } } }";
const TERM: &str =
    "mutation($input: SetRoleTermInput!) { setRoleTerm(input: $input) { grant { id until state } errors { code field message } } }";
const ROLES: &str = "{ viewer { roles { role organ { name } } } }";

/// The grant that an account has.
async fn grant(world: &World, login: &str) -> Value {
    let token = world.signed_in(world.home(), "admin").await;
    let page = "query($id: ID!) { account(accountId: $id) { history { grant { id } } } }";
    let data = world.data(Some(&token), page, json!({ "id": id(world.home().account(login)) })).await;
    data["account"]["history"][0]["grant"]["id"].clone()
}

async fn roles(world: &World, login: &str) -> usize {
    let token = world.signed_in(world.home(), login).await;
    world.data(Some(&token), ROLES, json!({})).await["viewer"]["roles"].as_array().unwrap().len()
}

story!(a_role_ends_on_its_day_and_the_heads_hear_of_it_before, |world| {
    let grant = grant(world, "town-handler").await;
    let term = |until: &str| json!({ "grantId": grant, "until": until });
    is_for_the_administrator(world, TERM, &term("2026-03-04")).await;
    for until in ["2026-03-01", "2020-01-01"] {
        let refused = does(world, "admin", TERM, term(until)).await;
        assert_eq!((code(&refused), field(&refused)), ("INVALID", "until"), "{until}");
    }
    assert_eq!(ledger(world, "staff.role_term_set").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "admin", TERM, term("2026-03-04")).await), "-");
    for longer in ["2026-03-04", "2026-03-05"] {
        assert_eq!(code(&does(world, "admin", TERM, term(longer)).await), "INVALID", "only nearer");
    }
    world.works_after(Duration::ZERO).await;
    assert_eq!(
        (world.told("town-head", NoticeKind::HandlerLeaving).await, world.told("town-handler", NoticeKind::HandlerLeaving).await),
        (1, 0)
    );
    world.wait(Duration::days(2));
    assert_eq!(roles(world, "town-handler").await, 1, "on its last day it holds");
    world.wait(Duration::days(1));
    assert_eq!(roles(world, "town-handler").await, 0);
    assert_eq!(code(&does(world, "admin", TERM, term("2026-03-04")).await), "STATE", "it is over");
    let head = self::grant(world, "town-head").await;
    assert_eq!(code(&does(world, "admin", TERM, json!({ "grantId": head, "until": "2026-03-06" })).await), "FORBIDDEN", "the only head");
    assert_eq!(ledger(world, "staff.role_term_set").await, 1);
});

story!(a_role_begins_later_and_the_next_follows_the_one_before, |world| {
    let place = world.home();
    let first = grant(world, "town-handler").await;
    let next = json!({ "accountId": id(place.account("town-handler")), "role": "HANDLER", "organId": id(place.organ("town")), "from": "2026-03-11" });
    assert_eq!(code(&does(world, "admin", PROPOSE, next.clone()).await), "CONFLICT", "it would hold twice");
    assert_eq!(code(&does(world, "admin", TERM, json!({ "grantId": first, "until": "2026-03-10" })).await), "-");
    let proposed = does(world, "admin", PROPOSE, next.clone()).await;
    assert_eq!(code(&proposed), "-", "{proposed}");
    assert_eq!(code(&does(world, "admin", PROPOSE, next).await), "CONFLICT", "one word at a time");
    let word = json!({ "grantId": proposed["grant"]["id"], "approve": true, "officialId": id(place.official("town-handler")) });
    assert_eq!(does(world, "town-head", APPROVE, word).await["grant"]["state"], "ACTIVE");
    // It has begun for nobody yet: until the tenth there is one role, then the other.
    for (days, expected) in [(8, 1), (1, 1), (30, 1)] {
        world.wait(Duration::days(days));
        let held = {
            let token = world.signed_in(place, "town-handler").await;
            world.data(Some(&token), "{ cases { totalCount } viewer { account { login } } }", json!({})).await;
            let tx = world.ctx().read(&place.county).await.unwrap();
            let today = world.ctx().now.in_china().date();
            let rows = tx
                .rows()
                .find::<entity::role_grant::Entity>()
                .filter(entity::role_grant::Column::AccountId.eq(place.account("town-handler")));
            let rows = rows.all(&tx).await.unwrap();
            rows.iter().filter(|row| row.valid_from <= today && row.valid_until.is_none_or(|last| today <= last)).count()
        };
        assert_eq!(held, expected, "after {days} days more");
    }
});
