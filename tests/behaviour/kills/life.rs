//! What follows a report: an officer handles it and the reporter is not satisfied, or the reporter takes it back.

use super::ground::{Ground, close};
use super::villager::{Filed, Villager};
use entity::scope::platform_update;
use entity::{account, case, phone_limit, report};
use kit::cases::id;
use kit::gateway::Accepted;
use lianjing::domain::reporters::{phone_hash, submission_hash};
use lianjing::domain::staff;
use lianjing::kernel::clock::SystemClock;
use lianjing::kernel::{Clock as _, Ctx, Kernel, Phone};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const OFFICER: &str = "town-handler2";
/// Longer than any of these stories takes.
const SHIFT: time::Duration = time::Duration::hours(12);

/// One verb that was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// 受理.
    Accepted,
    /// 开始调查.
    Investigating,
    /// 答复.
    Replied,
    /// 不满意: it climbed.
    Escalated,
    /// 申请撤回.
    WithdrawalAsked,
}

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Nobody looks at it.
    Waiting,
    /// It is handled, and climbs.
    Handled,
    /// It is taken back.
    TakenBack,
}

impl Life {
    /// By turns.
    pub const fn of(turn: usize) -> Self {
        match turn % 4 {
            1 => Self::Handled,
            3 => Self::TakenBack,
            _ => Self::Waiting,
        }
    }
}

/// A token of the officer that outlives the story: his session is opened ahead of time.
pub async fn officers_token(ground: &Ground) -> String {
    let kernel = ground.kernel(SystemClock.now().after(SHIFT)).await;
    let tx = Ctx::system(&kernel).write(&ground.place().county).await.unwrap();
    let row = tx.rows().one::<account::Entity, _>(ground.place().account(OFFICER)).one(&tx).await.unwrap().unwrap();
    let opened = staff::open_session(&tx, &row, None).await.unwrap();
    tx.commit().await.unwrap();
    close(&kernel).await;
    opened.access_token
}

impl Villager<'_> {
    /// Goes on with an acknowledged report; what was acknowledged of it.
    pub async fn goes_on(&self, life: Life, filed: &Filed, phone: &str) -> Vec<Done> {
        match life {
            Life::Waiting => Vec::new(),
            Life::Handled => self.is_handled(filed, phone).await,
            Life::TakenBack => self.takes_back(filed, phone).await,
        }
    }

    async fn is_handled(&self, filed: &Filed, phone: &str) -> Vec<Done> {
        let (case, officer) = (self.case_of(filed).await, Some(self.officer));
        let mut done = Vec::new();
        let reply = json!({ "finding": "NOT_SUBSTANTIATED", "text": "经核查，评议会议有记录和签到。" });
        for (verb, input, what) in [
            ("acceptCase", json!({}), Done::Accepted),
            ("startInvestigation", json!({}), Done::Investigating),
            ("replyCase", reply, Done::Replied),
        ] {
            self.does(officer, verb, with(input, "caseId", case.clone())).await;
            done.push(what);
        }
        let Some(token) = self.proves_again(phone).await else { return done };
        self.does(Some(&token), "answerReply", json!({ "queryCode": filed.query_code, "satisfied": false })).await;
        done.push(Done::Escalated);
        done
    }

    async fn takes_back(&self, filed: &Filed, phone: &str) -> Vec<Done> {
        let Some(token) = self.proves_again(phone).await else { return Vec::new() };
        self.does(Some(&token), "withdrawReport", json!({ "queryCode": filed.query_code })).await;
        vec![Done::WithdrawalAsked]
    }

    /// Sends a verb until it is answered. If an answer was lost, the verb may have been done, and is refused then.
    async fn does(&self, token: Option<&str>, verb: &str, input: Value) {
        let mut letters = verb.chars();
        let kind: String = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter().chain(letters).collect();
        let query = format!("mutation($input: {kind}Input!) {{ {verb}(input: $input) {{ errors {{ code message }} }} }}");
        self.street.ring();
        let (answer, tries) = self.asks_often(token, &query, json!({ "input": input })).await;
        let code = answer[verb]["errors"][0]["code"].as_str().unwrap_or("-").to_owned();
        assert!(code == "-" || tries > 1 && matches!(code.as_str(), "STATE" | "CONFLICT" | "FORBIDDEN"), "{verb}, {tries} tries: {answer}");
    }

    /// The case of a report, as the officer finds it on his list.
    async fn case_of(&self, filed: &Filed) -> Value {
        let found = async |kernel: &Arc<Kernel>| {
            let tx = Ctx::system(kernel).read(&self.ground.place().county).await?;
            let hash = submission_hash(&kernel.keys, &filed.submission_key)?;
            let of_key = tx.rows().find::<report::Entity>().filter(report::Column::SubmissionHash.eq(hash));
            let report = of_key.one(&tx).await?.expect("an acknowledged report");
            let of_report = tx.rows().find::<case::Entity>().filter(case::Column::ReportId.eq(report.id));
            Ok(of_report.one(&tx).await?.expect("its case"))
        };
        id(self.ground.asks(found).await.id)
    }

    /// A second code for the same phone, without the minute between two codes: what the limits say is told elsewhere.
    async fn proves_again(&self, phone: &str) -> Option<String> {
        let forgotten = async |kernel: &Arc<Kernel>| {
            let forget = platform_update::<phone_limit::Entity>().col_expr(phone_limit::Column::Sends, Expr::value(json!([])));
            // The rows of others are theirs: to touch all of them, each in an order of his own, is a deadlock.
            let hash = phone_hash(&kernel.keys, &Phone::parse(phone).unwrap())?;
            Ok(forget.filter(phone_limit::Column::PhoneHash.eq(hash)).exec(kernel.db.platform()).await?)
        };
        self.ground.asks(forgotten).await;
        self.proves_with(phone, "TRACK", 1).await
    }

    /// The code number `earlier` of a phone, from zero; none if it does not come in time.
    pub async fn code_to(&self, phone: &str, earlier: usize, patience: Duration) -> Option<Accepted> {
        let mut count = self.gateway.count();
        let wait = async {
            loop {
                let all = self.gateway.accepted();
                let found = all.into_iter().filter(|one| one.phone == phone && one.template == "SMS_1").nth(earlier);
                if let Some(found) = found {
                    return found;
                }
                count.changed().await.expect("the gateway lives");
            }
        };
        tokio::time::timeout(patience, wait).await.ok()
    }
}

fn with(mut input: Value, key: &str, value: Value) -> Value {
    input[key] = value;
    input
}
