//! Opinions that everybody reads, with their steps: words that a person read and published, and no author.

use super::{Names, date, day, day_of, set, word};
use crate::domain::open_data::table::{Row, Set, Sink};
use crate::domain::opinions::{self, OpinionRow};
use crate::kernel::{Outcome, Tx};
use entity::opinion_event;
use entity::words::{OpinionSight, OpinionSubject};
use serde_json::{Value, json};

/// Opinions that are read at once.
const AT_ONCE: u64 = 500;

pub fn opinions_set() -> Set {
    let columns = [
        ("id", "编号"),
        ("unitCode", "单位编码"),
        ("answeredByCode", "答复单位编码"),
        ("subject", "提的是什么"),
        ("powerCode", "权力编码"),
        ("part", "权力的哪一部分"),
        ("outcomeCode", "行权结果编码"),
        ("resultCode", "处理结果编码"),
        ("text", "内容"),
        ("receivedOn", "收到日期"),
        ("state", "办到哪一步"),
        ("dueOn", "答复期限"),
        ("firstAnsweredOn", "第一次答复日期"),
        ("rating", "提意见的人打分（1 到 5）"),
    ];
    set("opinions", "意见建议", &columns)
}

pub async fn opinions(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let mut behind = None;
    loop {
        let found = opinions::open_rows(tx, behind, AT_ONCE).await?;
        let Some(last) = found.last() else { return Ok(()) };
        behind = Some(last.row.id);
        sink.add(found.iter().filter(|one| is_told(names, one)).map(|one| opinion_row(names, one)).collect()).await?;
    }
}

/// Of a power that nobody may see nothing is told.
fn is_told(names: &Names, one: &OpinionRow) -> bool {
    one.row.power_id.is_none_or(|id| names.powers.contains_key(&id))
}

fn opinion_row(names: &Names, one: &OpinionRow) -> Row {
    let row = &one.row;
    let code = |subject: OpinionSubject| if row.subject == subject { json!(one.code) } else { Value::Null };
    vec![
        // It tells the day on which it came and no hour of it.
        json!(row.id.to_string()),
        names.unit(row.about_unit_id),
        names.unit(row.unit_id),
        word(row.subject),
        code(OpinionSubject::Power),
        row.part.map_or(Value::Null, word),
        code(OpinionSubject::Outcome),
        code(OpinionSubject::Publication),
        json!(row.text),
        day(row.received_at),
        word(row.state),
        date(row.due_on),
        day_of(row.first_answered_at),
        json!(row.rating),
    ]
}

pub fn steps_set() -> Set {
    let columns = [
        ("opinionId", "意见编号"),
        ("no", "序号"),
        ("step", "办了什么"),
        ("on", "日期"),
        ("words", "说了什么"),
        ("byCounty", "是否由县纪委监委办"),
        ("dueOn", "答复期限"),
        ("rating", "打分（1 到 5）"),
        ("versionNo", "写进了权力清单的哪一版"),
    ];
    set("opinion-steps", "意见建议办理的每一步", &columns)
}

pub async fn steps(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let mut behind = None;
    loop {
        let found = opinions::open_rows(tx, behind, AT_ONCE).await?;
        let Some(last) = found.last() else { return Ok(()) };
        behind = Some(last.row.id);
        let told = found.iter().filter(|one| is_told(names, one));
        sink.add(told.flat_map(|one| one.events.iter().map(step_row)).collect()).await?;
    }
}

fn step_row(event: &opinion_event::Model) -> Row {
    let words = event.words.as_ref().filter(|_| event.words_sight == Some(OpinionSight::Public));
    vec![
        json!(event.opinion_id.to_string()),
        json!(event.no),
        word(event.step),
        day(event.at),
        json!(words),
        json!(event.organ_id.is_some()),
        date(event.due_on),
        json!(event.rating),
        json!(event.version_no),
    ]
}
