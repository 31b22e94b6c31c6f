//! The domain's closed lists as the schema shows them: the same words as in the columns.

use async_graphql::Enum;

/// 单位类别: the eight categories (seed 004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::UnitCategory")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum UnitCategory {
    CoreOrgan,
    Department,
    Town,
    Village,
    Community,
    School,
    Hospital,
    Enterprise,
}

/// Kinds of discipline organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OrganKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum OrganKind {
    CountyCommission,
    DispatchedCommittee,
    TownCommittee,
    DepartmentGroup,
    External,
}

/// Whether an account may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::AccountState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum AccountState {
    Active,
    Disabled,
}

/// How far a lost query code is on its way to being replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ReissueState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum ReissueState {
    Waiting,
    Ready,
    Taken,
    Stopped,
    Lapsed,
}

/// Why an officer says that he must keep away from a case (申请回避).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::StepAsideReason")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum StepAsideReason {
    Kin,
    Interest,
    Witness,
    Other,
}

/// Roles of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::StaffRole")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum StaffRole {
    Publisher,
    Reviewer,
    Handler,
    Head,
    Custodian,
    CountyAdmin,
    Personnel,
    Auditor,
    Official,
    Operator,
}

/// Life of a role grant or a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::GrantState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum GrantState {
    Proposed,
    Active,
    Refused,
    Ended,
}

/// What a reset replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::ResetKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum ResetKind {
    Password,
    Totp,
}

/// What a phone code is for; a code for one does nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::PhonePurpose")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum PhonePurpose {
    Report,
    Track,
    Subsidies,
    Rate,
    Opinion,
}

/// Kinds of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::MediaKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MediaKind {
    Photo,
    Audio,
    Video,
}

/// Life of a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::MediaState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MediaState {
    Receiving,
    Received,
    Ready,
    Refused,
}

/// What a report or a sticker can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::SubjectKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum SubjectKind {
    Unit,
    Official,
    Power,
    Outcome,
}

/// 办理状态.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::CaseState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum CaseState {
    Submitted,
    Accepted,
    Investigating,
    CaseFiled,
    Replied,
    Settled,
    Declined,
    Transferred,
    Withdrawn,
}

/// 预警指示灯.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::Light")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum Light {
    None,
    Yellow,
    Red,
}

/// 办理结论.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::Finding")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum Finding {
    Substantiated,
    PartlySubstantiated,
    NotSubstantiated,
    CannotBeVerified,
}

/// 处理措施.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::MeasureKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum MeasureKind {
    Talk,
    Admonition,
    CaseFiled,
    Discipline,
    HandedToJustice,
    MoneyRecovered,
    MoneyReturned,
}

/// 时限种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::DeadlineKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineKind {
    Acceptance,
    Result,
    TellResult,
    Forward,
    Answer,
    Withdrawal,
    PublishResult,
    Material,
    FollowUp,
    FollowUpAnswer,
    Receipt,
}

/// Whether a clock still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::DeadlineState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineState {
    Running,
    Met,
    Missed,
    Cancelled,
}

/// 暂停 or 延长.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::DeadlineRequestKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineRequestKind {
    Pause,
    Extension,
}

/// How far a request for a pause or an extension is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::DeadlineRequestState")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum DeadlineRequestState {
    Open,
    Granted,
    Refused,
    Lapsed,
}

/// How a county counts a day: as a day of rest, as a working day, or as it was announced after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::CalendarDayKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum CalendarDayKind {
    Rest,
    Work,
    AsAnnounced,
}

/// 外部职权, 内部管理, 岗位.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::PowerKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum PowerKind {
    External,
    Internal,
    Post,
}

/// 风险等级.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::RiskGrade")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RiskGrade {
    A,
    B,
    C,
}

/// 思想道德, 制度机制, 岗位职责, 业务流程, 外部环境.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::RiskKind")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RiskKind {
    Morality,
    Institution,
    Duty,
    Process,
    Environment,
}
