//! Reading, setting and using a county's words.

use super::policy::{Action, decide};
use super::rules::{KINDS, Kind, filled, kind_of, lacks, parts, sample};
use super::store;
use crate::domain::ledger::{self, Entry};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use crate::ports::sms::SmsTemplate;
use entity::notice_text;
use serde_json::json;

/// One message as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// What it is.
    pub kind: &'static Kind,
    /// The words that count.
    pub words: String,
    /// Whether they are the county's own.
    pub is_own: bool,
    /// Number of the last change.
    pub version: i32,
    /// With samples in their places.
    pub sample: String,
    /// How many messages it costs.
    pub parts: usize,
}

/// What a message says in this county; none where it has no words of its own.
///
/// # Errors
/// A fault of the database.
pub async fn said(tx: &Tx, template: SmsTemplate, params: &[(&'static str, String)]) -> Outcome<Option<String>> {
    let Some(kind) = kind_of(template) else { return Ok(None) };
    let words = store::last(tx, kind.column).await?.and_then(|row| row.words);
    let value = |name: &str| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    // Words that older rules let pass, or that lack a value, are not used: the default is always sound.
    let sound = words.filter(|words| lacks(kind, words, &[]).is_none() && kind.places.iter().all(|(name, ..)| value(name).is_some()));
    Ok(sound.map(|words| filled(kind, &words, value)))
}

/// All messages of the viewer's county.
///
/// # Errors
/// Refused for everybody but its administrator.
pub async fn views(ctx: &Ctx) -> Outcome<Vec<View>> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let rows = store::all(&tx).await?;
    let view = |kind: &'static Kind| {
        let row = rows.iter().find(|row| row.template == kind.column);
        let own = row.and_then(|row| row.words.clone());
        let words = own.clone().unwrap_or_else(|| kind.default.to_owned());
        let sample = sample(kind, &words);
        View { kind, is_own: own.is_some(), version: row.map_or(0, |row| row.no), parts: parts(&sample), sample, words }
    };
    Ok(KINDS.iter().map(view).collect())
}

/// Sets the words of a message; none goes back to the default.
///
/// # Errors
/// Refused unless by the county's administrator; for words that lack what must stay in, or tell too much; as a conflict if
/// they were set since they were read.
pub async fn set(ctx: &Ctx, template: SmsTemplate, (words, version): (Option<String>, i32)) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    let kind = kind_of(template).ok_or_else(Failure::hidden)?;
    let words = words.filter(|words| !words.trim().is_empty());
    let words = words.map(|words| line("words", &words, Bounds { min: 5, max: 200 })).transpose();
    let words = words.map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    if let Some(words) = &words
        && let Some(why) = lacks(kind, words, &store::names(&tx).await?)
    {
        return Err(Failure::field(ErrorCode::Invalid, "words", why));
    }
    let was = store::last(&tx, kind.column).await?;
    let no = was.as_ref().map_or(0, |row| row.no);
    if no != version {
        return Err(store::changed());
    }
    if was.and_then(|row| row.words) == words {
        return Err(Failure::field(ErrorCode::State, "words", "和现在的一样，没有改。"));
    }
    let row = notice_text::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        template: kind.column.to_owned(),
        no: no.saturating_add(1),
        subject: None,
        words: words.clone(),
        set_by: staff.account_id,
        set_at: tx.now,
    };
    store::add(&tx, row).await?;
    let facts = json!({ "template": kind.column, "own": words.is_some(), "no": no.saturating_add(1) });
    ledger::append(&tx, &ctx.actor, Entry::public("notices.text_set", tx.county.id, facts)).await?;
    tx.commit().await
}
