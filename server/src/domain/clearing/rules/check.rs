//! A content from outside: each text cleaned and within its bounds, every fault told with its place.

use super::flow;
use crate::domain::clearing::model::{Basis, Content, Guidance, Risk, Standard, Step, Way};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{ErrorCode, Outcome, UserError};

const NAME: Bounds = Bounds { min: 1, max: 80 };
const KIND: Bounds = Bounds { min: 1, max: 30 };
const SENTENCE: Bounds = Bounds { min: 1, max: 300 };
const LAW: Bounds = Bounds { min: 1, max: 120 };
const LONG: Bounds = Bounds { min: 1, max: 2_000 };
const TITLE: Bounds = Bounds { min: 1, max: 40 };
const SHORT: Bounds = Bounds { min: 0, max: 60 };
const PAPER: Bounds = Bounds { min: 0, max: 120 };
const CONDITION: Bounds = Bounds { min: 0, max: 40 };
const MEASURES: usize = 20;
const RULES: usize = 10;

/// The content as it is kept.
///
/// # Errors
/// Refused with every faulty field at once; of lists the sentence says which row.
pub fn checked(content: Content) -> Outcome<Content> {
    let mut all = Refusals::default();
    all.most("legalBases", content.bases.len(), 30);
    all.most("standards", content.standards.len(), 40);
    all.most("guides", content.guides.len(), 20);
    all.most("steps", content.steps.len(), flow::MOST_STEPS);
    all.most("ways", content.ways.len(), 80);
    all.most("risks", content.risks.len(), 30);
    let mut kept = Content {
        name: all.text(line("name", &content.name, NAME)),
        administrative_type: all.text(line("administrativeType", &content.administrative_type, KIND)),
        summary: all.text(written("summary", &content.summary, SENTENCE)),
        exercising_body: all.text(line("exercisingBody", &content.exercising_body, NAME)),
        supervising_body: all.text(line("supervisingBody", &content.supervising_body, NAME)),
        accountable_body: all.text(line("accountableBody", &content.accountable_body, NAME)),
        bases: rows(content.bases, |no, row| basis(&mut all, no, &row)),
        standards: rows(content.standards, |no, row| standard(&mut all, no, &row)),
        guides: rows(content.guides, |no, row| guide(&mut all, no, &row)),
        steps: rows(content.steps, |no, row| step(&mut all, no, &row)),
        ways: rows(content.ways, |no, row| way(&mut all, no, &row)),
        risks: rows(content.risks, |no, row| risk(&mut all, no, &row)),
        kind: content.kind,
        is_major: content.is_major,
    };
    kept.ways = flow::ordered(&kept.steps, std::mem::take(&mut kept.ways));
    joined(&mut all, &kept);
    all.check()?;
    Ok(kept)
}

/// What several rows say together.
fn joined(all: &mut Refusals, content: &Content) {
    for fault in flow::faults(&content.steps, &content.ways) {
        all.add(ErrorCode::Invalid, "steps", fault);
    }
    for (no, risk) in (1..).zip(&content.risks) {
        if let Some(number) = risk.step_number.filter(|number| !content.steps.iter().any(|step| step.number == *number)) {
            all.add(ErrorCode::Invalid, "risks", format!("第 {no} 个风险点：流程里没有第 {number} 步。"));
        }
    }
}

fn rows<T, U>(rows: Vec<T>, mut each: impl FnMut(usize, T) -> U) -> Vec<U> {
    (1..).zip(rows).map(|(no, row)| each(no, row)).collect()
}

fn basis(all: &mut Refusals, no: usize, row: &Basis) -> Basis {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 条依据"));
    Basis {
        law: all.text(line("legalBases", &row.law, LAW).map_err(place)),
        article: all.optional(line("legalBases", row.article.as_deref().unwrap_or_default(), SHORT).map_err(place)),
        text: all.text(written("legalBases", &row.text, LONG).map_err(place)),
    }
}

fn standard(all: &mut Refusals, no: usize, row: &Standard) -> Standard {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 条裁量标准"));
    Standard {
        circumstance: all.text(written("standards", &row.circumstance, SENTENCE).map_err(place)),
        standard: all.text(written("standards", &row.standard, SENTENCE).map_err(place)),
    }
}

fn guide(all: &mut Refusals, no: usize, row: &Guidance) -> Guidance {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 条指引"));
    Guidance {
        title: all.text(line("guides", &row.title, NAME).map_err(place)),
        text: all.text(written("guides", &row.text, LONG).map_err(place)),
    }
}

fn step(all: &mut Refusals, no: usize, row: &Step) -> Step {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 步"));
    Step {
        number: row.number,
        title: all.text(line("steps", &row.title, TITLE).map_err(place)),
        actor: all.text(line("steps", &row.actor, NAME).map_err(place)),
        duty: all.text(written("steps", &row.duty, SENTENCE).map_err(place)),
        time_limit: all.optional(line("steps", row.time_limit.as_deref().unwrap_or_default(), SHORT).map_err(place)),
        document: all.optional(line("steps", row.document.as_deref().unwrap_or_default(), PAPER).map_err(place)),
    }
}

fn way(all: &mut Refusals, no: usize, row: &Way) -> Way {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 条路"));
    let condition = all.optional(line("ways", row.condition.as_deref().unwrap_or_default(), CONDITION).map_err(place));
    Way { condition, ..row.clone() }
}

fn risk(all: &mut Refusals, no: usize, row: &Risk) -> Risk {
    let place = |refused: UserError| placed(&refused, &format!("第 {no} 个风险点"));
    all.most("risks", row.measures.len(), MEASURES);
    all.most("risks", row.rules.len(), RULES);
    let measures = row.measures.iter().map(|measure| all.text(written("risks", measure, SENTENCE).map_err(place)));
    let measures = measures.collect();
    Risk { text: all.text(written("risks", &row.text, SENTENCE).map_err(place)), measures, ..row.clone() }
}

fn placed(refused: &UserError, place: &str) -> UserError {
    UserError { message: format!("{place}：{}", refused.message), ..refused.clone() }
}

/// What is noted on the way.
trait Noting {
    fn text(&mut self, text: Result<String, UserError>) -> String;
    fn optional(&mut self, text: Result<String, UserError>) -> Option<String>;
    fn most(&mut self, field: &'static str, count: usize, most: usize);
}

impl Noting for Refusals {
    fn text(&mut self, text: Result<String, UserError>) -> String {
        self.take(text).unwrap_or_default()
    }

    fn optional(&mut self, text: Result<String, UserError>) -> Option<String> {
        self.take(text).filter(|text| !text.is_empty())
    }

    fn most(&mut self, field: &'static str, count: usize, most: usize) {
        if count > most {
            self.add(ErrorCode::TooLong, field, format!("最多 {most} 条，现在有 {count} 条。"));
        }
    }
}
