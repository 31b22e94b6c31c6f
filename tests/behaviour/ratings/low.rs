//! Low answers: real name, a reason, and nobody of the unit ever reads them.

use super::{PHONE, codes, dibao, entries, sheets, unchanged, village_head};
use entity::{envelope, rating_reason};
use kit::cases::id;
use kit::ratings::answers;
use kit::{World, story};
use lianjing::domain::reporters::phone_hash;
use lianjing::kernel::Phone;
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};
use time::Duration;

const WHY: &str = "红包不收不办事，去年腊月的事";

fn low(subject: &Value, reason: Option<&str>, name: Option<&str>) -> Value {
    json!({ "subjectId": subject, "setNo": 1, "name": name, "answers": [{ "code": "lj1", "score": 2, "reason": reason }, { "code": "zz1", "score": 4 }] })
}

/// Who asks for the reasons on a subject of this month gets this payload or answer.
async fn opens(world: &World, login: &str, subject: &Value) -> Value {
    let input = json!({ "subjectId": subject, "month": "2026-03" });
    world.does_on_ratings(login, "openRatingReasons", (input, "reasons { on text }")).await
}

story!(a_low_answer_needs_a_phone_a_name_and_a_reason, |world| {
    let subject = village_head(world);
    let token = world.proves(PHONE, "RATE").await;
    let other = world.proves_later("13800000022", "REPORT").await;
    let before = world.dump().await;
    let mut nobody = low(&subject, Some(WHY), Some("王大山"));
    nobody["deviceKey"] = json!("a-device-key-0001");
    nobody["proofOfWork"] = json!(world.proof().await);
    for token in [None, Some(other.as_str())] {
        assert_eq!(codes(&world.rates(token, &nobody).await)[0].0, "CODE_REQUIRED");
    }
    for (reason, name, fields) in [
        (None, Some("王大山"), vec![("REQUIRED", "reason")]),
        (Some("坏"), Some("王大山"), vec![("TOO_SHORT", "reason")]),
        (Some(WHY), None, vec![("REQUIRED", "name")]),
        (None, None, vec![("REQUIRED", "reason"), ("REQUIRED", "name")]),
    ] {
        let told = codes(&world.rates(Some(&token), &low(&subject, reason, name)).await);
        let expected: Vec<_> = fields.into_iter().map(|(code, field)| (code.to_owned(), field.to_owned())).collect();
        assert_eq!(told, expected, "{reason:?} {name:?}");
    }
    unchanged(world, &before, "refused").await;
    assert_eq!(world.rates(Some(&token), &low(&subject, Some(WHY), Some("王大山"))).await["errors"], json!([]));
    let after = world.dump().await;
    let all = format!("{after:?}");
    for word in [WHY, "王大山", PHONE] {
        assert!(!all.contains(word) && !all.to_lowercase().contains(&hex::encode(word)), "{word} stands somewhere in clear");
    }
});

story!(the_commission_reads_the_reasons_and_nobody_else, |world| {
    let subject = village_head(world);
    let token = world.proves(PHONE, "RATE").await;
    world.rates(Some(&token), &low(&subject, Some(WHY), Some("王大山"))).await;
    let before = world.dump().await;
    for login in ["town-head", "town-handler", "publisher", "admin", "auditor", "bureau-head"] {
        let told = opens(world, login, &subject).await;
        assert_eq!((codes(&told)[0].0.as_str(), &told["reasons"]), ("FORBIDDEN", &json!([])), "{login}");
    }
    let of_other = world.signed_in(world.other(), "county-head").await;
    let query = "mutation($input: OpenRatingReasonsInput!) { openRatingReasons(input: $input) { reasons { text } errors { code } } }";
    let told = world.data(Some(&of_other), query, json!({ "input": { "subjectId": subject, "month": "2026-03" } })).await;
    assert_eq!(codes(&told["openRatingReasons"])[0].0, "NOT_FOUND", "another county");
    unchanged(world, &before, "nothing was opened").await;
    for login in ["county-head", "county-handler"] {
        let told = opens(world, login, &subject).await;
        assert_eq!(told["reasons"], json!([{ "on": "2026-03-02", "text": format!("不收礼、不收红包（差）：{WHY}") }]), "{login}");
    }
    opens(world, "county-head", &subject).await;
    assert_eq!(entries(world, "ratings.open_reasons").await, 2, "one a day for each reader");
});

story!(who_must_keep_away_finds_nothing, |world| {
    let subject = village_head(world);
    let token = world.proves(PHONE, "RATE").await;
    world.rates(Some(&token), &low(&subject, Some(WHY), Some("王大山"))).await;
    world.makes_kin("county-handler", "village-head").await;
    let hidden = opens(world, "county-handler", &subject).await;
    let none = opens(world, "county-handler", &json!("official_00000000000000000000000000")).await;
    assert_eq!((codes(&hidden)[0].0.as_str(), hidden["errors"][0]["code"].clone()), ("NOT_FOUND", none["errors"][0]["code"].clone()));
    assert_eq!(opens(world, "county-head", &subject).await["errors"], json!([]), "the other one reads on");
    let own = id(world.home().official("county-inspector"));
    assert_eq!(codes(&opens(world, "county-head", &own).await)[0].0, "NOT_FOUND", "nobody reads what is said of himself");
    let above = id(world.home().official("magistrate"));
    assert_eq!(codes(&opens(world, "county-head", &above).await)[0].0, "FORBIDDEN", "whom the city manages is not for the county");
});

story!(thinking_again_takes_the_reason_away, |world| {
    let subject = village_head(world);
    let token = world.proves(PHONE, "RATE").await;
    let envelopes = async || {
        let tx = world.ctx().read(&world.home().county).await.unwrap();
        let reasons = tx.rows().find::<rating_reason::Entity>().count(&tx).await.unwrap();
        (reasons, tx.rows().find::<envelope::Entity>().count(&tx).await.unwrap())
    };
    let before = envelopes().await;
    world.rates(Some(&token), &low(&subject, Some(WHY), Some("王大山"))).await;
    assert_eq!(envelopes().await, (1, before.1 + 2), "reason and name lie apart");
    world.wait(Duration::minutes(1));
    world.rates(Some(&token), &json!({ "subjectId": subject, "setNo": 1, "answers": answers(&[("lj1", 4)]) })).await;
    assert_eq!(envelopes().await, before, "nothing of it is left");
    assert_eq!(opens(world, "county-head", &subject).await["reasons"], json!([]));
});

story!(an_official_does_not_rate_himself, |world| {
    let tx = world.ctx().write(&world.home().county).await.unwrap();
    let hash = phone_hash(&world.kernel.keys, &Phone::parse(PHONE).unwrap()).unwrap();
    let official_id = world.home().official("village-head");
    tx.add(entity::official_phone::Model { county_id: tx.county.id, id: tx.mint(), official_id, phone_hash: hash }).await.unwrap();
    tx.commit().await.unwrap();
    let token = world.proves(PHONE, "RATE").await;
    let sheet = |subject: &Value, code: &str| json!({ "subjectId": subject, "setNo": 1, "answers": answers(&[(code, 5)]) });
    let told = world.rates(Some(&token), &sheet(&village_head(world), "zz1")).await;
    assert_eq!((codes(&told)[0].0.as_str(), sheets(world).await.len()), ("PHONE_REFUSED", 0));
    let other = id(world.home().official("town-secretary"));
    for (subject, code) in [(other, "zz1"), (dibao(world), "qx1")] {
        assert_eq!(world.rates(Some(&token), &sheet(&subject, code)).await["errors"], json!([]), "{subject}");
    }
});
