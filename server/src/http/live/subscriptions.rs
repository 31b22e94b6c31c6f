//! The subscriptions of one connection: begun one after the other, heard all together.

use super::frames::MAX_MESSAGE;
use super::words;
use crate::api::limits::{self, Checked};
use crate::api::schema::LianjingSchema;
use crate::domain::cases::graphql::Line;
use crate::domain::cases::live::{Live, Seat};
use crate::http::errors::{beyond, error, name_errors};
use crate::http::logged::{named, request_id, role};
use crate::kernel::api_limits::ApiLimits;
use crate::kernel::graphql::codes::TopCode;
use crate::kernel::graphql::errors::BUSY;
use crate::kernel::{Ctx, Failure, Kernel};
use async_graphql::parser::types::{OperationType, Selection};
use async_graphql::{Request, Response, ServerError, Variables};
use futures_util::future::poll_fn;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll};
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

/// All that run now, with the client's names for them; in the order in which they are asked for news.
#[derive(Default)]
pub struct Subscriptions {
    running: VecDeque<(String, BoxStream<'static, Response>)>,
}

impl Subscriptions {
    /// Whether the client uses this name already.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.running.iter().any(|(name, _)| name == id)
    }

    /// Whether nothing runs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Ends one; nothing more comes of it, and whatever it held is free at once, also while the client reads nothing.
    pub fn end(&mut self, id: &str) {
        self.running.retain(|(name, _)| name != id);
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
                let refusal = words::error(id, &answer.errors);
                Some(if refusal.len() > MAX_MESSAGE { too_long(id) } else { refusal })
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
        let (id, event) = poll_fn(|context| self.poll(context)).await;
        let Some(mut answer) = event else { return words::complete(&id) };
        name_errors(&mut answer.errors, limits);
        let message = words::next(&id, &answer);
        if message.len() <= MAX_MESSAGE {
            return message;
        }
        // Whoever asks for everything under thirty long names can't be told it, now or later.
        self.end(&id);
        too_long(&id)
    }

    /// The next event of any of them, or none at the end of one. Each is asked in its turn, so that none waits for ever.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<(String, Option<Response>)> {
        for _ in 0..self.running.len() {
            let Some((id, mut events)) = self.running.pop_front() else { break };
            match events.poll_next_unpin(context) {
                Poll::Ready(None) => return Poll::Ready((id, None)),
                Poll::Ready(answer) => {
                    self.running.push_back((id.clone(), events));
                    return Poll::Ready((id, answer));
                }
                Poll::Pending => self.running.push_back((id, events)),
            }
        }
        Poll::Pending
    }

    fn run(&mut self, id: &str, events: BoxStream<'static, Response>) {
        self.running.push_back((id.to_owned(), events));
    }

    /// The same limits as for queries; and one thing at a time, so that each has a name and an end of its own.
    fn checked(&self, asked: &words::Subscription, limits: &ApiLimits) -> Result<Request, ServerError> {
        if self.running.len() >= MOST {
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

fn too_long(id: &str) -> String {
    words::error(id, &[error(TopCode::Limit, "这一条太长了，发不出去，这项订阅到此为止；请少要几项再订。")])
}

fn log(ctx: &Ctx, asked: &words::Subscription, what: &str) {
    let role = role(&ctx.actor);
    let county = ctx.county_code.get().map_or("-", String::as_str);
    tracing::info!(request_id = %ctx.request_id, operation = named(asked.operation_name.as_deref()), county, role, what, "subscription");
}
