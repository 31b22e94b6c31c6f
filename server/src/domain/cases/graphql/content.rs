//! What was opened: text, evidence, replies; and what both sides read of clocks and steps.

use crate::domain::cases::service::{Measure as Taken, ReplyTelling, sum_of};
use crate::domain::cases::store::Loaded;
use crate::domain::cases::telling::Line;
use crate::domain::media::graphql::Media;
use crate::domain::reports;
use crate::kernel::graphql::scalars::{Date, DateTime, Money};
use crate::kernel::graphql::words::{DeadlineKind, DeadlineState, Finding, MeasureKind};
use async_graphql::SimpleObject;
use entity::id::OrganId;
use entity::words::MeasureKind as MeasureKinds;
use entity::{deadline, instance};

/// The opened content of a report.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportContent {
    /// What happened, in the reporter's words.
    pub text: String,
    /// Other persons named.
    pub other_names: Vec<String>,
    /// Evidence that came with the report.
    pub media: Vec<Media>,
    /// What a list of subsidies said was paid when the report came, if it is about that.
    pub paid: Option<PaidRecord>,
    /// What the reporter added later.
    pub supplements: Vec<Supplement>,
    /// Replies, one an instance.
    pub replies: Vec<Reply>,
}

/// What a list of subsidies said was paid to the reporter's household.
#[derive(Clone, Debug, SimpleObject)]
pub struct PaidRecord {
    /// What it is for.
    pub kind: String,
    /// For which year.
    pub year: i32,
    /// How much.
    pub amount: Money,
    /// The day on which it was paid, if the list says so.
    pub paid_on: Option<Date>,
    /// The name of the unit that gave the list.
    pub unit_name: String,
}

/// What the reporter added later.
#[derive(Clone, Debug, SimpleObject)]
pub struct Supplement {
    /// When.
    pub at: DateTime,
    /// The text.
    pub text: String,
    /// Evidence that came with it.
    pub media: Vec<Media>,
}

/// 答复.
#[derive(Clone, Debug, SimpleObject)]
pub struct Reply {
    /// 1 初办, 2 复核.
    pub instance: i32,
    /// When.
    pub at: DateTime,
    /// Whose.
    pub organ_name: String,
    /// 结论.
    pub finding: Finding,
    /// The text.
    pub text: String,
    /// What was done.
    pub measures: Vec<Measure>,
    /// 追回的钱 altogether.
    pub recovered: Option<Money>,
    /// 退还的钱 altogether.
    pub returned: Option<Money>,
}

/// 处理措施.
#[derive(Clone, Debug, SimpleObject)]
pub struct Measure {
    /// What was done.
    pub kind: MeasureKind,
    /// Money, where there was any.
    pub amount: Option<Money>,
    /// A few words.
    pub note: Option<String>,
    /// Of 处分: who decided; of 移送: who receives.
    pub body: Option<String>,
    /// The day of that.
    pub on: Option<Date>,
    /// 文号 of that.
    pub document: Option<String>,
}

/// One line of a timeline.
#[derive(Clone, Debug, SimpleObject)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime,
    /// What happened.
    pub title: String,
    /// More about it, where the viewer may know it.
    pub detail: Option<String>,
    /// Who did it; to reporters the organ, never a person.
    pub by: String,
    /// The code of the publication that stands in public since; only for whoever may read the answer itself.
    pub publication: Option<String>,
}

/// 时限.
#[derive(Clone, Debug, SimpleObject)]
pub struct Deadline {
    /// Which clock.
    pub kind: DeadlineKind,
    /// When it started.
    pub starts_at: DateTime,
    /// The last moment.
    pub due_at: DateTime,
    /// The last day.
    pub due_on: Date,
    /// Whether it still runs.
    pub state: DeadlineState,
    /// The arithmetic, line by line.
    pub sum: Vec<String>,
    /// Whether holidays not announced yet may still move it.
    pub provisional: bool,
}

impl ReportContent {
    /// The opened content with the replies of the case.
    #[must_use]
    pub fn new(content: reports::Content, loaded: &Loaded) -> Self {
        let supplements = content.supplements.iter().map(|one| Supplement {
            at: DateTime(one.at),
            text: one.text.reveal().to_owned(),
            media: one.media.iter().cloned().map(Media::from).collect(),
        });
        Self {
            text: content.text.reveal().to_owned(),
            supplements: supplements.collect(),
            replies: replies(&content, loaded),
            other_names: content.other_names,
            paid: content.paid.map(PaidRecord::from),
            media: content.media.into_iter().map(Media::from).collect(),
        }
    }
}

impl From<reports::PaidRecord> for PaidRecord {
    fn from(paid: reports::PaidRecord) -> Self {
        let reports::PaidRecord { kind, year, amount, paid_on, unit } = paid;
        Self { kind, year, amount: Money(amount), paid_on: paid_on.map(Date), unit_name: unit }
    }
}

fn replies(content: &reports::Content, loaded: &Loaded) -> Vec<Reply> {
    let told = loaded.instances.iter().filter_map(|turn| {
        let telling: ReplyTelling = serde_json::from_str(content.part(turn.reply_part_id)?).ok()?;
        Some(Reply {
            instance: turn.no,
            at: DateTime(turn.replied_at?),
            organ_name: loaded.ground.organ(who_said(loaded, turn)).map(|organ| organ.name.clone()).unwrap_or_default(),
            finding: turn.finding?.into(),
            text: telling.text,
            recovered: sum_of(&telling.measures, MeasureKinds::MoneyRecovered).map(Money),
            returned: sum_of(&telling.measures, MeasureKinds::MoneyReturned).map(Money),
            measures: telling.measures.into_iter().map(Measure::from).collect(),
        })
    });
    told.collect()
}

/// The organ that gave this answer: the turn may be another's by now.
fn who_said(loaded: &Loaded, turn: &instance::Model) -> OrganId {
    let event = loaded.events.iter().find(|event| event.part_id.is_some() && event.part_id == turn.reply_part_id);
    event.and_then(|event| event.organ_id).unwrap_or(turn.organ_id)
}

impl From<Taken> for Measure {
    fn from(measure: Taken) -> Self {
        let amount = measure.fen.map(Money);
        let (note, body, document) = (measure.note, measure.body, measure.document);
        Self { kind: measure.kind.into(), amount, note, body, on: measure.on.map(Date), document }
    }
}

impl From<Line> for TimelineEntry {
    fn from(line: Line) -> Self {
        Self { at: DateTime(line.at), title: line.title, detail: line.detail, by: line.by, publication: line.publication }
    }
}

impl From<&deadline::Model> for Deadline {
    fn from(row: &deadline::Model) -> Self {
        let lines = row.sum.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned));
        Self {
            kind: row.kind.into(),
            starts_at: DateTime(row.starts_at),
            due_at: DateTime(row.due_at),
            due_on: Date(row.due_on),
            state: row.state.into(),
            sum: lines.collect(),
            provisional: row.is_provisional,
        }
    }
}
