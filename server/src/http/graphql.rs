//! `/graphql`: one request, one answer, one line in the log; bounded before anything is run.

use crate::api::limits::{self, Broken, Checked};
use crate::api::schema::{self, LianjingSchema};
use crate::api::variables::missing;
use crate::domain::staff::graphql::{DEVICE_COOKIE, HAND_COOKIE, RequestCookies, UserAgent};
use crate::http::answer::{self, Room, answered, busy, declined, refused};
use crate::http::body::{self, Patience, Unread};
use crate::http::bounds::Bounds;
use crate::http::envelope::{Envelope, GetQuery};
use crate::http::errors::{beyond, broken_in_schema, error, limit, unfit};
use crate::http::form::Form;
use crate::http::live;
use crate::http::logged::{named, request_id, role};
use crate::http::persisted::{self, Persisted};
use crate::http::quota::{self, Meter};
use crate::http::session::{self, BadToken};
use crate::http::spoken::spoken;
use crate::kernel::api_limits::{ApiLimits, LIGHT};
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::ByCalendar;
use crate::kernel::{Actor, Ctx, Failure, Hand, Kernel};
use actix_web::http::Method;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_METHODS, ALLOW, AUTHORIZATION, CONTENT_TYPE, HeaderValue, USER_AGENT};
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, guard, web};
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection};
use async_graphql::{Request, Response, ServerError};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

const GET_AND_POST: &str = "GET, POST, OPTIONS";

/// The refresh token's cookie.
pub const REFRESH_COOKIE: &str = "lianjing_refresh";

/// What every question is asked of.
#[derive(Clone)]
pub struct Asked {
    kernel: Arc<Kernel>,
    all: LianjingSchema,
    /// The same, but that it refuses what is heavy: nothing else says before it is run what a question counts.
    light: LianjingSchema,
    /// The same, but that it counts what a client asks for.
    metered: LianjingSchema,
    heavy: Arc<Semaphore>,
    /// Places of heavy questions by clients that may have some.
    clients: Arc<Semaphore>,
    room: Room,
    /// Documents that are asked for by their hash.
    persisted: Arc<Persisted>,
}

impl Asked {
    /// Of this ground and schema, within these bounds.
    #[must_use]
    pub fn new(kernel: &Arc<Kernel>, all: &LianjingSchema, bounds: &Bounds) -> Self {
        let limits = &kernel.settings.api;
        let light = schema::build(&ApiLimits { max_complexity: limits.max_complexity.min(LIGHT), ..*limits });
        let (heavy, room) = (Arc::new(Semaphore::new(bounds.heavy)), Room::of(bounds.answers));
        let (metered, clients) = (schema::metered(limits), Arc::new(Semaphore::new(bounds.heavy)));
        Self { kernel: Arc::clone(kernel), all: all.clone(), light, metered, heavy, clients, room, persisted: Arc::default() }
    }

    /// The document, if it may be run: its shape, its limits, its kind, and the variables that its operation must have; and
    /// whether its answer may be kept by others.
    #[expect(clippy::result_large_err, reason = "a refusal goes out as it is")]
    fn read(&self, envelope: &mut Envelope, (form, is_get): (Form, bool)) -> Result<(Checked, bool), HttpResponse> {
        if let Some(part) = envelope.misshapen() {
            return Err(refused(400, TopCode::GraphqlParse, &format!("{part} 要是一个对象。")));
        }
        let Ok(extensions) = envelope.extensions() else {
            return Err(refused(400, TopCode::GraphqlParse, "extensions 里的 persistedQuery 读不出来。"));
        };
        let found = self.persisted.find(std::mem::take(&mut envelope.query), extensions.as_ref());
        let found = found.map_err(|(status, why)| if status == 200 { declined(form, why) } else { answered(status, why) })?;
        let checked = limits::check(&found.query, &self.kernel.settings.api).map_err(|why| declined(form, beyond(why)))?;
        self.persisted.keep(&found);
        let may_be_kept = is_get && found.hash.is_some() && persisted::is_public(&checked.document);
        envelope.query = found.query;
        if checked.document.operations.iter().any(|(_, operation)| operation.node.ty == OperationType::Subscription) {
            return Err(declined(form, error(TopCode::Transport, "订阅要用 WebSocket，子协议 graphql-transport-ws。")));
        }
        if is_get && checked.changes {
            return Err(not_by("POST", "改动只能用 POST。"));
        }
        match missing(&checked.document, envelope.operation_name.as_deref(), &envelope.given()) {
            Some(why) => Err(declined(form, unfit(&why))),
            None => Ok((checked, may_be_kept)),
        }
    }

    /// The answer; none if it is a heavy question by somebody else than staff while too many others are answered.
    async fn answer(&self, ctx: &Ctx, question: Question<'_>, checked: Checked) -> Option<Response> {
        let Checked { document, introspects, .. } = checked;
        if matches!(ctx.actor, Actor::Staff(_)) {
            return Some(self.all.execute(question.request(ctx, document)).await);
        }
        if question.meter.is_some() {
            return Some(self.metered.execute(question.request(ctx, document)).await);
        }
        // What the schema says of itself is large, and counts little.
        if introspects {
            let _place = self.heavy.try_acquire().ok()?;
            return Some(self.all.execute(question.request(ctx, document)).await);
        }
        let answer = self.light.execute(question.request(ctx, document)).await;
        let limits = &self.kernel.settings.api;
        let broken = |error: &ServerError| broken_in_schema(&error.message, limits).is_some_and(|broken| broken.name == "max_complexity");
        let is_heavy = |error: &ServerError| error.path.is_empty() && broken(error);
        if !answer.errors.iter().any(is_heavy) {
            return Some(answer);
        }
        let _place = self.heavy.try_acquire().ok()?;
        // Nothing of it was run. It is read once more, so that light questions need not be kept.
        let Ok(checked) = limits::check(&question.envelope.query, limits) else { return Some(answer) };
        Some(self.all.execute(question.request(ctx, checked.document)).await)
    }
}

/// A question, and the request that brought it.
#[derive(Clone, Copy)]
struct Question<'a> {
    envelope: &'a Envelope,
    http: &'a HttpRequest,
    meter: Option<&'a Arc<Meter>>,
}

impl Question<'_> {
    fn request(self, ctx: &Ctx, document: ExecutableDocument) -> Request {
        let mut request = Request::new(self.envelope.query.as_str());
        if let Some(name) = &self.envelope.operation_name {
            request = request.operation_name(name);
        }
        request = request.variables(self.envelope.given());
        request.set_parsed_query(document);
        if let Some(meter) = self.meter {
            request = request.data(Arc::clone(meter));
        }
        request.data(ctx.clone()).data(ByCalendar(ctx.by_calendar())).data(cookies(self.http)).data(agent(self.http))
    }
}

/// Adds the endpoint.
pub fn configure(config: &mut web::ServiceConfig) {
    let subscribe = web::get().guard(guard::fn_guard(live::is_upgrade)).to(live::open);
    let graphql = web::resource("/graphql").route(subscribe).route(web::post().to(post)).route(web::get().to(get));
    let graphql = graphql.route(web::method(Method::OPTIONS).to(preflight)).default_service(web::to(other_method));
    config.service(graphql.wrap(from_fn(spoken)));
}

async fn other_method() -> HttpResponse {
    not_by(GET_AND_POST, "这个地址只收 GET 和 POST。")
}

/// What a browser asks before a page of somebody else may send more than a plain question. It may not: no header is allowed,
/// so JSON, and with it every change, can be sent by our own pages and by programs alone.
async fn preflight() -> HttpResponse {
    HttpResponse::NoContent().insert_header((ALLOW, GET_AND_POST)).insert_header((ACCESS_CONTROL_ALLOW_METHODS, "GET")).finish()
}

fn not_by(allowed: &'static str, message: &str) -> HttpResponse {
    let mut answer = refused(405, TopCode::Method, message);
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    answer
}

async fn post(http: HttpRequest, mut body: web::Payload, patience: web::Data<Patience>, asked: web::Data<Asked>) -> HttpResponse {
    let most = asked.kernel.settings.api.max_body;
    let body = match body::whole(&mut body, usize::try_from(most).unwrap_or(usize::MAX), **patience).await {
        Ok(body) => body,
        Err(Unread::Large) => {
            let told = format!("请求太大了，没有收（限制 max_body，最多 {} KiB）。", most / 1024);
            return answered(413, limit(Broken { name: "max_body", most }, &told));
        }
        Err(why) => return refused(why.status().as_u16(), why.code(), why.sentence()),
    };
    let json = http.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next());
    // A browser sends other kinds of body from foreign pages without asking; JSON it asks about first.
    let json = json.map(|kind| kind.trim().to_ascii_lowercase());
    if !matches!(json.as_deref(), Some("application/json" | "application/graphql-response+json")) {
        return refused(415, TopCode::ContentType, "请用 application/json 发送。");
    }
    if body.first() == Some(&b'[') {
        return refused(400, TopCode::Batch, "一次只收一个请求。");
    }
    match serde_json::from_slice::<Envelope>(&body) {
        Ok(envelope) => run(&http, envelope, false, &asked).await,
        Err(_) => refused(400, TopCode::GraphqlParse, "请求不是合格的 JSON，或者少了 query。"),
    }
}

async fn get(http: HttpRequest, query: Option<web::Query<GetQuery>>, asked: web::Data<Asked>) -> HttpResponse {
    let Some(web::Query(query)) = query else { return refused(400, TopCode::GraphqlParse, "少了 query。") };
    match Envelope::try_from(query) {
        Ok(envelope) => run(&http, envelope, true, &asked).await,
        Err(_) => refused(400, TopCode::GraphqlParse, "variables 或 extensions 不是合格的 JSON。"),
    }
}

async fn run(http: &HttpRequest, mut envelope: Envelope, is_get: bool, asked: &Asked) -> HttpResponse {
    let kernel = &asked.kernel;
    let form = Form::asked(http);
    let (checked, may_be_kept) = match asked.read(&mut envelope, (form, is_get)) {
        Ok(read) => read,
        Err(refusal) => return refusal,
    };
    let actor = match who(kernel, http).await {
        Ok(actor) => actor,
        Err(refusal) => return refusal,
    };
    let hand = http.cookie(HAND_COOKIE).and_then(|cookie| Hand::parse(cookie.value()));
    let ctx = Ctx::new(kernel, actor, request_id(kernel)).with_hand(hand);
    let ctx = if checked.changes { ctx } else { ctx.of_one_state() };
    let root = root_field(&checked.document);
    let started = Instant::now();
    let meter = quota::meter(&ctx, checked.introspects, (&asked.clients, &asked.heavy));
    let question = Question { envelope: &envelope, http, meter: meter.as_ref() };
    let Some(answer) = asked.answer(&ctx, question, checked).await else { return busy("heavy") };
    log(&ctx, (envelope.operation_name.as_deref(), &root), started.elapsed(), &answer);
    // Slow readers from outside must not shut out those who work here.
    let room = (!matches!(ctx.actor, Actor::Staff(_))).then_some(&asked.room);
    let tag = persisted::tag(&ctx.actor, may_be_kept, &answer);
    let answer = persisted::tagged(http, answer::respond(answer, form, &kernel.settings.api, room), tag.as_deref());
    quota::told(answer, meter.as_deref(), ctx.now)
}

/// Who asks.
async fn who(kernel: &Arc<Kernel>, http: &HttpRequest) -> Result<Actor, HttpResponse> {
    let bearer = http.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap_or("?"));
    session::actor(kernel, bearer).await.map_err(|bad| match bad {
        BadToken::Rejected => refused(401, TopCode::Unauthenticated, "登录过期了，请重新登录或重新验证手机号。"),
        BadToken::Fault(Failure::Busy) => busy("database"),
        BadToken::Fault(failure) => {
            tracing::error!(error = %failure, "could not read a session");
            refused(503, TopCode::Internal, "现在打不开。不是您的问题。")
        }
    })
}

fn cookies(http: &HttpRequest) -> RequestCookies {
    let value = |name| http.cookie(name).map(|cookie| cookie.value().to_owned());
    RequestCookies { refresh: value(REFRESH_COOKIE), device: value(DEVICE_COOKIE) }
}

fn agent(http: &HttpRequest) -> UserAgent {
    let text = http.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    UserAgent(text.chars().take(200).collect())
}

fn log(ctx: &Ctx, (operation, root): (Option<&str>, &str), took: Duration, answer: &Response) {
    let role = role(&ctx.actor);
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or_default();
    let statements = ctx.statements.load(Ordering::Relaxed);
    let failed = if answer.errors.is_empty() { "no" } else { "yes" };
    // What was run stands in the schema. What was refused before may say anything, and there would be no end of figures.
    let operation_run = if answer.errors.iter().any(|error| error.path.is_empty()) { "refused" } else { root }.to_owned();
    metrics::counter!("lianjing_graphql_requests_total", "role" => role, "failed" => failed).increment(1);
    metrics::histogram!("lianjing_graphql_seconds", "operation" => operation_run.clone()).record(took.as_secs_f64());
    metrics::histogram!("lianjing_graphql_statements", "operation" => operation_run).record(f64::from(statements));
    tracing::info!(
        request_id = %ctx.request_id, operation = named(operation), county = ctx.county_code.get().map_or("-", String::as_str), role,
        milliseconds, statements, errors = answer.errors.len(), "graphql"
    );
}

/// The first field that a document asks for, by its own name.
fn root_field(document: &ExecutableDocument) -> String {
    let first = document.operations.iter().next().and_then(|(_, operation)| operation.node.selection_set.node.items.first());
    match first.map(|selection| &selection.node) {
        Some(Selection::Field(field)) => field.node.name.node.to_string(),
        _ => "other".to_owned(),
    }
}
