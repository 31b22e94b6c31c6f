//! `/demo`: what the demonstration would have sent, as a page and as JSON; and its calendar, where that runs ahead.

use crate::kernel::Kernel;
use crate::ports::sms::{KeptMessages, ShownMessage};
use actix_web::http::header::{ACCEPT, CACHE_CONTROL};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Adds the page; only a demonstration does.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/demo/messages", web::get().to(messages));
}

/// Loaded before everything else on a page of an accelerated demonstration.
pub const CLOCK: &str = r#"<script src="/demo/clock.js"></script>"#;

/// Whether the calendar of this demonstration is another one than the machine's.
pub fn is_ahead(kernel: &Kernel) -> bool {
    kernel.settings.demo && (kernel.settings.accelerate > 1 || kernel.calendar.now().since(kernel.clock.now()) > time::Duration::MINUTE)
}

/// Adds the page's clock; only a demonstration whose calendar runs ahead does.
pub fn configure_clock(config: &mut web::ServiceConfig) {
    config.route("/demo/clock.js", web::get().to(clock));
}

/// What a page calls today is the calendar's day. Measures of time (`Date.now()`) stay the phone's own.
async fn clock(kernel: web::Data<Kernel>) -> HttpResponse {
    let (at, pace) = (kernel.calendar.now().0, kernel.settings.accelerate);
    let script = format!(
        "(function (Real) {{\n  var began = Real.now()\n  window.Date = class extends Real {{\n    constructor() {{\n      \
         arguments.length ? super(...arguments) : super({at} + (Real.now() - began) * {pace})\n    }}\n  }}\n}})(Date)\n"
    );
    HttpResponse::Ok().content_type("text/javascript; charset=utf-8").insert_header((CACHE_CONTROL, "no-store")).body(script)
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
