//! 评价: one sheet of one person on one subject in one month.

use super::indicators::written;
use super::{batch, commission};
use crate::domain::directory;
use crate::domain::keys::{self, Holder, keyed_hash};
use crate::domain::ratings::model::{Groups, LOW, Month, Rated};
use crate::domain::ratings::policy::{Action, Facts, decide};
use crate::domain::ratings::rules::{Checked, Said, check_sheet};
use crate::domain::ratings::store;
use crate::domain::reporters;
use crate::domain::settings::{self, Key};
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, ReporterActor, Tx};
use entity::id::{IndicatorSetId, RatingSheetId};
use entity::rating_sheet;
use entity::words::{EnvelopeKind, PartKind, PhonePurpose};

const NAME: Bounds = Bounds { min: 2, max: 30 };
/// Bytes of a rater's hash that are kept: enough that no two of a subject's month meet.
const RATER: usize = 16;

/// A sheet, as it was sent.
#[derive(Clone, Debug)]
pub struct Rate {
    /// What is rated.
    pub rated: Rated,
    /// The version that was answered.
    pub set_no: i32,
    /// The answers; what is not among them was not answered.
    pub answers: Vec<Said>,
    /// Who says so; needed with a low answer.
    pub name: Option<String>,
    /// A random key that the device keeps.
    pub device_key: Option<String>,
    /// The solved challenge, where no phone was proven.
    pub proof: Option<String>,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The month that it counts in.
    pub month: Month,
    /// Whether an earlier sheet gave way.
    pub is_replaced: bool,
    /// Whether it counts: a phone was proven.
    pub is_verified: bool,
}

/// Takes a sheet; an earlier one of the same phone or device on the same subject in the same month gives way.
///
/// # Errors
/// Hidden unless everybody may see the subject; refused for a low answer without a proven phone, a name and a reason; without
/// either a phone or a device with a proof of work; to an official about himself; if the questions changed meanwhile; for more
/// subjects than one phone rates in a month.
pub async fn rate(ctx: &Ctx, input: &Rate) -> Outcome<Taken> {
    let is_low = input.answers.iter().any(|one| one.score.is_some_and(|score| score <= i32::from(LOW)));
    decide(&ctx.actor, Action::Rate, &Facts { is_low, ..Facts::default() }).check()?;
    let county = ctx.county_of(input.rated.id()).await?;
    let tx = ctx.write(&county).await?;
    let phone = ctx.actor.reporter(PhonePurpose::Rate);
    if phone.is_none() {
        reporters::spend_proof(&tx, input.proof.as_deref().unwrap_or_default()).await?;
    }
    let subject = store::subject(&tx, input.rated).await?;
    let (set, asked) = written(&tx, subject.kind).await?;
    if asked.no != input.set_no {
        return Err(Failure::field(ErrorCode::Conflict, "setNo", "题目刚刚换过。请刷新页面，答过的还在。"));
    }
    let (checked, name) = check(&asked.groups, input)?;
    not_oneself(&tx, phone, input.rated).await?;
    let month = Month::at(tx.now.in_china());
    // From here on two sheets on one subject come one after the other.
    store::hold_figure(&tx, &subject, month).await?;
    let Put { id, is_replaced, is_further } = put(&tx, (input, month), phone, (set, checked.answers.clone())).await?;
    if let Some(phone) = phone.filter(|_| is_further) {
        within_month(&tx, phone, month).await?;
    }
    if let Some(phone) = phone.filter(|_| !checked.low.is_empty()) {
        seal(&tx, (input.rated, month, id), phone, (&checked, name)).await?;
    }
    tx.commit().await?;
    Ok(Taken { month, is_replaced, is_verified: phone.is_some() })
}

/// The answers, packed, and the name; all that is wrong with them is told at once.
fn check(groups: &Groups, input: &Rate) -> Outcome<(Checked, String)> {
    let mut refusals = Refusals::default();
    let said = check_sheet(groups, &input.answers).map_err(|errors| {
        for error in errors {
            refusals.add(error.code, error.field.unwrap_or("answers"), error.message);
        }
    });
    let needs_name = input.answers.iter().any(|one| one.score.is_some_and(|score| score <= i32::from(LOW)));
    let name = input.name.as_deref().unwrap_or_default();
    let name = if needs_name { refusals.take(line("name", name, NAME)) } else { None };
    refusals.check()?;
    let said = said.map_err(|()| Failure::fault("a sheet that was refused without a reason"))?;
    Ok((said, name.unwrap_or_default()))
}

/// An official does not rate himself.
async fn not_oneself(tx: &Tx, phone: Option<&ReporterActor>, rated: Rated) -> Outcome<()> {
    let (Some(phone), Rated::Official(official)) = (phone, rated) else { return Ok(()) };
    if directory::is_phone_of(tx, &phone.phone_hash, official).await? {
        return Err(Failure::refuse(ErrorCode::PhoneRefused, "这是他本人的手机号，自己不能评自己。"));
    }
    Ok(())
}

/// One phone rates so many subjects in a month. Only their number is kept, under a hash of phone and month (docs/adr/0351).
async fn within_month(tx: &Tx, phone: &ReporterActor, month: Month) -> Outcome<()> {
    let most = settings::of_county(tx, Key::RatingsAMonth).await?;
    let whole = keyed_hash(&tx.kernel.keys, "rating-count", &[phone.phone_hash.as_slice(), &month.0.to_be_bytes()].concat())?;
    let rater = whole.into_iter().take(RATER).collect();
    if store::count_subject(tx, (rater, month), most).await? {
        return Ok(());
    }
    let told = format!("一个手机号一个月最多评 {most} 个对象，这个月已经评满了。评过的还可以改，新的请下个月再评。");
    Err(Failure::refuse(ErrorCode::TooMany, told))
}

/// A sheet that was written.
struct Put {
    id: RatingSheetId,
    /// An earlier one gave way.
    is_replaced: bool,
    /// None of them was under the same hash: a further subject of this phone, or device.
    is_further: bool,
}

/// Writes the sheet in the place of earlier ones. What was in a burst stays in it.
async fn put(
    tx: &Tx,
    (input, month): (&Rate, Month),
    phone: Option<&ReporterActor>,
    (set_id, answers): (IndicatorSetId, Vec<u8>),
) -> Outcome<Put> {
    let raters = raters(tx, phone, input, month)?;
    let rater = raters.first().cloned().unwrap_or_default();
    let earlier = give_way(tx, (input.rated, month), raters).await?;
    let is_further = !earlier.iter().any(|sheet| sheet.rater == rater);
    let burst_id = earlier.iter().find_map(|sheet| sheet.burst_id);
    let replaces: Vec<u8> = earlier.iter().flat_map(batch::leaf).collect();
    let (id, is_replaced) = (tx.mint(), !replaces.is_empty());
    let row = rating_sheet::Model {
        county_id: tx.county.id,
        id,
        subject_kind: input.rated.kind(),
        subject_id: input.rated.id(),
        month: month.0,
        rater,
        is_verified: phone.is_some(),
        set_id,
        answers,
        burst_id,
        replaces: is_replaced.then_some(replaces),
        submitted_at: tx.now,
    };
    tx.add(row).await?;
    Ok(Put { id, is_replaced, is_further })
}

/// Under which hashes this person's sheets stand: that of the phone, or of the device. With a proven phone what the same device
/// said without one gives way too.
fn raters(tx: &Tx, phone: Option<&ReporterActor>, input: &Rate, month: Month) -> Outcome<Vec<Vec<u8>>> {
    let hash = |label: &'static str, secret: &[u8]| {
        let whole = keyed_hash(&tx.kernel.keys, label, &[secret, input.rated.id().as_bytes(), &month.0.to_be_bytes()].concat())?;
        Ok::<_, Failure>(whole.into_iter().take(RATER).collect::<Vec<u8>>())
    };
    let key = input.device_key.as_deref().filter(|key| is_key(key));
    match (phone, key) {
        (Some(phone), None) => Ok(vec![hash("rating-phone", &phone.phone_hash)?]),
        (Some(phone), Some(key)) => Ok(vec![hash("rating-phone", &phone.phone_hash)?, hash("rating-device", key.as_bytes())?]),
        (None, Some(key)) => Ok(vec![hash("rating-device", key.as_bytes())?]),
        (None, None) => Err(Failure::field(ErrorCode::Invalid, "deviceKey", "设备标记不对。请刷新页面再评。")),
    }
}

fn is_key(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Takes this person's earlier sheets away with their reasons; what they were.
async fn give_way(tx: &Tx, place: (Rated, Month), raters: Vec<Vec<u8>>) -> Outcome<Vec<rating_sheet::Model>> {
    let earlier = store::of_raters(tx, place, raters).await?;
    for sheet in &earlier {
        for envelope in store::envelopes_of(tx, place, sheet.id).await? {
            keys::destroy(tx, envelope).await?;
        }
        store::drop_sheet(tx, sheet.id).await?;
    }
    Ok(earlier)
}

/// Seals why somebody rated low for the county commission, and who it was for its custodians.
async fn seal(
    tx: &Tx,
    (rated, month, sheet): (Rated, Month, RatingSheetId),
    phone: &ReporterActor,
    (checked, name): (&Checked, String),
) -> Outcome<()> {
    let organ = commission(tx).await?.ok_or_else(|| Failure::fault("a county without a commission"))?;
    let (readers, custodians) = ([Holder::Organ(organ)], [Holder::Custodian]);
    let [reason, who] = keys::seal_each(tx, [(EnvelopeKind::Rating, &readers[..]), (EnvelopeKind::Name, &custodians[..])]).await?;
    let lines: Vec<_> = checked.low.iter().map(|(question, answer, why)| format!("{question}（{}）：{why}", word(*answer))).collect();
    let told = SealedText::new(lines.join("\n"));
    let number = reporters::proven_phone(tx, phone).await?;
    let parts = [(&reason, PartKind::Reason, told), (&who, PartKind::Name, SealedText::new(name)), (&who, PartKind::Phone, number)];
    keys::add_parts(tx, &parts).await?;
    store::add_reason(tx, (rated, month), sheet, (reason.envelope_id, who.envelope_id)).await
}

const fn word(answer: u8) -> &'static str {
    if answer == 1 { "很差" } else { "差" }
}
