//! One act of a story, through the verb that a person would have used.

use super::{Scene, Telling, turns};
use crate::demo::content::{Act, ActText};
use crate::domain::cases::service::{
    self as cases, AnswerReply, Answerer, AssignCase, DeclineCase, DeclineChannel, FileCase, Measure, ReplyCase, SubmitReport,
    SupplementReport, TransferCase, WithdrawReport,
};
use crate::domain::keys::{self, Holder};
use crate::domain::reporters;
use crate::kernel::secret::SealedText;
use crate::kernel::{Actor, Ctx, Failure, Outcome, Phone, ReporterActor};
use entity::id::CaseId;
use entity::moment::Moment;
use entity::words::{DeclineGround, EnvelopeKind, Finding, MeasureKind, PartKind, PhonePurpose};
use entity::{case, contact};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use time::Date;

/// Files the report of a telling.
pub(super) async fn submit(scene: &Scene<'_>, telling: &mut Telling<'_>, at: Moment) -> Outcome<()> {
    let story = telling.story;
    let ctx = scene.at(at, reporter(scene, telling, PhonePurpose::Report, at).await?);
    let tx = ctx.read(&scene.county).await?;
    let subject = scene.places.subject(&tx, &story.subject, &telling.town).await?;
    drop(tx);
    let input = SubmitReport {
        submission_key: submission_key(telling, "report"),
        county: scene.county.code.clone(),
        subject_ids: vec![subject],
        power_steps: Vec::new(),
        reporter_name: telling.name.clone(),
        other_names: Vec::new(),
        text: story.text.clone(),
        media_ids: Vec::new(),
        wants_sms: !story.is_quiet,
        on_behalf_of: story.is_helped.then(|| "演示老人".to_owned()),
        about_paid: None,
        consent: true,
    };
    let submitted = cases::submit(&ctx, input).await.map_err(|failure| told(telling, "submit", failure))?;
    let tx = ctx.read(&scene.county).await?;
    let row = tx.rows().find::<case::Entity>().filter(case::Column::ReportId.eq(submitted.recorded.report_id)).one(&tx).await?;
    telling.case = row.map(|row| row.id);
    telling.code = Some(submitted.recorded.query_code);
    Ok(())
}

/// An act of the reporter, with query code and a phone proven for tracking.
pub(super) async fn by_reporter(scene: &Scene<'_>, telling: &mut Telling<'_>, text: &ActText, at: Moment) -> Outcome<()> {
    let ctx = scene.at(at, reporter(scene, telling, PhonePurpose::Track, at).await?);
    let query_code = telling.code.as_ref().map(|code| code.reveal().to_owned()).unwrap_or_default();
    let reason = Some(text.text.clone()).filter(|text| !text.is_empty());
    let done = match text.act {
        Act::Answer => cases::answer(&ctx, AnswerReply { by: Answerer::Code(query_code), satisfied: text.satisfied, reason }).await,
        Act::Supplement => {
            let submission_key = submission_key(telling, "more");
            cases::supplement(&ctx, SupplementReport { submission_key, query_code, text: text.text.clone(), media_ids: Vec::new() }).await
        }
        _ => cases::withdraw(&ctx, WithdrawReport { query_code, reason, cancel: false }).await,
    };
    done.map(drop).map_err(|failure| told(telling, "reporter", failure))
}

/// An act of the organ whose turn it is: by the first of its officers who may, for some must keep away.
pub(super) async fn by_staff(scene: &Scene<'_>, telling: &Telling<'_>, text: &ActText, at: Moment) -> Outcome<()> {
    let id = telling.case.ok_or_else(|| Failure::fault("an act before its report"))?;
    let row = case_row(scene, id).await?;
    let mut last = Failure::fault(format!("{} has no staff", row.organ_id));
    for actor in turns::candidates(scene, &row, text.act).await? {
        match staff_act(scene, (&scene.at(at, actor), &row), text).await {
            Ok(()) => return Ok(()),
            Err(Failure::Refused(errors)) => last = Failure::Refused(errors),
            Err(fault) => return Err(fault),
        }
    }
    Err(told(telling, "staff", last))
}

async fn staff_act(scene: &Scene<'_>, (ctx, row): (&Ctx, &case::Model), text: &ActText) -> Outcome<()> {
    let (case_id, words) = (row.id, text.text.clone());
    let note = Some(words.as_str()).filter(|words| !words.is_empty());
    match text.act {
        Act::Accept => cases::accept(ctx, case_id, note).await,
        Act::Investigate => cases::start_investigation(ctx, case_id, note).await,
        Act::File => cases::file(ctx, filing(case_id, words)).await,
        Act::Decline => {
            let right_channel = DeclineChannel { chosen: None, written: text.channel.clone() };
            let ground = DeclineGround::NotDiscipline;
            cases::decline(ctx, DeclineCase { case_id: case_id.into(), ground, reason: words, right_channel }).await
        }
        Act::Transfer => {
            cases::transfer(
                ctx,
                TransferCase { case_id: case_id.into(), to_organ: None, outside_name: text.outside.clone(), reason: words },
            )
            .await
        }
        Act::Reply => {
            let finding = text.finding.unwrap_or(Finding::CannotBeVerified);
            let measures = measures(text, ctx.now.in_china().date());
            cases::reply(ctx, ReplyCase { case_id: case_id.into(), finding, text: words, measures }).await
        }
        Act::Assign => assign(scene, ctx, row).await,
        _ => turns::act(scene, (ctx, row), text).await,
    }
}

/// To the last handler of the organ who may have it.
async fn assign(scene: &Scene<'_>, ctx: &Ctx, row: &case::Model) -> Outcome<()> {
    let mut last = Failure::hidden();
    for handler_id in scene.desk.handlers(row.organ_id).into_iter().rev() {
        match cases::assign(ctx, AssignCase { case_id: row.id.into(), handler_id, reason: None }).await {
            Ok(()) => return Ok(()),
            Err(failure) => last = failure,
        }
    }
    Err(last)
}

/// 立案, by an invented approver.
fn filing(case_id: CaseId, reason: String) -> FileCase {
    let (basis, approved_by) = ("《中国共产党纪律处分条例》（演示数据）".to_owned(), "县纪委监委主要负责人（演示）".to_owned());
    FileCase { case_id: case_id.into(), reason, basis, approved_by, filed_on: None, document: None }
}

/// Where somebody was punished or handed on, an invented decision stands behind it.
fn measures(text: &ActText, today: Date) -> Vec<Measure> {
    let decided = |kind| matches!(kind, MeasureKind::Discipline | MeasureKind::HandedToJustice);
    let measure = |one: &crate::demo::content::MeasureText| Measure {
        kind: one.kind,
        fen: one.yuan.map(|yuan| yuan.saturating_mul(100)),
        note: one.note.clone(),
        body: decided(one.kind).then(|| "县纪委监委".to_owned()),
        on: decided(one.kind).then_some(today),
        document: decided(one.kind).then(|| "演示纪决〔2026〕1号".to_owned()),
    };
    text.measures.iter().map(measure).collect()
}

/// The row of a case as it stands.
pub(super) async fn case_row(scene: &Scene<'_>, id: CaseId) -> Outcome<case::Model> {
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let row = tx.rows().one::<case::Entity, _>(id).one(&tx).await?;
    row.ok_or_else(|| Failure::fault("a case of the demonstration is gone"))
}

/// The reporter with a proven phone; the number is sealed as a code's request would have done.
async fn reporter(scene: &Scene<'_>, telling: &mut Telling<'_>, purpose: PhonePurpose, at: Moment) -> Outcome<Actor> {
    let phone = Phone::parse(&telling.phone).map_err(|error| Failure::Refused(vec![error]))?;
    let phone_hash = reporters::phone_hash(&scene.kernel.keys, &phone)?;
    let contact_id = match telling.contact {
        Some(id) => id,
        None => {
            let tx = scene.at(at, Actor::System).write(&scene.county).await?;
            let key = keys::seal_new(&tx, EnvelopeKind::Contact, &[Holder::Notice]).await?;
            keys::add_part(&tx, &key, PartKind::Phone, &SealedText::new(phone.reveal().to_owned())).await?;
            let (county_id, id, envelope_id) = (scene.county.id, tx.mint(), key.envelope_id);
            tx.add(contact::Model { county_id, id, phone_hash: phone_hash.clone(), envelope_id, created_at: tx.now }).await?;
            tx.commit().await?;
            id
        }
    };
    telling.contact = Some(contact_id);
    Ok(Actor::Reporter(ReporterActor { county_id: scene.county.id, contact_id, phone_hash, purpose }))
}

pub(super) fn submission_key(telling: &Telling<'_>, what: &str) -> String {
    format!("demonstration-{what}-{:08}", telling.number)
}

/// Names the story in a fault, so that whoever edits `cases.json` finds it.
fn told(telling: &Telling<'_>, what: &str, failure: Failure) -> Failure {
    let begins: String = telling.story.text.chars().take(12).collect();
    match failure {
        Failure::Refused(errors) => Failure::fault(format!("story {} ({begins}…), {what}: {errors:?}", telling.number)),
        other => other,
    }
}
