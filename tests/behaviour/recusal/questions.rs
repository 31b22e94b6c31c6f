//! All that an officer can ask about cases, by the schema: what is new there is asked too, or stands on a list with its reason.

use super::not_asked::NOT_ASKED;
use crate::root_fields::schema::Schema;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{Selection, SelectionSet, TypeKind};
use kit::World;
use kit::cases::{CASE, id};
use kit::halts::REASON;
use kit::overview::OVERVIEW;
use serde_json::{Value, json};

const LIST: &str = "query($filter: CaseFilter, $first: Int, $after: String) { cases(filter: $filter, first: $first, after: $after) { totalCount \
    totalIsMore counts { open dueToday overdue red yellow unassigned elsewhere } workload { overdue dueToday unassigned unpublished { cases overdue nextOn } byDay { day cases } \
    byHandler { handler { name } yellow red } } pageInfo { hasNextPage endCursor } nodes { id version revision number state light instance nextAct \
    mediaCount reporterAlias submittedAt withdrawsAt viewerCan canOpenOriginals canStepAside canTransferOutside supplementCount unseenMaterial \
    materialRequest { state dueOn text } organ { id name } handler { id name } \
    subjects { id kind name unitName title } due { kind dueOn state sum } deadlines { kind dueOn state startsAt } timeline { title by } \
    messages { about at state } assignees { name } transferTargets { name } inviteTargets { name } deadlineRequests { id state } handOvers { id no state } \
    joints { organ { name } } malices { id state } } } }";
const VIEWER: &str = "{ viewer { account { login name } roles { role } organs { id name } county { name } email \
    notices { text caseId haltId publicationId clearingId opinionId read } } }";
const STAFF: &str = "{ staff(first: 100) { nodes { login } pendingGrants { id } pendingResets { id } } }";
/// Without the time of its last use: each question here is asked after a sign-in.
const ACCOUNT: &str = "query($accountId: ID!) { account(accountId: $accountId) { account { login name state roles { id role from until } } \
    email phone unit { id } closedReason version viewerCan history { grant { id role } proposedAt decidedAt endReason } } }";
const HALTS: &str = "{ halts { totalCount nodes { id caseId caseNumber } } }";
const HAND_OVERS: &str = "{ handOvers(first: 100) { nodes { id caseNumber no state } pageInfo { endCursor } } }";
const MALICES: &str = "{ malices { id caseNumber state } }";
const TRAIL: &str = "{ trail(county: \"510824\", first: 100) { nodes { id kind } pageInfo { endCursor } } }";

/// Fields that the documents above leave out, each with the reason.
const LEFT_OUT: [(&str, &str, &str); 4] = [
    ("Viewer", "sessions", "the times of one's own sign-ins: each question here is asked after a new one"),
    ("Case", "conclusions", "asked by number: texts are opened one case at a time"),
    ("Case", "clarifications", "asked by number: texts are opened one case at a time"),
    (
        "Case",
        "content",
        "asked by number and by node; opening it in a list would leave a line in the timeline of the case that may be seen",
    ),
];

/// A case by all its names: one that is there, or one that never was.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub case: Value,
    /// Its number.
    pub number: Value,
    /// A photo of it.
    pub photo: Value,
    /// A hand-over of it.
    pub hand_over: Value,
}

/// Everything that an officer can ask about cases, as the bytes of the answers.
pub async fn all_answers(world: &World, login: &str, named: &Named) -> Vec<String> {
    let token = world.signed_in(world.home(), login).await;
    let mut asked = queries(world, named);
    for (query, mut input) in verbs(world, named) {
        input["caseId"] = named.case.clone();
        asked.push((query, json!({ "input": input })));
    }
    let mut answers = pages(world, &token).await;
    for (query, variables) in asked {
        let answer = if query.starts_with("subscription") {
            world.asks_to_be_told(Some(&token), &query, variables).await
        } else {
            world.ask(Some(&token), &query, variables).await
        };
        answers.push(answer.to_string());
    }
    for answer in &answers {
        assert!(!answer.contains("\"LIMIT\""), "a question that is refused for its size tells nothing: {answer}");
    }
    answers
}

/// The open cases, page by page.
async fn pages(world: &World, token: &str) -> Vec<String> {
    let (mut answers, mut after) = (Vec::new(), Value::Null);
    while answers.len() < 3 {
        let page = world.ask(Some(token), LIST, json!({ "filter": { "open": true }, "first": 1, "after": after })).await;
        after = page["data"]["cases"]["pageInfo"]["endCursor"].clone();
        answers.push(page.to_string());
    }
    answers
}

/// Every query and subscription of the schema that is not on the list, with its variables; some in several ways.
fn queries(world: &World, named: &Named) -> Vec<(String, Value)> {
    let (schema, own) = (Schema::read(), own_queries(world, named));
    let mut asked = Vec::new();
    for (kind, field) in schema.roots().into_iter().filter(|(kind, _)| *kind != "mutation") {
        let name = field.name.node.as_str();
        let ways: Vec<_> = own.iter().filter(|(root, ..)| *root == name).collect();
        assert!(
            ways.is_empty() == NOT_ASKED.iter().any(|(root, _)| *root == name),
            "`{name}`: ask it here, so that it is tried as somebody who must keep away, or put it on the list NOT_ASKED with the reason"
        );
        for (_, words, variables) in ways {
            asked.push((words.clone().unwrap_or_else(|| schema.document(kind, &field)), variables.clone()));
        }
    }
    asks_for_all(&schema, "Viewer", &selected(VIEWER, &["viewer"]));
    asks_for_all(&schema, "CaseConnection", &selected(LIST, &["cases"]));
    asks_for_all(&schema, "Case", &selected(LIST, &["cases", "nodes"]));
    asked
}

/// Queries, each with words of its own or else with those that the schema gives, and its variables.
fn own_queries(world: &World, named: &Named) -> Vec<(&'static str, Option<String>, Value)> {
    let node = format!("query($id: ID!) {{ node(id: $id) {{ ... on Case {{ {CASE} content {{ text }} }} }} }}");
    let lower = json!(named.number.as_str().unwrap().to_lowercase());
    let words = |text: &str| Some(text.to_owned());
    [
        // More rows of all this would be refused as too much for one request, and an error says nothing of a case.
        ("cases", words(LIST), json!({ "first": 25 })),
        ("cases", words(LIST), json!({ "filter": { "states": ["SUBMITTED"], "lights": ["YELLOW"] } })),
        ("cases", words(LIST), json!({ "filter": { "mine": true, "overdue": false } })),
        ("cases", words(LIST), json!({ "filter": { "unpublished": true } })),
        ("caseByNumber", None, json!({ "number": named.number })),
        ("caseByNumber", None, json!({ "number": lower })),
        ("node", Some(node), json!({ "id": named.case })),
        // What is said at once; what is said later is in `live/keeping_away.rs`.
        ("inboxChanged", None, json!({})),
        ("caseChanged", None, json!({ "id": named.case })),
        ("viewer", words(VIEWER), json!({})),
        ("staff", words(STAFF), json!({})),
        ("account", words(ACCOUNT), json!({ "accountId": id(world.home().account("town-handler2")) })),
        ("organs", None, json!({})),
        ("settings", None, json!({})),
        ("noticeTexts", None, json!({})),
        ("mailText", None, json!({})),
        ("deadlineRequests", None, json!({ "first": 100 })),
        ("handOvers", words(HAND_OVERS), json!({})),
        ("handOver", None, json!({ "handOverId": named.hand_over })),
        ("malices", words(MALICES), json!({})),
        ("reassignment", None, given_on(world, Some("town-handler2"))),
        ("reassignment", None, given_on(world, None)),
        ("halts", words(HALTS), json!({})),
        ("overview", words(OVERVIEW), json!({ "period": "THIS_QUARTER" })),
        ("overview", words(OVERVIEW), json!({ "period": "THIS_YEAR" })),
        ("undeliveredMessages", None, json!({})),
        ("quietHours", None, json!({})),
        ("officialsNamed", None, json!({ "text": "演示" })),
        ("officialsCalled", None, json!({ "text": "演示" })),
        ("kinshipNotes", None, json!({})),
        ("officialPosts", None, json!({ "officialId": id(world.home().official("village2-head")) })),
        ("unitStickers", None, json!({ "unitId": id(world.home().unit("village2")) })),
    ]
    .into_iter()
    .chain(about_publication(named))
    .collect()
}

/// Queries about what is published, or is to be, lists of powers among it, where reports cluster, opinions, archives, and the trail.
fn about_publication(named: &Named) -> [(&'static str, Option<String>, Value); 17] {
    [
        ("opinions", None, json!({ "list": "ALL" })),
        ("opinionMeasures", None, json!({ "from": "2026-01-01", "to": "2026-12-31" })),
        ("reportClusters", None, json!({})),
        ("clearings", None, json!({})),
        ("clearing", None, json!({ "id": named.case })),
        ("clearingItem", None, json!({ "id": named.case })),
        ("trail", Some(TRAIL.to_owned()), json!({})),
        ("publicationDrafts", None, json!({})),
        ("withholdings", None, json!({})),
        ("publicationDraft", None, json!({ "id": named.case })),
        ("casePublications", None, json!({ "id": named.case })),
        ("archive", None, json!({ "openingId": named.case })),
        ("ownArchive", None, json!({})),
        ("archiveOpenings", None, json!({})),
        ("archiveKinds", None, json!({})),
        ("archiveTransfers", None, json!({})),
        ("archivePeers", None, json!({})),
    ]
}

/// A handler's cases for the head; or those that nobody handles.
fn given_on(world: &World, from: Option<&str>) -> Value {
    let place = world.home();
    json!({ "organId": id(place.organ("town")), "fromId": from.map(|login| id(place.account(login))), "toIds": [id(place.account("town-head"))] })
}

/// The fields that a document asks for below this path.
fn selected(text: &str, path: &[&str]) -> Vec<String> {
    fn fields(set: &SelectionSet) -> impl Iterator<Item = &async_graphql::parser::types::Field> {
        set.items.iter().filter_map(|one| if let Selection::Field(field) = &one.node { Some(&field.node) } else { None })
    }
    let document = parse_query(text).unwrap();
    let (_, operation) = document.operations.iter().next().unwrap();
    let mut set = &operation.node.selection_set.node;
    for name in path {
        set = &fields(set).find(|field| field.name.node == *name).unwrap().selection_set.node;
    }
    fields(set).map(|field| field.name.node.to_string()).collect()
}

/// A field that nobody asks for would be a way to a case that nobody tries.
fn asks_for_all(schema: &Schema, kind: &str, asked: &[String]) {
    let Some(TypeKind::Object(object)) = schema.kind(kind) else { panic!("{kind} is no type any more") };
    for field in &object.fields {
        let name = field.node.name.node.as_str();
        assert!(
            asked.iter().any(|one| one == name) != LEFT_OUT.iter().any(|(of, left_out, _)| *of == kind && *left_out == name),
            "`{kind}.{name}`: ask for it in this file, or put it on the list LEFT_OUT with the reason"
        );
    }
}

/// Every verb of the schema on a case, with inputs that nothing is wrong with.
fn verbs(world: &World, named: &Named) -> Vec<(String, Value)> {
    let (schema, inputs) = (Schema::read(), inputs(world, named));
    let mut verbs = Vec::new();
    for (kind, field) in schema.roots().into_iter().filter(|(_, field)| schema.asks_for(field, "caseId")) {
        let name = field.name.node.as_str();
        let own: Vec<_> = inputs.iter().filter(|(verb, _)| *verb == name).collect();
        assert!(!own.is_empty(), "`{name}` acts on a case: give it an input here, so that it is tried as somebody who must keep away");
        verbs.extend(own.into_iter().map(|(_, input)| (schema.document(kind, &field), input.clone())));
    }
    assert!(verbs.len() >= inputs.len(), "a verb of this list is no verb on a case any more");
    verbs
}

fn inputs(world: &World, named: &Named) -> Vec<(&'static str, Value)> {
    let place = world.home();
    vec![
        ("acceptCase", json!({})),
        ("replyCase", json!({ "finding": "SUBSTANTIATED", "text": "经核查情况属实" })),
        ("declineCase", json!({ "ground": "NOT_DISCIPLINE", "reason": "不属于受理范围", "rightChannel": "县信访局" })),
        ("transferCase", json!({ "reason": "归别处管", "toOrganId": id(place.organ("town2")) })),
        ("transferCase", json!({ "reason": "归别处管", "outsideName": "县人民法院" })),
        ("assignCase", json!({ "handlerId": id(place.account("town-handler2")), "reason": "请他办" })),
        ("addSubject", json!({ "subjectId": id(place.official("village2-head")), "reason": "谈话时提到的" })),
        ("startInvestigation", json!({ "note": "先看账" })),
        ("fileCase", json!({ "reason": "涉嫌违纪", "basis": "《纪律处分条例》第二十九条", "approvedBy": "县纪委监委主要负责人" })),
        ("enterExternalResult", json!({ "finding": "SUBSTANTIATED", "text": "市里认定属实。" })),
        ("continueWithoutReporter", json!({ "reason": "线索具体" })),
        ("pauseDeadline", json!({ "until": "2026-03-20", "reason": "等鉴定意见" })),
        ("extendDeadline", json!({ "days": 10, "reason": "案情复杂" })),
        ("resumeDeadline", json!({ "reason": "不用再等" })),
        ("signForHandOver", json!({ "note": "收到了" })),
        ("enterHandOverReceipt", json!({ "taken": true, "on": "2026-03-02", "document": "苍检收〔2026〕1号", "words": "收到" })),
        ("inviteOrgan", json!({ "organId": id(place.organ("bureau")), "reason": "请一起查账" })),
        ("endJointHandling", json!({ "organId": id(place.organ("bureau")), "reason": "账查完了" })),
        ("addCaseNote", json!({ "note": "账本在会计家" })),
        ("correctConclusion", json!({ "finding": "SUBSTANTIATED", "text": "重新核查，情况属实。", "reason": "找到了账本" })),
        ("proposeMalice", json!({ "reason": "捏造事实", "evidence": "有三名证人证明他知道不是事实。" })),
        ("noteClarification", json!({ "officialId": id(place.official("village-head")), "wished": true, "on": "2026-03-02" })),
        ("prepareClarification", json!({ "officialId": id(place.official("village-head")), "text": "经核查，没有发现反映的问题。" })),
        ("draftPublication", json!({ "kind": "RESULT" })),
        ("withholdResult", json!({ "reason": "PRIVACY", "sentence": "涉及群众的病情，不宜公开。" })),
        ("acknowledgeMaterial", json!({ "count": 1, "reason": "看过了" })),
        ("askMaterial", json!({ "text": "请补一张收据照片", "days": 10 })),
        ("stepAside", json!({ "reason": "KIN" })),
        ("openReporterPhone", json!({ "reason": "短信没有送到，打电话告知" })),
        ("haltPower", json!({ "powerId": id(place.power("dibao")), "reason": REASON })),
        ("openOriginal", json!({ "mediaId": named.photo })),
    ]
}
