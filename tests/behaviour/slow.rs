//! Bodies that never end: every connection is answered and let go, whatever it was opened for.

use kit::{World, story};
use lianjing::http::body::Patience;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// As in earnest, but that a test need not wait for it.
pub const IMPATIENT: Patience = Patience {
    whole: Duration::from_millis(400),
    silence: Duration::from_millis(400),
    span: Duration::from_millis(400),
    least: 4 << 10,
    upload: Duration::from_secs(4),
};
/// Far beyond what the server's patience can be; a connection that is still open then is held for ever.
const FOR_EVER: Duration = Duration::from_secs(40);

/// Sends this, then a byte now and then until nobody listens any more; all that was answered.
pub async fn trickles(to: SocketAddr, begin: &[u8], drip: &[u8]) -> String {
    let (mut read, mut write) = TcpStream::connect(to).await.unwrap().into_split();
    write.write_all(begin).await.unwrap();
    let drip = drip.to_vec();
    let feeding = tokio::spawn(async move {
        let mut clock = tokio::time::interval(Duration::from_millis(40));
        while !drip.is_empty() && write.write_all(&drip).await.is_ok() {
            clock.tick().await;
        }
        // Silent, and still there.
        tokio::time::sleep(2 * FOR_EVER).await;
        write
    });
    let mut answer = Vec::new();
    let read = tokio::time::timeout(FOR_EVER, read.read_to_end(&mut answer)).await;
    feeding.abort();
    let text = String::from_utf8_lossy(&answer).into_owned();
    // A connection may also end by a reset: then what was answered before it counts.
    drop(read.unwrap_or_else(|_| panic!("the connection is held: {text:?}")));
    text
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("no answer")
}

async fn everybody_is_let_go(world: &World, drip: &[u8], chunk: &[u8]) {
    let to = world.serves_with(IMPATIENT).await;
    let json = "Content-Type: application/json\r\n";
    for (target, headers, expected) in [
        ("POST /graphql", json, "408"),
        ("POST /webhooks/aliyun/sms-report/report-secret", json, "408"),
        ("POST /510824", "", "405"),
        ("POST /track", "", "405"),
        ("DELETE /nonsense/x", "", "404"),
        ("GET /510824", "", "200"),
        ("GET /healthz", "", "200"),
        ("POST /uploads", "Tus-Resumable: 1.0.0\r\n", "401"),
    ] {
        let sized = format!("{target} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: 1000000\r\n\r\n{{\"query\":");
        assert_eq!(status(&trickles(to, sized.as_bytes(), drip).await), expected, "{target}, sized");
        let chunked = format!("{target} HTTP/1.1\r\nHost: x\r\n{headers}Transfer-Encoding: chunked\r\n\r\n9\r\n{{\"query\":\r\n");
        assert_eq!(status(&trickles(to, chunked.as_bytes(), chunk).await), expected, "{target}, chunked");
    }
}

story!(a_silent_body_is_let_go, |world| {
    everybody_is_let_go(world, b"", b"").await;
});

story!(a_trickling_body_is_let_go, |world| {
    everybody_is_let_go(world, b" ", b"1\r\n \r\n").await;
});

story!(a_refusal_for_slowness_is_told_in_words, |world| {
    let to = world.serves_with(IMPATIENT).await;
    let head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    let answer = trickles(to, head, b"").await;
    assert!(answer.contains("\"code\":\"TIMEOUT\"") && answer.contains("网络太慢"), "{answer}");
    assert_eq!(world.http.get(format!("http://{to}/healthz")).send().await.unwrap().status(), 200, "others are served");
});

story!(a_body_in_two_halves_is_taken, |world| {
    let to = world.serves_with(Patience { whole: Duration::from_secs(30), ..IMPATIENT }).await;
    let body = "{\"query\":\"{phoneChallenge{json}}\"}";
    let (first, second) = body.split_at(12);
    let mut line = TcpStream::connect(to).await.unwrap();
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
    line.write_all(format!("{head}Content-Length: {}\r\n\r\n{first}", body.len()).as_bytes()).await.unwrap();
    line.flush().await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    line.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert_eq!(status(&answer), "200", "{answer}");
});
