//! `/graphql`: one request, one answer, one line in the log; bounded before anything is run.

use crate::api::limits::{self, Broken, LimitError};
use crate::api::schema::LianjingSchema;
use crate::domain::staff::graphql::{DEVICE_COOKIE, RequestCookies, UserAgent};
use crate::http::body::{self, Patience, Unread};
use crate::http::session::{self, BadToken};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::clock::random;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::{Actor, Ctx, Kernel};
use actix_web::http::header::{ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, USER_AGENT};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::parser::types::{ExecutableDocument, Selection};
use async_graphql::{Request, Response, ServerError};
use serde::Deserialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// The refresh token's cookie.
pub const REFRESH_COOKIE: &str = "lianjing_refresh";

/// Adds the endpoint.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/graphql").route(web::post().to(post)).route(web::get().to(get)).default_service(web::to(other_method)));
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<serde_json::Value>,
}

async fn other_method() -> HttpResponse {
    let mut answer = refused(405, TopCode::Method, "这个地址只收 GET 和 POST。");
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
    answer
}

async fn post(
    http: HttpRequest,
    mut body: web::Payload,
    patience: web::Data<Patience>,
    kernel: web::Data<Kernel>,
    schema: web::Data<LianjingSchema>,
) -> HttpResponse {
    let most = kernel.settings.api.max_body;
    let body = match body::whole(&mut body, usize::try_from(most).unwrap_or(usize::MAX), **patience).await {
        Ok(body) => body,
        Err(Unread::Large) => {
            let told = format!("请求太大了，没有收（限制 max_body，最多 {} KiB）。", most / 1024);
            return refusal(413, (TopCode::Limit, Some(Broken { name: "max_body", most })), &told);
        }
        Err(why) => return refused(why.status().as_u16(), why.code(), why.sentence()),
    };
    let json = http.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next());
    // A browser sends other kinds of body from foreign pages without asking; JSON it asks about first.
    if !matches!(json.map(str::trim), Some("application/json" | "application/graphql-response+json")) {
        return refused(415, TopCode::ContentType, "请用 application/json 发送。");
    }
    if body.first() == Some(&b'[') {
        return refused(400, TopCode::Batch, "一次只收一个请求。");
    }
    match serde_json::from_slice::<Envelope>(&body) {
        Ok(envelope) => run(&http, envelope, false, (kernel.into_inner(), &schema)).await,
        Err(_) => refused(400, TopCode::GraphqlParse, "请求不是合格的 JSON，或者少了 query。"),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GetQuery {
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
}

async fn get(
    http: HttpRequest,
    query: Option<web::Query<GetQuery>>,
    kernel: web::Data<Kernel>,
    schema: web::Data<LianjingSchema>,
) -> HttpResponse {
    let Some(web::Query(query)) = query else { return refused(400, TopCode::GraphqlParse, "少了 query。") };
    let variables = query.variables.as_deref().map(serde_json::from_str).transpose();
    let Ok(variables) = variables else { return refused(400, TopCode::GraphqlParse, "variables 不是合格的 JSON。") };
    let envelope = Envelope { query: query.query, operation_name: query.operation_name, variables };
    run(&http, envelope, true, (kernel.into_inner(), &schema)).await
}

async fn run(http: &HttpRequest, envelope: Envelope, is_get: bool, (kernel, schema): (Arc<Kernel>, &LianjingSchema)) -> HttpResponse {
    let checked = match limits::check(&envelope.query, &kernel.settings.api) {
        Ok(checked) => checked,
        Err(LimitError::Parse(message)) => return refused(400, TopCode::GraphqlParse, &format!("查询写得不对，读不懂。（{message}）")),
        Err(LimitError::Cycle) => return refused(400, TopCode::GraphqlValidation, "片段互相包含。"),
        Err(LimitError::Limit(broken)) => return refusal(400, (TopCode::Limit, Some(broken)), &broken.to_string()),
    };
    if is_get && checked.changes {
        return refused(405, TopCode::Method, "改动只能用 POST。");
    }
    if envelope.variables.as_ref().is_some_and(|v| !v.is_object() && !v.is_null()) {
        return refused(400, TopCode::GraphqlParse, "variables 要是一个对象。");
    }
    let bearer = http.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap_or("?"));
    let actor = match session::actor(&kernel, bearer).await {
        Ok(actor) => actor,
        Err(BadToken::Rejected) => return refused(401, TopCode::Unauthenticated, "登录过期了，请重新登录或重新验证手机号。"),
        Err(BadToken::Fault(failure)) => {
            tracing::error!(error = %failure, "could not read a session");
            return refused(503, TopCode::Internal, "现在打不开。不是您的问题。");
        }
    };
    let ctx = Ctx::new(&kernel, actor, request_id(&kernel));
    let mut request = Request::new(envelope.query);
    if let Some(name) = &envelope.operation_name {
        request = request.operation_name(name);
    }
    if let Some(variables) = envelope.variables {
        request = request.variables(async_graphql::Variables::from_json(variables));
    }
    let root = root_field(&checked.document);
    request.set_parsed_query(checked.document);
    let started = Instant::now();
    let answer = schema.execute(request.data(ctx.clone()).data(cookies(http)).data(agent(http))).await;
    log(&ctx, (envelope.operation_name.as_deref(), &root), started.elapsed(), &answer);
    respond(answer, &ctx.kernel.settings.api)
}

fn cookies(http: &HttpRequest) -> RequestCookies {
    let value = |name| http.cookie(name).map(|cookie| cookie.value().to_owned());
    RequestCookies { refresh: value(REFRESH_COOKIE), device: value(DEVICE_COOKIE) }
}

fn agent(http: &HttpRequest) -> UserAgent {
    let text = http.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    UserAgent(text.chars().take(200).collect())
}

fn request_id(kernel: &Kernel) -> String {
    hex::encode(random::<6>(&*kernel.chance))
}

fn log(ctx: &Ctx, (operation, root): (Option<&str>, &str), took: Duration, answer: &Response) {
    let role = match &ctx.actor {
        Actor::Nobody => "nobody",
        Actor::Reporter(_) => "reporter",
        Actor::Staff(_) => "staff",
        Actor::System => "system",
    };
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

/// A document that does not fit the schema: an old page, or a client with a fault.
const NOT_OURS: &str = "请求和接口对不上，请刷新页面再试。";
/// An operation's name as clients give it, if it is one: whatever else they might write there does not go into the log.
fn named(operation: Option<&str>) -> &str {
    let is_name = |name: &&str| name.len() <= 60 && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    operation.filter(is_name).unwrap_or("-")
}

/// The first field that a document asks for, by its own name.
fn root_field(document: &ExecutableDocument) -> String {
    let first = document.operations.iter().next().and_then(|(_, operation)| operation.node.selection_set.node.items.first());
    match first.map(|selection| &selection.node) {
        Some(Selection::Field(field)) => field.node.name.node.to_string(),
        _ => "other".to_owned(),
    }
}

/// The limit of which the library says that it was broken. It says so in words only.
fn broken_in_schema(message: &str, limits: &ApiLimits) -> Option<Broken> {
    let kept = [
        ("too complex", "max_complexity", limits.max_complexity),
        ("too deep", "max_depth", limits.max_depth),
        ("number of directives", "max_directives", limits.max_directives),
    ];
    kept.into_iter().find(|(words, ..)| message.contains(words)).map(|(_, name, most)| Broken { name, most })
}

fn respond(mut answer: Response, limits: &ApiLimits) -> HttpResponse {
    for error in &mut answer.errors {
        if error.extensions.as_ref().is_none_or(|extensions| extensions.get("code").is_none()) {
            // What the library itself refuses: unknown fields, wrong variables, depth, complexity.
            let broken = broken_in_schema(&error.message, limits);
            let told = broken.map_or_else(|| NOT_OURS.to_owned(), |broken| broken.to_string());
            // People read the sentence; who writes a client needs the library's own words too.
            error.message = format!("{told}（{}）", error.message);
            mark(error, broken.map_or(TopCode::GraphqlValidation, |_| TopCode::Limit), broken);
        }
    }
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, "private, no-store"));
    for (name, value) in &answer.http_headers {
        if let Ok(value) = value.to_str() {
            response.append_header((name.as_str(), value));
        }
    }
    response.json(answer)
}

fn mark(error: &mut ServerError, code: TopCode, broken: Option<Broken>) {
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", code.name());
    if let Some(Broken { name, most }) = broken {
        extensions.set("limit", name);
        extensions.set("most", most);
    }
}

fn refused(status: u16, code: TopCode, message: &str) -> HttpResponse {
    refusal(status, (code, None), message)
}

fn refusal(status: u16, (code, broken): (TopCode, Option<Broken>), message: &str) -> HttpResponse {
    let mut error = ServerError::new(message, None);
    mark(&mut error, code, broken);
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or(actix_web::http::StatusCode::BAD_REQUEST);
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(Response::from_errors(vec![error]))
}
