//! What a client has left, in headers that say so (draft-ietf-httpapi-ratelimit-headers, structured fields).
//!
//! `RateLimit-Policy: "client_minute";q=60000;w=60, "client_day";q=2000000;w=86400` and `RateLimit: "client_minute";r=59900;t=42, …`: the
//! names are the keys of the configuration, `r` is what is left, `t` the seconds until the next window.

pub use crate::api::metered::Meter;

use crate::domain::clients::{Left, Spent};
use crate::kernel::{Actor, ClientActor, Ctx};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use entity::moment::Moment;
use entity::words::ClientScope;
use std::sync::Arc;
use tokio::sync::Semaphore;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// What counts the question of a client; none for anybody else. Heavy questions of clients that may ask some have places of
/// their own; those of others go to the places of everybody.
#[must_use]
pub fn meter(ctx: &Ctx, introspects: bool, places: (&Arc<Semaphore>, &Arc<Semaphore>)) -> Option<Arc<Meter>> {
    let Actor::Client(client) = &ctx.actor else { return None };
    Some(Arc::new(Meter::new(ctx, client, introspects, places_of(client, places))))
}

fn places_of<'p>(client: &ClientActor, (own, others): (&'p Arc<Semaphore>, &'p Arc<Semaphore>)) -> &'p Arc<Semaphore> {
    if client.scopes.contains(&ClientScope::OpenRead) { own } else { others }
}

/// Says on an answer what is left; one that went over a quota gets the status 429 and says when to come again.
pub fn told(mut answer: HttpResponse, meter: Option<&Meter>, now: Moment) -> HttpResponse {
    let Some(spent) = meter.and_then(Meter::spent) else { return answer };
    if let Some(left) = spent.refused() {
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        put(&mut answer, RETRY_AFTER, &seconds(left, now).to_string());
    }
    put(&mut answer, POLICY, &policy(&spent));
    put(&mut answer, LIMIT, &left(&spent, now));
    answer
}

fn put(answer: &mut HttpResponse, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

fn policy(spent: &Spent) -> String {
    let one = |left: Left| format!("\"{}\";q={};w={}", left.name, left.most, left.seconds);
    format!("{}, {}", one(spent.minute), one(spent.day))
}

fn left(spent: &Spent, now: Moment) -> String {
    let one = |left: Left| format!("\"{}\";r={};t={}", left.name, left.left, seconds(left, now));
    format!("{}, {}", one(spent.minute), one(spent.day))
}

/// Whole seconds until the next window, at least one.
fn seconds(left: Left, now: Moment) -> i64 {
    let span = left.resets_at.since(now);
    (span.whole_milliseconds().saturating_add(999) / 1_000).clamp(1, 86_400).try_into().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{ClientId, CountyId};
    use uuid::Uuid;

    #[test]
    fn heavy_questions_have_places_of_their_own_for_whoever_may_ask_them() {
        let client = |scopes: &[ClientScope]| ClientActor {
            county_id: CountyId(Uuid::nil()),
            client_id: ClientId(Uuid::nil()),
            scopes: scopes.to_vec(),
        };
        let (own, others) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(0)));
        let free = |scopes: &[ClientScope]| places_of(&client(scopes), (&own, &others)).available_permits();
        assert_eq!((free(&[ClientScope::OpenRead]), free(&[ClientScope::WebhooksManage]), free(&[])), (1, 0, 0));
    }

    #[test]
    fn headers_name_each_quota_what_is_left_and_when_it_begins_anew() {
        let quota = |name, most, seconds, left, resets_at| Left { name, most, seconds, left, resets_at: Moment(resets_at), is_over: false };
        let spent =
            Spent { minute: quota("client_minute", 60_000, 60, 59_900, 42_001), day: quota("client_day", 2_000_000, 86_400, 0, 900) };
        assert_eq!(policy(&spent), "\"client_minute\";q=60000;w=60, \"client_day\";q=2000000;w=86400");
        assert_eq!(left(&spent, Moment(0)), "\"client_minute\";r=59900;t=43, \"client_day\";r=0;t=1");
    }
}
