//! Phones of officials: kept as keyed hashes, refused when they file for somebody in their own town.

use entity::official_phone;
use kit::cases::{id, submission};
use kit::{World, story};
use lianjing::domain::import::{Report, SourceFile, run};
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};

const OFFICIALS: &str = "13800000011";
const VILLAGERS: &str = "13900000012";

async fn imports(world: &World, name: &str, text: &str) -> Report {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    run(&world.ctx(), "510824", &[file], false).await.unwrap()
}

async fn phones(world: &World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<official_phone::Entity>().count(&tx).await.unwrap()
}

/// Files on this subject by this phone, for somebody else or not, under the name of the official whose phone it is; the
/// payload.
async fn files(world: &World, phone: &str, subject: Value, helped: Option<&str>) -> Value {
    files_as(world, phone, ("演示town-clerk", subject), helped).await
}

async fn files_as(world: &World, phone: &str, (name, subject): (&str, Value), helped: Option<&str>) -> Value {
    let token = world.proves_later(phone, "REPORT").await;
    let mut input = submission(world.home(), &format!("{phone}{subject}").replace(['\"', '_'], ""), &[subject]);
    input["submissionKey"] = json!(input["submissionKey"].as_str().unwrap().chars().rev().take(40).collect::<String>());
    input["reporterName"] = json!(name);
    input["onBehalfOf"] = json!(helped);
    world.submits(&token, input).await
}

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

story!(an_official_does_not_file_for_somebody_in_his_own_town, |world| {
    let place = world.home();
    let told = imports(world, "officials.csv", &format!("code,name,phone\ntown-clerk,演示town-clerk,{OFFICIALS}\n")).await;
    assert!(told.written, "{:?}", told.faults);
    for (subject, why) in [
        (id(place.unit("village")), "a village of his town"),
        (id(place.unit("town")), "his town"),
        (id(place.official("village2-head")), "an official of a village of his town"),
        (id(place.power("dibao")), "a power of such a village"),
    ] {
        let refused = files(world, OFFICIALS, subject, Some("演示丙")).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("PHONE_REFUSED", &json!("onBehalfOf")), "{why}: {refused}");
        assert!(!refused.to_string().contains("town-clerk") && !refused.to_string().contains("干部"), "nobody is named: {refused}");
        world.wait(time::Duration::hours(3));
    }
    assert_eq!(world.inbox("town-head", Value::Null).await["totalCount"], 0, "nothing was stored");
    let elsewhere = files(world, OFFICIALS, id(place.unit("village3")), Some("演示丙")).await;
    assert!(elsewhere["queryCode"].is_string(), "another town: {elsewhere}");
    world.wait(time::Duration::days(1));
    let himself = files(world, OFFICIALS, id(place.unit("village")), None).await;
    assert!(himself["queryCode"].is_string(), "in his own name he may: {himself}");
    let helper = files(world, VILLAGERS, id(place.unit("village")), Some("演示丙")).await;
    assert!(helper["queryCode"].is_string(), "a neighbour may: {helper}");
});

story!(an_officials_phone_is_good_for_his_own_name_only, |world| {
    let place = world.home();
    let told = imports(world, "officials.csv", &format!("code,name,phone\ntown-clerk,演示　town-clerk,{OFFICIALS}\n")).await;
    assert!(told.written, "{:?}", told.faults);
    // A cadre types a villager's name and says nothing of helping; he need not even serve in that town.
    for (subject, helped) in [
        (id(place.unit("village")), None),
        (id(place.unit("village3")), None),
        (id(place.unit("village3")), Some("演示丙")),
        (id(place.power("land")), None),
    ] {
        let refused = files_as(world, OFFICIALS, ("演示甲", subject.clone()), helped).await;
        assert_eq!((code(&refused), &refused["errors"][0]["field"]), ("PHONE_REFUSED", &json!("reporterName")), "{subject}: {refused}");
        let told = refused.to_string();
        assert!(!told.contains("clerk") && !told.contains("干部") && !told.contains("登记"), "a stranger learns nothing: {told}");
        world.wait(time::Duration::hours(3));
    }
    let tx = world.ctx().read(&place.county).await.unwrap();
    assert_eq!(tx.rows().find::<entity::report::Entity>().count(&tx).await.unwrap(), 0, "nothing was stored");
    drop(tx);
    for (phone, name, village) in
        [(OFFICIALS, "演示town-clerk", "village"), (OFFICIALS, " 演示 town-clerk ", "village2"), (VILLAGERS, "演示甲", "village")]
    {
        world.wait(time::Duration::days(1));
        let taken = files_as(world, phone, (name, id(place.unit(village))), None).await;
        assert!(taken["queryCode"].is_string(), "{name}: {taken}");
    }
    // Of another county nobody knows him.
    world.wait(time::Duration::days(1));
    let asked = json!({ "county": "130982", "phone": OFFICIALS, "purpose": "REPORT", "proofOfWork": world.proof().await });
    let digits = world.sent_digits(&world.asks_with(asked).await).await.unwrap();
    let typed = json!({ "county": "130982", "phone": OFFICIALS, "purpose": "REPORT", "code": digits });
    let token = world.data(None, kit::people::VERIFY, json!({ "input": typed })).await["verifyPhoneCode"]["token"].clone();
    let input = submission(world.other(), "elsewhere", &[id(world.other().unit("village"))]);
    assert!(world.submits(token.as_str().unwrap(), input).await["queryCode"].is_string());
});

story!(who_left_the_town_may_help_there, |world| {
    let place = world.home();
    imports(world, "officials.csv", &format!("code,name,phone\ntown-clerk,演示town-clerk,{OFFICIALS}\n")).await;
    let left = "official_code,unit_code,section_name,title,valid_from,valid_until\ntown-clerk,510824-town,党政办公室,办公室干部,2021-01-01,2026-02-01\n";
    let told = imports(world, "posts.csv", left).await;
    assert!(told.written, "{:?}", told.faults);
    let helper = files(world, OFFICIALS, id(place.unit("village")), Some("演示丙")).await;
    assert!(helper["queryCode"].is_string(), "{helper}");
});

story!(a_phone_is_imported_as_a_hash_changed_and_taken_away, |world| {
    let with = |phone: &str| format!("code,name,phone\ntown-clerk,演示town-clerk,{phone}\n");
    assert_eq!(imports(world, "officials.csv", &with(OFFICIALS)).await.counts.iter().map(|count| count.added).sum::<usize>(), 1);
    assert!(
        imports(world, "officials.csv", &with("+86 138-0000-0011")).await.counts.iter().all(|count| count.table != "officials.csv phone")
    );
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let row = tx.rows().find::<official_phone::Entity>().one(&tx).await.unwrap().unwrap();
    assert_eq!(row.phone_hash.len(), 32, "a keyed hash and nothing else");
    drop(tx);
    imports(world, "officials.csv", "code,name\ntown-clerk,演示town-clerk\n").await;
    assert_eq!(phones(world).await, 1, "a file without the column says nothing of phones");
    let faulty = imports(world, "officials.csv", &with("12345")).await;
    assert!(!faulty.written && !format!("{:?}", faulty.faults).contains("12345"), "{:?}", faulty.faults);
    imports(world, "officials.csv", &with("")).await;
    assert_eq!(phones(world).await, 0);
});
