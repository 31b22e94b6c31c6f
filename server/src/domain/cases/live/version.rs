//! How a case stands for a viewer, as one short text: it changes with each step that he is shown, and with nothing else.

use crate::domain::cases::store::Loaded;
use crate::domain::cases::telling::{is_about_code, is_among_officers};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::words::CaseEventKind;
use std::fmt::Debug;

/// For officers. That a colleague looked is no news.
#[must_use]
pub fn to_staff(loaded: &Loaded) -> String {
    let case = &loaded.case;
    let clocks: Vec<_> = loaded.deadlines.iter().map(|clock| (clock.id, clock.state, clock.due_at)).collect();
    short(&(standing(loaded), case.handler_id, clocks, events(loaded, is_news_to_staff)))
}

/// For the reporter: what the organ does within itself changes nothing here.
#[must_use]
pub fn to_reporter(loaded: &Loaded) -> String {
    let case = &loaded.case;
    let due = loaded.due().map(|clock| (clock.state, clock.due_at));
    let code = loaded.reissue.as_ref().map(|row| (row.state, row.asked_at, row.until));
    let answer = (case.replied_at, case.answered_at, case.satisfied);
    short(&(standing(loaded), due, code, answer, events(loaded, |kind| !is_among_officers(kind))))
}

/// Whether an event changes what officers see of a case, on its page or in a list.
#[must_use]
pub const fn is_news_to_staff(kind: CaseEventKind) -> bool {
    !is_about_code(kind) && !matches!(kind, CaseEventKind::ContentOpened | CaseEventKind::OriginalOpened)
}

fn standing(loaded: &Loaded) -> impl Debug {
    let case = &loaded.case;
    (case.id, case.state, case.light, case.instance_no, case.organ_id, case.withdraw_at, case.closed_at)
}

fn events(loaded: &Loaded, is_shown: impl Fn(CaseEventKind) -> bool) -> impl Debug {
    loaded.events.iter().filter(|event| is_shown(event.kind)).map(|event| event.id).collect::<Vec<_>>()
}

fn short(seen: &impl Debug) -> String {
    let hash = digest(&SHA256, format!("{seen:?}").as_bytes());
    URL_SAFE_NO_PAD.encode(hash.as_ref().get(..9).unwrap_or_default())
}
