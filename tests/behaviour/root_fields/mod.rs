//! Every root field of the API, really called by those whom it is not for: nothing is told and nothing is written.

mod answer;
mod samples;
pub mod schema;
mod strangers;
mod things;
mod words;

use answer::{codes, is_refusal};
use kit::story;
use samples::Samples;
use schema::Schema;
use std::collections::BTreeMap;
use strangers::{Stranger, strangers};

/// What a field on the public list does for somebody who has no right to anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Public {
    /// It answers: what it shows is for everybody.
    Answers,
    /// It refuses: only one's own things, or a phone that was proven, open it.
    Refuses,
}

/// Fields that no policy table guards, each with its reason. Everything else must stand in `docs/policy/`.
const PUBLIC: [(&str, Public, &str); 47] = [
    ("county", Public::Answers, "a public page"),
    ("counties", Public::Answers, "a public page"),
    ("unit", Public::Answers, "a public page"),
    ("power", Public::Answers, "a public page"),
    ("listVersion", Public::Answers, "a public page"),
    ("listComparison", Public::Answers, "a public page"),
    ("rules", Public::Answers, "the rule library, which every page of a power cites"),
    ("rule", Public::Answers, "a public page"),
    ("publication", Public::Answers, "a public page"),
    ("publications", Public::Answers, "what is published"),
    ("opinion", Public::Answers, "what is published; its author, its unit and the commission ask the policy of opinions"),
    ("opinionsOn", Public::Answers, "what is published"),
    ("adoptedOpinions", Public::Answers, "what a published list took up"),
    ("outcome", Public::Answers, "what is published"),
    ("outcomes", Public::Answers, "what is published"),
    ("outcomeKinds", Public::Answers, "the columns of what is published"),
    ("overdueFigures", Public::Answers, "counts of quarters that are over, from ten cases up"),
    ("ratingForm", Public::Answers, "what is asked of somebody or something public"),
    ("ratingFigure", Public::Answers, "what everybody reads of it, from ten sheets up"),
    ("indicatorSets", Public::Answers, "what is asked: the indicators are public"),
    ("entry", Public::Answers, "what a sticker on a wall says"),
    ("workingCalendar", Public::Answers, "which days count, in the arithmetic that reporters read"),
    ("intakeRoute", Public::Answers, "who would handle it, before anything is written"),
    ("changes", Public::Answers, "that something public was published, changed or taken away"),
    ("publicChanged", Public::Answers, "the same as it comes"),
    ("ledgerHead", Public::Answers, "the log's root, which everybody is to keep"),
    ("ledgerHeads", Public::Answers, "the log's root, which everybody is to keep"),
    ("ledgerInclusion", Public::Answers, "commitments say nothing, and all leaves answer alike"),
    ("ledgerConsistency", Public::Answers, "hashes of the log"),
    ("ledgerLeaves", Public::Answers, "commitments say nothing"),
    ("ledgerRestores", Public::Answers, "why the log went back"),
    ("node", Public::Answers, "public things are for everybody; cases and reports ask the policy of cases"),
    ("phoneChallenge", Public::Answers, "work for whoever wants a code"),
    ("viewer", Public::Answers, "oneself; null for nobody"),
    ("requestPhoneCode", Public::Refuses, "the proof of work decides"),
    ("verifyPhoneCode", Public::Refuses, "the code decides"),
    ("signIn", Public::Refuses, "the password decides"),
    ("takeAccess", Public::Refuses, "the first step and the code decide"),
    ("verifySecondFactor", Public::Refuses, "the code decides"),
    ("refreshSession", Public::Refuses, "the cookie decides"),
    ("signOut", Public::Answers, "ends the session that asks, and no other"),
    ("endSession", Public::Refuses, "one's own sessions"),
    ("changePassword", Public::Refuses, "one's own account"),
    ("setMail", Public::Refuses, "one's own account"),
    ("grantUpload", Public::Refuses, "a phone proven for reporting"),
    ("submitReport", Public::Refuses, "a phone proven for reporting"),
    ("rate", Public::Refuses, "a phone proven for rating, or the proof of work"),
];

/// Whether a field is on the public list as one that answers.
pub fn answers_everybody(field: &str) -> bool {
    PUBLIC.iter().any(|(name, what, _)| *name == field && *what == Public::Answers)
}

/// Policies that stand in `docs/policy/`.
const POLICIES: [&str; 22] = [
    "archives",
    "calendar",
    "cases",
    "checks",
    "clearing",
    "clients",
    "directory",
    "halts",
    "media",
    "notices",
    "officials",
    "opinions",
    "organs",
    "outcomes",
    "publications",
    "ratings",
    "settings",
    "site",
    "staff",
    "statistics",
    "subsidies",
    "texts",
];

/// Root fields by the policy whose table names them.
fn guarded() -> BTreeMap<String, &'static str> {
    let mut found = BTreeMap::new();
    for policy in POLICIES {
        let path = format!("{}/../docs/policy/{policy}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = text.lines().skip_while(|line| *line != "接口").skip(1).filter_map(|line| line.split_once('：'));
        for field in lines.flat_map(|(_, fields)| fields.split('、')) {
            found.insert(field.to_owned(), policy);
        }
    }
    found
}

#[test]
fn every_root_field_is_guarded_or_on_the_public_list() {
    let guarded = guarded();
    let public: Vec<_> = PUBLIC.iter().map(|(name, ..)| *name).collect();
    let schema = Schema::read();
    let names: Vec<_> = schema.roots().into_iter().map(|(_, field)| field.name.node.to_string()).collect();
    for name in &names {
        let places = usize::from(guarded.contains_key(name)) + usize::from(public.contains(&name.as_str()));
        assert_eq!(
            places, 1,
            "the root field `{name}` stands in {places} places. If a module's `decide` guards it, name it in that module's policy table \
             (the last part of docs/policy/<module>.txt, written by the module's policy test with UPDATE_POLICY=1). If it is for everybody, \
             put it on the list PUBLIC in tests/behaviour/root_fields/mod.rs with the reason."
        );
    }
    for name in guarded.keys().map(String::as_str).chain(public) {
        assert!(names.iter().any(|known| known == name), "`{name}` is no root field any more: take it from its list");
    }
}

/// Whether this caller has a list of his own county there: it may be shown, without anything of the home county.
fn has_own_list(stranger: &Stranger, field: &str) -> bool {
    let lists = [
        "staff",
        "officialsNamed",
        "officialsCalled",
        "halts",
        "organs",
        "organsToJoin",
        "settings",
        "noticeTexts",
        "mailText",
        "publicationDrafts",
        "withholdings",
        "overview",
        "reportClusters",
        "kinships",
        "kinshipEndings",
        "kinshipNotes",
        "ratingRanking",
        "ratingBursts",
        "ownArchive",
        "archiveKinds",
        "archivePeers",
        "clients",
    ];
    lists.contains(&field) && stranger.is_staff && !stranger.is_of_home
}

/// Whether this caller has a right to the field after all, on things of his own.
fn is_own(stranger: &Stranger, field: &str) -> bool {
    match field {
        "grantUpload" => stranger.may_report,
        "changePassword" | "setMail" => stranger.is_staff,
        // The calendar and the settings of his own county.
        "registerClient" | "setCalendarDay" | "setSetting" | "setFooter" | "setEmblem" | "setNoticeText" | "setMailText"
        | "setOutcomeKind" => stranger.name.starts_with("admin of"),
        // The questions of his own county.
        "setIndicators" => stranger.name.starts_with("county-head of"),
        // His own archive, and what a head of the other county's commission names there.
        "answerArchive" => stranger.name.contains("-head of"),
        "nameArchiveKind" | "nameArchivePeer" => stranger.name.starts_with("county-head of"),
        // The figures of his own county.
        "exportOverview" => stranger.name.contains("-head of"),
        "exportReportClusters" => stranger.name.starts_with("county-head of"),
        "submitReport" => stranger.may_report && stranger.is_of_home,
        // The administrator of the other county has hours of his own to look at and to set.
        "quietHours" | "setQuietHours" => stranger.is_staff && !stranger.is_of_home,
        _ => false,
    }
}

story!(a_stranger_is_told_nothing_and_changes_nothing, |world| {
    let schema = Schema::read();
    let guarded = guarded();
    let samples = Samples::of(world).await;
    let mut wrong = Vec::new();
    for stranger in strangers(world).await {
        let before = world.dump().await;
        for (kind, field) in schema.roots() {
            let name = field.name.node.as_str();
            if name == "signOut" || is_own(&stranger, name) {
                continue;
            }
            let refuses = guarded.contains_key(name) || PUBLIC.iter().any(|(public, what, _)| *public == name && *what == Public::Refuses);
            for variables in samples.calls(&schema, &field) {
                let (token, document) = (stranger.token(world).await, schema.document(kind, &field));
                let token = token.as_deref();
                let answer = match kind {
                    "subscription" => world.asks_to_be_told(token, &document, variables.clone()).await,
                    _ => world.ask(token, &document, variables.clone()).await,
                };
                let mut says = |what: &str| wrong.push(format!("{name} as {}: {what}: {variables} → {answer}", stranger.name));
                if codes(&answer, name).iter().any(|code| code == "INTERNAL" || code.starts_with("GRAPHQL") || code == "LIMIT") {
                    says("it broke");
                }
                if refuses && !has_own_list(&stranger, name) && !is_refusal(&answer, name, kind == "mutation", guarded.contains_key(name)) {
                    says("it did not refuse");
                }
                if let Some(secret) = samples.secrets.iter().find(|secret| answer.to_string().contains(secret.as_str())) {
                    says(&format!("it told {secret}"));
                }
                if name == "node" && samples.is_hidden(&variables) && !answer["data"]["node"].is_null() {
                    says("it showed what is hidden");
                }
            }
        }
        let after = world.dump().await;
        // A wrong password counts as a try, whoever types it: all of them try one name, and one row counts them.
        // What a client asks is counted.
        assert!(after["sign_in_try"].len() <= 1, "{}: {:?}", stranger.name, after["sign_in_try"]);
        let others = before.iter().filter(|(table, _)| !["sign_in_try", "client_use"].contains(&table.as_str()));
        let changed: Vec<_> = others.filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| table.as_str()).collect();
        if !changed.is_empty() {
            wrong.push(format!("{} changed {changed:?}", stranger.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

story!(signing_out_ends_no_session_but_the_own, |world| {
    let kept = world.signed_in(world.home(), "town-head").await;
    for stranger in strangers(world).await {
        world.ask(stranger.token.as_deref(), "mutation { signOut { errors { code } } }", serde_json::json!({})).await;
        let viewer = world.data(Some(&kept), "{ viewer { account { login } } }", serde_json::json!({})).await;
        assert_eq!(viewer["viewer"]["account"]["login"], "town-head", "{}", stranger.name);
    }
});
