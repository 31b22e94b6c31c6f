//! What is taken, what is refused, and what a code or a phone alone shows.

use super::*;
use lianjing::domain::keys::{self, Holder};

story!(code_or_phone_alone_show_state_and_dates_only, |world| {
    let place = world.home();
    let filed = world.files(PHONE, &[id(place.unit("village"))]).await;
    let by_code = world.status(None, Some(&filed.code)).await;
    assert_eq!((&by_code["state"], &by_code["content"], &by_code["viewerCan"]), (&json!("SUBMITTED"), &Value::Null, &json!([])));
    let track = world.proves_later(PHONE, "TRACK").await;
    let by_phone = world.status(Some(&track), None).await;
    assert_eq!((&by_phone["state"], &by_phone["content"], &by_phone["others"]), (&json!("SUBMITTED"), &Value::Null, &json!([])));
    let stranger = world.proves_later(OTHER, "TRACK").await;
    assert_eq!(world.status(Some(&stranger), None).await, Value::Null);
    assert_eq!(world.status(Some(&stranger), Some(&filed.code)).await["content"], Value::Null);
    let before = rows(world).await;
    let input = json!({ "queryCode": filed.code, "satisfied": false });
    for token in [None, Some(&stranger)] {
        let refused = world.tells_with(token.map(String::as_str), "answerReply", input.clone()).await;
        assert_eq!(code(&refused), "CODE_REQUIRED", "{refused}");
    }
    let report_token = world.proves_later(PHONE, "REPORT").await;
    let written = rows(world).await;
    assert_eq!(code(&world.tells_with(Some(&report_token), "withdrawReport", json!({ "queryCode": filed.code })).await), "CODE_REQUIRED");
    assert_eq!(rows(world).await, written);
    assert_eq!(before[..6], written[..6]);
});

story!(a_repeated_submission_gets_the_first_answer, |world| {
    let place = world.home();
    let token = world.proves(PHONE, "REPORT").await;
    let input = submission(place, "same", &[id(place.unit("village"))]);
    let all = join_all((0..6).map(|_| world.submits(&token, input.clone()))).await;
    let first = &all[0];
    assert!(first["queryCode"].is_string(), "{first}");
    for one in &all {
        let same = |key: &str| assert_eq!(one[key], first[key], "{one}");
        same("queryCode");
        same("receipt");
        assert_eq!(one["report"]["id"], first["report"]["id"]);
    }
    let written = rows(world).await;
    assert_eq!(written[..4], [1, 1, 1, 1]);
    let mut changed = input.clone();
    changed["text"] = json!("另外一件事情，和第一次不一样。");
    let refused = world.submits(&token, changed).await;
    assert_eq!((code(&refused), field(&refused)), ("CONFLICT", "submissionKey"));
    let other = world.proves_later(OTHER, "REPORT").await;
    let written = rows(world).await;
    assert_eq!(code(&world.submits(&other, input).await), "CONFLICT", "another phone with the same key");
    assert_eq!(rows(world).await, written);
});

story!(each_report_has_a_sealed_number_of_its_own, |world| {
    let village = id(world.home().unit("village"));
    let token = world.proves_later(PHONE, "REPORT").await;
    for key in ["key-one", "key-two"] {
        let taken = world.submits(&token, submission(world.home(), key, std::slice::from_ref(&village))).await;
        assert_eq!(taken["errors"], json!([]));
    }
    let code = lianjing::domain::reporters::actor_from_token(&world.kernel, &token).unwrap().unwrap().contact_id;
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mut contacts: Vec<_> = tx.rows().find::<report::Entity>().all(&tx).await.unwrap().iter().map(|row| row.contact_id).collect();
    contacts.push(code);
    let mut envelopes = std::collections::BTreeSet::new();
    for contact in contacts {
        let row = tx.rows().one::<contact::Entity, _>(contact).one(&tx).await.unwrap().unwrap();
        assert!(envelopes.insert(row.envelope_id), "one code and two reports from it share no key");
        let key = keys::open(&tx, row.envelope_id, Holder::Notice).await.unwrap();
        let parts = keys::parts(&tx, &key).await.unwrap();
        assert!(parts.len() == 1 && parts[0].text.reveal() == PHONE);
    }
});

story!(what_belongs_elsewhere_is_not_stored, |world| {
    let place = world.home();
    let route = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } elsewhere { name advice telephone } } }";
    let token = world.proves(PHONE, "REPORT").await;
    let before = rows(world).await;
    for subject in [place.official("magistrate"), place.official("county-inspector")] {
        let ids = [id(place.unit("village")), id(subject)];
        let answer = world.data(None, route, json!({ "county": place.code, "ids": ids })).await;
        assert_eq!(answer["intakeRoute"]["elsewhere"]["name"], "市纪委监委", "{answer}");
        assert_eq!(answer["intakeRoute"]["organ"], Value::Null);
        let refused = world.submits(&token, submission(place, "elsewhere", &ids)).await;
        assert_eq!((code(&refused), field(&refused)), ("ROUTE_ELSEWHERE", "subjectIds"));
    }
    assert_eq!(rows(world).await, before);
});

story!(what_nobody_can_read_is_no_name_and_no_text, |world| {
    let token = world.proves(PHONE, "REPORT").await;
    let before = rows(world).await;
    for (of, value, expected) in [
        ("reporterName", "\u{3164}\u{3164}", "REQUIRED"),
        ("reporterName", "\u{2800}\u{2800}", "REQUIRED"),
        ("reporterName", "\u{301}\u{301}", "INVALID"),
        ("reporterName", "王\n五", "INVALID"),
        ("text", "\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}", "REQUIRED"),
        ("text", "。。。。。。。。。。", "INVALID"),
    ] {
        let mut input = submission(world.home(), "unread", &[id(world.home().unit("village"))]);
        input[of] = json!(value);
        let refused = world.submits(&token, input).await;
        assert_eq!((code(&refused), field(&refused)), (expected, of), "{value:?}: {refused}");
        assert!(refused["errors"][0]["message"].as_str().unwrap().ends_with('。'), "{refused}");
    }
    assert_eq!(rows(world).await, before);
});

story!(every_refusal_names_its_field_and_leaves_nothing, |world| {
    let place = world.home();
    let token = world.proves(PHONE, "REPORT").await;
    let village = id(place.unit("village"));
    let foreign = id(world.other().unit("village"));
    let before = rows(world).await;
    let table: &[(&str, Value, &str, &str)] = &[
        ("submissionKey", json!("short"), "INVALID", "submissionKey"),
        ("county", json!("999999"), "NOT_FOUND", "county"),
        ("county", json!(world.other().code), "CODE_REQUIRED", "county"),
        ("subjectIds", json!([]), "REQUIRED", "subjectIds"),
        ("subjectIds", json!(["nonsense"]), "NOT_FOUND", "subjectIds"),
        ("subjectIds", json!([village, foreign]), "NOT_FOUND", "subjectIds"),
        ("subjectIds", json!([id(place.organ("town"))]), "NOT_FOUND", "subjectIds"),
        ("reporterName", json!("  "), "REQUIRED", "reporterName"),
        ("reporterName", json!("\u{202E}\u{200B}甲"), "TOO_SHORT", "reporterName"),
        ("text", json!("\u{0}\u{FEFF}"), "REQUIRED", "text"),
        ("text", json!("长".repeat(5_001)), "TOO_LONG", "text"),
        ("otherNames", json!(vec!["演示"; 11]), "TOO_LONG", "otherNames"),
        ("onBehalfOf", json!("名".repeat(31)), "TOO_LONG", "onBehalfOf"),
        ("mediaIds", json!(["media_00000000000000000000000000"]), "NOT_FOUND", "mediaIds"),
        ("consent", json!(false), "REQUIRED", "consent"),
    ];
    for (key, value, expected, named) in table {
        let mut input = submission(place, "faulty", std::slice::from_ref(&village));
        input[*key] = value.clone();
        let refused = world.submits(&token, input).await;
        assert_eq!((code(&refused), field(&refused)), (*expected, *named), "{key} = {value}: {refused}");
        assert!(refused["queryCode"].is_null() && refused["report"].is_null());
    }
    let many: Vec<_> = (0..11).map(|_| id(place.unit("village"))).collect();
    assert_eq!(rows(world).await, before);
    let track = world.proves_later(PHONE, "TRACK").await;
    let refused = world.submits(&track, submission(place, "purpose", std::slice::from_ref(&village))).await;
    assert_eq!(code(&refused), "CODE_REQUIRED", "a code for tracking files nothing");
    let token = world.proves_later(PHONE, "REPORT").await;
    let taken = world.submits(&token, submission(place, "many", &many)).await;
    assert!(taken["queryCode"].is_string(), "one village named eleven times is one subject: {taken}");
});

story!(a_number_tells_nothing_of_how_many_there_are, |world| {
    for phone in ["13800138001", "13800138002", "13800138003"] {
        world.files(phone, &[id(world.home().unit("village"))]).await;
    }
    let letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let inbox = world.inbox("town-head", json!(null)).await;
    let value = |number: &str| {
        number.split_once('-').unwrap().1.chars().fold(0i64, |sum, c| sum * 32 + i64::try_from(letters.find(c).unwrap()).unwrap())
    };
    let mut values: Vec<i64> = inbox["nodes"].as_array().unwrap().iter().map(|case| value(case["number"].as_str().unwrap())).collect();
    values.sort_unstable();
    assert_eq!(values.len(), 3);
    // Of thirty-three million numbers three drawn by chance do not follow each other.
    assert!(values.windows(2).all(|pair| pair[1] - pair[0] > 20), "{values:?}");
});
