//! Passwords and keys: what signing in opens, what a new password keeps, what a forgotten one loses and a colleague gives back.

use super::*;
use entity::account_key;
use kit::fixture::Place;
use kit::people::authenticator;
use lianjing::domain::staff;
use time::Duration;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { challenge needs totpUri errors { code } } }";
const SECOND: &str = "mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) { accessToken errors { code } } }";
const TAKE: &str = "mutation($input: TakeAccessInput!) { takeAccess(input: $input) { accessToken errors { code message } } }";
const REFRESH: &str = "mutation { refreshSession { accessToken errors { code } } }";
const OUT: &str = "mutation { signOut { errors { code } } }";
const CHANGE: &str = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { errors { code message } } }";
const FIRST: &str = "红星照耀-Lian-2026";
const NEXT: &str = "青山不老-Jing-2027";

/// A browser: its cookies, and what it is answered.
#[derive(Default)]
struct Browser(std::collections::BTreeMap<String, String>);

impl Browser {
    async fn asks(&mut self, world: &World, token: Option<&str>, query: &str, variables: Value) -> Value {
        let cookies: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = world.http.post(format!("{}/graphql", world.url)).json(&json!({ "query": query, "variables": variables }));
        request = request.header("Cookie", cookies.join("; "));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        for set in response.headers().get_all("set-cookie") {
            let set = set.to_str().unwrap();
            assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/graphql"), "{set}");
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.contains("Max-Age=0") {
                self.0.remove(name)
            } else {
                self.0.insert(name.to_owned(), value.to_owned())
            };
        }
        response.json().await.unwrap()
    }

    /// Signs in with password and second factor; the access token.
    async fn signs_in(&mut self, world: &World, (login, password, uri): (&str, &str, &str)) -> String {
        let input = json!({ "county": world.home().code, "login": login, "password": password });
        let step = self.asks(world, None, SIGN_IN, json!({ "input": input })).await["data"]["signIn"].clone();
        assert_eq!(step["needs"], json!([]), "{step}");
        let code = authenticator(uri, world.ctx().now.0 / 1_000);
        let second = json!({ "challenge": step["challenge"], "code": code });
        let opened = self.asks(world, None, SECOND, json!({ "input": second })).await["data"]["verifySecondFactor"].clone();
        opened["accessToken"].as_str().unwrap_or_else(|| panic!("{opened}")).to_owned()
    }

    /// Takes over an account with a first password; the access token, and the second factor's address.
    async fn takes(&mut self, world: &World, (login, first, own): (&str, &str, &str), known: Option<&str>) -> (String, String) {
        let input = json!({ "county": world.home().code, "login": login, "password": first });
        let step = self.asks(world, None, SIGN_IN, json!({ "input": input })).await["data"]["signIn"].clone();
        let uri = step["totpUri"].as_str().or(known).unwrap_or_else(|| panic!("{step}")).to_owned();
        let code = authenticator(&uri, world.ctx().now.0 / 1_000);
        let input = json!({ "challenge": step["challenge"], "code": code, "newPassword": own });
        let opened = self.asks(world, None, TAKE, json!({ "input": input })).await["data"]["takeAccess"].clone();
        (opened["accessToken"].as_str().unwrap_or_else(|| panic!("{opened}")).to_owned(), uri)
    }

    async fn reads(&mut self, world: &World, token: &str, case: &Value) -> Value {
        self.asks(world, Some(token), CONTENT, json!({ "id": case })).await
    }
}

fn is_open(answer: &Value) -> bool {
    answer["data"]["node"]["content"]["text"].is_string()
}

/// New access to the account of 苍溪县, by the operator; the first password.
async fn handed_over(world: &World, place: &Place, login: &str) -> String {
    let given = staff::issue_by_operator(&world.ctx(), &place.code, login, "演示：重新给一次").await.unwrap();
    given.first.unwrap().password.to_string()
}

story_of_holders!(a_password_opens_and_a_new_one_keeps_it, |world| {
    let (_, case) = filed(world).await;
    let first = handed_over(world, world.home(), "town-handler2").await;
    let mut browser = Browser::default();
    let (token, uri) = browser.takes(world, ("town-handler2", &first, FIRST), None).await;
    let before = browser.reads(world, &token, &case).await;
    assert_eq!(told(&before).0, "STATE", "the operator holds no key: a colleague hands it on: {before}");
    world.signed_in(world.home(), "town-head").await;
    assert!(is_open(&browser.reads(world, &token, &case).await));

    // The token is refreshed; the key stays.
    world.wait(Duration::minutes(11));
    let fresh = browser.asks(world, None, REFRESH, json!({})).await["data"]["refreshSession"]["accessToken"].as_str().unwrap().to_owned();
    assert!(is_open(&browser.reads(world, &fresh, &case).await));
    let code = authenticator(&uri, world.ctx().now.0 / 1_000);
    let input = json!({ "currentPassword": FIRST, "code": code, "newPassword": NEXT });
    let changed = browser.asks(world, Some(&fresh), CHANGE, json!({ "input": input })).await;
    assert_eq!(changed["data"]["changePassword"]["errors"], json!([]), "{changed}");
    assert!(is_open(&browser.reads(world, &fresh, &case).await), "this session goes on");
    let out = browser.asks(world, Some(&fresh), OUT, json!({})).await;
    assert_eq!(out["data"]["signOut"]["errors"], json!([]), "{out}");
    assert!(!browser.0.contains_key("lianjing_hand"), "signing out takes the key out of the browser");
    world.wait(Duration::minutes(1));
    let token = browser.signs_in(world, ("town-handler2", NEXT, &uri)).await;
    assert!(is_open(&browser.reads(world, &token, &case).await), "the same key, by the new password");
});

story_of_holders!(a_forgotten_password_is_survived_by_a_colleague, |world| {
    let (_, case) = filed(world).await;
    let first = handed_over(world, world.home(), "town-handler2").await;
    let mut browser = Browser::default();
    let (_, uri) = browser.takes(world, ("town-handler2", &first, FIRST), None).await;
    let tx = writing(world).await;
    let lost = keys::own_of(&tx, world.home().account("town-handler2")).await.unwrap().unwrap();
    drop(tx);
    // He forgot it. The administrator asks, the head of his organ agrees: the head holds the key, so it is there at once.
    let reset = "mutation($input: ResetAccessInput!) { resetAccess(input: $input) { reset { id } errors { code } } }";
    let admin = world.signed_in(world.home(), "admin").await;
    let asked = json!({ "accountId": world.home().account("town-handler2"), "what": "PASSWORD" });
    let asked = world.data(Some(&admin), reset, json!({ "input": asked })).await;
    let approve = "mutation($input: ApproveRoleInput!) { approveRole(input: $input) { initialPassword errors { code message } } }";
    let head = world.signed_in(world.home(), "town-head").await;
    let word = json!({ "grantId": asked["resetAccess"]["reset"]["id"], "approve": true });
    let agreed = world.data(Some(&head), approve, json!({ "input": word })).await;
    let first = agreed["approveRole"]["initialPassword"].as_str().unwrap_or_else(|| panic!("{agreed}")).to_owned();
    let mut browser = Browser::default();
    world.wait(Duration::minutes(1));
    let (token, _) = browser.takes(world, ("town-handler2", &first, NEXT), Some(&uri)).await;
    assert!(is_open(&browser.reads(world, &token, &case).await), "nobody had to sign in meanwhile");
    let tx = writing(world).await;
    let now = keys::own_of(&tx, world.home().account("town-handler2")).await.unwrap().unwrap();
    assert_ne!(now.public, lost.public, "what the head saw is not what he holds");
    assert_eq!(tx.rows().find::<account_key::Entity>().filter(account_key::Column::Id.eq(lost.id)).count(&tx).await.unwrap(), 0);
});

story_of_holders!(a_forgotten_password_is_survived_by_the_paper, |world| {
    // The second town's committee has one member.
    let ctx = world.ctx();
    let paper = keys::new_paper(&ctx, &world.home().county).await.unwrap();
    let standing = keys::paper_standing(&ctx, &world.home().county).await.unwrap().unwrap();
    assert_eq!((standing.pairs, standing.sealed), (4, 0), "sealed as holders sign in");
    world.files(PHONE, &[id(world.home().unit("village3"))]).await;
    let case = world.only_case("town2-head").await["id"].clone();
    assert!(reads(world, "town2-head", &case).await.is_string());
    assert_eq!(keys::paper_standing(&ctx, &world.home().county).await.unwrap().unwrap().sealed, 1);

    let first = handed_over(world, world.home(), "town2-head").await;
    let mut browser = Browser::default();
    let (token, _) = browser.takes(world, ("town2-head", &first, FIRST), None).await;
    assert_eq!(told(&browser.reads(world, &token, &case).await).0, "STATE", "what only he held is lost to him");
    let recovery = |login: &str, organ: &str, paper: &str| staff::Recovery {
        login: login.to_owned(),
        organ: Some(organ.to_owned()),
        paper: paper.to_owned().into(),
        reason: "演示：忘了密码".to_owned(),
    };
    let code = &world.home().code;
    let other_paper = keys::new_paper(&ctx, &world.other().county).await.unwrap();
    for (login, organ, text) in [
        ("town2-head", "town2", "not a paper"),
        ("town2-head", "town2", other_paper.as_str()),
        ("town2-head", "town", paper.as_str()),
        ("town-head", "town2", paper.as_str()),
    ] {
        let refused = staff::recover_by_paper(&ctx, code, recovery(login, organ, text)).await;
        assert!(matches!(refused, Err(Failure::Refused(_))), "{login} {organ}");
    }
    assert_eq!(told(&browser.reads(world, &token, &case).await).0, "STATE");
    let (pairs, _) = staff::recover_by_paper(&ctx, code, recovery("town2-head", "town2", &paper)).await.unwrap();
    assert_eq!(pairs, 2, "the lost pair, and the one that was made for him since");
    assert!(is_open(&browser.reads(world, &token, &case).await), "by the paper");
    assert_eq!((entries(world, "keys.paper_made").await, entries(world, "keys.recovered").await), (1, 1));
    // A new paper makes the old one void.
    keys::new_paper(&ctx, &world.home().county).await.unwrap();
    assert!(staff::recover_by_paper(&ctx, code, recovery("town2-head", "town2", &paper)).await.is_err());
});
