//! What the mutations of the staff take.

use crate::domain::cases::service::Measure;
use crate::kernel::graphql::scalars::{Date, Money};
use crate::kernel::graphql::turn_words::{DeclineGround, RightChannel};
use crate::kernel::graphql::words::{Finding, MeasureKind};
use async_graphql::{ID, InputObject};

/// 受理.
#[derive(InputObject)]
pub struct AcceptCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// A word with the acceptance; the reporter reads it.
    pub note: Option<String>,
}

/// 不予受理.
#[derive(InputObject)]
pub struct DeclineCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// 情形.
    pub ground: DeclineGround,
    /// Why it is out of scope; the reporter reads it.
    pub reason: String,
    /// Who is the right one, of the list.
    pub channel: Option<RightChannel>,
    /// Who is the right one, in words; needed where none of the list is. The reporter reads it.
    pub right_channel: Option<String>,
}

/// 转办.
#[derive(InputObject)]
pub struct TransferCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// An organ of this platform.
    pub to_organ_id: Option<ID>,
    /// Why; the reporter reads it.
    pub reason: String,
    /// Or somebody outside.
    pub outside_name: Option<String>,
}

/// 分派.
#[derive(InputObject)]
pub struct AssignCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// The officer.
    pub handler_id: ID,
    /// Why, if it matters; for colleagues, the reporter never reads it.
    pub reason: Option<String>,
}

/// 开始核查.
#[derive(InputObject)]
pub struct StartInvestigationInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// For colleagues; the reporter never reads it.
    pub note: Option<String>,
}

/// 立案.
#[derive(InputObject)]
pub struct FileCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// Why; for colleagues, the reporter never reads it.
    pub reason: String,
    /// 依据: by which provision.
    pub basis: String,
    /// 批准人, with the office.
    pub approved_by: String,
    /// 立案日期, between acceptance and today; today if nothing is said.
    pub filed_on: Option<Date>,
    /// 文号 of the decision, where there is one.
    pub document: Option<String>,
}

/// 答复.
#[derive(InputObject)]
pub struct ReplyCaseInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads, 5 to 5000 characters.
    pub text: String,
    /// What was done.
    pub measures: Option<Vec<MeasureInput>>,
}

/// 处理措施.
#[derive(InputObject)]
pub struct MeasureInput {
    /// What was done.
    pub kind: MeasureKind,
    /// Money, where there was any.
    pub amount: Option<Money>,
    /// A few words.
    pub note: Option<String>,
    /// Of 处分: who decided; of 移送: who receives. Needed there, and nowhere else.
    pub body: Option<String>,
    /// The day of that.
    pub on: Option<Date>,
    /// 文号 of that.
    pub document: Option<String>,
}

/// 举报人撤回后继续办.
#[derive(InputObject)]
pub struct ContinueWithoutReporterInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// Why; the reporter reads it.
    pub reason: String,
}

/// 录入县外上级的结果.
#[derive(InputObject)]
pub struct EnterExternalResultInput {
    /// The case.
    pub case_id: ID,
    /// The revision of the case that was looked at; if it has moved on since, the answer is `CONFLICT` and says what changed.
    pub revision: Option<i32>,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads, 5 to 5000 characters.
    pub text: String,
}

impl From<MeasureInput> for Measure {
    fn from(input: MeasureInput) -> Self {
        Self {
            kind: input.kind.into(),
            fen: input.amount.map(|money| money.0),
            note: input.note,
            body: input.body,
            on: input.on.map(|on| on.0),
            document: input.document,
        }
    }
}

/// Measures as they were sent.
pub fn measures(inputs: Option<Vec<MeasureInput>>) -> Vec<Measure> {
    inputs.unwrap_or_default().into_iter().map(Measure::from).collect()
}
