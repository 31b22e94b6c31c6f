//! What a head reads: his organ and those below it, by counts; and who reads nothing.

use super::{count, does, files, of, village};
use entity::ledger_entry;
use entity::words::StaffRole;
use kit::cases::id;
use kit::overview::OVERVIEW;
use kit::story;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

fn names(overview: &Value) -> Vec<(&str, i64, bool)> {
    let organs = overview["organs"].as_array().unwrap().iter();
    organs.map(|one| (one["organ"]["name"].as_str().unwrap(), one["depth"].as_i64().unwrap(), one["canList"] == true)).collect()
}

story!(a_head_reads_the_numbers_of_his_organ_and_of_those_below, |world| {
    let place = world.home();
    let case = files(world, "13800000001", (&village(world), "town-head")).await;
    files(world, "13800000002", (&[id(place.official("village-deputy"))], "town-head")).await;
    files(world, "13800000003", (&[id(place.unit("village3"))], "town2-head")).await;
    let handler = json!({ "handlerId": id(place.account("town-handler2")) });
    does(world, "town-head", "assignCase", (&case, handler)).await;
    let county = world.overview("county-head", "THIS_QUARTER").await;
    let expected = [
        ("县纪委监委", 0, true),
        ("派驻民政局纪检组", 1, false),
        ("龙山镇纪委", 1, false),
        ("元坝镇纪委", 1, false),
        ("市纪委监委", 0, true),
    ];
    assert_eq!(names(&county), expected);
    assert_eq!((&county["on"], &county["from"], &county["to"]), (&json!("2026-03-02"), &json!("2026-01-01"), &json!("2026-03-31")));
    let total = &county["total"];
    assert_eq!((&total["open"], &total["yellow"], &total["red"], &total["unassigned"]), (&json!(3), &json!(3), &json!(0), &json!(2)));
    assert_eq!((count(&total["byState"], "SUBMITTED"), count(&total["byDue"], "LATER")), (3, 3));
    assert_eq!((count(&total["bySubject"], "UNIT"), count(&total["bySubject"], "OFFICIAL")), (2, 1));
    assert_eq!((&of(&county, "龙山镇纪委")["open"], &of(&county, "元坝镇纪委")["open"]), (&json!(2), &json!(1)));
    assert_eq!(of(&county, "县纪委监委")["open"], 0);
    assert_eq!(county["handlers"], json!([]), "who has how much is for the heads of that organ");
    let town = world.overview("town-head", "THIS_QUARTER").await;
    assert_eq!(names(&town), [("龙山镇纪委", 0, true)]);
    assert_eq!(&town["total"], of(&county, "龙山镇纪委"), "both read the same numbers");
    let loads: Vec<_> =
        town["handlers"].as_array().unwrap().iter().map(|one| (one["handler"]["name"].clone(), one["open"].clone())).collect();
    assert!(loads.contains(&(json!("演示town-handler2"), json!(1))) && loads.contains(&(Value::Null, json!(1))), "{loads:?}");
});

story!(a_light_that_turns_red_is_the_superiors_number, |world| {
    let place = world.home();
    let filed = world.files("13800000001", &[id(place.unit("village"))]).await;
    let case = world.only_case("town-head").await["id"].as_str().unwrap().to_owned();
    assert_eq!(world.replies("town-handler2", &case).await["errors"], json!([]));
    let waiting = world.overview("county-head", "THIS_QUARTER").await;
    assert_eq!(count(&of(&waiting, "龙山镇纪委")["byDue"], "WAITING"), 1, "it waits for the reporter");
    assert_eq!(of(&waiting, "龙山镇纪委")["unassigned"], 0);
    assert_eq!(world.overview("town-head", "THIS_QUARTER").await["handlers"], json!([]), "and is nobody's load");
    assert_eq!(world.tells(&filed, "answerReply", json!({ "satisfied": false })).await["errors"], json!([]));
    let climbed = world.overview("county-head", "THIS_QUARTER").await;
    assert_eq!(of(&climbed, "龙山镇纪委")["open"], 0);
    let own = of(&climbed, "县纪委监委");
    assert_eq!((&own["open"], &own["red"], count(&own["byState"], "ACCEPTED")), (&json!(1), &json!(1), 1));
    world.works_after(Duration::days(40)).await;
    assert_eq!(count(&of(&world.overview("county-head", "THIS_QUARTER").await, "县纪委监委")["byDue"], "OVERDUE"), 1);
});

story!(figures_are_for_heads_alone, |world| {
    files(world, "13800000001", (&village(world), "town-head")).await;
    for login in ["town-handler", "county-handler", "admin", "auditor", "publisher"] {
        let entries = entries(world).await;
        let token = world.signed_in(world.home(), login).await;
        let answer = world.ask(Some(&token), OVERVIEW, json!({ "period": "THIS_YEAR" })).await;
        assert_eq!((&answer["data"], &answer["errors"][0]["extensions"]["code"]), (&Value::Null, &json!("FORBIDDEN")), "{login}: {answer}");
        let refused = world.exports(login, "THIS_YEAR").await;
        assert_eq!((&refused["csv"], &refused["errors"][0]["code"]), (&Value::Null, &json!("FORBIDDEN")), "{login}");
        assert_eq!(self::entries(world).await, entries, "{login}: nothing is written down of what was refused");
    }
    let nobody = world.ask(None, OVERVIEW, json!({})).await;
    assert_eq!(nobody["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{nobody}");
    let token = world.signed_in(world.other(), "county-head").await;
    let other = world.data(Some(&token), OVERVIEW, json!({})).await["overview"].clone();
    assert_eq!(other["total"]["open"], 0, "another county has its own numbers: {other}");
    // Whoever loses the role loses the numbers.
    world.ends_roles(&["town-head"]).await;
    let token = world.signed_in(world.home(), "town-head").await;
    let answer = world.ask(Some(&token), OVERVIEW, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
});

story!(who_heads_two_organs_reads_each_once, |world| {
    world.gives_role("town-head", StaffRole::Head, "commission").await;
    files(world, "13800000001", (&village(world), "town-head")).await;
    let both = world.overview("town-head", "THIS_QUARTER").await;
    assert_eq!(names(&both).iter().map(|(name, ..)| *name).filter(|name| *name == "龙山镇纪委").count(), 1);
    assert_eq!((&both["total"]["open"], names(&both)[2]), (&json!(1), ("龙山镇纪委", 1, true)));
});

async fn entries(world: &kit::World) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let exports = tx.rows().find::<ledger_entry::Entity>().filter(ledger_entry::Column::Kind.eq("statistics.exported"));
    exports.count(&tx).await.unwrap()
}
