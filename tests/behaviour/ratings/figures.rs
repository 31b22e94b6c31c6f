//! Figures: from ten, in steps of five, by night, and always what the rows say.

use super::{dibao, entries, rated_dibao, sheets, village_head};
use entity::rating_figure;
use kit::cases::id;
use kit::{World, story};
use lianjing::domain::ratings::{self, Month, PublicFigure, Rated};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::Duration;

async fn figure_of(world: &World, subject: uuid::Uuid) -> rating_figure::Model {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<rating_figure::Entity>().filter(rating_figure::Column::SubjectId.eq(subject));
    rows.one(&tx).await.unwrap().unwrap()
}

fn public(sheets: Option<i32>, score: Option<f64>) -> Value {
    json!({ "isInternal": false, "month": sheets.map(|_| "2026-03"), "sheets": sheets, "score": score })
}

story!(a_public_figure_has_ten_sheets_comes_at_night_and_changes_in_steps_of_five, |world| {
    let (subject, rated) = (dibao(world), rated_dibao(world));
    world.all_say(0..9, rated, &[("qx1", 4), ("qx2", 0)]).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, public(None, None), "nine are too few");
    world.all_say(9..10, rated, &[("qx1", 4)]).await;
    world.works_after(Duration::minutes(30)).await;
    assert_eq!(world.rating_figure(&subject).await, public(None, None), "by day nothing changes");
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, public(Some(10), Some(4.0)));
    for more in 10..14 {
        world.all_say(more..more + 1, rated, &[("qx1", 3)]).await;
        world.night_passes().await;
        assert_eq!(world.rating_figure(&subject).await, public(Some(10), Some(4.0)), "{more}: nobody reads one sheet from a difference");
    }
    world.all_say(0..9, rated, &[("qx1", 3)]).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, public(Some(10), Some(4.0)), "who thinks again makes no step");
    world.all_say(14..15, rated, &[("qx1", 3)]).await;
    world.night_passes().await;
    assert_eq!(world.rating_figure(&subject).await, public(Some(15), Some(3.07)));
    assert_eq!(entries(world, "ratings.publish").await, 2);
});

story!(figures_of_officials_stay_inside_but_for_leaders_where_the_county_says_so, |world| {
    let (leader, deputy) = (village_head(world), id(world.home().official("village-deputy")));
    for name in ["village-head", "village-deputy"] {
        world.all_say(0..10, Rated::Official(world.home().official(name)), &[("zz1", 4)]).await;
    }
    world.night_passes().await;
    let hidden = json!({ "isInternal": true, "month": null, "sheets": null, "score": null });
    assert_eq!((world.rating_figure(&leader).await, world.rating_figure(&deputy).await), (hidden.clone(), hidden.clone()));
    let admin = world.signed_in(world.home(), "admin").await;
    let set = "mutation($input: SetSettingInput!) { setSetting(input: $input) { errors { code message } } }";
    let input = json!({ "key": "RATINGS_OF_LEADERS", "value": 1, "version": 0 });
    assert_eq!(world.data(Some(&admin), set, json!({ "input": input })).await["setSetting"]["errors"], json!([]));
    assert_eq!(world.rating_figure(&leader).await, public(Some(10), Some(4.0)));
    assert_eq!(world.rating_figure(&deputy).await, hidden, "who does not lead stays inside");
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let asked = [
        Rated::Official(world.home().official("village-head")),
        Rated::Official(world.home().official("village-deputy")),
        rated_dibao(world),
    ];
    let all = ratings::public_figure(&tx, &asked).await.unwrap();
    assert_eq!(all[&asked[0]], PublicFigure::Of { month: Month(202_603), sheets: 10, score: 400 });
    assert_eq!((all[&asked[1]], all[&asked[2]]), (PublicFigure::Internal, PublicFigure::TooFew));
});

/// Numbers without an end, the same in each run.
fn dice() -> impl FnMut(u64) -> u64 {
    let mut state = 0x2026_1128_u64;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

story!(the_nights_figures_are_a_recount_of_the_rows, |world| {
    let place = world.home();
    let subjects = [
        (rated_dibao(world), vec!["qx1", "qx2", "qx3"]),
        (Rated::Power(place.power("land")), vec!["qx1", "qx2", "qx3"]),
        (Rated::Official(place.official("village-head")), vec!["zz1", "zz2", "lj1", "qz3", "bl5"]),
        (Rated::Official(place.official("bureau-director")), vec!["zz1", "gz2", "sh1", "zg5"]),
    ];
    let mut roll = dice();
    for round in 0..3 {
        for _ in 0..60 {
            let (rated, codes) = &subjects[usize::try_from(roll(4)).unwrap()];
            // Three to five, or don't know; now and then left out.
            let mut said: Vec<(&str, i32)> = Vec::new();
            for code in codes {
                match roll(6) {
                    0 => {}
                    1 => said.push((code, 0)),
                    _ => said.push((code, 3 + i32::try_from(roll(3)).unwrap())),
                }
            }
            if !said.iter().any(|(_, score)| *score > 0) {
                said = vec![(codes[0], 4)];
            }
            world.says(usize::try_from(roll(25)).unwrap(), *rated, &said).await.unwrap();
            world.wait(Duration::minutes(5));
        }
        world.night_passes().await;
        recounted(world, round).await;
    }
});

/// Counts by hand what the rows say, and compares.
async fn recounted(world: &World, round: i32) {
    let mut by_subject: BTreeMap<uuid::Uuid, Vec<entity::rating_sheet::Model>> = BTreeMap::new();
    for sheet in sheets(world).await {
        by_subject.entry(sheet.subject_id).or_default().push(sheet);
    }
    assert!(!by_subject.is_empty());
    for (subject, all) in by_subject {
        let figure = figure_of(world, subject).await;
        assert!(all.iter().all(|sheet| sheet.is_verified && sheet.burst_id.is_none()));
        let score = |sheet: &entity::rating_sheet::Model| {
            let said: Vec<i64> =
                sheet.answers.iter().filter(|answer| **answer <= 5 && **answer > 0).map(|answer| i64::from(*answer)).collect();
            let count = i64::try_from(said.len()).unwrap();
            (200 * said.iter().sum::<i64>() + count) / (2 * count)
        };
        assert_eq!((figure.sheets, figure.score_sum), (i32::try_from(all.len()).unwrap(), all.iter().map(score).sum()), "round {round}");
        assert_eq!(figure.stale_since, None);
        let said = |value: u8| all.iter().flat_map(|sheet| &sheet.answers).filter(|answer| **answer == value).count();
        let tallies: BTreeMap<String, [i32; 6]> = serde_json::from_value(figure.tallies).unwrap();
        for (place, value) in [1, 2, 3, 4, 5, 9].into_iter().enumerate() {
            let counted: i32 = tallies.values().map(|tally| tally[place]).sum();
            assert_eq!(usize::try_from(counted).unwrap(), said(value), "round {round}, {value}");
        }
    }
}

story!(the_night_touches_what_changed_and_nothing_else, |world| {
    world.all_say(0..3, rated_dibao(world), &[("qx1", 4)]).await;
    world.all_say(0..3, Rated::Power(world.home().power("land")), &[("qx1", 4)]).await;
    world.night_passes().await;
    let (one, other) = (world.home().power("dibao").into(), world.home().power("land").into());
    let before = (figure_of(world, one).await, figure_of(world, other).await);
    assert!(before.0.counted_at.is_some() && before.1.counted_at.is_some());
    world.all_say(3..4, rated_dibao(world), &[("qx1", 5)]).await;
    world.night_passes().await;
    let after = (figure_of(world, one).await, figure_of(world, other).await);
    assert_eq!((after.0.sheets, after.1), (4, before.1));
    assert!(after.0.counted_at > before.0.counted_at);
});
