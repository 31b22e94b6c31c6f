//! Outcomes without their personal columns, published results, and how organs keep their terms.

use super::{Names, RATING, day, day_of, rating_cells, set};
use crate::domain::open_data::table::{Column, Row, Set, Sink};
use crate::domain::outcomes::{OpenKind, OpenRow, open_rows};
use crate::domain::publications::{self, PublicRow};
use crate::domain::ratings::{self, PublicFigure, Rated};
use crate::kernel::page::{MAX_FIRST, PageQuery};
use crate::kernel::{Failure, Outcome, Tx};
use entity::words::{PublicationKind, PublicationState};
use serde_json::{Value, json};

/// Outcomes that are read at once.
const AT_ONCE: u64 = 500;

pub fn outcomes_set(kind: &OpenKind) -> Set {
    let title = format!("行权结果：{}", kind.kind.name);
    let head = [
        ("code", "编码"),
        ("unitCode", "单位编码"),
        ("powerCode", "权力编码"),
        ("title", "标题"),
        ("decidedOn", "日期"),
        ("publishedOn", "公开日期"),
        ("correctedOn", "更正日期"),
        ("removedOn", "为保护个人隐私拿掉的日期"),
        RATING[0],
        RATING[1],
        RATING[2],
    ];
    let mut set = set(&format!("outcomes-{}", kind.kind.code), &title, &head);
    // Apart from the head: a county may call a column `code` too.
    set.columns.extend(kind.columns.iter().map(|column| Column { key: format!("value.{}", column.key), label: column.label.clone() }));
    set
}

pub async fn outcomes(tx: &Tx, names: &Names, (kind, sink): (&OpenKind, &mut Sink)) -> Outcome<()> {
    let mut after = None;
    loop {
        let found = open_rows(tx, kind.kind.id, after, AT_ONCE).await?;
        let Some(last) = found.last() else { return Ok(()) };
        after = Some(last.place);
        let rated: Vec<Rated> = found.iter().map(|row| Rated::Outcome(row.place.1)).collect();
        let figures = ratings::public_figure(tx, &rated).await?;
        let row = |row: &OpenRow| outcome_row((names, kind), row, figures.get(&Rated::Outcome(row.place.1)));
        sink.add(found.iter().map(row).collect()).await?;
    }
}

fn outcome_row((names, kind): (&Names, &OpenKind), row: &OpenRow, figure: Option<&PublicFigure>) -> Row {
    let head = [
        json!(row.code),
        names.unit(row.unit_id),
        row.power_id.map_or(Value::Null, |id| names.power(id)),
        json!(row.title),
        json!(row.decided_on.to_string()),
        day(row.published_at),
        day_of(row.corrected_at),
        day_of(row.removed_at),
    ];
    head.into_iter().chain(rating_cells(figure)).chain(kind.columns.iter().map(|column| json!(row.values.get(&column.key)))).collect()
}

pub fn results_set() -> Set {
    let columns = [
        ("code", "编码"),
        ("unitCode", "单位编码"),
        ("organ", "公开的纪检组织"),
        ("title", "标题"),
        ("text", "内容"),
        ("publishedOn", "公开日期"),
    ];
    set("results", "处理结果公开", &columns)
}

/// Results as they stand now. Exposures and clarifications name a person, and those have an end: nobody could take them back
/// from a copy.
pub async fn results(tx: &Tx, sink: &mut Sink) -> Outcome<()> {
    let mut cursor: Option<String> = None;
    loop {
        let page = PageQuery::parse(Some(MAX_FIRST), cursor.as_deref()).map_err(|refusal| Failure::Refused(vec![refusal]))?;
        let found = publications::search(tx, None, &page).await?.page;
        sink.add(found.nodes.iter().filter_map(result_row).collect()).await?;
        match found.end_cursor.filter(|_| found.has_next) {
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
}

fn result_row(one: &PublicRow) -> Option<Row> {
    let shown = one.row.kind == PublicationKind::Result && one.row.hidden_at.is_none();
    let now = one.versions.iter().find(|version| version.state == PublicationState::Published).filter(|_| shown)?;
    let (title, text) = (now.title.as_ref()?, now.text.as_ref()?);
    Some(vec![json!(one.row.code), json!(one.unit.code), json!(one.organ), json!(title), json!(text), day_of(one.row.published_at)])
}

pub fn overdue_set() -> Set {
    let columns = [("organ", "纪检组织"), ("year", "年"), ("quarter", "季度"), ("cases", "接到（件）"), ("overdue", "超期（件）")];
    set("overdue", "各纪检组织办理时限", &columns)
}

/// Quarters that are over, from ten cases up.
pub async fn overdue(tx: &Tx, sink: &mut Sink) -> Outcome<()> {
    let figures = publications::overdue_figures(tx).await?;
    let row = |one: &publications::OverdueFigure| -> Row {
        vec![json!(one.organ), json!(one.quarter.year), json!(one.quarter.number), json!(one.cases), json!(one.overdue)]
    };
    sink.add(figures.iter().map(row).collect()).await
}
