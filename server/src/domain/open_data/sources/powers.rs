//! Powers and their parts, by the power's code.

use super::{Names, RATING, rating_cells, set, word};
use crate::domain::open_data::table::{Row, Set, Sink};
use crate::domain::ratings::{self, PublicFigure, Rated};
use crate::kernel::{Outcome, Tx};
use entity::id::PowerId;
use entity::scope::Tenant;
use entity::{discretion_standard, flow_edge, flow_step, guide, legal_basis, power};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter as _};
use serde_json::{Value, json};

pub fn powers_set() -> Set {
    set(
        "powers",
        "权力事项",
        &[
            ("code", "权力编码"),
            ("unitCode", "单位编码"),
            ("name", "名称"),
            ("kind", "类型"),
            ("administrativeType", "权力类别"),
            ("summary", "说明"),
            ("isMajor", "三重一大"),
            ("exercisingBody", "行权主体"),
            ("supervisingBody", "监督主体"),
            ("accountableBody", "追责主体"),
            RATING[0],
            RATING[1],
            RATING[2],
        ],
    )
}

pub async fn powers(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    for some in names.some_powers() {
        let mut found = of_powers::<power::Entity>(tx, power::Column::Id, some).await?;
        found.sort_by_cached_key(|one| one.code.clone());
        let rated: Vec<Rated> = some.iter().copied().map(Rated::Power).collect();
        let figures = ratings::public_figure(tx, &rated).await?;
        sink.add(found.iter().map(|one| power_row(names, one, figures.get(&Rated::Power(one.id)))).collect()).await?;
    }
    Ok(())
}

fn power_row(names: &Names, one: &power::Model, figure: Option<&PublicFigure>) -> Row {
    let bodies = [&one.exercising_body, &one.supervising_body, &one.accountable_body].map(|body| Value::from(body.as_str()));
    let head = [json!(one.code), names.unit(one.unit_id), json!(one.name), word(one.kind), json!(one.administrative_type)];
    head.into_iter().chain([json!(one.summary), json!(one.is_major)]).chain(bodies).chain(rating_cells(figure)).collect()
}

pub fn bases_set() -> Set {
    let columns = [("powerCode", "权力编码"), ("no", "序号"), ("law", "依据"), ("article", "条款"), ("text", "内容")];
    set("legal-bases", "行权依据", &columns)
}

pub async fn bases(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |one: &legal_basis::Model| -> Row {
        vec![names.power(one.power_id), json!(one.ordinal), json!(one.law), json!(one.article), json!(one.text)]
    };
    each::<legal_basis::Entity>((tx, names), legal_basis::Column::PowerId, sink, &|one| (one.power_id, one.ordinal), &row).await
}

pub fn standards_set() -> Set {
    set("discretion-standards", "裁量标准", &[("powerCode", "权力编码"), ("no", "序号"), ("circumstance", "情形"), ("standard", "标准")])
}

pub async fn standards(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |one: &discretion_standard::Model| -> Row {
        vec![names.power(one.power_id), json!(one.ordinal), json!(one.circumstance), json!(one.standard)]
    };
    let column = discretion_standard::Column::PowerId;
    each::<discretion_standard::Entity>((tx, names), column, sink, &|one| (one.power_id, one.ordinal), &row).await
}

pub fn guides_set() -> Set {
    set("guides", "操作指引", &[("powerCode", "权力编码"), ("no", "序号"), ("title", "标题"), ("text", "内容")])
}

pub async fn guides(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |one: &guide::Model| -> Row { vec![names.power(one.power_id), json!(one.ordinal), json!(one.title), json!(one.text)] };
    each::<guide::Entity>((tx, names), guide::Column::PowerId, sink, &|one| (one.power_id, one.ordinal), &row).await
}

pub fn steps_set() -> Set {
    set(
        "flow-steps",
        "流程环节",
        &[
            ("powerCode", "权力编码"),
            ("number", "环节"),
            ("title", "名称"),
            ("actor", "谁来做"),
            ("duty", "做什么"),
            ("timeLimit", "时限"),
            ("document", "文书"),
        ],
    )
}

pub async fn steps(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |one: &flow_step::Model| -> Row {
        let [title, actor, duty] = [&one.title, &one.actor, &one.duty].map(|text| Value::from(text.as_str()));
        vec![names.power(one.power_id), json!(one.number), title, actor, duty, json!(one.time_limit), json!(one.document)]
    };
    each::<flow_step::Entity>((tx, names), flow_step::Column::PowerId, sink, &|one| (one.power_id, one.number), &row).await
}

pub fn edges_set() -> Set {
    let columns = [("powerCode", "权力编码"), ("from", "从环节"), ("to", "到环节"), ("condition", "条件"), ("isReturn", "退回")];
    set("flow-edges", "环节走向", &columns)
}

pub async fn edges(tx: &Tx, names: &Names, sink: &mut Sink) -> Outcome<()> {
    let row = |one: &flow_edge::Model| -> Row {
        vec![names.power(one.power_id), json!(one.from_number), json!(one.to_number), json!(one.condition), json!(one.is_return)]
    };
    let place = |one: &flow_edge::Model| (one.power_id, one.from_number.saturating_mul(1_000).saturating_add(one.ordinal));
    each::<flow_edge::Entity>((tx, names), flow_edge::Column::PowerId, sink, &place, &row).await
}

/// Writes all rows of a table that belong to published powers: by the power's code, then by their number within it.
async fn each<E>(
    (tx, names): (&Tx, &Names),
    column: E::Column,
    sink: &mut Sink,
    place: &(dyn Fn(&E::Model) -> (PowerId, i32) + Sync),
    row: &(dyn Fn(&E::Model) -> Row + Sync),
) -> Outcome<()>
where
    E: Tenant,
    E::Column: ColumnTrait,
    E::Model: Sync,
{
    for some in names.some_powers() {
        let mut found = of_powers::<E>(tx, column, some).await?;
        found.sort_by_cached_key(|one| {
            let (power, number) = place(one);
            (names.powers.get(&power).cloned(), number)
        });
        sink.add(found.iter().map(row).collect()).await?;
    }
    Ok(())
}

/// Rows of a table that belong to these powers.
pub async fn of_powers<E: Tenant>(tx: &Tx, column: <E as EntityTrait>::Column, powers: &[PowerId]) -> Outcome<Vec<E::Model>> {
    Ok(tx.rows().find::<E>().filter(column.is_in(powers.iter().copied())).all(tx).await?)
}
