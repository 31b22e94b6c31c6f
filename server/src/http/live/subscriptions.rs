//! The subscriptions of one connection: begun one after the other, heard all together.

use super::words;
use crate::api::limits::{self, Checked};
use crate::api::schema::LianjingSchema;
use crate::domain::cases::graphql::Line;
use crate::domain::cases::live::{Live, Seat};
use crate::http::errors::{beyond, error, name_errors};
use crate::http::graphql::{named, request_id};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::BUSY;
use crate::kernel::{Actor, Ctx, Failure, Kernel};
use async_graphql::parser::types::{OperationType, Selection};
use async_graphql::{Request, Response, ServerError, Variables};
use futures_util::future::{AbortHandle, Abortable};
use futures_util::stream::{self, BoxStream, SelectAll, StreamExt as _};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Notify;

/// Subscriptions of one connection.
const MOST: usize = 8;

/// What subscriptions are served from.
#[derive(Clone)]
pub struct Ground {
    /// The ground.
    pub kernel: Arc<Kernel>,
    /// The API.
    pub schema: LianjingSchema,
    /// Who looks for news.
    pub live: Live,
}

impl Ground {
    /// The context of whoever sits there now.
    async fn ctx(&self, seat: &Seat) -> Result<Ctx, ServerError> {
        let request_id = request_id(&self.kernel);
        match self.live.actor_of(seat).await {
            Ok(Some(actor)) => Ok(Ctx::new(&self.kernel, actor, request_id)),
            // The seat is over, and the connection with it.
            Ok(None) => Err(error(TopCode::Unauthenticated, "登录过期了，请重新登录或重新验证手机号。")),
            Err(Failure::Busy) => Err(error(TopCode::Busy, BUSY)),
            Err(failure) => {
                tracing::error!(%request_id, error = %failure, "could not read a session");
                Err(error(TopCode::Internal, "现在打不开。不是您的问题。"))
            }
        }
    }
}

/// One event, or none at the end.
type Event = (String, Option<Response>);

/// All that run now.
#[derive(Default)]
pub struct Subscriptions {
    running: SelectAll<Abortable<BoxStream<'static, Event>>>,
    names: HashMap<String, AbortHandle>,
}

impl Subscriptions {
    /// Whether the client uses this name already.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.names.contains_key(id)
    }

    /// Whether nothing runs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Ends one; nothing more comes of it.
    pub fn end(&mut self, id: &str) {
        if let Some(handle) = self.names.remove(id) {
            handle.abort();
        }
    }

    /// Begins one, or gives the message that says why not. When it returns the subscription is in force.
    pub async fn begin(&mut self, ground: &Ground, seat: &Arc<Seat>, (id, asked): (&str, words::Subscription)) -> Option<String> {
        let limits = &ground.kernel.settings.api;
        let ready = match self.checked(&asked, limits) {
            Ok(request) => ground.ctx(seat).await.map(|ctx| (request, ctx)),
            Err(why) => Err(why),
        };
        let (request, ctx) = match ready {
            Ok(ready) => ready,
            Err(why) => return Some(words::error(id, &[why])),
        };
        let started = Arc::new(Notify::new());
        let line = Line { live: ground.live.clone(), seat: Arc::clone(seat), started: Arc::clone(&started) };
        let mut events = ground.schema.execute_stream(request.data(ctx.clone()).data(line));
        let first = tokio::select! {
            biased;
            first = events.next() => first.map_or_else(|| Err(words::complete(id)), Ok),
            () = started.notified() => {
                log(&ctx, &asked, "begun");
                self.run(id, events);
                return None;
            }
        };
        match first {
            Ok(mut answer) if !answer.errors.is_empty() => {
                log(&ctx, &asked, "refused");
                name_errors(&mut answer.errors, limits);
                Some(words::error(id, &answer.errors))
            }
            Ok(answer) => {
                log(&ctx, &asked, "begun");
                self.run(id, stream::iter([answer]).chain(events).boxed());
                None
            }
            Err(complete) => Some(complete),
        }
    }

    /// The next message of any of them; waits for ever while there is none.
    pub async fn next(&mut self, limits: &ApiLimits) -> String {
        loop {
            match self.running.next().await {
                Some((id, Some(mut answer))) => {
                    name_errors(&mut answer.errors, limits);
                    return words::next(&id, &answer);
                }
                Some((id, None)) => {
                    self.names.remove(&id);
                    return words::complete(&id);
                }
                None => std::future::pending::<()>().await,
            }
        }
    }

    fn run(&mut self, id: &str, events: BoxStream<'static, Response>) {
        let (name, last) = (id.to_owned(), id.to_owned());
        let named = events.map(move |answer| (name.clone(), Some(answer))).chain(stream::iter([(last, None)])).boxed();
        let (handle, registration) = AbortHandle::new_pair();
        self.running.push(Abortable::new(named, registration));
        self.names.insert(id.to_owned(), handle);
    }

    /// The same limits as for queries; and one thing at a time, so that each has a name and an end of its own.
    fn checked(&self, asked: &words::Subscription, limits: &ApiLimits) -> Result<Request, ServerError> {
        if self.names.len() >= MOST {
            return Err(error(TopCode::Limit, &format!("一个连接最多 {MOST} 项订阅。")));
        }
        let Checked { document, .. } = limits::check(&asked.query, limits).map_err(beyond)?;
        for (_, operation) in document.operations.iter() {
            if operation.node.ty != OperationType::Subscription {
                return Err(error(TopCode::Transport, "这里只收订阅，查询和改动请用 POST。"));
            }
            let fields = &operation.node.selection_set.node.items;
            if !matches!(fields.as_slice(), [one] if matches!(one.node, Selection::Field(_))) {
                return Err(error(TopCode::GraphqlValidation, "一次只订一项。"));
            }
        }
        if asked.variables.as_ref().is_some_and(|variables| !variables.is_object() && !variables.is_null()) {
            return Err(error(TopCode::GraphqlParse, "variables 要是一个对象。"));
        }
        let mut request = Request::new(asked.query.clone());
        request.operation_name.clone_from(&asked.operation_name);
        request = request.variables(Variables::from_json(asked.variables.clone().unwrap_or_default()));
        request.set_parsed_query(document);
        Ok(request)
    }
}

impl Drop for Subscriptions {
    fn drop(&mut self) {
        for handle in self.names.values() {
            handle.abort();
        }
    }
}

fn log(ctx: &Ctx, asked: &words::Subscription, what: &str) {
    let role = match &ctx.actor {
        Actor::Nobody => "nobody",
        Actor::Reporter(_) => "reporter",
        Actor::Staff(_) => "staff",
        Actor::System => "system",
    };
    let county = ctx.county_code.get().map_or("-", String::as_str);
    tracing::info!(request_id = %ctx.request_id, operation = named(asked.operation_name.as_deref()), county, role, what, "subscription");
}
