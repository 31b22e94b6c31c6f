//! 补充材料: more text and evidence for an open case; what was said before stays as it is.

use super::status::{self, Found, ReporterView};
use super::{Act, take, tell};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::store::Loaded;
use crate::domain::keys::{self, Holder, keyed_hash};
use crate::domain::reporters::{self, Granted, ReporterRefusal};
use crate::domain::reports::{self, NewSupplement, submission_key_is_sound};
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::case_event;
use entity::id::{MediaId, SealedPartId};
use entity::words::{CaseEventKind, NoticeKind, PhonePurpose};
use serde_json::{Value, json};

const TEXT: Bounds = Bounds { min: 2, max: 5_000 };
const MOST_MEDIA: usize = 20;

/// More material.
pub struct SupplementReport {
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// As it was typed.
    pub query_code: String,
    /// What there is to add.
    pub text: String,
    /// Uploaded evidence.
    pub media_ids: Vec<MediaId>,
}

/// An addition as its event knows it again.
pub(super) struct Addition {
    /// Keyed hash of the submission key.
    pub submission_hash: Vec<u8>,
    /// Facts of its event.
    pub facts: Value,
}

impl Addition {
    pub(super) fn of(tx: &Tx, input: &SupplementReport, new: &NewSupplement) -> Outcome<Self> {
        let keyring = &tx.kernel.keys;
        let submission_hash = reporters::submission_hash(keyring, &input.submission_key)?;
        let request = json!([new.text.reveal(), new.media_ids]).to_string();
        let request = hex::encode(keyed_hash(keyring, "supplement", request.as_bytes())?);
        let facts = json!({ "key": hex::encode(&submission_hash), "request": request });
        Ok(Self { submission_hash, facts })
    }

    /// Whether it was made before.
    pub(super) fn is_there(&self, loaded: &Loaded) -> Outcome<bool> {
        let same = |event: &&case_event::Model, name| event.facts.get(name) == self.facts.get(name);
        let earlier = loaded.events.iter().find(|event| event.kind == CaseEventKind::Supplemented && same(event, "key"));
        match earlier {
            Some(event) if same(&event, "request") => Ok(true),
            Some(_) => Err(CaseRefusal::KeyUsedOtherwise.into()),
            None => Ok(false),
        }
    }
}

/// Seals an addition with the reporter's own key.
pub(super) async fn seal(ctx: &Ctx, found: &Found, (new, addition): (&NewSupplement, &Addition)) -> Outcome<SealedPartId> {
    let (tx, report) = (&found.tx, &found.loaded.report);
    let reporter = reporters::current(ctx, PhonePurpose::Track)?;
    let key = keys::open(tx, report.content_envelope_id, Holder::Reporter(&found.code)).await?;
    // The reporter's own key also does what waits for an officer's.
    keys::fulfil(tx, &key).await?;
    reports::supplement(tx, reporter, (report, &key), (new, &addition.submission_hash)).await
}

/// Adds material. The same key with the same input changes nothing more. It answers what the organ asked for, and nothing
/// closes before the organ acknowledges it.
///
/// # Errors
/// Refused without both codes, after the end, or for evidence of somebody else.
pub async fn supplement(ctx: &Ctx, input: SupplementReport) -> Outcome<ReporterView> {
    let new = input.checked()?;
    let found = status::begin(ctx, &input.query_code, Action::Supplement).await?;
    let (tx, loaded) = (&found.tx, &found.loaded);
    let addition = Addition::of(tx, &input, &new)?;
    if !addition.is_there(loaded)? {
        let standing = loaded.standing();
        let step = standing.supplement()?;
        let most = (reporters::SUPPLEMENTS_A_DAY, ReporterRefusal::SupplementsOfDay);
        status::within_day(tx, loaded, CaseEventKind::Supplemented, most)?;
        let part = seal(ctx, &found, (&new, &addition)).await?;
        let mut facts = addition.facts;
        if let Some(facts) = facts.as_object_mut().filter(|_| standing.material_until.is_some()) {
            facts.insert("asked".to_owned(), json!(true));
        }
        take(ctx, tx, loaded, (&step, Act { part: Some(part), facts, ..Act::plain("cases.supplement", loaded) })).await?;
        tell::handler(tx, loaded, NoticeKind::HandlerSupplement).await?;
    }
    // Also after a repeat: what the reporter then sees is read in a transaction of its own.
    found.tx.commit().await?;
    status::after(ctx, &found.code).await
}

/// Leave to upload: for a report by the phone alone, for a supplement of an open report with its query code too.
///
/// # Errors
/// Refused without a phone proven for the one or the other, without both codes of one report, or after the end.
pub async fn grant_upload(ctx: &Ctx, submission_key: &str, query_code: Option<&str>) -> Outcome<Granted> {
    let Some(code) = query_code.filter(|code| !code.trim().is_empty()) else {
        return reporters::grant_upload(ctx, submission_key).await;
    };
    let found = status::begin(ctx, code, Action::Supplement).await?;
    let standing = found.loaded.standing();
    // Also with the answer to the question whether it is really solved.
    if standing.answer_follow_up(false, true, found.tx.now).is_err() {
        standing.supplement()?;
    }
    let granted = reporters::put_upload_grant(&found.tx, reporters::current(ctx, PhonePurpose::Track)?, submission_key).await?;
    found.tx.commit().await?;
    Ok(granted)
}

impl SupplementReport {
    /// What is added, if it may be.
    pub(super) fn checked(&self) -> Outcome<NewSupplement> {
        if !submission_key_is_sound(&self.submission_key) {
            return Err(ReporterRefusal::SubmissionKey.into());
        }
        if self.media_ids.len() > MOST_MEDIA {
            return Err(Failure::field(ErrorCode::TooLong, "mediaIds", format!("照片、录音和视频一次最多 {MOST_MEDIA} 个。")));
        }
        let text = written("text", &self.text, TEXT).map_err(|error| Failure::Refused(vec![error]))?;
        Ok(NewSupplement { text: SealedText::new(text), media_ids: self.media_ids.clone() })
    }
}
