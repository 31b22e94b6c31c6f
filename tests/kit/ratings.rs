//! Ratings through the API: what villagers say, what everybody reads, what the commission sees.

use crate::cases::input_of;
use crate::world::World;
use entity::words::PhonePurpose;
use lianjing::domain::ratings::{self, Rated, Said, Taken};
use lianjing::kernel::{Actor, Ctx, Outcome, ReporterActor};
use serde_json::{Value, json};
use time::Duration;

/// All that a form says.
pub const FORM: &str = "subject { id kind name title unitName path } month figure { isInternal month sheets score } \
    indicators { kind no setAt groups { name side questions { code text } } }";
/// All that a place says.
pub const PLACE: &str = "place subjectId name title unitName sheets score shrunk parts { side score } unverified setAside";
/// All that a burst says.
pub const BURST: &str = "id subjectId kind name unitName month sheets fromAt untilAt state reason reviewedAt viewerCanReview";

/// Answers by code: 1 to 5, 0 for "don't know"; low ones with a reason.
#[must_use]
pub fn answers(all: &[(&str, i32)]) -> Value {
    let one = |(code, score): &(&str, i32)| {
        let reason = (1..=2).contains(score).then_some("村里好几户都这么说");
        json!({ "code": code, "score": (*score > 0).then_some(*score), "reason": reason })
    };
    json!(all.iter().map(one).collect::<Vec<_>>())
}

impl World {
    /// The form for a subject, as somebody with this token sees it.
    pub async fn rating_form(&self, token: Option<&str>, subject: &Value) -> Value {
        let query = format!("query($id: ID!) {{ ratingForm(subjectId: $id) {{ {FORM} }} }}");
        self.data(token, &query, json!({ "id": subject })).await["ratingForm"].clone()
    }

    /// Sends a sheet; the whole payload.
    pub async fn rates(&self, token: Option<&str>, input: &Value) -> Value {
        let query = "mutation($input: RateInput!) { rate(input: $input) { month isReplaced isVerified errors { code field message } } }";
        self.data(token, query, json!({ "input": input })).await["rate"].clone()
    }

    /// A sheet of a device without a phone, with its proof of work; the whole payload.
    pub async fn rates_without_phone(&self, key: &str, subject: &Value, said: &[(&str, i32)]) -> Value {
        let input =
            json!({ "subjectId": subject, "setNo": 1, "answers": answers(said), "deviceKey": key, "proofOfWork": self.proof().await });
        self.rates(None, &input).await
    }

    /// A person of 苍溪县 whose phone was proven for rating, told apart by a number.
    #[must_use]
    pub fn villager(&self, number: usize) -> Ctx {
        let phone_hash = format!("villager {number}").into_bytes();
        let contact_id = uuid::Uuid::nil().into();
        let actor = ReporterActor { county_id: self.home().county.id, contact_id, phone_hash, purpose: PhonePurpose::Rate };
        Ctx { actor: Actor::Reporter(actor), ..self.ctx() }
    }

    /// A sheet of this villager without a low answer, past HTTP: a thousand codes by SMS would be another story.
    ///
    /// # Errors
    /// As the verb.
    pub async fn says(&self, number: usize, rated: Rated, said: &[(&str, i32)]) -> Outcome<Taken> {
        let answer = |(code, score): &(&str, i32)| Said { code: (*code).to_owned(), score: (*score > 0).then_some(*score), reason: None };
        let answers = said.iter().map(answer).collect();
        let sheet = ratings::Rate { rated, set_no: 1, answers, name: None, device_key: None, proof: None };
        ratings::rate(&self.villager(number), &sheet).await
    }

    /// These villagers say the same of a subject, two hours between each of them.
    ///
    /// # Panics
    /// If one is refused.
    pub async fn all_say(&self, villagers: std::ops::Range<usize>, rated: Rated, said: &[(&str, i32)]) {
        for number in villagers {
            self.says(number, rated, said).await.expect("a sheet");
            self.wait(Duration::minutes(10));
        }
    }

    /// The next night passes.
    pub async fn night_passes(&self) {
        self.works_after(Duration::days(1)).await;
    }

    /// What everybody reads of a subject.
    pub async fn rating_figure(&self, subject: &Value) -> Value {
        let query = "query($id: ID!) { ratingFigure(subjectId: $id) { isInternal month sheets score } }";
        self.data(None, query, json!({ "id": subject })).await["ratingFigure"].clone()
    }

    /// A verb of a member of the staff of 苍溪县 with this payload; the payload, or the whole answer where there is none.
    pub async fn does_on_ratings(&self, login: &str, verb: &str, (input, payload): (Value, &str)) -> Value {
        let kind = input_of(verb);
        let query = format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ {payload} errors {{ code field message }} }} }}");
        let token = self.signed_in(self.home(), login).await;
        let answer = self.ask(Some(&token), &query, json!({ "input": input })).await;
        if answer["data"][verb].is_object() { answer["data"][verb].clone() } else { answer }
    }

    /// A page of places, as somebody of 苍溪县 sees it; the whole answer.
    pub async fn ranking(&self, login: &str, variables: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!(
            "query($kind: SubjectKind!, $month: String, $first: Int, $after: String) {{ \
             ratingRanking(kind: $kind, month: $month, first: $first, after: $after) {{ \
             month mean totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {PLACE} }} }} }}"
        );
        self.ask(Some(&token), &query, variables).await
    }

    /// The months of a subject, as somebody of 苍溪县 sees them; the whole answer.
    pub async fn trend(&self, login: &str, subject: &Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = "query($id: ID!) { ratingTrend(subjectId: $id) { month sheets score parts { side score } unverified setAside countedAt \
                     answers { code text counts dontKnow } } }";
        self.ask(Some(&token), query, json!({ "id": subject })).await
    }

    /// Bursts, as somebody of 苍溪县 sees them; the whole answer.
    pub async fn bursts(&self, login: &str, open: bool) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!("query($open: Boolean!) {{ ratingBursts(open: $open) {{ {BURST} }} }}");
        self.ask(Some(&token), &query, json!({ "open": open })).await
    }
}
