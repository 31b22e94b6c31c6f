//! The protocol, and whoever does not keep to it.

use super::officer;
use kit::live::{INBOX, ONE_CASE, REPORT, Told, greeting, quick};
use kit::story;
use lianjing::http::live::Terms;
use lianjing::kernel::api_limits::ApiLimits;
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};

const SUBPROTOCOL: (&str, &str) = ("sec-websocket-protocol", "graphql-transport-ws");

fn status(refused: Result<Told, Box<Error>>) -> u16 {
    match refused.map(drop).map_err(|error| *error) {
        Err(Error::Http(answer)) => answer.status().as_u16(),
        other => panic!("not refused: {other:?}"),
    }
}

story!(another_protocol_is_not_spoken, |world| {
    let mut old = Told::open(&world.url, &[("sec-websocket-protocol", "graphql-ws")]).await;
    // A client that insists on its own protocol breaks off by itself; who does not is told why.
    if let Ok(old) = &mut old {
        assert_eq!(old.closes().await, 4406);
    }
    let mut none = Told::open(&world.url, &[]).await.unwrap();
    assert_eq!(none.closes().await, 4406);
});

story!(a_foreign_page_opens_nothing, |world| {
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"] {
        assert_eq!(status(Told::open(&world.url, &[SUBPROTOCOL, ("origin", origin)]).await), 403, "{origin}");
    }
    let mut ours = Told::open(&world.url, &[SUBPROTOCOL, ("origin", &world.url)]).await.unwrap();
    ours.says(&greeting(None)).await;
    assert_eq!(ours.hears().await["type"], "connection_ack");
});

story!(who_does_not_keep_to_the_protocol_is_let_go, |world| {
    let token = world.signed_in(world.home(), "town-head").await;
    let subscribe = json!({ "id": "1", "type": "subscribe", "payload": { "query": INBOX } });
    for (what, first, code) in [
        ("asks before it says who it is", subscribe.to_string(), 4401),
        ("a forged token", greeting(Some("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")).to_string(), 4403),
        ("no token at all where one is said to be", greeting(Some("")).to_string(), 4403),
        ("words of another protocol", json!({ "type": "start", "id": "1" }).to_string(), 4400),
        ("no JSON", "举报".to_owned(), 4400),
        ("a list", "[]".to_owned(), 4400),
        ("a query's answer", json!({ "type": "next", "id": "1", "payload": {} }).to_string(), 4400),
    ] {
        let mut told = Told::silent(&world.url).await;
        told.sends(Message::text(first)).await.unwrap();
        assert_eq!(told.closes().await, code, "{what}");
    }
    for (what, then, code) in
        [("greets twice", vec![greeting(Some(&token))], 4429), ("one name for two things", vec![subscribe.clone(), subscribe], 4409)]
    {
        let mut told = world.listens(Some(&token)).await;
        for message in then {
            told.says(&message).await;
        }
        assert_eq!(told.closes().await, code, "{what}");
    }
    let mut told = Told::silent(&world.url).await;
    told.sends(Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(told.closes().await, 4400, "bytes");
});

async fn refused(told: &mut Told, query: &str, variables: Value) -> String {
    told.asks("x", query, variables).await;
    let message = told.hears().await;
    assert_eq!((&message["id"], &message["type"]), (&json!("x"), &json!("error")), "{message}");
    message["payload"][0]["extensions"]["code"].as_str().unwrap_or("-").to_owned()
}

story!(what_is_no_subscription_is_refused_and_the_connection_lives, |world| {
    let mut told = officer(world, "town-head").await;
    let long = format!("subscription {{ inboxChanged {{ {} }} }}", "a ".repeat(20_000));
    let twice = "subscription { a: inboxChanged { lookAgain } b: inboxChanged { lookAgain } }";
    let hidden = "subscription { ...f } fragment f on Subscription { inboxChanged { lookAgain } }";
    for (query, code) in [
        ("{ viewer { account { id } } }", "TRANSPORT"),
        ("mutation { signOut { errors { code } } }", "TRANSPORT"),
        ("subscription { nothingLikeThis }", "GRAPHQL_VALIDATION"),
        ("subscription {", "GRAPHQL_PARSE"),
        (&long, "LIMIT"),
        (twice, "GRAPHQL_VALIDATION"),
        (hidden, "GRAPHQL_VALIDATION"),
        (ONE_CASE, "GRAPHQL_VALIDATION"),
    ] {
        assert_eq!(refused(&mut told, query, json!({})).await, code, "{query}");
    }
    assert_eq!(refused(&mut told, ONE_CASE, json!({ "id": "case_nonsense" })).await, "NOT_FOUND");
    assert_eq!(refused(&mut told, REPORT, json!({ "code": null })).await, "CODE_REQUIRED");
    told.subscribes("inbox", INBOX, json!({})).await;
    let viewer = "{ viewer { account { login } } }";
    let token = world.signed_in(world.home(), "town-head").await;
    assert_eq!(world.data(Some(&token), viewer, json!({})).await["viewer"]["account"]["login"], "town-head", "nobody was signed out");
});

story!(a_subscription_by_post_or_get_says_where_it_belongs, |world| {
    let token = world.signed_in(world.home(), "town-head").await;
    let answer = world.ask(Some(&token), INBOX, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "TRANSPORT", "{answer}");
    for (accept, status) in [("application/json", 200), ("application/graphql-response+json", 400)] {
        let get = world.http.get(format!("{}/graphql", world.url)).query(&[("query", INBOX)]).header("accept", accept);
        assert_eq!(get.send().await.unwrap().status().as_u16(), status);
    }
});

story!(ten_megabytes_are_not_read, |world| {
    for message in [Message::text("x".repeat(10 << 20)), Message::text("x".repeat((64 << 10) + 1)), Message::binary(vec![0; 10 << 20])] {
        let mut told = officer(world, "town-head").await;
        // The server may stop reading before all is sent.
        let _ = told.sends(message).await;
        assert_eq!(told.closes().await, 1009);
    }
    let mut told = officer(world, "town-head").await;
    told.subscribes("inbox", INBOX, json!({})).await;
});

story!(who_says_nothing_is_let_go, |world| {
    let url = world.serves_on(Terms { init: Duration::from_millis(100), ..quick() });
    let mut told = Told::silent(&url).await;
    assert_eq!(told.closes().await, 4408);
    let url = world.serves_on(Terms { ping: Duration::from_millis(20), silence: Duration::from_millis(100), ..quick() });
    let mut told = Told::greeted(&url, None).await;
    assert_eq!(told.closes().await, 1000, "it answers pings, but wants nothing");
});

story!(nobody_stays_for_ever, |world| {
    let url = world.serves_on(Terms { life: Duration::from_millis(300), ..quick() });
    let token = world.signed_in(world.home(), "town-head").await;
    let mut told = Told::silent(&url).await;
    told.says(&greeting(Some(&token))).await;
    told.asks("inbox", INBOX, json!({})).await;
    assert_eq!(told.hears_end().await, Ok(json!({ "type": "connection_ack" })));
    assert_eq!(told.hears_end().await, Err(4411));
});

story!(connections_and_subscriptions_are_counted, |world| {
    let token = world.signed_in(world.home(), "town-head").await;
    let mut all = Vec::new();
    for _ in 0..8 {
        all.push(world.listens(Some(&token)).await);
    }
    let mut one_more = Told::silent(&world.url).await;
    one_more.says(&greeting(Some(&token))).await;
    assert_eq!(one_more.closes().await, 4429);
    let told = &mut all[0];
    for number in 0..8 {
        told.subscribes(&number.to_string(), INBOX, json!({})).await;
    }
    assert_eq!(refused(told, INBOX, json!({})).await, "LIMIT");
    let url = world.serves_on(Terms { connections: 1, ..quick() });
    let first = Told::silent(&url).await;
    assert_eq!(status(Told::open(&url, &[SUBPROTOCOL]).await), 503);
    drop(first);
    let none = world.serves_on(Terms { connections: 0, ..quick() });
    assert_eq!(status(Told::open(&none, &[SUBPROTOCOL]).await), 404, "there never is a place: nobody need come again");
});

story!(who_talks_without_end_is_let_go, |world| {
    let answer = || Message::Pong(Vec::new().into());
    let part = |kind| Message::Frame(Frame::message("", OpCode::Data(kind), false));
    for (what, messages, code) in [
        ("answers", vec![Message::text(json!({ "type": "pong" }).to_string()); 121], 4429),
        ("pongs that nobody asked for", vec![answer(); 121], 4429),
        ("a text in many parts", [vec![part(Data::Text)], vec![part(Data::Continue); 64]].concat(), 1009),
        ("a text within a text", vec![part(Data::Text); 2], 4400),
    ] {
        let mut told = officer(world, "town-head").await;
        for message in messages {
            told.sends(message).await.unwrap();
        }
        assert_eq!(told.closes().await, code, "{what}");
    }
});

story!(an_event_that_is_too_long_ends_its_subscription_and_no_other, |world| {
    let name = "x".repeat(5_000);
    let fields: String = (0..14).map(|number| format!("a{number}: cases {{ ...f }} ")).collect();
    let long = format!("subscription {{ inboxChanged {{ {fields} }} }} fragment f on CaseChange {{ {name}: id }}");
    let mut told = officer(world, "town-head").await;
    told.subscribes("long", &long, json!({})).await;
    world.files("13800000001", &[kit::cases::id(world.home().unit("village"))]).await;
    let said = told.hears().await;
    assert_eq!((&said["id"], &said["type"], &said["payload"][0]["extensions"]["code"]), (&json!("long"), &json!("error"), &json!("LIMIT")));
    told.subscribes("long", INBOX, json!({})).await;
    told.asks(&"n".repeat(257), INBOX, json!({})).await;
    assert_eq!(told.closes().await, 4400, "a name is short");
});

story!(without_a_connection_to_the_database_a_subscription_is_busy_and_the_line_lives, |world| {
    let kernel = world.other_kernel(ApiLimits::default(), (2, Duration::from_millis(200))).await;
    let (url, _) = world.serves_from(&kernel, quick());
    let token = world.signed_in(world.home(), "town-head").await;
    let mut told = Told::greeted(&url, Some(&token)).await;
    let held = crate::busy::takes_all(&kernel, 2).await;
    assert_eq!(refused(&mut told, INBOX, json!({})).await, "BUSY");
    drop(held);
    told.subscribes("x", INBOX, json!({})).await;
});
