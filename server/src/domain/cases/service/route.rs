//! Who would handle a report: asked before a word is written, and asked again inside the submission.

use super::inbox::subject_id;
use crate::domain::cases::rules::recusal::{KeepAway, Member, SubjectPlace, exhausted, free_organs, of_the_house};
use crate::domain::cases::rules::routing::{self, Question, Route};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::{self, OrganFacts, SubjectFacts, SubjectId};
use crate::domain::powers;
use crate::domain::reports::{Lines, SubjectLine};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{OfficialId, OrganId, PowerId};
use std::collections::BTreeSet;
use time::Date;

/// Most subjects of one report.
const MOST_SUBJECTS: usize = 10;

/// The answer before a report: an organ of this platform, or the right channel elsewhere.
#[derive(Clone, Debug)]
pub enum Intake {
    /// It would handle the report.
    Organ(OrganFacts),
    /// Above the county's remit.
    Elsewhere(Channel),
}

/// Whom to turn to instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// How to reach it.
    pub advice: String,
    /// Its telephone.
    pub telephone: Option<String>,
}

/// A route with what it was decided by.
pub struct Routed {
    /// The decision.
    pub route: Route,
    /// The subjects as rows.
    pub lines: Vec<SubjectLine>,
    /// Officials named beside them.
    pub named: Vec<OfficialId>,
    /// What it was decided by.
    pub known: Known,
}

/// What decides who may have a matter: for the intake, the review, a transfer, and a case that nobody is left for.
pub struct Known {
    /// The subjects with their places, and behind them who was named beside them.
    pub subjects: Vec<SubjectFacts>,
    /// All organs.
    pub organs: Vec<OrganFacts>,
    /// Who must not learn of it.
    pub away: KeepAway,
    /// Handlers and heads of all organs.
    pub staff: Vec<Member>,
    exhausted: BTreeSet<OrganId>,
    of_the_house: BTreeSet<OrganId>,
    today: Date,
}

/// Who would handle a report on these subjects. Nothing is stored.
///
/// # Errors
/// Refused if there are none or too many, or if one is not of this county.
pub async fn intake_route(ctx: &Ctx, county: &str, ids: &[SubjectId]) -> Outcome<Intake> {
    let county = ctx.county(county).await?;
    let tx = ctx.read(&county).await?;
    let routed = decide(&tx, ids, &[]).await?;
    Ok(match routed.route {
        Route::Here(here) => match find(&routed.known.organs, here.handling) {
            Some(organ) => Intake::Organ(organ.clone()),
            None => Intake::Elsewhere(Channel::above(None)),
        },
        Route::Elsewhere(organ) => Intake::Elsewhere(Channel::above(organ.and_then(|id| find(&routed.known.organs, id)))),
    })
}

/// Decides inside a transaction, with the officials who were named beside the subjects: they keep away like subjects, and
/// the highest route wins.
///
/// # Errors
/// As [`intake_route`].
pub async fn decide(tx: &Tx, ids: &[SubjectId], named: &[OfficialId]) -> Outcome<Routed> {
    let ids = &directory::of_today(tx, ids).await?;
    let mut subjects = subjects(tx, ids).await?;
    let lines = subjects.iter().map(line_of).collect::<Outcome<Vec<_>>>()?;
    let named: Vec<_> = named.iter().copied().filter(|official| !ids.contains(&SubjectId::Official(*official))).collect();
    subjects.extend(of_named(tx, &named).await?);
    let places = lines.iter().map(|line| line.official_id.map_or(SubjectPlace::Unit(line.unit_id), SubjectPlace::Official));
    let places: Vec<_> = places.chain(named.iter().copied().map(SubjectPlace::Official)).collect();
    let known = Known::new(tx, (subjects, directory::organs(tx).await?), &places).await?;
    Ok(Routed { route: routing::intake_route(&known.question()), lines, named, known })
}

/// Facts of officials who are no subjects; nothing is asked for nobody.
async fn of_named(tx: &Tx, named: &[OfficialId]) -> Outcome<Vec<SubjectFacts>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    directory::subjects(tx, &named.iter().copied().map(SubjectId::Official).collect::<Vec<_>>()).await
}

impl Routed {
    /// Notes at which step of a power it went wrong.
    ///
    /// # Errors
    /// Refused for a step that there is not, or of a power that is no subject.
    pub async fn note_steps(&mut self, tx: &Tx, steps: &[(PowerId, i32)]) -> Outcome<()> {
        if steps.is_empty() {
            return Ok(());
        }
        let lines: Vec<PowerId> = self.lines.iter().filter_map(|line| line.power_id).collect();
        let known = powers::batch_flow(tx, &lines).await?.steps;
        for (power, number) in steps {
            let is_there = known.iter().any(|step| step.power_id == *power && step.number == *number);
            let line = self.lines.iter_mut().find(|line| is_there && line.power_id == Some(*power));
            let refuse = || Failure::field(ErrorCode::Invalid, "powerSteps", "没有这个环节，请重新选，或者不选。");
            line.ok_or_else(refuse)?.step_number = Some(*number);
        }
        Ok(())
    }

    /// The rows of a report.
    #[must_use]
    pub fn rows(&self) -> Lines<'_> {
        Lines { subjects: &self.lines, named: &self.named }
    }

    /// Because of a name the report belongs above the county: whom to turn to, and what to do if somebody else is meant.
    #[must_use]
    pub fn named_elsewhere(&self, organ: Option<OrganId>) -> Failure {
        let channel = Channel::above(organ.and_then(|id| find(&self.known.organs, id)));
        let told = format!(
            "“还有别人吗”里的名字，有干部也叫这个名，要由{}来办。是这位，{}不是这位，请把名字写到经过里，再提交。内容没有保存。",
            channel.name, channel.advice
        );
        Failure::field(ErrorCode::RouteElsewhere, "otherNames", told)
    }
}

impl Known {
    /// What is known about a case as things stand now: posts, kinship and staff may have changed since its submission.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn of(tx: &Tx, loaded: &Loaded) -> Outcome<Self> {
        let named = loaded.named.iter().copied().map(SubjectId::Official);
        let ids: Vec<_> = loaded.subjects.iter().map(subject_id).chain(named).collect();
        let subjects = directory::subjects(tx, &ids).await?;
        Self::new(tx, (subjects, loaded.ground.organs.clone()), &loaded.places()).await
    }

    async fn new(tx: &Tx, (subjects, organs): (Vec<SubjectFacts>, Vec<OrganFacts>), places: &[SubjectPlace]) -> Outcome<Self> {
        let served = subjects.iter().flat_map(|subject| &subject.posts).map(|post| post.unit).collect();
        let away = store::keep_away_in(tx, places, served).await?;
        let staff = store::staff(tx).await?;
        let exhausted = exhausted(&organs, &free_organs(&staff, &away));
        let of_the_house = of_the_house(&organs, &staff, &away);
        Ok(Self { subjects, organs, away, staff, exhausted, of_the_house, today: tx.now.in_china().date() })
    }

    /// The question that routing answers.
    #[must_use]
    pub fn question(&self) -> Question<'_> {
        Question {
            subjects: &self.subjects,
            organs: &self.organs,
            exhausted: &self.exhausted,
            of_the_house: &self.of_the_house,
            today: self.today,
        }
    }
}

/// The facts of one to ten different subjects of this county.
///
/// # Errors
/// Refused otherwise.
pub async fn subjects(tx: &Tx, ids: &[SubjectId]) -> Outcome<Vec<SubjectFacts>> {
    let mut wanted: Vec<SubjectId> = Vec::new();
    for id in ids {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    if wanted.is_empty() {
        return Err(Failure::field(ErrorCode::Required, "subjectIds", "请先选要反映的单位、干部或事项。"));
    }
    if wanted.len() > MOST_SUBJECTS {
        return Err(Failure::field(ErrorCode::TooLong, "subjectIds", format!("一次最多选 {MOST_SUBJECTS} 个，其他人可以写在后面。")));
    }
    let found = directory::subjects(tx, &wanted).await?;
    if found.len() != wanted.len() {
        return Err(Failure::field(ErrorCode::NotFound, "subjectIds", "没有找到其中的单位、干部或事项，请重新选。"));
    }
    Ok(found)
}

/// The organ with this id.
#[must_use]
pub fn find(organs: &[OrganFacts], id: OrganId) -> Option<&OrganFacts> {
    organs.iter().find(|organ| organ.id == id)
}

/// A subject as a row.
///
/// # Errors
/// Refused for an official without a unit.
pub fn line_of(subject: &SubjectFacts) -> Outcome<SubjectLine> {
    let nowhere = || Failure::field(ErrorCode::Invalid, "subjectIds", "这名干部还没有登记单位，请选他所在的单位，把姓名写在后面。");
    let unit_id = subject.unit.as_ref().map(|unit| unit.id).ok_or_else(nowhere)?;
    let (official_id, power_id) = match subject.id {
        SubjectId::Unit(_) => (None, None),
        SubjectId::Official(id) => (Some(id), None),
        SubjectId::Power(id) => (None, Some(id)),
    };
    Ok(SubjectLine { kind: subject.kind, unit_id, official_id, power_id, step_number: None })
}

impl Channel {
    /// The organ above the county, or the platform that takes every report.
    pub fn above(organ: Option<&OrganFacts>) -> Self {
        let advice = "请拨打 12388，或者上 www.12388.gov.cn 举报。".to_owned();
        match organ {
            Some(organ) => Self {
                name: organ.name.clone(),
                advice: organ.advice.clone().unwrap_or(advice),
                telephone: organ.telephone.clone().or_else(|| Some("12388".to_owned())),
            },
            None => Self { name: "纪检监察机关举报平台".to_owned(), advice, telephone: Some("12388".to_owned()) },
        }
    }
}
