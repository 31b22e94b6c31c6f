//! Reports and cases through the API: what a villager sends and what an officer does.

use crate::fixture::Place;
use crate::world::World;
use entity::id::TypedId;
use serde_json::{Value, json};
use time::Duration;

/// All that a reporter's page asks for.
pub const STATUS: &str = "reportId version state light instance satisfied submittedAt dueOn next viewerCan answerableUntil withdrawsAt organ { name } \
    codeReissue { state askedAt readyAt until } \
    due { kind dueOn sum provisional state } timeline { at title detail by publication } \
    content { text otherNames media { id } supplements { at text media { id } } \
    replies { instance organName finding text measures { kind amount note } } }";
/// All that an in-box asks for, without what opens anything.
pub const CASE: &str = "id revision number state light instance nextAct mediaCount reporterAlias submittedAt withdrawsAt viewerCan version \
    organ { id name } handler { id name } subjects { id kind name unitName title } due { kind dueOn state sum } \
    deadlines { kind dueOn state startsAt }";

/// A report that was taken.
#[derive(Clone, Debug)]
pub struct Filed {
    /// What the reporter keeps.
    pub code: String,
    /// The reporter's phone.
    pub phone: String,
    /// The whole payload.
    pub payload: Value,
}

/// A submission of this text on these subjects, with a key of its own.
#[must_use]
pub fn submission(place: &Place, key: &str, subjects: &[Value]) -> Value {
    submission_in(&place.code, key, subjects)
}

/// The same in the county with this division code.
#[must_use]
pub fn submission_in(county: &str, key: &str, subjects: &[Value]) -> Value {
    json!({
        "submissionKey": format!("{key:0>20}"), "county": county, "subjectIds": subjects, "reporterName": "演示甲",
        "otherNames": ["演示乙"], "text": "低保评议没有开会，名单是村里自己定的。", "consent": true,
    })
}

/// An id as clients know it.
#[must_use]
pub fn id(id: impl TypedId) -> Value {
    json!(id.to_string())
}

impl World {
    /// Sends a submission; the payload.
    pub async fn submits(&self, token: &str, input: Value) -> Value {
        let query = format!(
            "mutation($input: SubmitReportInput!) {{ submitReport(input: $input) {{ queryCode report {{ id organ {{ name }} status {{ {STATUS} }} }} \
             receipt {{ county day contentHash salt promise {{ commitment signature keyId publicKey }} text }} errors {{ code field message }} }} }}"
        );
        self.data(Some(token), &query, json!({ "input": input })).await["submitReport"].clone()
    }

    /// A villager with this phone reports the subjects.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn files(&self, phone: &str, subjects: &[Value]) -> Filed {
        let token = self.proves_later(phone, "REPORT").await;
        let payload = self.submits(&token, submission(self.home(), &format!("key-{phone}"), subjects)).await;
        let code = payload["queryCode"].as_str().unwrap_or_else(|| panic!("not taken: {payload}")).to_owned();
        Filed { code, phone: phone.to_owned(), payload }
    }

    /// A token for this phone, asked for two minutes later: codes are limited to one a minute.
    pub async fn proves_later(&self, phone: &str, purpose: &str) -> String {
        self.wait(Duration::minutes(2));
        self.proves(phone, purpose).await
    }

    /// The reporter's page by query code, with or without a token.
    pub async fn status(&self, token: Option<&str>, code: Option<&str>) -> Value {
        let query = format!("query($code: String) {{ reportStatus(queryCode: $code) {{ {STATUS} others {{ {STATUS} }} }} }}");
        self.data(token, &query, json!({ "code": code })).await["reportStatus"].clone()
    }

    /// A reporter's verb with both codes; the payload.
    pub async fn tells(&self, filed: &Filed, verb: &str, input: Value) -> Value {
        let token = self.proves_later(&filed.phone, "TRACK").await;
        self.tells_with(Some(&token), verb, with(input, "queryCode", json!(filed.code))).await
    }

    /// A reporter's verb with this token and input; the payload.
    pub async fn tells_with(&self, token: Option<&str>, verb: &str, input: Value) -> Value {
        let kind = input_of(verb);
        let query =
            format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ status {{ {STATUS} }} errors {{ code field message }} }} }}");
        self.data(token, &query, json!({ "input": input })).await[verb].clone()
    }

    /// An officer's verb on a case; the payload.
    pub async fn acts(&self, login: &str, verb: &str, case: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let kind = input_of(verb);
        let query =
            format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ case {{ {CASE} }} errors {{ code field message }} }} }}");
        let input = with(usual(verb, input), "caseId", json!(case));
        self.data(Some(&token), &query, json!({ "input": input })).await[verb].clone()
    }

    /// An officer's in-box.
    pub async fn inbox(&self, login: &str, filter: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!(
            "query($filter: CaseFilter) {{ cases(filter: $filter, first: 100) {{ totalCount counts {{ dueToday overdue red yellow unassigned }} \
             pageInfo {{ hasNextPage endCursor }} nodes {{ {CASE} timeline {{ title by detail }} }} }} }}"
        );
        self.data(Some(&token), &query, json!({ "filter": filter })).await["cases"].clone()
    }

    /// The one case in an officer's in-box.
    ///
    /// # Panics
    /// If there is none, or another one.
    pub async fn only_case(&self, login: &str) -> Value {
        let inbox = self.inbox(login, Value::Null).await;
        assert_eq!(inbox["totalCount"], 1, "{inbox:#}");
        inbox["nodes"][0].clone()
    }

    /// Accepts, investigates and replies; the last payload.
    ///
    /// # Panics
    /// If a step is refused.
    pub async fn replies(&self, login: &str, case: &str) -> Value {
        for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({}))] {
            let payload = self.acts(login, verb, case, input).await;
            assert_eq!(payload["errors"], json!([]), "{verb}");
        }
        let reply = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" });
        self.acts(login, "replyCase", case, reply).await
    }

    /// Lets time pass and works what is due then.
    ///
    /// # Panics
    /// If the worker fails.
    pub async fn works_after(&self, span: Duration) {
        self.wait(span);
        lianjing::worker::run_due_now(&self.kernel, &self.ports).await.expect("worked");
    }
}

/// `acceptCase` takes an `AcceptCaseInput`.
pub(crate) fn input_of(verb: &str) -> String {
    if ["inviteOrgan", "endJointHandling"].contains(&verb) {
        return "JointHandlingInput".to_owned();
    }
    let mut letters = verb.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain("Input".chars()).collect()
}

/// What must be said with a verb and is not what its story is about, unless the story says it.
#[must_use]
pub fn usual(verb: &str, mut input: Value) -> Value {
    let words = match verb {
        "declineCase" => json!({ "ground": "NOT_DISCIPLINE" }),
        "fileCase" => json!({ "basis": "《纪律处分条例》第二十九条", "approvedBy": "县纪委监委主要负责人" }),
        _ => json!({}),
    };
    for (key, value) in words.as_object().into_iter().flatten() {
        if input.get(key).is_none() {
            input[key] = value.clone();
        }
    }
    input
}

fn with(mut input: Value, key: &str, value: Value) -> Value {
    input[key] = value;
    input
}
