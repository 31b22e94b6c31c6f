//! The question behind each list: along the index of what leaves least, in the order of the list, whatever else is looked for.

use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{CountyId, OutcomeId, OutcomeKindId, PowerId, UnitId};
use entity::outcome;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, Value};
use time::Date;

/// So many rows of each condition are counted: what has more is as good as everything.
const WEIGHED: u64 = 1_000;

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

/// Along which condition a list is read; the others are asked of each row that it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Along all rows of the county.
    All,
    /// Along those of the unit.
    Unit,
    /// Along those of the power.
    Power,
    /// Along those of the kind.
    Kind,
    /// Along those that have this one of the pairs.
    Pair(usize),
}

/// A place in the list: the day and the id of a row.
pub type Place = (Date, OutcomeId);

/// Where a question is put: the county, and which database answers.
pub type Asked = (CountyId, DbBackend);

impl Filter {
    /// What a list can be read along, rows before pairs.
    fn leads(&self) -> Vec<Lead> {
        let rows = [(Lead::Unit, self.unit.is_some()), (Lead::Power, self.power.is_some()), (Lead::Kind, self.kind.is_some())];
        let rows = rows.into_iter().filter_map(|(lead, is_given)| is_given.then_some(lead));
        rows.chain((0..self.pairs.len()).map(Lead::Pair)).collect()
    }

    /// The columns of an outcome's own row that are asked for.
    fn columns(&self) -> [(Lead, &'static str, Option<Value>); 3] {
        [
            (Lead::Unit, "unit_id", self.unit.map(Value::from)),
            (Lead::Power, "power_id", self.power.map(Value::from)),
            (Lead::Kind, "kind_id", self.kind.map(Value::from)),
        ]
    }
}

/// The question for the ids of a list, the latest day first, from behind a place on, read along `lead`.
#[must_use]
pub fn statement((county, backend): Asked, (filter, lead): (&Filter, Lead), (today, after): (Date, Option<Place>), most: u64) -> Statement {
    let mut sql = Sql { text: String::new(), values: vec![county.into()] };
    let (day, id) = if matches!(lead, Lead::Pair(_)) { ("g.decided_on", "g.outcome_id") } else { ("o.decided_on", "o.id") };
    sql.begin((filter, lead), today);
    for (_, pair) in filter.pairs.iter().enumerate().filter(|(at, _)| lead != Lead::Pair(*at)) {
        sql.with_pair(pair, (day, id), today);
    }
    // SQLite knows no sizes: a plus before a column keeps it from choosing that one's index instead.
    let aside = if backend == DbBackend::Sqlite { "+" } else { "" };
    for (of, column, value) in filter.columns() {
        sql.compare(&format!("{}o.{column}", if of == lead { "" } else { aside }), "=", value);
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

/// The question for how many rows each of these would lead along, counted so far that the smallest is known.
fn weights((county, backend): Asked, (filter, leads): (&Filter, &[Lead])) -> Statement {
    let mut sql = Sql { text: String::new(), values: vec![county.into()] };
    let mut parts = Vec::with_capacity(leads.len());
    for (nth, lead) in leads.iter().enumerate() {
        let rows = if let Lead::Pair(at) = lead {
            let pair = sql.bind(filter.pairs.get(*at).map(String::as_str).unwrap_or_default());
            format!("FROM outcome_gram g WHERE g.county_id = $1 AND g.gram = {pair}")
        } else {
            let own = filter.columns().into_iter().find(|(of, ..)| of == lead);
            let Some((_, column, Some(value))) = own else { continue };
            let value = sql.bind(value);
            format!("FROM outcome o WHERE o.county_id = $1 AND o.{column} = {value}")
        };
        parts.push(format!("SELECT {nth} AS nth, COUNT(*) AS many FROM(SELECT 1 AS one {rows} LIMIT {WEIGHED}) n{nth}"));
    }
    sql.say(&parts.join(" UNION ALL "));
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

    /// From the rows of the list, or from those that have the leading pair.
    fn begin(&mut self, (filter, lead): (&Filter, Lead), today: Date) {
        let Lead::Pair(at) = lead else {
            return self.say("SELECT o.id AS id FROM outcome o WHERE o.county_id = $1");
        };
        let (pair, today) = (self.bind(filter.pairs.get(at).map(String::as_str).unwrap_or_default()), self.bind(today));
        let needs_row = filter.unit.is_some() || filter.power.is_some() || filter.kind.is_some();
        let row = if needs_row { " JOIN outcome o ON o.county_id = g.county_id AND o.id = g.outcome_id" } else { "" };
        self.say(&format!(
            "SELECT g.outcome_id AS id FROM outcome_gram g{row} WHERE g.county_id = $1 AND g.gram = {pair} \
             AND (g.until IS NULL OR g.until >= {today})"
        ));
    }

    /// One look into the key of the pairs for each row.
    fn with_pair(&mut self, pair: &str, (day, id): (&str, &str), today: Date) {
        let (pair, today) = (self.bind(pair), self.bind(today));
        self.say(&format!(
            " AND EXISTS (SELECT 1 FROM outcome_gram h WHERE h.county_id = $1 AND h.gram = {pair} \
             AND h.decided_on = {day} AND h.outcome_id = {id} AND (h.until IS NULL OR h.until >= {today}))"
        ));
    }
}

/// What a list is read along: of all that is looked for what the fewest rows have; where all have many, the unit before the
/// power, the power before the kind, and that before pairs.
///
/// # Errors
/// A fault of the database.
pub async fn lead(tx: &Tx, filter: &Filter) -> Outcome<Lead> {
    let leads = filter.leads();
    if let [] | [_] = leads.as_slice() {
        return Ok(leads.first().copied().unwrap_or(Lead::All));
    }
    let rows = tx.query_all_raw(weights((tx.county.id, tx.get_database_backend()), (filter, &leads))).await?;
    let mut weighed = Vec::with_capacity(leads.len());
    for row in rows {
        let (nth, many): (i32, i64) = (row.try_get("", "nth")?, row.try_get("", "many")?);
        weighed.push((many, nth));
    }
    let first = weighed.into_iter().min().and_then(|(_, nth)| usize::try_from(nth).ok());
    Ok(first.and_then(|nth| leads.get(nth)).copied().unwrap_or(Lead::All))
}

/// Ids of a list, in its order.
///
/// # Errors
/// A fault of the database.
pub async fn ids(tx: &Tx, (filter, lead): (&Filter, Lead), after: Option<Place>, most: u64) -> Outcome<Vec<OutcomeId>> {
    let asked = statement((tx.county.id, tx.get_database_backend()), (filter, lead), (tx.now.in_china().date(), after), most);
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
