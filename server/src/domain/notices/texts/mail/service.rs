//! Reading, setting and using a county's words for the mail to its staff.

use super::rules::{COLUMN, MailWords};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices::texts::policy::{Action, decide};
use crate::domain::notices::texts::store;
use crate::kernel::error::UserError;
use crate::kernel::text::{Bounds, line, written as clean};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::notice_text;
use serde_json::json;

const SUBJECT: Bounds = Bounds { min: 2, max: 40 };
const BODY: Bounds = Bounds { min: 5, max: 500 };

/// The mail's words as their page shows them.
#[derive(Clone, Debug)]
pub struct View {
    /// What counts.
    pub words: MailWords,
    /// Whether they are the county's own.
    pub is_own: bool,
    /// Number of the last change.
    pub version: i32,
    /// The county's name, for its place.
    pub county: String,
    /// The way to the in-box, for its place.
    pub way: String,
}

/// What a mail says in this county, its places filled.
///
/// # Errors
/// A fault of the database.
pub async fn written(tx: &Tx) -> Outcome<(String, String)> {
    let own = store::last(tx, COLUMN).await?.as_ref().and_then(own);
    // Words that older rules let pass are not used: the standard text is always sound.
    let words = own.filter(|words| words.lacks(&[]) == (None, None)).unwrap_or_else(MailWords::standard);
    let MailWords { subject, body } = words.filled(&tx.county.name, &way(tx));
    Ok((subject, format!("{body}\n")))
}

/// The words of the viewer's county.
///
/// # Errors
/// Refused for everybody but its administrator.
pub async fn view(ctx: &Ctx) -> Outcome<View> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let row = store::last(&tx, COLUMN).await?;
    let set = row.as_ref().and_then(own);
    Ok(View {
        is_own: set.is_some(),
        words: set.unwrap_or_else(MailWords::standard),
        version: row.map_or(0, |row| row.no),
        county: tx.county.name.clone(),
        way: way(&tx),
    })
}

/// Sets subject and body; none of both goes back to the standard text.
///
/// # Errors
/// Refused unless by the county's administrator; for words that lack what must stay in, or tell too much; as a conflict if
/// they were set since they were read.
pub async fn set(ctx: &Ctx, (subject, body): (Option<String>, Option<String>), version: i32) -> Outcome<()> {
    let staff = decide(&ctx.actor, Action::Change).check()?;
    let words = read(subject, body)?;
    let tx = ctx.write(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    if let Some(words) = &words {
        sound(words, &store::names(&tx).await?)?;
    }
    let was = store::last(&tx, COLUMN).await?;
    let no = was.as_ref().map_or(0, |row| row.no);
    if no != version {
        return Err(store::changed());
    }
    if was.as_ref().and_then(own) == words {
        return Err(Failure::field(ErrorCode::State, "body", "和现在的一样，没有改。"));
    }
    let is_own = words.is_some();
    let (subject, body) = words.map(|words| (words.subject, words.body)).unzip();
    let row = notice_text::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        template: COLUMN.to_owned(),
        no: no.saturating_add(1),
        subject,
        words: body,
        set_by: staff.account_id,
        set_at: tx.now,
    };
    store::add(&tx, row).await?;
    let facts = json!({ "template": COLUMN, "own": is_own, "no": no.saturating_add(1) });
    ledger::append(&tx, &ctx.actor, Entry::public("notices.mail_text_set", tx.county.id, facts)).await?;
    tx.commit().await
}

/// Both, cleaned, or none of both.
fn read(subject: Option<String>, body: Option<String>) -> Outcome<Option<MailWords>> {
    let is_there = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    if !is_there(&subject) && !is_there(&body) {
        return Ok(None);
    }
    let subject = line("subject", &subject.unwrap_or_default(), SUBJECT);
    let body = clean("body", &body.unwrap_or_default(), BODY);
    match (subject, body) {
        (Ok(subject), Ok(body)) => Ok(Some(MailWords { subject, body })),
        (subject, body) => Err(Failure::Refused([subject.err(), body.err()].into_iter().flatten().collect())),
    }
}

fn sound(words: &MailWords, names: &[String]) -> Outcome<()> {
    let refuse =
        |field: &'static str, why: Option<String>| why.map(|message| UserError { code: ErrorCode::Invalid, field: Some(field), message });
    let (subject, body) = words.lacks(names);
    let refusals: Vec<_> = [refuse("subject", subject), refuse("body", body)].into_iter().flatten().collect();
    if refusals.is_empty() { Ok(()) } else { Err(Failure::Refused(refusals)) }
}

/// The county's own words, where it has some.
fn own(row: &notice_text::Model) -> Option<MailWords> {
    Some(MailWords { subject: row.subject.clone()?, body: row.words.clone()? })
}

fn way(tx: &Tx) -> String {
    format!("{}/staff/me", tx.kernel.settings.public_url)
}
