//! Which topic is handled by whom: the one place where modules' jobs meet the worker.

use crate::domain::{
    calendar, cases, changes, clearing, clients, media, notices, open_data, opinions, outcomes, publications, removals, reporters, staff,
};
use crate::kernel::{County, Ctx, JobFuture};
use crate::ports::Ports;
use serde_json::Value;

/// What works a job. It may run twice for one job.
pub type Handler = fn(Ctx, Ports, County, Value) -> JobFuture;

/// Topics and their handlers.
const HANDLERS: &[(&str, Handler)] = &[
    (cases::NEW_CODE, |ctx, ports, county, payload| Box::pin(cases::new_code_job(ctx.by_calendar(), ports, county, payload))),
    (calendar::CHANGED, |ctx, ports, county, payload| Box::pin(cases::calendar_job(ctx.by_calendar(), ports, county, payload))),
    (staff::SIGHT_CHANGED, |ctx, ports, county, payload| Box::pin(cases::staffing_job(ctx.by_calendar(), ports, county, payload))),
    (staff::LEAVING, |ctx, ports, county, payload| Box::pin(cases::leaving_job(ctx.by_calendar(), ports, county, payload))),
    (cases::FINDING_CORRECTED, |ctx, ports, county, payload| {
        Box::pin(publications::finding_corrected_job(ctx.by_calendar(), ports, county, payload))
    }),
    (cases::TURN_MOVED, |ctx, ports, county, payload| Box::pin(publications::turn_moved_job(ctx.by_calendar(), ports, county, payload))),
    (clearing::PUBLISHED, |ctx, _, county, payload| Box::pin(opinions::adopted_job(ctx.by_calendar(), county, payload))),
    (media::FINISH, |ctx, ports, county, payload| Box::pin(media::finish_job(ctx, ports, county, payload))),
    (outcomes::ROLL_BACK, |ctx, _, county, payload| Box::pin(outcomes::roll_back_job(ctx.by_calendar(), county, payload))),
    (removals::NOTED, |ctx, ports, county, payload| Box::pin(open_data::removed_job(ctx.by_calendar(), ports, county, payload))),
    (changes::FOLLOW, |ctx, _, county, payload| Box::pin(changes::follow_job(ctx.by_calendar(), county, payload))),
    (changes::NOTED, |ctx, _, county, _| Box::pin(clients::webhooks::noted_job(ctx, county))),
    (clients::webhooks::DELIVER, |ctx, ports, county, payload| Box::pin(clients::webhooks::deliver_job(ctx, ports, county, payload))),
    (open_data::BUILD, |ctx, ports, county, payload| Box::pin(open_data::build_job(ctx.by_calendar(), ports, county, payload))),
    (notices::SEND, |ctx, ports, county, payload| Box::pin(notices::send(ctx, ports, county, payload))),
    (notices::NOT_DELIVERED, |ctx, ports, county, payload| Box::pin(cases::not_delivered_job(ctx.by_calendar(), ports, county, payload))),
    (notices::MAIL, |ctx, ports, county, payload| Box::pin(notices::mail(ctx, ports, county, payload))),
    (reporters::CODES_USED_UP, |ctx, ports, county, payload| Box::pin(notices::codes_used_up(ctx, ports, county, payload))),
    (reporters::SEND_CODE, |ctx, ports, county, payload| Box::pin(notices::send_code(ctx, ports, county, payload))),
];

/// All topics that are worked.
pub fn topics() -> impl Iterator<Item = &'static str> {
    HANDLERS.iter().map(|(topic, _)| *topic)
}

/// The handler of a topic.
#[must_use]
pub fn handler(topic: &str) -> Option<Handler> {
    HANDLERS.iter().find(|(name, _)| *name == topic).map(|(_, handler)| *handler)
}
