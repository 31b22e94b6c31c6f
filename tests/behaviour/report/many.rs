//! Much reported on one unit in one day: told to the organ's heads and the operator, once; refused to nobody.

use super::*;
use entity::{notice_case, unit_alarm};
use lianjing::worker::periodic;

/// So many reports on these subjects, ten a phone.
async fn reported(world: &World, first_phone: u64, subjects: &[Value], count: usize) {
    for (phone, numbers) in (first_phone..).zip((0..count).collect::<Vec<_>>().chunks(10)) {
        let phone = phone.to_string();
        let token = world.proves_later(&phone, "REPORT").await;
        for number in numbers {
            let input = submission(world.home(), &format!("{phone}-{number}"), subjects);
            assert_eq!(world.submits(&token, input).await["errors"], json!([]), "nobody is refused");
        }
    }
}

async fn looks(world: &World) {
    periodic::work_all(&world.kernel, &world.ports).await;
}

/// Alarms of the county, and what the head finds of them in his in-box.
async fn raised(world: &World) -> (u64, usize) {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let alarms = tx.rows().find::<unit_alarm::Entity>().count(&tx).await.unwrap();
    let told = world.notices("town-head").await;
    let about_many = told.as_array().unwrap().iter().filter(|notice| notice["text"].as_str().unwrap().contains("特别多"));
    (alarms, about_many.inspect(|notice| assert_eq!(notice["caseId"], Value::Null)).count())
}

story!(much_on_one_unit_in_one_day_is_told_once_to_its_heads, |world| {
    let village = id(world.home().unit("village"));
    reported(world, 13_800_000_001, std::slice::from_ref(&village), 19).await;
    looks(world).await;
    assert_eq!(raised(world).await, (0, 0), "nineteen are no alarm");
    reported(world, 13_900_000_001, &[village.clone(), id(world.home().unit("village2"))], 1).await;
    for _ in 0..2 {
        looks(world).await;
        assert_eq!(raised(world).await, (1, 1), "once, for the one unit that has twenty");
    }
    reported(world, 13_900_000_002, std::slice::from_ref(&village), 3).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1), "more on the same day change nothing");
    for other in ["town-handler", "town2-head", "county-head", "admin"] {
        assert_eq!(world.told(other, NoticeKind::ManyReports).await, 0, "{other}");
    }
    assert_eq!(world.inbox("town-head", Value::Null).await["totalCount"], 23, "all of them were taken");
    world.wait(Duration::days(1));
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1));
    reported(world, 13_700_000_001, std::slice::from_ref(&village), 20).await;
    world.wait(Duration::hours(15));
    looks(world).await;
    assert_eq!(raised(world).await, (2, 2), "another day, looked at after midnight");
    world.wait(Duration::days(31));
    looks(world).await;
    assert_eq!((raised(world).await.0, world.told("town-head", NoticeKind::ManyReports).await), (0, 2), "what they were told stays");
});

story!(what_a_head_may_not_know_makes_no_alarm_for_him, |world| {
    let (village, deputy) = (id(world.home().unit("village")), id(world.home().official("village-deputy")));
    world.makes_kin("town-inspector", "village-deputy").await;
    reported(world, 13_800_000_001, std::slice::from_ref(&village), 19).await;
    reported(world, 13_900_000_001, std::slice::from_ref(&deputy), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 0), "the operator counts twenty, the head nineteen");
    assert_eq!(world.told("town-head", NoticeKind::ManyReports).await, 0, "nothing lies there, not even hidden");
    reported(world, 13_900_000_002, std::slice::from_ref(&village), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1));
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    assert_eq!(tx.rows().find::<notice_case::Entity>().count(&tx).await.unwrap(), 20, "of those that he may know");
});

story!(an_alarm_goes_with_a_recusal_that_arises_later, |world| {
    let (village, deputy) = (id(world.home().unit("village")), id(world.home().official("village-deputy")));
    reported(world, 13_800_000_001, std::slice::from_ref(&village), 19).await;
    reported(world, 13_900_000_001, std::slice::from_ref(&deputy), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1));
    world.makes_kin("town-inspector", "village-deputy").await;
    assert_eq!(raised(world).await, (1, 0), "as in a world with nineteen");
    reported(world, 13_900_000_002, std::slice::from_ref(&village), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1), "as in a world with twenty");
});

story!(a_county_says_itself_how_much_is_much, |world| {
    let set = "mutation($input: SetSettingInput!) { setSetting(input: $input) { errors { code } } }";
    let token = world.signed_in(world.home(), "admin").await;
    let sets = |value: i32, version: i32| {
        let input = json!({ "input": { "key": "UNIT_ALARM", "value": value, "version": version } });
        let token = token.clone();
        async move { world.data(Some(&token), set, input).await["setSetting"]["errors"].clone() }
    };
    for value in [4, 101] {
        assert_eq!(sets(value, 0).await[0]["code"], "INVALID", "{value}");
    }
    let (village, deputy) = (id(world.home().unit("village")), id(world.home().official("village-deputy")));
    world.makes_kin("town-inspector", "village-deputy").await;
    reported(world, 13_800_000_001, std::slice::from_ref(&village), 4).await;
    reported(world, 13_900_000_001, std::slice::from_ref(&deputy), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (0, 0), "the platform asks for twenty");
    assert_eq!(sets(5, 0).await, json!([]));
    looks(world).await;
    assert_eq!(raised(world).await, (1, 0), "of five the head may know of four");
    reported(world, 13_900_000_002, std::slice::from_ref(&village), 1).await;
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1));
    assert_eq!(sets(100, 1).await, json!([]));
    looks(world).await;
    assert_eq!(raised(world).await, (1, 1), "what was told keeps the number with which it was raised");
    world.makes_kin("town-inspector", "village-head").await;
    reported(world, 13_900_000_003, &[id(world.home().official("village-head"))], 1).await;
    assert_eq!(raised(world).await, (1, 1), "another case takes nothing from it");
});
