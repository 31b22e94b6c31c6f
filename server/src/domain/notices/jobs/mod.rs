//! What the worker does with notices; each step between two transactions, and nothing of the network inside one.

mod alarm;
mod delivery;
mod mail;
mod sms;

pub use alarm::codes_used_up;
pub use delivery::ask_after;
pub use mail::mail;
pub use sms::{send, send_code};

use crate::domain::notices::model::Next;
use crate::domain::notices::rules::quiet::{self, QuietHours};
use crate::domain::notices::{rules, store};
use crate::kernel::{JobError, Outcome, Tx};
use entity::id::NoticeId;
use entity::moment::Moment;
use entity::notice;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NoticeJob {
    notice_id: NoticeId,
}

fn read<T: serde::de::DeserializeOwned>(payload: Value) -> Result<T, JobError> {
    serde_json::from_value(payload).map_err(|error| JobError::Park(format!("payload: {error}")))
}

/// Why a notice is not tried now.
struct Held {
    until: Moment,
    why: &'static str,
}

impl Held {
    /// Until then, and a little longer by chance: what was held back does not go out in one heap.
    fn until(tx: &Tx, moment: Moment, why: &'static str) -> Self {
        let [chance] = tx.random();
        metrics::counter!("lianjing_notices_held_total", "why" => why).increment(1);
        Self { until: quiet::spread(moment, chance), why }
    }

    fn next(&self, now: Moment) -> Next {
        Next::Wait { after: self.until.since(now), why: self.why.to_owned() }
    }
}

/// Whether the county's night keeps this notice back, and its hours.
async fn night(tx: &Tx, row: &notice::Model) -> Outcome<(Option<Held>, Option<QuietHours>)> {
    let hours = store::quiet_hours(tx).await?;
    let end = hours.and_then(|hours| hours.end(tx.now)).filter(|_| !rules::is_urgent(row.kind) && row.params.get("urgent").is_none());
    Ok((end.map(|end| Held::until(tx, end, "quiet hours")), hours))
}
