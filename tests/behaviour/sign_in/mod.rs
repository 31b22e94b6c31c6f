//! Signing in: two factors, slowness after failures, forged tokens.

mod lock_out;
mod own;
mod sessions;
mod taking;

use entity::id::AccountId;
use entity::words::StaffRole;
use entity::{ledger_entry, session, sign_in_try};
use futures_util::future::join_all;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kit::{World, story};
use lianjing::domain::staff::{self, NewAccount, NewRole};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PASSWORD: &str = "红星照耀-Lian-2026";
const SECRET: [u8; 20] = *b"a secret of a story!";

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { challenge errors { code field message } } }";
const SECOND: &str = "mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) { accessToken expiresAt \
    viewer { account { login } roles { role } county { code } notices { id } sessions { current userAgent } } errors { code field message } } }";
const REFRESH: &str = "mutation { refreshSession { accessToken expiresAt viewer { account { login } } errors { code } } }";
const WHO: &str = "{ viewer { account { login } roles { role } sessions { id current } } }";

async fn a_handler(world: &World) -> AccountId {
    let password_hash = staff::hash_password(&world.kernel, PASSWORD).await.unwrap();
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let new =
        NewAccount { login: "li-si".to_owned(), name: "演示李四".to_owned(), official_id: None, password_hash, totp_secret: SECRET };
    let role = NewRole { role: StaffRole::Handler, unit_id: None, organ_id: Some(world.home().organ("town")) };
    let id = staff::create_for_demo(&tx, new, &[role]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn code_now(world: &World) -> String {
    let seconds = u64::try_from(world.ctx().now.0 / 1_000).unwrap();
    totp_rs::Builder::new().with_secret(SECRET).build_noncompliant().generate(seconds).to_string()
}

async fn first_step(world: &World, login: &str, password: &str) -> Value {
    let input = json!({ "county": "510824", "login": login, "password": password });
    world.data(None, SIGN_IN, json!({ "input": input })).await["signIn"].clone()
}

async fn second_step(world: &World, challenge: &Value, code: &str) -> Value {
    let input = json!({ "challenge": challenge, "code": code });
    world.data(None, SECOND, json!({ "input": input })).await["verifySecondFactor"].clone()
}

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn top(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-")
}

/// Signs in; the access token and the whole cookie header.
async fn signs_in(world: &World) -> (String, String) {
    let challenge = first_step(world, "li-si", PASSWORD).await["challenge"].clone();
    let input = json!({ "challenge": challenge, "code": code_now(world) });
    posts(world, None, SECOND, json!({ "input": input }), "verifySecondFactor").await
}

/// Posts with a cookie; the access token and the cookie that came back.
async fn posts(world: &World, cookie: Option<&str>, query: &str, variables: Value, field: &str) -> (String, String) {
    let mut request = world.http.post(format!("{}/graphql", world.url)).json(&json!({ "query": query, "variables": variables }));
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie.split(';').next().unwrap());
    }
    let response = request.header("user-agent", "手机").send().await.unwrap();
    let cookie = response.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let answer: Value = response.json().await.unwrap();
    (answer["data"][field]["accessToken"].as_str().unwrap_or_default().to_owned(), cookie)
}

async fn refreshes(world: &World, cookie: &str) -> (String, String) {
    posts(world, Some(cookie), REFRESH, json!({}), "refreshSession").await
}

async fn ledger(world: &World, kind: &str) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

story!(password_and_second_factor_open_a_session, |world| {
    a_handler(world).await;
    let challenge = first_step(world, " li-si ", PASSWORD).await["challenge"].clone();
    assert_eq!(top(&world.ask(challenge.as_str(), WHO, json!({})).await), "UNAUTHENTICATED", "half a sign-in opens nothing");
    let session = second_step(world, &challenge, &code_now(world)).await;
    assert_eq!(session["viewer"]["account"]["login"], "li-si", "{session}");
    assert_eq!(session["viewer"]["roles"], json!([{ "role": "HANDLER" }]));
    assert_eq!(session["viewer"]["county"]["code"], "510824");
    assert_eq!(session["viewer"]["sessions"][0]["current"], true);
    assert_eq!(session["expiresAt"], "2026-03-02T09:10:00+08:00");
    let token = session["accessToken"].as_str().unwrap();
    assert_eq!(world.data(Some(token), WHO, json!({})).await["viewer"]["account"]["login"], "li-si");
    assert_eq!(ledger(world, "staff.signed_in").await, 1);
    world.wait(Duration::minutes(10));
    assert_eq!(top(&world.ask(Some(token), WHO, json!({})).await), "UNAUTHENTICATED");
    assert_eq!(world.data(None, WHO, json!({})).await["viewer"], Value::Null);
});

story!(the_refresh_cookie_is_out_of_reach, |world| {
    a_handler(world).await;
    let (_, cookie) = signs_in(world).await;
    for part in ["lianjing_refresh=session_", "HttpOnly", "SameSite=Strict", "Path=/graphql"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "a demonstration over http");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let row = tx.rows().find::<session::Entity>().one(&tx).await.unwrap().unwrap();
    assert_eq!(row.user_agent, None, "only what can be shown as text is kept");
    assert_eq!(row.refresh_hash.len(), 32);
});

story!(wrong_and_unknown_are_told_alike, |world| {
    a_handler(world).await;
    let long = "x".repeat(5_000);
    let answers = [
        first_step(world, "li-si", "wrong").await,
        first_step(world, "nobody", PASSWORD).await,
        first_step(world, "li-si", "").await,
        first_step(world, "li-si", &long).await,
        first_step(world, "\u{0}' OR 1=1 --", PASSWORD).await,
        first_step(world, "admin", "").await,
    ];
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
    assert_eq!((code(&answers[0]), &answers[0]["errors"][0]["message"]), ("WRONG_CODE", &json!("用户名或密码不对。")));
    let elsewhere = json!({ "county": "130982", "login": "li-si", "password": PASSWORD });
    assert_eq!(code(&world.data(None, SIGN_IN, json!({ "input": elsewhere })).await["signIn"]), "WRONG_CODE");
});

story!(names_that_exist_and_names_that_do_not_slow_down_alike, |world| {
    a_handler(world).await;
    for _ in 0..9 {
        let known = first_step(world, "li-si", "wrong").await;
        for unknown in ["nobody", "\u{0}", "张三", &"x".repeat(300)] {
            let before = world.ctx().now;
            assert_eq!(first_step(world, unknown, "wrong").await, known, "{unknown:?} at {before:?}");
        }
        if code(&known) == "TOO_MANY" {
            world.wait(Duration::minutes(1));
        }
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<sign_in_try::Entity>().count(&tx).await.unwrap(), 5, "one row a name");
});

story!(failures_are_forgotten_after_a_day, |world| {
    a_handler(world).await;
    for _ in 0..5 {
        first_step(world, "li-si", "wrong").await;
    }
    world.wait(Duration::hours(25));
    for _ in 0..5 {
        assert_eq!(code(&first_step(world, "li-si", "wrong").await), "WRONG_CODE");
    }
    assert_eq!(code(&first_step(world, "li-si", "wrong").await), "TOO_MANY");
});

story!(failures_slow_down_and_never_lock, |world| {
    a_handler(world).await;
    for _ in 0..5 {
        assert_eq!(code(&first_step(world, "li-si", "wrong").await), "WRONG_CODE");
    }
    let waiting = first_step(world, "li-si", PASSWORD).await;
    assert_eq!((code(&waiting), &waiting["errors"][0]["message"]), ("TOO_MANY", &json!("试得太多了，还要等 1 分钟。")));
    world.wait(Duration::minutes(1));
    assert_eq!(code(&first_step(world, "li-si", "wrong").await), "WRONG_CODE");
    assert_eq!(first_step(world, "li-si", PASSWORD).await["errors"][0]["message"], "试得太多了，还要等 2 分钟。");
    world.wait(Duration::minutes(2));
    let (token, _) = signs_in(world).await;
    assert!(!token.is_empty());
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<sign_in_try::Entity>().count(&tx).await.unwrap(), 0, "a whole sign-in forgets failures");
});

story!(guesses_at_the_same_time_all_count, |world| {
    a_handler(world).await;
    let answers = join_all((0..12).map(|_| first_step(world, "li-si", "wrong"))).await;
    assert_eq!(answers.iter().filter(|answer| code(answer) == "WRONG_CODE").count(), 5);
    assert_eq!(answers.iter().filter(|answer| code(answer) == "TOO_MANY").count(), 7);
});

story!(a_known_password_gives_no_free_guesses_at_the_second_factor, |world| {
    a_handler(world).await;
    let mut guesses = 0;
    for _ in 0..20 {
        let challenge = first_step(world, "li-si", PASSWORD).await;
        if challenge["challenge"].is_null() {
            break;
        }
        let right = code_now(world);
        let wrong = if right == "000000" { "111111" } else { "000000" };
        assert_eq!(code(&second_step(world, &challenge["challenge"], wrong).await), "WRONG_CODE");
        guesses += 1;
    }
    assert_eq!(guesses, 5);
});

story!(a_code_of_the_second_factor_works_once, |world| {
    a_handler(world).await;
    let challenge = first_step(world, "li-si", PASSWORD).await["challenge"].clone();
    let now = code_now(world);
    let answers = join_all((0..4).map(|_| second_step(world, &challenge, &now))).await;
    assert_eq!(answers.iter().filter(|answer| answer["accessToken"].is_string()).count(), 1);
    let again = first_step(world, "li-si", PASSWORD).await["challenge"].clone();
    assert_eq!(second_step(world, &again, &now).await["errors"][0]["message"], "这个动态码用过了，请等下一个（最多 30 秒）。");
    world.wait(Duration::seconds(30));
    assert!(second_step(world, &again, &code_now(world)).await["accessToken"].is_string());
    world.wait(Duration::minutes(5));
    assert_eq!(code(&second_step(world, &again, &code_now(world)).await), "EXPIRED");
    for forged in ["", "x", "a.b.c"] {
        assert_eq!(code(&second_step(world, &json!(forged), "123456").await), "EXPIRED");
    }
});

story!(forged_tokens_open_nothing, |world| {
    let id = a_handler(world).await;
    let (good, _) = signs_in(world).await;
    let claims = |aud: &str, exp: i64| json!({ "iss": "lianjing", "aud": aud, "exp": exp, "account": id, "county": world.home().county.id, "session": "session_01h455vb4pex5vsknk084sn02q" });
    let soon = world.ctx().now.0 / 1_000 + 60;
    let own = aws_lc_rs::signature::Ed25519KeyPair::generate().unwrap().to_pkcs8v1().unwrap();
    let signed = |algorithm, key: &EncodingKey, kid: &str| {
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(algorithm) };
        jsonwebtoken::encode(&header, &claims("staff", soon), key).unwrap()
    };
    let own = EncodingKey::from_ed_der(own.as_ref());
    let mut forged = vec![
        signed(Algorithm::EdDSA, &own, "token-1"),
        signed(Algorithm::EdDSA, &own, "another"),
        signed(Algorithm::HS256, &EncodingKey::from_secret(b"secret"), "token-1"),
    ];
    let parts: Vec<_> = good.split('.').collect();
    let part = |value: Value| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, value.to_string());
    forged.push(format!("{}.{}.", part(json!({ "alg": "none", "kid": "token-1" })), parts[1]));
    forged.push(format!("{}.{}.{}", parts[0], part(claims("staff", soon + 9_999)), parts[2]));
    forged.push(format!("{}.{}.{}", parts[0], parts[1], "A".repeat(86)));
    forged.push(format!("{good}A"));
    for token in &forged {
        assert_eq!(top(&world.ask(Some(token), WHO, json!({})).await), "UNAUTHENTICATED", "{token}");
    }
    let phone = world.proves("13800000001", "REPORT").await;
    assert_eq!(world.data(Some(&phone), WHO, json!({})).await["viewer"], Value::Null, "a phone is no member of the staff");
    assert_eq!(code(&second_step(world, &json!(phone), "123456").await), "EXPIRED");
    assert_eq!(world.data(Some(&good), WHO, json!({})).await["viewer"]["account"]["login"], "li-si");
});
