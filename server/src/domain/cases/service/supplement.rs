//! 补充材料: more text and evidence for an open case; what was said before stays as it is.

use super::status::{self, ReporterView};
use super::{Act, take, tell};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::keys::{self, Holder, keyed_hash};
use crate::domain::reporters::{self, Granted, ReporterRefusal};
use crate::domain::reports::{self, NewSupplement, submission_key_is_sound};
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use entity::id::MediaId;
use entity::words::{CaseEventKind, NoticeKind, PhonePurpose};
use serde_json::json;

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

/// Adds material. The same key with the same input changes nothing more.
///
/// # Errors
/// Refused without both codes, after the end, or for evidence of somebody else.
pub async fn supplement(ctx: &Ctx, input: SupplementReport) -> Outcome<ReporterView> {
    let new = checked(&input)?;
    let found = status::begin(ctx, &input.query_code, Action::Supplement).await?;
    let (tx, loaded) = (&found.tx, &found.loaded);
    let keyring = &tx.kernel.keys;
    let submission_hash = reporters::submission_hash(keyring, &input.submission_key)?;
    let request = json!([new.text.reveal(), new.media_ids]).to_string();
    let facts =
        json!({ "key": hex::encode(&submission_hash), "request": hex::encode(keyed_hash(keyring, "supplement", request.as_bytes())?) });
    let earlier =
        loaded.events.iter().find(|event| event.kind == CaseEventKind::Supplemented && event.facts.get("key") == facts.get("key"));
    match earlier {
        Some(event) if event.facts.get("request") == facts.get("request") => {}
        Some(_) => return Err(CaseRefusal::KeyUsedOtherwise.into()),
        None => {
            let step = loaded.standing().supplement()?;
            let most = (reporters::SUPPLEMENTS_A_DAY, ReporterRefusal::SupplementsOfDay);
            status::within_day(tx, loaded, CaseEventKind::Supplemented, most)?;
            let reporter = reporters::current(ctx, PhonePurpose::Track)?;
            let key = keys::open(tx, loaded.report.content_envelope_id, Holder::Reporter(&found.code)).await?;
            let part = reports::supplement(tx, reporter, (&loaded.report, &key), (&new, &submission_hash)).await?;
            let act = Act { part: Some(part), facts, ..Act::plain("cases.supplement", loaded) };
            take(ctx, tx, loaded, (&step, act)).await?;
            tell::handler(tx, loaded, NoticeKind::HandlerSupplement).await?;
        }
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
    found.loaded.standing().supplement()?;
    let granted = reporters::put_upload_grant(&found.tx, reporters::current(ctx, PhonePurpose::Track)?, submission_key).await?;
    found.tx.commit().await?;
    Ok(granted)
}

fn checked(input: &SupplementReport) -> Outcome<NewSupplement> {
    if !submission_key_is_sound(&input.submission_key) {
        return Err(ReporterRefusal::SubmissionKey.into());
    }
    if input.media_ids.len() > MOST_MEDIA {
        return Err(Failure::field(ErrorCode::TooLong, "mediaIds", format!("照片、录音和视频一次最多 {MOST_MEDIA} 个。")));
    }
    let text = written("text", &input.text, TEXT).map_err(|error| Failure::Refused(vec![error]))?;
    Ok(NewSupplement { text: SealedText::new(text), media_ids: input.media_ids.clone() })
}
