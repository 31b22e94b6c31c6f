//! Units, the rule library, and the risk register.

use super::powers::of_powers;
use super::{Names, date, set, word};
use crate::domain::open_data::table::{Row, Set, Sink};
use crate::kernel::{Outcome, Tx};
use entity::id::{RiskPointId, RuleId};
use entity::{control_measure, risk_point, risk_rule, rule, unit};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Rows of a register that are read at once.
const AT_ONCE: u64 = 500;

pub fn units_set() -> Set {
    set(
        "units",
        "单位",
        &[
            ("code", "单位编码"),
            ("name", "名称"),
            ("shortName", "简称"),
            ("category", "类别"),
            ("parentCode", "上级单位编码"),
            ("intro", "简介"),
            ("duties", "职责"),
            ("households", "户数"),
            ("population", "人口"),
            ("address", "地址"),
            ("telephone", "电话"),
            ("validFrom", "起"),
            ("validUntil", "止"),
            ("successorCode", "后续单位编码"),
        ],
    )
}

pub async fn units(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let mut after: Option<String> = None;
    loop {
        let mut rows = tx.rows().find::<unit::Entity>();
        if let Some(code) = &after {
            rows = rows.filter(unit::Column::Code.gt(code.as_str()));
        }
        let found = rows.order_by_asc(unit::Column::Code).limit(AT_ONCE).all(tx).await?;
        let Some(last) = found.last().map(|row| row.code.clone()) else { return Ok(()) };
        after = Some(last);
        sink.add(found.iter().map(|row| unit_row(names, row)).collect()).await?;
    }
}

fn unit_row(names: &Names, row: &unit::Model) -> Row {
    vec![
        json!(row.code),
        json!(row.name),
        json!(row.short_name),
        word(row.category),
        row.parent_id.map_or(Value::Null, |id| names.unit(id)),
        json!(row.intro),
        row.duties.clone(),
        json!(row.households),
        json!(row.population),
        json!(row.address),
        json!(row.telephone),
        json!(row.valid_from.to_string()),
        date(row.valid_until),
        row.successor_id.map_or(Value::Null, |id| names.unit(id)),
    ]
}

pub fn rules_set() -> Set {
    set(
        "rules",
        "规章制度",
        &[
            ("code", "编码"),
            ("name", "名称"),
            ("area", "方面"),
            ("issuer", "制定机关"),
            ("documentNo", "文号"),
            ("issuedOn", "发布日期"),
            ("endedOn", "失效日期"),
            ("text", "内容"),
        ],
    )
}

pub async fn rules(tx: &Tx, sink: &mut Sink) -> Outcome<()> {
    let mut after: Option<String> = None;
    loop {
        let mut rows = tx.rows().find::<rule::Entity>();
        if let Some(code) = &after {
            rows = rows.filter(rule::Column::Code.gt(code.as_str()));
        }
        let found = rows.order_by_asc(rule::Column::Code).limit(AT_ONCE).all(tx).await?;
        let Some(last) = found.last().map(|row| row.code.clone()) else { return Ok(()) };
        after = Some(last);
        let row = |row: &rule::Model| -> Row {
            let [code, name, area, issuer, text] =
                [&row.code, &row.name, &row.area, &row.issuer, &row.text].map(|text| Value::from(text.as_str()));
            vec![code, name, area, issuer, json!(row.document_no), date(row.issued_on), date(row.ended_on), text]
        };
        sink.add(found.iter().map(row).collect()).await?;
    }
}

pub fn risks_set() -> Set {
    set(
        "risk-points",
        "廉政风险点",
        &[
            ("powerCode", "权力编码"),
            ("no", "序号"),
            ("stepNumber", "环节"),
            ("grade", "等级"),
            ("kind", "风险类型"),
            ("text", "风险点"),
            ("measures", "防控措施"),
            ("ruleCodes", "规章制度编码"),
        ],
    )
}

pub async fn risks(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let codes = tx.rows().find::<rule::Entity>().select_only().column(rule::Column::Id).column(rule::Column::Code);
    let codes: BTreeMap<RuleId, String> = codes.into_tuple::<(RuleId, String)>().all(tx).await?.into_iter().collect();
    for some in names.some_powers() {
        let mut points = of_powers::<risk_point::Entity>(tx, risk_point::Column::PowerId, some).await?;
        points.sort_by_cached_key(|one| (names.powers.get(&one.power_id).cloned(), one.ordinal));
        let ids: Vec<RiskPointId> = points.iter().map(|point| point.id).collect();
        let (measures, rules) = (measures(tx, &ids).await?, rules_of(tx, &ids).await?);
        let row = |point: &risk_point::Model| -> Row {
            let of = |(id, text): &(RiskPointId, String)| (*id == point.id).then(|| text.clone());
            let cited = rules.iter().filter(|(id, _)| *id == point.id).filter_map(|(_, rule)| codes.get(rule));
            vec![
                names.power(point.power_id),
                json!(point.ordinal),
                json!(point.step_number),
                word(point.grade),
                word(point.kind),
                json!(point.text),
                json!(measures.iter().filter_map(of).collect::<Vec<_>>()),
                json!(cited.collect::<Vec<_>>()),
            ]
        };
        sink.add(points.iter().map(row).collect()).await?;
    }
    Ok(())
}

async fn measures(tx: &Tx, points: &[RiskPointId]) -> Outcome<Vec<(RiskPointId, String)>> {
    let rows = tx.rows().find::<control_measure::Entity>();
    let rows = rows.filter(control_measure::Column::RiskPointId.is_in(points.iter().copied()));
    let rows = rows.order_by_asc(control_measure::Column::Ordinal).order_by_asc(control_measure::Column::Id).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.risk_point_id, row.text)).collect())
}

async fn rules_of(tx: &Tx, points: &[RiskPointId]) -> Outcome<Vec<(RiskPointId, RuleId)>> {
    let rows = tx.rows().find::<risk_rule::Entity>().filter(risk_rule::Column::RiskPointId.is_in(points.iter().copied()));
    let rows = rows.order_by_asc(risk_rule::Column::Ordinal).order_by_asc(risk_rule::Column::Id).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.risk_point_id, row.rule_id)).collect())
}
