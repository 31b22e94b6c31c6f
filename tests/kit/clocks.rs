//! Clocks as rows: what they say, and that their rows give the same day again.

use crate::world::World;
use entity::deadline;
use entity::words::{DeadlineKind, NoticeKind};
use lianjing::domain::cases::replayed;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};

/// All that is asked of a request.
pub const REQUEST: &str = "id kind state caseNumber organName approverName entered days until fromOn endedOn dueOn viewerCan \
    askedBy { name } decidedBy { name } words { asked answered }";

impl World {
    /// The clocks of this kind in 苍溪县, in the order in which they began; of those that began together the one that runs on
    /// is the last.
    ///
    /// # Panics
    /// If the database can't be read.
    pub async fn clocks(&self, kind: DeadlineKind) -> Vec<deadline::Model> {
        let tx = self.ctx().read(&self.home().county).await.expect("a transaction");
        let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(kind)).all(&tx).await.expect("rows");
        let mut rows = rows;
        rows.sort_by_key(|row| (row.starts_at, row.ended_at.is_none(), row.ended_at, row.id));
        rows
    }

    /// Every clock of every county counted again from its rows gives the day and the arithmetic that stand in it; how many.
    ///
    /// # Panics
    /// If one does not.
    pub async fn all_clocks_replay(&self) -> usize {
        let mut count = 0;
        for place in [self.home(), self.other()] {
            let tx = self.ctx().read(&place.county).await.expect("a transaction");
            for row in tx.rows().find::<deadline::Entity>().all(&tx).await.expect("rows") {
                let again = replayed(&tx, &row).await.expect("a clock that can be counted again");
                assert_eq!((again.due_on, again.due_at, &json!(again.sum)), (row.due_on, row.due_at, &row.sum), "{row:#?}");
                assert_eq!((again.rule, again.is_provisional), (row.rule, row.is_provisional));
                count += 1;
            }
        }
        count
    }

    /// The requests that wait for an officer's answer.
    pub async fn requests(&self, login: &str) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!("{{ deadlineRequests(first: 50) {{ nodes {{ {REQUEST} }} pageInfo {{ hasNextPage endCursor }} }} }}");
        self.data(Some(&token), &query, json!({})).await["deadlineRequests"]["nodes"].clone()
    }

    /// An officer answers a request; the payload.
    pub async fn decides(&self, login: &str, request: &Value, grant: bool, more: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query =
            "mutation($input: DecideDeadlineRequestInput!) { decideDeadlineRequest(input: $input) { done errors { code field message } } }";
        let mut input = json!({ "requestId": request, "grant": grant, "reason": "情况属实，同意。" });
        for (key, value) in more.as_object().into_iter().flatten() {
            input[key] = value.clone();
        }
        self.data(Some(&token), query, json!({ "input": input })).await["decideDeadlineRequest"].clone()
    }

    /// The county's administrator (or somebody else) sets a day; the payload.
    pub async fn sets_day(&self, login: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = "mutation($input: SetCalendarDayInput!) { setCalendarDay(input: $input) { \
            calendar { version year announced viewerCanSet days { on works name county } } errors { code field message } } }";
        self.data(Some(&token), query, json!({ "input": input })).await["setCalendarDay"].clone()
    }

    /// The texts of the morning's notices of an officer, as they are shown.
    pub async fn mornings(&self, login: &str) -> Vec<String> {
        let shown = self.notices(login).await;
        let texts = shown.as_array().expect("notices").iter().map(|notice| notice["text"].as_str().expect("a text").to_owned());
        texts.filter(|text| text.contains("快到期")).collect()
    }

    /// How often an account was told of a morning.
    pub async fn reminded(&self, login: &str) -> u64 {
        self.told(login, NoticeKind::HandlerDue).await
    }
}
