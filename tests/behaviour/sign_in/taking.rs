//! Taking over an account: what somebody else handed over opens nothing, and is worth nothing afterwards.

use super::{PASSWORD, SECOND, WHO, a_handler, code, code_now, ledger, refreshes, signs_in, top};
use kit::people::{TAKE, authenticator};
use kit::{World, story};
use serde_json::{Value, json};
use time::Duration;

const CREATE: &str =
    "mutation($input: CreateStaffInput!) { createStaff(input: $input) { account { id } initialPassword errors { code } } }";
const PROPOSE: &str = "mutation($input: ProposeRoleInput!) { proposeRole(input: $input) { grant { id official { id } } errors { code } } }";
const APPROVE: &str =
    "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { grant { state } initialPassword errors { code } } }";
const RESET: &str = "mutation($input: ResetAccessInput!) { resetAccess(input: $input) { reset { id } errors { code } } }";

async fn does(world: &World, who: &str, mutation: &str, input: Value) -> Value {
    let token = world.signed_in(world.home(), who).await;
    world.data(Some(&token), mutation, json!({ "input": input })).await.as_object().unwrap().values().next().unwrap().clone()
}

/// A new account; its id and first password.
async fn newcomer(world: &World) -> (Value, String) {
    let official = world.home().official("town-deputy");
    let made = does(world, "admin", CREATE, json!({ "login": "xin-ren", "name": "演示新人", "officialId": official })).await;
    (made["account"]["id"].clone(), made["initialPassword"].as_str().unwrap().to_owned())
}

/// Asks for a case role and agrees to it; the payload of the second person.
async fn becomes_handler(world: &World, account: &Value) -> Value {
    let input = json!({ "accountId": account, "role": "HANDLER", "organId": world.home().organ("town"), "from": "2026-03-02" });
    let proposed = does(world, "admin", PROPOSE, input).await;
    agrees(world, &proposed).await
}

async fn agrees(world: &World, proposed: &Value) -> Value {
    let grant = &proposed["grant"];
    does(world, "town-head", APPROVE, json!({ "grantId": grant["id"], "approve": true, "officialId": grant["official"]["id"] })).await
}

async fn reset(world: &World, account: &Value, what: &str) -> Value {
    let asked = does(world, "admin", RESET, json!({ "accountId": account, "what": what })).await;
    does(world, "county-head", APPROVE, json!({ "grantId": asked["reset"]["id"], "approve": true })).await
}

async fn takes(world: &World, challenge: &Value, digits: &str, own: Option<&str>) -> Value {
    let input = json!({ "challenge": challenge, "code": digits, "newPassword": own });
    world.data(None, TAKE, json!({ "input": input })).await["takeAccess"].clone()
}

fn digits(world: &World, step: &Value) -> String {
    authenticator(step["totpUri"].as_str().unwrap(), world.ctx().now.0 / 1_000)
}

story!(a_first_password_opens_nothing_but_its_replacement, |world| {
    let (_, first) = newcomer(world).await;
    let step = world.signs_in("xin-ren", &first).await;
    assert_eq!(step["needs"], json!(["NEW_PASSWORD", "NEW_SECOND_FACTOR"]), "{step}");
    assert_eq!(top(&world.ask(step["challenge"].as_str(), WHO, json!({})).await), "UNAUTHENTICATED");
    let around = json!({ "challenge": step["challenge"], "code": digits(world, &step) });
    let around = world.data(None, SECOND, json!({ "input": around })).await;
    assert_eq!(code(&around["verifySecondFactor"]), "FIRST_ACCESS");
    for (own, expected) in [
        (None, "TOO_SHORT"),
        (Some("x7-kq!mm2-Z"), "TOO_SHORT"),
        (Some("xin-ren-xin-ren"), "INVALID"),
        (Some("password1234"), "INVALID"),
        (Some(first.as_str()), "INVALID"),
    ] {
        assert_eq!(code(&takes(world, &step["challenge"], &digits(world, &step), own).await), expected, "{own:?}");
    }
    let right = digits(world, &step);
    let wrong = if right == "000000" { "111111" } else { "000000" };
    assert_eq!(code(&takes(world, &step["challenge"], wrong, Some(PASSWORD)).await), "WRONG_CODE");
    assert_eq!(ledger(world, "staff.signed_in").await, 0, "nothing happened yet");
    let taken = takes(world, &step["challenge"], &right, Some(PASSWORD)).await;
    assert_eq!(taken["viewer"]["account"]["login"], "xin-ren", "{taken}");
    let token = taken["accessToken"].as_str().unwrap();
    assert_eq!(world.data(Some(token), WHO, json!({})).await["viewer"]["account"]["login"], "xin-ren");
    assert_eq!(code(&takes(world, &step["challenge"], &right, Some(PASSWORD)).await), "EXPIRED", "once");
    assert_eq!(code(&world.signs_in("xin-ren", &first).await), "WRONG_CODE");
    assert_eq!(world.signs_in("xin-ren", PASSWORD).await["needs"], json!([]));
    assert_eq!((ledger(world, "staff.access_taken").await, ledger(world, "staff.signed_in").await), (1, 1));
});

story!(each_first_step_offers_a_secret_of_its_own, |world| {
    let (_, first) = newcomer(world).await;
    let (one, other) = (world.signs_in("xin-ren", &first).await, world.signs_in("xin-ren", &first).await);
    assert_ne!(one["totpUri"], other["totpUri"], "whoever looked in before knows nothing of the later one");
    assert!(takes(world, &one["challenge"], &digits(world, &one), Some(PASSWORD)).await["accessToken"].is_string());
    assert_eq!(code(&takes(world, &other["challenge"], &digits(world, &other), Some(PASSWORD)).await), "EXPIRED");
});

story!(of_two_who_take_it_at_once_one_comes_too_late, |world| {
    let (_, first) = newcomer(world).await;
    let (one, other) = (world.signs_in("xin-ren", &first).await, world.signs_in("xin-ren", &first).await);
    let (one_digits, other_digits) = (digits(world, &one), digits(world, &other));
    let (a, b) = futures_util::future::join(
        takes(world, &one["challenge"], &one_digits, Some(PASSWORD)),
        takes(world, &other["challenge"], &other_digits, Some(PASSWORD)),
    )
    .await;
    assert!(a["accessToken"].is_string() != b["accessToken"].is_string(), "{a} {b}");
});

story!(a_first_password_lives_a_week, |world| {
    let (account, first) = newcomer(world).await;
    world.wait(Duration::days(7));
    let late = world.signs_in("xin-ren", &first).await;
    assert_eq!((code(&late), &late["challenge"]), ("EXPIRED", &Value::Null));
    let again = reset(world, &account, "PASSWORD").await["initialPassword"].as_str().unwrap().to_owned();
    assert!(world.takes_over("xin-ren", &again, PASSWORD).await["accessToken"].is_string(), "with leave for the second factor");
});

story!(what_the_administrator_kept_is_void_with_the_first_case_role, |world| {
    let (account, first) = newcomer(world).await;
    // The administrator takes the account over himself, before anybody else can.
    let kept = world.takes_over("xin-ren", &first, "the administrator keeps this").await;
    let approved = becomes_handler(world, &account).await;
    let fresh = approved["initialPassword"].as_str().unwrap();
    assert_eq!(top(&world.ask(kept["accessToken"].as_str(), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(code(&world.signs_in("xin-ren", "the administrator keeps this").await), "WRONG_CODE");
    let officer = world.takes_over("xin-ren", fresh, PASSWORD).await;
    assert_eq!(officer["viewer"]["roles"], json!([{ "role": "HANDLER" }]), "{officer}");
    // A second case role leaves the access alone: a head agreed to it already.
    let input = json!({ "accountId": account, "role": "HEAD", "organId": world.home().organ("town"), "from": "2026-03-02" });
    let proposed = does(world, "admin", PROPOSE, input).await;
    let second = agrees(world, &proposed).await;
    assert_eq!((code(&second), &second["initialPassword"]), ("-", &Value::Null));
    assert_eq!(world.signs_in("xin-ren", PASSWORD).await["needs"], json!([]));
});

story!(after_a_reset_the_rest_is_still_ones_own, |world| {
    let id = json!(a_handler(world).await);
    let (token, cookie) = signs_in(world).await;
    let asked = does(world, "admin", RESET, json!({ "accountId": id, "what": "PASSWORD" })).await;
    let approved = does(world, "town-head", APPROVE, json!({ "grantId": asked["reset"]["id"], "approve": true })).await;
    let first = approved["initialPassword"].as_str().unwrap().to_owned();
    assert_eq!(top(&world.ask(Some(&token), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(refreshes(world, &cookie).await.0, "");
    let step = world.signs_in("li-si", &first).await;
    assert_eq!((&step["needs"], &step["totpUri"]), (&json!(["NEW_PASSWORD"]), &Value::Null));
    world.wait(Duration::seconds(30));
    let own = "又一句我自己记得住的好话呀";
    let taken = takes(world, &step["challenge"], &code_now(world), Some(own)).await;
    assert!(taken["accessToken"].is_string(), "the head who saw it has no second factor: {taken}");

    let asked = does(world, "admin", RESET, json!({ "accountId": id, "what": "TOTP" })).await;
    does(world, "town-head", APPROVE, json!({ "grantId": asked["reset"]["id"], "approve": true })).await;
    let step = world.signs_in("li-si", own).await;
    assert_eq!(step["needs"], json!(["NEW_SECOND_FACTOR"]));
    world.wait(Duration::seconds(30));
    assert_eq!(code(&takes(world, &step["challenge"], &code_now(world), None).await), "WRONG_CODE", "the old one is void");
    assert!(takes(world, &step["challenge"], &digits(world, &step), None).await["accessToken"].is_string());
    assert_eq!(world.signs_in("li-si", own).await["needs"], json!([]), "the password stayed");
});

story!(access_that_is_ones_own_is_not_taken_over, |world| {
    a_handler(world).await;
    let step = world.signs_in("li-si", PASSWORD).await;
    assert_eq!((&step["needs"], &step["totpUri"]), (&json!([]), &Value::Null));
    assert_eq!(code(&takes(world, &step["challenge"], &code_now(world), Some("another good password")).await), "STATE");
    for forged in ["", "x", "a.b.c"] {
        assert_eq!(code(&takes(world, &json!(forged), "123456", None).await), "EXPIRED");
    }
});
