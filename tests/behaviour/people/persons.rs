//! Who is one person: an official has one open account, and what he began by another one he began himself; and who must not be
//! the last to go.

use super::*;
use entity::id::{AccountId, OrganId};
use entity::role_grant;
use entity::words::{GrantState, StaffRole};
use futures_util::future::join;
use kit::cases::id;
use kit::story;
use lianjing::domain::staff::NewRole;
use time::Duration;

const CREATE: &str = "mutation($input: CreateStaffInput!) { createStaff(input: $input) { account { id } errors { code field message } } }";
const LINK: &str = "mutation($input: LinkOfficialInput!) { linkOfficial(input: $input) { account { id } errors { code field message } } }";
const CLOSE: &str =
    "mutation($input: CloseAccountInput!) { closeAccount(input: $input) { account { state } errors { code field message } } }";
const REOPEN: &str =
    "mutation($input: ReopenAccountInput!) { reopenAccount(input: $input) { account { state } errors { code field message } } }";
const PROPOSE: &str = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id } errors { code field message } } }";
const APPROVE: &str = "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { errors { code field message } } }";
const RESET: &str = "mutation($input: ResetAccessInput!) { resetAccess(input: $input) { reset { id } errors { code field message } } }";
const END: &str = "mutation($input: EndRoleInput!) { endRole(input: $input) { grant { state } errors { code field message } } }";
const TERM: &str = "mutation($input: SetRoleTermInput!) { setRoleTerm(input: $input) { grant { until } errors { code field message } } }";

const ADMIN: NewRole = NewRole { role: StaffRole::CountyAdmin, unit_id: None, organ_id: None };

/// A mutation by whoever has this token; its payload.
async fn by(world: &World, token: &str, mutation: &str, input: Value) -> Value {
    let data = world.data(Some(token), mutation, json!({ "input": input })).await;
    data.as_object().unwrap().values().next().unwrap().clone()
}

/// The roles of an account that hold, or held.
async fn grants(world: &World, account: AccountId, organ: Option<OrganId>) -> Vec<role_grant::Model> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.eq(account));
    rows.all(&tx).await.unwrap().into_iter().filter(|row| row.organ_id == organ).collect()
}

async fn grant(world: &World, account: AccountId, organ: Option<OrganId>) -> Value {
    json!(grants(world, account, organ).await[0].id.to_string())
}

/// How many hold this role now.
async fn holders(world: &World, role: StaffRole) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.eq(role));
    rows.filter(role_grant::Column::State.eq(GrantState::Active)).count(&tx).await.unwrap()
}

story!(an_official_has_one_open_account, |world| {
    let place = world.home();
    let made = |login: &str, official: &str| json!({ "login": login, "name": "演示又一个", "officialId": id(place.official(official)) });
    for official in ["county-inspector", "town-handler"] {
        let refused = does(world, "admin", CREATE, made("li-er", official)).await;
        assert_eq!((code(&refused), field(&refused)), ("STATE", "officialId"), "{refused}");
    }
    let link = json!({ "accountId": id(place.account("publisher")), "officialId": id(place.official("county-inspector")) });
    let refused = does(world, "admin", LINK, link).await;
    assert_eq!((code(&refused), field(&refused)), ("STATE", "officialId"), "{refused}");
    assert_eq!((ledger(world, "staff.created").await, ledger(world, "staff.official_linked").await), (0, 0), "nothing happened");
    // Two for one official at once: the second is told.
    let (one, other) =
        join(does(world, "admin", CREATE, made("di-yi", "town-deputy")), does(world, "admin", CREATE, made("di-er", "town-deputy"))).await;
    let mut codes = [code(&one), code(&other)];
    codes.sort_unstable();
    assert_eq!(codes, ["-", "STATE"], "{one} {other}");
    let first = [one, other].into_iter().find(|answer| code(answer) == "-").unwrap()["account"]["id"].clone();
    // Closed, it makes room for another one; and does not come back beside it.
    assert_eq!(code(&does(world, "admin", CLOSE, json!({ "accountId": first, "reason": "用户名写错了" })).await), "-");
    let second = does(world, "admin", CREATE, made("di-san", "town-deputy")).await;
    assert_eq!(code(&second), "-", "{second}");
    let refused = does(world, "admin", REOPEN, json!({ "accountId": first })).await;
    assert_eq!((code(&refused), field(&refused)), ("STATE", "officialId"), "{refused}");
    assert_eq!(ledger(world, "staff.account_reopened").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "admin", CLOSE, json!({ "accountId": second["account"]["id"], "reason": "不用了" })).await), "-");
    assert_eq!(code(&does(world, "admin", REOPEN, json!({ "accountId": first })).await), "-");
});

story!(what_somebody_began_by_another_account_he_began_himself, |world| {
    let place = world.home();
    let (first, token) = world.hires(("lao-hao", "town-deputy"), ADMIN).await;
    let (handler, _) = world.hires(("xin-ren", "village-deputy"), NewRole { role: StaffRole::Official, ..ADMIN }).await;
    let role = json!({ "accountId": id(handler), "role": "HANDLER", "organId": id(place.organ("town2")), "from": "2026-03-02" });
    let proposed = by(world, &token, PROPOSE, role).await;
    let reset = by(world, &token, RESET, json!({ "accountId": id(place.account("town-handler")), "what": "PASSWORD" })).await;
    assert_eq!((code(&proposed), code(&reset)), ("-", "-"), "{proposed} {reset}");
    assert_eq!(code(&does(world, "admin", CLOSE, json!({ "accountId": id(first), "reason": "换岗" })).await), "-");
    // By a new account he heads both organs.
    let head = |organ: &str| NewRole { role: StaffRole::Head, unit_id: None, organ_id: Some(place.organ(organ)) };
    let (second, _) = world.hires(("xin-hao", "town-deputy"), head("town2")).await;
    world.gives_role_to(second, StaffRole::Head, "town").await;
    let again = world.token_of(second).await;
    let word = json!({ "grantId": proposed["grant"]["id"], "approve": true, "officialId": id(place.official("village-deputy")) });
    let other = json!({ "grantId": reset["reset"]["id"], "approve": true });
    for input in [&word, &other] {
        let refused = by(world, &again, APPROVE, input.clone()).await;
        assert_eq!(code(&refused), "FORBIDDEN", "{refused}");
    }
    assert_eq!((ledger(world, "staff.role_approved").await, ledger(world, "staff.reset_approved").await), (0, 0), "nothing happened");
    assert_eq!(code(&does(world, "town2-head", APPROVE, word).await), "-");
    assert_eq!(code(&does(world, "town-head", APPROVE, other).await), "-");
});

story!(of_two_heads_the_one_who_leaves_first_does_not_count, |world| {
    let place = world.home();
    let (town, account) = (place.organ("town"), |login: &str| place.account(login));
    world.gives_role("town2-head", StaffRole::Head, "town").await;
    let one = grant(world, account("town-head"), Some(town)).await;
    let other = grant(world, account("town2-head"), Some(town)).await;
    assert_eq!(code(&does(world, "admin", TERM, json!({ "grantId": one, "until": "2026-03-02" })).await), "-", "the other one stays");
    for (mutation, input) in [
        (END, json!({ "grantId": other, "reason": "调走了" })),
        (TERM, json!({ "grantId": other, "until": "2026-03-02" })),
        (TERM, json!({ "grantId": other, "until": "2026-12-31" })),
        (CLOSE, json!({ "accountId": id(account("town2-head")), "reason": "调走了" })),
    ] {
        assert_eq!(code(&does(world, "admin", mutation, input.clone()).await), "FORBIDDEN", "{input}");
    }
    assert_eq!((ledger(world, "staff.role_ended").await, ledger(world, "staff.account_closed").await), (0, 0), "nothing happened");
    assert_eq!(ledger(world, "staff.role_term_set").await, 1);
    world.wait(Duration::days(1));
    assert_eq!(code(&does(world, "admin", END, json!({ "grantId": other, "reason": "调走了" })).await), "FORBIDDEN", "the only one now");
    assert_eq!(code(&does(world, "county-head", END, json!({ "grantId": other, "reason": "调走了" })).await), "-", "for the heads above");
});

story!(the_last_administrator_stays, |world| {
    let place = world.home();
    let own = grant(world, place.account("admin"), None).await;
    let end = json!({ "grantId": own, "reason": "不干了" });
    for (mutation, input) in [(END, end.clone()), (TERM, json!({ "grantId": own, "until": "2026-03-02" }))] {
        assert_eq!(code(&does(world, "admin", mutation, input).await), "STATE");
    }
    assert_eq!((ledger(world, "staff.role_ended").await, holders(world, StaffRole::CountyAdmin).await), (0, 1), "nothing happened");
    let (second, token) = world.hires(("er-guan", "town-deputy"), ADMIN).await;
    let other = grant(world, second, None).await;
    assert_eq!(code(&by(world, &token, TERM, json!({ "grantId": other, "until": "2026-03-31" })).await), "-");
    assert_eq!(code(&does(world, "admin", END, end.clone()).await), "STATE", "the other one leaves before");
    // With two who stay, each ends himself at the same moment: one of them is the last.
    world.ends_roles_of(second).await;
    world.gives_whole(second, StaffRole::CountyAdmin).await;
    let again = grants(world, second, None).await.into_iter().find(|row| row.state == GrantState::Active).unwrap().id;
    let (token, mine) = (world.token_of(second).await, world.signed_in(place, "admin").await);
    let theirs = json!({ "grantId": again.to_string(), "reason": "不干了" });
    let (one, two) = join(by(world, &mine, END, end), by(world, &token, END, theirs)).await;
    let mut codes = [code(&one), code(&two)];
    codes.sort_unstable();
    assert_eq!((codes, holders(world, StaffRole::CountyAdmin).await), (["-", "STATE"], 1), "{one} {two}");
});

story!(a_role_whose_days_are_over_says_nothing_any_more, |world| {
    let place = world.home();
    let handler = place.account("town-handler");
    let held = grant(world, handler, Some(place.organ("town"))).await;
    assert_eq!(code(&does(world, "admin", TERM, json!({ "grantId": held, "until": "2026-03-03" })).await), "-");
    world.gives_role("town-handler", StaffRole::Handler, "town2").await;
    world.wait(Duration::days(2));
    let asked = does(world, "admin", RESET, json!({ "accountId": id(handler), "what": "PASSWORD" })).await;
    let word = json!({ "grantId": asked["reset"]["id"], "approve": true });
    assert_eq!(code(&does(world, "town-head", APPROVE, word.clone()).await), "FORBIDDEN", "he left that organ");
    assert_eq!(ledger(world, "staff.reset_approved").await, 0, "nothing happened");
    assert_eq!(code(&does(world, "town2-head", APPROVE, word).await), "-");
});
