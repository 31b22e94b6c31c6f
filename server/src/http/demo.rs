//! `/demo/messages`: what the demonstration would have sent, as a page and as JSON.

use crate::ports::sms::{KeptMessages, ShownMessage};
use actix_web::http::header::{ACCEPT, CACHE_CONTROL};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Adds the page; only a demonstration does.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/demo/messages", web::get().to(messages));
}

#[derive(Template)]
#[template(path = "demo_messages.html")]
struct Page {
    messages: Vec<Row>,
}

struct Row {
    at: String,
    phone: String,
    text: String,
}

async fn messages(http: HttpRequest, sms: web::Data<dyn KeptMessages>) -> HttpResponse {
    let messages = sms.messages();
    let accepts = http.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, "no-store"));
    if accepts.contains("application/json") {
        return response.json(messages);
    }
    match (Page { messages: messages.into_iter().map(row).collect() }).render() {
        Ok(page) => response.content_type("text/html; charset=utf-8").body(page),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

fn row(message: ShownMessage) -> Row {
    let at = message.at.in_china();
    Row {
        at: format!("{} 月 {} 日 {:02}:{:02}", u8::from(at.month()), at.day(), at.hour(), at.minute()),
        phone: message.phone,
        text: message.text,
    }
}
