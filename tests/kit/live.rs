//! A client of `graphql-transport-ws` over a real WebSocket: what it is told, byte by byte if need be.

use crate::world::{World, web};
use futures_util::{SinkExt as _, StreamExt as _};
use lianjing::domain::cases::live::Pace;
use lianjing::http::body::Patience;
use lianjing::http::live::{Lines, Terms};
use lianjing::http::{Web, serve};
use lianjing::kernel::Kernel;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message, http};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Far beyond what anything here takes: what has not come by then does not come.
const FOR_EVER: Duration = Duration::from_secs(30);

/// News of an in-box.
pub const INBOX: &str = "subscription { inboxChanged { cases { id version } lookAgain } }";
/// News of a case.
pub const ONE_CASE: &str = "subscription($id: ID!) { caseChanged(id: $id) { id version } }";
/// News of a report.
pub const REPORT: &str =
    "subscription($code: String, $county: String) { reportStatusChanged(queryCode: $code, county: $county) { reportId version } }";

/// As in earnest, but that a test need not wait for it.
#[must_use]
pub fn quick() -> Terms {
    let pace = Pace { look: Duration::from_millis(300), again: Duration::from_millis(300), settle: Duration::from_millis(5) };
    Terms { pace, ..Terms::default() }
}

/// A connection.
pub struct Told {
    socket: WebSocketStream<TcpStream>,
}

impl World {
    /// A connection of whoever this token is of, greeted and answered.
    ///
    /// # Panics
    /// If it is not let in.
    pub async fn listens(&self, token: Option<&str>) -> Told {
        Told::greeted(&self.url, token).await
    }

    /// Asks to be told as this token's owner; what is said at once, in the form of an answer: nothing if he is let wait.
    ///
    /// # Panics
    /// If it is not let in.
    pub async fn asks_to_be_told(&self, token: Option<&str>, query: &str, variables: Value) -> Value {
        let mut told = self.listens(token).await;
        told.asks("x", query, variables).await;
        told.says(&json!({ "type": "ping" })).await;
        let said = told.hears().await;
        match said["type"].as_str() {
            Some("error") => json!({ "data": null, "errors": said["payload"] }),
            Some("pong") => json!({ "data": {} }),
            _ => said["payload"].clone(),
        }
    }

    /// One more server of the same platform, with these terms; its address.
    ///
    /// # Panics
    /// If it can't be started.
    pub fn serves_on(&self, terms: Terms) -> String {
        self.serves_from(&self.kernel, terms).0
    }

    /// One more server on this ground; its address, and its connections.
    ///
    /// # Panics
    /// If it can't be started.
    pub fn serves_from(&self, kernel: &Arc<Kernel>, terms: Terms) -> (String, Lines) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let lines = Lines::start(kernel, terms);
        let web = Web { lines: lines.clone(), ..web(kernel, &self.ports, Patience::default()) };
        // It ends with the test's runtime.
        tokio::spawn(serve(web, listener).expect("a server"));
        (url, lines)
    }
}

impl Told {
    /// A connection with these headers, which say nothing of the protocol by themselves.
    ///
    /// # Errors
    /// What the server answers instead.
    ///
    /// # Panics
    /// If nobody listens.
    pub async fn open(url: &str, headers: &[(&'static str, &str)]) -> Result<Self, Box<Error>> {
        let place = url.trim_start_matches("http://");
        let mut request = format!("ws://{place}/graphql").into_client_request().expect("a request");
        for (name, value) in headers {
            request.headers_mut().insert(*name, http::HeaderValue::from_str(value).expect("a value"));
        }
        let network = TcpStream::connect(place).await.expect("a server");
        let (socket, _) = client_async(request, network).await.map_err(Box::new)?;
        Ok(Self { socket })
    }

    /// A connection in our protocol that has not said anything yet.
    ///
    /// # Panics
    /// If it is not let in.
    pub async fn silent(url: &str) -> Self {
        Self::open(url, &[("sec-websocket-protocol", "graphql-transport-ws")]).await.expect("a connection")
    }

    /// A connection that said who it is, and was let in.
    ///
    /// # Panics
    /// If it was not.
    pub async fn greeted(url: &str, token: Option<&str>) -> Self {
        let mut told = Self::silent(url).await;
        told.says(&greeting(token)).await;
        assert_eq!(told.hears().await, json!({ "type": "connection_ack" }));
        told
    }

    /// Says something.
    ///
    /// # Panics
    /// If the connection is gone.
    pub async fn says(&mut self, message: &Value) {
        self.sends(Message::text(message.to_string())).await.expect("sent");
    }

    /// Sends any frame.
    ///
    /// # Errors
    /// If the connection is gone.
    pub async fn sends(&mut self, message: Message) -> Result<(), Error> {
        self.socket.send(message).await
    }

    /// Asks to be told, without waiting for anything.
    ///
    /// # Panics
    /// If the connection is gone.
    pub async fn asks(&mut self, id: &str, query: &str, variables: Value) {
        self.says(&json!({ "id": id, "type": "subscribe", "payload": { "query": query, "variables": variables } })).await;
    }

    /// Asks to be told, and waits until it is in force.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn subscribes(&mut self, id: &str, query: &str, variables: Value) {
        self.asks(id, query, variables).await;
        self.was_told_nothing().await;
    }

    /// The next message, as it came.
    ///
    /// # Panics
    /// If none comes.
    pub async fn hears_text(&mut self) -> String {
        loop {
            match self.hears_frame().await {
                Message::Text(text) => return text.to_string(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("instead of a message came {other:?}"),
            }
        }
    }

    /// The next message.
    ///
    /// # Panics
    /// If none comes.
    pub async fn hears(&mut self) -> Value {
        serde_json::from_str(&self.hears_text().await).expect("JSON")
    }

    /// The next event of a subscription: the value of its one field.
    ///
    /// # Panics
    /// If something else comes.
    pub async fn hears_news(&mut self, id: &str) -> Value {
        let message = self.hears().await;
        assert_eq!((&message["id"], &message["type"]), (&json!(id), &json!("next")), "{message}");
        let data = message["payload"]["data"].as_object().unwrap_or_else(|| panic!("no data: {message}"));
        data.values().next().expect("a field").clone()
    }

    /// Everything that was asked before is in force, and nothing else was said.
    ///
    /// # Panics
    /// If something was.
    pub async fn was_told_nothing(&mut self) {
        self.says(&json!({ "type": "ping" })).await;
        assert_eq!(self.hears().await, json!({ "type": "pong" }));
    }

    /// The code with which the server closes. What was subscribed to may end before; whatever else it says is a fault.
    ///
    /// # Panics
    /// If it does not close.
    pub async fn closes(&mut self) -> u16 {
        loop {
            match tokio::time::timeout(FOR_EVER, self.socket.next()).await.expect("an end") {
                Some(Ok(Message::Close(Some(CloseFrame { code, .. })))) => return code.into(),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Text(text))) if text.contains("\"complete\"") => {}
                other => panic!("instead of a goodbye came {other:?}"),
            }
        }
    }

    /// The next message, or the code with which the server closes.
    ///
    /// # Errors
    /// That code.
    ///
    /// # Panics
    /// If nothing comes.
    pub async fn hears_end(&mut self) -> Result<Value, u16> {
        loop {
            match self.hears_frame().await {
                Message::Text(text) => return Ok(serde_json::from_str(&text).expect("JSON")),
                Message::Close(Some(CloseFrame { code, .. })) => return Err(code.into()),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("instead of a message came {other:?}"),
            }
        }
    }

    /// Reads until so many pings came, each of which is answered by itself.
    ///
    /// # Panics
    /// If something else comes.
    pub async fn answers_pings(&mut self, count: usize) {
        for _ in 0..count {
            let frame = self.hears_frame().await;
            assert!(matches!(frame, Message::Ping(_)), "{frame:?}");
        }
    }

    async fn hears_frame(&mut self) -> Message {
        let next = tokio::time::timeout(FOR_EVER, self.socket.next()).await;
        next.expect("nothing was said").expect("a connection").expect("a frame")
    }
}

/// `connection_init`
#[must_use]
pub fn greeting(token: Option<&str>) -> Value {
    json!({ "type": "connection_init", "payload": { "token": token } })
}
