//! Ordinary words, valid where they stand, as a stranger would write them.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What may be left out.
const LEFT_EMPTY: [&str; 18] = [
    "aboutPaidId",
    "after",
    "filter",
    "kinds",
    "until",
    "onBehalfOf",
    "outsideName",
    "clientMutationId",
    "year",
    "email",
    "decidedOn",
    "documentNumber",
    "endsOn",
    "month",
    "powerSteps",
    "knownOn",
    "matterId",
    "before",
];

/// Ordinary words, valid where they stand.
pub fn words() -> BTreeMap<&'static str, Value> {
    let text = |text: &str| json!(text);
    let all = BTreeMap::from([
        ("mediaIds", json!([])),
        ("measures", json!([])),
        ("ruleCodes", json!([])),
        ("from", text("2026-03-02")),
        ("commitment", text("0000000000000000000000000000000000000000000000000000000000000000")),
        ("on", text("2026-06-03")),
        ("setRoleTerm.until", text("2026-03-20")),
        ("updateAccount.phone", text("0839-5222321")),
        ("operator", text("演示县纪委监委")),
        ("icp", text("蜀ICP备演示号")),
        ("securityFiling", text("川公网安备演示号")),
        ("privacyUrl", Value::Null),
        ("image", Value::Null),
        ("words", text("收到了，请收好查询码。")),
        ("setMailText.subject", text("新通知")),
        ("setMailText.body", text("请登录查看：{网址}")),
        ("telephone", text("0839-5222321")),
        ("advice", text("请向市纪委监委反映。")),
        ("address", text("市政府大院 1 号")),
        ("pauseDeadline.until", text("2026-03-20")),
        ("document", text("市纪办〔2026〕12号")),
        ("officialsNamed.text", text("演示")),
        ("phone", text("13700000009")),
        ("proofOfWork", text("x")),
        ("submissionKey", text("0000000000stranger01")),
        ("takeKey", text("0000000000stranger02")),
        ("reporterName", text("演示丙")),
        ("otherNames", json!([])),
        ("text", text("陌生人写的一段话，长短合适。")),
        ("reason", text("陌生人写的理由，长短合适。")),
        ("rightChannel", text("请向信访部门反映。")),
        ("note", text("陌生人写的备注")),
        ("registerClient.contact", text("陌生人写的联系人")),
        ("registerClient.purpose", text("陌生人写的用途")),
        ("url", text("http://127.0.0.1:9/hook")),
    ]);
    let others = publishing().into_iter().chain(of_outcomes()).chain(of_archives()).chain(signing_in());
    all.into_iter().chain(others).chain(LEFT_EMPTY.map(|name| (name, Value::Null))).collect()
}

/// What publishing and quiet hours need.
fn publishing() -> [(&'static str, Value); 8] {
    let text = |text: &str| json!(text);
    [
        ("fromHour", json!(22)),
        ("untilHour", json!(7)),
        ("title", text("陌生人写的标题")),
        ("marks", json!([])),
        ("correctPublication.reason", text("MISTAKE")),
        ("hidePublication.reason", text("PRIVACY")),
        ("withholdResult.reason", text("PRIVACY")),
        ("sentence", text("陌生人写的一句话，长短合适。")),
    ]
}

/// What outcomes and subsidies need.
fn of_outcomes() -> [(&'static str, Value); 16] {
    let text = |text: &str| json!(text);
    [
        ("correctOutcome.reason", text("MISTAKE")),
        ("removeOutcome.reason", text("ASKED")),
        ("publishOutcome.decidedOn", text("2026-03-01")),
        ("correctOutcome.decidedOn", text("2026-03-01")),
        ("outcome.code", text("0000000000")),
        ("correctOutcome.revision", json!(1)),
        ("removeOutcome.revision", json!(1)),
        ("detachOutcomeFile.revision", json!(1)),
        ("detachOutcomeFile.no", json!(1)),
        ("setOutcomeKind.code", text("caiwu")),
        ("setOutcomeKind.key", text("sum")),
        ("publishOutcome.key", text("sum")),
        ("correctOutcome.key", text("sum")),
        ("label", text("金额")),
        ("choices", json!([])),
        ("lastFour", text("1234")),
    ]
}

/// What archives need.
fn of_archives() -> [(&'static str, Value); 8] {
    let text = |text: &str| json!(text);
    [
        ("declareMatter.on", text("2026-03-01")),
        ("nameArchiveKind.basis", text("《陌生人法》第一条，长短合适")),
        ("answerArchive.about", Value::Null),
        ("countyCode", text("510823")),
        ("countyName", text("剑阁县")),
        ("publicKey", json!("ab".repeat(32))),
        ("sheet", text("{}")),
        ("receipt", text("{}")),
    ]
}

/// What people who sign in give, wrong.
fn signing_in() -> Vec<(&'static str, Value)> {
    let text = |text: &str| json!(text);
    vec![
        ("login", text("mo-sheng-ren")),
        ("name", text("演示陌生人")),
        ("password", text("a-long-password-2026")),
        ("challenge", text("x")),
        ("verifyPhoneCode.code", text("000000")),
        ("verifySecondFactor.code", text("000000")),
        ("takeAccess.code", text("000000")),
        ("changePassword.code", text("000000")),
        ("currentPassword", text("a-long-password-2025")),
        ("newPassword", text("a-long-password-2026")),
    ]
}

/// The same for ends and turns.
pub fn words_of_turns() -> [(&'static str, Value); 9] {
    let text = |text: &str| json!(text);
    [
        ("revision", Value::Null),
        ("channel", Value::Null),
        ("filedOn", Value::Null),
        ("basis", text("《纪律处分条例》第二十九条")),
        ("approvedBy", text("县纪委监委主要负责人")),
        ("words", text("陌生人写的回执")),
        ("evidence", text("陌生人写的证据，有十个字以上。")),
        ("noteClarification.on", text("2026-03-02")),
        ("enterHandOverReceipt.on", text("2026-03-02")),
    ]
}

/// The same for ratings.
pub fn words_of_ratings() -> [(&'static str, Value); 5] {
    [
        ("month", json!("2026-03")),
        ("deviceKey", json!("0000000000stranger03")),
        ("rate.code", json!("qx1")),
        ("setIndicators.code", json!("qx1")),
        ("rate.score", json!(5)),
    ]
}

/// The same for lists of powers.
pub fn words_of_lists() -> [(&'static str, Value); 21] {
    let text = |text: &str| json!(text);
    [
        ("administrativeType", text("行政给付")),
        ("summary", text("陌生人写的说明")),
        ("exercisingBody", text("村民委员会")),
        ("supervisingBody", text("村务监督委员会")),
        ("accountableBody", text("镇纪委")),
        ("law", text("《社会救助暂行办法》")),
        ("article", text("第十一条")),
        ("circumstance", text("人均收入低于标准")),
        ("standard", text("按差额补助")),
        ("actor", text("村委会")),
        ("duty", text("开会评议")),
        ("timeLimit", text("七天")),
        ("condition", text("资料齐全")),
        ("saveClearingItem.number", json!(5)),
        ("saveClearingItem.revision", json!(5)),
        ("decideClearingItem.revision", json!(5)),
        ("dropClearingItem.revision", json!(5)),
        ("sendClearing.revision", json!(5)),
        ("recallClearing.revision", json!(5)),
        ("returnClearing.revision", json!(5)),
        ("publishClearing.revision", json!(5)),
    ]
}

/// The same for opinions.
pub fn words_of_opinions() -> Vec<(&'static str, Value)> {
    let revisions = [
        "followUpOpinion.revision",
        "rateOpinion.revision",
        "assignOpinion.revision",
        "replyOpinion.revision",
        "publishOpinion.revision",
        "refuseOpinion.revision",
        "urgeOpinion.revision",
    ];
    let others = [
        ("authorName", json!("演示陌生人")),
        ("publicationCode", Value::Null),
        ("opinionMeasures.from", json!("2026-03-01")),
        ("opinionMeasures.to", json!("2026-03-31")),
        ("adoptedOpinions.unit", json!("510824-village")),
        ("adoptedOpinions.no", json!(1)),
    ];
    revisions.into_iter().map(|name| (name, json!(1))).chain(others).collect()
}
