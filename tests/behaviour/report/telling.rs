//! What the reporter reads of colleagues' words, and what colleagues hear of the reporter.

use super::*;

story!(what_officers_note_for_each_other_the_reporter_never_reads, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    let handler = id(world.home().account("town-handler2"));
    for (who, verb, input) in [
        ("town-head", "assignCase", json!({ "handlerId": handler, "reason": "内部：他熟悉这个村" })),
        ("town-handler2", "acceptCase", json!({ "note": "收下了，请您留意短信。" })),
        ("town-handler2", "startInvestigation", json!({ "note": "内部：先查会计的账" })),
        ("town-handler2", "fileCase", json!({ "reason": "内部：涉嫌侵占集体资金" })),
    ] {
        assert_eq!(world.acts(who, verb, &case, input).await["errors"], json!([]), "{verb}");
    }
    let track = world.proves_later(PHONE, "TRACK").await;
    let both = world.status(Some(&track), Some(&filed.code)).await;
    let details: Vec<_> = both["timeline"].as_array().unwrap().iter().filter_map(|line| line["detail"].as_str()).collect();
    assert_eq!(details, ["收下了，请您留意短信。"], "{both}");
    for seen in [both, world.status(None, Some(&filed.code)).await, world.status(Some(&track), None).await] {
        assert!(!seen.to_string().contains("内部"), "{seen}");
    }
    let token = world.signed_in(world.home(), "town-handler").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { timeline { detail } } } }";
    let shown = world.data(Some(&token), query, json!({ "id": case })).await.to_string();
    for note in ["他熟悉这个村", "收下了", "先查会计的账", "涉嫌侵占集体资金"] {
        assert!(shown.contains(note), "colleagues read {note}: {shown}");
    }
});

story!(notes_from_before_they_had_a_kind_of_their_own_stay_with_colleagues, |world| {
    use entity::words::PartKind;
    use lianjing::domain::keys::{self, Holder};
    use lianjing::kernel::secret::SealedText;
    use sea_orm::sea_query::Expr;
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case_id = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    for (verb, input) in [("acceptCase", json!({})), ("startInvestigation", json!({ "note": "会换掉" }))] {
        assert_eq!(world.acts("town-handler2", verb, &case_id, input).await["errors"], json!([]));
    }
    // As an older version sealed it: a note of the kind of a reason.
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let envelope = tx.rows().find::<report::Entity>().one(&tx).await.unwrap().unwrap().content_envelope_id;
    let key = keys::open(&tx, envelope, Holder::Organ(world.home().organ("town"))).await.unwrap();
    let old = keys::add_part(&tx, &key, PartKind::Reason, &SealedText::new("内部：旧的记录".to_owned())).await.unwrap();
    let change = tx.rows().update::<case_event::Entity>().col_expr(case_event::Column::PartId, Expr::value(Some(old)));
    change.filter(case_event::Column::Kind.eq(CaseEventKind::InvestigationStarted)).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let track = world.proves_later(PHONE, "TRACK").await;
    let both = world.status(Some(&track), Some(&filed.code)).await;
    assert!(!both.to_string().contains("旧的记录"), "{both}");
    let token = world.signed_in(world.home(), "town-handler").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Case { timeline { detail } } } }";
    assert!(world.data(Some(&token), query, json!({ "id": case_id })).await.to_string().contains("旧的记录"));
});

/// Lines of the timeline and entries on the ledger that say that somebody opened the content.
async fn openings(world: &World) -> (u64, u64) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let entries = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("cases.open_content"));
    (events(world, CaseEventKind::ContentOpened).await, entries.count(&tx).await.unwrap())
}

story!(the_reporters_reasons_leave_an_entry_like_the_report, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    world.replies("town-head", &case).await;
    let look = async |who: &str, more: &str| {
        let token = world.signed_in(world.home(), who).await;
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on Case {{ {more} timeline {{ detail }} }} }} }}");
        world.data(Some(&token), &query, json!({ "id": case })).await.to_string()
    };
    look("town-head", "").await;
    assert_eq!(openings(world).await, (0, 0), "what officers wrote is no content");
    let said = json!({ "satisfied": false, "reason": "会上没有人提过我家的事。" });
    assert_eq!(world.tells(&filed, "answerReply", said).await["errors"], json!([]));
    world.inbox("county-handler", Value::Null).await;
    assert_eq!(openings(world).await, (0, 0), "a list opens nothing");
    for _ in 0..2 {
        assert!(look("county-handler", "").await.contains("会上没有人提过我家的事"));
        assert_eq!(openings(world).await, (1, 1), "once a day");
    }
    look("county-head", "content { text }").await;
    assert_eq!(openings(world).await, (2, 2), "both in one request are one opening");
    look("county-handler", "content { text }").await;
    assert_eq!(openings(world).await, (2, 2));
    world.wait(Duration::days(1));
    look("county-handler", "").await;
    assert_eq!(openings(world).await, (3, 3));
    look("town2-head", "").await;
    look("admin", "").await;
    assert_eq!(openings(world).await, (3, 3), "who may not open it leaves nothing");
});

story!(whoever_handles_it_hears_what_the_reporter_does, |world| {
    use NoticeKind as K;
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.acts("town-handler2", "acceptCase", &case, json!({})).await["errors"], json!([]));
    let told = async |kind: K| {
        let mut counts = Vec::new();
        for who in ["town-handler2", "town-head", "town-handler", "county-head"] {
            counts.push(world.waits(who, kind).await);
        }
        counts
    };
    let once = [1, 1, 0, 0];
    let more = json!({ "submissionKey": "0123456789abcdef", "text": "我找到了收据。" });
    for _ in 0..2 {
        assert_eq!(code(&world.tells(&filed, "supplementReport", more.clone()).await), "-");
    }
    assert_eq!(told(K::HandlerSupplement).await, once, "a repeat tells nobody");
    assert_eq!(code(&world.acts("town-handler2", "acknowledgeMaterial", &case, json!({ "count": 1 })).await), "-");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "-");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "STATE");
    assert_eq!(told(K::HandlerWithdrawing).await, once);
    // One phone gets five codes an hour.
    world.wait(Duration::hours(1));
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({ "cancel": true })).await), "-");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({ "cancel": true })).await), "STATE");
    assert_eq!(told(K::HandlerKept).await, once);
    assert_eq!(world.notices("town-handler2").await[0]["text"], "举报人不撤回了，请接着办。");
    assert_eq!(code(&world.tells(&filed, "withdrawReport", json!({})).await), "-");
    assert_ne!(world.notices("town-handler2").await[0]["text"], "举报人不撤回了，请接着办。", "the newest word stands first");
    assert_eq!(due_in(world, Duration::days(4)).await, 1);
    assert_eq!(told(K::HandlerWithdrawn).await, once);
    assert_eq!(told(K::HandlerWithdrawing).await, once, "what is told anew waits once");
});

story!(the_same_answer_given_again_changes_nothing, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["case"]["state"], "REPLIED");
    for _ in 0..3 {
        let answer = world.tells(&filed, "answerReply", json!({ "satisfied": true })).await;
        assert_eq!((code(&answer), &answer["status"]["satisfied"]), ("-", &json!(true)));
    }
    assert_eq!((events(world, CaseEventKind::Answered).await, world.told("town-head", NoticeKind::HandlerAnswered).await), (1, 1));
    // One phone gets five codes an hour.
    world.wait(Duration::hours(1));
    let because = json!({ "satisfied": true, "reason": "退了钱" });
    assert_eq!(code(&world.tells(&filed, "answerReply", because).await), "-");
    assert_eq!(events(world, CaseEventKind::Answered).await, 2, "a reason is something new");
    let climbed = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&climbed["status"]["instance"], &climbed["status"]["satisfied"]), (&json!(2), &json!(false)), "{climbed}");
    for verb in ["startInvestigation", "replyCase"] {
        let input = if verb == "replyCase" { json!({ "finding": "SUBSTANTIATED", "text": "复核认定属实。" }) } else { json!({}) };
        assert_eq!(world.acts("county-handler", verb, &case, input).await["errors"], json!([]));
    }
    let status = world.status(None, Some(&filed.code)).await;
    assert_eq!(
        (&status["state"], &status["satisfied"]),
        (&json!("REPLIED"), &Value::Null),
        "what was said of the first reply is no answer"
    );
    let ended = world.tells(&filed, "answerReply", json!({ "satisfied": false })).await;
    assert_eq!((&ended["status"]["state"], &ended["status"]["satisfied"]), (&json!("SETTLED"), &json!(false)));
    assert_eq!(events(world, CaseEventKind::Answered).await, 3);
});

story!(a_report_is_nobodys_who_proved_the_phone_in_another_county, |world| {
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    let report = filed.payload["report"]["id"].clone();
    world.wait(Duration::minutes(2));
    let proof = world.proof().await;
    let asked = world.asks_with(json!({ "phone": PHONE, "purpose": "TRACK", "proofOfWork": proof, "county": "130982" })).await;
    let digits = world.sent_digits(&asked).await.unwrap();
    let input = json!({ "phone": PHONE, "purpose": "TRACK", "code": digits, "county": "130982" });
    let elsewhere = world.data(None, kit::people::VERIFY, json!({ "input": input })).await["verifyPhoneCode"]["token"].clone();
    let here = world.proves_later(PHONE, "TRACK").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Report { submittedAt } } }";
    let elsewhere = elsewhere.as_str().unwrap();
    assert_eq!(world.data(Some(elsewhere), query, json!({ "id": report })).await["node"], Value::Null);
    assert!(world.data(Some(&here), query, json!({ "id": report })).await["node"]["submittedAt"].is_string());
});

/// What the reporter was told by SMS, oldest first, and with which words.
async fn messages(world: &World) -> Vec<NoticeKind> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let sms = tx.rows().find::<notice::Entity>().filter(notice::Column::Channel.eq(entity::words::NoticeChannel::Sms));
    let sms = sms.filter(notice::Column::CaseId.is_not_null());
    let mut rows = sms.all(&tx).await.unwrap();
    rows.sort_by_key(|row| (row.created_at, row.id));
    rows.into_iter().map(|row| row.kind).collect()
}

/// From the in-box to the superior organ's last word, with a filed case and an answer to each reply.
async fn whole_way(world: &World, filed: &kit::cases::Filed) {
    let case = world.only_case("town-handler2").await["id"].as_str().unwrap().to_owned();
    let reply = || json!({ "finding": "SUBSTANTIATED", "text": "经核查，您反映的属实。" });
    let act = async |who: &str, verb: &str, input: Value| {
        world.wait(Duration::minutes(1));
        assert_eq!(world.acts(who, verb, &case, input).await["errors"], json!([]), "{verb}");
    };
    act("town-handler2", "acceptCase", json!({})).await;
    act("town-handler2", "startInvestigation", json!({ "note": "内部：先查账" })).await;
    act("town-handler2", "fileCase", json!({ "reason": "内部：涉嫌侵占" })).await;
    act("town-handler2", "replyCase", reply()).await;
    let answer = world.tells(filed, "answerReply", json!({ "satisfied": false, "reason": "没有退钱" })).await;
    assert_eq!(code(&answer), "-", "{answer}");
    act("county-handler", "startInvestigation", json!({})).await;
    act("county-handler", "replyCase", reply()).await;
    assert_eq!(code(&world.tells(filed, "answerReply", json!({ "satisfied": true })).await), "-");
    world.works_after(Duration::minutes(1)).await;
}

story!(the_reporter_is_told_of_each_step_by_a_message_that_names_nothing, |world| {
    use NoticeKind as K;
    let filed = world.files(PHONE, &[id(world.home().unit("village"))]).await;
    whole_way(world, &filed).await;
    let told = [
        K::Received,
        K::Accepted,
        K::InvestigationStarted,
        K::Filed,
        K::Replied,
        K::Escalated,
        K::InvestigationStarted,
        K::Replied,
        K::Settled,
    ];
    assert_eq!(messages(world).await, told);
    let sent = world.sms.taken();
    assert_eq!(sent.len(), told.len(), "each went out once; the codes of this story are drawn elsewhere");
    for sms in sent {
        let keys: Vec<_> = sms.params.iter().map(|(name, _)| *name).collect();
        assert!(keys.is_empty() || keys == ["day"], "{keys:?}");
    }
});

story!(who_wants_no_messages_is_told_on_the_page_alone, |world| {
    let token = world.proves_later(PHONE, "REPORT").await;
    let mut input = submission(world.home(), "quiet", &[id(world.home().unit("village"))]);
    input["wantsSms"] = json!(false);
    let payload = world.submits(&token, input).await;
    let code = payload["queryCode"].as_str().unwrap().to_owned();
    let filed = kit::cases::Filed { code, phone: PHONE.to_owned(), payload };
    whole_way(world, &filed).await;
    assert_eq!(messages(world).await, []);
    let status = world.status(None, Some(&filed.code)).await;
    assert!(status["timeline"].to_string().contains("开始查"), "{status}");
});
