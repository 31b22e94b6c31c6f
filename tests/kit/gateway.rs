//! A stub of Aliyun's SMS gateway on loopback. It checks signatures with code of its own, written from the protocol's
//! description, keeps what it accepts, and can be told to be down, slow, limited or broken.

use crate::gateway_signature::{Refusal, check};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use entity::moment::Moment;
use lianjing::kernel::Clock;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// The access key that the gateway knows.
pub const KEY_ID: &str = "LTAI5tLianjingStub001";
/// Its secret.
pub const KEY_SECRET: &str = "LianjingStubSecret0000000000001";
/// The approved sign name.
pub const SIGN_NAME: &str = "苍溪便民";

/// How the gateway is today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// It accepts and says so.
    #[default]
    Well,
    /// It accepts, and says so a moment later, as from far away.
    Unhurried,
    /// It accepts, and answers long after the client's patience.
    Slow,
    /// It accepts nothing: too many messages.
    Limit,
    /// It accepts, and answers 503.
    BreaksAfterAccepting,
    /// It answers 503 and accepts nothing.
    BreaksBeforeAccepting,
    /// It accepts, and answers with what is no JSON.
    Garbage,
    /// It accepts nothing: no money on the account.
    NoMoney,
}

/// What becomes of a message that it accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It waits.
    Waiting = 1,
    /// It did not arrive.
    Failed = 2,
    /// It arrived.
    Delivered = 3,
}

/// A message that the gateway accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// To whom.
    pub phone: String,
    /// The template's code.
    pub template: String,
    /// Its variables.
    pub params: Value,
    /// The client's id of the try.
    pub out_id: String,
    /// The gateway's id of the message.
    pub biz_id: String,
    /// The day in China, `20260302`.
    pub day: String,
}

#[derive(Default)]
struct Book {
    mood: Mood,
    accepted: Vec<Accepted>,
    refused: Vec<Refusal>,
    nonces: BTreeSet<String>,
    look_ups: u32,
    fates: BTreeMap<String, Fate>,
}

/// What the requests share.
struct Desk {
    clock: Arc<dyn Clock>,
    book: Mutex<Book>,
    taken: Notify,
    count: watch::Sender<usize>,
}

/// The stub.
pub struct Gateway {
    /// `http://127.0.0.1:<port>`
    pub url: String,
    desk: Arc<Desk>,
    server: Mutex<Option<actix_web::dev::ServerHandle>>,
}

impl Gateway {
    /// A gateway that is well.
    ///
    /// # Panics
    /// If there is no free port.
    #[must_use]
    pub fn start(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let desk = Arc::new(Desk { clock, book: Mutex::default(), taken: Notify::new(), count: watch::Sender::new(0) });
        let gateway = Self { url, desk, server: Mutex::default() };
        gateway.listen(listener);
        gateway
    }

    /// From now on nobody answers at its address.
    pub async fn go_down(&self) {
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(server) = server {
            server.stop(false).await;
        }
    }

    /// It answers again.
    ///
    /// # Panics
    /// If somebody took its port meanwhile.
    pub fn come_back(&self) {
        let address = self.url.trim_start_matches("http://");
        self.listen(TcpListener::bind(address).expect("the same port"));
    }

    /// How it is from now on.
    pub fn be(&self, mood: Mood) {
        self.desk.book().mood = mood;
    }

    /// Everything accepted so far, oldest first.
    #[must_use]
    pub fn accepted(&self) -> Vec<Accepted> {
        self.desk.book().accepted.clone()
    }

    /// Calls that were refused for their signature.
    #[must_use]
    pub fn refused(&self) -> Vec<Refusal> {
        self.desk.book().refused.clone()
    }

    /// How often it was asked what became of a message.
    #[must_use]
    pub fn look_ups(&self) -> u32 {
        self.desk.book().look_ups
    }

    /// What becomes of the message of this try; it arrives if nothing is said.
    pub fn fate(&self, out_id: &str, fate: Fate) {
        self.desk.book().fates.insert(out_id.to_owned(), fate);
    }

    /// Waits until it has accepted a message since it was asked last.
    pub async fn taken(&self) {
        self.desk.taken.notified().await;
    }

    /// How many messages it has accepted; changes are told to everybody who listens.
    #[must_use]
    pub fn count(&self) -> watch::Receiver<usize> {
        self.desk.count.subscribe()
    }

    /// The first message to a phone, waited for.
    ///
    /// # Panics
    /// Never: the count lives as long as the gateway.
    pub async fn first_to(&self, phone: &str) -> Accepted {
        let mut count = self.count();
        loop {
            let found = self.desk.book().accepted.iter().find(|one| one.phone == phone).cloned();
            if let Some(found) = found {
                return found;
            }
            count.changed().await.expect("the gateway lives");
        }
    }

    fn listen(&self, listener: TcpListener) {
        let desk = Arc::clone(&self.desk);
        let app = move || App::new().app_data(web::Data::from(Arc::clone(&desk))).default_service(web::to(answer));
        let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(0);
        let server = server.listen(listener).expect("the listener").run();
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(server.handle());
        tokio::spawn(server);
    }
}

impl Desk {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `20260302` in China.
    fn day(&self) -> String {
        let now: Moment = self.clock.now();
        let day = now.in_china().date();
        format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day())
    }

    /// Takes a message, or says which code refuses it.
    fn take(&self, params: &BTreeMap<String, String>) -> Result<String, &'static str> {
        let text = |name: &str| params.get(name).cloned().unwrap_or_default();
        let variables: Value = match params.get("TemplateParam") {
            Some(json) => serde_json::from_str(json).map_err(|_| "isv.INVALID_JSON_PARAM")?,
            None => json!({}),
        };
        let as_text = variables.as_object().is_some_and(|all| all.values().all(Value::is_string));
        let phone = text("PhoneNumbers");
        let problems = [
            (phone.len() != 11 || !phone.bytes().all(|b| b.is_ascii_digit()), "isv.MOBILE_NUMBER_ILLEGAL"),
            (text("SignName") != SIGN_NAME, "isv.SMS_SIGNATURE_ILLEGAL"),
            (!text("TemplateCode").starts_with("SMS_"), "isv.SMS_TEMPLATE_ILLEGAL"),
            (!as_text, "isv.INVALID_JSON_PARAM"),
            (text("OutId").is_empty() || text("OutId").len() > 256, "isv.INVALID_PARAMETERS"),
        ];
        if let Some((_, code)) = problems.iter().find(|(holds, _)| *holds) {
            return Err(code);
        }
        let day = self.day();
        let mut book = self.book();
        match book.mood {
            Mood::Limit => return Err("isv.BUSINESS_LIMIT_CONTROL"),
            Mood::NoMoney => return Err("isv.AMOUNT_NOT_ENOUGH"),
            _ => {}
        }
        let biz_id = format!("{}^0", 900_000 + book.accepted.len());
        let (template, out_id) = (text("TemplateCode"), text("OutId"));
        book.accepted.push(Accepted { phone, template, params: variables, out_id, biz_id: biz_id.clone(), day });
        self.count.send_replace(book.accepted.len());
        drop(book);
        self.taken.notify_one();
        Ok(biz_id)
    }

    /// One page of what became of a phone's messages of a day.
    fn details(&self, params: &BTreeMap<String, String>) -> Value {
        let number = |name: &str| params.get(name).and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
        let mut book = self.book();
        book.look_ups += 1;
        let same = |one: &&Accepted| params.get("PhoneNumber") == Some(&one.phone) && params.get("SendDate") == Some(&one.day);
        let all: Vec<_> = book.accepted.iter().filter(same).collect();
        let (size, page) = (number("PageSize").clamp(1, 50), number("CurrentPage").max(1));
        let rows: Vec<_> = all
            .iter()
            .skip(size * (page - 1))
            .take(size)
            .map(|one| {
                let fate = book.fates.get(&one.out_id).copied().unwrap_or(Fate::Delivered);
                json!({ "PhoneNum": one.phone, "OutId": one.out_id, "SendStatus": fate as u8, "TemplateCode": one.template, "ErrCode": "x" })
            })
            .collect();
        json!({ "Code": "OK", "Message": "OK", "TotalCount": all.len(), "SmsSendDetailDTOs": { "SmsSendDetailDTO": rows } })
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, desk: web::Data<Desk>) -> HttpResponse {
    let call = match check(&request, &body, desk.clock.now()) {
        Ok(call) => call,
        Err(refusal) => {
            let body = json!({ "Code": refusal.code(), "Message": "refused", "RequestId": "stub" });
            desk.book().refused.push(refusal);
            return HttpResponse::BadRequest().json(body);
        }
    };
    if !desk.book().nonces.insert(call.nonce.clone()) {
        return HttpResponse::BadRequest().json(json!({ "Code": "SignatureNonceUsed" }));
    }
    let mood = desk.book().mood;
    match (call.action.as_str(), mood) {
        (_, Mood::BreaksBeforeAccepting) => HttpResponse::ServiceUnavailable().body("busy"),
        ("QuerySendDetails", _) => HttpResponse::Ok().json(desk.details(&call.params)),
        ("SendSms", _) => sent(desk.take(&call.params), mood).await,
        _ => HttpResponse::NotFound().json(json!({ "Code": "InvalidAction.NotFound" })),
    }
}

async fn sent(taken: Result<String, &'static str>, mood: Mood) -> HttpResponse {
    let biz_id = match taken {
        Ok(biz_id) => biz_id,
        Err(code) => return HttpResponse::Ok().json(json!({ "Code": code, "Message": "refused", "RequestId": "stub" })),
    };
    match mood {
        Mood::Unhurried => tokio::time::sleep(Duration::from_millis(25)).await,
        Mood::Slow => tokio::time::sleep(Duration::from_mins(1)).await,
        Mood::BreaksAfterAccepting => return HttpResponse::ServiceUnavailable().body("upstream timed out"),
        Mood::Garbage => return HttpResponse::Ok().body("<html>{\"Code\": \"OK\""),
        _ => {}
    }
    HttpResponse::Ok().json(json!({ "Code": "OK", "Message": "OK", "RequestId": "stub", "BizId": biz_id }))
}
