//! 联系的单位: what an organ covers is seen and set by the administrator; later reports follow it, running cases stay.

use super::*;
use entity::words::NoticeKind;
use kit::cases::id;
use kit::story;
use time::Duration;

const SET: &str = "mutation($input: SetOrganCoverInput!) { setOrganCover(input: $input) { \
    organs { organ { name } covers coverIds version } errors { code field message } } }";
const ROUTE: &str = "query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }";

fn covers(world: &World, organ: &str, units: &[&str], version: i32) -> Value {
    let place = world.home();
    let ids: Vec<_> = units.iter().map(|unit| id(place.unit(unit))).collect();
    json!({ "organId": id(place.organ(organ)), "coverIds": ids, "version": version })
}

/// Who would handle a report on the county's government, which has no organ of its own.
async fn goes_to(world: &World) -> Value {
    let asked = json!({ "county": world.home().code, "ids": [id(world.home().unit("government"))] });
    world.data(None, ROUTE, asked).await["intakeRoute"]["organ"]["name"].clone()
}

fn record<'a>(payload: &'a Value, name: &str) -> &'a Value {
    payload["organs"].as_array().unwrap().iter().find(|one| one["organ"]["name"] == name).unwrap()
}

story!(what_is_covered_routes_later_reports_and_moves_no_case, |world| {
    is_for_the_administrator(world, SET, &covers(world, "town", &["bureau"], 7)).await;
    assert_eq!(goes_to(world).await, "县纪委监委");
    world.files("13800000001", &[id(world.home().unit("government"))]).await;
    let case = world.only_case("county-head").await;
    // One unit, one organ: first it is taken from the commission.
    let refused = does(world, "admin", SET, covers(world, "bureau", &["government"], 0)).await;
    assert_eq!((code(&refused), field(&refused)), ("STATE", "coverIds"));
    assert_eq!(refused["errors"][0]["message"], "“县政府”已经由“县纪委监委”联系，请先在那里去掉。");
    assert_eq!((ledger(world, "organs.cover_set").await, goes_to(world).await), (0, json!("县纪委监委")), "nothing happened");
    assert_eq!(code(&does(world, "admin", SET, covers(world, "commission", &[], 0)).await), "-");
    let set = does(world, "admin", SET, covers(world, "bureau", &["government"], 0)).await;
    assert_eq!(code(&set), "-");
    let shown = record(&set, "派驻民政局纪检组");
    assert_eq!(
        (&shown["covers"], &shown["coverIds"], &shown["version"]),
        (&json!(["县政府"]), &json!([id(world.home().unit("government"))]), &json!(1))
    );
    assert_eq!(goes_to(world).await, "派驻民政局纪检组", "what is reported from now on");
    world.works_after(Duration::ZERO).await;
    world.works_after(Duration::minutes(10)).await;
    let now = world.only_case("county-head").await;
    assert_eq!((&now["organ"], &now["due"]), (&case["organ"], &case["due"]), "the running case stays");
    assert_eq!(world.told("county-head", NoticeKind::OrganChanged).await, 2);
    assert_eq!(ledger(world, "organs.cover_set").await, 2);
});

story!(whoever_loses_a_unit_is_told, |world| {
    assert_eq!(code(&does(world, "admin", SET, covers(world, "town2", &["village"], 0)).await), "-");
    for (who, told) in [("town-head", 1), ("town2-head", 1), ("county-head", 1), ("bureau-head", 0)] {
        assert_eq!(world.told(who, NoticeKind::OrganChanged).await, told, "{who}");
    }
    let asked = json!({ "county": world.home().code, "ids": [id(world.home().unit("village"))] });
    assert_eq!(world.data(None, ROUTE, asked).await["intakeRoute"]["organ"]["name"], "元坝镇纪委");
});

story!(what_does_not_fit_is_refused_and_of_two_the_second_is_told, |world| {
    let place = world.home();
    let mut foreign = covers(world, "town", &[], 0);
    foreign["coverIds"] = json!([id(world.other().unit("town"))]);
    let mut many = covers(world, "town", &[], 0);
    many["coverIds"] = json!((0..201).map(|n| format!("unit_{n:032x}")).collect::<Vec<_>>());
    for (input, expected) in [
        (foreign, "NOT_FOUND"),
        (covers(world, "city", &["bureau"], 0), "NOT_FOUND"),
        (covers(world, "town", &[], 0), "STATE"),
        (covers(world, "town", &["bureau"], 3), "CONFLICT"),
    ] {
        let refused = does(world, "admin", SET, input).await;
        assert_eq!(code(&refused), expected, "{refused}");
    }
    assert!(["TOO_LONG", "NOT_FOUND", "INVALID"].contains(&code(&does(world, "admin", SET, many).await)));
    assert_eq!(
        (ledger(world, "organs.cover_set").await, world.told("town-head", NoticeKind::OrganChanged).await),
        (0, 0),
        "nothing happened"
    );
    // Two organs ask for the same unit at once: one of them gets it.
    let (one, other) = futures_util::future::join(
        does(world, "admin", SET, covers(world, "town", &["bureau"], 0)),
        does(world, "admin", SET, covers(world, "town2", &["bureau"], 0)),
    )
    .await;
    assert_eq!([code(&one), code(&other)].iter().filter(|one| **one == "-").count(), 1, "{one} {other}");
    let new = json!({ "name": "第三派出纪工委", "kind": "DISPATCHED_COMMITTEE", "superiorId": id(place.organ("commission")),
        "coverIds": [id(place.unit("bureau"))] });
    let create = "mutation($input: CreateOrganInput!) { createOrgan(input: $input) { errors { code field message } } }";
    assert_eq!(code(&does(world, "admin", create, new).await), "STATE", "nor a new one");
    assert_eq!((ledger(world, "organs.cover_set").await, ledger(world, "organs.created").await), (1, 0));
});
