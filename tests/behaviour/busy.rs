//! More than can be done at once: each gets an answer in words, what was begun is finished, and nothing is held for ever.

use actix_web::rt::spawn;
use futures_util::future::{Either, select};
use kit::story;
use lianjing::http::body::Patience;
use lianjing::http::bounds::Bounds;
use lianjing::kernel::api_limits::ApiLimits;
use lianjing::kernel::{Ctx, Kernel, Tx};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

/// Counts more than what is answered to anybody at any time.
const HEAVY: &str = "{county(code:\"510824\"){units(first:100){nodes{powers(first:20){nodes{name}}}}}}";
const LIGHT: &str = "{county(code:\"510824\"){name}}";
/// What must happen soon never happens if it has not by then.
const NEVER: Duration = Duration::from_secs(40);
/// No wait of a story is as long.
const LONG: Duration = Duration::from_mins(10);

/// The whole schema so many times: some hundred KiB each.
fn large(times: usize) -> String {
    let one = "__schema{types{name description fields{name description args{name description type{name ofType{name}}}}}}";
    format!("{{{}}}", (0..times).map(|n| format!("s{n}:{one} ")).collect::<String>())
}

/// Status, the header that says when to ask again, and the answer.
async fn asks(http: reqwest::Client, to: SocketAddr, token: Option<String>, query: String) -> (u16, Option<String>, Value) {
    let mut request = http.post(format!("http://{to}/graphql")).json(&json!({ "query": query }));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    let again = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), again, response.json().await.unwrap())
}

fn is_busy((status, again, answer): &(u16, Option<String>, Value)) -> bool {
    let error = &answer["errors"][0];
    let told = error["extensions"]["code"] == "BUSY" && error["message"] == "现在用的人太多，请过一会儿再试。";
    // Where something was answered, the status says so.
    let says = if answer["data"].is_null() { 503 } else { 200 };
    (*status, again.as_deref(), told) == (says, Some("5"), true)
}

/// Takes every connection that a ground's pool has.
pub async fn takes_all(kernel: &Arc<Kernel>, connections: u32) -> Vec<Tx> {
    let ctx = Ctx::system(kernel);
    let county = ctx.county("510824").await.unwrap();
    let mut held = Vec::new();
    for _ in 0..connections {
        held.push(ctx.read(&county).await.unwrap());
    }
    held
}

story!(no_connection_in_time_is_busy_and_no_fault, |world| {
    let kernel = world.other_kernel(ApiLimits::default(), (2, Duration::from_millis(200))).await;
    let to = world.serves(&kernel, Patience::default(), Bounds::holding(100));
    let pages = [format!("http://{to}/510824"), format!("http://{to}/q/7K3M9PA"), format!("http://{to}/510824/u/510824-village")];
    let held = takes_all(&kernel, 2).await;
    for query in [LIGHT, HEAVY, "{unit(county:\"510824\",code:\"x\"){name}}", "{counties{nodes{name}}}"] {
        let answer = asks(world.http.clone(), to, None, query.to_owned()).await;
        assert!(is_busy(&answer), "{query}: {answer:?}");
    }
    for page in &pages {
        let page = world.http.get(page).send().await.unwrap();
        assert_eq!((page.status().as_u16(), page.headers()["retry-after"].to_str().unwrap()), (503, "5"));
    }
    drop(held);
    let (status, again, answer) = asks(world.http.clone(), to, None, LIGHT.to_owned()).await;
    assert_eq!((status, again, &answer["data"]["county"]["name"]), (200, None, &json!("苍溪县")));
});

story!(of_heavy_questions_so_many_are_answered_and_further_ones_refused_at_once, |world| {
    let kernel = world.other_kernel(ApiLimits::default(), (2, LONG)).await;
    let to = world.serves(&kernel, Patience::default(), Bounds { heavy: 1, ..Bounds::holding(100) });
    let ask = |query: &str| spawn(asks(world.http.clone(), to, None, query.to_owned()));
    // One of the two waits for a connection, and the other one is not to wait.
    let held = takes_all(&kernel, 2).await;
    let (Either::Left((refused, waiting)) | Either::Right((refused, waiting))) = select(ask(HEAVY), ask(HEAVY)).await;
    assert!(is_busy(&refused.unwrap()), "the second one");
    drop(held);
    let (status, _, answer) = waiting.await.unwrap();
    assert_eq!((status, &answer["errors"]), (200, &Value::Null), "the first one");
    assert_eq!(ask(HEAVY).await.unwrap().0, 200, "its place is free again");
});

story!(light_questions_and_staff_need_no_place, |world| {
    let to = world.serves(&world.kernel, Patience::default(), Bounds { heavy: 0, ..Bounds::holding(100) });
    let ask = async |token: Option<String>, query: &str| asks(world.http.clone(), to, token, query.to_owned()).await;
    let reporter = world.proves("13800138000", "REPORT").await;
    for token in [None, Some(reporter)] {
        assert!(is_busy(&ask(token.clone(), HEAVY).await));
        for schema in [&large(1), "{t:__type(name:\"Node\"){possibleTypes{name}}}"] {
            assert!(is_busy(&ask(token.clone(), schema).await), "the schema counts little, and is large: {schema}");
        }
        assert_eq!(ask(token, LIGHT).await.0, 200);
    }
    let staff = world.signed_in(world.home(), "town-head").await;
    let (status, _, answer) = ask(Some(staff), HEAVY).await;
    assert_eq!((status, &answer["errors"]), (200, &Value::Null), "{answer}");
    let broken = ask(None, &HEAVY.replace("first:20", "first:100")).await;
    assert!(is_busy(&broken), "what is too complex at any time is not looked at either: {broken:?}");
});

story!(an_answer_that_is_too_large_is_refused_by_name, |world| {
    let kernel = world.other_kernel(ApiLimits { max_answer: 20_000, ..ApiLimits::default() }, (2, LONG)).await;
    let to = world.serves(&kernel, Patience::default(), Bounds::holding(100));
    let (status, _, answer) = asks(world.http.clone(), to, None, large(1)).await;
    let error = &answer["errors"][0];
    assert_eq!((status, &error["extensions"]), (200, &json!({ "code": "LIMIT", "limit": "max_answer", "most": 20_000 })));
    assert_eq!(error["message"], "回答太大了，没有发（限制 max_answer，最多 19 KiB），请分几次要。");
    assert_eq!(answer["data"], Value::Null);
    assert_eq!(asks(world.http.clone(), to, None, LIGHT.to_owned()).await.0, 200);
    let whole = world.ask(None, &large(1), json!({})).await;
    assert!(whole["data"]["s0"]["types"].as_array().unwrap().len() > 100, "elsewhere it is answered");
});

story!(the_schema_is_told_once_and_not_in_rounds, |world| {
    let rounds = "possibleTypes{interfaces{".repeat(6);
    let rounds = format!("{{__type(name:\"Node\"){{{rounds}name{}}}}}", "}".repeat(12));
    let staff = world.signed_in(world.home(), "town-head").await;
    for token in [None, Some(staff.as_str())] {
        let answer = world.ask(token, &rounds, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION", "{answer}");
        assert_eq!(
            (&answer["errors"][0]["message"], &answer["data"]),
            (&json!("接口说明里的列表不能套着自己要，请分几次要。"), &Value::Null)
        );
        let once = world.data(token, "{__type(name:\"Node\"){possibleTypes{interfaces{name}}}}", json!({})).await;
        assert!(once["__type"]["possibleTypes"].as_array().unwrap().len() > 3, "{once}");
    }
});

story!(drawings_and_short_lists_are_counted, |world| {
    let charts: String = (0..8).map(|n| format!("c{n}:chart{{svg text}} ")).collect();
    let unit = "leadingGroup{title duties official{name}} sections{name posts{title}} structure{body powers}";
    let power = "legalBases{law} guides{title} steps{number title duty next{to}} chart{svg text} riskPoints{text measures} halts{id}";
    for query in [
        format!("{{county(code:\"510824\"){{units(first:30){{nodes{{powers(first:20){{nodes{{{charts}}}}}}}}}}}}}"),
        format!("{{county(code:\"510824\"){{units(first:100){{nodes{{{unit} powers(first:1){{nodes{{{power}}}}}}}}}}}}}"),
    ] {
        let answer = world.ask(None, &query, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["limit"], "max_complexity", "{query}: {answer}");
    }
});

/// Asks, and takes the first byte of the answer and no more. As little as possible fits between the two.
async fn begins_to_read(to: SocketAddr, query: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket2::SockRef::from(&socket).set_tcp_mss(536).unwrap();
    socket.set_recv_buffer_size(4 << 10).unwrap();
    let mut line = socket.connect(to).await.unwrap();
    let body = json!({ "query": query }).to_string();
    let head = format!("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    line.write_all((head + &body).as_bytes()).await.unwrap();
    line.read_exact(&mut [0]).await.unwrap();
    line
}

/// Whether the server's end of a connection is still there.
fn is_held(line: &TcpStream) -> bool {
    let end = |at: SocketAddr| format!("0100007F:{:04X}", at.port());
    let (server, client) = (end(line.peer_addr().unwrap()), end(line.local_addr().unwrap()));
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    table.lines().any(|row| row.split_whitespace().skip(1).take(2).eq([server.as_str(), client.as_str()]))
}

/// Looks again and again until it is so.
async fn comes_true(mut is_so: impl AsyncFnMut() -> bool, what: &str) {
    let looking = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(NEVER, looking).await.unwrap_or_else(|_| panic!("{what}"));
}

story!(a_connection_that_takes_nothing_is_let_go, |world| {
    let bounds = Bounds { unread: Duration::from_millis(400), ..Bounds::holding(100) };
    let to = world.serves(&world.kernel, Patience::default(), bounds);
    let line = begins_to_read(to, &large(4)).await;
    assert!(is_held(&line), "the row is found while it is there");
    comes_true(async || !is_held(&line), "it is held for ever").await;
});

story!(large_answers_on_their_way_have_a_bound, |world| {
    let to = world.serves(&world.kernel, Patience::default(), Bounds { answers: 2 << 20, ..Bounds::holding(100) });
    let ask = async |query: &str| asks(world.http.clone(), to, None, query.to_owned()).await;
    let size = ask(&large(1)).await.2.to_string().len();
    let large = large(1_500_000 / size);
    let reporter = world.proves("13800138000", "REPORT").await;
    let line = begins_to_read(to, &large).await;
    for token in [None, Some(reporter)] {
        let answer = asks(world.http.clone(), to, token, large.clone()).await;
        assert!(is_busy(&answer), "there is no room for a second one");
    }
    assert_eq!(ask(LIGHT).await.0, 200, "small ones need none");
    let staff = world.signed_in(world.home(), "town-head").await;
    let (status, _, answer) = asks(world.http.clone(), to, Some(staff), large.clone()).await;
    assert_eq!((status, &answer["errors"]), (200, &Value::Null), "staff needs none either");
    drop(line);
    comes_true(async || ask(&large).await.0 == 200, "its room is not free again").await;
});
