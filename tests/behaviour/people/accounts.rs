//! Accounts on a page: found, opened, changed, closed, opened again.

use super::*;
use entity::words::{GrantState, StaffRole};
use entity::{role_grant, session};
use kit::cases::id;
use kit::story;
use time::Duration;

const LIST: &str = "query($text: String, $state: AccountState) { staff(text: $text, state: $state, first: 100) { nodes { login state } } }";
const PAGE: &str = "query($accountId: ID!) { account(accountId: $accountId) { account { login name state awaitsOwner roles { role } } email phone \
    unit { name } closedReason version viewerCan history { grant { role state until } proposedBy { name } decidedBy { name } endReason } } }";
const UPDATE: &str = "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { details { version phone email unit { name } \
    account { name } } errors { code field message } } }";
const CLOSE: &str = "mutation($input: CloseAccountInput!) { closeAccount(input: $input) { account { state roles { role } } errors { code field message } } }";
const REOPEN: &str = "mutation($input: ReopenAccountInput!) { reopenAccount(input: $input) { account { state awaitsOwner roles { role } } \
    initialPassword errors { code field message } } }";

async fn logins(world: &World, who: &str, variables: Value) -> Vec<String> {
    let token = world.signed_in(world.home(), who).await;
    let data = world.data(Some(&token), LIST, variables).await;
    data["staff"]["nodes"].as_array().unwrap().iter().map(|one| one["login"].as_str().unwrap().to_owned()).collect()
}

async fn page(world: &World, who: &str, login: &str) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), PAGE, json!({ "accountId": id(world.home().account(login)) })).await["account"].clone()
}

fn edit(world: &World, login: &str, version: i32) -> Value {
    json!({ "accountId": id(world.home().account(login)), "name": "演示新名", "email": "xin@example.gov.cn", "phone": "0839-5222321",
        "unitId": id(world.home().unit("town")), "version": version })
}

story!(accounts_are_found_by_name_and_login, |world| {
    assert_eq!(logins(world, "admin", json!({ "text": "town-hand" })).await, ["town-handler", "town-handler2"]);
    assert_eq!(logins(world, "admin", json!({ "text": "演示publisher" })).await, ["publisher"]);
    assert_eq!(logins(world, "admin", json!({ "text": "%" })).await, [""; 0], "a character, no pattern");
    assert_eq!(logins(world, "admin", json!({ "state": "DISABLED" })).await, [""; 0]);
    assert_eq!(logins(world, "town-head", json!({ "text": "county" })).await, [""; 0], "a head finds his own");
    assert_eq!(logins(world, "town-head", json!({ "text": "handler2" })).await, ["town-handler2"]);
    let token = world.signed_in(world.home(), "admin").await;
    assert_eq!(top(&world.ask(Some(&token), LIST, json!({ "text": "长".repeat(41) })).await), "TOO_LONG");
});

story!(an_accounts_page_is_for_the_administrator_and_the_heads_over_it, |world| {
    let shown = page(world, "admin", "town-handler").await;
    assert_eq!((&shown["account"]["login"], &shown["viewerCan"]), (&json!("town-handler"), &json!(["EDIT", "CLOSE"])), "{shown}");
    assert_eq!(shown["history"][0]["grant"]["role"], "HANDLER");
    assert_eq!(page(world, "admin", "admin").await["viewerCan"], json!(["EDIT"]), "nobody closes himself");
    for who in ["town-head", "county-head"] {
        assert_eq!(page(world, who, "town-handler").await["viewerCan"], json!([]), "{who}");
    }
    assert_eq!(page(world, "town-head", "county-handler").await, Value::Null);
    assert_eq!(page(world, "town-head", "admin").await, Value::Null);
    for who in ["town-handler", "auditor", "publisher"] {
        let token = world.signed_in(world.home(), who).await;
        let asked = json!({ "accountId": id(world.home().account("town-handler")) });
        assert_eq!(top(&world.ask(Some(&token), PAGE, asked).await), "FORBIDDEN", "{who}");
    }
    let outsider = world.signed_in(world.other(), "admin").await;
    let foreign = json!({ "accountId": id(world.home().account("town-handler")) });
    assert_eq!(world.data(Some(&outsider), PAGE, foreign).await["account"], Value::Null);
});

story!(an_account_is_changed_at_the_version_it_was_read_at, |world| {
    is_for_the_administrator(world, UPDATE, &edit(world, "town-handler", 0)).await;
    for (key, value, field, expected) in [
        ("name", json!("一"), "name", "TOO_SHORT"),
        ("email", json!("li si@x"), "email", "INVALID"),
        ("phone", json!("五二二"), "phone", "INVALID"),
        ("unitId", id(world.other().unit("town")), "unitId", "NOT_FOUND"),
        ("version", json!(3), "-", "CONFLICT"),
    ] {
        let mut input = edit(world, "town-handler", 0);
        input[key] = value;
        let refused = does(world, "admin", UPDATE, input).await;
        assert_eq!((code(&refused), super::field(&refused)), (expected, field), "{key}: {refused}");
    }
    assert_eq!(ledger(world, "staff.account_changed").await, 0, "nothing happened");
    let done = does(world, "admin", UPDATE, edit(world, "town-handler", 0)).await;
    assert_eq!((&done["details"]["version"], &done["details"]["unit"]["name"]), (&json!(1), &json!("龙山镇")), "{done}");
    assert_eq!(code(&does(world, "admin", UPDATE, edit(world, "town-handler", 0)).await), "CONFLICT", "the second of two is told");
    let mut cleared = edit(world, "town-handler", 1);
    for key in ["email", "phone", "unitId"] {
        cleared[key] = Value::Null;
    }
    assert_eq!(does(world, "admin", UPDATE, cleared).await["details"]["phone"], Value::Null);
    assert_eq!(ledger(world, "staff.account_changed").await, 2);
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries =
        tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("staff.account_changed")).all(&tx).await.unwrap();
    assert!(
        entries.iter().all(|entry| !entry.facts.to_string().contains("0839") && !entry.facts.to_string().contains("演示")),
        "what changed, never to what"
    );
});

story!(a_closed_account_is_out_and_comes_back_without_roles, |world| {
    let place = world.home();
    let handler = id(place.account("town-handler"));
    let close = json!({ "accountId": handler, "reason": "调到县里工作" });
    is_for_the_administrator(world, CLOSE, &close).await;
    let own = json!({ "accountId": id(place.account("admin")), "reason": "不干了" });
    assert_eq!(code(&does(world, "admin", CLOSE, own).await), "FORBIDDEN");
    let last = json!({ "accountId": id(place.account("town-head")), "reason": "调走了" });
    assert_eq!(code(&does(world, "admin", CLOSE, last).await), "FORBIDDEN", "the only head is for the heads above");
    assert_eq!(code(&does(world, "admin", CLOSE, json!({ "accountId": handler, "reason": "" })).await), "REQUIRED");
    assert_eq!(ledger(world, "staff.account_closed").await, 0, "nothing happened");

    // What he handles goes on without him.
    world.files("13800000001", &[id(place.unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-head", "assignCase", &case, json!({ "handlerId": handler })).await["errors"], json!([]));
    let token = world.signed_in(place, "town-handler").await;
    let closed = does(world, "admin", CLOSE, close.clone()).await;
    assert_eq!((&closed["account"]["state"], &closed["account"]["roles"]), (&json!("DISABLED"), &json!([])), "{closed}");
    assert_eq!(top(&world.ask(Some(&token), "{ viewer { account { login } } }", json!({})).await), "UNAUTHENTICATED");
    world.works_after(Duration::ZERO).await;
    assert_eq!(world.only_case("town-head").await["handler"], Value::Null, "the heads find it unassigned");
    assert_eq!(world.told("town-head", entity::words::NoticeKind::HandlerLeft).await, 1);
    assert_eq!(code(&does(world, "admin", CLOSE, close).await), "STATE");
    let shown = page(world, "admin", "town-handler").await;
    assert_eq!((&shown["closedReason"], &shown["viewerCan"]), (&json!("调到县里工作"), &json!(["EDIT", "REOPEN"])));
    assert_eq!(shown["history"][0]["endReason"], "调到县里工作");
    assert_eq!(logins(world, "admin", json!({ "state": "DISABLED" })).await, ["town-handler"]);

    let opened = does(world, "admin", REOPEN, json!({ "accountId": handler })).await;
    assert_eq!((&opened["account"]["roles"], &opened["account"]["awaitsOwner"]), (&json!([]), &json!(true)), "{opened}");
    assert_eq!(opened["initialPassword"].as_str().unwrap().len(), 19);
    assert_eq!(code(&does(world, "admin", REOPEN, json!({ "accountId": handler })).await), "STATE");
    assert_eq!((ledger(world, "staff.account_closed").await, ledger(world, "staff.account_reopened").await), (1, 1));
    assert_eq!(page(world, "admin", "town-handler").await["closedReason"], Value::Null);
});

story!(of_two_administrators_who_close_each_other_one_stays, |world| {
    let place = world.home();
    world.gives_role("publisher", StaffRole::CountyAdmin, "town").await;
    let tx = world.ctx().write(&place.county).await.unwrap();
    let whole = tx
        .rows()
        .update::<role_grant::Entity>()
        .col_expr(role_grant::Column::OrganId, sea_orm::sea_query::Expr::value(Option::<entity::id::OrganId>::None));
    whole.filter(role_grant::Column::Role.eq(StaffRole::CountyAdmin)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let close = |login: &str| json!({ "input": { "accountId": id(place.account(login)), "reason": "互相停用" } });
    let tokens = (world.signed_in(place, "admin").await, world.signed_in(place, "publisher").await);
    let both = (world.ask(Some(&tokens.0), CLOSE, close("publisher")), world.ask(Some(&tokens.1), CLOSE, close("admin")));
    let (one, other) = futures_util::future::join(both.0, both.1).await;
    // The second is told, or is out already.
    let is_done = |answer: &Value| answer["data"]["closeAccount"]["account"].is_object();
    assert!(is_done(&one) != is_done(&other), "{one} {other}");
    assert_eq!(ledger(world, "staff.account_closed").await, 1);
    let tx = world.ctx().read(&place.county).await.unwrap();
    let admins = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.eq(StaffRole::CountyAdmin));
    assert_eq!(admins.filter(role_grant::Column::State.eq(GrantState::Active)).count(&tx).await.unwrap(), 1);
    assert!(tx.rows().find::<session::Entity>().count(&tx).await.unwrap() > 0);
});
