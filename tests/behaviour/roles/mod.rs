//! Roles and access: proposed by one, agreed to by another.

mod accounts;
mod at_once;

use entity::id::AccountId;
use entity::words::StaffRole;
use entity::{ledger_entry, role_grant};
use kit::fixture::Place;
use kit::{World, story};
use lianjing::domain::staff::{self, NewAccount, NewRole};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

const PROPOSE: &str = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { \
    grant { id state role viewerCan official { id name posts } organ { name } unit { name } account { name } } errors { code field message } } }";
const APPROVE: &str = "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { \
    grant { id state } reset { id state } initialPassword errors { code field message } } }";
const END: &str = "mutation($input: EndRoleInput!) { endRole(input: $input) { grant { state } errors { code field message } } }";
const RESET: &str =
    "mutation($input: ResetAccessInput!) { resetAccess(input: $input) { reset { id state } errors { code field message } } }";
const CREATE: &str = "mutation($input: CreateStaffInput!) { createStaff(input: $input) { \
    account { id login officialName awaitsOwner roles { id } } initialPassword errors { code field message } } }";
const LINK: &str = "mutation($input: LinkOfficialInput!) { linkOfficial(input: $input) { \
    account { officialName } errors { code field message } } }";
const STAFF: &str =
    "{ staff(first: 100) { nodes { login roles { role } } pendingGrants { id viewerCan } pendingResets { id viewerCan } } }";
const ROLES: &str = "{ viewer { roles { role organ { name } } } }";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

async fn does(world: &World, who: &str, mutation: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    let data = world.data(Some(&token), mutation, json!({ "input": input })).await;
    data.as_object().unwrap().values().next().unwrap().clone()
}

/// An account of an official without roles, and a token of its session.
async fn newcomer(world: &World, place: &Place, login: &str) -> (AccountId, String) {
    with_roles(world, place, (login, Some("town-deputy")), &[]).await
}

async fn with_roles(world: &World, place: &Place, (login, official): (&str, Option<&str>), roles: &[NewRole]) -> (AccountId, String) {
    let ctx = world.ctx();
    let tx = ctx.write(&place.county).await.unwrap();
    let new = NewAccount {
        login: login.to_owned(),
        name: "演示新人".to_owned(),
        official_id: official.map(|official| place.official(official)),
        password_hash: String::new(),
        totp_secret: [1; 20],
    };
    let id = staff::create_for_demo(&tx, new, roles).await.unwrap();
    let row = tx.rows().one::<entity::account::Entity, _>(id).one(&tx).await.unwrap().unwrap();
    let opened = world.enters(&tx, &row, None).await;
    tx.commit().await.unwrap();
    (id, opened.access_token)
}

fn proposal(world: &World, account: AccountId, role: StaffRole, organ: Option<&str>) -> Value {
    let organ = organ.map(|organ| world.home().organ(organ));
    json!({ "accountId": account, "role": role, "organId": organ, "from": "2026-03-02" })
}

/// The word of somebody who saw what is shown of a proposed role.
fn word(proposed: &Value, approve: bool) -> Value {
    json!({ "grantId": proposed["grant"]["id"], "approve": approve, "officialId": proposed["grant"]["official"]["id"] })
}

async fn ledger(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

story!(a_case_role_needs_a_second_person, |world| {
    let (id, token) = newcomer(world, world.home(), "xin-ren").await;
    let proposed = does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Handler, Some("town"))).await;
    assert_eq!((&proposed["grant"]["state"], code(&proposed)), (&json!("PROPOSED"), "-"), "{proposed}");
    assert_eq!(proposed["grant"]["viewerCan"], json!(["REVOKE"]), "who proposes does not approve");
    assert_eq!(world.data(Some(&token), ROLES, json!({})).await["viewer"]["roles"], json!([]));
    let word = word(&proposed, true);
    for (who, expected) in [
        ("admin", "FORBIDDEN"),
        ("town2-head", "FORBIDDEN"),
        ("county-head", "FORBIDDEN"),
        ("town-handler", "NOT_FOUND"),
        ("auditor", "NOT_FOUND"),
        ("publisher", "NOT_FOUND"),
    ] {
        assert_eq!(code(&does(world, who, APPROVE, word.clone()).await), expected, "{who}");
    }
    let outsider = world.signed_in(world.other(), "town-head").await;
    assert_eq!(code(&world.data(Some(&outsider), APPROVE, json!({ "input": word })).await["approveRole"]), "NOT_FOUND");
    assert_eq!(top(&world.ask(None, APPROVE, json!({ "input": word })).await), "UNAUTHENTICATED");

    let approved = does(world, "town-head", APPROVE, word.clone()).await;
    assert_eq!(approved["grant"]["state"], "ACTIVE", "{approved}");
    assert_eq!(approved["initialPassword"].as_str().unwrap().len(), 19, "what the administrator handed out is void");
    assert_eq!(top(&world.ask(Some(&token), ROLES, json!({})).await), "UNAUTHENTICATED", "sessions end with a new role");
    assert_eq!(code(&does(world, "town-head", APPROVE, word).await), "STATE");
    assert_eq!((ledger(world, "staff.role_proposed").await, ledger(world, "staff.role_approved").await), (1, 1));
    let again = does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Handler, Some("town"))).await;
    assert_eq!(code(&again), "CONFLICT");
});

story!(the_superior_decides_where_no_other_head_is, |world| {
    let head = world.home().account("town2-head");
    let proposed = does(world, "admin", PROPOSE, proposal(world, head, StaffRole::Handler, Some("town2"))).await;
    let agreed = word(&proposed, true);
    assert_eq!(code(&does(world, "town2-head", APPROVE, agreed.clone()).await), "FORBIDDEN", "nobody decides about himself");
    assert_eq!(code(&does(world, "town-head", APPROVE, agreed.clone()).await), "FORBIDDEN");
    assert_eq!(code(&does(world, "county-head", APPROVE, agreed).await), "-");

    let (id, _) = newcomer(world, world.home(), "xin-ren").await;
    let proposed = does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Head, Some("town2"))).await;
    let refused = does(world, "town2-head", APPROVE, word(&proposed, false)).await;
    assert_eq!(refused["grant"]["state"], "REFUSED");
    assert_eq!(ledger(world, "staff.role_refused").await, 1);
});

story!(other_roles_hold_at_once_and_end_at_once, |world| {
    let (id, token) = newcomer(world, world.home(), "xin-ren").await;
    let mut input = proposal(world, id, StaffRole::Publisher, None);
    input["unitId"] = json!(world.home().unit("village"));
    let given = does(world, "admin", PROPOSE, input).await;
    assert_eq!((&given["grant"]["state"], &given["grant"]["unit"]["name"]), (&json!("ACTIVE"), &json!("龙山镇甲村")), "{given}");
    assert_eq!(world.data(Some(&token), ROLES, json!({})).await["viewer"]["roles"][0]["role"], "PUBLISHER");
    let grant = given["grant"]["id"].clone();
    assert_eq!(code(&does(world, "town-head", END, json!({ "grantId": grant, "reason": "调走了" })).await), "FORBIDDEN");
    assert_eq!(code(&does(world, "admin", END, json!({ "grantId": grant, "reason": " " })).await), "REQUIRED");
    assert_eq!(world.data(Some(&token), ROLES, json!({})).await["viewer"]["roles"][0]["role"], "PUBLISHER", "nothing happened");
    assert_eq!(does(world, "admin", END, json!({ "grantId": grant, "reason": "调走了" })).await["grant"]["state"], "ENDED");
    assert_eq!(top(&world.ask(Some(&token), ROLES, json!({})).await), "UNAUTHENTICATED", "his devices are signed out");
    assert_eq!(code(&does(world, "admin", END, json!({ "grantId": grant, "reason": "调走了" })).await), "STATE");
});

story!(to_take_back_a_proposal_signs_nobody_out, |world| {
    let (id, token) = newcomer(world, world.home(), "xin-ren").await;
    let proposed = does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Handler, Some("town"))).await;
    let end = json!({ "grantId": proposed["grant"]["id"], "reason": "提错了" });
    assert_eq!(does(world, "admin", END, end).await["grant"]["state"], "ENDED");
    assert!(world.data(Some(&token), ROLES, json!({})).await["viewer"].is_object());
});

story!(a_role_must_fit, |world| {
    let (id, _) = newcomer(world, world.home(), "xin-ren").await;
    let (foreign, _) = newcomer(world, world.other(), "xin-ren").await;
    let (nobody, _) = with_roles(world, world.home(), ("wu-ming", None), &[]).await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut input = proposal(world, id, StaffRole::Handler, Some("town"));
        change(&mut input);
        input
    };
    for (input, expected) in [
        (with(&|input| input["organId"] = Value::Null), "REQUIRED"),
        (with(&|input| input["organId"] = json!(world.home().organ("city"))), "REQUIRED"),
        (with(&|input| input["organId"] = json!(world.other().organ("town"))), "REQUIRED"),
        (with(&|input| input["organId"] = json!("举报")), "NOT_FOUND"),
        (with(&|input| input["unitId"] = json!(world.home().unit("town"))), "REQUIRED"),
        (with(&|input| input["role"] = json!("AUDITOR")), "INVALID"),
        (with(&|input| input["role"] = json!("OPERATOR")), "INVALID"),
        (with(&|input| input["until"] = json!("2026-03-01")), "INVALID"),
        (with(&|input| input["accountId"] = json!(foreign)), "NOT_FOUND"),
        (with(&|input| input["accountId"] = json!(world.home().organ("town"))), "NOT_FOUND"),
        (with(&|input| input["accountId"] = json!(world.home().account("admin"))), "FORBIDDEN"),
        (proposal(world, nobody, StaffRole::Official, None), "STATE"),
        (proposal(world, nobody, StaffRole::Handler, Some("town")), "STATE"),
        (proposal(world, world.home().account("town-head"), StaffRole::CountyAdmin, None), "STATE"),
    ] {
        assert_eq!(code(&does(world, "admin", PROPOSE, input.clone()).await), expected, "{input}");
    }
    for who in ["town-head", "county-head", "auditor", "town-handler", "publisher"] {
        let input = proposal(world, id, StaffRole::Auditor, None);
        assert_eq!(code(&does(world, who, PROPOSE, input).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(ledger(world, "staff.role_proposed").await + ledger(world, "staff.role_given").await, 0);
});

story!(new_access_needs_a_second_person_too, |world| {
    let token = world.signed_in(world.home(), "town-handler").await;
    let account = world.home().account("town-handler");
    assert_eq!(code(&does(world, "town-head", RESET, json!({ "accountId": account, "what": "PASSWORD" })).await), "FORBIDDEN");
    let asked = does(world, "admin", RESET, json!({ "accountId": account, "what": "PASSWORD" })).await;
    let again = does(world, "admin", RESET, json!({ "accountId": account, "what": "PASSWORD" })).await;
    assert_eq!(asked["reset"]["id"], again["reset"]["id"], "asking twice asks once");
    let word = json!({ "grantId": asked["reset"]["id"], "approve": true });
    for who in ["admin", "town2-head", "county-head"] {
        assert_eq!(code(&does(world, who, APPROVE, word.clone()).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(code(&does(world, "town-handler2", APPROVE, word.clone()).await), "NOT_FOUND");
    assert!(world.data(Some(&token), ROLES, json!({})).await["viewer"].is_object(), "nothing happened yet");

    let approved = does(world, "town-head", APPROVE, word.clone()).await;
    let first = approved["initialPassword"].as_str().unwrap_or_default();
    assert_eq!((&approved["reset"]["state"], first.len()), (&json!("ACTIVE"), 19), "{approved}");
    assert_eq!(top(&world.ask(Some(&token), ROLES, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(code(&does(world, "town-head", APPROVE, word).await), "STATE", "shown once");
    let step = world.signs_in("town-handler", approved["initialPassword"].as_str().unwrap()).await;
    assert_eq!(step["needs"], json!(["NEW_PASSWORD"]), "the second factor stays its owner's: {step}");
    assert_eq!((ledger(world, "staff.reset_proposed").await, ledger(world, "staff.reset_approved").await), (1, 1));

    let asked = does(world, "admin", RESET, json!({ "accountId": world.home().account("auditor"), "what": "TOTP" })).await;
    let word = json!({ "grantId": asked["reset"]["id"], "approve": true });
    assert_eq!(code(&does(world, "town-head", APPROVE, word.clone()).await), "FORBIDDEN", "the commission decides");
    let approved = does(world, "county-head", APPROVE, word).await;
    assert_eq!((code(&approved), &approved["initialPassword"]), ("-", &Value::Null), "its owner sets up the new one himself");
});

story!(who_sees_whom, |world| {
    let (id, _) = newcomer(world, world.home(), "xin-ren").await;
    does(world, "admin", PROPOSE, proposal(world, id, StaffRole::Handler, Some("town"))).await;
    let sees = async |who: &str| {
        let token = world.signed_in(world.home(), who).await;
        world.ask(Some(&token), STAFF, json!({})).await
    };
    let all = sees("admin").await;
    assert_eq!(all["data"]["staff"]["nodes"].as_array().unwrap().len(), 11, "{all}");
    assert_eq!(all["data"]["staff"]["pendingGrants"][0]["viewerCan"], json!(["REVOKE"]));
    let town = sees("town-head").await;
    let logins: Vec<_> = town["data"]["staff"]["nodes"].as_array().unwrap().iter().map(|node| node["login"].as_str().unwrap()).collect();
    assert_eq!(logins, ["town-handler", "town-handler2", "town-head", "xin-ren"]);
    assert_eq!(town["data"]["staff"]["pendingGrants"][0]["viewerCan"], json!(["APPROVE"]));
    assert_eq!(sees("town2-head").await["data"]["staff"]["pendingGrants"], json!([]));
    for who in ["town-handler", "auditor", "publisher"] {
        assert_eq!(top(&sees(who).await), "FORBIDDEN", "{who}");
    }
    assert_eq!(top(&world.ask(None, STAFF, json!({})).await), "UNAUTHENTICATED");
    let admin = world.signed_in(world.home(), "admin").await;
    for cursor in ["", "AA", "%", "举报", "YQ"] {
        let answer = world.ask(Some(&admin), "query($c: String) { staff(after: $c) { nodes { id } } }", json!({ "c": cursor })).await;
        assert_ne!(top(&answer), "INTERNAL", "{cursor}");
    }
});

async fn grant_of(world: &World, login: &str) -> Value {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::AccountId.eq(world.home().account(login)));
    json!(rows.one(&tx).await.unwrap().unwrap().id.to_string())
}

story!(the_administrator_does_not_choose_who_approves, |world| {
    let end = |grant: &Value| json!({ "grantId": grant, "reason": "调离岗位" });
    let head = grant_of(world, "town-head").await;
    for (who, expected) in [("admin", "FORBIDDEN"), ("town-head", "FORBIDDEN"), ("town2-head", "FORBIDDEN"), ("town-handler", "FORBIDDEN")]
    {
        assert_eq!(code(&does(world, who, END, end(&head)).await), expected, "{who}");
    }
    let standing = async |who: &str| {
        let token = world.signed_in(world.home(), who).await;
        let query = "{ staff(first: 100) { nodes { login roles { role viewerCan } } } }";
        let seen = world.data(Some(&token), query, json!({})).await;
        let nodes = seen["staff"]["nodes"].as_array().unwrap().clone();
        nodes.into_iter().find(|node| node["login"] == "town-head").unwrap()["roles"].clone()
    };
    assert_eq!(standing("admin").await, json!([{ "role": "HEAD", "viewerCan": [] }]), "nothing happened");
    assert_eq!(standing("county-head").await, json!([{ "role": "HEAD", "viewerCan": ["REVOKE"] }]));
    assert_eq!(ledger(world, "staff.role_ended").await, 0);
    // A handler's role, and one of two heads, the administrator ends alone.
    assert_eq!(code(&does(world, "admin", END, end(&grant_of(world, "town-handler").await)).await), "-");
    world.gives_role("town2-head", StaffRole::Head, "town").await;
    assert_eq!(code(&does(world, "admin", END, end(&head)).await), "-");
    assert_eq!(code(&does(world, "county-head", END, end(&grant_of(world, "bureau-head").await)).await), "-", "the heads above");
    assert_eq!(ledger(world, "staff.role_ended").await, 3);
});

story!(who_opens_names_neither_handles_nor_heads_there, |world| {
    let (account, _) = newcomer(world, world.home(), "xin-ren").await;
    assert_eq!(code(&does(world, "admin", PROPOSE, proposal(world, account, StaffRole::Custodian, Some("commission"))).await), "-");
    for role in [StaffRole::Handler, StaffRole::Head] {
        assert_eq!(code(&does(world, "admin", PROPOSE, proposal(world, account, role, Some("commission"))).await), "STATE", "{role:?}");
    }
    assert_eq!(code(&does(world, "admin", PROPOSE, proposal(world, account, StaffRole::Handler, Some("town"))).await), "-", "elsewhere");
    let handler = world.home().account("county-handler");
    assert_eq!(code(&does(world, "admin", PROPOSE, proposal(world, handler, StaffRole::Custodian, Some("commission"))).await), "STATE");
    assert_eq!(ledger(world, "staff.role_proposed").await, 2);
});
