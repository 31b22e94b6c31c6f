//! `POST /oauth/token`, to the letter of RFC 6749.

use super::*;
use reqwest::header::{CACHE_CONTROL, HeaderMap, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};

/// Status, headers and body of an answer.
async fn whole(answer: reqwest::Response) -> (u16, HeaderMap, Value) {
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, answer.json().await.unwrap())
}

story!(a_token_is_given_for_good_credentials_by_header_or_body, |world| {
    let client = world.client(world.home(), &["OPEN_READ", "WEBHOOKS_MANAGE"]).await;
    let body = grant(&[("client_id", client.id.as_str()), ("client_secret", client.secret.as_str())]);
    for answer in [world.asks_for_token(Some(&client), &grant(&[])).await, world.asks_for_token(None, &body).await] {
        let (status, headers, told) = whole(answer).await;
        assert_eq!((status, &told["token_type"], &told["expires_in"]), (200, &json!("Bearer"), &json!(600)));
        assert_eq!(told["scope"], "open:read webhooks:manage");
        assert_eq!((&headers[CACHE_CONTROL], &headers[PRAGMA]), (&"no-store".parse().unwrap(), &"no-cache".parse().unwrap()));
        let token = told["access_token"].as_str().unwrap();
        assert_eq!(world.asks_plainly(token, "{ counties { nodes { name } } }").await.status(), 200);
    }
    let (_, _, told) = whole(world.asks_for_token(Some(&client), &grant(&[("scope", "open:read")])).await).await;
    assert_eq!(told["scope"], "open:read");
    let narrow = told["access_token"].as_str().unwrap().to_owned();
    world.wait(Duration::minutes(10));
    assert_eq!(world.asks_plainly(&narrow, "{ counties { nodes { name } } }").await.status(), 401, "ten minutes are over");
});

story!(each_error_is_one_of_the_registered_ones, |world| {
    let client = world.client(world.home(), &["OPEN_READ"]).await;
    let by_header = Some(&client);
    let before = world.dump().await["client_use"].clone();
    for (basic, form, status, error) in [
        (by_header, vec![], 400, "invalid_request"),
        (by_header, vec![("grant_type", "")], 400, "invalid_request"),
        (by_header, vec![("grant_type", "password"), ("username", "x")], 400, "unsupported_grant_type"),
        (by_header, grant(&[("grant_type", "client_credentials")]), 400, "invalid_request"),
        (by_header, grant(&[("client_secret", client.secret.as_str())]), 400, "invalid_request"),
        (by_header, grant(&[("scope", "cases:read")]), 400, "invalid_scope"),
        (by_header, grant(&[("scope", "open:read webhooks:manage")]), 400, "invalid_scope"),
        (None, grant(&[]), 401, "invalid_client"),
        (None, grant(&[("client_id", client.id.as_str())]), 401, "invalid_client"),
    ] {
        let (got, headers, told) = whole(world.asks_for_token(basic, &form).await).await;
        assert_eq!((got, told), (status, json!({ "error": error })), "{form:?}");
        assert_eq!(headers.contains_key(WWW_AUTHENTICATE), status == 401, "{form:?}");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
    }
    let address = format!("{}/oauth/token", world.url);
    assert_eq!(world.http.get(&address).send().await.unwrap().status(), 405);
    let json = world.http.post(&address).json(&json!({ "grant_type": "client_credentials" })).send().await.unwrap();
    assert_eq!(whole(json).await.2["error"], "invalid_request");
    assert_eq!(world.dump().await["client_use"], before, "nothing was given");
});

story!(unknown_wrong_and_ended_credentials_are_answered_alike_and_slow_nobody_else_down, |world| {
    let client = world.client(world.home(), &["OPEN_READ"]).await;
    let ended = world.client(world.home(), &["OPEN_READ"]).await;
    assert_eq!(code(&does(world, "admin", &end(), json!({ "clientId": ended.id })).await), "-");
    let wrong = Credentials { secret: ended.secret.clone(), ..client.clone() };
    let unknown = Credentials { id: "client_00000000000000000000000000".to_owned(), ..client.clone() };
    let no_id = Credentials { id: "somebody".to_owned(), ..client.clone() };
    let mut answers = Vec::new();
    for shown in [&wrong, &unknown, &no_id, &ended] {
        let (status, headers, told) = whole(world.asks_for_token(Some(shown), &grant(&[])).await).await;
        answers.push((status, headers.get(WWW_AUTHENTICATE).cloned(), told));
    }
    assert!(answers.iter().all(|one| *one == answers[0]), "{answers:?}");
    for _ in 0..29 {
        assert_eq!(world.asks_for_token(Some(&wrong), &grant(&[])).await.status(), 401);
    }
    let (status, headers, told) = whole(world.asks_for_token(Some(&wrong), &grant(&[])).await).await;
    assert_eq!((status, told, headers[RETRY_AFTER].to_str().unwrap()), (429, json!({ "error": "slow_down" }), "600"));
    assert_eq!(world.asks_for_token(Some(&client), &grant(&[])).await.status(), 200, "good ones never wait for wrong ones");
    world.wait(Duration::minutes(10));
    assert_eq!(world.asks_for_token(Some(&wrong), &grant(&[])).await.status(), 401);
    world.wait(Duration::days(2));
    lianjing::worker::run_due_now(&world.kernel, &world.ports).await.unwrap();
    assert_eq!(world.dump().await["client_try"].len(), 0, "and are forgotten");
});

story!(a_token_of_one_kind_is_good_for_nothing_else, |world| {
    let client = world.client(world.home(), &["OPEN_READ"]).await;
    let token = world.client_token(&client).await;
    for address in ["/uploads", "/open-data/x"] {
        let answer = world.http.get(format!("{}{address}", world.url)).bearer_auth(&token).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{address}");
    }
    let (head, signature) = token.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    assert_eq!(world.asks_plainly(&forged, "{ counties { nodes { name } } }").await.status(), 401);
});
