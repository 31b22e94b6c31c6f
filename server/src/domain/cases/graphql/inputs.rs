//! What the mutations of reports and cases take.

use crate::domain::cases::service::{CaseAt, SubmitReport};
use crate::domain::directory::SubjectId;
use crate::kernel::graphql::ids;
use crate::kernel::{ErrorCode, Failure, Outcome};
use async_graphql::{ID, InputObject};
use entity::id::{MediaId, PowerId, ReportId};
use std::str::FromStr;

/// A report.
#[derive(InputObject)]
pub struct SubmitReportInput {
    /// 16 to 64 letters, digits, dashes or underscores; made once by the client, kept over retries.
    pub submission_key: String,
    /// Six-digit division code.
    pub county: String,
    /// One to ten units, officials or powers.
    pub subject_ids: Vec<ID>,
    /// At which step of a power it went wrong, where the reporter can say so; at most one for each of the subjects.
    pub power_steps: Option<Vec<PowerStepInput>>,
    /// 举报人姓名.
    pub reporter_name: String,
    /// Other persons by name. Officials of the county who are called so keep away like subjects, so that another organ
    /// may get the report than `intakeRoute` said.
    pub other_names: Option<Vec<String>>,
    /// What happened, 5 to 5000 characters.
    pub text: String,
    /// Uploaded evidence.
    pub media_ids: Option<Vec<ID>>,
    /// Whether text messages are wanted; they are if nothing is said.
    pub wants_sms: Option<bool>,
    /// A helper files for this person.
    pub on_behalf_of: Option<String>,
    /// The record of 我的村我的钱 that it is about, as `lookUpSubsidies` told its id; sealed with the content.
    pub about_paid_id: Option<ID>,
    /// The notice on personal data was read and agreed to.
    pub consent: bool,
}

/// A step of a power.
#[derive(InputObject)]
pub struct PowerStepInput {
    /// The power; one of the subjects.
    pub power_id: ID,
    /// The number of its step.
    pub number: i32,
}

/// More material.
#[derive(InputObject)]
pub struct SupplementReportInput {
    /// Made once by the client, kept over retries.
    pub submission_key: String,
    /// As it was typed.
    pub query_code: String,
    /// What there is to add, 2 to 5000 characters.
    pub text: String,
    /// Uploaded evidence.
    pub media_ids: Option<Vec<ID>>,
}

/// A withdrawal.
#[derive(InputObject)]
pub struct WithdrawReportInput {
    /// As it was typed.
    pub query_code: String,
    /// Why, if the reporter wants to say.
    pub reason: Option<String>,
    /// Take back a withdrawal that is under way.
    pub cancel: Option<bool>,
}

/// 满意不满意.
#[derive(InputObject)]
pub struct AnswerReplyInput {
    /// As it was typed.
    pub query_code: Option<String>,
    /// Instead of a lost query code, while a new one is on its way: with the report's phone, and only to say no.
    pub report_id: Option<ID>,
    /// Satisfied or not; not satisfied with the first instance climbs.
    pub satisfied: bool,
    /// Why, if the reporter wants to say.
    pub reason: Option<String>,
}

/// Asks for a new query code.
#[derive(InputObject)]
pub struct RequestNewQueryCodeInput {
    /// Which of the phone's reports.
    pub report_id: ID,
}

/// Stops a new query code: with the old code or with the report's phone.
#[derive(InputObject)]
pub struct StopNewQueryCodeInput {
    /// The old code, as it was typed.
    pub query_code: Option<String>,
    /// Which of the phone's reports.
    pub report_id: Option<ID>,
}

/// Fetches a new query code.
#[derive(InputObject)]
pub struct TakeNewQueryCodeInput {
    /// Which of the phone's reports.
    pub report_id: ID,
    /// 16 to 64 letters, digits, dashes or underscores; made once by the page, a secret, kept over retries.
    pub take_key: String,
}

/// Asks for leave to upload.
#[derive(InputObject)]
pub struct GrantUploadInput {
    /// Made once by the client for one submission: 16 to 64 of `A-Z a-z 0-9 _ -`.
    pub submission_key: String,
    /// For a supplement: the report's query code, as it was typed; the phone is then proven for tracking.
    pub query_code: Option<String>,
}

/// An id of the kind asked for, as a verb's own refusal.
pub fn parsed<I: FromStr>(field: &'static str, id: &ID) -> Outcome<I> {
    ids::parse(field, id).map_err(|error| Failure::Refused(vec![error]))
}

/// A case as its page showed it.
pub fn at(id: &ID, revision: Option<i32>) -> Outcome<CaseAt> {
    Ok(CaseAt { id: parsed("caseId", id)?, version: revision })
}

/// Ids of the kind asked for; a list without bound is cut where every verb refuses it anyway.
pub fn all_parsed<I: FromStr>(field: &'static str, ids: &[ID]) -> Outcome<Vec<I>> {
    ids.iter().take(101).map(|id| parsed(field, id)).collect()
}

/// Exactly one of a query code and a report: neither of both is no choice.
pub fn either(query_code: Option<String>, report_id: Option<&ID>) -> Outcome<Either> {
    match (query_code.filter(|code| !code.trim().is_empty()), report_id) {
        (Some(code), None) => Ok(Either::Code(code)),
        (None, Some(id)) => Ok(Either::Report(parsed("reportId", id)?)),
        _ => Err(Failure::field(ErrorCode::Required, "queryCode", "请填查询码。")),
    }
}

/// How a reporter names a report.
pub enum Either {
    /// As it was typed.
    Code(String),
    /// With a proven phone.
    Report(ReportId),
}

impl SubmitReportInput {
    /// The verb's input.
    pub fn read(self) -> Outcome<SubmitReport> {
        Ok(SubmitReport {
            subject_ids: all_parsed::<SubjectId>("subjectIds", &self.subject_ids)?,
            power_steps: self.power_steps.unwrap_or_default().iter().take(101).map(PowerStepInput::read).collect::<Outcome<_>>()?,
            media_ids: all_parsed::<MediaId>("mediaIds", &self.media_ids.unwrap_or_default())?,
            submission_key: self.submission_key,
            county: self.county,
            reporter_name: self.reporter_name,
            other_names: self.other_names.unwrap_or_default(),
            text: self.text,
            wants_sms: self.wants_sms.unwrap_or(true),
            on_behalf_of: self.on_behalf_of,
            about_paid: self.about_paid_id.map(|id| parsed("aboutPaidId", &id)).transpose()?,
            consent: self.consent,
        })
    }
}

impl PowerStepInput {
    fn read(&self) -> Outcome<(PowerId, i32)> {
        Ok((parsed("powerSteps", &self.power_id)?, self.number))
    }
}
