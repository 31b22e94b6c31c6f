//! The question behind each list: along an index in the order of the list, whatever is looked for.

use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{CountyId, OutcomeId, OutcomeKindId, PowerId, UnitId};
use entity::outcome;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, Value};
use time::Date;

/// Which outcomes are looked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this unit.
    pub unit: Option<UnitId>,
    /// Only of this power.
    pub power: Option<PowerId>,
    /// Only of this kind.
    pub kind: Option<OutcomeKindId>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// Only with all these pairs of characters.
    pub pairs: Vec<String>,
}

/// A place in the list: the day and the id of a row.
pub type Place = (Date, OutcomeId);

/// The question for the ids of a list, the latest day first, from behind a place on; it reads as many rows as it answers.
#[must_use]
pub fn statement((county, backend): (CountyId, DbBackend), filter: &Filter, (today, after): (Date, Option<Place>), most: u64) -> Statement {
    let mut sql = Sql { text: String::new(), values: vec![county.into()] };
    let (day, id) = if filter.pairs.is_empty() { ("o.decided_on", "o.id") } else { ("g.decided_on", "g.outcome_id") };
    match filter.pairs.split_first() {
        None => sql.say("SELECT o.id AS id FROM outcome o WHERE o.county_id = $1"),
        Some((first, rest)) => sql.of_pairs((first, rest), today, filter),
    }
    let equal = [("o.unit_id", filter.unit.map(Value::from)), ("o.power_id", filter.power.map(Value::from))];
    for (column, value) in equal.into_iter().chain([("o.kind_id", filter.kind.map(Value::from))]) {
        sql.compare(column, "=", value);
    }
    sql.compare(day, ">=", filter.from.map(Value::from));
    sql.compare(day, "<=", filter.until.map(Value::from));
    if let Some((at, after)) = after {
        let (at, after) = (sql.bind(at), sql.bind(after));
        sql.say(&format!(" AND ({day}, {id}) < ({at}, {after})"));
    }
    sql.say(&format!(" ORDER BY {day} DESC, {id} DESC LIMIT {most}"));
    Statement::from_sql_and_values(backend, sql.text, sql.values)
}

struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes a value; answers how the text names it.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn compare(&mut self, column: &str, how: &str, value: Option<Value>) {
        if let Some(value) = value {
            let value = self.bind(value);
            self.say(&format!(" AND {column} {how} {value}"));
        }
    }

    /// Walks along the first pair, and looks the others up: one look each into the key.
    fn of_pairs(&mut self, (first, rest): (&String, &[String]), today: Date, filter: &Filter) {
        let (first, today) = (self.bind(first.as_str()), self.bind(today));
        let needs_row = filter.unit.is_some() || filter.power.is_some() || filter.kind.is_some();
        let row = if needs_row { " JOIN outcome o ON o.county_id = g.county_id AND o.id = g.outcome_id" } else { "" };
        self.say(&format!(
            "SELECT g.outcome_id AS id FROM outcome_gram g{row} WHERE g.county_id = $1 AND g.gram = {first} \
             AND (g.until IS NULL OR g.until >= {today})"
        ));
        for pair in rest {
            let pair = self.bind(pair.as_str());
            self.say(&format!(
                " AND EXISTS (SELECT 1 FROM outcome_gram h WHERE h.county_id = $1 AND h.gram = {pair} \
                 AND h.decided_on = g.decided_on AND h.outcome_id = g.outcome_id AND (h.until IS NULL OR h.until >= {today}))"
            ));
        }
    }
}

/// Ids of a list, in its order.
pub async fn ids(tx: &Tx, filter: &Filter, after: Option<Place>, most: u64) -> Outcome<Vec<OutcomeId>> {
    let asked = statement((tx.county.id, tx.get_database_backend()), filter, (tx.now.in_china().date(), after), most);
    let rows = tx.query_all_raw(asked).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// The place that a cursor names.
pub fn place(page: &PageQuery) -> Outcome<Option<Place>> {
    let Some(after) = &page.after else { return Ok(None) };
    let refuse = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
    let [day, id] = after.as_slice() else { return Err(refuse()) };
    let day = Date::parse(day, time::macros::format_description!("[year]-[month]-[day]")).map_err(|_| refuse())?;
    Ok(Some((day, id.parse().map_err(|_| refuse())?)))
}

/// The place of a row, for the cursor behind it.
pub fn place_of(row: &outcome::Model) -> Vec<String> {
    vec![row.decided_on.to_string(), row.id.to_string()]
}
