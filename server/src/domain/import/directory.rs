//! units.csv, sections.csv, officials.csv, organs.csv, posts.csv.

use super::cells::{AUTHORITIES, CATEGORIES, Cells, ORGANS, first, reference};
use super::load::{Known, post_key};
use super::sheet::{Book, Row};
use super::write::Plan;
use crate::domain::directory;
use crate::kernel::Tx;
use entity::words::{CadreAuthority, OrganKind, UnitCategory};
use entity::{official, organ, organ_coverage, post, section, unit};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// Where something begins if the file does not say.
const BEGINNING: Date = time::macros::date!(2000 - 01 - 01);

/// Reads the five files.
pub(super) fn plan(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    units(tx, book, known, plan);
    sections(tx, book, known, plan);
    officials(tx, book, known, plan);
    organs(tx, book, known, plan);
    posts(tx, book, known, plan);
}

fn units(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let rows = book.take("units.csv");
    let mut seen = BTreeSet::new();
    let mut read: Vec<(&Row, unit::Model)> = Vec::new();
    for (ordinal, row) in (1..).zip(&rows) {
        let Some(model) = unit_row(tx, &mut Cells { book, row }, known, ordinal) else { continue };
        if first(&mut seen, model.code.clone(), book, row, "code") {
            read.push((row, model));
        }
    }
    let was: BTreeMap<String, unit::Model> = known.units.clone();
    known.units.extend(read.iter().map(|(_, model)| (model.code.clone(), model.clone())));
    for (row, model) in &mut read {
        let mut cells = Cells { book, row };
        model.parent_id = reference(&mut cells, "parent_code", |code| known.units.get(code).map(|unit| unit.id), "单位");
        model.successor_id = reference(&mut cells, "successor_code", |code| known.units.get(code).map(|unit| unit.id), "单位");
        known.units.insert(model.code.clone(), model.clone());
    }
    let parents: BTreeMap<_, _> = known.units.values().map(|unit| (unit.id, unit.parent_id)).collect();
    for (row, model) in read {
        let chain = std::iter::successors(Some(model.id), |id| parents.get(id).copied().flatten()).take(10);
        let depth = chain.count();
        if depth > 8 {
            book.fault(row, "parent_code", "上级单位绕成了圈，或者层数太多。");
        }
        plan.units.put(was.get(&model.code), model.clone());
        plan.depths.insert(model.id, depth);
    }
}

fn unit_row(tx: &Tx, cells: &mut Cells<'_>, known: &Known, ordinal: i32) -> Option<unit::Model> {
    let code = cells.code("code");
    let name = cells.text("name", 60);
    let category: Option<UnitCategory> = cells.word("category", CATEGORIES, None);
    let (valid_from, valid_until) = cells.span(BEGINNING);
    Some(unit::Model {
        county_id: tx.county.id,
        id: known.units.get(&code).map_or_else(|| tx.mint(), |unit| unit.id),
        short_name: cells.optional("short_name", 30).unwrap_or_else(|| name.clone()),
        ordinal: cells.number("ordinal").unwrap_or(ordinal),
        intro: cells.optional("intro", 500),
        duties: cells.list("duties"),
        households: cells.number("households"),
        population: cells.number("population"),
        address: cells.optional("address", 120),
        telephone: cells.optional("telephone", 40),
        valid_from,
        valid_until,
        parent_id: None,
        successor_id: None,
        category: category?,
        code,
        name,
    })
}

fn sections(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for (ordinal, row) in (1..).zip(&book.take("sections.csv")) {
        let mut cells = Cells { book, row };
        let name = cells.text("name", 60);
        let Some(unit_id) = reference(&mut cells, "unit_code", |code| known.units.get(code).map(|unit| unit.id), "单位") else {
            continue;
        };
        let key = (unit_id, name.clone());
        let was = known.sections.get(&key).cloned();
        let model = section::Model {
            county_id: tx.county.id,
            id: was.as_ref().map_or_else(|| tx.mint(), |row| row.id),
            unit_id,
            is_leading_group: cells.yes("is_leading_group", false),
            duties: cells.list("duties"),
            ordinal: cells.number("ordinal").unwrap_or(ordinal),
            name,
        };
        if first(&mut seen, key.clone(), book, row, "name") {
            plan.sections.put(was.as_ref(), model.clone());
            known.sections.insert(key, model);
        }
    }
}

fn officials(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for row in &book.take("officials.csv") {
        let mut cells = Cells { book, row };
        let (code, name) = (cells.code("code"), cells.text("name", 30));
        let Some(managed_by) = cells.word::<CadreAuthority>("managed_by", AUTHORITIES, Some("COUNTY")) else { continue };
        let was = known.officials.get(&code).cloned();
        let model = official::Model {
            county_id: tx.county.id,
            id: was.as_ref().map_or_else(|| tx.mint(), |row| row.id),
            is_party_member: cells.yes("is_party_member", false),
            is_demo: cells.yes("is_demo", false),
            managed_by,
            code: code.clone(),
            name,
        };
        // Without the column nothing is said of numbers; an empty cell takes a number away.
        let phone = cells.has("phone").then(|| cells.phone("phone"));
        if first(&mut seen, code.clone(), book, row, "code") {
            plan.phones.extend(phone.map(|phone| (model.id, phone)));
            plan.officials.put(was.as_ref(), model.clone());
            known.officials.insert(code, model);
        }
    }
}

fn organs(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let rows = book.take("organs.csv");
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    for row in &rows {
        let mut cells = Cells { book, row };
        let (code, name) = (cells.code("code"), cells.text("name", 60));
        let Some(kind) = cells.word::<OrganKind>("kind", ORGANS, None) else { continue };
        let was = known.organs.get(&code).cloned();
        let model = organ::Model {
            county_id: tx.county.id,
            id: was.as_ref().map_or_else(|| tx.mint(), |row| row.id),
            unit_id: reference(&mut cells, "unit_code", |code| known.units.get(code).map(|unit| unit.id), "单位"),
            superior_id: None,
            telephone: cells.optional("telephone", 40),
            advice: cells.optional("advice", 300),
            kind,
            code: code.clone(),
            name,
        };
        if first(&mut seen, code.clone(), book, row, "code") {
            known.organs.insert(code, model.clone());
            read.push((row, was, model));
        }
    }
    for (row, was, mut model) in read {
        let mut cells = Cells { book, row };
        model.superior_id = reference(&mut cells, "superior_code", |code| known.organs.get(code).map(|organ| organ.id), "纪检组织");
        coverage(tx, &mut cells, known, plan, &model);
        plan.organs.put(was.as_ref(), model);
    }
}

/// The units that an organ covers take the place of those it covered.
fn coverage(tx: &Tx, cells: &mut Cells<'_>, known: &Known, plan: &mut Plan, organ: &organ::Model) {
    let mut wanted = BTreeSet::new();
    for code in cells.codes("covers") {
        match known.units.get(&code) {
            Some(unit) => drop(wanted.insert(unit.id)),
            None => cells.fault("covers", format!("没有编码是“{code}”的单位。")),
        }
    }
    let now = known.coverage.iter().filter(|row| row.organ_id == organ.id);
    plan.coverage_gone.extend(now.clone().filter(|row| !wanted.contains(&row.unit_id)).map(|row| row.id));
    let have: BTreeSet<_> = now.map(|row| row.unit_id).collect();
    let fresh = wanted.into_iter().filter(|unit| !have.contains(unit));
    plan.coverage.extend(fresh.map(|unit_id| organ_coverage::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        organ_id: organ.id,
        unit_id,
    }));
}

fn posts(tx: &Tx, book: &mut Book, known: &mut Known, plan: &mut Plan) {
    let mut seen = BTreeSet::new();
    for (ordinal, row) in (1..).zip(&book.take("posts.csv")) {
        let mut cells = Cells { book, row };
        let Some(mut model) = post_row(tx, &mut cells, known, ordinal) else { continue };
        let key = post_key(&model);
        let was = known.posts.get(&key).cloned();
        model.id = was.as_ref().map_or_else(|| tx.mint(), |row| row.id);
        model.end_known_at = match &was {
            Some(was) if was.valid_until == model.valid_until => was.end_known_at,
            _ => model.valid_until.map(|_| tx.now),
        };
        if first(&mut seen, key, book, row, "title") {
            plan.posts_before.extend(was.iter().filter(|was| is_correction(was, &model)).map(|was| directory::version_of(tx, was)));
            plan.posts.put(was.as_ref(), model);
        }
    }
}

/// Whether the file says something else of a post than was known. A last day that it did not have before is none: that has a
/// moment of its own.
fn is_correction(was: &post::Model, now: &post::Model) -> bool {
    let said = |row: &post::Model| (row.organ_id, row.leads_unit, row.leads_section, row.valid_from);
    said(was) != said(now) || was.valid_until.is_some() && was.valid_until != now.valid_until
}

fn post_row(tx: &Tx, cells: &mut Cells<'_>, known: &Known, ordinal: i32) -> Option<post::Model> {
    let title = cells.text("title", 60);
    let (valid_from, valid_until) = cells.span(BEGINNING);
    let official = reference(cells, "official_code", |code| known.officials.get(code).map(|row| row.id), "干部");
    let unit = reference(cells, "unit_code", |code| known.units.get(code).map(|row| row.id), "单位");
    let organ_id = reference(cells, "organ_code", |code| known.organs.get(code).map(|row| row.id), "纪检组织");
    let (official_id, unit_id) = (official?, unit?);
    let in_unit = |name: &str| known.sections.get(&(unit_id, name.to_owned())).map(|row| row.id);
    Some(post::Model {
        county_id: tx.county.id,
        id: entity::id::PostId(uuid::Uuid::nil()),
        official_id,
        unit_id,
        section_id: reference(cells, "section_name", in_unit, "内设机构"),
        organ_id,
        title,
        duties: cells.list("duties"),
        leads_unit: cells.yes("leads_unit", false),
        leads_section: cells.yes("leads_section", false),
        is_public: cells.yes("is_public", true),
        ordinal: cells.number("ordinal").unwrap_or(ordinal),
        valid_from,
        valid_until,
        end_known_at: None,
    })
}
