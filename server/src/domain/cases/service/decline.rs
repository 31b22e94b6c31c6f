//! 不予受理: with the reason and the right channel; the reporter may object once.

use super::{Act, CaseAt, begin, seal_reason, take, tell, waits};
use crate::domain::cases::policy::Action;
use crate::domain::cases::words;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Outcome};
use entity::words::{DeclineGround, NoticeKind, RightChannel};
use serde_json::json;

/// The right channel as somebody writes it.
const CHANNEL: Bounds = Bounds { min: 2, max: 300 };

/// Why, and where to go instead.
pub struct DeclineCase {
    /// The case.
    pub case_id: CaseAt,
    /// 情形, of the closed list.
    pub ground: DeclineGround,
    /// Why it is out of scope, in words.
    pub reason: String,
    /// Who is the right one.
    pub right_channel: Channel,
}

/// Who is the right one: chosen, written, or chosen and explained.
#[derive(Clone, Debug, Default)]
pub struct Channel {
    /// Of the closed list.
    pub chosen: Option<RightChannel>,
    /// In words; needed where nothing is chosen.
    pub written: String,
}

/// Declines a case.
///
/// # Errors
/// Refused without reason or right channel; hidden, refused by the policy, the state, or somebody faster.
pub async fn decline(ctx: &Ctx, input: DeclineCase) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::Decline).await?;
    let words = checked(&input)?;
    let step = waits::of_county(&tx, loaded.standing().decline(tx.now)?).await?;
    let part = seal_reason(&tx, &loaded, &words).await?;
    let facts = json!({ "ground": input.ground, "channel": input.right_channel.chosen });
    let act = Act { part, facts, ..Act::by_handler("cases.decline", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Declined, None).await?;
    tx.commit().await
}

/// What the reporter reads.
fn checked(input: &DeclineCase) -> Outcome<String> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let Channel { chosen, written: own } = &input.right_channel;
    let bounds = if chosen.is_some() { Bounds { min: 0, ..CHANNEL } } else { CHANNEL };
    let own = refusals.take(written("rightChannel", own, bounds)).unwrap_or_default();
    refusals.check()?;
    let channel: Vec<_> = [chosen.map(words::channel), Some(own.as_str())].into_iter().flatten().filter(|one| !one.is_empty()).collect();
    Ok(format!("{reason}\n应找：{}", channel.join("，")))
}
