//! What is redacted stands nowhere in clear: not in search, the API, pages, the database, its file, or the log.

use super::*;
use kit::Backend;
use kit::log::Capture;

/// Words that the marks hide.
const REDACTED: [&str; 2] = ["赵小雨", "13912345678"];

async fn everywhere(world: &World) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        world.dump().await.into_iter().map(|(table, rows)| (format!("table {table}"), rows.join("\n"))).collect();
    if world.backend() == Backend::Sqlite {
        let path = world.urls.owner.trim_start_matches("sqlite://");
        for end in ["", "-wal"] {
            let bytes = std::fs::read(format!("{path}{end}")).unwrap_or_default();
            all.push((format!("the database's file{end}"), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    for page in ["/510824", "/510824/u/510824-village", "/510824/results", "/510824/list"] {
        let text = world.http.get(format!("{}{page}", world.url)).send().await.unwrap().text().await.unwrap();
        all.push((page.to_owned(), text));
    }
    all.push(("the API".to_owned(), world.results_of("village").await.to_string()));
    all
}

story!(a_redacted_word_stands_nowhere_in_clear, |world| {
    let log = Capture::begin();
    let case = answered(world).await;
    let draft = world.did_on_publication("town-handler2", "draftPublication", json!({ "caseId": case, "kind": "RESULT" })).await;
    let draft = world.did_on_publication("town-handler2", "savePublication", saved(&draft, "ACCEPTED", json!({}))).await;
    let waiting = world.did_on_publication("town-handler2", "sendPublication", named(&draft)).await;
    for (place, text) in everywhere(world).await {
        assert!(!text.contains("签了字"), "before it is approved nothing of it stands in clear: {place}");
    }
    let done = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    let mut found = everywhere(world).await;
    found.push(("the log".to_owned(), log.lines()));
    assert!(
        found.iter().any(|(place, text)| place == "table publication_version" && text.contains("签了字")),
        "the redacted form is there"
    );
    for (place, text) in &found {
        for word in REDACTED {
            assert!(!text.contains(word), "{word} stands in {place}");
        }
    }
    for word in REDACTED {
        assert_eq!(world.finds_results(word).await["totalCount"], 0, "{word}");
    }
    assert_eq!(world.finds_results("签了字").await["totalCount"], 1);
    assert_eq!(world.finds_results("%").await["totalCount"], 0, "a wildcard is a letter like any other");

    // Nothing that is public leads back: no id, number or alias of the case, no time before the publication.
    let shown = world.publication(&done["line"]["code"]).await.to_string();
    let inside = world.only_case("town-head").await;
    for secret in [&inside["id"], &inside["number"], &inside["reporterAlias"], &done["line"]["id"]] {
        assert!(!shown.contains(secret.as_str().unwrap()), "{secret}");
    }
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let public =
        tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Class.eq(LedgerClass::Public)).all(&tx).await.unwrap();
    assert!(public.iter().all(|entry| !entry.facts.to_string().contains(inside["id"].as_str().unwrap())));
});

/// Codes of publications that the timeline leads to, as these codes of a reporter show it.
async fn leads_to(world: &World, token: Option<&str>, code: &str) -> Vec<Value> {
    let status = world.status(token, Some(code)).await;
    let lines = status["timeline"].as_array().unwrap().clone();
    lines.into_iter().filter_map(|line| line.get("publication").cloned().filter(|one| !one.is_null())).collect()
}

story!(only_whoever_reads_the_answer_is_led_to_what_stands_in_public, |world| {
    let filed = world.files(PHONE, &[id(world.home().official("village-head"))]).await;
    let case = world.only_case("town-handler2").await["id"].clone();
    let reply = json!({ "finding": "SUBSTANTIATED", "text": "经核查，您反映的属实。" });
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({})), ("replyCase", reply)] {
        assert_eq!(world.acts("town-handler2", verb, case.as_str().unwrap(), input).await["errors"], json!([]), "{verb}");
    }
    let both = world.proves_later(PHONE, "TRACK").await;
    assert_eq!(leads_to(world, Some(&both), &filed.code).await, Vec::<Value>::new(), "nothing is public yet");
    let waiting = world.sends_result("town-handler2", &case, ("RESULT", json!({}))).await;
    let done = world.did_on_publication("town-head", "publishCase", named(&waiting)).await;
    assert_eq!(leads_to(world, Some(&both), &filed.code).await, [done["line"]["code"].clone()]);
    assert_eq!(leads_to(world, None, &filed.code).await, Vec::<Value>::new(), "a stolen code leads to no names");
});
